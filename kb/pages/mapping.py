"""The map."""

from __future__ import annotations

from typing import Any

from django.urls import path
from django.utils.translation import gettext as _

from kb.pages.page import Page


class MapPage(Page):
    """States and countries by the answer to one condition."""

    template_name = "kb/pages/map.html"
    section = "map"

    def answer(self, **named: Any) -> dict[str, Any]:
        return {"title": _("Map")}


urlpatterns = [
    path("map/", MapPage.as_view(), name="map"),
]
