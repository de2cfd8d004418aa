"""An issue's holdings on a time axis, in rows by court level: how the courts are divided, in one picture."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from kb.drawing.graph import RANKS
from kb.drawing.ids import checked
from kb.drawing.scale import Tick, When, iso, lanes, ordered, shortened, span_of, year_ticks

ANSWERS = ("yes", "no", "other")
#: Rows from the highest court down; the last takes whatever decides and is no court.
LEVELS = {0: "highest", 1: "appellate", 2: "trial", 3: "other"}

# Units of the drawing.
LEFT, TOP, LANE, HEAD, MARK = 16, 34, 30, 30, 20
YEAR, LONGEST = 44, 150
#: Of one character of a label, and of the mark with the space after it.
CHARACTER, BEFORE = 7.1, 26


@dataclass(frozen=True, slots=True)
class Mark:
    """A holding. `good`: whether it was good law on the chosen date; None where that is not determinable."""

    answer: str
    answer_label: str
    when: When
    rank: str
    good: bool | None
    label: str
    court: str = ""
    href: str = ""
    note: str = ""
    when_label: str = ""
    #: How it stands, where there is more to say than `good` does: that it stands within limits.
    standing_label: str = ""

    def __post_init__(self) -> None:
        if self.answer not in ANSWERS:
            raise ValueError(f"{self.answer!r} is not an answer of a split: {', '.join(ANSWERS)}")

    @property
    def level(self) -> str:
        return LEVELS[RANKS.get(self.rank, 3)]

    @property
    def iso(self) -> str:
        return iso(self.when)

    @property
    def look(self) -> str:
        """`good`, `fallen` or `open`."""
        return "open" if self.good is None else "good" if self.good else "fallen"


@dataclass(frozen=True, slots=True)
class Spot:
    mark: Mark
    text: str
    x: float
    y: float
    width: float

    @property
    def text_x(self) -> float:
        return self.x + BEFORE

    @property
    def text_y(self) -> float:
        return self.y + 15


@dataclass(frozen=True, slots=True)
class Row:
    level: str
    y: float
    height: float
    spots: tuple[Spot, ...]

    @property
    def name_y(self) -> float:
        return self.y + 19


@dataclass(frozen=True, slots=True)
class Split:
    id: str
    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]
    chosen: Tick | None
    width: float
    height: float

    @property
    def view_box(self) -> str:
        return f"0 0 {self.width:g} {self.height:g}"

    @property
    def foot(self) -> float:
        return self.height - 8

    @property
    def marks(self) -> tuple[Mark, ...]:
        """In the order of the table: highest court first, then by date."""
        return tuple(spot.mark for row in self.rows for spot in row.spots)

    @property
    def counts(self) -> dict[str, int]:
        said = [mark.answer for mark in self.marks]
        return {answer: said.count(answer) for answer in ANSWERS if answer in said}

    @property
    def looks(self) -> list[str]:
        used = {mark.look for mark in self.marks}
        return [look for look in ("good", "fallen", "open") if look in used]


def split(marks: Sequence[Mark], *, id: str, chosen: dt.date | None = None) -> Split:  # noqa: A002
    """Rows for the levels that occur; marks whose labels would meet stand in lanes of their row."""
    days = [span_of(mark.when)[0] for mark in marks]
    on_axis = days + ([chosen] if chosen else [])
    if not on_axis:
        return Split(checked(id), (), (), None, LEFT * 2, TOP)
    scale = ordered(on_axis, left=LEFT, year=YEAR, longest=LONGEST)
    rows: list[Row] = []
    y: float = TOP
    for level in LEVELS.values():
        found = sorted(
            (mark for mark in marks if mark.level == level), key=lambda mark: (span_of(mark.when), mark.label)
        )
        if not found:
            continue
        texts = [shortened(f"{mark.label} {mark.iso[:4]}", 34) for mark in found]
        starts = [scale.x(span_of(mark.when)[0]) for mark in found]
        widths = [BEFORE + len(text) * CHARACTER for text in texts]
        placed = lanes([(x, x + width) for x, width in zip(starts, widths, strict=True)], gap=8)
        spots = tuple(
            Spot(mark, text, x, y + HEAD + lane * LANE, width)
            for mark, text, x, width, lane in zip(found, texts, starts, widths, placed, strict=True)
        )
        height = HEAD + (max(placed) + 1) * LANE + 4
        rows.append(Row(level, y, height, spots))
        y += height
    width = max([640, *(spot.x + spot.width for row in rows for spot in row.spots)]) + LEFT
    line = Tick(scale.x(chosen), chosen.isoformat()) if chosen else None
    return Split(checked(id), tuple(rows), year_ticks(scale, days, apart=44), line, round(width, 1), y + 30)
