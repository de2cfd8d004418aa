"""JSON of sessions of legislatures."""

from __future__ import annotations

from jurisdictions.models import LegislativeSession
from jurisdictions.serializers.places import JurisdictionShort
from jurisdictions.serializers.records import CHECKED, Address, RecordSerializer, SourceShort


class LegislativeSessionSerializer(RecordSerializer):
    url = Address("sessions")
    jurisdiction = JurisdictionShort(read_only=True)
    source = SourceShort(  # type: ignore[assignment]  # a field, not Field.source
        read_only=True, allow_null=True, help_text="Of its days; null: none reports them."
    )
    rule_source = SourceShort(
        read_only=True, allow_null=True, help_text="Of what becomes of its bills; null: it is usual, not sourced."
    )

    class Meta:
        model = LegislativeSession
        fields = ("slug", "url", "jurisdiction", "name", "first_day", "last_day", "last_day_basis", "carries_over",
                  "carries_over_basis", "source", "rule_source", *CHECKED)  # fmt: skip
