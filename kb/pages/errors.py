"""Errors in the site's own look. Those of the API are problem documents: see `kb.api.errors`."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.views.csrf import csrf_failure
from rest_framework.exceptions import Throttled

from jurisdictions.parameters import InvalidParameters
from kb.models import data_version
from kb.pages.page import Withdrawn, languages
from kb.web.addresses import is_api

log = logging.getLogger(__name__)


class PageErrorMiddleware:
    """Answers what a page raises: 400 with every fault, 410 with the reason, 429 with how long to wait."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if is_api(request):
            return None
        htmx: Any = getattr(request, "htmx", None)
        if htmx and isinstance(error, InvalidParameters | Withdrawn | Throttled):
            # An error is never put in place of an answer: the reader is led to its own page.
            return HttpResponse(status=400, headers={"HX-Redirect": request.get_full_path()})
        if isinstance(error, InvalidParameters):
            return shown(request, 400, {"faults": error.faults})
        if isinstance(error, Withdrawn):
            return shown(request, 410, {"withdrawn": error.record})
        if isinstance(error, Throttled):
            response = shown(request, 429, {})
            response.headers["Retry-After"] = "60"
            return response
        return None


def shown(request: HttpRequest, status: int, context: dict[str, Any]) -> HttpResponse:
    """The page of this error."""
    frame = {
        "languages": languages(request),
        "robots": "noindex",
        "section": "",
        "error": status,
        "version": data_version(),
    }
    response = render(request, f"kb/errors/{status}.html", frame | context, status=status)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def bad_request(request: HttpRequest) -> HttpResponse:
    return shown(request, 400, {"faults": []})


def permission_denied(request: HttpRequest) -> HttpResponse:
    return shown(request, 403, {})


def forged(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """A form that did not come from its page: `CSRF_FAILURE_VIEW`. The admin keeps Django's own page."""
    return csrf_failure(request, reason) if request.path.startswith("/admin/") else shown(request, 403, {})


def not_found(request: HttpRequest) -> HttpResponse:
    return shown(request, 404, {})


def server_error(request: HttpRequest) -> HttpResponse:
    """As plain as can be: whatever failed may fail again, so nothing is asked of the database."""
    try:
        body: str = render_to_string("kb/errors/500.html", {"language": get_language() or "en"})
    except Exception:  # whatever failed may be in this template too
        log.exception("the page of the error failed too")
        body = "<!doctype html><title>500</title><h1>500</h1>"
    return HttpResponse(body, status=500, headers={"Cache-Control": "no-store"})
