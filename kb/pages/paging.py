"""One page of many rows, by its number."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator

from jurisdictions.parameters import ParameterReader
from jurisdictions.sentences import say


def page_of(rows: Any, reader: ParameterReader, size: int) -> Page:
    """The page that the parameter `page` asks for: of a list, or with two queries of a queryset. A number beyond
    the last is refused."""
    paginator = Paginator(rows, size)
    number = reader.one("page") or "1"
    if not number.isascii() or not number.isdigit() or not 1 <= int(number[:9]) <= paginator.num_pages:
        reader.fault("page", say("ask for a page from 1 to {last}", last=paginator.num_pages))
        reader.done()
    return paginator.page(int(number))
