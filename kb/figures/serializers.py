"""JSON of indicators, and of the counts that others publish."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.urls import reverse
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from jurisdictions.serializers import (
    ASSERTED,
    CHECKED,
    Address,
    AssertionSerializer,
    JurisdictionShort,
    RecordSerializer,
    SourceShort,
)
from kb.models import Indicator, Observation, PublishedCount


@extend_schema_field({"type": "number"})
class Figure(serializers.Field):
    """A number without the zeros that the column's scale would add: 485, not 485.0000."""

    def to_representation(self, value: Decimal) -> int | float:
        return int(value) if value == value.to_integral_value() else float(value)


class ObservationRow(AssertionSerializer):
    """One value for one period, from one source; sources that differ are two observations."""

    value = Figure(read_only=True)

    class Meta:
        model = Observation
        fields = ("slug", "period", "period_start", "period_end", "value", *ASSERTED)


class IndicatorSerializer(RecordSerializer):
    url = Address("indicators")
    jurisdiction = JurisdictionShort(read_only=True, allow_null=True)
    observations = ObservationRow(many=True, read_only=True, source="public_observations")

    class Meta:
        model = Indicator
        fields = ("slug", "url", "organisation", "measure", "unit", "jurisdiction", "observations", *CHECKED)


@extend_schema_field(
    {
        "type": "object",
        "additionalProperties": {"oneOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]},
        "description": "Parameters of /api/v1/coverage/ besides the day and `within`; empty: no question comes near.",
    }
)
class Query(serializers.Field):
    """The parameters as they are kept."""

    def to_representation(self, value: dict[str, Any]) -> dict[str, Any]:
        return dict(sorted(value.items()))


@extend_schema_field({"type": "string", "format": "uri"})
class CheckAddress(serializers.Field):
    """Where the nearest question is run on the day of the count."""

    def __init__(self) -> None:
        super().__init__(source="*", read_only=True)

    def to_representation(self, value: PublishedCount) -> str:
        request = self.context.get("request")
        path = reverse("api-published-count-check", args=[value.slug])
        return request.build_absolute_uri(path) if request else path


class PublishedCountSerializer(AssertionSerializer):
    url = Address("published-counts")
    check = CheckAddress()
    jurisdiction = JurisdictionShort(read_only=True, allow_null=True)
    query = Query(read_only=True)
    places_source = SourceShort(read_only=True, allow_null=True)

    class Meta:
        model = PublishedCount
        fields = ("slug", "url", "check", "organisation", "subject", "unit", "number", "counted_on", "jurisdiction",
                  "query", "not_matched", "places", "places_source", *ASSERTED)  # fmt: skip
