"""Walking a list from page to page while rows come and go."""

from __future__ import annotations

import itertools
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from jurisdictions.filters import SourceFilterSet
from jurisdictions.models import Source
from kb.api.pagination import Cursor, Order, page_of
from tests.asking import answer, ask, refusal, slugs
from tests.world import a_source

DATES = st.sampled_from([None, None, "2024", "2024-12-31", "2025-06", "2025"])
TITLES = st.sampled_from(["a", "b", "B", "é", ""])
OFTEN, PLACES = st.booleans(), st.integers(0, 20)
ROWS = st.lists(st.tuples(DATES, TITLES), max_size=9)
ORDERS = st.sampled_from(
    [
        Order.by(*columns, descending=descending)
        for columns in SourceFilterSet.orderings.values()
        for descending in (False, True)
    ]
)


class Walks(TestCase):
    """Rows that are there throughout are seen once, in order, whatever happens to the others."""

    numbers = itertools.count()

    def insert(self, date: str | None, title: str) -> Source:
        slug = f"s{next(self.numbers)}"
        return Source.objects.create(
            slug=slug, published=date, title=title, publisher=title, url=f"https://x.example/{slug}"
        )

    @settings(max_examples=60)
    @given(rows=ROWS, others=ROWS, order=ORDERS, size=st.integers(1, 4), data=st.data())
    def test_rows_that_stay_are_seen_exactly_once_both_ways(
        self, rows: list, others: list, order: Order, size: int, data: Any
    ) -> None:
        staying = [self.insert(*row).pk for row in rows]
        passing = [self.insert(*row) for row in others]

        def disturb() -> None:
            if passing and data.draw(OFTEN):
                passing.pop(data.draw(PLACES) % len(passing)).delete()
            if data.draw(OFTEN):
                passing.append(self.insert(data.draw(DATES), data.draw(TITLES)))

        def walk(cursor: Cursor | None, direction: str) -> list[int]:
            """Every row seen on the way to the end, each page read in the direction of the walk."""
            seen: list[int] = []
            for _ in range(60):
                page = page_of(Source.objects.all(), order, size, cursor)
                assert len(page.rows) <= size
                seen += [row.pk for row in (page.rows if direction == "next" else reversed(page.rows))]
                cursor = getattr(page, direction)
                if cursor is None:
                    return seen
                disturb()
            raise AssertionError("the walk has no end")

        expected = [row.pk for row in order.sort(Source.objects.all()) if row.pk in staying]
        assert [pk for pk in walk(None, "next") if pk in staying] == expected
        last = order.sort(Source.objects.all(), backwards=True).first()
        if last is not None:
            from_the_end = Cursor(order.values_of(last), backwards=True, included=True)
            assert [pk for pk in walk(from_the_end, "previous") if pk in staying] == expected[::-1]


@pytest.mark.django_db
def test_next_and_previous_lead_through_the_list_and_back() -> None:
    for number in range(5):
        a_source(f"s{number}")
    first = ask("sources/", page_size=2)
    assert [row["slug"] for row in first["results"]] == ["s0", "s1"]
    assert first["previous"] is None
    second = Client().get(first["next"]).json()
    third = Client().get(second["next"]).json()
    assert [row["slug"] for row in third["results"]] == ["s4"]
    assert third["next"] is None
    again = Client().get(third["previous"]).json()
    assert [row["slug"] for row in again["results"]] == ["s2", "s3"]
    start = Client().get(again["previous"]).json()
    assert [row["slug"] for row in start["results"]] == ["s0", "s1"]
    assert start["previous"] is None


@pytest.mark.django_db
def test_page_that_became_empty_leads_back_to_the_row_before_it() -> None:
    for number in range(3):
        a_source(f"s{number}")
    first = ask("sources/", page_size=2)
    Source.objects.filter(slug="s2").delete()
    second = Client().get(first["next"]).json()
    assert second["results"] == []
    assert second["next"] is None
    back = Client().get(second["previous"]).json()
    assert [row["slug"] for row in back["results"]] == ["s0", "s1"]


@pytest.mark.django_db
def test_dates_that_are_not_on_record_come_last_in_both_directions() -> None:
    a_source("old", published="1999")
    a_source("new", published="2020-01-01")
    a_source("undated")
    assert slugs("sources/", ordering="published") == ["old", "new", "undated"]
    assert slugs("sources/", ordering="-published") == ["new", "old", "undated"]


@pytest.mark.parametrize(
    "change",
    [{"ordering": "-slug"}, {"kind": "news"}, {"as_of": "2001-01-01"}, {"q": "gazette"}],
)
def test_cursor_fits_only_the_list_it_was_given_for(world: SimpleNamespace, change: dict[str, str]) -> None:
    a_source("second")
    cursor = cursor_of(ask("sources/", page_size=1)["next"])
    assert "belongs to another" in refusal("sources/", cursor=cursor, page_size=1, **change)["cursor"]
    assert "belongs to another" in refusal("statutes/", cursor=cursor)["cursor"]
    # The number of rows, the fields and the format may change on the way.
    assert slugs("sources/", cursor=cursor, page_size=5, fields="slug", count="true") == ["second"]


@pytest.mark.parametrize("cursor", ["x", "x:y", "W10:abc", "é", "a" * 3000, "%00", ".eJw:1:2"])
def test_forged_cursor_is_refused(db: None, cursor: str) -> None:
    assert "gave out" in refusal("sources/", cursor=cursor)["cursor"]


@pytest.mark.django_db
def test_next_page_keeps_the_date_of_the_first() -> None:
    for number in range(2):
        a_source(f"s{number}")
    first = ask("sources/", page_size=1)
    assert parse_qs(urlsplit(first["next"]).query)["as_of"] == [first["applied"]["as_of"]]


@pytest.mark.django_db
def test_count_is_given_only_when_asked_for_and_counts_what_is_filtered() -> None:
    for number in range(3):
        a_source(f"s{number}", kind="news" if number else "report")
    assert "count" not in ask("sources/")
    assert ask("sources/", count="true", kind="news", page_size=1)["count"] == 2


@pytest.mark.django_db
def test_link_header_leads_where_the_body_does() -> None:
    for number in range(2):
        a_source(f"s{number}")
    response = answer("sources/", page_size=1)
    assert response["Link"] == f'<{response.json()["next"]}>; rel="next"'


def cursor_of(address: str) -> str:
    return parse_qs(urlsplit(address).query)["cursor"][0]
