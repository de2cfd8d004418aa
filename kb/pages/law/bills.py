"""Instruments that amend others, and how far they had come on a day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from jurisdictions import lives
from jurisdictions.lifecycle import LifeStatus
from jurisdictions.models import LegislativeEvent, Statute, StatuteKind

#: What a bill is on a day on which it may still become law, or did not.
OPEN = ("pending", "not-on-record")


@dataclass(frozen=True, slots=True)
class Amending:
    """An instrument on a day: its status, the last event that had surely happened by then, if any, and the first
    event of all where it surely lies after that day."""

    statute: Statute
    life: LifeStatus
    last: LegislativeEvent | None
    begins: LegislativeEvent | None

    @property
    def is_open(self) -> bool:
        """A bill that had not failed and was not made law: whether it is still alive may not be on record."""
        return self.statute.kind == StatuteKind.BILL and self.life.status in OPEN and self.begins is None


def with_events(rows: QuerySet[Statute]) -> QuerySet[Statute]:
    """Public ones among these, with their public events (`public_events`, oldest first)."""
    public: QuerySet[Statute] = rows.public()  # type: ignore[attr-defined]
    events = Prefetch("events", LegislativeEvent.objects.public(), to_attr="public_events")
    return public.select_related("jurisdiction").prefetch_related(events)


def standing(statute: Statute, date: dt.date) -> Amending:
    """How far one of `with_events` had come by that day."""
    events = statute.public_events  # type: ignore[attr-defined]
    happened = [event for event in events if event.date.latest <= date]
    begins = events[0] if events and min(event.date.earliest for event in events) > date else None
    return Amending(statute, lives.status_of(statute, date), happened[-1] if happened else None, begins)


def bills_on(statute: Statute, date: dt.date) -> list[Amending]:
    """What amends it, or would: bills that were open that day first."""
    found = [standing(one, date) for one in lives.share(with_events(statute.amended_by.all()))]
    return sorted(found, key=lambda one: (not one.is_open, one.statute.citation))
