"""As of any day, on generated worlds, against a slow reference in plain Python."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from cases import rows
from cases.history import history
from cases.models import Treatment
from cases.precedents import precedents
from cases.provision_status import provision_status
from jurisdictions.lifecycle import Wording, state_by_dates
from jurisdictions.lifecycle.events import begins
from jurisdictions.models import ProvisionText
from kb.coverage.answering import Clause
from kb.coverage.conditions import NOT_ASSESSED, Basis, Condition, Query
from kb.coverage.counting import by_kind
from kb.coverage.matrix import matrix
from kb.coverage.report import cover
from tests.kb.coverage.agreement import disagreements
from tests.kb.coverage.generated_worlds import (
    ASKED,
    PLACES,
    QUESTIONS,
    Act,
    World,
    build,
    forgotten,
    in_the_database,
    probes,
    worlds,
)
from tests.kb.coverage.rule_by_hand import by_hand
from tests.kb.coverage.worlds_by_hand import clauses_by_hand, precedent_stands, state_by_hand


def answers(b: SimpleNamespace, date: dt.date) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for basis in (Basis.ENFORCEABLE, Basis.IN_FORCE):
        found[f"coverage {basis}"] = cover(ASKED, date, basis=basis).lists()
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
                assert state_by_dates(Wording(0, 0, text.valid_from, text.valid_to, text.shown_on), date).state == state
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


@st.composite
def queries(draw: st.DrawFn) -> Query:
    """A condition on each question or on one, and now and then what is asked besides."""
    accepts = st.sets(st.sampled_from(["yes", "no", "unclear", "silent", NOT_ASSESSED]), min_size=1).map(frozenset)
    put_to = st.sampled_from([None, frozenset({"offence", "definition"}), frozenset({"duty"})])
    condition = st.builds(Condition, st.sampled_from(QUESTIONS), accepts, put_to)
    where = [Condition(question, draw(accepts)) for question in draw(st.sampled_from([QUESTIONS, QUESTIONS[:1], ()]))]
    any_of = draw(st.lists(condition, min_size=not where, max_size=2, unique_by=lambda one: one.question))
    few = st.lists(condition, max_size=1).map(tuple)
    return Query(tuple(where), tuple(any_of), draw(few), draw(few))


@in_the_database(40)
@given(worlds(), queries(), st.data())
def test_coverage_agrees_with_the_reference_and_its_lists_partition(
    base: SimpleNamespace, world: World, asked: Query, data: st.DataObject
) -> None:
    dates = data.draw(st.lists(st.sampled_from(probes(world) or [dt.date(2003, 1, 1)]), min_size=1, max_size=4))
    basis = data.draw(st.sampled_from(Basis))
    within = data.draw(st.sampled_from([None, "XA", "XA-NO"]))
    kinds = data.draw(st.sampled_from([(), (), ("state",), ("country", "district")]))
    with forgotten():
        build(base, world)
        for date in dates:
            law = clauses_by_hand(world, date, basis)
            answered = cover(asked, date, within=within, kinds=kinds, basis=basis)
            lists = answered.lists()
            codes = [
                code
                for code, kind in PLACES.items()
                if (within is None or code.startswith(within)) and (not kinds or kind in kinds)
            ]
            assert sorted(code for found in lists.values() for code in found) == codes
            counted = by_kind(answered)
            assert {name: sum(kinds.values()) for name, kinds in counted.items()} == {
                name: len(found) for name, found in lists.items()
            }
            here = {code for code in PLACES if any(one == code or one.startswith(f"{code}-") for one in codes)}
            seen = reached(law, here)
            for code in codes:
                assert code in lists[by_hand(seen, code, asked, basis.in_practice)], (code, date)


def reached(law: list[Clause], places: set[str]) -> list[Clause]:
    """The law of these places and the definitions it takes in."""
    numbers = {clause.provision for clause in law if clause.jurisdiction in places}
    for _ in law:
        numbers |= {other for clause in law if clause.provision in numbers for other in clause.incorporates}
    return [clause for clause in law if clause.provision in numbers]


@in_the_database(12)
@given(worlds(), st.data())
def test_later_facts_change_no_earlier_answer(base: SimpleNamespace, world: World, data: st.DataObject) -> None:
    date = data.draw(st.sampled_from(probes(world) or [dt.date(2003, 1, 1)]))
    # A first step learnt of later does change it, and should: by it nothing was law before.
    assume(not any(began_before_it_was_proposed(act, date) for act in world.acts))
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


@in_the_database(25)
@given(worlds(decided=False), st.data())
def test_statute_clause_coverage_page_and_search_never_disagree(
    base: SimpleNamespace, world: World, data: st.DataObject
) -> None:
    with forgotten():
        build(base, world)
        for date in data.draw(st.lists(st.sampled_from(probes(world) or [dt.date(2003, 1, 1)]), max_size=4)):
            assert list(disagreements(date)) == []


def began_before_it_was_proposed(act: Act, date: dt.date) -> bool:
    """Whether a wording of the act had begun by a day on which the first step on record was still to come."""
    first = begins(act.kind, [(day, kind) for kind, day in act.events])
    return (
        first is not None
        and first > date
        and any(not one.valid_from or one.valid_from.earliest <= date for one in act.wordings)
    )
