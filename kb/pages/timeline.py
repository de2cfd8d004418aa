"""What happened when."""

from __future__ import annotations

from typing import Any

from django.urls import path
from django.utils.translation import gettext as _

from kb.pages.page import Page


class TimelinePage(Page):
    """Of a topic or a jurisdiction."""

    template_name = "kb/pages/timeline.html"
    section = "timeline"

    def answer(self, **named: Any) -> dict[str, Any]:
        return {"title": _("Timeline")}


urlpatterns = [
    path("timeline/", TimelinePage.as_view(), name="timeline"),
]
