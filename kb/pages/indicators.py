"""Figures."""

from __future__ import annotations

from typing import Any

from django.urls import path
from django.utils.translation import gettext as _

from kb.pages.page import Page


class IndicatorsPage(Page):
    """All of them."""

    template_name = "kb/pages/indicators.html"
    section = "indicators"

    def answer(self, **named: Any) -> dict[str, Any]:
        return {"title": _("Figures")}


urlpatterns = [
    path("figures/", IndicatorsPage.as_view(), name="indicators"),
]
