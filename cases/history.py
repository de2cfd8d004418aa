"""A ruling's line up and down (appeals), and the graph of treatments around it, as of a date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Q

from cases import rows
from cases.models import AppealOutcome, Finder, Ruling, Treatment
from cases.standing import GoodLaw, PendingAppeal, pending_on

#: Edges away from the ruling, at most: beyond this the graph is a different question.
DEEPEST = 6


@dataclass(frozen=True, slots=True)
class HistoryEdge:
    """`by` did `kind` to `of`; `depth` edges away. `by` is None for an appeal that is pending in `court`. `issue` is
    the only one that a treatment goes to (`about`, its title)."""

    what: str
    kind: str
    by: str | None
    of: str
    depth: int
    court: str | None
    note: str
    issue: str | None = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """`appeals`: those that were pending that day, from any of the rulings (by slug)."""

    good_law: GoodLaw
    rulings: tuple[Ruling, ...]
    edges: tuple[HistoryEdge, ...]
    appeals: Mapping[str, tuple[PendingAppeal, ...]]


def history(ruling: Ruling, date: dt.date, *, depth: int = 2) -> History:
    """Every edge within `depth` of the ruling whose later ruling was surely given by the date, each once,
    nearest first; a ring ends where it closes; and the appeals then pending. Two queries a level."""
    edges: dict[tuple[str, int], HistoryEdge] = {}
    met: dict[int, int] = {ruling.pk: 0}
    frontier = {ruling.pk}
    for level in range(1, depth + 1):
        found: set[int] = set()
        for key, edge, ends in (*_treatments(frontier, date, level), *_outcomes(frontier, date, level)):
            edges.setdefault(key, edge)
            found |= ends
        frontier = found - set(met)
        met |= dict.fromkeys(frontier, level)
        if not frontier:
            break
    rulings = Ruling.objects.public().filter(pk__in=met).select_related("case", "court").order_by("date_latest", "slug")
    public = tuple(rulings)
    appeals = rows.appeals_from(met)
    good_law = rows.citator({ruling.pk}, appeals).good_law(ruling.slug, date)
    pending = {
        one.slug: under_way
        for one in public
        if (under_way := pending_on([appeal for appeal in appeals if appeal.of == one.slug], date))
    }
    under_appeal = [
        HistoryEdge("appeal", "pending", None, one.slug, met[one.pk] + 1, entry.appeal.shown_court, entry.appeal.note)
        for one in public
        for entry in pending.get(one.slug, ())
        if met[one.pk] < depth
    ]
    told = sorted([*edges.values(), *under_appeal], key=lambda edge: edge.depth)
    return History(good_law, public, tuple(told), pending)


type _Found = tuple[tuple[str, int], HistoryEdge, set[int]]


def _treatments(frontier: set[int], date: dt.date, level: int) -> Iterator[_Found]:
    for one in (
        Treatment.objects.public()
        .filter(Q(cited__in=frontier) | Q(citing__in=frontier), found_by=Finder.PERSON)
        .filter(citing__date_latest__lte=date)
        .select_related("citing", "cited", "issue")
        .order_by("slug")
    ):
        issue, about = (one.issue.slug, one.issue.title) if one.issue else (None, "")
        edge = HistoryEdge(
            "treatment", one.kind, one.citing.slug, one.cited.slug, level, None, one.note, issue, about
        )  # fmt: skip
        yield ("treatment", one.pk), edge, {one.citing_id, one.cited_id}


def _outcomes(frontier: set[int], date: dt.date, level: int) -> Iterator[_Found]:
    for one in (
        AppealOutcome.objects.public()
        .filter(Q(of__in=frontier) | Q(by__in=frontier), by__date_latest__lte=date)
        .select_related("of", "by")
        .order_by("slug")
    ):
        assert one.by is not None  # a pending appeal has none, and so no date
        edge = HistoryEdge("appeal", one.kind, one.by.slug, one.of.slug, level, None, one.note)
        yield ("appeal", one.pk), edge, {one.of_id, one.by.pk}
