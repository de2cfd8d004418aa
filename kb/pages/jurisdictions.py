"""Who makes law."""

from __future__ import annotations

from typing import Any

from django.urls import path
from django.utils.translation import gettext as _

from kb.pages.page import Page


class JurisdictionsPage(Page):
    """All of them."""

    template_name = "kb/pages/jurisdictions.html"
    section = "jurisdictions"

    def answer(self, **named: Any) -> dict[str, Any]:
        return {"title": _("Jurisdictions")}


class JurisdictionPage(Page):
    """One."""

    template_name = "kb/pages/jurisdiction.html"
    section = "jurisdictions"

    def answer(self, **named: Any) -> dict[str, Any]:
        return {"title": _("Jurisdiction")}


urlpatterns = [
    path("jurisdictions/", JurisdictionsPage.as_view(), name="jurisdictions"),
    path("jurisdictions/<slug:slug>/", JurisdictionPage.as_view(), name="jurisdiction"),
]
