"""JSON of indicators."""

from __future__ import annotations

from decimal import Decimal

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from jurisdictions.serializers import (
    ASSERTED,
    CHECKED,
    Address,
    AssertionSerializer,
    JurisdictionShort,
    RecordSerializer,
)
from kb.models import Indicator, Observation


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
