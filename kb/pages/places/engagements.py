"""What a place took on: parts in treaties with their reservations, and articles of directives in its law."""

from __future__ import annotations

import datetime as dt

from django.db.models import Prefetch, QuerySet

from jurisdictions.models import Jurisdiction, Participation, Reservation, Statute, Transposition


def participations() -> QuerySet[Participation]:
    """The public record of parts in treaties and memberships, each with its reservations (`public_reservations`)."""
    reservations = Reservation.objects.public().select_related("source")
    return (
        Participation.objects.public()
        .select_related("jurisdiction", "treaty__jurisdiction", "body", "source")
        .prefetch_related(Prefetch("reservations", reservations, to_attr="public_reservations"))
    )


def transpositions_by(place: Jurisdiction, date: dt.date) -> list[Transposition]:
    """What sources found by that day of how it carried articles of directives into its law."""
    rows = (
        Transposition.objects.public()
        .filter(jurisdiction=place)
        .select_related("article__statute", "source")
        .prefetch_related(Prefetch("measures", Statute.objects.public(), to_attr="public_measures"))
    )
    return [row for row in rows if row.as_of.earliest <= date]
