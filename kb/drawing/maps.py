"""Tile maps of the United States and of the world: which tile stands where, and in which state it is drawn.

A state is told three times over: by the fill, by the pattern on it, and by a sign in the tile, so that it
survives grey paper, colours a reader cannot tell apart, and forced colours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kb.drawing import tiles
from kb.drawing.ids import checked
from kb.drawing.tiles import Place

#: Units of the drawing. At 343 px, the width of a phone less its margins, a tile is 28 px and its text 12 px.
SIDE, GAP = 40, 4
PITCH = SIDE + GAP
WIDTH = tiles.COLUMNS * PITCH - GAP

#: State as it comes -> state as it is drawn: two vocabularies, one look.
LOOKS = {
    "yes": "yes",
    "match": "yes",
    "partial": "partial",
    "varies": "varies",
    "unclear": "unclear",
    "silent": "silent",
    "no": "no",
    "no_match": "no",
    "not-assessed": "unassessed",
    "not_assessed": "unassessed",
}
#: The order of legend and table.
STATES = ("match", "yes", "partial", "varies", "no_match", "no", "unclear", "silent", "not_assessed", "not-assessed")
#: Looks that carry a pattern of lines or dots. Yes and no are full, and not assessed has a dashed edge.
PATTERNED = ("partial", "varies", "unclear", "silent")


@dataclass(frozen=True, slots=True)
class Shape:
    """What is said of one jurisdiction; label and note in the reader's language. `marked` is the note with the parts
    of it that are in another one marked, for where markup may stand. ValueError for an unknown state."""

    state: str
    label: str
    href: str = ""
    note: str = ""
    marked: str = ""

    def __post_init__(self) -> None:
        if self.state not in LOOKS:
            raise ValueError(f"{self.state!r} is not a state of a map: {', '.join(STATES)}")


@dataclass(frozen=True, slots=True)
class Tile:
    """A rectangle with its text; `look` is one of LOOKS' values, or "outside" for what was not asked about."""

    code: str
    text: str
    x: float
    y: float
    width: float
    height: float
    look: str
    label: str
    shape: Shape | None

    @property
    def patterned(self) -> bool:
        return self.look in PATTERNED

    @property
    def middle(self) -> float:
        return self.x + self.width / 2

    @property
    def text_y(self) -> float:
        return self.y + (19 if self.shape else 26)

    @property
    def sign_x(self) -> float:
        return self.middle - 6

    @property
    def sign_y(self) -> float:
        return self.y + 24


@dataclass(frozen=True, slots=True)
class Region:
    """One SVG of the map; `name` is "us", a region of the world, "bodies" or "parts"."""

    name: str
    tiles: tuple[Tile, ...]
    height: float

    @property
    def view_box(self) -> str:
        """With room for the edges of the outermost tiles."""
        return f"-2 -2 {WIDTH + 4} {self.height + 4:g}"


@dataclass(frozen=True, slots=True)
class Count:
    state: str
    look: str
    number: int

    @property
    def patterned(self) -> bool:
        return self.look in PATTERNED


@dataclass(frozen=True, slots=True)
class Row:
    code: str
    shape: Shape


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of the table twin that are in one state."""

    state: str
    look: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Map:
    """`columns` are the regions as wide screens set them side by side; narrow ones set them one below the other."""

    id: str
    kind: str
    columns: tuple[tuple[Region, ...], ...]
    shapes: dict[str, Shape]
    unplaced: tuple[str, ...]

    @property
    def regions(self) -> tuple[Region, ...]:
        return tuple(region for column in self.columns for region in column)

    @property
    def counts(self) -> list[Count]:
        """How many shapes are in each state that occurs, in the legend's order."""
        said = [shape.state for shape in self.shapes.values()]
        return [Count(state, LOOKS[state], said.count(state)) for state in STATES if state in said]

    @property
    def outside(self) -> int:
        """How many tiles were not asked about."""
        return sum(tile.shape is None for region in self.regions for tile in region.tiles)

    @property
    def groups(self) -> list[Group]:
        return [
            Group(
                count.state,
                count.look,
                tuple(
                    Row(code, shape)
                    for code, shape in sorted(self.shapes.items(), key=lambda item: (item[1].label, item[0]))
                    if shape.state == count.state
                ),
            )
            for count in self.counts
        ]


def us_map(shapes: Mapping[str, Shape], *, id: str, names: Mapping[str, str] | None = None) -> Map:  # noqa: A002  # an id
    """The states, the district and the territories; of `shapes`, those of the United States. Federal law has a
    tile where it is given."""
    own = {code: shape for code, shape in shapes.items() if code == "US" or code.startswith("US-")}
    places = (tiles.US_FEDERAL, *tiles.US) if "US" in own else tiles.US
    region = _region("us", places, own, names or {})
    return _map(id, "us", ((region,),), own)


def world_map(shapes: Mapping[str, Shape], *, id: str, names: Mapping[str, str] | None = None) -> Map:  # noqa: A002
    """Every code of ISO 3166-1 by region, and bodies of states and parts of countries where they are given. States
    of the United States are left to `us_map`."""
    drawn = {place.code for places in tiles.WORLD.values() for place in places}
    own = {code: shape for code, shape in shapes.items() if code in drawn or not code.startswith("US-")}
    rest = sorted(code for code in own if code not in drawn)
    beside = {
        "bodies": [code for code in rest if code in tiles.BODIES],
        "parts": [code for code in rest if "-" in code and code not in tiles.BODIES],
    }
    places = tiles.WORLD | {name: tiles.in_rows(codes) for name, codes in beside.items()}
    regions = {name: _region(name, found, own, names or {}) for name, found in places.items() if found}
    order = (("americas", "parts"), ("europe", "africa"), ("asia", "oceania", "bodies"))
    return _map(id, "world", tuple(tuple(regions[name] for name in column if name in regions) for column in order), own)


def _map(id: str, kind: str, columns: tuple[tuple[Region, ...], ...], own: dict[str, Shape]) -> Map:  # noqa: A002
    drawn = {tile.code for column in columns for region in column for tile in region.tiles}
    return Map(checked(id), kind, columns, own, tuple(sorted(set(own) - drawn)))


def _region(name: str, places: tuple[Place, ...], shapes: Mapping[str, Shape], names: Mapping[str, str]) -> Region:
    found = tuple(_tile(place, shapes.get(place.code), names) for place in places)
    return Region(name, found, max(tile.y + tile.height for tile in found))


def _tile(place: Place, shape: Shape | None, names: Mapping[str, str]) -> Tile:
    return Tile(
        code=place.code,
        text=place.text,
        x=place.column * PITCH,
        y=round(place.row * PITCH, 1),
        width=place.span * PITCH - GAP,
        height=SIDE,
        look=LOOKS[shape.state] if shape else "outside",
        label=shape.label if shape else names.get(place.code, place.code),
        shape=shape,
    )
