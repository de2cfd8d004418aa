"""Pages say how well an answer rests, on which term of the law it turns, and in which zone a day is counted."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from tests.world import a_coding, a_question, a_source, a_statute, an_event


@pytest.fixture
def told(world: SimpleNamespace) -> SimpleNamespace:
    """Arcadia, with an answer that turns on a French term and one that only a definition was read for."""
    world.new_text.codings.update(
        words="représentation d'un mineur", words_language="fr", pinpoint="s. 1(1)", read="clause",
        coder="first", reviewer="second", answer="yes",
    )  # fmt: skip
    a_coding(world.new_text, a_question("production"), read="definition", pinpoint="s. 9")
    a_coding(world.new_text, a_question("solicitation"), source=a_source("press", kind="news"), read="digest")
    return world


def page(client: Client, address: str, **asked: Any) -> str:
    response = client.get(address, asked)
    assert response.status_code == 200, response.content
    return re.sub(r"\s+", " ", response.content.decode())


def rows(html: str) -> dict[str, str]:
    """The rows of the table of answers, by question."""
    found = re.findall(r'<tr role="row"> <th scope="row" role="rowheader"><a href="[^"]*#([-\w]+)">(.*?)</tr>', html)
    return dict(found)


def test_provision_shows_each_answers_grade_with_its_reasons(client: Client, told: SimpleNamespace) -> None:
    found = rows(page(client, "/en/provisions/xa-images-act-1/", as_of="2023-01-01"))
    assert '<a class="grade grade--A" href="/en/method/#grades">Grade A</a>' in found["possession"]
    assert "the term of the law is named; a second reader agrees" in found["possession"]
    assert ">Grade B</a>" in found["production"]
    assert "the definition was read, the clause that punishes was not" in found["production"]
    assert ">Grade C</a>" in found["solicitation"]


def test_term_stands_in_quotation_marks_with_its_language(client: Client, told: SimpleNamespace) -> None:
    english = rows(page(client, "/en/provisions/xa-images-act-1/", as_of="2023-01-01"))["possession"]
    assert '“<span lang="fr">représentation d&#x27;un mineur</span>”' in english
    assert "(French)" in english
    french = page(client, "/fr/provisions/xa-images-act-1/", as_of="2023-01-01")
    assert "représentation d&#x27;un mineur" in french
    assert "(français)" not in french


def test_what_was_read_is_said_where_it_is_less_than_the_clause(client: Client, told: SimpleNamespace) -> None:
    found = rows(page(client, "/en/provisions/xa-images-act-1/", as_of="2023-01-01"))
    assert "only its definition was read" in found["production"]
    assert "only a digest was read" in found["solicitation"]
    assert "clause was read</span>" not in found["possession"]


def test_answers_of_a_place_and_of_coverage_show_grade_and_term(client: Client, told: SimpleNamespace) -> None:
    for address, asked in (
        ("/en/jurisdictions/xa/", {}),
        ("/en/coverage/", {"where": "possession:yes"}),
        ("/en/compare/", {"jurisdiction": "XA", "questions": "possession"}),
    ):
        html = page(client, address, as_of="2023-01-01", **asked)
        assert ">Grade A</a>" in html, address
        assert "représentation d&#x27;un mineur" in html, address


def test_explorer_map_and_comparison_take_the_grade(client: Client, told: SimpleNamespace) -> None:
    html = page(client, "/en/coverage/", where="production:yes", grade="A", as_of="2023-01-01")
    assert "Answers of a grade below A count as not assessed." in html
    assert "answered, but of a lower grade than asked for" in html
    assert '<option value="A" selected>' in html
    assert "/api/v1/coverage/?where=production:yes&amp;as_of=2023-01-01&amp;grade=A" in html
    html = page(client, "/en/map/", question="production", grade="A", as_of="2023-01-01")
    assert "Answers of a grade below A count as not assessed." in html
    assert "grade=A" in html.partition('rel="alternate" type="application/json"')[2][:200]
    html = page(client, "/en/compare/", jurisdiction="XA", questions="production", grade="A", as_of="2023-01-01")
    assert "answer--not-assessed" in html
    html = page(client, "/en/compare/", jurisdiction="XA", questions="production", grade="B", as_of="2023-01-01")
    assert "answer--not-assessed" not in html.partition("compare__answer")[2][:300]


def test_a_grade_that_there_is_not_is_refused(client: Client, told: SimpleNamespace) -> None:
    assert client.get("/en/coverage/", {"where": "possession:yes", "grade": "D"}).status_code == 400


def test_method_counts_the_answers_of_each_grade(client: Client, told: SimpleNamespace) -> None:
    html = page(client, "/en/method/")
    for grade, number in (("A", "1 answer"), ("B", "3 answers"), ("C", "1 answer")):
        assert f'<a href="/api/v1/codings/?grade={grade}">{number}</a>' in html, grade


@pytest.mark.parametrize("address", ["/en/", "/en/statutes/", "/en/coverage/", "/en/search/?q=images"])
def test_a_day_is_asked_for_in_utc(client: Client, world: SimpleNamespace, address: str) -> None:
    html = page(client, address)
    assert "(a day in UTC)" in html
    assert "Days are counted in UTC." in html


def test_first_page_may_be_asked_for_a_day(client: Client, world: SimpleNamespace) -> None:
    an_event(a_statute("later", world.arcadia, citation="Later Act 2024"), "enacted", "2024-05-01")

    def recent(day: str) -> str:
        return page(client, "/en/", as_of=day).partition('id="recent"')[2].partition("</section>")[0]

    assert "Later Act 2024" not in recent("2023-01-01")
    assert "Later Act 2024" in recent("2024-06-01")
