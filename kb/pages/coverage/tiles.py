"""An answer as maps: what each tile is coloured by, says and leads to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kb.coverage.folding import Cell
from kb.coverage.matrix import Matrix
from kb.drawing.maps import Map, Shape, us_map, world_map
from kb.languages.saying import said, tagged
from kb.references.rules.statutes import cited

#: Answers of which a tile names the provisions that give them; of the others the reason says more.
ANSWERED = ("yes", "partial", "no", "unclear", "silent")

#: Provisions named on a tile; the page of the jurisdiction has them all.
NAMED = 2

#: `Page.address`: a path with the day kept.
type Address = Callable[[str], str]


def by_outcome(
    found: Mapping[str, list[dict[str, Any]]], known: Mapping[str, str], languages: Mapping[str, str], address: Address
) -> dict[str, Shape]:
    """Each jurisdiction by the list that it is in. `languages`: kb.languages.citation_languages."""
    return {
        entry["jurisdiction"]["code"]: Shape(
            state=outcome,
            label=known[entry["jurisdiction"]["code"]],
            href=address(reverse("jurisdiction", args=[entry["jurisdiction"]["slug"]])),
            **_why(outcome, entry, languages),
        )
        for outcome, entries in found.items()
        for entry in entries
    }


def by_answer(
    found: Matrix, question: str, known: Mapping[str, str], languages: Mapping[str, str], address: Address
) -> dict[str, Shape]:
    """Each jurisdiction by its answer to one question."""
    return {
        str(place["code"]): Shape(
            state=cell.answer,
            label=known[str(place["code"])],
            href=address(reverse("jurisdiction", args=[place["slug"]])),
            **_given(cell, languages),
        )
        for place, cell in ((place, found.cells[str(place["code"])][question]) for place in found.places)
    }


def drawn(shapes: Mapping[str, Shape], known: Mapping[str, str], within: str | None) -> list[Map]:
    """The maps on which something was asked about: the United States, the world, or both."""
    if within and (within == "US" or within.startswith("US-")):
        return [us_map(shapes, id="us", names=known)]
    maps = [world_map(shapes, id="world", names=known)]
    return maps if within else [us_map(shapes, id="us", names=known), *maps]


def _why(outcome: str, entry: dict[str, Any], languages: Mapping[str, str]) -> dict[str, str]:
    provisions = entry["provisions"]
    named = [
        (cited(one["statute"]["citation"], one["label"]), languages.get(one["statute"]["slug"], "en"))
        for one in provisions
    ]
    if outcome == "match":
        return _named(named)
    reasons = "; ".join(said(reason) for reason in provisions[0]["reasons"]) if provisions else ""
    if not reasons:
        return {}
    citation, language = named[0]
    return {
        "note": f"{citation}: {reasons}",
        "marked": format_html("{}: {}", tagged(citation, language), reasons),
    }


def _given(cell: Cell, languages: Mapping[str, str]) -> dict[str, str]:
    if not cell.clauses:
        return {}
    if cell.answer not in ANSWERED:
        # Its reason names the clauses, or counts them.
        return {"note": said(cell.reason)}
    told = _named(
        (cited(clause.about.citation, clause.about.label), languages.get(clause.about.statute, "en"))
        for clause in cell.clauses
    )
    if cell.answer != "unclear":
        return told
    reason = said(cell.reason)
    return {"note": f"{told['note']} ({reason})", "marked": format_html("{} ({})", told["marked"], reason)}


def _named(citations: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Citations with their languages as a note: plain, and marked."""
    found = dict(citations)
    shown = list(found.items())[:NAMED]
    plain = "; ".join(citation for citation, _language in shown)
    marked = SafeString("; ".join(conditional_escape(tagged(citation, language)) for citation, language in shown))
    if (more := len(found) - NAMED) <= 0:
        return {"note": plain, "marked": marked}
    told = _("%(provisions)s and %(number)d more")
    return {
        "note": told % {"provisions": plain, "number": more},
        "marked": SafeString(escape(told) % {"provisions": marked, "number": more}),
    }
