"""Lists and details of places, courts and sources."""

from __future__ import annotations

from django.db.models import Q

from jurisdictions import filters, serializers
from jurisdictions.api.records import RecordViewSet
from jurisdictions.models import Court, Jurisdiction, Source, Transposition


class JurisdictionViewSet(RecordViewSet):
    """Makers of law: countries, their states and regions, and bodies of states. Found by slug, or by code in
    any case."""

    queryset = Jurisdiction.objects.all()
    serializer_class = serializers.JurisdictionSerializer
    filterset_class = filters.JurisdictionFilterSet

    def lookup(self, slug: str) -> Q:
        return Q(slug=slug) | Q(code=slug.upper())


class CourtViewSet(RecordViewSet):
    """Courts and bodies that decide cases, with the courts that review them and those they review."""

    queryset = Court.objects.all()
    serializer_class = serializers.CourtSerializer
    filterset_class = filters.CourtFilterSet


class SourceViewSet(RecordViewSet):
    """The documents on which the facts stand, each with the address where it can be opened."""

    queryset = Source.objects.all()
    serializer_class = serializers.SourceSerializer
    filterset_class = filters.SourceFilterSet


class TranspositionViewSet(RecordViewSet):
    """How national law stands to an article of a directive, as a source found it on a day. No row means that nobody
    is on record who looked."""

    queryset = Transposition.objects.all()
    serializer_class = serializers.TranspositionSerializer
    filterset_class = filters.TranspositionFilterSet
