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
    """What a holding is to the deciding court on the date. All but the last are the groups of an answer."""

    BINDING = "binding"
    OWN_COURT = "own_court"
    BINDING_ON_OTHER_LAW = "binding_on_other_law"
    PERSUASIVE = "persuasive"
    NOT_DETERMINABLE = "not_determinable"
    NOT_YET = "not_yet"


@dataclass(frozen=True, slots=True)
class Court:
    """A court. `predecessor` is the court whose decisions before `predecessor_before` count as its own;
    `name` is what the steps of reasoning call it (the slug where it is empty); `territory` holds the codes of the
    places that it sits over, and is empty where they are not on record."""

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
    territory: frozenset[str] = frozenset()

    @property
    def label(self) -> str:
        return self.name or self.slug

    @property
    def system(self) -> str:
        """The country (ISO 3166-1), territory or body whose law of precedent it follows: `US` for `US-WI`.
        A territory with a code of its own (`HK`, `KY`) is a system of its own."""
        return self.jurisdiction.split("-")[0]

    def applies(self, law: str) -> bool:
        """Whether it applies the law of that place (a code) as its own: it is a court of the place, or of a part of
        it; or it sits over the place. A federal court of the United States applies the law of the states it sits
        over, and the Supreme Court that of none; elsewhere a court of the whole takes up the law of every part."""
        if self.jurisdiction == law or self.jurisdiction.startswith(f"{law}-") or law in self.territory:
            return True
        return self.system != "US" and any(law.startswith(f"{place}-") for place in self.territory)


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
    (None: not known); `asks_federal_law` derives it. It is ignored outside the United States. `law` is the code of
    the place whose enactment it says the meaning of (`law_construed` derives it), `law_name` what to call the place;
    None: it answers another question, or one of several laws."""

    slug: str
    ruling: Ruling
    dictum: bool = False
    federal_question: bool | None = None
    law: str | None = None
    law_name: str = ""


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


def construes(issue_kind: str, scope: str) -> bool:
    """Whether a holding says what an enactment means or reaches; else it asks whether expression is protected, or an
    enactment valid."""
    return issue_kind not in ("protected-expression", "validity") or scope == "statutory"


def law_construed(issue_kind: str, statutes: Iterable[tuple[str, str]], scope: str = "") -> str | None:
    """The code of the place whose enactment a holding says the meaning of; None where it says the meaning of none,
    or of enactments of several. A constitution named beside an enactment is what it is read in the light of."""
    if not construes(issue_kind, scope):
        return None
    codes = _enacted_by(statutes)
    return codes.pop() if len(codes) == 1 else None


def _enacted_by(statutes: Iterable[tuple[str, str]]) -> set[str]:
    named = list(statutes)
    return {code for code, kind in named if kind != "constitution"} or {code for code, _ in named}


def asks_federal_law(issue_kind: str, statutes: Iterable[tuple[str, str]], scope: str = "") -> bool | None:
    """Whether a holding of a court of the United States answers a question of federal law.

    `statutes` are (jurisdiction code, kind of instrument) of what the holding names. What an enactment
    means or reaches (an issue of `reach`, or a holding of scope `statutory`) is a question of the law that enacted
    it. Whether material is protected, or an enactment valid, is a question under the First and Fourteenth
    Amendments, unless the holding names a state's constitution: then either may have decided it, and the
    answer is None.
    """
    named = list(statutes)
    if not construes(issue_kind, scope):
        return None if any(code.startswith("US-") and kind == "constitution" for code, kind in named) else True
    codes = _enacted_by(named)
    if codes == {"US"}:
        return True
    if codes and all(code.startswith("US-") for code in codes):
        return False
    return None
