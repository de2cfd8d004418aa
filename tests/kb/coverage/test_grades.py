"""Answers of a grade: what rests less well counts as not assessed, and nothing speaks in its place."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest

from jurisdictions.grades import Grade
from kb.coverage.answering import Clause
from kb.coverage.folding import Rule, cell_of
from kb.coverage.grading import grade_of_cell
from kb.coverage.law import NOT_READ
from kb.coverage.matrix import matrix
from kb.coverage.report import cover, read_conditions, sentence
from tests.world import a_coding, a_provision, a_source, a_statute, a_text

DAY = dt.date(2023, 1, 1)

READ = NOT_READ._replace(kind="primary", source_status="published", source_read=True, coder="one", pinpoint="s. 1")
EVIDENCE = {
    "A": READ._replace(words="possesses", reviewer="another"),
    "B": READ,
    "C": READ._replace(kind="news"),
}
ASKED = ("possession:yes", "wholly-synthetic:yes")


def outcome(grade: Grade | None, *asked: str) -> str:
    found = cover(read_conditions(asked or ASKED), DAY, within="XA", grade=grade)
    return found.verdicts["XA"].outcome.value


def offence(world: SimpleNamespace, slug: str = "other") -> SimpleNamespace:
    """An offence of Arcadia, by an act of its own."""
    act = a_statute(slug, world.arcadia)
    clause = a_provision(act)
    return SimpleNamespace(clause=clause, text=a_text(clause, "2020-01-01"))


@pytest.fixture
def own(world: SimpleNamespace) -> SimpleNamespace:
    """Arcadia with one offence that answers both questions: possession of grade B, synthetic of grade C."""
    world.act.provisions.update(status="draft")
    made = offence(world)
    a_coding(made.text, world.possession, "yes", pinpoint="s. 1(1)")
    a_coding(made.text, world.synthetic, "yes", pinpoint="p. 3", source=a_source("press", kind="news"))
    made.world = world
    return made


def test_an_answer_below_the_grade_counts_as_not_assessed(own: SimpleNamespace) -> None:
    assert [outcome(grade) for grade in (None, Grade.C, Grade.B, Grade.A)] == [
        "match", "match", "not_assessed", "not_assessed",
    ]  # fmt: skip
    assert outcome(Grade.B, "possession:yes") == "match"
    assert outcome(Grade.A, "possession:yes") == "not_assessed"


def test_a_no_below_the_grade_is_no_no(own: SimpleNamespace) -> None:
    own.text.codings.filter(question__slug="wholly-synthetic").update(answer="no")
    assert (outcome(None), outcome(Grade.B)) == ("no_match", "not_assessed")
    assert outcome(Grade.B, "possession:no") == "no_match"


def test_what_is_missing_can_be_asked_for(own: SimpleNamespace) -> None:
    assert outcome(Grade.B, "possession:yes", "wholly-synthetic:not-assessed") == "match"
    assert outcome(None, "possession:yes", "wholly-synthetic:not-assessed") == "no_match"


def test_no_definition_speaks_where_the_clauses_own_answer_rests_less_well(own: SimpleNamespace) -> None:
    own.text.codings.filter(question__slug="wholly-synthetic").update(answer="no")
    definition = a_provision(own.clause.statute, "s. 9")
    a_coding(a_text(definition, "2020-01-01"), own.world.synthetic, "yes", pinpoint="s. 9")
    own.clause.incorporates.add(definition)
    assert (outcome(None), outcome(Grade.B)) == ("no_match", "not_assessed")


def test_cells_of_the_matrix_leave_out_what_rests_less_well(own: SimpleNamespace) -> None:
    def answers(grade: Grade | None) -> dict[str, str]:
        cells = matrix(["possession", "wholly-synthetic"], DAY, within="XA", grade=grade).cells["XA"]
        return {slug: cell.answer for slug, cell in cells.items()}

    assert answers(None) == {"possession": "yes", "wholly-synthetic": "yes"}
    assert answers(Grade.B) == {"possession": "yes", "wholly-synthetic": "not-assessed"}
    assert set(answers(Grade.A).values()) == {"not-assessed"}


def test_the_sentence_says_so(own: SimpleNamespace) -> None:
    found = cover(read_conditions(ASKED), DAY, within="XA", grade=Grade.B)
    assert sentence(found).endswith("None of these three is a no. Answers of a grade below B count as not assessed.")
    assert "grade" not in sentence(cover(read_conditions(ASKED), DAY, within="XA"))


@pytest.mark.parametrize(
    ("answers", "limits", "expected"),
    [
        ([("yes", "C"), ("yes", "A")], False, ("yes", "A")),  # one way of committing the offence is enough
        ([("yes", "C"), ("no", "A")], False, ("yes", "C")),
        ([("no", "A"), ("no", "C")], False, ("no", "C")),  # said of both
        ([("no", "A"), ("no", "B")], True, ("no", "A")),  # one clause without the limit is enough
        ([("yes", "A"), ("yes", "B")], True, ("yes", "B")),
        ([("no", "A"), ("yes", "C")], True, ("varies", "C")),  # one against the other
        ([], False, ("not-assessed", None)),
    ],
)
def test_a_place_rests_as_well_as_what_its_answer_needs(
    answers: list[tuple[str, str]], limits: bool, expected: tuple[str, str | None]
) -> None:
    clauses = [
        Clause(number, "XA", answers={"q": (answer, EVIDENCE[grade])}, about=SimpleNamespace(label=f"s. {number}"))
        for number, (answer, grade) in enumerate(answers, 1)
    ]
    by_provision = {clause.provision: [clause] for clause in clauses}
    cell = cell_of(clauses, Rule("q", limits, frozenset()), by_provision)
    assert (cell.answer, grade_of_cell(cell)) == expected
