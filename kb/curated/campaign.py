"""How far the data has come towards what it is to be: each aim with what is reached, counted and never typed in."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from cases.models import Treatment
from jurisdictions.models import Coding, Penalty, ProvisionText, Record, Statute
from jurisdictions.sentences import say
from kb.coverage.answering import Outcome
from kb.coverage.conditions import BadCondition
from kb.coverage.report import cover, read_conditions
from kb.curated.completeness import EXACT, NO_LAW, TWICE
from kb.curated.importing import SPECS

#: The question that the knowledge base is asked first: which states punish possession of wholly synthetic material
#: without an obscenity test?
FIRST_QUESTION = ("possession:yes", "wholly-synthetic:yes", "obscenity-required:no")
DAYS = (dt.date(2025, 1, 1), dt.date(2026, 11, 1))

_OUTCOMES = {
    Outcome.MATCH: say("match"),
    Outcome.UNCLEAR: say("unclear"),
    Outcome.NOT_ASSESSED: say("not assessed"),
}

#: Words in a note that say that nothing was opened for the fact.
UNSOURCED = "general knowledge"


@dataclass(frozen=True, slots=True)
class Aim:
    """`now` of `of` (None where nothing is counted out of). `wanted`: at least so many, or at most where `fewer`; a
    share of `of` where it is below 1."""

    name: str
    now: int
    of: int | None
    wanted: float
    fewer: bool = False

    def __str__(self) -> str:
        total = "" if self.of is None else f" of {self.of}"
        bound = "at most" if self.fewer else "at least"
        return f"{self.name}: {self.now}{total} (wanted: {bound} {self.number_wanted})"

    @property
    def number_wanted(self) -> int:
        return math.ceil(self.wanted * (self.of or 0)) if 0 < self.wanted < 1 else int(self.wanted)

    @property
    def stands(self) -> bool:
        return self.now <= self.number_wanted if self.fewer else self.now >= self.number_wanted


def aims() -> list[Aim]:
    """Some forty queries, whatever the number of rows."""
    return [*_first_question(), *_evidence(), *_rulings()]


def _first_question() -> Iterator[Aim]:
    try:
        conditions = read_conditions(FIRST_QUESTION)
    except BadCondition:  # a codebook that does not ask it, or none yet
        return
    wanted = {
        DAYS[0]: ((Outcome.NOT_ASSESSED, 8), (Outcome.UNCLEAR, 16)),
        DAYS[1]: ((Outcome.MATCH, 7), (Outcome.NOT_ASSESSED, 6), (Outcome.UNCLEAR, 12)),
    }
    for day, lists in wanted.items():
        found = cover(conditions, day, within="US")
        for outcome, bound in lists:
            number = len(found.lists()[outcome])
            name = say("First question, United States, {day}: {outcome}", day=day, outcome=_OUTCOMES[outcome])
            yield Aim(name, number, len(found.places), bound, fewer=outcome is not Outcome.MATCH)


def _evidence() -> Iterator[Aim]:
    codings = Coding.objects.public()
    american = codings.filter(text__provision__statute__jurisdiction__path__contains=["US"])
    exact = american.filter(EXACT).count()
    yield Aim(say("US answers from a primary text with pinpoint and term"), exact, american.count(), 0.75)
    of_law = ProvisionText.objects.public().exclude(provision__statute__kind__in=NO_LAW)
    begun = of_law.filter(valid_from__isnull=False)
    yield Aim(say("Wordings of law with a first day"), begun.count(), of_law.count(), 0.75)
    yield Aim(say("Answers read twice"), codings.filter(TWICE).count(), codings.count(), 700)
    places = Statute.objects.public().filter(
        provisions__role__in=("offence", "other-offence"), provisions__texts__codings__read="clause"
    )
    # 50 states, the District of Columbia, Puerto Rico and Guam; 27 members of the EU; 75 countries in all.
    read = places.values("jurisdiction").distinct().count()
    yield Aim(say("Places with an offence read in its own text"), read, None, 128)
    yield Aim(say("Penalties as data"), Penalty.objects.public().count(), None, 200)
    unsourced = sum(rows.filter(note__icontains=UNSOURCED).count() for rows in _public_records())
    yield Aim(say("Public facts whose note rests on general knowledge"), unsourced, None, 0, fewer=True)


def _public_records() -> Iterator[QuerySet[Record]]:
    for top in SPECS:
        for spec in top.family():
            yield spec.model.objects.public()


def _rulings() -> Iterator[Aim]:
    yield Aim(say("Treatments that are public"), Treatment.objects.public().count(), None, 110)
