"""JSON of places, courts and sources."""

from __future__ import annotations

from jurisdictions.models import (
    AppellateReview,
    Court,
    Jurisdiction,
    Participation,
    Provision,
    Reservation,
    Source,
    Statute,
    Transposition,
)
from jurisdictions.serializers.records import (
    ASSERTED,
    CHECKED,
    Address,
    AssertionSerializer,
    RecordSerializer,
    WebAddress,
)


class JurisdictionShort(RecordSerializer):
    url = Address("jurisdictions")

    class Meta:
        model = Jurisdiction
        fields = ("slug", "code", "name", "url")


class CourtShort(RecordSerializer):
    url = Address("courts")

    class Meta:
        model = Court
        fields = ("slug", "name", "short_name", "level", "url")


class StatuteShort(RecordSerializer):
    url = Address("statutes")

    class Meta:
        model = Statute
        fields = ("slug", "citation", "title", "kind", "url")


class ProvisionShort(RecordSerializer):
    url = Address("provisions")

    class Meta:
        model = Provision
        fields = ("slug", "label", "url")


class ReservationRow(AssertionSerializer):
    """What a party excluded or declared; it stands from `made` until `until`."""

    class Meta:
        model = Reservation
        fields = ("slug", "kind", "articles", "made", "until", "summary", *ASSERTED)


class ParticipationRow(AssertionSerializer):
    """A place's part in a treaty, or its membership of a body."""

    treaty = StatuteShort(read_only=True, allow_null=True)
    body = JurisdictionShort(read_only=True, allow_null=True)
    reservations = ReservationRow(many=True, read_only=True, source="public_reservations")

    class Meta:
        model = Participation
        fields = ("slug", "kind", "treaty", "body", "signed", "ratified", "in_force", "ended", "reservations",
                  *ASSERTED)  # fmt: skip


class JurisdictionSerializer(RecordSerializer):
    url = Address("jurisdictions")
    parent = JurisdictionShort(read_only=True, allow_null=True)
    participations = ParticipationRow(many=True, read_only=True, source="public_participations")

    class Meta:
        model = Jurisdiction
        fields = ("slug", "url", "code", "name", "kind", "legal_system", "parent", "participations", *CHECKED)


class ReviewedBy(RecordSerializer):
    """One court that reviews this one: on which questions, from when (inclusive) until when (exclusive)."""

    court = CourtShort(source="upper", read_only=True)

    class Meta:
        model = AppellateReview
        fields = ("slug", "court", "scope", "since", "until", "authority", "source_url", *CHECKED)


class Reviews(ReviewedBy):
    """One court that this one reviews."""

    court = CourtShort(source="lower", read_only=True)


class CourtSerializer(RecordSerializer):
    url = Address("courts")
    jurisdiction = JurisdictionShort(read_only=True)
    territory = JurisdictionShort(many=True, read_only=True, source="public_territory")
    predecessor = CourtShort(read_only=True, allow_null=True)
    reviewed_by = ReviewedBy(many=True, read_only=True, source="public_reviewed_by")
    reviews = Reviews(many=True, read_only=True, source="public_reviews")

    class Meta:
        model = Court
        fields = ("slug", "url", "courts_db_id", "name", "name_local", "short_name", "level", "jurisdiction",
                  "territory", "since", "until", "predecessor", "predecessor_before", "predecessor_authority",
                  "reviewed_by", "reviews", *CHECKED)  # fmt: skip


class SourceSerializer(RecordSerializer):
    url = Address("sources")
    address = WebAddress(source="url", read_only=True, help_text="Where the document can be opened.")

    class Meta:
        model = Source
        fields = ("slug", "url", "address", "title", "publisher", "kind", "language", "published", "retrieved",
                  "read", "archived_url", "content_hash", *CHECKED)  # fmt: skip


class TranspositionSerializer(AssertionSerializer):
    url = Address("transpositions")
    jurisdiction = JurisdictionShort(read_only=True)
    directive = StatuteShort(source="article.statute", read_only=True)
    article = ProvisionShort(read_only=True)
    measures = StatuteShort(many=True, read_only=True, source="public_measures")

    class Meta:
        model = Transposition
        fields = ("slug", "url", "jurisdiction", "directive", "article", "state", "as_of", "measures", *ASSERTED)
