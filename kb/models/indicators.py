"""The figures that policy work quotes, each with its period and source."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from jurisdictions.models import Assertion, Jurisdiction, Record
from jurisdictions.models.sources import tracked
from jurisdictions.text_search import search_column, weighed
from kb.models.periods import span


@tracked
class Indicator(Record):
    """One measure by one organisation."""

    organisation = models.CharField(max_length=200)
    measure = models.CharField(max_length=300)
    unit = models.CharField(max_length=80)
    jurisdiction = models.ForeignKey(
        Jurisdiction, on_delete=models.PROTECT, null=True, blank=True, related_name="indicators"
    )
    search = search_column(weighed("measure", "organisation", weight="A") + weighed("unit", "note", weight="C"))

    class Meta(Record.Meta):
        ordering = ["slug"]
        indexes = [GinIndex(fields=["search"], name="indicator_search")]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.measure}"


@tracked
class Observation(Assertion):
    """One value for one period, from one source. Sources that differ are two observations."""

    PUBLIC_PARENTS = ("indicator",)

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="observations")
    period = models.CharField(max_length=30, help_text="2025, 2025-H1, 2025-03, 2023/2024 or 2025-01/2025-09.")
    period_start = models.DateField(editable=False)
    period_end = models.DateField(editable=False, help_text="Inclusive.")
    value = models.DecimalField(max_digits=20, decimal_places=4)

    class Meta(Assertion.Meta):
        ordering = ["indicator", "period_start", "period_end", "id"]
        constraints = [
            *Assertion.Meta.constraints,
            models.CheckConstraint(name="period_ends_after_it_starts", condition=Q(period_end__gte=F("period_start"))),
            models.UniqueConstraint(
                name="observation_is_recorded_once",
                fields=["indicator", "period", "value", "source"],
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period}: {self.value.normalize():f}"

    def default_slug(self) -> str:
        return f"{self.indicator.slug}--{self.period.replace('/', '-to-').lower()}"

    def derive(self) -> None:
        """First and last day, from `period`; raises ValueError where it is none."""
        self.period_start, self.period_end = span(self.period)

    def clean(self) -> None:
        try:
            self.derive()
        except ValueError as error:
            raise ValidationError({"period": str(error)}) from error
