"""Rows of the database as the plain records that `cases.authority` and `cases.standing` reason about.

Everything here reads what the public may see, and nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from cases import authority, standing
from cases.models import AppealOutcome, Effect, Finder, Treatment
from jurisdictions.models import AppellateReview, Court

#: Rounds of "who undid that?" followed for one answer. Real chains have two or three; a chain that is
#: longer than this is cut, and what hangs on the cut end is answered as if nothing had happened to it.
DEPTH = 25


def hierarchy() -> authority.Hierarchy:
    """All courts and review relations on record: two queries."""
    courts = [
        authority.Court(
            slug=slug,
            level=level,
            jurisdiction=jurisdiction,
            legal_system=legal_system,
            name=name,
            since=since,
            until=until,
            predecessor=predecessor,
            predecessor_before=before,
            predecessor_authority=told_by,
        )
        for slug, level, jurisdiction, legal_system, name, since, until, predecessor, before, told_by in (
            Court.objects.public()
            .order_by("slug")
            .values_list(
                "slug",
                "level",
                "jurisdiction__code",
                "jurisdiction__legal_system",
                "name",
                "since",
                "until",
                "predecessor__slug",
                "predecessor_before",
                "predecessor_authority",
            )
        )
    ]
    reviews = [
        authority.Review(lower=lower, upper=upper, scope=scope, since=since, until=until, authority=told_by)
        for lower, upper, scope, since, until, told_by in (
            AppellateReview.objects.public()
            .order_by("slug")
            .values_list("lower__slug", "upper__slug", "scope", "since", "until", "authority")
        )
    ]
    return authority.Hierarchy(courts, reviews)


def citator(rulings: Collection[int]) -> standing.Citator:
    """What was done to these rulings (by primary key), to the rulings that did it, and so on up.

    Two queries a round; the rounds depend on how long a chain of undoings is, not on how many rulings
    are asked about.
    """
    treatments: list[standing.Treatment] = []
    outcomes: list[standing.AppealOutcome] = []
    seen: set[int] = set()
    frontier = set(rulings)
    kinds = [kind for kind in Treatment._meta.get_field("kind").choices or () if standing.Citator.relevant(kind[0])]
    for _ in range(DEPTH):
        if not frontier:
            break
        seen |= frontier
        found: set[int] = set()
        for pk, citing, cited, kind, given in (
            Treatment.objects.public()
            .filter(cited__in=frontier, kind__in=[kind for kind, _ in kinds], found_by=Finder.PERSON)
            .order_by("id")
            .values_list("citing", "citing__slug", "cited__slug", "kind", "citing__date")
        ):
            treatments.append(standing.Treatment(citing=citing, cited=cited, kind=kind, given=given))
            found.add(pk)
        for pk, of, kind, by, given in (
            AppealOutcome.objects.public()
            .filter(of__in=frontier, by__isnull=False, by__status="published", by__case__status="published")
            .order_by("id")
            .values_list("by", "of__slug", "kind", "by__slug", "by__date")
        ):
            outcomes.append(standing.AppealOutcome(of=of, kind=kind, by=by, given=given))
            if pk is not None:
                found.add(pk)
        frontier = found - seen
    return standing.Citator(treatments, outcomes)


def effects_on(texts: Iterable[int]) -> dict[int, list[tuple[Effect, standing.Effect]]]:
    """Effects on these wordings (by primary key): the row, with what its answer shows, and the plain record.

    One query.
    """
    found: dict[int, list[tuple[Effect, standing.Effect]]] = {}
    rows = (
        Effect.objects.public()
        .filter(text__in=list(texts))
        .select_related("holding__ruling__case", "holding__ruling__court", "court", "ended_by__case", "source")
        .order_by("text", "since_latest", "id")
    )
    for row in rows:
        ruling = row.holding.ruling
        plain = standing.Effect(
            slug=row.slug,
            ruling=ruling.slug,
            court=ruling.court.slug,
            kind=row.kind,
            reach=row.reach,
            since=row.since,
            until=row.until,
            territory=row.court.slug if row.court else None,
            ended_by=row.ended_by.slug if row.ended_by else None,
        )
        found.setdefault(row.text_id, []).append((row, plain))
    return found
