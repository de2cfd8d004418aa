"""Sessions of legislatures over the API."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from tests.asking import ask, refusal, slugs
from tests.world import a_session


def test_a_session_shows_its_days_what_becomes_of_bills_and_how_that_is_known(world: SimpleNamespace) -> None:
    a_session(
        world.north, "2023", slug="north-2023", name="86th General Court", last_day="2024-06-30",
        last_day_basis="reported", source=world.source, carries_over="in-part", carries_over_basis="usual",
    )  # fmt: skip
    one = ask("sessions/north-2023/")
    assert (one["name"], one["jurisdiction"]["code"], one["first_day"], one["last_day"]) == (
        "86th General Court", "XA-NO", "2023", "2024-06-30",
    )  # fmt: skip
    assert (one["last_day_basis"], one["carries_over"], one["carries_over_basis"]) == ("reported", "in-part", "usual")
    assert one["source"]["slug"] == "gazette"
    assert one["rule_source"] is None


def test_sessions_of_a_place_and_of_those_within_it(world: SimpleNamespace) -> None:
    a_session(world.north, slug="north-2019")
    assert slugs("sessions/", jurisdiction="XA") == ["xa-session-2019-01-08"]
    assert slugs("sessions/", within="XA") == ["north-2019", "xa-session-2019-01-08"]
    assert slugs("sessions/", within="XA", ordering="first_day") == ["xa-session-2019-01-08", "north-2019"]


@pytest.mark.parametrize(
    ("day", "found"),
    [
        ("2020-12-31", ["first"]),
        ("2021-01-01", []),
        # The month of its first day is known, not the day.
        ("2021-02-01", ["second"]),
        ("2022-06-30", ["open", "second"]),
        ("2022-12-31", ["open", "second"]),
        # Its end is not on record: it may go on.
        ("2030-01-01", ["open"]),
    ],
)
def test_on_a_day_are_the_sessions_that_sat_or_may_have(world: SimpleNamespace, day: str, found: list[str]) -> None:
    a_session(world.north, "2019-01-08", slug="first", last_day="2020-12-31")
    a_session(world.north, "2021-02", slug="second", last_day="2022")
    a_session(world.north, "2022-06", slug="open", last_day=None)
    assert slugs("sessions/", jurisdiction="XA-NO", on=day) == found


def test_a_month_is_no_day(world: SimpleNamespace) -> None:
    assert "names no day" in refusal("sessions/", on="2020-05")["on"]


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow_with_rows(world: SimpleNamespace, django_assert_num_queries: Any, number: int) -> None:
    for place in range(number):
        a_session(world.north, slug=f"more{place}", source=world.source, rule_source=world.source)
    with django_assert_num_queries(2):
        assert len(ask("sessions/")["results"]) == number + 1
