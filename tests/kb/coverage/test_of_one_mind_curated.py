"""Statute, clause, coverage, page and search of all curated data never disagree, on forty days."""

from __future__ import annotations

import datetime as dt

import pytest

from kb.coverage.conditions import Condition, Query
from kb.coverage.report import cover
from kb.curated.status import disagreements as contradictions
from tests.kb.coverage.agreement import disagreements

pytestmark = pytest.mark.usefixtures("curated")

DAYS = [
    dt.date(1978, 7, 20), dt.date(1990, 1, 1), dt.date(1996, 9, 30), dt.date(2002, 4, 16), dt.date(2003, 4, 30),
    dt.date(2005, 12, 20), dt.date(2008, 10, 8), dt.date(2010, 6, 15), dt.date(2015, 5, 3), dt.date(2018, 1, 1),
    *(dt.date(2019 + number // 4, 1 + 3 * (number % 4), 1 + number) for number in range(28)),
    dt.date(2026, 9, 1), dt.date(2026, 11, 30),
]  # fmt: skip


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_no_two_answers_contradict_each_other(day: dt.date) -> None:
    assert list(disagreements(day, verdicts=day == DAYS[-1])) == []


@pytest.mark.parametrize("day", [DAYS[3], DAYS[9], DAYS[-1]], ids=str)
def test_what_a_place_answers_does_not_depend_on_which_others_are_asked_about(day: dt.date) -> None:
    asked = Query((Condition("possession", frozenset({"yes"})), Condition("wholly-synthetic", frozenset({"yes"}))))
    of_all = cover(asked, day).verdicts
    roots = [code for code in of_all if "-" not in code]
    assert "US" in roots
    for code in roots:
        for place, verdict in cover(asked, day, within=code).verdicts.items():
            assert verdict.outcome == of_all[place].outcome, (day, place)


def test_records_that_contradict_themselves_are_named_and_may_only_become_fewer() -> None:
    found = contradictions(dt.date(2026, 11, 30))
    assert [slug for slug, *_ in found] == KNOWN
    assert all(why for *_, why in found)


#: Each with its reason in `kb_status`; a name may only be taken out.
KNOWN = ["us-gu-9-gca-25a"]
