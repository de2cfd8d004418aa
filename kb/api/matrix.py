"""/api/v1/matrix/: `kb.coverage.matrix` over HTTP, as JSON, CSV or a workbook."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from openpyxl import Workbook
from rest_framework import serializers
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from jurisdictions.grades import GRADES
from jurisdictions.parameters import ParameterReader
from kb.api.coverage import AS_OF, CODE, GRADE, WITHIN, ShortPlace, format_parameter
from kb.api.formats import Csv, Json, cell
from kb.api.views import AnswerSerializer, PlainView, around
from kb.asking import matrix
from kb.asking.record_start import day_asked
from kb.coverage.folding import LIMITS
from kb.coverage.matrix import RULE
from kb.coverage.subjects import JOINED
from kb.references import Reference
from kb.references.formats.renderers import CITATIONS, CITED, cited_answer

JOINED_SLUGS = frozenset(one.slug for one in JOINED)


class MatrixLimit(serializers.Serializer):
    answer = serializers.CharField()
    reason = serializers.CharField()


class MatrixGiven(serializers.Serializer):
    provision = serializers.CharField()
    answers = serializers.DictField(child=serializers.CharField(), help_text="Its own answers, by question.")


class MatrixCell(serializers.Serializer):
    answer = serializers.CharField(help_text="Of the codebook, not-assessed, or varies: it depends on the provision.")
    reason = serializers.CharField()
    grade = serializers.ChoiceField(
        choices=GRADES,
        allow_null=True,
        help_text="How well it rests: as the best of the provisions that give it where one is enough, as the least "
        "where it is said of all of them. Null: nothing is answered.",
    )
    asked = serializers.IntegerField(help_text="Provisions, surely or perhaps in force, that answer it.")
    of = serializers.IntegerField(help_text="Provisions that it is put to, or that answer it.")
    provisions = serializers.ListField(
        child=serializers.CharField(), help_text="Slugs of those that gave it, or came nearest to a joined question."
    )
    given = MatrixGiven(many=True, help_text="The same with the answers of each: the sides of an answer that varies.")
    limits = serializers.DictField(
        child=MatrixLimit(), help_text="Of a yes or partial: what the provisions that give it ask of the material."
    )


class MatrixRow(serializers.Serializer):
    jurisdiction = ShortPlace()
    cells = serializers.DictField(child=MatrixCell(), help_text="By question.")


class MatrixApplied(serializers.Serializer):
    within = serializers.CharField(allow_null=True)
    jurisdictions = serializers.ListField(child=serializers.CharField(), help_text="Those asked for; empty: all.")
    questions = serializers.ListField(child=serializers.CharField())
    as_of = serializers.DateField()
    time_zone = serializers.CharField(help_text="In which today is counted.")
    grade = serializers.ChoiceField(choices=GRADES, allow_null=True, help_text="Null: answers of every grade count.")


class MatrixSerializer(AnswerSerializer):
    rule = serializers.CharField(help_text="How several provisions make one answer.")
    applied = MatrixApplied()
    results = MatrixRow(many=True)


class MatrixCsv(Csv):
    """One line a jurisdiction, two columns a question (answer, grade), and after a joined one one for each limit."""

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> bytes:
        if "results" not in data:
            return super().render(data, accepted_media_type, renderer_context)
        return super().render({"results": _flat(data)}, accepted_media_type, renderer_context)


class MatrixXlsx(BaseRenderer):
    """The same sheet as a workbook, with a second sheet that says what was asked."""

    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    format = "xlsx"
    charset = None
    render_style = "binary"

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> bytes:
        book = Workbook(write_only=True)
        sheet = book.create_sheet("Matrix")
        if "results" in data:
            rows = _flat(data)
            sheet.append(list(rows[0]) if rows else ["jurisdiction"])
            for row in rows:
                sheet.append([cell(value) for value in row.values()])
            about = book.create_sheet("About")
            for name, value in (
                ("as of", data["applied"]["as_of"]),
                ("grade or better", data["applied"]["grade"] or ""),
                ("data version", data["data_version"] or ""),
                ("rule", data["rule"]),
                ("address", data["permalink"]),
            ):
                about.append([name, cell(value)])
        else:
            sheet.append([cell(data.get("detail", ""))])
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()


def _flat(data: Any) -> list[dict[str, Any]]:
    return [
        {"jurisdiction": row["jurisdiction"]["code"], "name": row["jurisdiction"]["name"]}
        | {name: value for question, found in row["cells"].items() for name, value in _columns(question, found)}
        for row in data["results"]
    ]


def _columns(question: str, cell: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """A question's column with that of its grade, and beside a joined question one for each of its limits."""
    yield question, cell["answer"]
    yield f"{question} grade", cell["grade"] or ""
    if question in JOINED_SLUGS:
        for limit in LIMITS:
            yield f"{question} {limit}", cell["limits"].get(limit, {}).get("answer", "")


class MatrixView(PlainView):
    """Jurisdictions by questions on a date, each cell one answer with its reason."""

    renderer_classes = [Json, MatrixCsv, MatrixXlsx, *CITATIONS]
    parameters = ("within", "jurisdiction", "questions", "as_of", "grade", "format")

    @extend_schema(
        operation_id="matrix",
        tags=["coverage"],
        responses=MatrixSerializer,
        parameters=[
            WITHIN,
            OpenApiParameter(
                "jurisdiction",
                {"type": "array", "minItems": 1, "items": CODE | {"x-code-of": "jurisdictions"}},
                description="These alone, by code, of the jurisdictions within; all where it is missing.",
            ),
            OpenApiParameter(
                "questions",
                {"type": "array", "minItems": 1, "items": CODE | {"x-slug-of": "questions"}},
                description="Of the codebook, or joined ones, by slug; all where it is missing.",
                explode=False,
                style="form",
            ),
            AS_OF,
            GRADE,
            format_parameter("json", "csv", "xlsx", *CITED),
        ],
    )
    def get(self, request: Request) -> Response:
        reader = ParameterReader(request.query_params)
        as_of = day_asked(reader)
        self.asked = matrix.read(reader, as_of)
        reader.choice("format", ("json", "csv", "xlsx", *CITED), "json")
        reader.done()
        return Response(
            {"rule": RULE} | around(request, as_of) | matrix.matrix_body(self.asked, self.asked.answer(evidence=True))
        )

    def cited(self, data: dict[str, Any]) -> Reference:
        return cited_answer("matrix", self.asked.title, data, self.renderer_classes)
