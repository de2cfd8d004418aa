"""The state of the knowledge base for its editors: what there is, and what needs a look. No printing here."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Count, Q

from cases.models import Case
from jurisdictions import lives
from jurisdictions.lifecycle import status_on
from jurisdictions.models import Assertion, Record, Status, Statute
from kb.curated.importing import SPECS

#: A record not checked against its sources for this long is stale.
STALE_AFTER = dt.timedelta(days=365)


@dataclass
class KindStatus:
    """Counts of one kind of record. `without_source` counts those that ought to have one: assertions
    (drafts all, for the database lets none be published), statutes and cases."""

    name: str
    by_status: dict[str, int]
    stale: int
    never_checked: int
    without_source: int | None


@dataclass
class Report:
    kinds: list[KindStatus] = field(default_factory=list)
    by_jurisdiction: dict[str, Counter[str]] = field(default_factory=dict)
    #: (statute slug, what the dossier states, what follows from the record, why they differ)
    disagreements: list[tuple[str, str, str, str]] = field(default_factory=list)


def report(today: dt.date) -> Report:
    """Everything `kb_status` prints, for `today`: some four queries a kind, whatever the number of rows."""
    kinds = [_kind(spec.model, today) for top in SPECS for spec in top.family()]
    return Report(kinds, _by_jurisdiction(), disagreements(today))


def disagreements(today: dt.date) -> list[tuple[str, str, str, str]]:
    """Statutes of which what is on record (drafts left out) contradicts itself: what the dossier states, what follows
    from events, wordings and sessions, and why that differs."""
    slugs = dict(Statute.objects.public().values_list("pk", "slug"))
    return sorted(
        (slugs[pk], life.stated, found.status, str(found.why))
        for pk, life in lives.read(slugs).items()
        if (found := status_on(life, today)).contradicted
    )


def _kind(model: type[Record], today: dt.date) -> KindStatus:
    rows = model._default_manager
    limit = today - STALE_AFTER
    checked = rows.values_list("checked_on", flat=True)
    return KindStatus(
        name=str(model._meta.verbose_name_plural),
        by_status=dict(rows.order_by().values_list("status").annotate(Count("id"))),
        stale=sum(date is not None and date.latest < limit for date in checked),
        never_checked=rows.filter(checked_on__isnull=True).count(),
        without_source=_without_source(model),
    )


def _without_source(model: type[Record]) -> int | None:
    if issubclass(model, Assertion):
        return model._default_manager.filter(source__isnull=True).count()
    if model in (Statute, Case):
        return model._default_manager.filter(sources__isnull=True).count()
    return None


def _by_jurisdiction() -> dict[str, Counter[str]]:
    counts: dict[str, Counter[str]] = {}
    for model, name in ((Statute, "statutes"), (Case, "cases")):
        for code, published, drafts in (
            model._default_manager.order_by()
            .values_list("jurisdiction__code")
            .annotate(
                published=Count("id", filter=Q(status=Status.PUBLISHED)),
                drafts=Count("id", filter=Q(status=Status.DRAFT)),
            )
        ):
            of_place = counts.setdefault(code, Counter())
            of_place[name] += published
            of_place[f"{name} (draft)"] += drafts
    return dict(sorted(counts.items()))
