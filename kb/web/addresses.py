"""Which requests are the API's."""

from __future__ import annotations

from django.http import HttpRequest

API = "/api/"


def is_api(request: HttpRequest) -> bool:
    """Whether the request is for the API: its answers and errors are documents for programs, and not pages."""
    return request.path.startswith(API)
