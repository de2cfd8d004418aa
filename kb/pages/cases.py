"""Disputes."""

from __future__ import annotations

from typing import Any

from django.urls import path
from django.utils.translation import gettext as _

from kb.pages.page import Page


class CasesPage(Page):
    """All of them."""

    template_name = "kb/pages/cases.html"
    section = "cases"

    def answer(self, **named: Any) -> dict[str, Any]:
        return {"title": _("Cases")}


class CasePage(Page):
    """One."""

    template_name = "kb/pages/case.html"
    section = "cases"

    def answer(self, **named: Any) -> dict[str, Any]:
        return {"title": _("Case")}


urlpatterns = [
    path("cases/", CasesPage.as_view(), name="cases"),
    path("cases/<slug:slug>/", CasePage.as_view(), name="case"),
]
