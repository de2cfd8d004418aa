"""Errors that Django hands over: problem documents for the API, pages for everybody else."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase

from kb.api.errors import problem
from kb.pages import errors as pages
from kb.web.addresses import is_api


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    return problem(request, 400, "the request cannot be read") if is_api(request) else pages.bad_request(request)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    return problem(request, 403, "this is not allowed") if is_api(request) else pages.permission_denied(request)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    if is_api(request):
        return problem(request, 404, "there is nothing at this address; /api/v1/ lists what there is")
    return pages.not_found(request)


def server_error(request: HttpRequest) -> HttpResponseBase:
    if is_api(request):
        return problem(request, 500, "the server failed; the failure has been logged")
    return pages.server_error(request)
