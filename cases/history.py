"""A ruling's line up and down (appeals), and the graph of treatments around it, as of a date."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from cases import rows
from cases.models import AppealOutcome, Finder, Ruling, Treatment
from cases.standing import GoodLaw
from jurisdictions.models.sources import Status

#: Edges away from the ruling, at most: beyond this the graph is a different question.
DEEPEST = 6


@dataclass(frozen=True, slots=True)
class HistoryEdge:
    """`by` did `kind` to `of`; `depth` edges away. `by` is None for an appeal that is pending in `court`."""

    what: str
    kind: str
    by: str | None
    of: str
    depth: int
    court: str | None
    note: str


@dataclass(frozen=True, slots=True)
class History:
    good_law: GoodLaw
    rulings: tuple[Ruling, ...]
    edges: tuple[HistoryEdge, ...]


def history(ruling: Ruling, date: dt.date, *, depth: int = 2) -> History:
    """Every edge within `depth` of the ruling whose later ruling was surely given by the date, each once,
    nearest first; a ring ends where it closes. Two queries a level."""
    edges: dict[tuple[str, int], HistoryEdge] = {}
    met: set[int] = {ruling.pk}
    frontier = {ruling.pk}
    for level in range(1, depth + 1):
        found: set[int] = set()
        for treatment in (
            Treatment.objects.public()
            .filter(Q(cited__in=frontier) | Q(citing__in=frontier), found_by=Finder.PERSON)
            .filter(citing__date_latest__lte=date)
            .select_related("citing", "cited")
            .order_by("slug")
        ):
            edges.setdefault(
                ("treatment", treatment.pk),
                HistoryEdge(
                    "treatment",
                    treatment.kind,
                    treatment.citing.slug,
                    treatment.cited.slug,
                    level,
                    None,
                    treatment.note,
                ),
            )
            found |= {treatment.citing_id, treatment.cited_id}
        for outcome in (
            AppealOutcome.objects.public()
            .filter(Q(of__in=frontier) | Q(by__in=frontier))
            .filter(
                Q(by__isnull=True) | Q(by__date_latest__lte=date, by__status="published", by__case__status="published")
            )
            .select_related("of", "by", "court")
            .order_by("slug")
        ):
            if outcome.by is None and (outcome.filed is None or outcome.filed.latest > date):
                continue
            edges.setdefault(
                ("appeal", outcome.pk),
                HistoryEdge(
                    "appeal",
                    outcome.kind,
                    outcome.by.slug if outcome.by else None,
                    outcome.of.slug,
                    level,
                    outcome.court.slug if outcome.court and outcome.court.status == Status.PUBLISHED else None,
                    outcome.note,
                ),
            )
            found |= {outcome.of_id} | ({outcome.by_id} if outcome.by_id else set())
        frontier = found - met
        met |= found
        if not frontier:
            break
    rulings = Ruling.objects.public().filter(pk__in=met).select_related("case", "court").order_by("date_latest", "slug")
    return History(rows.citator({ruling.pk}).good_law(ruling.slug, date), tuple(rulings), tuple(edges.values()))
