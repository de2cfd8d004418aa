"""Asking for a correction."""

from __future__ import annotations

from typing import Any

from django.urls import path
from django.utils.translation import gettext as _

from kb.pages.page import Page


class CorrectionsPage(Page):
    """The form."""

    template_name = "kb/pages/corrections.html"
    section = ""

    def answer(self, **named: Any) -> dict[str, Any]:
        return {"title": _("Ask for a correction")}


urlpatterns = [
    path("corrections/", CorrectionsPage.as_view(), name="corrections"),
]
