"""Asking the curated data for better answers leaves more open, and settles nothing that was not settled."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest

from jurisdictions.grades import Grade
from kb.coverage.answering import Outcome
from kb.coverage.conditions import NOT_ASSESSED
from kb.coverage.matrix import matrix, questions_asked
from kb.coverage.report import cover, read_conditions

DAY = dt.date(2026, 11, 1)


@pytest.mark.parametrize(
    "asked",
    [
        ("possession:yes", "wholly-synthetic:yes"),
        ("production:yes",),
        ("wholly-synthetic:yes", "obscenity-required:no|silent"),
    ],
)
def test_nobody_comes_to_match_or_to_fail_because_answers_are_left_out(curated: None, asked: tuple[str, ...]) -> None:
    conditions = read_conditions(asked)
    found = [cover(conditions, DAY, grade=grade).lists() for grade in (None, Grade.B, Grade.A)]
    assert found[0][Outcome.MATCH.value]
    for less, more in pairwise(found):
        for settled in (Outcome.MATCH.value, Outcome.NO_MATCH.value):
            assert set(more[settled]) <= set(less[settled])


def test_no_cell_is_answered_because_answers_are_left_out(curated: None) -> None:
    questions = questions_asked([])
    whole, better = (matrix(questions, DAY, grade=grade).cells for grade in (None, Grade.B))
    assert any(cell.answer != NOT_ASSESSED for cells in better.values() for cell in cells.values())
    for code, cells in whole.items():
        for question, cell in cells.items():
            if cell.answer == NOT_ASSESSED:
                # What is only perhaps in force may be all that is left: still open.
                assert better[code][question].answer in (NOT_ASSESSED, "unclear")
