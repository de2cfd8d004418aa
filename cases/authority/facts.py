"""The plain records that the rules of precedent read, and the answer they give.

Levels, statuses and kinds are the values of the models' choices (`CourtLevel`, `ReviewScope`,
`PrecedentialStatus`, `Composition`, `RulingKind`), as text.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from jurisdictions.partial_dates import PartialDate

#: Levels whose decisions are not those of a court.
NOT_COURTS = frozenset({"regulator", "other"})


class Weight(StrEnum):
    """What a holding is to the deciding court on the date. The first four are the groups of an answer."""

    BINDING = "binding"
    OWN_COURT = "own_court"
    PERSUASIVE = "persuasive"
    NOT_DETERMINABLE = "not_determinable"
    NOT_YET = "not_yet"


@dataclass(frozen=True, slots=True)
class Court:
    """A court. `predecessor` is the court whose decisions before `predecessor_before` count as its own;
    `name` is what the steps of reasoning call it (the slug where it is empty)."""

    slug: str
    level: str
    jurisdiction: str
    legal_system: str = ""
    name: str = ""
    since: PartialDate | None = None
    until: PartialDate | None = None
    predecessor: str | None = None
    predecessor_before: dt.date | None = None
    predecessor_authority: str = ""

    @property
    def label(self) -> str:
        return self.name or self.slug

    @property
    def system(self) -> str:
        """The country (ISO 3166-1), territory or body whose law of precedent it follows: `US` for `US-WI`.
        A territory with a code of its own (`HK`, `KY`) is a system of its own."""
        return self.jurisdiction.split("-")[0]


@dataclass(frozen=True, slots=True)
class Review:
    """`upper` reviews `lower`, from `since` (None: not recorded, taken to stand) to the day before `until`."""

    lower: str
    upper: str
    scope: str = "all"
    since: PartialDate | None = None
    until: PartialDate | None = None
    authority: str = ""


@dataclass(frozen=True, slots=True)
class Ruling:
    """One decision of a court (its slug)."""

    slug: str
    court: str
    date: PartialDate
    precedential: str = "unknown"
    composition: str = "unknown"
    kind: str = "opinion"


@dataclass(frozen=True, slots=True)
class Holding:
    """A ruling's answer to an issue. `federal_question`: whether it is on federal law of the United States
    (None: not known); `asks_federal_law` derives it. It is ignored outside the United States."""

    slug: str
    ruling: Ruling
    dictum: bool = False
    federal_question: bool | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One step of reasoning, and the id of the rule it rests on. The text is made by `say`, so that pages can
    say it in other languages."""

    rule: str
    text: str


@dataclass(frozen=True, slots=True)
class Weighed:
    """The weight of one holding before one court on one date, and how it was reached."""

    holding: Holding
    weight: Weight
    steps: tuple[Step, ...]

    @property
    def rules(self) -> tuple[str, ...]:
        """Ids of the rules used, each once, in the order of the reasoning."""
        return tuple(dict.fromkeys(step.rule for step in self.steps))


def happened(when: PartialDate, date: dt.date) -> bool | None:
    """Whether `when` surely lies on or before `date` (True), surely after it (False), or may do either (None)."""
    if when.latest <= date:
        return True
    return False if when.earliest > date else None


def asks_federal_law(issue_kind: str, statutes: Iterable[tuple[str, str]]) -> bool | None:
    """Whether a holding of a court of the United States answers a question of federal law.

    `statutes` are (jurisdiction code, kind of instrument) of what the holding names. What an enactment
    reaches (`reach`) is a question of the law that enacted it. Whether material is protected, or an
    enactment valid, is a question under the First and Fourteenth Amendments, unless the holding names a
    state's constitution: then either may have decided it, and the answer is None.
    """
    named = list(statutes)
    if issue_kind in ("protected-expression", "validity"):
        return None if any(code.startswith("US-") and kind == "constitution" for code, kind in named) else True
    codes = {code for code, _ in named}
    if codes == {"US"}:
        return True
    if codes and all(code.startswith("US-") for code in codes):
        return False
    return None
