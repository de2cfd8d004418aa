"""The first page."""

from __future__ import annotations

from typing import Any

from django.urls import path
from django.utils.translation import gettext as _

from kb.pages.page import Page


class HomePage(Page):
    """What changed, what comes, and where to look."""

    template_name = "kb/pages/home.html"
    section = ""

    def answer(self, **named: Any) -> dict[str, Any]:
        return {"title": _("The law on AI-generated child sexual abuse material")}


urlpatterns = [
    path("", HomePage.as_view(), name="home"),
]
