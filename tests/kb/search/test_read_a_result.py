"""What a result of a search shows of its record."""

from __future__ import annotations

from types import SimpleNamespace

from tests.asking import answer
from tests.kb.search.asked import first
from tests.world import (
    a_provision,
    a_statute,
    a_text,
)


def test_a_clause_found_by_its_citation_shows_its_latest_wording_first(world: SimpleNamespace) -> None:
    code = a_statute("xa-18", world.arcadia, citation="18 A.C. § 1466A", title="Images")
    clause = a_provision(code, "§ 1466A(b)(1)", slug="xa-18-1")
    a_text(clause, "2003-01-01", summary="Appears to be a minor.", valid_to="2010-01-01")
    a_text(clause, "2010-01-01", summary="Indistinguishable from a minor.")

    assert first("18 ac 1466A(b)(1)")["snippet"].startswith("Indistinguishable")


def test_snippet_is_safe_html(world: SimpleNamespace) -> None:
    a_statute("xa-bold", world.arcadia, summary='Bans <b onclick="x">quolls</b> & "others" \ue000hidden\ue001.')
    html = first("quolls")["snippet_html"]

    assert "<b" not in html
    assert "<mark>quolls</mark>" in html
    assert html.count("<mark>") == html.count("</mark>")


def test_a_place_found_is_summed_up_by_the_questions_put_to_one_clause(world: SimpleNamespace) -> None:
    answers = first("Arcadia", type="jurisdiction", as_of="2021-01-01")["answers"]
    assert {question: told and told["answer"] for question, told in answers.items()} == {
        "possession-of-wholly-synthetic": "yes",
        "production-of-wholly-synthetic": None,
        "distribution-of-wholly-synthetic": None,
    }
    assert answers["possession-of-wholly-synthetic"]["grade"] == "B"
    assert first("Merrow", type="case")["answers"] is None
    sheet = answer("search/", q="Arcadia", type="jurisdiction", as_of="2021-01-01", format="csv").content.decode()
    assert ",possession-of-wholly-synthetic: yes," in sheet.splitlines()[1]


def test_csv_has_one_line_a_result(world: SimpleNamespace) -> None:
    lines = answer("search/", q="Merrow", format="csv").content.decode().splitlines()

    assert lines[0].startswith("type,slug,title,subtitle,jurisdiction,date,status,url")
    assert lines[1].startswith("case,merrow,Arcadia v. Merrow,District Court of Northmark,XA,")
