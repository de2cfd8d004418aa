"""Counts of places "with a law" that others publish, each with our nearest executable question."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from jurisdictions.fields import PartialDateField, earliest_of, latest_of
from jurisdictions.models import Assertion, Jurisdiction, Source
from jurisdictions.models.sources import tracked

#: What a count's query may hold: conditions, each a list of `question:answer`, and what else coverage can be asked
#: besides the day and `within`, which are columns of their own.
CONDITIONS = ("where", "any", "none", "also")
QUERY = (*CONDITIONS, "kind", "basis", "enforceable")


def no_places() -> list[str]:
    return []


@tracked
class PublishedCount(Assertion):
    """One number, who published it, of what, and the coverage query that comes nearest.

    `query` holds parameters of `/api/v1/coverage/` besides the day and `within`: lists under `where`, `any`, `none`,
    `also` and `kind`, words under `basis` and `enforceable`. `places` are codes, where the publisher names them.
    """

    PUBLIC_IF_NAMED = ("jurisdiction",)

    organisation = models.CharField(max_length=200)
    subject = models.CharField(max_length=500, help_text="What is counted, in our own words.")
    unit = models.CharField(max_length=60, help_text="states, countries …")
    number = models.PositiveIntegerField()
    counted_on = PartialDateField(help_text="When it was so, by the publisher.")
    jurisdiction = models.ForeignKey(
        Jurisdiction,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="published_counts",
        help_text="Within which it counts; empty: the world.",
    )
    query = models.JSONField(default=dict, blank=True, help_text="Our nearest question; empty: none comes near.")
    not_matched = models.TextField(blank=True, help_text="What of their definition our question cannot say.")
    places = ArrayField(
        models.CharField(max_length=20),
        default=no_places,
        blank=True,
        help_text="Codes, where the publisher names them.",
    )
    places_source = models.ForeignKey(
        Source, on_delete=models.PROTECT, null=True, blank=True, related_name="+", help_text="Of the names, if another."
    )
    counted_on_earliest = earliest_of("counted_on")
    counted_on_latest = latest_of("counted_on")

    class Meta(Assertion.Meta):
        ordering = ["counted_on_latest", "slug"]
        constraints = [*Assertion.Meta.constraints]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.number} {self.unit}"
