"""Where the record starts: a day before it is refused, because an empty answer would look like "no law"."""

from __future__ import annotations

import datetime as dt
from itertools import chain

from django.db.models import Min

from cases.models import Ruling
from jurisdictions.models import LegislativeEvent, ProvisionText
from jurisdictions.parameters import ParameterReader
from jurisdictions.sentences import say


def day_asked(reader: ParameterReader) -> dt.date:
    """`as_of`, today where it is missing; a fault where it names no day, or one before the record starts."""
    day = reader.as_of()
    check_on_record(reader, as_of=day)
    return day


def check_on_record(reader: ParameterReader, **days: dt.date | None) -> None:
    """A fault for every day, by the name of its parameter, on which nothing that is on record had begun.

    One cheap query a day (does any row begin by then?); more only for a day that is refused.
    """
    for name, day in days.items():
        if day is None or reader.refused(name) or _anything_by(day):
            continue
        start = record_start()
        if start is not None:
            told = say(
                "the record starts in {year}: nothing is known of the law before {start}", year=start.year, start=start
            )
            reader.fault(name, told)


def record_start() -> dt.date | None:
    """The first day that an event, a wording or a ruling on record may mean; None where there is none."""
    found = chain.from_iterable(
        rows.aggregate(*(Min(column) for column in columns)).values()
        for rows, columns in (
            (LegislativeEvent.objects.public(), ["date_earliest"]),
            (ProvisionText.objects.public(), ["valid_from_earliest", "in_force__startswith"]),
            (Ruling.objects.public(), ["date_earliest"]),
        )
    )
    return min((day for day in found if day is not None), default=None)


def _anything_by(day: dt.date) -> bool:
    return (
        LegislativeEvent.objects.public().filter(date_earliest__lte=day).exists()
        or ProvisionText.objects.public().filter(valid_from_earliest__lte=day).exists()
        or ProvisionText.objects.public().filter(in_force__startswith__lte=day).exists()
        or Ruling.objects.public().filter(date_earliest__lte=day).exists()
    )
