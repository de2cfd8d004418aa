"""The Chromium that the browser tests drive: found, or installed where the machine allows it.

`python -m tests.browser.chromium` prints its path. It is quick when there is one; `make test` calls it first.
"""

import contextlib
import fcntl
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

VARIABLE = "KB_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
MAC_PATHS = (
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
)
REMEDY = (
    "Install Chromium (on Debian `apt-get install chromium`, elsewhere `.venv/bin/python -m playwright install "
    f"chromium`), or set {VARIABLE} to the path of a Chromium or Chrome."
)
SECONDS_TO_INSTALL = 600


class NoChromium(Exception):
    """There is none, and none can be installed. The message is one sentence on why and one on what to do."""


def find(variables: Mapping[str, str] = os.environ) -> Path | None:
    """The browser to use, or None. A path in KB_CHROMIUM decides alone: NoChromium if nothing is there."""
    if chosen := variables.get(VARIABLE):
        found = shutil.which(chosen, path=variables.get("PATH"))
        if not found:
            raise NoChromium(f"{VARIABLE} names {chosen}, which is no program. {REMEDY}")
        return Path(found)
    for name in NAMES:
        if found := shutil.which(name, path=variables.get("PATH")):
            return Path(found)
    return next((path for path in [*of_playwright(variables), *MAC_PATHS] if os.access(path, os.X_OK)), None)


def of_playwright(variables: Mapping[str, str]) -> list[Path]:
    """What `playwright install chromium` has left on this machine, the newest first."""
    home = Path(variables.get("HOME", "/nonexistent"))
    folders = [home / ".cache/ms-playwright", home / "Library/Caches/ms-playwright"]
    if chosen := variables.get("PLAYWRIGHT_BROWSERS_PATH"):
        folders = [Path(chosen)]
    names = ("chromium-*/chrome-linux*/chrome", "chromium-*/chrome-mac*/*.app/Contents/MacOS/*")
    found = [path for folder in folders for name in names for path in folder.glob(name)]
    return sorted(found, key=revision, reverse=True)


def revision(path: Path) -> int:
    """Of a browser of Playwright's: 1187 of …/chromium-1187/chrome-linux/chrome."""
    number = re.search(r"/chromium-(\d+)/", str(path))
    return int(number[1]) if number else 0


def ensure() -> Path:
    """The browser to use, installed first if need be. Raises NoChromium."""
    return find() or install()


def install() -> Path:
    """Debian's package, by root or a sudo that asks for no password. Raises NoChromium."""
    if not shutil.which("apt-get"):
        raise NoChromium(f"No Chromium was found, and this machine has no apt-get to install one. {REMEDY}")
    as_root = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
    if as_root and (not shutil.which("sudo") or quietly([*as_root, "true"])):
        raise NoChromium(f"No Chromium was found, and only root may install one here. {REMEDY}")
    # The time limit is set inside: what root runs cannot be ended from outside.
    limited = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "timeout", "--kill-after=30", str(SECONDS_TO_INSTALL)]
    # dpkg's own lock: an upgrade that the machine does by itself is waited for.
    apt = [*limited, "apt-get", "-o", "DPkg::Lock::Timeout=120"]
    with alone():
        # Another process may have installed it while this one waited.
        if found := find():
            return found
        print("Installing Chromium for the browser tests", file=sys.stderr, flush=True)
        for step in (["update"], ["install", "-y", "--no-install-recommends", "chromium"]):
            if failure := quietly([*apt, *step]):
                raise NoChromium(f"{failure}\nNo Chromium was found, and apt-get could not install one. {REMEDY}")
    if found := find():
        return found
    raise NoChromium(f"The package chromium was installed and brought no program of a known name. {REMEDY}")


def quietly(command: list[str]) -> str:
    """Run it; if it failed what it printed and its own words, else nothing."""
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if not done.returncode:
        return ""
    how = "took too long" if done.returncode == 124 else f"failed (exit {done.returncode})"
    return f"{done.stdout.strip()}\n`{' '.join(command)}` {how}."


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """One process of this account at a time installs."""
    path = Path(tempfile.gettempdir()) / f"csam-law-kb-chromium-{os.geteuid()}.lock"
    with path.open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def arguments() -> list[str]:
    """How it is started: it draws what it is told to and asks nobody else for anything."""
    chosen = [
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-dev-shm-usage",
        "--disable-gpu",
        "--disable-sync",
        "--no-first-run",
        # What no page asks for, and no test therefore refuses, finds no host either.
        "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
    ]
    # As root Chromium refuses to start with its sandbox; elsewhere the sandbox stays.
    return [*chosen, "--no-sandbox"] if os.geteuid() == 0 else chosen


def main() -> None:
    try:
        print(ensure())
    except NoChromium as reason:
        sys.exit(str(reason))


if __name__ == "__main__":
    main()
