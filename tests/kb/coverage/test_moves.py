"""What moved between two days, on generated worlds: which places moved, and of which kind their moves are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from types import SimpleNamespace

from hypothesis import assume, given
from hypothesis import strategies as st

from jurisdictions.partial_dates import PartialDate
from kb.coverage.answering import Clause, Outcome
from kb.coverage.causes import Kind
from kb.coverage.comparing import counted, moves, moves_sentence
from kb.coverage.conditions import Basis
from kb.coverage.differing import deciding, differences, law_for
from kb.coverage.report import cover
from tests.kb.coverage.generated_worlds import ASKED, PLACES, World, build, forgotten, in_the_database, probes, worlds


def dates_of(world: World, *, shown: bool) -> Iterator[PartialDate]:
    """Every date on record by which law may change, or with `shown` those by which we only learn."""
    for act in world.acts:
        for wording in act.wordings:
            if shown:
                yield from (day for day in (wording.shown_on,) if day)
            else:
                yield from (day for day in (wording.valid_from, wording.valid_to) if day)
        if not shown:
            yield from (when for _, when in act.events)
    if not shown:
        yield from (PartialDate.parse(decision.date) for decision in world.decisions)


def days(world: World, data: st.DataObject) -> tuple[dt.date, dt.date]:
    known = probes(world)
    assume(len(known) > 1)
    first, last = sorted(data.draw(st.lists(st.sampled_from(known), min_size=2, max_size=2, unique=True)))
    return first, last


@in_the_database(30)
@given(worlds(), st.data())
def test_a_place_moves_exactly_where_its_verdict_differs(
    base: SimpleNamespace, world: World, data: st.DataObject
) -> None:
    first, last = days(world, data)
    basis = data.draw(st.sampled_from(list(Basis)))
    with forgotten():
        build(base, world)
        then, now = (cover(ASKED, day, basis=basis) for day in (first, last))
        found = moves(now, then)
        lists = [{code: name for name, codes in coverage.lists().items() for code in codes} for coverage in (then, now)]
        assert {move["jurisdiction"]["code"]: (move["from"], move["to"]) for move in found} == {
            code: (lists[0][code], lists[1][code]) for code in PLACES if lists[0][code] != lists[1][code]
        }
        assert all(move["because"] for move in found)
        assert sum(counted(found).values()) == len(found)
        # Which day was asked for first changes what is called "from", and no kind and no cause.
        turned = moves(then, now)
        assert [(m["kind"], m["because"]) for m in turned] == [(m["kind"], m["because"]) for m in found]
        assert moves_sentence(now, then, found) == moves_sentence(then, now, turned)


@in_the_database(60)
@given(worlds(), st.data())
def test_the_kind_of_a_move_claims_no_more_than_the_dates_on_record(
    base: SimpleNamespace, world: World, data: st.DataObject
) -> None:
    first, last = days(world, data)
    law = list(dates_of(world, shown=False))
    surely = any(first < day.earliest and day.latest <= last for day in law)
    perhaps = any(day.latest > first and day.earliest <= last for day in law)
    with forgotten():
        build(base, world)
        for move in moves(cover(ASKED, last), cover(ASKED, first)):
            if move["kind"] is Kind.LAW_CHANGED:
                assert surely
            if not perhaps:
                # Only days on which a source first shows a wording lie between.
                assert move["kind"] is Kind.WE_LEARNED
                assert any(d.latest > first and d.earliest <= last for d in dates_of(world, shown=True))
            for cause in move["because"]:
                if cause["counts_as"] is Kind.LAW_CHANGED:
                    day = PartialDate.parse(cause["date"])
                    assert first < day.earliest
                    assert day.latest <= last


@in_the_database(30)
@given(worlds(), st.data())
def test_the_causes_move_the_place_and_no_smaller_part_of_several_does(
    base: SimpleNamespace, world: World, data: st.DataObject
) -> None:
    first, last = days(world, data)
    with forgotten():
        build(base, world)
        then, now = cover(ASKED, first), cover(ASKED, last)
        for code in PLACES:
            before, after = law_for(code, then.clauses), law_for(code, now.clauses)
            # All the differences together are the law of the later day.
            assert then.under(before, code).outcome is then.verdicts[code].outcome
            assert then.under(after, code).outcome is now.verdicts[code].outcome
            if then.verdicts[code].outcome is now.verdicts[code].outcome:
                continue

            def judge(law: Sequence[Clause], code: str = code) -> Outcome:
                return then.under(law, code).outcome

            found = deciding(before, after, judge, lambda one: 0)
            assert found
            assert all(one in differences(before, after) for one in found)
