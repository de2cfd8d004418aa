"""A case citation, taken apart: neutral, reported, or known by its docket only. No Django here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kb.references.styled import bluebook_spacing, oscola_abbreviation

#: Regional reporters: Bluebook (rule 10.3.1) cites a state's ruling to them alone, where it is in one.
REGIONAL = frozenset({
    "A.", "A.2d", "A.3d", "N.E.", "N.E.2d", "N.E.3d", "N.W.", "N.W.2d", "P.", "P.2d", "P.3d", "S.E.", "S.E.2d",
    "So.", "So. 2d", "So. 3d", "S.W.", "S.W.2d", "S.W.3d",
})  # fmt: skip

_REPORTED = re.compile(
    r"(?:\[(?P<year>\d{4})\] )?(?:(?P<volume>\d+) )?(?P<reporter>[A-Z][A-Za-z.' ]*?(?:\dd|\dth)?) (?P<page>\d+|_+)"
)
#: A year that the record repeats at the end, or a remark such as (comment).
_TAIL = re.compile(r" \((?:\d{4}|comment)\)$")
_US_NEUTRAL = re.compile(r"\d{4}[- ](?P<state>[A-Z][A-Za-z]+)(?: App)?[- ]\d+")
#: Better reports first, as OSCOLA ranks them.
_RANK = ("AC", "QB", "KB", "Ch", "SCR", "WLR", "CLR")


@dataclass(frozen=True, slots=True)
class Report:
    """`text` as on record. `reporter` is empty for a neutral citation."""

    text: str
    reporter: str = ""
    volume: str = ""
    page: str = ""
    year: str = ""
    neutral: bool = False

    @property
    def bluebook(self) -> str:
        if not self.reporter or self.year:
            return self.text
        return " ".join(part for part in (self.volume, bluebook_spacing(self.reporter), self.page) if part)

    @property
    def oscola(self) -> str:
        if not self.reporter or self.year:
            return self.text
        return " ".join(part for part in (self.volume, oscola_abbreviation(self.reporter), self.page) if part)


def read(citation: str, court: str) -> Report:
    """`court` is its short name: a neutral citation is a year, it, and a number."""
    text = _TAIL.sub("", citation)
    code = re.escape(court.replace("(", "").replace(")", ""))
    neutral = rf"\[?\d{{4}}\]? {code} \d+" if code else r"(?!)"
    if re.fullmatch(neutral, text.replace("(", "").replace(")", "")) or text.startswith("ECLI:"):
        return Report(text, neutral=True)
    if _US_NEUTRAL.fullmatch(text):
        return Report(text, neutral=True)
    if found := _REPORTED.fullmatch(text):
        return Report(text, found["reporter"], found["volume"] or "", found["page"], found["year"] or "")
    return Report(text)


def neutral_of(reports: Iterable[Report]) -> Report | None:
    return next((report for report in reports if report.neutral), None)


def best_of(reports: Iterable[Report], *, state: bool = False) -> Report | None:
    """The report to cite: for a state of the United States a regional one, else the one that ranks highest,
    else the first on record."""
    reported = [report for report in reports if report.reporter]
    if state:
        regional = [report for report in reported if bluebook_spacing(report.reporter) in REGIONAL]
        reported = regional or reported
    ranked = [report for code in _RANK for report in reported if report.reporter.replace(".", "") == code]
    return next(iter([*ranked, *reported]), None)


def court_beside(court: str, named_by: str) -> str:
    """What of the court's abbreviation a reader does not already see in the reporter or neutral citation
    (Bluebook, rule 10.4): `Cal. Ct. App.` beside `Cal. App. 4th` says nothing more, `Ohio Ct. App. 11th Dist.`
    beside `2005-Ohio-6709` leaves `Ct. App. 11th Dist.`.
    """
    first, _, rest = court.partition(" ")
    if named_by.startswith(court) or f"-{court}-" in named_by:
        return ""
    if not (named_by.startswith(f"{first} ") or f"-{first.rstrip('.')}-" in named_by):
        return court
    return "" if rest == "Ct. App." and "App." in named_by else rest
