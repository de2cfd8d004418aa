"""Pages that can be walked to the end, in any ordering, while rows come and go.

A page is found by the sorting values of the row it starts after, never by a count of rows: a row that is
there throughout a walk is seen exactly once, whatever is inserted or deleted meanwhile. Equal values are
told apart by the primary key; rows without a value (a date that is not on record) come last in either
direction. A row whose own sorting value changes during a walk stands, for the rest of it, at its new place.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.db.models import F, Model, Q, QuerySet
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from jurisdictions.parameters import MAX_PAGE_SIZE, PAGE_SIZE, TIME_ZONE, InvalidParameters, ParameterFault

# Without a timestamp: the same page has the same addresses in it, and so the same ETag.
_SIGNER = signing.Signer(salt="kb.api.pagination")
_KEY = "sort_key_"


@dataclass(frozen=True)
class Cursor:
    """A place between two rows: the sorting values of one row, and which side of it the page lies.

    `included`: whether the page starts with that row itself; so it does where the page that led here
    had become empty and had no row of its own to name.
    """

    values: list[Any]
    backwards: bool = False
    included: bool = False

    def encode(self, binding: str) -> str:
        """Signed text. It cannot be made or altered outside, and fits only the list it was given for."""
        return _SIGNER.sign_object([self.values, int(self.backwards), int(self.included), binding], compress=True)

    @classmethod
    def decode(cls, text: str, binding: str) -> Cursor:
        """Raises InvalidParameters where it was not given out here, or for other filters or another ordering."""
        try:
            values, backwards, included, bound = _SIGNER.unsign_object(text)
        except (signing.BadSignature, ValueError):
            detail = "is not one that this API gave out: take it from `next` or `previous`, or start without it"
            raise InvalidParameters([ParameterFault("cursor", detail)]) from None
        if bound != binding:
            detail = (
                "belongs to another list, ordering, `as_of` or set of filters: "
                "keep those of the page it came from, or start without it"
            )
            raise InvalidParameters([ParameterFault("cursor", detail)])
        return cls(values, bool(backwards), bool(included))


@dataclass(frozen=True)
class Order:
    """Columns to sort by, each with its direction; the primary key is always the last."""

    columns: tuple[tuple[str, bool], ...]

    @classmethod
    def by(cls, *columns: str, descending: bool = False) -> Order:
        return cls((*((column, descending) for column in columns), ("pk", descending)))

    def sort(self, queryset: QuerySet, *, backwards: bool = False) -> QuerySet:
        """The queryset in this order or its reverse, each row with the values that `values_of` reads."""
        keys = {f"{_KEY}{place}": F(column) for place, (column, _) in enumerate(self.columns)}
        nulls = {"nulls_first": True} if backwards else {"nulls_last": True}
        terms = [
            F(name).desc(**nulls) if descending != backwards else F(name).asc(**nulls)
            for name, (_, descending) in zip(keys, self.columns, strict=True)
        ]
        return queryset.annotate(**keys).order_by(*terms)

    def values_of(self, row: Model) -> list[Any]:
        values = [getattr(row, f"{_KEY}{place}") for place in range(len(self.columns))]
        return [value if value is None or isinstance(value, (str, int, float)) else str(value) for value in values]

    def beyond(self, cursor: Cursor) -> Q:
        """Rows on the cursor's side of its row."""
        condition, equal = Q(), Q()
        for place, ((_, descending), value) in enumerate(zip(self.columns, cursor.values, strict=True)):
            name = f"{_KEY}{place}"
            if value is None:
                # Last of all: nothing lies after it, and before it lies whatever has a value.
                further = Q(**{f"{name}__isnull": False}) if cursor.backwards else None
                same = Q(**{f"{name}__isnull": True})
            else:
                lookup = "gt" if descending == cursor.backwards else "lt"
                further = Q(**{f"{name}__{lookup}": value})
                if not cursor.backwards:
                    further |= Q(**{f"{name}__isnull": True})
                same = Q(**{name: value})
            if further is not None:
                condition |= equal & further
            equal &= same
        return condition | equal if cursor.included else condition


@dataclass
class Page:
    """Some rows in their order, and the cursors on both sides; None where no row lies that way."""

    rows: list[Any]
    next: Cursor | None
    previous: Cursor | None


def page_of(queryset: QuerySet, order: Order, size: int, cursor: Cursor | None) -> Page:
    """The page at the cursor, the first one without; one query for its rows.

    `previous` of a page reached forwards (and `next` of one reached backwards) is given without asking
    whether rows still lie there: the page it leads to may have become empty.
    """
    backwards = cursor is not None and cursor.backwards
    rows = order.sort(queryset, backwards=backwards)
    if cursor is not None:
        rows = rows.filter(order.beyond(cursor))
    found = list(rows[: size + 1])
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    if found:
        ahead, behind = Cursor(order.values_of(found[-1])), Cursor(order.values_of(found[0]), backwards=True)
    elif cursor is not None:
        # Nothing is left on this side; the way back starts with the row that led here.
        ahead, behind = Cursor(cursor.values, included=True), Cursor(cursor.values, backwards=True, included=True)
    else:
        return Page([], None, None)
    if backwards:
        return Page(found, ahead, behind if more else None)
    return Page(found, ahead if more else None, behind if cursor is not None else None)


class CursorPagination(BasePagination):
    """The pages of every list of records; what was asked for comes from the view's `parameters`."""

    page_size = PAGE_SIZE

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        self.request, asked = request, view.parameters
        name = asked.ordering.removeprefix("-")
        order = Order.by(*asked.filterset.orderings[name], descending=asked.ordering.startswith("-"))
        self.applied = {
            "as_of": asked.as_of.isoformat(),
            "time_zone": TIME_ZONE,
            "ordering": asked.ordering,
            "page_size": asked.page_size,
            "filters": asked.filterset.applied(),
        }
        self.binding = self._binding(request.path)
        cursor = Cursor.decode(asked.cursor, self.binding) if asked.cursor else None
        self.count = queryset.order_by().count() if asked.count else None
        self.page = page_of(queryset, order, asked.page_size, cursor)
        return self.page.rows

    def _binding(self, path: str) -> str:
        kept = [path, self.applied["as_of"], self.applied["ordering"], self.applied["filters"]]
        return hashlib.sha256(json.dumps(kept, sort_keys=True).encode()).hexdigest()[:16]

    def _address(self, cursor: Cursor | None) -> str | None:
        if cursor is None:
            return None
        # The date goes along, so that a walk begun before midnight ends under the same law.
        url = replace_query_param(self.request.build_absolute_uri(), "as_of", self.applied["as_of"])
        return replace_query_param(url, "cursor", cursor.encode(self.binding))

    def get_paginated_response(self, data: Any) -> Response:
        addresses = {"next": self._address(self.page.next), "previous": self._address(self.page.previous)}
        body = {"results": data, **addresses, "applied": self.applied}
        if self.count is not None:
            body["count"] = self.count
        relations = {"next": addresses["next"], "prev": addresses["previous"]}
        link = ", ".join(f'<{address}>; rel="{name}"' for name, address in relations.items() if address)
        return Response(body, headers={"Link": link} if link else {})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        address = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["results", "next", "previous", "applied"],
            "properties": {
                "results": schema,
                "next": address | {"description": "The next page; null on the last. To be followed as it stands."},
                "previous": address | {"description": "The page before; null on the first."},
                "applied": {"$ref": "#/components/schemas/Applied"},
                "count": {"type": "integer", "minimum": 0, "description": "Rows in all; only with `count=true`."},
            },
        }


#: The component `Applied` of the API's description.
APPLIED_SCHEMA = {
    "type": "object",
    "description": "What the answer is about: the date, and the filters and ordering in force.",
    "required": ["as_of", "time_zone", "ordering", "page_size", "filters"],
    "properties": {
        "as_of": {"type": "string", "format": "date"},
        "time_zone": {"const": TIME_ZONE, "description": "In which today is counted, where no day is given."},
        "ordering": {"type": "string"},
        "page_size": {"type": "integer", "minimum": 1, "maximum": MAX_PAGE_SIZE},
        "filters": {"type": "object", "additionalProperties": True},
    },
}
