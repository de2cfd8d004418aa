"""Sessions of legislatures, with which bills end."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from jurisdictions.fields import PartialDateField, earliest_of, latest_of
from jurisdictions.models.places import Jurisdiction
from jurisdictions.models.sources import Record, Source, tracked


class CarriesOver(models.TextChoices):
    """Whether a bill still pending when a session ends goes on in the next."""

    YES = "yes", "Bills go on in the next session"
    NO = "no", "Bills end with the session"
    IN_PART = "in-part", "Some do: by motion, or by kind"
    UNKNOWN = "unknown", "Not on record"


class Known(models.TextChoices):
    """How a fact about a session is known."""

    REPORTED = "reported", "A source reports it"
    USUAL = "usual", "It follows from the calendar or constitution; no source reports it"


@tracked
class LegislativeSession(Record):
    """One session of a legislature. `last_day` empty: it is not over, or its end is not on record."""

    PUBLIC_PARENTS = ("jurisdiction",)

    jurisdiction = models.ForeignKey(Jurisdiction, on_delete=models.PROTECT, related_name="sessions")
    name = models.CharField(max_length=200)
    first_day = PartialDateField()
    last_day = PartialDateField(
        null=True, blank=True, help_text="Adjournment, prorogation, dissolution or end of term."
    )
    last_day_basis = models.CharField(max_length=10, choices=Known, blank=True)
    carries_over = models.CharField(max_length=10, choices=CarriesOver, default=CarriesOver.UNKNOWN)
    carries_over_basis = models.CharField(max_length=10, choices=Known, blank=True)
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, null=True, blank=True, related_name="+", help_text="Of its days."
    )
    rule_source = models.ForeignKey(
        Source, on_delete=models.PROTECT, null=True, blank=True, related_name="+", help_text="Of what becomes of bills."
    )
    first_day_earliest = earliest_of("first_day")
    first_day_latest = latest_of("first_day")
    last_day_earliest = earliest_of("last_day")
    last_day_latest = latest_of("last_day")

    class Meta(Record.Meta):
        ordering = ["jurisdiction", "first_day_earliest", "id"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                name="session_ends_after_it_starts",
                condition=Q(last_day__isnull=True) | Q(last_day_latest__gte=F("first_day_earliest")),
                violation_error_message="The last day must not come before the first.",
            ),
            models.CheckConstraint(
                name="session_reported_over_has_a_source",
                condition=~Q(last_day_basis=Known.REPORTED) | Q(source__isnull=False),
                violation_error_message="Name the source that reports its last day, or call the day usual.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
