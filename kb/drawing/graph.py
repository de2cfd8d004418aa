"""The citation graph around a ruling: time from left to right, the ruling in the middle row, higher courts above."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from kb.drawing.ids import checked
from kb.drawing.scale import Tick, When, in_two_lines, iso, ordered, shortened, span_of, year_ticks

#: Courts' levels from the highest; a level that is not here is taken for the lowest.
RANKS = {
    "international": 0,
    "supreme": 0,
    "constitutional": 0,
    "appellate": 1,
    "military-appellate": 1,
    "trial": 2,
    "regulator": 3,
    "other": 3,
}
#: What an edge does to the ruling it points to: the style of its line.
STYLES = {
    "follows": "upholds",
    "applies": "upholds",
    "affirms": "upholds",
    "cites": "cites",
    "distinguishes": "limits",
    "limits": "limits",
    "criticizes": "limits",
    "questions": "limits",
    "remands": "limits",
    "amends": "limits",
    "stays": "limits",
    "overrules": "undoes",
    "reverses": "undoes",
    "vacates": "undoes",
    "pending": "pending",
}

# Units of the drawing.
NODE_WIDTH, NODE_HEIGHT = 172, 66
ROW, BETWEEN, MARGIN, TOP = 122, 108, 16, 40
YEAR, LONGEST = 70, NODE_WIDTH + BETWEEN
#: Least distance of two nodes in a row, and what one line of a caption holds.
APART, CHARACTERS = NODE_WIDTH + 28, 21


@dataclass(frozen=True, slots=True)
class Node:
    """A ruling. `rank` is its court's level as it is stored, `court` what is written beside the year."""

    key: str
    caption: str
    when: When
    href: str = ""
    rank: str = ""
    court: str = ""
    note: str = ""

    @property
    def year(self) -> str:
        return iso(self.when)[:4]


@dataclass(frozen=True, slots=True)
class Edge:
    """`by` did `kind` to `of`; without `by`, an appeal pending in `court`."""

    by: str | None
    of: str
    kind: str
    label: str
    note: str = ""
    court: str = ""

    @property
    def style(self) -> str:
        return STYLES.get(self.kind, "cites")


@dataclass(frozen=True, slots=True)
class Box:
    """A node where it stands; a pending appeal has no node."""

    key: str
    node: Node | None
    x: float
    y: float
    text: tuple[str, str]
    below: str
    focus: bool = False
    width: float = NODE_WIDTH
    height: float = NODE_HEIGHT

    @property
    def text_x(self) -> float:
        return self.x + 10

    @property
    def text_y(self) -> float:
        return self.y + 20

    @property
    def below_y(self) -> float:
        return self.y + 54

    @property
    def second_y(self) -> float:
        return self.y + 36

    @property
    def middle(self) -> tuple[float, float]:
        return self.x + self.width / 2, self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Arrow:
    edge: Edge
    path: str
    label_x: float
    label_y: float
    by: Box
    of: Box


@dataclass(frozen=True, slots=True)
class Graph:
    id: str
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    ticks: tuple[Tick, ...]
    width: float
    height: float

    @property
    def view_box(self) -> str:
        return f"0 0 {self.width:g} {self.height:g}"

    @property
    def foot(self) -> float:
        return self.height - 8

    @property
    def styles(self) -> list[str]:
        """The styles of line that occur, in the legend's order."""
        used = {arrow.edge.style for arrow in self.arrows}
        return [style for style in ("upholds", "limits", "undoes", "cites", "pending") if style in used]


def graph(nodes: Sequence[Node], edges: Sequence[Edge], *, focus: str, id: str) -> Graph:  # noqa: A002
    """Places every node without overlap. Edges whose nodes are not given are left out."""
    by_key = {node.key: node for node in nodes}
    kept = [edge for edge in edges if edge.of in by_key and (edge.by is None or edge.by in by_key)]
    days = [span_of(node.when)[0] for node in nodes]
    scale = ordered(days, left=MARGIN, year=YEAR, longest=LONGEST)
    middle = RANKS.get(by_key[focus].rank, 3) if focus in by_key else 1
    lines: dict[int, list[float]] = {}
    placed: dict[str, tuple[float, int]] = {}
    for node in sorted(nodes, key=lambda node: (node.key != focus, span_of(node.when)[0], node.key)):
        x = scale.x(span_of(node.when)[0])
        if node.key == focus:
            row = 0
        else:
            above = RANKS.get(node.rank, 3) <= middle
            row = _free(lines, x, up=above, first=0 if not above and RANKS.get(node.rank, 3) == middle else 1)
        lines.setdefault(row, []).append(x)
        placed[node.key] = (x, row)
    end = max((x for x, _ in placed.values()), default=MARGIN)
    for number, edge in enumerate(kept):
        if edge.by is None:
            x = end + NODE_WIDTH + BETWEEN
            row = _nearest(lines, x, placed[edge.of][1])
            lines.setdefault(row, []).append(x)
            placed[f"pending {number}"] = (x, row)
    return _drawn(by_key, kept, placed, focus=focus, id=checked(id), ticks=year_ticks(scale, days, apart=48))


def _free(lines: dict[int, list[float]], x: float, *, up: bool, first: int) -> int:
    row = first
    while not _is_free(lines, x, -row if up else row):
        row += 1
    return -row if up else row


def _nearest(lines: dict[int, list[float]], x: float, wanted: int) -> int:
    reach = 0
    while True:
        for row in (wanted + reach, wanted - reach):
            if _is_free(lines, x, row):
                return row
        reach += 1


def _is_free(lines: dict[int, list[float]], x: float, row: int) -> bool:
    return all(abs(x - other) >= APART for other in lines.get(row, []))


def _drawn(
    by_key: dict[str, Node],
    edges: Sequence[Edge],
    placed: dict[str, tuple[float, int]],
    *,
    focus: str,
    id: str,  # noqa: A002
    ticks: tuple[Tick, ...],
) -> Graph:
    top = min((row for _, row in placed.values()), default=0)
    boxes: dict[str, Box] = {}
    for key, (x, row) in placed.items():
        node = by_key.get(key)
        below = f"{node.court} {node.year}".strip() if node else ""
        text = in_two_lines(node.caption, CHARACTERS) if node else ("", "")
        boxes[key] = Box(key, node, x, TOP + (row - top) * ROW, text, shortened(below, 25), focus=key == focus)
    taken = [(box.x, box.y, box.x + box.width, box.y + box.height) for box in boxes.values()]
    arrows = []
    for number, edge in enumerate(edges):
        by, of = boxes[edge.by or f"pending {number}"], boxes[edge.of]
        arrows.append(_arrow(edge, by, of, taken))
    bottom = max((box.y + box.height for box in boxes.values()), default=TOP)
    width = max((box.x + box.width for box in boxes.values()), default=MARGIN) + MARGIN
    in_order = sorted(boxes.values(), key=lambda box: (box.x, box.y))
    return Graph(id, tuple(in_order), tuple(arrows), ticks, width, bottom + 40)


type Rectangle = tuple[float, float, float, float]
type Point = tuple[float, float]


def _arrow(edge: Edge, by: Box, of: Box, taken: list[Rectangle]) -> Arrow:
    """A curve from the later ruling to the earlier, and a place for its word; the word's rectangle is taken then."""
    start, end = _ends(by, of)
    bend = max(24.0, abs(start[0] - end[0]) / 2.5)
    if start[0] > end[0] + 10:
        control = ((start[0] - bend, start[1]), (end[0] + bend, end[1]))
        # Along one row the straight line would run through what stands between.
        if abs(start[1] - end[1]) < 1 and start[0] - end[0] > NODE_WIDTH:
            lift = NODE_HEIGHT / 2 + 36
            control = ((start[0] - bend, start[1] - lift), (end[0] + bend, end[1] - lift))
    else:
        half = (start[1] + end[1]) / 2
        control = ((start[0], half), (end[0], half))
    points = (start, *control, end)
    wide = len(edge.label) * 7.2 + 8
    places = [_on(points, share) for share in (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82, 0.12, 0.88)]
    spot = min(places, key=lambda spot: (_met(_around(spot, wide), taken), places.index(spot)))
    taken.append(_around(spot, wide))
    path = "M{:.1f} {:.1f}C{:.1f} {:.1f} {:.1f} {:.1f} {:.1f} {:.1f}".format(*(n for point in points for n in point))
    return Arrow(edge, path, round(spot[0], 1), round(spot[1] + 4, 1), by, of)


def _ends(by: Box, of: Box) -> tuple[Point, Point]:
    """From the later's left side to the earlier's right; top to bottom where one stands over the other."""
    if by.x >= of.x + of.width + 12:
        return (by.x, by.middle[1]), (of.x + of.width + 4, of.middle[1])
    if by.y > of.y:
        return (by.middle[0], by.y), (of.middle[0], of.y + of.height + 4)
    return (by.middle[0], by.y + by.height), (of.middle[0], of.y - 4)


def _on(points: tuple[Point, ...], share: float) -> Point:
    """The point of a cubic curve at this share of its parameter."""
    weights = [math.comb(3, n) * share**n * (1 - share) ** (3 - n) for n in range(4)]
    return (
        sum(weight * point[0] for weight, point in zip(weights, points, strict=True)),
        sum(weight * point[1] for weight, point in zip(weights, points, strict=True)),
    )


def _around(spot: Point, wide: float) -> Rectangle:
    return spot[0] - wide / 2, spot[1] - 10, spot[0] + wide / 2, spot[1] + 10


def _met(one: Rectangle, others: Sequence[Rectangle]) -> float:
    """The area that a rectangle shares with others."""
    return sum(
        max(0.0, min(one[2], other[2]) - max(one[0], other[0]))
        * max(0.0, min(one[3], other[3]) - max(one[1], other[1]))
        for other in others
    )
