"""The parts of the OpenAPI description that drf-spectacular cannot read off the code: parameters, problems, headers."""

from __future__ import annotations

from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent
from drf_spectacular.utils import OpenApiParameter

from jurisdictions.api.records import FORMATS, RecordViewSet
from jurisdictions.parameters import DAY_PATTERN, MAX_PAGE_SIZE, PAGE_SIZE
from kb.api.errors import CONTENT_TYPE, PROBLEM_SCHEMA
from kb.api.pagination import APPLIED_SCHEMA

#: Status -> when it is answered. The body is always a problem document.
PROBLEMS = {
    "400": "A parameter is unknown or has a value that cannot be used; every fault is listed.",
    "404": "There is no public record with this slug.",
    "405": "The address is only read: with GET, HEAD or OPTIONS.",
    "406": "None of the formats that this address answers in is acceptable to the request.",
    "410": "The record was withdrawn; the detail gives the reason.",
    "413": "The request has a body; nothing is sent to this API.",
    "414": "The query is too long.",
    "429": "Too many requests from this address; Retry-After says when to try again.",
    "500": "The server failed.",
}

HEADERS = {
    "Data-Version": (
        "string",
        "Of all that is published: the same wherever the data is, another once it changes.",
    ),
    "ETag": (
        "string",
        "Changes when the answer or the data version does. Send it back in If-None-Match to be spared what has not.",
    ),
    "RateLimit-Limit": ("integer", "Requests in each window of a minute."),
    "RateLimit-Remaining": ("integer", "Requests left in this window."),
    "RateLimit-Reset": ("integer", "Seconds until the next window."),
}

#: Media type -> what a body of it is, for those that no serializer describes.
BODIES: dict[str, dict[str, Any]] = {
    "text/csv": {"type": "string"},
    "application/x-research-info-systems": {"type": "string", "description": "RIS, in UTF-8."},
    "application/x-bibtex": {"type": "string", "description": "BibTeX, in UTF-8."},
    "application/vnd.citationstyles.csl+json": {
        "type": "array",
        "description": "CSL-JSON items.",
        "items": {
            "type": "object",
            "required": ["id", "type", "title"],
            "properties": {name: {"type": "string"} for name in ("id", "type", "title")},
        },
    },
    "application/ld+json": {
        "type": "object",
        "description": "After schema.org; of a list, its page as one `@graph`.",
        "required": ["@context"],
        "properties": {"@context": {"const": "https://schema.org"}},
    },
}
LINK = ("string", 'The addresses of the next (`rel="next"`) and previous (`rel="prev"`) page.')


def parameter(name: str, schema: dict[str, Any], description: str, **kwargs: Any) -> OpenApiParameter:
    return OpenApiParameter(name, schema, OpenApiParameter.QUERY, description=description, **kwargs)


class ApiSchema(AutoSchema):
    def get_override_parameters(self) -> list[Any]:
        view = self.view
        if not isinstance(view, RecordViewSet):
            return []
        listing = view.action == "list"
        found = [
            parameter(
                "as_of",
                {"type": "string", "pattern": DAY_PATTERN, "examples": ["2025-01-01"]},
                "The day that the law is asked about; today, in UTC, if left out.",
            ),
            parameter(
                "fields",
                {"type": "array", "minItems": 1, "items": self._field_names(view).ref},
                "Only these fields, separated by commas; a dot leads into a nested record.",
                style="form",
                explode=False,
            ),
            parameter(
                "format",
                {"type": "string", "enum": list(view.formats)},
                "Goes before the header `Accept`. Citations (RIS, BibTeX, CSL-JSON, JSON-LD) take no `fields`."
                if len(view.formats) > len(FORMATS)
                else "Goes before the header `Accept`.",
            ),
        ]
        return [*found, *self._list_parameters(view)] if listing else found

    def _field_names(self, view: RecordViewSet) -> ResolvedComponent:
        model = view.queryset.model
        component = ResolvedComponent(
            name=f"{model.__name__}Field",
            type=ResolvedComponent.SCHEMA,
            object=f"{model.__name__} fields",
            schema={"type": "string", "enum": view.field_paths()},
        )
        self.registry.register_on_missing(component)
        return component

    def _list_parameters(self, view: RecordViewSet) -> list[OpenApiParameter]:
        filters = [
            parameter(name, kind.schema, f"{kind.extra['help_text']}{' Any of several.' if kind.many else ''}")
            for name, kind in view.filterset_class.base_filters.items()
        ]
        orderings = view.orderings()
        return [
            *filters,
            parameter(
                "ordering",
                {"type": "string", "enum": orderings, "default": orderings[0]},
                "What the list is sorted by, with `-` from last to first; what is not on record comes last.",
            ),
            parameter(
                "page_size",
                {"type": "integer", "minimum": 1, "maximum": MAX_PAGE_SIZE, "default": PAGE_SIZE},
                "Rows on a page.",
            ),
            parameter(
                "cursor",
                {"type": "string", "minLength": 1},
                "A place in the list, from `next` or `previous` of an earlier answer with the same filters.",
            ),
            parameter("count", {"type": "boolean", "default": False}, "Whether to count all rows."),
        ]

    def _get_filter_parameters(self) -> list[dict[str, Any]]:
        return []

    def _get_response_bodies(self, direction: Any = "response") -> dict[str, Any]:
        responses = super()._get_response_bodies(direction)
        view: Any = self.view
        record = isinstance(view, RecordViewSet)
        detail = record and view.action == "retrieve"
        for code, response in responses.items():
            if not code.startswith("2"):
                continue
            content = response.get("content", {})
            for media_type, schema in BODIES.items():
                if media_type in content:
                    content[media_type] = {"schema": schema}
            names = {**HEADERS, "Link": LINK} if record and not detail else HEADERS
            response["headers"] = {
                name: {"schema": {"type": kind}, "description": text} for name, (kind, text) in names.items()
            }
            response["description"] = response.get("description") or "The answer."
        responses["304"] = {"description": "The answer is still the one that If-None-Match names."}
        left_out = set() if "{" in self.path else {"404", "410"}
        for code, text in PROBLEMS.items():
            if code not in left_out:
                responses[code] = {
                    "description": text,
                    "content": {CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
                }
        return responses


def add_components(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """The shapes that no serializer describes. (A drf-spectacular postprocessing hook.)"""
    schemas = result.setdefault("components", {}).setdefault("schemas", {})
    schemas["Applied"] = APPLIED_SCHEMA
    schemas["Problem"] = PROBLEM_SCHEMA
    result["components"]["schemas"] = dict(sorted(schemas.items()))
    return result
