"""Choosing fields, and CSV."""

from __future__ import annotations

import csv
import io
from types import SimpleNamespace
from typing import Any

import pytest

from kb.api.formats import cell
from kb.records import RECORDS
from tests.asking import answer, ask, refusal
from tests.world import a_statute


def table(path: str, **parameters: Any) -> list[list[str]]:
    response = answer(path, format="csv", **parameters)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.reader(io.StringIO(response.content.decode(), newline="")))


def test_only_the_fields_asked_for_are_sent(world: SimpleNamespace) -> None:
    row = ask("rulings/", fields="slug,court.name,holdings.issue.slug", court="xasup")["results"][0]
    assert row == {
        "slug": "merrow-2021-05-04",
        "court": {"name": "Supreme Court of Arcadia"},
        "holdings": [{"issue": {"slug": "virtual-image"}}],
    }


def test_whole_record_goes_before_one_field_of_it(world: SimpleNamespace) -> None:
    row = ask("courts/xatr1/", fields="jurisdiction.name,jurisdiction")
    assert set(row["jurisdiction"]) == {"slug", "code", "name", "url"}


@pytest.mark.parametrize(
    ("fields", "remedy"),
    [("nonsense", "known are slug"), ("court.nam", "did you mean court.name?"), ("slug.x", "no field 'slug.x'"),
     ("status", "there is no field 'status'"), ("pk", "no field 'pk'"), ("__class__", "no field"), (".", "no field")],
)  # fmt: skip
def test_unknown_field_is_refused(db: None, fields: str, remedy: str) -> None:
    assert remedy in refusal("rulings/", fields=fields)["fields"]


def test_fields_left_out_cost_no_query(world: SimpleNamespace, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(2):
        ask("rulings/", fields="slug,court.name,date")


def test_csv_has_one_line_a_record_and_a_column_for_each_plain_field(world: SimpleNamespace) -> None:
    head, *lines = table("statutes/", as_of="2021-01-01")
    assert len(lines) == 1
    row = dict(zip(head, lines[0], strict=True))
    assert row["slug"] == "xa-images-act"
    assert row["jurisdiction.code"] == "XA"
    assert row["status_on.status"] == "in-force"
    assert row["status_on.sure"] == "true"
    assert row["provisions"] == "xa-images-act-9; xa-images-act-1"
    assert row["checked_on"] == ""


@pytest.mark.parametrize("resource", list(RECORDS))
def test_csv_has_the_same_columns_with_rows_and_without(world: SimpleNamespace, resource: str) -> None:
    head = table(f"{resource}/")[0]
    assert head[0] == "slug"
    assert table(f"{resource}/", q="nothingholdsthisword") == [head]


def test_csv_of_one_record_has_the_columns_of_the_list(world: SimpleNamespace) -> None:
    head, line = table("statutes/xa-images-act/")
    assert head == table("statutes/")[0]
    assert line[0] == "xa-images-act"


def test_csv_of_chosen_fields(world: SimpleNamespace) -> None:
    assert table("statutes/", fields="slug,jurisdiction.code") == [
        ["slug", "jurisdiction.code"],
        ["xa-images-act", "XA"],
    ]


def test_csv_comes_in_the_pages_of_the_json(world: SimpleNamespace) -> None:
    response = answer("provisions/", format="csv", page_size=1, fields="slug")
    assert response.content == b"slug\r\nxa-images-act-1\r\n"
    assert 'rel="next"' in response["Link"]
    assert "format=csv" in response["Link"]


def test_csv_is_chosen_by_header_too(world: SimpleNamespace) -> None:
    assert answer("statutes/", accept="text/csv")["Content-Type"] == "text/csv; charset=utf-8"
    assert answer("statutes/", accept="text/csv", format="json")["Content-Type"] == "application/json"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_text_that_a_spreadsheet_would_run_is_defused(start: str) -> None:
    assert cell(f"{start}HYPERLINK(1)") == f"'{start}HYPERLINK(1)"
    assert cell([f"{start}1", "b"]) == f"'{start}1; b"


def test_numbers_and_quotes_are_kept(world: SimpleNamespace) -> None:
    assert cell(-5) == "-5"
    a_statute("quoted", world.arcadia, title='An "Act", with\nlines', citation="=1+1")
    rows = table("statutes/", fields="slug,citation,title")
    assert ["quoted", "'=1+1", 'An "Act", with\nlines'] in rows


def test_problem_is_json_where_csv_was_asked_for(db: None) -> None:
    response = answer("statutes/", format="csv", nonsense="1")
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
