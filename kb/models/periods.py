"""Periods of observations: `2025`, `2025-H1`, `2025-03`, `2025-03-09`, `2023/2024`, `2025-01/2025-09`. No Django."""

from __future__ import annotations

import datetime as dt
import re

from jurisdictions.partial_dates import PartialDate

_HALF = re.compile(r"(\d{4})-H([12])")


def span(period: str) -> tuple[dt.date, dt.date]:
    """First and last day of the period, both inclusive. Raises ValueError naming the forms allowed."""
    first, slash, last = period.partition("/")
    start = _part(first, period)[0]
    end = _part(last if slash else first, period)[1]
    if end < start:
        raise ValueError(f"{period!r} ends before it starts")
    return start, end


def _part(part: str, period: str) -> tuple[dt.date, dt.date]:
    half = _HALF.fullmatch(part)
    if half:
        year = int(half[1])
        return (
            (dt.date(year, 1, 1), dt.date(year, 6, 30))
            if half[2] == "1"
            else (
                dt.date(year, 7, 1),
                dt.date(year, 12, 31),
            )
        )
    try:
        date = PartialDate.parse(part)
    except ValueError as error:
        raise ValueError(
            f"{period!r} is not a period: write 2025, 2025-H1, 2025-03, 2025-03-09, 2023/2024 or 2025-01/2025-09"
        ) from error
    return date.earliest, date.latest
