"""Which jurisdictions meet conditions."""

from __future__ import annotations

from typing import Any

from django.urls import path
from django.utils.translation import gettext as _

from kb.pages.page import Page


class CoveragePage(Page):
    """The explorer."""

    template_name = "kb/pages/coverage.html"
    section = "coverage"

    def answer(self, **named: Any) -> dict[str, Any]:
        return {"title": _("Coverage")}


urlpatterns = [
    path("coverage/", CoveragePage.as_view(), name="coverage"),
]
