"""One clause."""

from __future__ import annotations

from typing import Any

from django.urls import path
from django.utils.translation import gettext as _

from kb.pages.page import Page


class ProvisionPage(Page):
    """One."""

    template_name = "kb/pages/provision.html"
    section = "statutes"

    def answer(self, **named: Any) -> dict[str, Any]:
        return {"title": _("Provision")}


urlpatterns = [
    path("provisions/<slug:slug>/", ProvisionPage.as_view(), name="provision"),
]
