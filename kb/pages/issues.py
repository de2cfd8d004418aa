"""Questions of law."""

from __future__ import annotations

from typing import Any

from django.urls import path
from django.utils.translation import gettext as _

from kb.pages.page import Page


class IssuesPage(Page):
    """All of them."""

    template_name = "kb/pages/issues.html"
    section = "issues"

    def answer(self, **named: Any) -> dict[str, Any]:
        return {"title": _("Issues")}


class IssuePage(Page):
    """One."""

    template_name = "kb/pages/issue.html"
    section = "issues"

    def answer(self, **named: Any) -> dict[str, Any]:
        return {"title": _("Issue")}


urlpatterns = [
    path("issues/", IssuesPage.as_view(), name="issues"),
    path("issues/<slug:slug>/", IssuePage.as_view(), name="issue"),
]
