"""What the site says of itself."""

from __future__ import annotations

from typing import Any

from django.urls import path
from django.utils.translation import gettext as _

from kb.pages.page import Page


class CodebookPage(Page):
    """The questions."""

    template_name = "kb/pages/codebook.html"
    section = "codebook"

    def answer(self, **named: Any) -> dict[str, Any]:
        return {"title": _("Codebook")}


class MethodPage(Page):
    """The method."""

    template_name = "kb/pages/method.html"
    section = ""

    def answer(self, **named: Any) -> dict[str, Any]:
        return {"title": _("About the method")}


class DataPage(Page):
    """The data."""

    template_name = "kb/pages/data.html"
    section = ""

    def answer(self, **named: Any) -> dict[str, Any]:
        return {"title": _("Data and API")}


class PrivacyPage(Page):
    """Privacy."""

    template_name = "kb/pages/privacy.html"
    section = ""

    def answer(self, **named: Any) -> dict[str, Any]:
        return {"title": _("Privacy and corrections")}


class AccessibilityPage(Page):
    """Accessibility."""

    template_name = "kb/pages/accessibility.html"
    section = ""

    def answer(self, **named: Any) -> dict[str, Any]:
        return {"title": _("Accessibility")}


urlpatterns = [
    path("codebook/", CodebookPage.as_view(), name="codebook"),
    path("method/", MethodPage.as_view(), name="method"),
    path("data/", DataPage.as_view(), name="data"),
    path("privacy/", PrivacyPage.as_view(), name="privacy"),
    path("accessibility/", AccessibilityPage.as_view(), name="accessibility"),
]
