"""Time on a horizontal axis: in proportion, or in order with long gaps shortened; and what a partial date spans."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jurisdictions.partial_dates import PartialDate

type When = PartialDate | dt.date | str

#: Distances between labelled years that people read easily.
STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200)


def span_of(when: When) -> tuple[dt.date, dt.date]:
    """The first and the last day that a date may mean; ValueError where it is none."""
    date = PartialDate.parse(when)
    return date.earliest, date.latest


def iso(when: When | None) -> str:
    return "" if when is None else str(PartialDate.parse(when))


def in_years(day: dt.date) -> float:
    """A day as a fraction of years, so that every year is equally wide."""
    length = (dt.date(day.year, 12, 31) - dt.date(day.year, 1, 1)).days + 1
    return day.year + (day.timetuple().tm_yday - 1) / length


@dataclass(frozen=True, slots=True)
class Tick:
    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Years:
    """An axis in proportion: from the start of year `first` to the end of year `last`."""

    first: int
    last: int
    left: float
    right: float

    def x(self, day: dt.date) -> float:
        share = (in_years(day) - self.first) / (self.last + 1 - self.first)
        return round(self.left + share * (self.right - self.left), 1)

    def ticks(self, most: int = 8) -> tuple[Tick, ...]:
        years = self.last + 1 - self.first
        step = next((step for step in STEPS if years / step <= most), STEPS[-1])
        start = -(-self.first // step) * step
        return tuple(
            Tick(self.x(dt.date(year, 1, 1)), str(year))
            for year in range(start, self.last + 2, step)
            if year <= self.last
        )


@dataclass(frozen=True, slots=True)
class Ordered:
    """An axis on which order is true and long gaps are shortened, so that a ruling of 1969 and five of 2025 can
    stand on one page. `stops` are (year as a fraction, x), rising in both."""

    stops: tuple[tuple[float, float], ...]

    def x(self, day: dt.date) -> float:
        """Between two stops in proportion; outside them, at the nearest."""
        at = in_years(day)
        earlier = self.stops[0]
        if at <= earlier[0]:
            return earlier[1]
        for stop in self.stops[1:]:
            if at <= stop[0]:
                share = (at - earlier[0]) / (stop[0] - earlier[0])
                return round(earlier[1] + share * (stop[1] - earlier[1]), 1)
            earlier = stop
        return earlier[1]

    @property
    def width(self) -> float:
        return self.stops[-1][1] - self.stops[0][1]


def ordered(days: Iterable[dt.date], *, left: float, year: float, longest: float) -> Ordered:
    """An axis through the given days: `year` units a year, and no gap wider than `longest` units."""
    fractions = sorted({in_years(day) for day in days})
    stops: list[tuple[float, float]] = []
    for fraction in fractions:
        before = stops[-1] if stops else (fraction, left)
        stops.append((fraction, round(before[1] + min((fraction - before[0]) * year, longest), 1)))
    return Ordered(tuple(stops))


def year_ticks(scale: Ordered, days: Iterable[dt.date], *, apart: float) -> tuple[Tick, ...]:
    """The years of the given days at the first day of each, those too near to the one before left out."""
    first: dict[int, dt.date] = {}
    for day in sorted(days):
        first.setdefault(day.year, day)
    ticks: list[Tick] = []
    for year, day in first.items():
        x = scale.x(day)
        if not ticks or x - ticks[-1].x >= apart:
            ticks.append(Tick(x, str(year)))
    return tuple(ticks)


def lanes(spans: Sequence[tuple[float, float]], *, gap: float = 0) -> list[int]:
    """The lowest lane for each span in which it meets none placed before it, in the order given."""
    taken: list[list[tuple[float, float]]] = []
    found = []
    for start, end in spans:
        lane = next(
            (
                number
                for number, others in enumerate(taken)
                if all(end + gap <= other[0] or other[1] + gap <= start for other in others)
            ),
            len(taken),
        )
        if lane == len(taken):
            taken.append([])
        taken[lane].append((start, end))
        found.append(lane)
    return found


def shortened(text: str, most: int) -> str:
    """At most so many characters, cut at a word where one ends late enough."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    word = cut.rfind(" ")
    return (cut[:word] if word > most / 2 else cut).rstrip(" ,;:-") + "…"


def in_two_lines(text: str, most: int) -> tuple[str, str]:
    """Two lines of at most so many characters, broken at a space where there is one; what is too long is cut."""
    if len(text) <= most:
        return text, ""
    at = text.rfind(" ", 0, most + 1)
    if at <= 0:
        return text[:most], shortened(text[most:], most)
    return text[:at], shortened(text[at + 1 :], most)
