"""Reading the map: by one question, by conditions, and as the table that says the same."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from tests.asking import ask
from tests.world import a_coding, a_jurisdiction, a_provision, a_question, a_statute, a_text

PAGE = "/en/map/"


def body(page: Any) -> str:
    return " ".join(page.content.decode().split())


def states(page: Any) -> dict[str, str]:
    return {code: shape.state for one in page.context["maps"] for code, shape in one.shapes.items()}


@pytest.fixture
def coast(world: SimpleNamespace) -> SimpleNamespace:
    """California and Oregon with an answer each; the other places have none or Arcadia's."""
    world.us = a_jurisdiction("US", name="United States")
    for code, name, answer in (("US-CA", "California", "yes"), ("US-OR", "Oregon", "no")):
        place = a_jurisdiction(code, name=name, kind="state", parent=world.us)
        a_coding(a_text(a_provision(a_statute(f"{code.lower()}-act", place))), world.possession, answer)
    return world


def test_a_question_colours_every_place_as_the_matrix_answers(client: Client, coast: SimpleNamespace) -> None:
    page = client.get(PAGE, {"question": "possession", "as_of": "2020-06-01"})
    rows = ask("matrix/", questions="possession", as_of="2020-06-01")["results"]
    assert states(page) == {row["jurisdiction"]["code"]: row["cells"]["possession"]["answer"] for row in rows}
    assert page.context["twin"].address == "/api/v1/matrix/?questions=possession&as_of=2020-06-01"
    assert states(page)["US-OR"] == "no"
    assert states(page)["XA-NO"] == "not-assessed"


def test_each_tile_is_named_leads_to_its_place_on_that_day_and_stands_in_the_table(
    client: Client, coast: SimpleNamespace
) -> None:
    page = client.get(PAGE, {"question": "possession", "as_of": "2020-06-01", "within": "US"})
    text = body(page)
    assert 'href="/en/jurisdictions/us-ca/?as_of=2020-06-01" aria-label="California: Yes. US-CA-ACT, s. 1"' in text
    assert [one.kind for one in page.context["maps"]] == ["us"]
    assert 'id="us-table"' in text
    assert '<th scope="row"><a href="/en/jurisdictions/us-or/?as_of=2020-06-01">Oregon</a></th><td>No</td>' in text


def test_the_table_marks_a_citation_in_another_language(client: Client, coast: SimpleNamespace) -> None:
    land = a_jurisdiction("DE", name="Germany")
    act = a_statute("de-act", land, citation="§ 1 <Musterstrafgesetz>", language="de")
    a_coding(a_text(a_provision(act)), coast.possession, "unclear")
    text = body(client.get("/fr/map/", {"question": "possession", "as_of": "2020-06-01"}))
    assert '<td><span lang="de">§ 1 &lt;Musterstrafgesetz&gt;, s. 1</span> (' in text
    assert '<td><span lang="en">US-CA-ACT, s. 1</span></td>' in text
    assert "<td>US-CA-ACT, s. 1</td>" in body(client.get(PAGE, {"question": "possession", "as_of": "2020-06-01"}))


def test_conditions_colour_by_the_lists_of_the_explorer_and_lead_back_to_it(
    client: Client, coast: SimpleNamespace
) -> None:
    asked = {"where": ["possession:yes", "wholly-synthetic:yes"], "as_of": "2020-06-01"}
    page, twin = client.get(PAGE, asked), ask("coverage/", **asked)
    assert states(page) == {entry["jurisdiction"]["code"]: name for name in twin["counts"] for entry in twin[name]}
    assert "Map: Possession (yes); Wholly-synthetic (yes)" in body(page)
    assert page.context["explorer"] == (
        "/en/coverage/?where=possession:yes&where=wholly-synthetic:yes&as_of=2020-06-01"
    )
    named = twin["sentence"].replace("possession", "“Possession”").replace("wholly-synthetic", "“Wholly-synthetic”")
    assert page.context["counted"] == named


def test_all_of_the_explorers_conditions_colour_and_the_form_carries_them_along(
    client: Client, coast: SimpleNamespace
) -> None:
    asked = {
        "any": ["possession:yes", "wholly-synthetic:yes"],
        "none": "possession:no",
        "kind": "state",
        "basis": "in-force",
        "as_of": "2020-06-01",
    }
    page, twin = client.get(PAGE, asked), ask("coverage/", **asked)
    assert states(page) == {entry["jurisdiction"]["code"]: name for name in twin["counts"] for entry in twin[name]}
    assert "XA" not in states(page)
    assert "Map: at least one of Possession (yes), Wholly-synthetic (yes); nowhere Possession (no)" in body(page)
    text = body(page)
    for name, value in (("any", "wholly-synthetic:yes"), ("none", "possession:no"), ("kind", "state")):
        assert f'<input type="hidden" name="{name}" value="{value}">' in text
    carried = client.get(PAGE, {**asked, "carried": "yes", "question": "", "within": "US"}, follow=True)
    assert set(states(carried)) == {"US-CA", "US-OR"}
    chosen = client.get(PAGE, {**asked, "carried": "yes", "question": "possession"})
    assert chosen["Location"] == "/en/map/?as_of=2020-06-01&question=possession"


def test_without_a_question_the_map_shows_the_one_most_asked(client: Client, coast: SimpleNamespace) -> None:
    assert client.get(PAGE).context["question"].slug == "wholly-synthetic"


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"question": "posession"}, "did you mean possession?"),
        ({"question": "possession", "where": "possession:yes"}, "leave out question or where"),
        ({"where": "possession"}, "is not a condition"),
        ({"question": "possession", "kind": "state"}, "goes with conditions"),
        ({"within": "QQ"}, "no jurisdiction has the code"),
    ],
)
def test_what_cannot_be_drawn_is_refused_with_a_reason(
    client: Client, world: SimpleNamespace, asked: dict[str, str], told: str
) -> None:
    page = client.get(PAGE, asked)
    assert page.status_code == 400
    assert told in body(page)


def test_draft_coding_colours_nothing(client: Client, coast: SimpleNamespace) -> None:
    place = a_jurisdiction("US-WA", name="Washington", kind="state", parent=coast.us)
    a_coding(a_text(a_provision(a_statute("us-wa-act", place))), coast.possession, "yes", status="draft")
    assert states(client.get(PAGE, {"question": "possession"}))["US-WA"] == "not-assessed"


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_depend_on_how_many_places_there_are(
    client: Client, world: SimpleNamespace, django_assert_num_queries: Any, number: int
) -> None:
    for code in ("XB", "XC", "XD")[:number]:
        a_coding(a_text(a_provision(a_statute(f"{code.lower()}-act", a_jurisdiction(code)))), world.possession)
    with django_assert_num_queries(14):
        page = client.get(PAGE, {"question": "possession", "as_of": "2020-06-01"})
        assert len(states(page)) == 3 + number


def test_a_joined_question_is_drawn_and_leads_to_the_clauses_that_meet_it(
    client: Client, coast: SimpleNamespace
) -> None:
    page = client.get(PAGE, {"question": "possession-of-wholly-synthetic", "as_of": "2020-06-01"})
    assert states(page)["XA"] == "yes"
    assert "Map: Possession of wholly synthetic material" in body(page)
    assert page.context["explorer"] == (
        "/en/coverage/?where=possession:yes&where=wholly-synthetic:yes&enforceable=text&as_of=2020-06-01"
    )
    lists = client.get(page.context["explorer"]).context["lists"]
    assert [entry["jurisdiction"]["code"] for entry in lists[0]["entries"]] == ["XA"]
    assert '<optgroup label="Wholly synthetic material, asked of one clause">' in body(page)


def test_what_depends_on_the_clause_has_a_sign_and_a_word_of_its_own(client: Client, coast: SimpleNamespace) -> None:
    limit = a_question("obscenity-required", group="material", direction="limits")
    for answer in ("no", "yes"):
        text = a_text(a_provision(a_statute(f"xa-{answer}", coast.arcadia, citation=f"Act {answer}"), f"s. {answer}"))
        a_coding(text, limit, answer)
    page = client.get(PAGE, {"question": "obscenity-required", "as_of": "2020-06-01"})
    assert states(page)["XA"] == "varies"
    told = body(page)
    assert "<td>Varies</td><td>no in s. no; yes in s. yes</td>" in told
    assert 'href="#world-sign-varies"' in told
    assert "<span>Varies <b>1</b></span>" in told
