"""How well a place's answer rests, from the grades of the answers that give it (`jurisdictions.grades`).

A clause that answers several parts rests as well as the least of them. Where one clause is enough for the place's
answer, as one way of committing an offence is, the answer rests as well as the best of the clauses that give it;
where it is said of all of them, or of one against another, as well as the least.
"""

from __future__ import annotations

from jurisdictions.grades import Grade
from kb.coverage.conditions import NOT_ASSESSED
from kb.coverage.folding import Cell, Given
from kb.coverage.law import NOT_READ, Evidence


def grade_of_cell(cell: Cell) -> Grade | None:
    """None where nothing is answered, or where the law was read without its evidence."""
    if cell.answer == NOT_ASSESSED:
        return None
    grades = [grade for given in cell.given if (grade := _grade_of(given)) is not None]
    if not grades:
        return None
    # A comes before B: the least of the grades is the last.
    return max(grades) if cell.by_all else min(grades)


def _grade_of(given: Given) -> Grade | None:
    rest_on = [part.through.answers[part.question][1] for part in given.parts if part.through is not None]
    read = [one.graded.grade for one in rest_on if isinstance(one, Evidence) and one is not NOT_READ]
    return max(read, default=None)
