"""Events in order, and wordings as bars over the years. A partial date is drawn as the span it may mean."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from jurisdictions.partial_dates import PartialDate
from kb.drawing.ids import checked
from kb.drawing.scale import Tick, When, Years, iso, shortened, span_of

# Units of the strip.
WIDTH, LEFT, RIGHT, TOP, ROW, BAR = 720, 12, 708, 28, 46, 14
#: Years an unknown start fades over, where no earlier bar gives the axis its beginning.
FADE = 3


@dataclass(frozen=True, slots=True)
class Event:
    """`when_label` and `kind_label` are words in the reader's language; `lang` is the label's, where it is another."""

    when: When
    label: str
    kind: str = ""
    kind_label: str = ""
    href: str = ""
    lane: str = ""
    note: str = ""
    until: When | None = None
    when_label: str = ""
    lang: str = ""

    @property
    def iso(self) -> str:
        return iso(self.when)

    @property
    def until_iso(self) -> str:
        return iso(self.until)

    @property
    def precision(self) -> str:
        """`day`, `month` or `year`; `span` where it has an end of its own."""
        return "span" if self.until is not None else PartialDate.parse(self.when).precision

    @property
    def span(self) -> tuple[dt.date, dt.date]:
        first, last = span_of(self.when)
        return first, last if self.until is None else max(last, span_of(self.until)[1])


@dataclass(frozen=True, slots=True)
class Entry:
    """An event as it is listed: `ahead` if every day it may mean lies after today."""

    event: Event
    ahead: bool


@dataclass(frozen=True, slots=True)
class Year:
    year: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    id: str
    years: tuple[Year, ...]


def timeline(events: Sequence[Event], *, id: str, today: dt.date, newest_first: bool = False) -> Timeline:  # noqa: A002
    """Events by year. Within a year what is less exact comes first when reading forwards: it may be earliest."""
    ordered = sorted(events, key=lambda event: (event.span[0], -event.span[1].toordinal()), reverse=newest_first)
    entries = [Entry(event, event.span[0] > today) for event in ordered]
    return Timeline(
        checked(id),
        tuple(
            Year(str(year), tuple(found))
            for year, found in groupby(entries, key=lambda entry: PartialDate.parse(entry.event.when).year)
        ),
    )


@dataclass(frozen=True, slots=True)
class Bar:
    """A wording and the days it is in force. `start` None: not on record, from `shown_on` if a source shows it so
    early. `end`: the first day no longer in force; None: no end on record. `status`: in-force, struck or bill."""

    label: str
    start: When | None
    end: When | None
    shown_on: When | None = None
    href: str = ""
    note: str = ""
    status: str = "in-force"
    group: str = ""
    start_label: str = ""
    end_label: str = ""
    shown_label: str = ""

    @property
    def start_iso(self) -> str:
        return iso(self.start)

    @property
    def end_iso(self) -> str:
        return iso(self.end)

    @property
    def shown_iso(self) -> str:
        return iso(self.shown_on)

    @property
    def days(self) -> list[dt.date]:
        return [day for when in (self.start, self.end, self.shown_on) if when is not None for day in span_of(when)]


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a bar: "sure", "perhaps" (what a partial date leaves open), "unknown" (before an unrecorded start)
    or "open" (no end on record)."""

    what: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Drawn:
    bar: Bar
    text: str
    text_y: float
    y: float
    pieces: tuple[Piece, ...]

    @property
    def middle(self) -> float:
        return self.y + BAR / 2


@dataclass(frozen=True, slots=True)
class Strip:
    id: str
    bars: tuple[Drawn, ...]
    ticks: tuple[Tick, ...]
    chosen: Tick | None
    height: float
    width: float = WIDTH
    bar_height: float = BAR

    @property
    def view_box(self) -> str:
        return f"0 0 {self.width} {self.height}"

    @property
    def foot(self) -> float:
        return self.height - 8


def strip(bars: Sequence[Bar], *, id: str, today: dt.date, chosen: dt.date | None = None) -> Strip:  # noqa: A002
    """The bars one below the other in the order given, over the years from the earliest to today or beyond."""
    days = [day for bar in bars for day in bar.days]
    days += [today] if chosen is None else [today, chosen]
    first = min(days).year - (FADE if any(bar.start is None for bar in bars) else 0)
    scale = Years(first, max(days).year, LEFT, RIGHT)
    drawn = tuple(
        Drawn(bar, shortened(bar.label, 90), TOP + 14 + row * ROW, TOP + 20 + row * ROW, _pieces(bar, scale))
        for row, bar in enumerate(bars)
    )
    line = None if chosen is None else Tick(scale.x(chosen), chosen.isoformat())
    return Strip(checked(id), drawn, scale.ticks(), line, TOP + len(bars) * ROW + 14)


def _pieces(bar: Bar, scale: Years) -> tuple[Piece, ...]:
    pieces: list[tuple[str, float, float]] = []
    if bar.start is None and bar.shown_on is None and bar.end is None:
        return (Piece("unknown", scale.left, round(scale.right - scale.left, 1)),)
    if bar.start is not None:
        earliest, latest = span_of(bar.start)
        sure_from = scale.x(latest)
        if latest > earliest:
            pieces.append(("perhaps", scale.x(earliest), sure_from))
    else:
        known = bar.shown_on if bar.shown_on is not None else bar.end
        assert known is not None
        sure_from = scale.x(span_of(known)[1 if bar.shown_on is not None else 0])
        pieces.append(("unknown", scale.left, sure_from))
    if bar.end is None:
        pieces += [("sure", sure_from, scale.right - 10), ("open", max(sure_from, scale.right - 10), scale.right)]
    else:
        earliest, latest = span_of(bar.end)
        pieces.append(("sure", sure_from, scale.x(earliest)))
        if latest > earliest:
            pieces.append(("perhaps", max(sure_from, scale.x(earliest)), scale.x(latest)))
    return tuple(Piece(what, x, round(end - x, 1)) for what, x, end in pieces if end > x)
