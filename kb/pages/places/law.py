"""A jurisdiction's instruments by what they were on a day, its legislative events in one line of time, and the law
of the bodies that it was a member of."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from jurisdictions import lives
from jurisdictions.models import Jurisdiction, JurisdictionKind, LifeStatus, Participation, Statute, StatuteKind
from kb.drawing.timeline import Event, Timeline, timeline
from kb.languages import names, words
from kb.pages.law.bills import Amending, standing, with_events

#: Events of the line of time before the page leads to the whole.
EVENTS = 15

#: Groups in their order; `other` holds what is not on record, ended, or lies after the day.
GROUPS = ("in-force", "bills", "enacted", "other", "guidelines")

#: Statuses of law that is in force, in whole or in part.
IN_FORCE = (LifeStatus.IN_FORCE, LifeStatus.IN_PART)

#: Instruments of a body that its members are not bound by as members: a treaty binds its parties, a guideline nobody.
NOT_BY_MEMBERSHIP = (StatuteKind.TREATY, StatuteKind.GUIDELINE)

#: Parts of a State to which its memberships reach. A dependency or a special region may stand outside.
WITHIN_A_MEMBER = (
    JurisdictionKind.STATE,
    JurisdictionKind.PROVINCE,
    JurisdictionKind.DISTRICT,
    JurisdictionKind.CONSTITUENT_COUNTRY,
)


@dataclass(frozen=True, slots=True)
class BodyLaw:
    """What a body has made or proposed for its members, as it stood on a day."""

    body: Jurisdiction
    rows: list[Amending]

    @property
    def begun(self) -> int:
        """Those whose record does not begin after that day."""
        return sum(row.begins is None for row in self.rows)

    @property
    def in_force(self) -> int:
        return sum(row.life.status in IN_FORCE for row in self.rows)


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
    if row.life.status in IN_FORCE:
        return "in-force"
    return "enacted" if row.life.status == LifeStatus.ENACTED else "other"


def law_of_bodies(place: Jurisdiction, participations: Iterable[Participation], date: dt.date) -> list[BodyLaw]:
    """The law of the bodies that it was surely a member of that day, itself or as part of a member; bodies without
    such law left out. `participations` are its own and those of what it is part of, with their bodies."""
    bodies = {
        one.body.pk: one.body
        for one in participations
        if one.body and (one.jurisdiction == place or place.kind in WITHIN_A_MEMBER) and _member_on(one, date)
    }
    if not bodies:
        return []
    found: defaultdict[int, list[Amending]] = defaultdict(list)
    made = Statute.objects.filter(jurisdiction__in=bodies).exclude(kind__in=NOT_BY_MEMBERSHIP)
    for statute in lives.share(with_events(made).order_by("citation", "pk")):
        found[statute.jurisdiction_id].append(standing(statute, date))
    return [BodyLaw(body, found[key]) for key, body in bodies.items() if key in found]


def _member_on(one: Participation, date: dt.date) -> bool:
    """From the day it started until the day before it ended; a membership without a start on record is not told."""
    started = one.in_force is not None and one.in_force.latest <= date
    return started and (one.ended is None or one.ended.earliest > date)


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
