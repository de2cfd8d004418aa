"""As of any day, on worlds made up by hypothesis and kept in the database, against a slow reference in plain Python."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from cases import rows
from cases.history import history
from cases.models import Treatment
from cases.precedents import precedents
from cases.provision_status import provision_status
from jurisdictions.lifecycle import may_be_law, may_have_commenced, status_on
from jurisdictions.models import ProvisionText
from jurisdictions.partial_dates import PartialDate
from kb.coverage.answering import Clause, Force
from kb.coverage.conditions import NOT_ASSESSED, Condition
from kb.coverage.matrix import matrix
from kb.coverage.report import cover
from tests.kb.test_coverage_rule import by_hand
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

PLACES = ("XA", "XA-NO", "XA-SO", "XB")
QUESTIONS = ("possession", "synthetic")
COURTS = ("xasup", "xatr1")
KINDS = ("bill", "act", "code-section")
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
        place, kind = draw(st.sampled_from(PLACES)), draw(st.sampled_from(KINDS))
        acts.append(Act(place, kind, events, draw(wordings()), others))
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
    """Few examples, because each writes and reads some hundred rows: together they stay under a minute.

    `base` is made once for all examples on purpose: each example undoes what it adds to it.
    """
    return settings(
        max_examples=examples, deadline=None, database=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much],
    )  # fmt: skip


@pytest.fixture
def base(db: None) -> SimpleNamespace:
    """Two countries, one with two states, their courts, the codebook and an issue; no law yet."""
    b = SimpleNamespace(source=a_source(), places={})
    for code in PLACES:
        b.places[code] = a_jurisdiction(code, parent=b.places.get(code.rpartition("-")[0]))
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
        b.provisions.append(a_provision(statute, slug=f"act-{a}-1"))
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


# --- The reference: what the dates may mean, and who undid whom, spelled out ---


def may_mean(day: PartialDate) -> list[dt.date]:
    return sorted({day.earliest, day.latest})


def state_by_hand(wording: Wording, date: dt.date) -> str:
    """Every way to read the dates is tried; a start that is not on record may be any day by `shown_on`."""
    starts = may_mean(wording.valid_from) if wording.valid_from else [dt.date.min]
    if wording.valid_from is None:
        starts += may_mean(wording.shown_on) if wording.shown_on else [dt.date.max]
    ends = may_mean(wording.valid_to) if wording.valid_to else [dt.date.max]
    readings = {start <= date < end for start in starts for end in ends}
    if wording.valid_from is None and wording.shown_on is None and wording.valid_to is None:
        return "not-on-record"
    if readings == {True}:
        return "in-force"
    return "unclear" if True in readings else "not-in-force"


def judgment_stands(world: World, d: int, date: dt.date) -> bool:
    return not any(
        judgment_stands(world, by, date)
        for by, decision in enumerate(world.decisions)
        if decision.date <= date and decision.edges.get(d) == "reverses"
    )


def precedent_stands(world: World, d: int, date: dt.date) -> bool:
    return judgment_stands(world, d, date) and not any(
        precedent_stands(world, by, date)
        for by, decision in enumerate(world.decisions)
        if decision.date <= date and decision.edges.get(d) == "overrules"
    )


def force_by_hand(world: World, a: int, w: int, date: dt.date) -> Force:
    """Struck nationwide by a court above the lowest: not enforceable. Where that ruling was overruled, nobody
    can tell; where its judgment was reversed, nothing is left of it."""
    surely_struck = perhaps_struck = False
    for d, decision in enumerate(world.decisions):
        struck = decision.effects.get((a, w)) == "struck" and decision.court == "xasup"
        if struck and decision.date <= date and judgment_stands(world, d, date):
            surely_struck |= precedent_stands(world, d, date)
            perhaps_struck = True
    if surely_struck:
        return Force.NOT_ENFORCEABLE
    return Force.NOT_DETERMINABLE if perhaps_struck else Force.ENFORCEABLE


def clauses_by_hand(world: World, date: dt.date) -> list[Clause]:
    found = []
    for a, act in enumerate(world.acts):
        life = status_on([(when, kind) for kind, when in act.events], date)
        for w, wording in enumerate(act.wordings):
            state = state_by_hand(wording, date)
            if not may_be_law(act.kind, life.status) or state == "not-in-force":
                continue
            if state == "not-on-record" and not may_have_commenced(act.kind, life.status):
                continue
            found.append(
                Clause(
                    provision=a,
                    jurisdiction=act.place,
                    answers={question: (answer, "coding") for question, answer in wording.answers.items()},
                    incorporates=tuple(sorted(act.incorporates)),
                    unsure="" if state == "in-force" and life.sure else "unsure",
                    force=force_by_hand(world, a, w, date),
                )
            )
    incorporated = {other for clause in found for other in clause.incorporates}
    return [
        Clause(c.provision, c.jurisdiction, c.answers, c.incorporates, c.unsure, c.force,
               defines=c.provision in incorporated and "possession" not in c.answers)
        for c in found
    ]  # fmt: skip


# --- What everything that can be asked as of a day answers ---


def answers(b: SimpleNamespace, date: dt.date) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for in_practice in (True, False):
        found[f"coverage {in_practice}"] = cover(ASKED, date, in_practice=in_practice).lists()
    found["matrix"] = {
        code: {question: cell.answer for question, cell in cells.items()}
        for code, cells in matrix(QUESTIONS, date).cells.items()
    }
    for provision in b.provisions:
        status = provision_status(provision, date)
        found[f"status {provision.slug}"] = (status.enforceability.verdict, [effect.slug for effect in status.effects])
    given = precedents(b.issue, b.courts["xatr1"], date)
    found["precedents"] = {
        weight: [(entry.holding.slug, entry.good_law.status, len(entry.later)) for entry in entries]
        for weight, entries in given.groups.items()
    }
    found["splits"] = [split.answers for split in given.splits]
    for ruling in b.rulings:
        if ruling.date.latest <= date:
            chain = history(ruling, date, depth=4)
            edges = sorted((edge.kind, str(edge.by), edge.of) for edge in chain.edges)
            found[f"history {ruling.slug}"] = (chain.good_law.status, edges)
    return found


@in_the_database(25)
@given(worlds(decided=False))
def test_every_provision_has_one_state_on_every_day(base: SimpleNamespace, world: World) -> None:
    with forgotten():
        b = build(base, world)
        for date in probes(world):
            sure = set(ProvisionText.objects.in_force_on(date).values_list("slug", flat=True))
            perhaps = set(ProvisionText.objects.perhaps_in_force_on(date).values_list("slug", flat=True))
            for (a, w), text in b.texts.items():
                state = state_by_hand(world.acts[a].wordings[w], date)
                assert (text.slug in sure, text.slug in perhaps) == (state == "in-force", state == "unclear")
                assert text.state_on(date)[0] == state
            for provision in b.provisions:
                assert sum(slug.startswith(f"{provision.slug}--") for slug in sure) <= 1


@in_the_database(25)
@given(worlds(decided=False), st.data())
def test_verdict_on_a_provision_is_not_in_force_exactly_where_no_wording_may_be(
    base: SimpleNamespace, world: World, data: st.DataObject
) -> None:
    date = data.draw(st.sampled_from(probes(world) or [dt.date(2003, 1, 1)]))
    law = clauses_by_hand(world, date)
    with forgotten():
        for a, provision in enumerate(build(base, world).provisions):
            verdict = provision_status(provision, date).enforceability.verdict
            clauses = [clause for clause in law if clause.provision == a]
            sure = any(not clause.unsure for clause in clauses)
            assert verdict == ("enforceable" if sure else "not-determinable" if clauses else "not-in-force")


@in_the_database(25)
@given(worlds(), st.data())
def test_coverage_agrees_with_the_reference_and_its_lists_partition(
    base: SimpleNamespace, world: World, data: st.DataObject
) -> None:
    dates = data.draw(st.lists(st.sampled_from(probes(world) or [dt.date(2003, 1, 1)]), min_size=1, max_size=4))
    accepts = st.sets(st.sampled_from(["yes", "no", "unclear", "silent", NOT_ASSESSED]), min_size=1)
    asked = tuple(Condition(question, frozenset(data.draw(accepts))) for question in QUESTIONS)
    in_practice = data.draw(st.booleans())
    within = data.draw(st.sampled_from([None, "XA", "XA-NO"]))
    with forgotten():
        build(base, world)
        for date in dates:
            law = clauses_by_hand(world, date)
            if len({clause.provision for clause in law}) < len(law):
                continue  # two wordings that may both be law: the reference takes one clause a provision
            lists = cover(asked, date, within=within, in_practice=in_practice).lists()
            codes = [code for code in PLACES if within is None or code.startswith(within)]
            assert sorted(code for found in lists.values() for code in found) == codes
            here = {code for code in PLACES if within is None or code.startswith(within) or within.startswith(code)}
            seen = reached(law, here)
            for code in codes:
                assert code in lists[by_hand(seen, code, asked, in_practice)], (code, date)


def reached(law: list[Clause], places: set[str]) -> list[Clause]:
    """The law of these places and the definitions it takes in; only what is taken in by these defines."""
    numbers = {clause.provision for clause in law if clause.jurisdiction in places}
    for _ in law:
        numbers |= {other for clause in law if clause.provision in numbers for other in clause.incorporates}
    seen = [clause for clause in law if clause.provision in numbers]
    taken_in = {other for clause in seen for other in clause.incorporates}
    return [
        Clause(c.provision, c.jurisdiction, c.answers, c.incorporates, c.unsure, c.force,
               defines=c.provision in taken_in and "possession" not in c.answers)
        for c in seen
    ]  # fmt: skip


@in_the_database(12)
@given(worlds(), st.data())
def test_later_facts_change_no_earlier_answer(base: SimpleNamespace, world: World, data: st.DataObject) -> None:
    date = data.draw(st.sampled_from(probes(world) or [dt.date(2003, 1, 1)]))
    with forgotten():
        as_it_was = answers(build(base, world, known=date), date)
    with forgotten():
        assert answers(build(base, world), date) == as_it_was


@in_the_database(25)
@given(worlds())
def test_good_law_agrees_with_the_reference(base: SimpleNamespace, world: World) -> None:
    assume(world.decisions)
    with forgotten():
        b = build(base, world)
        known = rows.citator({ruling.pk for ruling in b.rulings})
        for date in probes(world):
            for d, ruling in enumerate(b.rulings):
                assert known.good_law(ruling.slug, date).stands == precedent_stands(world, d, date), (d, date)


@in_the_database(8)
@given(worlds(), st.data())
def test_deleting_a_treatment_restores_every_answer(base: SimpleNamespace, world: World, data: st.DataObject) -> None:
    assume(len(world.decisions) > 1)
    later = data.draw(st.integers(1, len(world.decisions) - 1))
    earlier = data.draw(st.integers(0, later - 1))
    kind = data.draw(st.sampled_from(["overrules", "limits"]))
    date = data.draw(st.sampled_from(probes(world)))
    with forgotten():
        b = build(base, world)
        before = answers(b, date)
        treatment, made = Treatment.objects.get_or_create(
            citing=b.rulings[later], cited=b.rulings[earlier], kind=kind,
            defaults={"status": "published", "source": b.source},
        )  # fmt: skip
        assume(made)
        answers(b, date)
        treatment.delete()
        assert answers(b, date) == before
