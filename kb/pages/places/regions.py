"""Jurisdictions by region and by what they are part of, with how much of their law is on record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Count

from cases.models import Case
from jurisdictions.models import Jurisdiction, JurisdictionKind, Statute
from kb.drawing.tiles import WORLD
from kb.languages import names
from kb.pages.places.choices import alphabetical

_REGION_OF = {place.code: region for region, places in WORLD.items() for place in places}

#: Bodies of states, and places that stand on no map.
BODIES, ELSEWHERE = "bodies", "parts"


@dataclass(slots=True)
class Counts:
    """Public instruments and cases on record for a jurisdiction itself, not for its parts."""

    statutes: int = 0
    cases: int = 0


@dataclass(frozen=True, slots=True)
class Listed:
    """One jurisdiction in the list; `parts` hang under it."""

    place: Jurisdiction
    counts: Counts
    parts: list[Listed] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Region:
    """`name` is one that `kb/drawing/region.html` has words for. `whole`: those with parts that are listed too."""

    name: str
    rows: list[Listed]
    single: list[Listed]
    whole: list[Listed]


def counts() -> Mapping[int, Counts]:
    """Counts by primary key, of every jurisdiction: two queries."""
    found: defaultdict[int, Counts] = defaultdict(Counts)
    for key, number in Statute.objects.public().order_by().values_list("jurisdiction").annotate(n=Count("pk")):
        found[key].statutes = number
    for key, number in Case.objects.public().order_by().values_list("jurisdiction").annotate(n=Count("pk")):
        found[key].cases = number
    return found


def regions(places: Iterable[Jurisdiction], numbers: Mapping[int, Counts]) -> tuple[list[Region], list[Jurisdiction]]:
    """Those with law or cases on record, by region, and the others; each in the order of its name."""
    ordered = sorted(places, key=lambda place: alphabetical(names.place_name(place.code, place.name)))
    kept, bare = [], []
    for place in ordered:
        number = numbers[place.pk]
        if number.statutes or number.cases:
            kept.append(Listed(place, number))
        else:
            bare.append(place)
    by_code = {row.place.code: row for row in kept}
    grouped: dict[str, list[Listed]] = {}
    tops: dict[str, list[Listed]] = {}
    for row in kept:
        # Under the nearest of those above it that is listed itself; Scotland under the United Kingdom.
        above = next((by_code[code] for code in row.place.path[1:] if code in by_code), None)
        region = _region(row.place)
        grouped.setdefault(region, []).append(row)
        if above is None:
            tops.setdefault(region, []).append(row)
        else:
            above.parts.append(row)
    order = [BODIES, *WORLD, ELSEWHERE]
    return [
        Region(
            name,
            grouped[name],
            [row for row in tops.get(name, []) if not row.parts],
            [row for row in tops.get(name, []) if row.parts],
        )
        for name in order
        if name in grouped
    ], bare


def _region(place: Jurisdiction) -> str:
    if place.kind == JurisdictionKind.SUPRANATIONAL:
        return BODIES
    # A part stands with its whole, wherever on the map it lies.
    return next((_REGION_OF[code] for code in reversed(place.path) if code in _REGION_OF), ELSEWHERE)
