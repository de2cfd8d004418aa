"""Read the process's environment strictly: a value is understood or refused, never guessed."""

import os
from pathlib import Path


class Misconfigured(Exception):
    """What the person who runs the project has to change, as one line without secrets.

    `manage.py` and the run command print it and exit with 1: no traceback.
    """


def text(name: str, default: str = "") -> str:
    """The variable without surrounding blanks; set but empty counts as not set."""
    return os.environ.get(name, "").strip() or default


def boolean(name: str, default: bool = False) -> bool:
    """True for `true` or `1`, False for `false` or `0`, in any case.

    Raises Misconfigured for anything else: `DEBUG=no` must not switch debugging on,
    and `DEBUG=yes` must not silently leave it off.
    """
    value = text(name)
    if not value:
        return default
    if value.lower() in {"true", "1"}:
        return True
    if value.lower() in {"false", "0"}:
        return False
    raise Misconfigured(f"{name} is {value!r}: write true or false.")


def integer(name: str, default: int, *, at_least: int, at_most: int) -> int:
    """Raises Misconfigured for anything but a whole number within the bounds."""
    value = text(name)
    if not value:
        return default
    # isdecimal alone would let other scripts' digits through.
    if value.isascii() and value.isdecimal() and at_least <= int(value) <= at_most:
        return int(value)
    raise Misconfigured(f"{name} is {value!r}: write a whole number from {at_least} to {at_most}.")


def words(name: str, default: list[str] | None = None) -> list[str]:
    """A comma-separated list, blanks around the commas dropped."""
    return [word.strip() for word in text(name).split(",") if word.strip()] or (default or [])


def secret(name: str) -> str:
    """The variable NAME, or the content of the file that NAME_FILE names; "" when neither is set.

    Raises Misconfigured when both are set or the file cannot be read: a service must not
    start on another secret than the one its operator meant.
    """
    value, path = text(name), text(f"{name}_FILE")
    if value and path:
        raise Misconfigured(f"{name} and {name}_FILE are both set: keep one of them.")
    if not path:
        return value
    try:
        content = Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise Misconfigured(f"{name}_FILE cannot be read ({reason}): {path}") from error
    if not content:
        raise Misconfigured(f"{name}_FILE is empty: {path}")
    return content
