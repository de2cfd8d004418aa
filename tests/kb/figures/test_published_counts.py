"""Counts that others publish: their list, and each beside the answer to our nearest question on its day."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from jurisdictions.models import Coding
from kb.asking.coverage import PARAMETERS
from kb.asking.published_counts import check
from kb.models import PublishedCount
from tests.asking import ask, refusal, slugs
from tests.kb.api.covering import hide
from tests.world import (
    a_coding,
    a_jurisdiction,
    a_provision,
    a_published_count,
    a_source,
    a_statute,
    a_text,
)

CHECK = "published-counts/union-2/check/"


def test_a_count_shows_who_counts_what_and_our_nearest_question(world: SimpleNamespace) -> None:
    one = ask("published-counts/union-2/")
    assert (one["organisation"], one["number"], one["unit"], one["counted_on"]) == (
        "Union of Researchers", 2, "states", "2020-06",
    )  # fmt: skip
    assert one["query"] == {"where": ["possession:yes"]}
    assert one["check"] == "http://testserver/api/v1/published-counts/union-2/check/"
    assert (one["jurisdiction"]["code"], one["source"]["slug"], one["places_source"]) == ("XA", "gazette", None)


def test_counts_by_organisation_place_source_and_date(world: SimpleNamespace) -> None:
    other = a_source("other")
    a_published_count("league-5", 5, organisation="League", counted_on="2022", source=other)
    assert slugs("published-counts/") == ["union-2", "league-5"]
    assert slugs("published-counts/", ordering="-counted_on") == ["league-5", "union-2"]
    assert slugs("published-counts/", organisation="league") == ["league-5"]
    assert slugs("published-counts/", jurisdiction="XA") == ["union-2"]
    assert slugs("published-counts/", source="other") == ["league-5"]
    assert slugs("published-counts/", counted_after="2021") == ["league-5"]
    assert slugs("published-counts/", counted_before="2020-06") == ["union-2"]
    assert "organisation" in refusal("published-counts/", organisaton="x")["organisaton"]


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow_with_rows(world: SimpleNamespace, django_assert_num_queries: Any, number: int) -> None:
    for place in range(number):
        a_published_count(f"more{place}", jurisdiction=world.north, places_source=world.source)
    with django_assert_num_queries(2):
        assert len(ask("published-counts/")["results"]) == number + 1


def test_the_check_asks_our_question_on_the_last_day_that_their_date_may_mean(world: SimpleNamespace) -> None:
    body = ask(CHECK)
    assert (body["day"], body["theirs"], body["ours"], body["difference"]) == ("2020-06-30", 2, 1, -1)
    assert body["ours_by_kind"] == {"country": 1}
    assert body["lists"] == {"match": 1, "no_match": 0, "unclear": 0, "silent": 0, "not_assessed": 2}
    assert body["permalink"] == ("http://testserver/api/v1/coverage/?where=possession:yes&within=XA&as_of=2020-06-30")
    # The permalink asks the very same.
    same = ask(body["permalink"].removeprefix("http://testserver/api/v1/"))
    assert same["counts"] == body["lists"]
    assert body["why"] == (
        "Of 3 places asked about, 0 are unclear here, 0 silent and 2 not assessed: none of these is a no."
    )
    # For a year, its last day: by then the old wording was struck.
    PublishedCount.objects.update(counted_on="2021")
    later = ask(CHECK)
    assert (later["day"], later["ours"]) == ("2021-12-31", 0)


def test_places_that_differ_are_named_with_our_list_and_reason_only_where_they_name_theirs(
    world: SimpleNamespace,
) -> None:
    unnamed = ask(CHECK)
    assert (unnamed["places_named"], unnamed["only_theirs"], unnamed["only_ours"]) == (False, [], [])
    assert [place["code"] for place in unnamed["matches"]] == ["XA"]
    a_jurisdiction("XB")
    south = a_text(a_provision(a_statute("xa-so-act", world.south)))
    a_coding(south, world.possession, "no")
    PublishedCount.objects.update(places=["XA-SO", "XA-NO", "XB"])
    body = ask(CHECK)
    assert body["places_named"] is True
    assert [(one["jurisdiction"]["code"], one["list"], one["reasons"]) for one in body["only_theirs"]] == [
        ("XA-SO", "no_match", ["possession is no, asked for yes"]),
        ("XA-NO", "not_assessed", ["no provision on record answers any of these questions that day"]),
        ("XB", None, ["not among the places that our question asks about"]),
    ]
    assert body["only_theirs"][0]["provision"]["provision"] == "xa-so-act-1"
    assert [(one["jurisdiction"]["code"], one["list"]) for one in body["only_ours"]] == [("XA", "match")]


def test_a_count_that_no_question_comes_near_says_so(world: SimpleNamespace) -> None:
    PublishedCount.objects.update(query={}, not_matched="Elections are no subject of ours.")
    body = ask(CHECK)
    assert (body["ours"], body["permalink"], body["lists"], body["why"]) == (None, None, None, None)
    assert body["refused"] == ["no question of ours comes near what is counted"]
    assert body["not_matched"] == "Elections are no subject of ours."


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        ({"query": {"wher": ["possession:yes"]}}, "wher: there is no such parameter; did you mean where?"),
        ({"query": {"where": ["possesion:yes"]}}, "where: no question is called 'possesion'; did you mean possession?"),
        ({"counted_on": "1990"}, "as_of: the record starts in 2019"),
    ],
)
def test_a_question_that_cannot_be_run_says_why(world: SimpleNamespace, columns: dict[str, Any], told: str) -> None:
    PublishedCount.objects.update(**columns)
    [refused] = ask(CHECK)["refused"]
    assert refused.startswith(told)


def test_whatever_coverage_takes_a_count_may_ask(world: SimpleNamespace) -> None:
    """No list of its own: a parameter that coverage learns can be run at once."""
    for name in ("where", "any", "none", "also", "kind", "basis", "enforceable"):
        value = {"kind": ["country"], "basis": "in-force", "enforceable": "text"}.get(name, ["possession:yes"])
        query = {"where": ["possession:yes"], name: value}
        refused = check(a_published_count(f"count-{name}", query=query, jurisdiction=world.arcadia)).refused
        assert (not refused) == (name in PARAMETERS), (name, refused)


def test_drafts_and_withdrawn_counts_are_not_checked(world: SimpleNamespace) -> None:
    hide(world.published_count)
    ask(CHECK, status=404)
    hide(world.published_count, "withdrawn")
    assert "Asked for." in ask(CHECK, status=410)["detail"]
    ask(CHECK, status=400, as_of="2020-01-01")


def test_a_check_is_kept_until_a_row_changes(world: SimpleNamespace, django_assert_num_queries: Any) -> None:
    count = PublishedCount.objects.select_related("jurisdiction").get()
    first = check(count)
    with django_assert_num_queries(1):
        assert check(count) is first
    Coding.objects.filter(pk=world.old_text.codings.get().pk).update(answer="no")
    assert (first.ours, check(count).ours) == (1, 0)
