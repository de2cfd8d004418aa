"""One decision."""

from __future__ import annotations

from typing import Any

from django.urls import path
from django.utils.translation import gettext as _

from kb.pages.page import Page


class RulingPage(Page):
    """One."""

    template_name = "kb/pages/ruling.html"
    section = "cases"

    def answer(self, **named: Any) -> dict[str, Any]:
        return {"title": _("Ruling")}


urlpatterns = [
    path("rulings/<slug:slug>/", RulingPage.as_view(), name="ruling"),
]
