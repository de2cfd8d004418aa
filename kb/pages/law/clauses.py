"""The clauses of an instrument as a tree, each with its wording on the day and that wording's answers; and its life."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import Prefetch, QuerySet
from django.urls import reverse

from jurisdictions.models import Coding, LegislativeEvent, Provision, ProvisionText, Source, Statute
from kb.drawing.timeline import Event, Timeline, timeline
from kb.languages import names, words
from kb.pages.law.wordings import WordingOn, clauses, dates_in_words, nearest_wording, wordings
from kb.pages.page import Page


@dataclass(slots=True)
class Clause:
    """One provision on a day. `wording` is None where none is on record."""

    provision: Provision
    address: str
    wording: WordingOn | None
    dates: str
    count: int
    codings: list[Coding] = field(default_factory=list)
    within: list[Clause] = field(default_factory=list)


def statutes() -> QuerySet[Statute]:
    """Statutes of any status, each with what the public may see of its life, its clauses and its sources."""
    provisions = Provision.objects.public().prefetch_related(
        Prefetch("texts", wordings(), to_attr="public_texts"),
        Prefetch("incorporates", clauses(), to_attr="public_incorporates"),
    )
    events = LegislativeEvent.objects.public().select_related("source")
    return Statute.objects.select_related("jurisdiction").prefetch_related(
        Prefetch("events", events, to_attr="public_events"),
        Prefetch("provisions", provisions, to_attr="public_provisions"),
        Prefetch("sources", Source.objects.public(), to_attr="public_sources"),
    )


def clause_tree(statute: Statute, page: Page) -> list[Clause]:
    """Its provisions in their order; one that stands within another hangs under it."""
    rows: dict[int, Clause] = {}
    for provision in statute.public_provisions:  # type: ignore[attr-defined]
        texts: list[ProvisionText] = provision.public_texts
        wording = nearest_wording(texts, statute, page.as_of)
        rows[provision.pk] = Clause(
            provision=provision,
            address=page.address(reverse("provision", args=[provision.slug])),
            wording=wording,
            dates=dates_in_words(wording.text) if wording else "",
            count=len(texts),
            codings=wording.text.public_codings if wording else [],  # type: ignore[attr-defined]
        )
    for row in rows.values():
        above = rows.get(row.provision.parent_id or 0)
        if above is not None:
            above.within.append(row)
    return [row for row in rows.values() if row.provision.parent_id not in rows]


def life_of(statute: Statute, date: dt.date) -> Timeline | None:
    """Its dated events, oldest first, those after the day marked as ahead of it."""
    events = [_drawn(event) for event in statute.public_events]  # type: ignore[attr-defined]
    return timeline(events, id="life", today=date) if events else None


def _drawn(event: LegislativeEvent) -> Event:
    source = event.source if event.source and event.source.is_public() else None
    # Who or what did it; where that is not on record the source that says so stands for it.
    label, language = (event.by, "en") if event.by else (source.title, source.language) if source else ("", "en")
    return Event(
        when=event.date,
        when_label=names.day(event.date),
        label=label,
        kind=event.kind,
        kind_label=words.word("event", event.kind),
        href=source.url if source else "",
        note=event.note,
        lang="" if language.partition("-")[0] == names.language() else language,
    )
