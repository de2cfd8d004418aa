"""Dates as the sources give them: a day, a month or only a year. No Django here.

The law is full of "in 2025" and "in March 2025". Such a date is a span of days, and
nothing may treat it as its first day: `2025` is not known to be 1 January 2025.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from jurisdictions.sentences import say, told

PATTERN = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?")

#: Earlier and later years are typing errors in this field; the oldest text on record is of 1791.
FIRST_YEAR, LAST_YEAR = 1200, 2200


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date known to the day, the month or the year.

    `earliest` and `latest` are the first and last day it may mean; `str()` gives the ISO 8601
    form back with the precision it came with.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise ValueError(
                say(
                    "the year {year} is not between {first} and {last}",
                    year=self.year,
                    first=FIRST_YEAR,
                    last=LAST_YEAR,
                )
            )
        if self.day is not None and self.month is None:
            raise ValueError(say("a day needs a month"))
        dt.date(
            self.year, 1 if self.month is None else self.month, 1 if self.day is None else self.day
        )  # raises ValueError on 2025-13 or 2025-02-30

    @classmethod
    def parse(cls, value: str | int | dt.date | PartialDate) -> PartialDate:
        """Read `2025`, `2025-03`, `2025-03-09`, a year as a number, or a date.

        Raises ValueError with a sentence that can be shown to the person who typed it.
        """
        if isinstance(value, PartialDate):
            return value
        if isinstance(value, dt.date):
            return cls(value.year, value.month, value.day)
        match = PATTERN.fullmatch(str(value).strip())
        if not match or not str(value).isascii():
            raise ValueError(say("{value} is not a date: write 2025, 2025-03 or 2025-03-09", value=repr(value)))
        year, month, day = (int(part) if part else None for part in match.group("year", "month", "day"))
        assert year is not None
        try:
            return cls(year, month, day)
        except ValueError as error:
            raise ValueError(say("{value} is not a date: {why}", value=repr(value), why=told(error))) from error

    @property
    def precision(self) -> str:
        """`day`, `month` or `year`."""
        return "day" if self.day else "month" if self.month else "year"

    @property
    def earliest(self) -> dt.date:
        return dt.date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> dt.date:
        month = self.month or 12
        return dt.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def surely_before(self, other: PartialDate) -> bool:
        """Whether every day this may mean precedes every day the other may mean."""
        return self.latest < other.earliest

    def __str__(self) -> str:
        if self.day:
            return f"{self.year:04}-{self.month:02}-{self.day:02}"
        return f"{self.year:04}-{self.month:02}" if self.month else f"{self.year:04}"


def span_of(days: Iterable[PartialDate]) -> tuple[PartialDate, PartialDate] | None:
    """The one that begins first and the one that ends last; of those that begin or end together, the more exact.
    None where there is none."""
    found = list(days)
    if not found:
        return None
    first = min(found, key=lambda day: (day.earliest, day.latest))
    return first, max(found, key=lambda day: (day.latest, day.earliest))
