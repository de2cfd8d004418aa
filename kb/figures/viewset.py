"""The list and detail of indicators."""

from __future__ import annotations

from jurisdictions.api import CITED_FORMATS, RecordViewSet
from kb.figures.filters import IndicatorFilterSet
from kb.figures.serializers import IndicatorSerializer
from kb.models import Indicator


class IndicatorViewSet(RecordViewSet):
    """Figures that policy work quotes, each value with its period and source."""

    queryset = Indicator.objects.all()
    serializer_class = IndicatorSerializer
    filterset_class = IndicatorFilterSet
    formats = CITED_FORMATS
