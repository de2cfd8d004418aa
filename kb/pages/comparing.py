"""Jurisdictions side by side."""

from __future__ import annotations

from typing import Any

from django.urls import path
from django.utils.translation import gettext as _

from kb.pages.page import Page


class ComparePage(Page):
    """Up to six."""

    template_name = "kb/pages/compare.html"
    section = "compare"

    def answer(self, **named: Any) -> dict[str, Any]:
        return {"title": _("Compare")}


urlpatterns = [
    path("compare/", ComparePage.as_view(), name="compare"),
]
