"""Text some of which is in italics, and the dates and reporters' names of the two styles."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from jurisdictions.partial_dates import PartialDate

#: Bluebook, table T12.
BLUEBOOK_MONTHS = (
    "Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.",
)  # fmt: skip
#: English whatever the language of the page: both styles are written in English.
OSCOLA_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Styled:
    """Pieces of text, each in italics or not."""

    pieces: tuple[tuple[str, bool], ...] = ()

    def __add__(self, other: Styled | str) -> Styled:
        return Styled(self.pieces + (roman(other) if isinstance(other, str) else other).pieces)

    @property
    def text(self) -> str:
        return "".join(text for text, _ in self.pieces)

    @property
    def html(self) -> SafeString:
        return format_html_join(
            "", "{}", ((format_html("<i>{}</i>", t) if slanted else t,) for t, slanted in self.pieces)
        )


def roman(text: str) -> Styled:
    return Styled(((text, False),)) if text else Styled()


def italic(text: str) -> Styled:
    return Styled(((text, True),)) if text else Styled()


def bluebook_date(date: PartialDate) -> str:
    """Feb. 13, 2025; Feb. 2025; 2025."""
    if date.month is None:
        return str(date.year)
    month = BLUEBOOK_MONTHS[date.month - 1]
    return f"{month} {date.day}, {date.year}" if date.day else f"{month} {date.year}"


def oscola_date(date: PartialDate) -> str:
    """13 February 2025; February 2025; 2025."""
    if date.month is None:
        return str(date.year)
    month = OSCOLA_MONTHS[date.month - 1]
    return f"{date.day} {month} {date.year}" if date.day else f"{month} {date.year}"


_VERSUS = re.compile(r"(?<=\S) vs?\.? (?=\S)")
#: Between the names of parties, in the languages on record; or the start of a caption that names one side.
_PARTIES = re.compile(r"\s(?:vs?\.?|c\.|mod|contra)\s|^(?:In re|Re|Ex parte)\s")


def bluebook_caption(caption: str) -> str:
    return _VERSUS.sub(" v. ", caption)


def oscola_caption(caption: str) -> str:
    return _VERSUS.sub(" v ", caption)


def names_parties(caption: str) -> bool:
    """Whether it is a name such as the styles set in italics, and not a court, date and number."""
    return bool(_PARTIES.search(caption))


_ORDINAL = re.compile(r"\d*(?:1st|2d|2nd|3d|3rd|[04-9]th)")


def _tokens(abbreviation: str) -> list[str]:
    return re.findall(r"[^\s.]+\.?", abbreviation)


def bluebook_spacing(abbreviation: str) -> str:
    """Rule 6.1(a): single capitals and ordinals stand close together, longer abbreviations apart:
    `Cal.App.4th` is `Cal. App. 4th`, and `F. 3d` is `F.3d`."""

    def close(token: str) -> bool:
        return bool(re.fullmatch(r"[A-Z]\.", token) or _ORDINAL.fullmatch(token))

    tokens = _tokens(abbreviation)
    spaced = tokens[:1]
    for before, token in pairwise(tokens):
        spaced.append(token if close(before) and close(token) else f" {token}")
    return "".join(spaced)


def oscola_abbreviation(abbreviation: str) -> str:
    """Without points, single capitals close together, ordinals apart: `F.3d` is `F 3d`, `W.D. Wis.` is `WD Wis`."""
    found = ""
    for token in _tokens(abbreviation):
        bare = token.removesuffix(".")
        capital = bool(re.fullmatch(r"[A-Z]\.", token))
        found += bare if capital and re.search(r"(?:^|\s)[A-Z]*$", found) else f" {bare}" if found else bare
    return found


def without_points(citation: str) -> str:
    """OSCOLA uses no points in abbreviations: `18 U.S.C. § 1466A` is `18 USC § 1466A`. Those inside a section's
    number (948.125, 11.179) stay."""
    return re.sub(r"(?<=[^\W\d])\.(?!\w*\d)", "", citation)


def tidy(parts: Iterable[str], separator: str = ", ") -> str:
    """Those that are not empty."""
    return separator.join(part for part in parts if part)
