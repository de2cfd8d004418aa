"""A jurisdiction's instruments by what they were on a day, and its legislative events in one line of time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse

from jurisdictions.models import LifeStatus, StatuteKind
from kb.drawing.timeline import Event, Timeline, timeline
from kb.pages import names, words
from kb.pages.statute_bills import Amending

#: Events of the line of time before the page leads to the whole.
EVENTS = 15

#: Groups in their order; `other` holds what is not on record, ended, or lies after the day.
GROUPS = ("in-force", "bills", "enacted", "other", "guidelines")


def law_in_groups(rows: Iterable[Amending]) -> list[tuple[str, list[Amending]]]:
    """Every instrument in one group, groups without any left out."""
    groups: dict[str, list[Amending]] = {name: [] for name in GROUPS}
    for row in rows:
        groups[_group(row)].append(row)
    return [(name, found) for name, found in groups.items() if found]


def _group(row: Amending) -> str:
    if row.statute.kind == StatuteKind.BILL:
        return "bills"
    if row.statute.kind == StatuteKind.GUIDELINE:
        return "guidelines"
    if row.life.status == LifeStatus.IN_FORCE:
        return "in-force"
    return "enacted" if row.life.status == LifeStatus.ENACTED else "other"


def life_of(rows: Iterable[Amending], date: dt.date) -> tuple[Timeline, int] | None:
    """The latest events of all its instruments, newest first, and how many earlier ones are left out; None
    without any."""
    language = names.language()
    events = [
        Event(
            when=event.date,
            when_label=names.day(event.date),
            label=row.statute.citation,
            kind=event.kind,
            kind_label=words.word("event", event.kind),
            href=reverse("statute", args=[row.statute.slug]),
            lang="" if row.statute.language.partition("-")[0] == language else row.statute.language,
        )
        for row in rows
        for event in row.statute.public_events  # type: ignore[attr-defined]
    ]
    latest = sorted(events, key=lambda event: event.span, reverse=True)[:EVENTS]
    return (timeline(latest, id="life", today=date, newest_first=True), len(events) - len(latest)) if events else None
