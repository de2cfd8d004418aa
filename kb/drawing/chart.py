"""A few figures of one measure, as bars from zero beside their numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kb.drawing.ids import checked

#: A bar as long as its column, in units.
FULL = 1000


@dataclass(frozen=True, slots=True)
class Observation:
    """One figure for one period from one source; the words are in the reader's language."""

    value: Decimal
    value_label: str
    period: str
    period_label: str
    start: dt.date
    end: dt.date
    href: str = ""
    source_label: str = ""
    source_kind: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """`start` and `width` of the bar, from zero, in thousandths of the column."""

    observation: Observation
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class Period:
    """The figures given for one period; they `differ` if they are not all one value."""

    label: str
    lines: tuple[Line, ...]

    @property
    def differ(self) -> bool:
        return len({line.observation.value for line in self.lines}) > 1


@dataclass(frozen=True, slots=True)
class Chart:
    """`zero` is where zero stands, in thousandths of the column: at its left edge unless a value is below zero."""

    id: str
    unit: str
    periods: tuple[Period, ...]
    zero: float

    @property
    def alone(self) -> Observation | None:
        """The one observation, if there is but one: a figure needs no axis."""
        lines = [line for period in self.periods for line in period.lines]
        return lines[0].observation if len(lines) == 1 else None

    @property
    def noted(self) -> bool:
        return any(line.observation.note for period in self.periods for line in period.lines)

    @property
    def sourced(self) -> bool:
        return any(line.observation.source_label for period in self.periods for line in period.lines)


def chart(observations: Sequence[Observation], *, id: str, unit: str = "") -> Chart:  # noqa: A002
    """Periods from the earliest on; within one, the figures in the order given."""
    values = [observation.value for observation in observations]
    low, high = min(values, default=Decimal(0)), max(values, default=Decimal(0))
    low, high = min(low, Decimal(0)), max(high, Decimal(0))
    reach = (high - low) or Decimal(1)

    def at(value: Decimal) -> float:
        return round(float((value - low) / reach) * FULL, 1)

    zero = at(Decimal(0))
    by_period: dict[tuple[dt.date, dt.date, str], list[Observation]] = {}
    for observation in observations:
        by_period.setdefault((observation.start, observation.end, observation.period), []).append(observation)
    periods = tuple(
        Period(
            found[0].period_label,
            tuple(Line(one, min(at(one.value), zero), round(abs(at(one.value) - zero), 1)) for one in found),
        )
        for _, found in sorted(by_period.items())
    )
    return Chart(checked(id), unit, periods, zero)
