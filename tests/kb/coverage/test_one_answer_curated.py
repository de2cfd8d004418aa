"""One answer for a place over all curated data: the matrix, the page of a jurisdiction, the comparison and the
coverage engine never disagree, and none says *no* of clauses that were not asked."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.test import Client

from jurisdictions.models import Jurisdiction, Question
from kb.coverage.conditions import NOT_ASSESSED, Basis
from kb.coverage.folding import VARIES, Cell
from kb.coverage.joined import AT_LEAST_PARTLY, YES, conditions
from kb.coverage.matrix import matrix, questions_asked
from kb.coverage.report import cover
from kb.coverage.subjects import JOINED
from kb.pages.coverage.comparing import CERTAIN
from kb.pages.places.answers import answers_of

pytestmark = pytest.mark.usefixtures("curated")

DAYS = [dt.date(1999, 6, 1), dt.date(2003, 6, 1), dt.date(2021, 6, 1), dt.date(2025, 1, 1), dt.date(2026, 11, 24)]
TODAY = DAYS[-1]


def said(cell: Cell) -> tuple[object, ...]:
    return (*cell.told, str(cell.reason), cell.asked, cell.of, [one.clause.provision for one in cell.given])


@pytest.mark.parametrize("day", DAYS)
def test_the_page_of_a_jurisdiction_and_a_comparison_say_what_the_matrix_says(day: dt.date) -> None:
    found = matrix(questions_asked([]), day)
    for place in Jurisdiction.objects.public():
        if not any(cell.of for cell in found.cells[place.code].values()):
            continue
        expected = {question: said(cell) for question, cell in found.cells[place.code].items()}
        rows = [row for _group, rows in answers_of(place, day).groups for row in rows]
        assert {row.question.slug: said(row.cell) for row in rows} == expected, place.code
        alone = matrix(questions_asked([]), day, among=[place.code], evidence=True).cells[place.code]
        assert {question: said(cell) for question, cell in alone.items()} == expected, place.code


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("joined", JOINED, ids=[one.slug for one in JOINED])
def test_a_joined_question_is_answered_as_coverage_answers(joined: object, day: dt.date) -> None:
    assert joined in JOINED
    [one] = [found for found in JOINED if found is joined]
    cells = {code: row[one.slug] for code, row in matrix([one.slug], day).cells.items()}
    fully = cover(conditions(one.parts, YES), day, basis=Basis.IN_FORCE)
    partly = cover(conditions(one.parts, AT_LEAST_PARTLY), day, basis=Basis.IN_FORCE)
    for code, cell in cells.items():
        outcome = partly.verdicts[code].outcome.value
        if outcome == "match":
            assert cell.answer == ("yes" if fully.verdicts[code].outcome == "match" else "partial"), code
        elif outcome == "no_match":
            # None on record meets it; that the place says no is more, and needs every clause to have been asked.
            assert (cell.answer == "no") == (0 < cell.asked == cell.of), code
            assert cell.answer in ("no", NOT_ASSESSED), code
        else:
            assert cell.answer == outcome.replace("_", "-"), code


@pytest.mark.parametrize("day", DAYS)
def test_the_end_that_is_said_of_all_clauses_is_said_where_all_were_asked(day: dt.date) -> None:
    limits = set(Question.objects.public().filter(direction="limits").values_list("slug", flat=True))
    assert limits == {
        "obscenity-required", "indistinguishable-required", "requires-identifiable-child", "value-exemption",
        "testing-defence", "private-use-exception", "minor-diversion", "sunset",
    }  # fmt: skip
    for code, row in matrix(questions_asked([]), day).cells.items():
        for question, cell in row.items():
            if cell.answer == ("yes" if question in limits else "no"):
                assert cell.asked == cell.of, (code, question)
            for limit, one in cell.limits:
                assert one.answer != "yes" or one.asked == one.of, (code, question, limit)


def test_the_two_that_showed_yes_for_a_limit_that_one_offence_does_not_have() -> None:
    found = matrix(["obscenity-required", "indistinguishable-required"], TODAY).cells
    assert {question: cell.answer for question, cell in found["US"].items()} == {
        "obscenity-required": VARIES, "indistinguishable-required": VARIES,
    }  # fmt: skip
    sides = {one.clause.about.provision: one.parts[0].answer for one in found["US"]["obscenity-required"].given}
    assert sides["us-18-usc-2252a-a-5"] == "no"
    assert sides["us-18-usc-1466a-b-1"] == "yes"
    assert {cell.answer for cell in found["GB"].values()}.isdisjoint({"yes", "partial"})


def test_australia_says_no_of_identifiable_children_by_no_offence_that_is_about_adults() -> None:
    assert matrix(["identifiable-child"], TODAY).cells["AU"]["identifiable-child"].answer == NOT_ASSESSED


def test_comparing_the_uk_france_and_germany_finds_that_their_limits_differ(client: Client) -> None:
    asked = {"jurisdiction": ["GB", "FR", "DE"], "questions": ["wholly-synthetic", "possession"]}
    page = client.get("/en/compare/", asked | {"as_of": TODAY.isoformat()})
    rows = {row.question.slug: row for _group, rows in page.context["body"] for row in rows}
    assert list(rows) == ["possession-of-wholly-synthetic", "wholly-synthetic", "possession"]
    assert [cell.cell.answer for cell in rows["possession"].cells] == ["yes", "yes", "yes"]
    assert rows["possession"].mark == rows["possession-of-wholly-synthetic"].mark == "differ"
    assert rows["wholly-synthetic"].mark != "same"
    text = re.sub(r"<[^>]*>", "", " ".join(page.content.decode().split()))
    counts = [sum(row.mark == mark for row in rows.values()) for mark in ("differ", "same", "open")]
    assert "3 questions: {} differ, {} are the same, {} cannot be compared.".format(*counts) in text


@pytest.mark.parametrize(
    "codes", [("US", "GB", "CA", "AU", "IE", "NZ"), ("EU", "FR", "DE", "IT", "ES", "BE"), ("US-CA", "US-TX", "GB")]
)
def test_a_comparison_never_says_same_while_a_limit_differs(client: Client, codes: tuple[str, ...]) -> None:
    page = client.get("/en/compare/", {"jurisdiction": codes, "as_of": TODAY.isoformat()})
    for _group, rows in page.context["body"]:
        for row in (row for row in rows if row.mark == "same"):
            limits: dict[str, set[str]] = {}
            for one in row.cells:
                for limit, cell in one.cell.limits:
                    limits.setdefault(limit, set()).add(cell.answer)
            assert all(len(answers & CERTAIN) <= 1 for answers in limits.values()), row.question.slug
