"""What every answer under /api/ has around it: a bound on what is read, the version of the data, cache and quota
headers. Its ETag is made where answers are kept: `kb.web.kept`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation

from kb.api.errors import problem
from kb.models import data_version, one_version, version_told
from kb.web.addresses import is_api

#: Bytes. Nothing is sent to an API that is only read; a query of every filter at once takes some 2,000.
LARGEST_BODY, LONGEST_QUERY = 64 * 1024, 8 * 1024


class ApiMiddleware:
    """Stands inside the CORS middleware, so that refusals are readable across origins, and outside all others."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not is_api(request):
            return self.get_response(request)
        with one_version():
            return self.dress(request, self.refuse(request) or self.get_response(request))

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        """Messages are in English whatever the browser asks for: answers are cached, and clients read them."""
        if is_api(request):
            translation.activate("en")
            data_version()  # before anything is read

    def refuse(self, request: HttpRequest) -> HttpResponse | None:
        """A problem for a request that is larger than any this API can mean."""
        if len(request.META.get("QUERY_STRING", "")) > LONGEST_QUERY:
            return problem(request, 414, f"the query is longer than {LONGEST_QUERY} bytes: ask for less at once")
        try:
            length = int(request.META.get("CONTENT_LENGTH") or 0)
        except ValueError:
            return problem(request, 400, "Content-Length is not a number")
        if length > LARGEST_BODY:
            return problem(request, 413, "nothing is sent to this API: ask with GET, and without a body")
        return None

    def dress(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Add the headers; a condition that does not hold is a problem like any other."""
        if response.status_code == 412:
            response = problem(request, 412, "the answer is no longer the one that If-Match names")
        quota = getattr(request, "quota", None)
        for name, value in quota.headers().items() if quota else ():
            response.headers[name] = value
        # Neither session nor language plays a part here: what inner middleware says of them is not so.
        response.headers["Vary"] = "Accept, Accept-Encoding" if response.has_header("ETag") else "Accept"
        response.headers.setdefault("X-Robots-Tag", "noindex")
        version = version_told()
        if version:
            response.headers["Data-Version"] = version.digest
        if response.has_header("ETag"):
            # Kept, but asked about every time: a withdrawal must reach every copy at once.
            response.headers.setdefault("Cache-Control", "public, no-cache")
        else:
            response.headers.setdefault("Cache-Control", "no-store")
        return response
