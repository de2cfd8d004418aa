"""Search, with facets."""

from __future__ import annotations

from typing import Any

from django.urls import path
from django.utils.translation import gettext as _

from kb.pages.page import Page


class SearchPage(Page):
    """The API's search."""

    template_name = "kb/pages/search.html"
    section = ""

    def answer(self, **named: Any) -> dict[str, Any]:
        return {"title": _("Search")}


urlpatterns = [
    path("search/", SearchPage.as_view(), name="search"),
]
