"""Worlds made up by hypothesis and kept in the database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from types import SimpleNamespace

import pytest
from django.db import transaction
from hypothesis import HealthCheck, assume, settings
from hypothesis import strategies as st

from jurisdictions.partial_dates import PartialDate
from kb.coverage.conditions import Condition
from tests.world import (
    a_case,
    a_coding,
    a_court,
    a_holding,
    a_jurisdiction,
    a_provision,
    a_question,
    a_review,
    a_ruling,
    a_source,
    a_statute,
    a_text,
    a_treatment,
    an_appeal,
    an_effect,
    an_event,
    an_issue,
)

PLACES = {"XA": "country", "XA-NO": "state", "XA-SO": "district", "XB": "country"}
QUESTIONS = ("possession", "synthetic")
COURTS = ("xasup", "xatr1")
KINDS = ("bill", "act", "code-section")
ROLES = ("", "", "offence", "definition", "duty")
EVENTS = ("introduced", "enacted", "in-force", "amended", "repealed")
DAYS = st.dates(dt.date(2001, 1, 1), dt.date(2006, 12, 31))


@st.composite
def partial(draw: st.DrawFn) -> PartialDate:
    day = draw(DAYS)
    exact = PartialDate.parse(day.isoformat())
    return draw(st.sampled_from([exact, exact, PartialDate(day.year, day.month), PartialDate(day.year)]))


@dataclass(frozen=True)
class Wording:
    valid_from: PartialDate | None
    valid_to: PartialDate | None
    shown_on: PartialDate | None
    answers: dict[str, str]


@dataclass(frozen=True)
class Act:
    """A statute of one provision."""

    place: str
    kind: str
    events: list[tuple[str, PartialDate]]
    wordings: list[Wording]
    incorporates: set[int] = field(default_factory=set)
    role: str = ""
    stands_in: set[int] = field(default_factory=set)


@dataclass(frozen=True)
class Decision:
    """A ruling; what it does to earlier ones (kind of edge by their number), and to wordings (act, number)."""

    date: dt.date
    court: str
    answer: str
    edges: dict[int, str]
    effects: dict[tuple[int, int], str]


@dataclass(frozen=True)
class World:
    acts: list[Act]
    decisions: list[Decision]


@st.composite
def wordings(draw: st.DrawFn) -> list[Wording]:
    """One after the other, each ending as the next begins; the first may have no start on record."""
    bounds = sorted(draw(st.lists(partial(), max_size=3)), key=lambda day: (day.earliest, day.latest))
    answers = st.dictionaries(st.sampled_from(QUESTIONS), st.sampled_from(["yes", "no", "unclear", "silent"]))
    found = []
    for number, start in enumerate(bounds):
        following = bounds[number + 1] if number + 1 < len(bounds) else draw(st.none() | partial())
        unknown = number == 0 and draw(st.booleans())
        shown = start if unknown and draw(st.booleans()) else None
        found.append(Wording(None if unknown else start, following, shown, draw(answers)))
    if not bounds and draw(st.booleans()):
        found.append(Wording(None, None, None, draw(answers)))
    # What the database refuses: an end that is not after the start, two wordings on one day.
    assume(all(w.valid_from is None or w.valid_to is None or w.valid_to.latest > w.valid_from.earliest for w in found))
    spans = sorted(span for span in map(surely, found) if span is not None)
    assume(all(one[1] <= two[0] for one, two in pairwise(spans)))
    return found


def surely(wording: Wording) -> tuple[dt.date, dt.date] | None:
    begins = wording.valid_from or wording.shown_on
    if begins is None:
        return None
    end = wording.valid_to.earliest if wording.valid_to else dt.date.max
    return (begins.latest, end) if begins.latest < end else None


@st.composite
def worlds(draw: st.DrawFn, decided: bool = True) -> World:
    acts = []
    for number in range(draw(st.integers(1, 3))):
        events = draw(st.lists(st.tuples(st.sampled_from(EVENTS), partial()), max_size=3, unique=True))
        others = draw(st.sets(st.integers(0, number - 1), max_size=2)) if number else set()
        carried = draw(st.sets(st.integers(0, number - 1), max_size=1)) if number else set()
        place, kind = draw(st.sampled_from(list(PLACES))), draw(st.sampled_from(KINDS))
        acts.append(Act(place, kind, events, draw(wordings()), others, draw(st.sampled_from(ROLES)), carried))
    texts = [(a, w) for a, act in enumerate(acts) for w in range(len(act.wordings))]
    decisions: list[Decision] = []
    dates = sorted(draw(st.lists(DAYS, max_size=4 if decided else 0, unique=True)))
    for number, date in enumerate(dates):
        edges = st.sampled_from(["overrules", "reverses", "limits", "follows", "affirms"])
        earlier = draw(st.dictionaries(st.integers(0, number - 1), edges, max_size=2)) if number else {}
        kinds = st.sampled_from(["struck", "struck-as-applied"])
        effects = draw(st.dictionaries(st.sampled_from(texts), kinds, max_size=2)) if texts else {}
        court, answer = draw(st.sampled_from(COURTS)), draw(st.sampled_from(["protected", "not-protected"]))
        decisions.append(Decision(date, court, answer, earlier, effects))
    return World(acts, decisions)


ASKED = tuple(Condition(question, frozenset({"yes"})) for question in QUESTIONS)


def in_the_database(examples: int) -> settings:
    """Few examples, because each writes and reads some hundred rows: together they stay under a minute. Where more
    are sought, as many times more.

    `base` is made once for all examples on purpose: each example undoes what it adds to it.
    """
    return settings(
        max_examples=examples * settings().max_examples // 100,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much],
    )  # fmt: skip


@pytest.fixture
def base(db: None) -> SimpleNamespace:
    """Two countries, one with two states, their courts, the codebook and an issue; no law yet."""
    b = SimpleNamespace(source=a_source(), places={})
    for code, kind in PLACES.items():
        b.places[code] = a_jurisdiction(code, kind=kind, parent=b.places.get(code.rpartition("-")[0]))
    b.courts = {
        "xasup": a_court("xasup", b.places["XA"], level="supreme"),
        "xatr1": a_court("xatr1", b.places["XA"]),
    }
    a_review(b.courts["xatr1"], b.courts["xasup"])
    b.questions = {"possession": a_question("possession"), "synthetic": a_question("synthetic", group="material")}
    b.issue = an_issue()
    return b


@contextmanager
def forgotten() -> Iterator[None]:
    """What is written inside is undone at its end."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def build(base: SimpleNamespace, world: World, known: dt.date = dt.date.max) -> SimpleNamespace:
    """The rows of a world, of all that had begun by `known`: a later start or end is not recorded yet."""
    b = SimpleNamespace(**vars(base), provisions=[], texts={}, rulings=[])

    def by_then(day: PartialDate | None) -> PartialDate | None:
        return None if day is None or day.earliest > known else day

    for a, act in enumerate(world.acts):
        statute = a_statute(f"act-{a}", b.places[act.place], kind=act.kind)
        for kind, when in act.events:
            if by_then(when):
                an_event(statute, kind, str(when), b.source)
        b.provisions.append(a_provision(statute, slug=f"act-{a}-1", role=act.role))
        b.provisions[-1].stands_in.set([b.provisions[other] for other in act.stands_in])
        b.provisions[-1].incorporates.set([b.provisions[other] for other in act.incorporates])
        for w, wording in enumerate(act.wordings):
            if wording.valid_from is not None and not by_then(wording.valid_from):
                continue
            # Where its end is all that shows a wording to have been law, it is no later fact.
            only_end = wording.valid_from is None and wording.shown_on is None
            ends = wording.valid_to if only_end else by_then(wording.valid_to)
            text = a_text(
                b.provisions[-1],
                as_text(wording.valid_from),
                valid_to=as_text(ends),
                shown_on=as_text(wording.shown_on),
                slug=f"act-{a}-1--{w}",
            )
            b.texts[a, w] = text
            for question, answer in wording.answers.items():
                a_coding(text, b.questions[question], answer)
    for d, decision in enumerate(world.decisions):
        if decision.date > known:
            break
        decide(b, d, decision)
    return b


def as_text(day: PartialDate | None) -> str | None:
    return None if day is None else str(day)


def decide(b: SimpleNamespace, d: int, decision: Decision) -> None:
    court = b.courts[decision.court]
    ruling = a_ruling(a_case(f"case-{d}", court), str(decision.date), slug=f"ruling-{d}")
    b.rulings.append(ruling)
    holding = a_holding(ruling, b.issue, decision.answer)
    for key, kind in decision.effects.items():
        if key in b.texts:
            an_effect(holding, b.texts[key], kind, reach="nationwide" if kind == "struck" else "parties")
    for of, kind in decision.edges.items():
        if kind in ("reverses", "affirms"):
            an_appeal(b.rulings[of], ruling, kind)
        else:
            a_treatment(ruling, b.rulings[of], kind)


def probes(world: World) -> list[dt.date]:
    """Every day on which something may begin or end, and the day before."""
    found = {decision.date for decision in world.decisions}
    for act in world.acts:
        dates = [when for _, when in act.events]
        for wording in act.wordings:
            dates += [day for day in (wording.valid_from, wording.valid_to, wording.shown_on) if day]
        found |= {edge for day in dates for edge in (day.earliest, day.latest)}
    found |= {day - dt.timedelta(days=1) for day in found}
    return sorted(found)
