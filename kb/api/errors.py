"""Every error under /api/ is a problem document (RFC 9457, application/problem+json)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from rest_framework.exceptions import APIException, MethodNotAllowed, NotFound, Throttled
from rest_framework.exceptions import PermissionDenied as NotPermitted

from jurisdictions.parameters import InvalidParameters

CONTENT_TYPE = "application/problem+json"

#: The component `Problem` of the API's description.
PROBLEM_SCHEMA = {
    "type": "object",
    "description": "What went wrong (RFC 9457).",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": {"type": "string", "description": "`about:blank`: the status says what kind of problem it is."},
        "title": {"type": "string"},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": {"type": "string", "description": "What was wrong with this request, and what to do about it."},
        "instance": {"type": "string", "description": "The path that was asked for."},
        "errors": {
            "type": "array",
            "description": "With status 400: every parameter that was wrong.",
            "items": {
                "type": "object",
                "required": ["parameter", "detail"],
                "properties": {
                    "parameter": {"type": "string"},
                    "detail": {"type": "string"},
                    "did_you_mean": {"type": "string", "description": "The nearest valid name or value."},
                },
            },
        },
    },
}


def problem(
    request: HttpRequest,
    status: int,
    detail: str,
    *,
    errors: list[dict[str, str]] | None = None,
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """The problem document. Its title is the status's own name, as RFC 9457 asks of the type `about:blank`."""
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "instance": request.path,
    }
    if errors:
        body["errors"] = errors
    content = json.dumps(body, ensure_ascii=False).encode("utf-8", "backslashreplace")
    return HttpResponse(content, status=status, content_type=CONTENT_TYPE, headers=headers)


def handle(error: Exception, context: Mapping[str, Any]) -> HttpResponse | None:
    """Django REST framework's EXCEPTION_HANDLER. None, for what is no answer to a request but a fault of
    ours, lets the exception go on to `server_error`, where it is logged."""
    request = context["request"]
    if isinstance(error, Http404):
        error = NotFound("there is nothing here")
    elif isinstance(error, PermissionDenied):
        error = NotPermitted()
    if not isinstance(error, APIException):
        return None
    errors, headers, detail = None, {}, str(error.detail)
    if isinstance(error, InvalidParameters):
        errors = [fault.as_json() for fault in error.faults]
    elif isinstance(error, MethodNotAllowed):
        detail = f"{shown_method(request)} is not answered here: this API is read with GET"
    elif isinstance(error, Throttled):
        wait = max(1, int(getattr(error, "wait", None) or 1))
        detail = f"too many requests from this address: try again in {wait} seconds"
        headers["Retry-After"] = str(wait)
    return problem(request, error.status_code, detail, errors=errors, headers=headers)


def shown_method(request: HttpRequest) -> str:
    return repr((request.method or "")[:20])[1:-1]
