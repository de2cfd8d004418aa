"""What binds a court."""

from __future__ import annotations

from typing import Any

from django.urls import path
from django.utils.translation import gettext as _

from kb.pages.page import Page


class PrecedentsPage(Page):
    """Pick court, issue, date."""

    template_name = "kb/pages/precedents.html"
    section = "precedents"

    def answer(self, **named: Any) -> dict[str, Any]:
        return {"title": _("Precedents")}


urlpatterns = [
    path("precedents/", PrecedentsPage.as_view(), name="precedents"),
]
