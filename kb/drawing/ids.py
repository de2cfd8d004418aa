"""Ids of drawings: the prefix of every id a drawing gives to its patterns, titles and tables."""

from __future__ import annotations

import re

PATTERN = re.compile(r"[A-Za-z][A-Za-z0-9-]*")


def checked(text: str) -> str:
    """The id itself; ValueError if it could not stand in `url(#…)` and in an address as it is."""
    if not PATTERN.fullmatch(text):
        raise ValueError(f"{text!r} cannot be the id of a drawing: letters, digits and hyphens, a letter first")
    return text
