"""The address of an answer: the query as it was asked, with the day it used."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest
from rest_framework.request import Request


def permalink(request: HttpRequest | Request, as_of: dt.date) -> str:
    """Absolute, at the path that was asked."""
    query = request.GET.copy()
    query["as_of"] = as_of.isoformat()
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
