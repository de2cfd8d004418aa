"""Walking through the results of a search, in either order and both ways."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from jurisdictions.models import Statute
from tests.asking import answer, ask, refusal
from tests.kb.search.asked import found
from tests.world import (
    a_statute,
    an_event,
)


@pytest.mark.parametrize(
    ("ordering", "wanted"),
    [
        ("date", ["xa-old", "xa-day", "xa-month", "xa-year", "xa-none"]),
        ("-date", ["xa-day", "xa-month", "xa-year", "xa-old", "xa-none"]),
    ],
)
def test_by_date_a_day_comes_before_its_month_and_year_and_the_undated_last(
    world: SimpleNamespace, ordering: str, wanted: list[str]
) -> None:
    dates = {"xa-year": "2023", "xa-none": "", "xa-month": "2023-05", "xa-old": "2022-01-01", "xa-day": "2023-05-31"}
    for slug, date in dates.items():
        statute = a_statute(slug, world.arcadia, summary="Chameleon.")
        if date:
            an_event(statute, "enacted", date)
    body = ask("search/", q="chameleon", ordering=ordering)

    assert [row["slug"] for row in body["results"]] == wanted
    assert body["applied"]["ordering"] == ordering
    seen: list[str] = []
    url = f"search/?q=chameleon&ordering={ordering}&page_size=2"
    while url:
        body = answer(url).json()
        seen.extend(row["slug"] for row in body["results"])
        url = (body["next"] or "").partition("/api/v1/")[2]
    assert seen == wanted
    assert "ordering" in refusal("search/", q="chameleon", ordering="newest")


def test_cursor_of_another_order_is_refused(world: SimpleNamespace) -> None:
    cursor = ask("search/", q="Arcadia", page_size=1)["next"].partition("cursor=")[2]
    assert "cursor" in refusal("search/", q="Arcadia", page_size=1, cursor=cursor, ordering="date")


def test_pages_walk_to_the_end_and_back_without_repeat(world: SimpleNamespace) -> None:
    for number in range(23):
        a_statute(f"xa-{number:02}", world.arcadia, summary="Punishes possession of images.")
    pages, url = [], "/api/v1/search/?q=possession&page_size=5"
    while url:
        body = ask(url.partition("/api/v1/")[2])
        pages.append([(row["type"], row["slug"]) for row in body["results"]])
        url = body["next"]
    walked = [row for page in pages for row in page]
    back = ask(body["previous"].partition("/api/v1/")[2])

    assert len(walked) == len(set(walked)) == body["count"]
    assert walked == found("possession", page_size=200)
    assert [(row["type"], row["slug"]) for row in back["results"]] == pages[-2]


def test_row_that_is_there_throughout_is_seen_once_while_others_come(world: SimpleNamespace) -> None:
    for number in range(6):
        a_statute(f"xa-{number}", world.arcadia, summary="Punishes possession of images.")
    body = ask("search/", q="punishes possession", page_size=3)
    seen = [row["slug"] for row in body["results"]]
    a_statute("xa-first", world.arcadia, title="Punishes possession")
    Statute.objects.filter(slug=seen[0]).delete()
    while body["next"]:
        body = ask(body["next"].partition("/api/v1/")[2])
        seen += [row["slug"] for row in body["results"]]

    statutes = [slug for slug in seen if slug.startswith("xa-") and slug[3:].isdigit()]
    assert sorted(statutes) == [f"xa-{number}" for number in range(6)]


def test_cursor_of_another_search_is_refused(world: SimpleNamespace) -> None:
    following = ask("search/", q="Arcadia", page_size=1)["next"]
    cursor = following.partition("cursor=")[2].partition("&")[0]

    assert "cursor" in refusal("search/", q="Merrow", cursor=cursor)
