"""Asking for jurisdictions by questions on a day."""

from __future__ import annotations

import csv
import io
from types import SimpleNamespace
from typing import Any

import pytest
from openpyxl import load_workbook

from jurisdictions.models import Coding
from kb.coverage.matrix import RULE
from kb.models.versions import note_changes
from tests.asking import answer, ask, refusal
from tests.databases import ARCADIA_PUBLISHED_ON
from tests.world import a_coding, a_jurisdiction, a_provision, a_statute, a_text, an_event


def cells(code: str = "XA", **parameters: Any) -> dict[str, Any]:
    [row] = [row for row in ask("matrix/", **parameters)["results"] if row["jurisdiction"]["code"] == code]
    return {question: cell["answer"] for question, cell in row["cells"].items()}


def test_cell_says_its_answer_why_and_which_provisions_gave_it(world: SimpleNamespace) -> None:
    body = ask("matrix/", within="XA-NO", as_of="2020-06-01")
    assert body["results"][0]["cells"]["possession"] == {
        "answer": "not-assessed", "reason": "no provision in force that day answers it", "asked": 0, "of": 0,
        "grade": None, "provisions": [], "given": [], "limits": {},
    }  # fmt: skip
    arcadia = ask("matrix/", within="XA", as_of="2020-06-01")["results"][0]
    assert arcadia["jurisdiction"] == {"code": "XA", "slug": "xa", "name": "Arcadia", "kind": "country"}
    assert arcadia["cells"]["possession"] == {
        "answer": "yes", "reason": "1 of 1 answers in force that day", "asked": 1, "of": 1,
        "grade": "B", "provisions": ["xa-images-act-1"],
        "given": [{"provision": "xa-images-act-1", "answers": {"possession": "yes"}}], "limits": {},
    }  # fmt: skip


def test_envelope_states_the_rule_the_address_and_what_was_asked(world: SimpleNamespace) -> None:
    body = ask("matrix/", within="XA", questions="wholly-synthetic", as_of="2020-06-01")
    assert body["rule"] == RULE
    assert body["applied"] == {
        "within": "XA", "jurisdictions": [], "questions": ["wholly-synthetic"], "as_of": "2020-06-01",
        "time_zone": "UTC", "grade": None,
    }  # fmt: skip
    assert body["permalink"] == (
        "http://testserver/api/v1/matrix/?within=XA&questions=wholly-synthetic&as_of=2020-06-01"
    )
    assert (body["projection"], body["published_on"]) == (False, ARCADIA_PUBLISHED_ON)
    assert [row["jurisdiction"]["code"] for row in body["results"]] == ["XA", "XA-NO", "XA-SO"]


@pytest.mark.parametrize("asked", [["XA-SO", "xa"], ["xa-so,XA"]])
def test_jurisdictions_may_be_chosen_by_code(world: SimpleNamespace, asked: list[str]) -> None:
    body = ask("matrix/", jurisdiction=asked, as_of="2020-06-01")
    assert body["applied"]["jurisdictions"] == ["XA-SO", "XA"]
    assert [row["jurisdiction"]["code"] for row in body["results"]] == ["XA", "XA-SO"]
    within = ask("matrix/", jurisdiction=asked, within="XA-SO", as_of="2020-06-01")
    assert [row["jurisdiction"]["code"] for row in within["results"]] == ["XA-SO"]
    assert refusal("matrix/", jurisdiction="XA-S0")["jurisdiction"] == (
        "no jurisdiction has the code 'XA-S0'; did you mean XA-SO?"
    )


def test_all_that_can_be_asked_is_a_column_where_nothing_is_named(world: SimpleNamespace) -> None:
    assert list(cells(as_of="2020-06-01")) == ["possession-of-wholly-synthetic", "possession", "wholly-synthetic"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (["no", "partial", "yes"], "yes"), (["no", "partial", "unclear"], "partial"),
        (["no", "silent", "unclear"], "unclear"), (["no", "silent"], "silent"), (["no"], "no"), ([], "not-assessed"),
    ],
)  # fmt: skip
def test_most_far_reaching_answer_stands(world: SimpleNamespace, given: list[str], expected: str) -> None:
    act = a_statute("xb-act", a_jurisdiction("XB"))
    for number, one in enumerate(given):
        a_coding(a_text(a_provision(act, f"s. {number}")), world.possession, one)
    assert cells("XB", questions="possession", as_of="2020-06-01") == {"possession": expected}


def test_clause_perhaps_in_force_settles_nothing_and_makes_no_beside_it_unclear(world: SimpleNamespace) -> None:
    section = a_statute("xb-code", a_jurisdiction("XB"), kind="code-section")
    perhaps = a_coding(a_text(a_provision(section, "s. 1"), None, shown_on="2023-01-01"), world.possession)
    assert cells("XB", as_of="2020-06-01")["possession"] == "unclear"
    # That the place says no would be surer than its evidence: another clause may say yes that day.
    a_coding(a_text(a_provision(section, "s. 2")), world.possession, "no")
    assert cells("XB", as_of="2020-06-01")["possession"] == "unclear"
    Coding.objects.filter(pk=perhaps.pk).update(answer="no")
    assert cells("XB", as_of="2020-06-01")["possession"] == "no"
    a_coding(a_text(a_provision(section, "s. 3")), world.possession, "partial")
    assert cells("XB", as_of="2020-06-01")["possession"] == "partial"


def test_made_law_without_a_commencement_on_record_is_unclear(world: SimpleNamespace) -> None:
    act = a_statute("xb-act", a_jurisdiction("XB"))
    an_event(act, "enacted", "2023-06-01")
    a_coding(a_text(a_provision(act), None), world.possession)
    found = [cells("XB", as_of=date)["possession"] for date in ("2023-05-31", "2023-06-01")]
    assert found == ["not-assessed", "unclear"]


def test_reason_is_that_of_the_definition_where_the_definition_is_not_sure(world: SimpleNamespace) -> None:
    section = a_statute("xb-code", a_jurisdiction("XB"), kind="code-section")
    offence, definition = a_provision(section, "s. 1"), a_provision(section, "s. 9")
    offence.incorporates.add(definition)
    a_coding(a_text(offence), world.possession)
    a_coding(a_text(definition, "2020"), world.synthetic)
    cell = ask("matrix/", within="XB", as_of="2020-06-01")["results"][0]["cells"]["wholly-synthetic"]
    assert (cell["answer"], cell["reason"]) == ("unclear", "its dates are on record only to the month or year")


def test_rulings_are_not_looked_at(world: SimpleNamespace) -> None:
    assert cells(as_of="2021-05-04")["possession"] == "yes"


def test_guidelines_bills_and_drafts_do_not_count(world: SimpleNamespace) -> None:
    place = a_jurisdiction("XB")
    bill = a_statute("xb-bill", place, kind="bill")
    an_event(bill, "introduced", "2020-01-01")
    a_coding(a_text(a_provision(bill), None), world.possession)
    a_coding(a_text(a_provision(a_statute("xb-guide", place, kind="guideline"))), world.possession)
    a_coding(a_text(a_provision(a_statute("xb-act", place))), world.possession, status="draft")
    assert cells("XB", as_of="2020-06-01")["possession"] == "not-assessed"


def test_draft_question_is_no_column_and_cannot_be_asked(world: SimpleNamespace) -> None:
    type(world.synthetic).objects.filter(pk=world.synthetic.pk).update(status="draft")
    assert list(cells(as_of="2020-06-01")) == ["possession"]
    refused = refusal("matrix/", questions="wholly-synthetic")
    assert "'wholly-synthetic' is not one of possession" in refused["questions"]


@pytest.mark.parametrize(
    ("asked", "parameter", "told"),
    [
        ({"questions": "posession"}, "questions", "possession, wholly-synthetic; did you mean possession?"),
        ({"questions": "possession,"}, "questions", "holds an empty value between commas"),
        ({"within": "XA-NP"}, "within", "no jurisdiction has the code 'XA-NP'; did you mean XA-"),
        ({"as_of": "2020"}, "as_of", "names no day"),
        ({"as_of": "1999-01-01"}, "as_of", "the record starts in 2019: nothing is known of the law before 2019-11-20"),
        ({"format": "pdf"}, "format", "is not one of json, csv, xlsx"),
        ({"compare_to": "2020-01-01"}, "compare_to", "there is no such parameter"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_refused(
    world: SimpleNamespace, asked: dict[str, str], parameter: str, told: str
) -> None:
    refused = refusal("matrix/", **asked)
    assert list(refused) == [parameter]
    assert told in refused[parameter]


#: A joined question has a column for each limit, empty where the codebook does not ask for it or the answer has none.
COLUMNS = [
    "jurisdiction", "name", "possession-of-wholly-synthetic", "possession-of-wholly-synthetic grade",
    "possession-of-wholly-synthetic obscenity-required", "possession-of-wholly-synthetic indistinguishable-required",
    "possession", "possession grade", "wholly-synthetic", "wholly-synthetic grade",
]  # fmt: skip


def test_csv_has_a_line_a_jurisdiction_and_a_column_a_question(world: SimpleNamespace) -> None:
    response = answer("matrix/", as_of="2020-06-01", format="csv")
    rows = list(csv.DictReader(io.StringIO(response.content.decode())))
    assert list(rows[0]) == COLUMNS
    assert list(rows[0].values()) == ["XA", "Arcadia", "yes", "B", "", "", "yes", "B", "yes", "B"]
    assert [row["possession"] for row in rows[1:]] == ["not-assessed", "not-assessed"]


def test_workbook_holds_the_same_sheet_and_says_what_was_asked(world: SimpleNamespace) -> None:
    type(world.arcadia).objects.filter(pk=world.arcadia.pk).update(name="=1+1")
    response = answer("matrix/", as_of="2020-06-01", format="xlsx")
    assert response["Content-Type"] == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    book = load_workbook(io.BytesIO(response.content))
    rows = list(book["Matrix"].values)
    assert list(rows[0]) == COLUMNS
    assert rows[1] == ("XA", "'=1+1", "yes", "B", None, None, "yes", "B", "yes", "B")
    about: dict[Any, Any] = {name: value for name, value in book["About"].values}  # noqa: C416 - rows are tuples of any length
    assert about["as of"] == "2020-06-01"
    assert about["address"].endswith("/api/v1/matrix/?as_of=2020-06-01&format=xlsx")


def test_client_that_has_the_answer_gets_304(world: SimpleNamespace, client: Any) -> None:
    address = "/api/v1/matrix/?as_of=2020-06-01"
    first = client.get(address)
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 304
    Coding.objects.update(answer="no")
    note_changes()
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_depend_on_how_many_jurisdictions_there_are(
    world: SimpleNamespace, django_assert_num_queries: Any, number: int
) -> None:
    for code in ("XB", "XC", "XD")[:number]:
        act = a_statute(f"{code.lower()}-act", a_jurisdiction(code))
        definition, offence = a_provision(act, "s. 9"), a_provision(act, "s. 1")
        offence.incorporates.add(definition)
        a_coding(a_text(definition), world.synthetic)
        a_coding(a_text(offence), world.possession)
    with django_assert_num_queries(11):
        assert len(ask("matrix/", as_of="2020-06-01")["results"]) == 3 + number
