"""The list and detail of sessions of legislatures."""

from __future__ import annotations

from jurisdictions import filters, serializers
from jurisdictions.api.records import RecordViewSet
from jurisdictions.models import LegislativeSession


class LegislativeSessionViewSet(RecordViewSet):
    """Sessions of legislatures, their days, and whether bills that are pending at the end of one go on in the next."""

    queryset = LegislativeSession.objects.all()
    serializer_class = serializers.LegislativeSessionSerializer
    filterset_class = filters.LegislativeSessionFilterSet
