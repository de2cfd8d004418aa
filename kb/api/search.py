"""/api/v1/search/: `kb.search` over HTTP."""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from drf_spectacular.utils import OpenApiParameter, extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from jurisdictions.grades import GRADES
from jurisdictions.parameters import (
    DAY_PATTERN,
    MAX_PAGE_SIZE,
    PAGE_SIZE,
    PARTIAL_DATE_PATTERN,
    SLUG,
    TIME_ZONE,
    ParameterReader,
)
from jurisdictions.text_search import LONGEST_QUERY
from kb.api.formats import Csv, Json
from kb.api.pagination import Cursor
from kb.api.views import PlainView
from kb.asking.searching import (
    ORDERINGS,
    RELEVANCE,
    Places,
    filters,
    other_spellings,
    place_of,
    places,
    read,
    without_empty_query,
)
from kb.coverage.subjects import JOINED
from kb.search import STATUSES, TYPES, Answer, Asked, Hit, Shown, answer, facets, jurisdiction_names, shown
from kb.search.indexed import BY_TYPE
from kb.search.suggesting import entries

PARAMETERS = (
    "q", "as_of", "type", "jurisdiction", "within", "status", "date_after", "date_before", "ordering", "page_size",
    "cursor", "count", "format",
)  # fmt: skip
_RESOURCES = {"issue": "issues", "question": "questions", "jurisdiction": "jurisdictions"}


class PlaceSerializer(serializers.Serializer):
    slug = serializers.CharField()
    code = serializers.CharField()
    name = serializers.CharField()
    url = serializers.URLField()


class PlaceAnswerSerializer(serializers.Serializer):
    answer = serializers.CharField(help_text="As the matrix has it: of the codebook, not-assessed, or varies.")
    reason = serializers.CharField()
    grade = serializers.ChoiceField(choices=GRADES, allow_null=True, help_text="How well it rests.")
    limits = serializers.DictField(
        child=serializers.CharField(), help_text="Of a yes or partial: what its provisions ask of the material."
    )


class PlaceAnswersSerializer(serializers.Serializer):
    """What a place is summed up with: each joined question; null where the codebook lacks a part of it."""

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        return {
            one.slug: PlaceAnswerSerializer(allow_null=True, help_text=f"{one.label}, put to one clause at once.")
            for one in JOINED
        }


class ResultSerializer(serializers.Serializer):
    type = serializers.ChoiceField(choices=TYPES)
    slug = serializers.CharField()
    title = serializers.CharField()
    subtitle = serializers.CharField(help_text="Citation, court or code: what tells it from others of its title.")
    jurisdiction = PlaceSerializer(allow_null=True)
    date = serializers.CharField(
        allow_null=True,
        help_text="ISO 8601, as exact as its source: of a ruling; of a case's latest ruling, or start; of a "
        "statute's latest event by `as_of`; from which a provision's wording stands; a figure's last day.",
    )
    status = serializers.CharField(
        allow_null=True,
        help_text="On `as_of`: of a statute or provision; of a case; of a ruling or holding, whether it is precedent.",
    )
    url = serializers.URLField(help_text="The record in this API.")
    answers = PlaceAnswersSerializer(
        allow_null=True, help_text="Of a jurisdiction: what its law answers on `as_of`. Null for all else."
    )
    snippet = serializers.CharField(help_text="Plain text.")
    snippet_html = serializers.CharField(help_text="The same as safe HTML, with <mark> around words that match.")
    reason = serializers.CharField(help_text="Why it is a result: citation; name, as typed; words in its summary …")
    score = serializers.FloatField(
        help_text="Orders results. Its whole part says why: 4 and 5 cited, 3 named, 2 by its words, 1 nearly."
    )


class CountSerializer(serializers.Serializer):
    value = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    count = serializers.IntegerField(min_value=1)


class FacetsSerializer(serializers.Serializer):
    type = CountSerializer(many=True)
    jurisdiction = CountSerializer(many=True)
    year = CountSerializer(many=True)
    status = CountSerializer(many=True)


class SuggestionSerializer(serializers.Serializer):
    kind = serializers.ChoiceField(choices=["query", *_RESOURCES], help_text="`query`: another search.")
    text = serializers.CharField()
    url = serializers.URLField()


class SearchSerializer(serializers.Serializer):
    results = ResultSerializer(many=True)
    next = serializers.URLField(allow_null=True, help_text="The next page; null on the last.")
    previous = serializers.URLField(allow_null=True, help_text="The page before; null on the first.")
    applied = inline_serializer(
        "AppliedSearch",
        {
            "as_of": serializers.DateField(),
            "time_zone": serializers.CharField(help_text="In which today is counted."),
            "ordering": serializers.CharField(help_text="Always `relevance`."),
            "page_size": serializers.IntegerField(),
            "filters": serializers.DictField(),
            "corrected": serializers.CharField(
                allow_null=True, help_text="What was searched for instead, where nothing had the words typed."
            ),
        },
    )
    count = serializers.IntegerField(min_value=0, help_text="Results in all; always given.")
    facets = FacetsSerializer(help_text="Counts over all results, not only this page, the most first.")
    suggestions = SuggestionSerializer(many=True, help_text="Where to go on, if little or nothing was found.")


def _many(words: Sequence[str] | None, description: str, name: str) -> OpenApiParameter:
    item: dict[str, Any] = {"type": "string", "enum": list(words)} if words else {
        "type": "string", "pattern": f"^{SLUG}$", "x-code-of": "jurisdictions"
    }  # fmt: skip
    schema = {"type": "array", "minItems": 1, "items": item}
    return OpenApiParameter(name, schema, description=description, explode=False, style="form")


def _text(name: str, description: str, **schema: Any) -> OpenApiParameter:
    return OpenApiParameter(name, {"type": "string", **schema}, description=description)


class SearchView(PlainView):
    """One ranking over statutes, provisions, cases, rulings, holdings, jurisdictions and indicators."""

    renderer_classes = [Json, Csv]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        # Not PlainView's check of names: `q` may be empty here.
        super(PlainView, self).initial(request, *args, **kwargs)

    def row_serializer(self) -> serializers.Serializer:
        """The columns of the CSV."""
        return ResultSerializer()

    @extend_schema(
        operation_id="search",
        tags=["search"],
        responses=SearchSerializer,
        parameters=[
            _text("q", "A citation in any spelling, a name, or words: \"a phrase\", `or`, and `-` to refuse a word.",
                  maxLength=LONGEST_QUERY),
            _text("as_of", "The day that statuses are asked about; today, in UTC, where it is missing.",
                  pattern=DAY_PATTERN),
            _many(TYPES, "Of these types.", "type"),
            _many(None, "Of these jurisdictions, by code.", "jurisdiction"),
            _text("within", "Of this jurisdiction and its descendants, by code.", pattern=f"^{SLUG}$",
                  **{"x-code-of": "jurisdictions"}),
            _many(STATUSES, "With one of these statuses on `as_of`.", "status"),
            _text("date_after", "Surely dated on or after this date.", pattern=PARTIAL_DATE_PATTERN),
            _text("date_before", "Surely dated on or before this date.", pattern=PARTIAL_DATE_PATTERN),
            _text("ordering", "Best first, or by `date`, oldest first; `-date`: newest first. A day comes before the "
                  "month or year it lies in; results without a date come last.", enum=list(ORDERINGS)),
            OpenApiParameter("page_size", {"type": "integer", "minimum": 1, "maximum": MAX_PAGE_SIZE,
                                           "default": PAGE_SIZE}),
            _text("cursor", "From `next` or `previous`."),
            OpenApiParameter("count", {"type": "boolean"}, description="Taken as on lists; `count` is given anyway."),
            _text("format", "", enum=["json", "csv"]),
        ],
    )  # fmt: skip
    def get(self, request: Request) -> Response:
        reader = ParameterReader(without_empty_query(request.query_params))
        reader.check_names(list(PARAMETERS))
        asked = read(reader)
        ordering = reader.choice("ordering", ORDERINGS, RELEVANCE)
        page_size, cursor = reader.page_size(), reader.one("cursor")
        reader.flag("count")
        reader.choice("format", ("json", "csv"), "json")
        reader.done()
        return _Page(request, asked, ordering, page_size, cursor).response()


class _Page:
    """One page of an answer."""

    def __init__(self, request: Request, asked: Asked, ordering: str, page_size: int, cursor: str | None) -> None:
        self.request, self.asked, self.ordering, self.page_size = request, asked, ordering, page_size
        self.filters = filters(asked)
        bound = json.dumps([asked.as_of.isoformat(), ordering, self.filters])
        self.binding = hashlib.sha256(bound.encode()).hexdigest()[:16]
        # Before anything is searched, for a cursor may be refused.
        self.cursor = Cursor.decode(cursor, self.binding) if cursor else None
        self.answer: Answer = answer(asked)

    def response(self) -> Response:
        # The answer's own order is that of relevance already.
        hits = self.answer.hits if self.ordering == RELEVANCE else sorted(self.answer.hits, key=self._place)
        start, end = self._bounds(hits)
        page = hits[start:end]
        counts = facets(hits)
        codes = set(counts["jurisdiction"])
        names = jurisdiction_names(codes) if codes else {}
        texts = shown(page, self.answer.typed) if page else {}
        law = places(page, self.asked.as_of)
        rows = [
            self._row(hit, texts[hit.key], names) | {"answers": _answers(law, hit)} for hit in page if hit.key in texts
        ]
        csv = getattr(self.request.accepted_renderer, "format", "json") == "csv"
        if csv:
            rows = [
                {**row, "jurisdiction": (row["jurisdiction"] or {}).get("code"), "answers": _in_a_cell(row["answers"])}
                for row in rows
            ]
        following = Cursor(list(self._place(hits[end - 1]))) if page and end < len(hits) else None
        preceding = Cursor(list(self._place(hits[start])), backwards=True) if page and start > 0 else None
        addresses = {"next": self._address(following), "previous": self._address(preceding)}
        body = {
            "results": rows,
            **addresses,
            "applied": {
                "as_of": self.asked.as_of.isoformat(),
                "time_zone": TIME_ZONE,
                "ordering": self.ordering,
                "page_size": self.page_size,
                "filters": self.filters,
                "corrected": self.answer.corrected or None,
            },
            "count": len(hits),
            "facets": {
                name: _counts(counter, names if name == "jurisdiction" else {}) for name, counter in counts.items()
            },
            "suggestions": self._suggestions(),
        }
        relations = {"next": addresses["next"], "prev": addresses["previous"]}
        link = ", ".join(f'<{address}>; rel="{name}"' for name, address in relations.items() if address)
        return Response(body, headers={"Link": link} if link else {})

    def _place(self, hit: Hit) -> tuple[Any, ...]:
        return place_of(hit, self.ordering)

    def _bounds(self, hits: list[Hit]) -> tuple[int, int]:
        if self.cursor is None:
            return 0, min(self.page_size, len(hits))
        place: Any = tuple(self.cursor.values)
        if self.cursor.backwards:
            end = bisect_left(hits, place, key=self._place)
            return max(0, end - self.page_size), end
        start = bisect_right(hits, place, key=self._place)
        return start, min(start + self.page_size, len(hits))

    def _address(self, cursor: Cursor | None) -> str | None:
        if cursor is None:
            return None
        # The date goes along, so that a walk begun before midnight ends under the same law.
        url = replace_query_param(self.request.build_absolute_uri(), "as_of", self.asked.as_of.isoformat())
        return replace_query_param(url, "cursor", cursor.encode(self.binding))

    def _row(self, hit: Hit, text: Shown, names: Mapping[str, tuple[str, str]]) -> dict[str, Any]:
        place = None
        if hit.jurisdiction and hit.jurisdiction in names:
            slug, name = names[hit.jurisdiction]
            place = {
                "slug": slug,
                "code": hit.jurisdiction,
                "name": name,
                "url": self._record("jurisdictions", slug),
            }
        return {
            "type": hit.type,
            "slug": hit.slug,
            "title": text.title,
            "subtitle": text.subtitle,
            "jurisdiction": place,
            "date": str(hit.date) if hit.date else None,
            "status": hit.state or None,
            "url": self._record(BY_TYPE[hit.type].resource, hit.slug),
            "snippet": text.snippet,
            "snippet_html": text.snippet_html,
            "reason": self.answer.reason(hit, text),
            "score": hit.score,
        }

    def _record(self, resource: str, slug: str) -> str:
        return self.request.build_absolute_uri(reverse(f"api-{resource}-detail", args=[slug]))

    def _suggestions(self) -> list[dict[str, str]]:
        """Other spellings where words were corrected; where nothing was found at all, entries to start from."""
        found: list[dict[str, str]] = []
        here = self.request.build_absolute_uri(self.request.path)
        if self.answer.corrected:
            found.extend(
                {"kind": "query", "text": text, "url": replace_query_param(here, "q", text)}
                for text in other_spellings(self.answer)
            )
        if not self.answer.hits:
            found.extend(
                {"kind": entry.kind, "text": entry.text, "url": self._record(_RESOURCES[entry.kind], entry.slug)}
                for entry in entries()
            )
        return found


def _answers(law: Places, hit: Hit) -> dict[str, Any] | None:
    if hit.type != "jurisdiction":
        return None
    told = {
        one.question.slug: {
            "answer": one.cell.answer,
            "reason": one.cell.reason,
            "grade": one.grade,
            "limits": {limit: cell.answer for limit, cell in one.cell.limits},
        }
        for one in law.of(hit)
    }
    return {one.slug: told.get(one.slug) for one in JOINED}


def _in_a_cell(answers: Mapping[str, Any] | None) -> list[str]:
    """The answers of a place in one column of a sheet, each with what its clauses ask of the material."""
    told = []
    for question, one in (answers or {}).items():
        if one:
            limits = ", ".join(f"{limit} {answer}" for limit, answer in one["limits"].items())
            told.append(f"{question}: {one['answer']}{f' ({limits})' if limits else ''}")
    return told


def _counts(counter: Counter[str], names: Mapping[str, tuple[str, str]]) -> list[dict[str, Any]]:
    ordered = sorted(counter.items(), key=lambda item: (-item[1], item[0]))
    return [
        {"value": value, "label": names[value][1] if value in names else value, "count": count}
        for value, count in ordered
    ]
