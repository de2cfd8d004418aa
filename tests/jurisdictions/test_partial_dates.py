from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from jurisdictions.fields import PartialDateField
from jurisdictions.models import LegislativeEvent
from jurisdictions.partial_dates import PartialDate
from tests.world import a_jurisdiction, a_statute, an_event

YEARS = st.integers(1200, 2200)
PARTIAL = st.one_of(
    st.builds(PartialDate, YEARS),
    st.builds(PartialDate, YEARS, st.integers(1, 12)),
    st.dates(dt.date(1200, 1, 1), dt.date(2200, 12, 31)).map(PartialDate.parse),
)


@pytest.mark.parametrize(
    ("written", "earliest", "latest", "precision"),
    [
        ("2025", "2025-01-01", "2025-12-31", "year"),
        ("2024-02", "2024-02-01", "2024-02-29", "month"),
        ("2023-02", "2023-02-01", "2023-02-28", "month"),
        ("2025-12", "2025-12-01", "2025-12-31", "month"),
        ("2025-03-09", "2025-03-09", "2025-03-09", "day"),
    ],
)
def test_partial_date_is_a_span_of_days(written: str, earliest: str, latest: str, precision: str) -> None:
    date = PartialDate.parse(written)
    assert (str(date.earliest), str(date.latest), date.precision, str(date)) == (earliest, latest, precision, written)


@pytest.mark.parametrize(
    "wrong", ["", "25", "2025-3", "2025-13", "2025-02-30", "2025-00", "soon", "٢٠٢٥", "0001", "9999"]
)
def test_what_is_not_a_date_is_refused_in_words(wrong: str) -> None:
    with pytest.raises(ValueError, match="is not a date"):
        PartialDate.parse(wrong)


def test_form_field_says_how_to_write_it() -> None:
    with pytest.raises(ValidationError, match="write 2025, 2025-03 or 2025-03-09"):
        PartialDateField().to_python("March 2025")


@given(PARTIAL)
def test_text_form_keeps_the_precision(date: PartialDate) -> None:
    assert PartialDate.parse(str(date)) == date


@given(PARTIAL, PARTIAL)
def test_surely_before_means_every_day(a: PartialDate, b: PartialDate) -> None:
    assert a.surely_before(b) == (a.latest < b.earliest)
    assert not (a.surely_before(b) and b.surely_before(a))


@pytest.mark.django_db
def test_database_and_python_agree_on_the_days_meant() -> None:
    dates = ["2025", "2024-02", "1900-02", "2000-02", "1791-12-15", "2025-12", "1600"]
    with connection.cursor() as cursor:
        for written in dates:
            cursor.execute("SELECT partial_date_earliest(%s), partial_date_latest(%s)", [written, written])
            date = PartialDate.parse(written)
            assert cursor.fetchone() == (date.earliest, date.latest)


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", ["2025-3", "March 2025", "2025-02-30", ""])
def test_database_refuses_what_is_not_a_date(wrong: str) -> None:
    event = an_event(a_statute("act", a_jurisdiction()), "enacted", "2025-02")
    with pytest.raises((IntegrityError, DataError)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE jurisdictions_legislativeevent SET date = %s WHERE id = %s", [wrong, event.pk])
    event.refresh_from_db()
    assert str(event.date) == "2025-02"


@pytest.mark.django_db
def test_events_are_ordered_by_the_days_they_may_mean() -> None:
    act = a_statute("act", a_jurisdiction())
    year = an_event(act, "amended", "2021")
    day = an_event(act, "signed", "2021-06-01")
    month = an_event(act, "introduced", "2021-05")
    assert list(LegislativeEvent.objects.all()) == [month, day, year]
    assert [str(event.date) for event in act.events.all()] == ["2021-05", "2021-06-01", "2021"]
