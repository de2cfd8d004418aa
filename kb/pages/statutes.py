"""Instruments."""

from __future__ import annotations

from typing import Any

from django.urls import path
from django.utils.translation import gettext as _

from kb.pages.page import Page


class StatutesPage(Page):
    """All of them."""

    template_name = "kb/pages/statutes.html"
    section = "statutes"

    def answer(self, **named: Any) -> dict[str, Any]:
        return {"title": _("Statutes")}


class StatutePage(Page):
    """One."""

    template_name = "kb/pages/statute.html"
    section = "statutes"

    def answer(self, **named: Any) -> dict[str, Any]:
        return {"title": _("Statute")}


urlpatterns = [
    path("statutes/", StatutesPage.as_view(), name="statutes"),
    path("statutes/<slug:slug>/", StatutePage.as_view(), name="statute"),
]
