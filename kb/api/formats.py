"""JSON and CSV, and which format an answer is in; those of citations are in `kb.references.formats.renderers`."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from rest_framework import serializers
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request

from jurisdictions.serializers.records import RecordSerializer, nested_of

#: A cell that starts with one of these is taken for a formula by spreadsheet programs.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


class Negotiation(DefaultContentNegotiation):
    """`format=` goes before `Accept`. A format that is not known is left to the check of the parameters,
    which lists it with whatever else is wrong."""

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        named = request.query_params.get("format")
        if named is not None:
            first, *others = renderers
            chosen = next((renderer for renderer in (first, *others) if renderer.format == named), first)
            return chosen, chosen.media_type
        return super().select_renderer(request, renderers, format_suffix)


class Json(JSONRenderer):
    """Compact, and text as it is written rather than escaped."""

    charset = None


class Csv(BaseRenderer):
    """RFC 4180, in UTF-8: one line a record, the same columns for every answer of a list.

    A nested record takes a column for each of its fields (`court.name`); a list takes one column, its
    values or the slugs of its records separated by "; ". Text that a spreadsheet would take for a formula
    gets an apostrophe before it. Pages are those of the JSON: `Link` has the next one's address.
    """

    media_type = "text/csv"
    format = "csv"
    charset = "utf-8"

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> bytes:
        view: Any = (renderer_context or {}).get("view")
        rows = data["results"] if isinstance(data, Mapping) and "results" in data else [data]
        names = columns(view.row_serializer()) if hasattr(view, "row_serializer") else list(rows[0] if rows else ())
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(names)
        for row in rows:
            writer.writerow([cell(value_at(row, name)) for name in names])
        return text.getvalue().encode()


def columns(serializer: RecordSerializer, prefix: str = "") -> list[str]:
    """The dotted names of the columns, from the shape of the record and not from what a page holds."""
    names: list[str] = []
    for name, field in serializer.fields.items():
        nested = None if isinstance(field, serializers.ListSerializer) else nested_of(field)
        names.extend(columns(nested, f"{prefix}{name}.") if nested else [prefix + name])
    return names


def value_at(row: Any, name: str) -> Any:
    for part in name.split("."):
        if not isinstance(row, Mapping):
            return None
        row = row.get(part)
    return row


def cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return cell("; ".join(_short(item) for item in value))
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_FORMULA) else text


def _short(item: Any) -> str:
    if isinstance(item, Mapping):
        return str(next(iter(_identifying(item)), ""))
    return str(item)


def _identifying(item: Mapping[str, Any]) -> Iterator[Any]:
    """The slug; where `fields` left it out, the first plain value there is."""
    if "slug" in item:
        yield item["slug"]
    yield from (value for value in item.values() if not isinstance(value, (Mapping, list)))
