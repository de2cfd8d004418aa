"""Lists and details of indicators, and of the counts that others publish."""

from __future__ import annotations

from jurisdictions.api import CITED_FORMATS, RecordViewSet
from kb.figures.filters import IndicatorFilterSet, PublishedCountFilterSet
from kb.figures.serializers import IndicatorSerializer, PublishedCountSerializer
from kb.models import Indicator, PublishedCount


class IndicatorViewSet(RecordViewSet):
    """Figures that policy work quotes, each value with its period and source."""

    queryset = Indicator.objects.all()
    serializer_class = IndicatorSerializer
    filterset_class = IndicatorFilterSet
    formats = CITED_FORMATS


class PublishedCountViewSet(RecordViewSet):
    """Counts of places "with a law" that others publish, each with our nearest question; `check` runs it then."""

    queryset = PublishedCount.objects.all()
    serializer_class = PublishedCountSerializer
    filterset_class = PublishedCountFilterSet
