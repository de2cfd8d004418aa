"""The figures that policy work quotes, as small charts with period, source and caution."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch
from django.urls import path
from django.utils.translation import gettext as _

from kb import references
from kb.drawing import chart as drawn
from kb.figures.viewset import IndicatorViewSet
from kb.languages import names, words
from kb.models import Indicator, Observation
from kb.pages.page import ListPage, in_groups


class IndicatorsPage(ListPage):
    """All of them, or those that filters leave, by the organisation that counts."""

    template_name = "kb/pages/indicators.html"
    section = "indicators"
    viewset = IndicatorViewSet
    twin_name = "api-indicators-list"
    dated = False

    def answer(self, **named: Any) -> dict[str, Any]:
        observations = (
            Observation.objects.public().select_related("source").order_by("period_start", "period_end", "id")
        )
        rows = (
            Indicator.objects.public()
            .select_related("jurisdiction")
            .prefetch_related(Prefetch("observations", observations, to_attr="public_observations"))
        )
        _filterset, left, _ordering = self.listed(rows)
        if "ordering" not in self.reader.data:
            left = left.order_by("organisation", "measure", "pk")
        page = self.paged(left)
        figures = [{"indicator": one, "chart": chart_of(one)} for one in page.object_list]
        return {
            "title": _("Figures"),
            "description": _("The figures that policy work quotes, each with its period, source and caution."),
            "rows": page,
            "groups": in_groups(figures, lambda row: row["indicator"].organisation),
            "organisations": sorted(set(Indicator.objects.public().values_list("organisation", flat=True))),
            "downloads": references.DOWNLOADS,
            "twin": self.twin(),
        }


def chart_of(indicator: Indicator) -> drawn.Chart:
    """Its observations as bars; two figures for one period both stand."""
    return drawn.chart(
        [
            drawn.Observation(
                value=one.value,
                value_label=names.figure(one.value),
                period=one.period,
                period_label=names.period(one.period),
                start=one.period_start,
                end=one.period_end,
                href=one.source.url if one.source and one.source.is_public() else "",
                source_label=one.source.publisher if one.source and one.source.is_public() else "",
                source_kind=words.word("source", one.source.kind) if one.source and one.source.is_public() else "",
                note=one.note,
            )
            for one in indicator.public_observations  # type: ignore[attr-defined]
        ],
        id=indicator.slug,
        unit=indicator.unit,
    )


urlpatterns = [path("figures/", IndicatorsPage.as_view(), name="indicators")]
