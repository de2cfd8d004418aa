"""Searching as a client of the API does."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jurisdictions.models import Statute
from tests.asking import answer, ask, refusal
from tests.kb.search.asked import first, found
from tests.world import (
    a_case,
    a_court,
    a_holding,
    a_jurisdiction,
    a_provision,
    a_ruling,
    a_statute,
    a_text,
    an_event,
    an_issue,
)

# --- What is found -------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["12 Arc. 345", "12 arc 345", "12 ARC. 345", "12 Arc 345."])
def test_citation_in_any_spelling_comes_first(world: SimpleNamespace, typed: str) -> None:
    hit = first(typed)

    assert (hit["type"], hit["slug"], hit["reason"]) == ("ruling", world.top_ruling.slug, "citation")
    assert found(typed)[1] == ("case", "merrow")


def test_clause_cited_comes_before_its_statute(world: SimpleNamespace) -> None:
    code = a_statute("xa-18", world.arcadia, citation="18 A.C. § 1466A", title="Images")
    clauses = [a_provision(code, f"§ 1466A{part}", slug=f"xa-18-{n}") for n, part in enumerate(("(b)(1)", "(b)(2)"))]

    assert found("18 ac 1466A(b)(2)")[:2] == [("provision", clauses[1].slug), ("statute", "xa-18")]
    assert found("18 AC 1466a")[0] == ("statute", "xa-18")


def test_caption_typed_in_full_comes_before_mentions_of_it(world: SimpleNamespace) -> None:
    a_statute("xa-mention", world.arcadia, summary="Passed after Arcadia v. Merrow, and Arcadia v. Merrow again.")

    assert found("arcadia v merrow")[0] == ("case", "merrow")
    assert first("Arcadia v. Merrow")["reason"] == "name, as typed"


def test_misspelt_name_is_found_and_said_to_be_near(world: SimpleNamespace) -> None:
    a_case("anderegg", world.trial, caption="Arcadia v. Anderegg")
    body = ask("search/", q="Andereg")

    assert (body["results"][0]["type"], body["results"][0]["slug"]) == ("case", "anderegg")
    assert body["results"][0]["reason"] == "name, nearly (Andereg ~ Anderegg)"
    assert body["results"][0]["score"] < 2
    assert body["applied"]["corrected"] == "anderegg"
    assert body["suggestions"][0]["kind"] == "query"


def test_correct_spelling_is_not_corrected(world: SimpleNamespace) -> None:
    a_case("anderegg", world.trial, caption="Arcadia v. Anderegg")
    a_case("andereg", world.trial, caption="Arcadia v. Andereg")

    assert found("Andereg") == [("case", "andereg")]


def test_words_of_the_wording_find_the_provision(world: SimpleNamespace) -> None:
    hit = first("possess knowingly")

    assert (hit["type"], hit["slug"], hit["reason"]) == ("provision", "xa-images-act-1", "words in its summary")
    assert "<mark>knowingly</mark>" in hit["snippet_html"]
    assert "<" not in hit["snippet"]


def test_jurisdictions_name_need_not_stand_in_the_record(world: SimpleNamespace) -> None:
    a_statute("xa-no-code", world.north, summary="Punishes possession.")

    assert ("statute", "xa-no-code") in found("Northmark possession")
    assert first("Northmark")["type"] == "jurisdiction"


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("images", {"one", "both"}),
        ('"synthetic images"', {"both"}),
        ("drawings or figures", {"two"}),
        ("images -synthetic", {"one"}),
        ("images OR drawings -figures", {"one", "both"}),
        ('"synthetic images', {"both"}),
    ],
)
def test_phrases_or_and_minus(db: None, typed: str, wanted: set[str]) -> None:
    place = a_jurisdiction("XB")
    a_statute("one", place, title="A", summary="Bans images.")
    a_statute("two", place, title="B", summary="Bans drawings and figures.")
    a_statute("both", place, title="C", summary="Bans synthetic images.")

    assert {slug for type_, slug in found(typed) if type_ == "statute"} == wanted


@pytest.mark.parametrize(
    ("language", "title", "typed"),
    [
        ("fr", "Diffusion d'une représentation pornographique", "représentations pornographiques"),
        ("fr", "Diffusion d'une représentation pornographique", "representation"),
        ("de", "Verbreitung kinderpornographischer Inhalte", "kinderpornographische Inhalt"),
        ("es", "Posesión de imágenes", "imagen"),
        ("en", "Possessing images", "possession of image"),
        ("it", "Pornografia virtuale più", "piu virtuale"),
        ("ja", "青少年健全育成条例", "青少年"),
    ],
)
def test_language_of_the_record_decides_how_words_are_matched(db: None, language: str, title: str, typed: str) -> None:
    a_statute("it", a_jurisdiction("XB"), language=language, title=title)

    assert found(typed, type="statute") == [("statute", "it")]
    if language != "ja":  # words of such scripts are found by search only, which looks for parts of names
        assert list(Statute.objects.matching(typed)) == [Statute.objects.get(slug="it")]


def test_stems_of_another_language_do_not_match(db: None) -> None:
    """German stems "Feber" to "feb", as it does February's short form."""
    place = a_jurisdiction("XB")
    a_statute("en", place, title="Order of Feb. 13", language="en")
    a_statute("de", place, title="Verordnung vom Feb. 13", language="de")

    assert found("Feber", type="statute") == [("statute", "de")]


# --- What is not ---------------------------------------------------------------------------


@pytest.mark.parametrize("status", [{"status": "draft"}, {"status": "withdrawn", "withdrawn_reason": "In error."}])
@pytest.mark.parametrize("hidden", ["case", "court", "jurisdiction", "ruling", "issue", "itself"])
def test_hidden_records_do_not_appear_nor_what_hangs_on_them(db: None, status: dict[str, str], hidden: str) -> None:
    place = a_jurisdiction("XB")
    court = a_court("xbc", place)
    case = a_case("quoll", court, caption="Arcadia v. Quoll", docket="77-123")
    ruling = a_ruling(case, citations=["99 Arc. 777"])
    issue = an_issue("quoll-issue")
    holding = a_holding(ruling, issue, summary="Of the quoll.")
    rows = {"case": case, "court": court, "jurisdiction": place, "ruling": ruling, "issue": issue, "itself": holding}
    row = rows[hidden]
    for name, value in status.items():
        setattr(row, name, value)
    row.save()

    shown = {("holding", holding.slug), *({("ruling", ruling.slug)} if hidden not in ("issue", "itself") else set())}
    for typed in ("quoll", "quol", "99 Arc. 777", "77-123"):
        assert not shown & set(found(typed))
    if hidden in ("case", "court", "jurisdiction"):
        assert found("quoll") == []
        assert ask("search/", q="quol")["suggestions"][0]["kind"] != "query"


def test_draft_wordings_events_and_provisions_are_not_read(world: SimpleNamespace) -> None:
    a_text(a_provision(world.act, "s. 7"), summary="Zyzzyva.", status="draft")
    an_event(world.act, "repealed", "2024-01-01", status="draft", source=None)
    draft = a_statute("xb-draft", world.arcadia, status="draft", title="Zyzzyva Act")
    a_provision(draft, "Zyzzyva clause", slug="xb-draft-1")

    assert found("zyzzyva") == []
    assert first("Images Act", type="statute")["status"] == "in-force"


# --- Dates, statuses and filters -----------------------------------------------------------


def test_status_is_that_of_the_day_asked_about(world: SimpleNamespace) -> None:
    assert first("Images Act", type="statute")["status"] == "in-force"
    assert first("Images Act", type="statute", as_of="2019-12-01")["status"] == "enacted"
    assert first("Images Act", type="statute", as_of="2019-12-01")["date"] == "2019-11-20"


def test_provision_whose_wordings_have_all_ended_says_so(world: SimpleNamespace) -> None:
    a_text(a_provision(world.act, "s. 5"), "2020-01-01", valid_to="2021-01-01", summary="On quolls.")

    assert first("quolls")["status"] == "ended"
    assert first("quolls", as_of="2020-06-01")["status"] == "in-force"


def test_filters_narrow_together(world: SimpleNamespace) -> None:
    everything = found("Arcadia")

    assert {type_ for type_, _ in everything} >= {"jurisdiction", "statute", "case", "ruling", "holding", "provision"}
    assert found("Arcadia", type=["case", "ruling"], date_after="2021-01-01", date_before="2021-12-31") == [
        ("case", "merrow"),
        ("ruling", world.top_ruling.slug),
    ]
    assert found("Arcadia", status_="precedential", type="ruling") == [("ruling", world.top_ruling.slug)]
    assert {slug for _, slug in found("Northmark", within="XA", type="jurisdiction")} == {"xa-no"}
    assert found("Northmark", jurisdiction="XA", type="jurisdiction") == []


def test_partial_date_passes_only_if_all_of_it_lies_on_that_side(world: SimpleNamespace) -> None:
    a_ruling(world.case, "2024", citations=["20 Arc. 1"])

    assert found("20 Arc. 1", type="ruling", date_after="2024-01-01") != []
    assert found("20 Arc. 1", type="ruling", date_after="2024-06-01") == []
    assert found("20 Arc. 1", type="ruling", date_before="2024-06-01") == []


def test_facets_count_all_results_and_not_the_page(world: SimpleNamespace) -> None:
    body = ask("search/", q="Arcadia", page_size=1)
    counts = {name: {row["value"]: row["count"] for row in rows} for name, rows in body["facets"].items()}

    assert len(body["results"]) == 1
    assert sum(counts["type"].values()) == body["count"] > 5
    assert counts["type"]["ruling"] == 2
    assert counts["year"]["2021"] >= 2
    assert counts["status"]["non-precedential"] == 1
    assert {row["label"] for row in body["facets"]["jurisdiction"]} == {"Arcadia"} | (
        {"Northmark", "Southmark"} & {row["label"] for row in body["facets"]["jurisdiction"]}
    )


# --- Nothing found, and bad input ----------------------------------------------------------


@pytest.mark.parametrize(
    "typed", ["", "   ", "!!! ???", '"', "-", "%", "& | ! ( )" * 50, "xqzzvw", "-arcadia", "\u0001"]
)
def test_empty_and_hopeless_searches_get_suggestions(world: SimpleNamespace, typed: str) -> None:
    body = ask("search/", q=typed)

    assert body["results"] == []
    assert {row["kind"] for row in body["suggestions"]} == {"issue", "question", "jurisdiction"}


def test_search_without_q_gets_suggestions(world: SimpleNamespace) -> None:
    assert ask("search/")["count"] == 0


@pytest.mark.parametrize(
    ("parameters", "parameter"),
    [
        ({"q": "x" * 501}, "q"),
        ({"q": "a\0b"}, "q"),
        ({"q": ["a", "b"]}, "q"),
        ({"query": "a"}, "query"),
        ({"q": "a", "type": "statutes"}, "type"),
        ({"q": "a", "status_": "dead"}, "status"),
        ({"q": "a", "jurisdiction": "XZ"}, "jurisdiction"),
        ({"q": "a", "within": "XZ"}, "within"),
        ({"q": "a", "date_after": "yesterday"}, "date_after"),
        ({"q": "a", "as_of": "2020"}, "as_of"),
        ({"q": "a", "page_size": "201"}, "page_size"),
        ({"q": "a", "page_size": "0"}, "page_size"),
        ({"q": "a", "cursor": "x"}, "cursor"),
    ],
)
def test_what_cannot_be_meant_is_refused_by_name(
    world: SimpleNamespace, parameters: dict[str, Any], parameter: str
) -> None:
    assert list(refusal("search/", **parameters)) == [parameter]


@pytest.mark.parametrize(
    "typed",
    ["' OR 1=1 --", "a:* & b", "\\", "<script>", "((((", "OR OR OR", "or", '"" ""', "é" * 500, "😀" * 500, "a " * 250,
     "1" * 500, "1.1.1." * 80, "(b)" * 160, "ﷺ" * 400, "\u202e\u0301", "½ Ⅷ ²", "18 USC " + "(a)" * 100],
)  # fmt: skip
def test_odd_text_is_searched_for_without_harm(world: SimpleNamespace, typed: str) -> None:
    assert answer("search/", q=typed).status_code == 200


# --- Cost ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("typed", "queries"), [("Arcadia", 18), ("12 Arc. 345", 6), ("Merow", 8), ("", 5)])
def test_queries_do_not_grow_with_results(world: SimpleNamespace, typed: str, queries: int) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            ask("search/", q=typed)
        return len(asked)

    once = count()
    for number in range(10):
        statute = a_statute(f"xa-{number}", world.arcadia, title=f"Arcadia {number}")
        a_text(a_provision(statute, slug=f"xa-{number}-1"), summary="Arcadia.")
        a_ruling(a_case(f"merrow-{number}", world.trial, caption=f"Arcadia v. Merrow {number}"), f"20{10 + number}")
        a_jurisdiction(f"XA-A{number}", name=f"Arcadia {number}", parent=world.arcadia)

    assert (once, count()) == (queries, queries)
