"""How far the data has come towards what it is to be: each aim with what is reached, counted and never typed in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from cases.models import Treatment
from jurisdictions.models import Coding, ProvisionText, Statute, StatuteKind
from kb.coverage.answering import Outcome
from kb.coverage.conditions import BadCondition
from kb.coverage.report import cover, read_conditions

#: The question that the knowledge base is asked first: which states punish possession of wholly synthetic material
#: without an obscenity test?
FIRST_QUESTION = ("possession:yes", "wholly-synthetic:yes", "obscenity-required:no")
DAYS = (dt.date(2025, 1, 1), dt.date(2026, 11, 1))

#: What is not law yet, or never: its wordings have no first day to be found.
_NO_LAW = (StatuteKind.BILL, StatuteKind.GUIDELINE)


@dataclass(frozen=True, slots=True)
class Aim:
    """`now` of `of` (None where nothing is counted out of); `wanted` in words. `fewer`: the lower, the better."""

    name: str
    now: int
    of: int | None
    wanted: str
    fewer: bool = False

    def __str__(self) -> str:
        total = "" if self.of is None else f" of {self.of}"
        return f"{self.name}: {self.now}{total} (wanted: {self.wanted})"


def aims() -> list[Aim]:
    """Some twenty queries, whatever the number of rows."""
    return [*_first_question(), *_evidence(), *_rulings()]


def _first_question() -> Iterator[Aim]:
    try:
        conditions = read_conditions(FIRST_QUESTION)
    except BadCondition:  # a codebook that does not ask it, or none yet
        return
    wanted = {
        DAYS[0]: ((Outcome.NOT_ASSESSED, "8 at most"), (Outcome.UNCLEAR, "16 at most")),
        DAYS[1]: ((Outcome.MATCH, "7 at least"), (Outcome.NOT_ASSESSED, "6 at most"), (Outcome.UNCLEAR, "12 at most")),
    }
    for day, lists in wanted.items():
        found = cover(conditions, day, within="US")
        for outcome, words in lists:
            number = len(found.lists()[outcome])
            name = f"first question, United States, {day}, {outcome}"
            yield Aim(name, number, len(found.places), words, fewer=outcome is not Outcome.MATCH)


def _evidence() -> Iterator[Aim]:
    codings = Coding.objects.public()
    american = codings.filter(text__provision__statute__jurisdiction__path__contains=["US"])
    exact = american.filter(source__kind="primary").exclude(pinpoint="").exclude(words="")
    yield Aim("US answers from a primary text with pinpoint and term", exact.count(), american.count(), "75 %")
    of_law = ProvisionText.objects.public().exclude(provision__statute__kind__in=_NO_LAW)
    begun = of_law.filter(valid_from__isnull=False)
    yield Aim("wordings of law with a first day", begun.count(), of_law.count(), "75 %")
    yield Aim("answers read twice", codings.exclude(reviewer="").count(), codings.count(), "700")
    places = Statute.objects.public().filter(
        provisions__role__in=("offence", "other-offence"), provisions__texts__codings__read="clause"
    )
    yield Aim("places with an offence read in its text", places.values("jurisdiction").distinct().count(), None, "128")


def _rulings() -> Iterator[Aim]:
    yield Aim("treatments that are public", Treatment.objects.public().count(), None, "110")
