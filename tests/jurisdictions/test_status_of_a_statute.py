from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jurisdictions.lifecycle import OPENS, RANK, LifeStatus, status_on
from jurisdictions.partial_dates import PartialDate
from tests.world import a_jurisdiction, a_statute, an_event


def on(date: str, *events: str, us_federal: bool = False) -> LifeStatus:
    pairs = [(PartialDate.parse(when), kind) for when, kind in (event.split() for event in events)]
    return status_on(pairs, dt.date.fromisoformat(date), us_federal=us_federal)


@pytest.mark.parametrize(
    ("date", "events", "status"),
    [
        ("2020-01-01", [], "not-on-record"),
        ("2020-01-01", ["2021-01-01 introduced"], "not-on-record"),
        ("2021-01-01", ["2021-01-01 introduced"], "pending"),
        ("2022-01-01", ["2021-01-01 introduced", "2021-06-01 passed", "2021-07-01 signed"], "enacted"),
        ("2022-01-01", ["2021-07-01 signed", "2022-01-01 in-force"], "in-force"),
        ("2021-12-31", ["2021-07-01 signed", "2022-01-01 in-force"], "enacted"),
        ("2024-01-01", ["2021-07-01 in-force", "2023-01-01 repealed"], "repealed"),
        ("2024-01-01", ["2021-07-01 in-force", "2022-01-01 introduced", "2022-02-01 amended"], "in-force"),
        ("2024-01-01", ["2021-07-01 introduced", "2022-02-01 amended"], "pending"),
        ("2024-01-01", ["2022-02-01 amended"], "in-force"),
        ("2024-01-01", ["2021-07-01 introduced", "2022-02-01 failed"], "failed"),
        ("2024-01-01", ["2021-07-01 passed", "2021-07-01 vetoed"], "vetoed"),
        ("2003-01-01", ["1996-09-30 in-force", "2002-04-16 struck-down"], "struck-down"),
        ("2004-01-01", ["1996-09-30 in-force", "2002-04-16 struck-down", "2003-04-30 amended"], "in-force"),
        ("2024-01-01", ["2021-07-01 in-force", "2022-01-01 duty-starts"], "in-force"),
    ],
)
def test_status_comes_from_the_events_that_have_surely_happened(date: str, events: list[str], status: str) -> None:
    assert on(date, *events).status == status


def test_enactment_alone_is_not_commencement_outside_us_federal_law() -> None:
    assert on("2024-01-01", "2003-04-30 enacted").status == "enacted"
    assert on("2024-01-01", "2003-04-30 enacted", us_federal=True).status == "in-force"


def test_partial_date_leaves_its_own_span_unsure() -> None:
    assert on("2024-12-31", "2024-01-01 signed", "2025 in-force") == LifeStatus("enacted", True, ("signed",))
    assert on("2025-06-01", "2024-01-01 signed", "2025 in-force").sure is False
    assert on("2025-12-31", "2024-01-01 signed", "2025 in-force").status == "in-force"


EVENTS = st.lists(
    st.tuples(
        st.one_of(
            st.builds(PartialDate, st.integers(2000, 2030)),
            st.dates(dt.date(2000, 1, 1), dt.date(2030, 1, 1)).map(PartialDate.parse),
        ),
        st.sampled_from(sorted(RANK)),
    ),
    max_size=6,
)


@given(EVENTS, st.dates(dt.date(1999, 1, 1), dt.date(2031, 12, 31)), st.booleans())
def test_later_events_never_change_an_earlier_day(
    events: list[tuple[PartialDate, str]], day: dt.date, federal: bool
) -> None:
    known = [event for event in events if event[0].earliest <= day]
    assert status_on(events, day, us_federal=federal) == status_on(known, day, us_federal=federal)
    assert status_on(events, day, us_federal=federal).status in {*OPENS.values(), "not-on-record"}


@pytest.mark.django_db
def test_statute_counts_published_events_only() -> None:
    act = a_statute("act", a_jurisdiction())
    an_event(act, "enacted", "2020-01-01")
    an_event(act, "repealed", "2021-01-01", status="draft")
    day = dt.date(2022, 1, 1)
    assert act.status_on(day).status == "enacted"
    assert act.status_on(day, public_only=False).status == "repealed"
