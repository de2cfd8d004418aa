"""An answer as maps: what each tile is coloured by, says and leads to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from kb.coverage.matrix import Cell, Matrix
from kb.drawing.maps import Map, Shape, us_map, world_map
from kb.pages.saying import said
from kb.references.statutes import cited

#: Provisions named on a tile; the page of the jurisdiction has them all.
NAMED = 2

#: `Page.address`: a path with the day kept.
type Address = Callable[[str], str]


def by_outcome(
    found: Mapping[str, list[dict[str, Any]]], known: Mapping[str, str], address: Address
) -> dict[str, Shape]:
    """Each jurisdiction by the list that it is in."""
    return {
        entry["jurisdiction"]["code"]: Shape(
            state=outcome,
            label=known[entry["jurisdiction"]["code"]],
            href=address(reverse("jurisdiction", args=[entry["jurisdiction"]["slug"]])),
            note=_why(outcome, entry),
        )
        for outcome, entries in found.items()
        for entry in entries
    }


def by_answer(found: Matrix, question: str, known: Mapping[str, str], address: Address) -> dict[str, Shape]:
    """Each jurisdiction by its answer to one question."""
    return {
        str(place["code"]): Shape(
            state=cell.answer,
            label=known[str(place["code"])],
            href=address(reverse("jurisdiction", args=[place["slug"]])),
            note=_given(cell),
        )
        for place, cell in ((place, found.cells[str(place["code"])][question]) for place in found.places)
    }


def drawn(shapes: Mapping[str, Shape], known: Mapping[str, str], within: str | None) -> list[Map]:
    """The maps on which something was asked about: the United States, the world, or both."""
    if within and (within == "US" or within.startswith("US-")):
        return [us_map(shapes, id="us", names=known)]
    maps = [world_map(shapes, id="world", names=known)]
    return maps if within else [us_map(shapes, id="us", names=known), *maps]


def _why(outcome: str, entry: dict[str, Any]) -> str:
    if outcome == "match":
        return _named(cited(one["statute"]["citation"], one["label"]) for one in entry["provisions"])
    if not entry["provisions"]:
        return ""
    first = entry["provisions"][0]
    reasons = "; ".join(said(reason) for reason in first["reasons"])
    return f"{cited(first['statute']['citation'], first['label'])}: {reasons}" if reasons else ""


def _given(cell: Cell) -> str:
    if not cell.clauses:
        return ""
    clauses = _named(cited(clause.about.citation, clause.about.label) for clause in cell.clauses)
    return f"{clauses} ({said(cell.reason)})" if cell.answer == "unclear" else clauses


def _named(citations: Iterable[str]) -> str:
    found = list(dict.fromkeys(citations))
    more = len(found) - NAMED
    told = "; ".join(found[:NAMED])
    return _("%(provisions)s and %(number)d more") % {"provisions": told, "number": more} if more > 0 else told
