"""/api/v1/coverage/ and /api/v1/matrix/: `kb.coverage` over HTTP."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from jurisdictions.grades import GRADES
from jurisdictions.parameters import DAY_PATTERN, SLUG, TIME_ZONE, ParameterReader
from kb.api.formats import Csv, Json
from kb.api.views import AnswerSerializer, PlainView, around
from kb.asking import coverage
from kb.asking.coverage import CoverageAsked
from kb.asking.record_start import day_asked
from kb.coverage.answering import Outcome
from kb.coverage.causes import WHAT, Kind
from kb.coverage.comparing import counted, moves, moves_sentence
from kb.coverage.counting import by_kind, sentence
from kb.coverage.report import Coverage, entries
from kb.references import Reference
from kb.references.formats.renderers import CITATIONS, CITED, cited_answer

#: A day before the record starts is refused, and no pattern can say when that is.
_DAY = {"type": "string", "pattern": DAY_PATTERN, "x-day-on-record": True}
CODE = {"type": "string", "pattern": f"^{SLUG}$"}

CONDITION = {"type": "string", "pattern": "^[-a-z]+:[-a-z]+([|][-a-z]+)*$", "x-condition-on": "questions"}
CONDITIONS = {"type": "array", "minItems": 1, "items": CONDITION}

WITHIN = OpenApiParameter(
    "within", CODE | {"x-code-of": "jurisdictions"}, description="Of this jurisdiction and its descendants, by code."
)
AS_OF = OpenApiParameter(
    "as_of", _DAY, description="The day the law is asked about; today, in UTC, where it is missing."
)
GRADE = OpenApiParameter(
    "grade",
    {"type": "string", "enum": list(GRADES)},
    description="Answers must rest at least this well: those of a lower grade count as not assessed.",
)


def format_parameter(*names: str) -> OpenApiParameter:
    return OpenApiParameter("format", {"type": "string", "enum": list(names)}, description="Goes before `Accept`.")


class ShortStatute(serializers.Serializer):
    slug = serializers.CharField()
    citation = serializers.CharField()


class WordingDates(serializers.Serializer):
    slug = serializers.CharField()
    valid_from = serializers.CharField(allow_null=True, help_text="Null: its start is not on record.")
    valid_to = serializers.CharField(allow_null=True, help_text="First day no longer in force; null: no end on record.")
    shown_on = serializers.CharField(allow_null=True, help_text="Earliest day a source shows it in force.")


class ClauseSerializer(serializers.Serializer):
    provision = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # a field's name, and Field.label's too
    statute = ShortStatute()
    wording = WordingDates()


class ShortSource(serializers.Serializer):
    slug = serializers.CharField()
    title = serializers.CharField(required=False)
    url = serializers.CharField()
    kind = serializers.CharField(required=False)
    language = serializers.CharField(required=False)


class ConditionSerializer(serializers.Serializer):
    asked = serializers.ChoiceField(choices=["where", "any", "none", "also"], help_text="The parameter that asks it.")
    question = serializers.CharField()
    accepts = serializers.ListField(child=serializers.CharField())
    answer = serializers.CharField()
    met = serializers.BooleanField()
    through = ClauseSerializer(allow_null=True, help_text="Whose coding it is: the clause's own, or a definition's.")
    source = ShortSource(allow_null=True)  # type: ignore[assignment]  # a field's name
    pinpoint = serializers.CharField()
    note = serializers.CharField(help_text="Caution.")
    checked_on = serializers.CharField(allow_null=True)
    words = serializers.CharField(help_text="The term of the law on which the answer turns.")
    words_language = serializers.CharField(allow_null=True)
    read = serializers.CharField(allow_null=True, help_text="What was read: clause, definition or digest.")
    grade = serializers.ChoiceField(choices=GRADES, allow_null=True, help_text="How well the answer rests.")
    grade_because = serializers.ListField(child=serializers.CharField())


class ShortRuling(serializers.Serializer):
    slug = serializers.CharField()
    caption = serializers.CharField()
    court = serializers.CharField(required=False)


class EffectShort(serializers.Serializer):
    slug = serializers.CharField()
    kind = serializers.CharField()
    reach = serializers.CharField()
    court = serializers.CharField(allow_null=True)
    since = serializers.CharField()
    until = serializers.CharField(allow_null=True)
    ruling = ShortRuling()
    source = ShortSource(allow_null=True)  # type: ignore[assignment]  # a field's name
    note = serializers.CharField()


class CoveredProvision(ClauseSerializer):
    asked = serializers.ChoiceField(
        choices=["where", "none", "also"],
        help_text="Whether it stands here for `where` and `any` together, or for what is asked of the place besides.",
    )
    reasons = serializers.ListField(child=serializers.CharField(), help_text="What it lacks, or why it is not sure.")
    enforceability = serializers.CharField()
    penalty = serializers.CharField()
    note = serializers.CharField()
    conditions = ConditionSerializer(many=True)
    effects = EffectShort(many=True, help_text="Effects of rulings that stood, or may have stood, that day.")


class ShortPlace(serializers.Serializer):
    code = serializers.CharField()
    slug = serializers.CharField()
    name = serializers.CharField()
    kind = serializers.CharField(required=False)


class Above(serializers.Serializer):
    jurisdiction = serializers.CharField()
    list = serializers.ChoiceField(choices=[outcome.value for outcome in Outcome])


class CoverageEntry(serializers.Serializer):
    jurisdiction = ShortPlace()
    reasons = serializers.ListField(child=serializers.CharField())
    provisions = CoveredProvision(many=True, help_text="All that match; else the nearest misses, best first.")
    provisions_considered = serializers.IntegerField()
    law_above = Above(many=True, help_text="Where the law that also applies there (federal law) stands; never merged.")


class ShortProvision(serializers.Serializer):
    slug = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # a field's name, and Field.label's too


class EventShort(serializers.Serializer):
    kind = serializers.CharField()
    date = serializers.CharField()
    by = serializers.CharField()


class Because(serializers.Serializer):
    what = serializers.ChoiceField(choices=list(WHAT))
    counts_as = serializers.ChoiceField(choices=[kind.value for kind in Kind])
    date = serializers.CharField(allow_null=True, help_text="As exact as it is on record; null: none is.")
    provision = ShortProvision(help_text="The clause of which something changed: the offence, or a definition.")
    statute = ShortStatute(help_text="Its instrument; of an event, the one whose event it is.")
    wording = serializers.CharField()
    act = ShortStatute(allow_null=True, help_text="What made the wording that begins, where that is on record.")
    event = EventShort(allow_null=True, help_text="The event of that day, where one is on record.")
    kind = serializers.CharField(allow_null=True, help_text="Kind of the event, or of the ruling's effect.")
    by = serializers.CharField(help_text="Of an event: who or what did it.")
    reach = serializers.CharField(allow_null=True)
    ruling = ShortRuling(allow_null=True)
    note = serializers.CharField()
    source = ShortSource(allow_null=True)  # type: ignore[assignment]  # a field's name


class DecidingProvision(ClauseSerializer):
    reasons = serializers.ListField(child=serializers.CharField())


class Deciding(serializers.Serializer):
    to = DecidingProvision(allow_null=True)

    def get_fields(self) -> dict[str, Any]:
        return {"from": DecidingProvision(allow_null=True), **super().get_fields()}


class Move(serializers.Serializer):
    jurisdiction = ShortPlace()
    kind = serializers.ChoiceField(
        choices=[kind.value for kind in Kind],
        help_text="Whether the law changed, a date on record is not exact, or we learned; the strongest that is sure.",
    )
    to = serializers.CharField()
    deciding = Deciding(help_text="The clause that decided on each day; null: none answered.")
    because = Because(many=True, help_text="What moved it, and nothing else that happened between the days.")

    def get_fields(self) -> dict[str, Any]:
        return {**super().get_fields(), "from": serializers.CharField()}


class CoverageApplied(serializers.Serializer):
    where = serializers.ListField(child=serializers.CharField())
    any = serializers.ListField(child=serializers.CharField())
    none = serializers.ListField(child=serializers.CharField())
    also = serializers.ListField(child=serializers.CharField())
    basis = serializers.ChoiceField(choices=list(coverage.BASES))
    kind = serializers.ListField(child=serializers.CharField(), help_text="Empty: every kind.")
    within = serializers.CharField(allow_null=True)
    as_of = serializers.DateField()
    compare_to = serializers.DateField(allow_null=True)
    as_known = serializers.DateField(
        allow_null=True, help_text="Null: as this knowledge base says now. Earlier states join with its change log."
    )
    enforceable = serializers.ChoiceField(
        choices=list(coverage.ENFORCEABLE), help_text="The older word for `basis`: whether rulings count."
    )
    grade = serializers.ChoiceField(choices=GRADES, allow_null=True, help_text="Null: answers of every grade count.")
    time_zone = serializers.CharField(help_text="In which today is counted.")


class CountsByKind(serializers.Serializer):
    def get_fields(self) -> dict[str, Any]:
        counted = serializers.DictField(child=serializers.IntegerField())
        return {outcome.value: counted for outcome in Outcome}


class CoverageSerializer(AnswerSerializer):
    sentence = serializers.CharField(help_text="What was counted, in words that can be quoted.")
    applied = CoverageApplied()
    counts = serializers.DictField(child=serializers.IntegerField())
    by_kind = CountsByKind(
        help_text="The same by kind of jurisdiction. A country whose states are asked about too is a `federation`."
    )
    match = CoverageEntry(many=True)
    no_match = CoverageEntry(many=True)
    unclear = CoverageEntry(many=True)
    silent = CoverageEntry(many=True)
    not_assessed = CoverageEntry(many=True)
    moves = Move(many=True, allow_null=True, help_text="With compare_to: what is in another list than that day.")
    moves_by_kind = serializers.DictField(
        child=serializers.IntegerField(), allow_null=True, help_text="With compare_to: how many moves are of each kind."
    )
    moves_sentence = serializers.CharField(allow_null=True, help_text="With compare_to: what moved, in words.")


class CoverageCsv(Csv):
    """One line a jurisdiction and provision shown, one column a condition. Conditions of `none` and `also` have columns
    of their own, and each provision then says for which it stands."""

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> bytes:
        if "match" not in data:
            return super().render(data, accepted_media_type, renderer_context)
        asked = {
            _column(name, condition.partition(":")[0]): None
            for name in coverage.CONDITIONS
            for condition in data["applied"][name]
        }
        of_the_place = bool(data["applied"]["none"] or data["applied"]["also"])
        rows = [
            row
            for outcome in Outcome
            for entry in data[outcome.value]
            for row in _lines(outcome.value, entry, list(asked), of_the_place=of_the_place)
        ]
        return super().render({"results": rows or [dict.fromkeys(_HEAD)]}, accepted_media_type, renderer_context)


_HEAD = (
    "jurisdiction",
    "name",
    "list",
    "provision",
    "statute",
    "wording",
    "valid_from",
    "valid_to",
    "shown_on",
    "reasons",
)


def _column(asked: str, question: str) -> str:
    """The column of a condition: that of a clause's own conditions has the question's name alone."""
    return f"{asked} {question}" if asked in ("none", "also") else question


def _lines(name: str, entry: dict[str, Any], asked: list[str], *, of_the_place: bool) -> list[dict[str, Any]]:
    place = {"jurisdiction": entry["jurisdiction"]["code"], "name": entry["jurisdiction"]["name"], "list": name}
    lines = []
    for provision in entry["provisions"] or [None]:
        wording = provision["wording"] if provision else {}
        line = place | {
            "provision": provision and provision["label"],
            "statute": provision and provision["statute"]["citation"],
            "wording": wording.get("slug"),
            **{name: wording.get(name) for name in ("valid_from", "valid_to", "shown_on")},
            "reasons": provision["reasons"] if provision else entry["reasons"],
            **({"asked": provision and provision["asked"]} if of_the_place else {}),
            **{column: None for question in asked for column in (question, f"{question} grade", f"{question} source")},
        }
        for condition in provision["conditions"] if provision else ():
            column = _column(condition["asked"], condition["question"])
            line[column] = condition["answer"]
            line[f"{column} grade"] = condition["grade"]
            line[f"{column} source"] = condition["source"] and condition["source"]["url"]
        lines.append(line)
    return lines


class CoverageView(PlainView):
    """Which jurisdictions have law in force that meets conditions on a date: five lists that never overlap."""

    renderer_classes = [Json, CoverageCsv, *CITATIONS]
    parameters = (*coverage.PARAMETERS, "format")

    @extend_schema(
        operation_id="coverage",
        tags=["coverage"],
        responses=CoverageSerializer,
        parameters=[
            OpenApiParameter(
                "where",
                {**CONDITIONS, "x-one-of": ["where", "any"]},
                description="A condition, question:answer|answer; repeat it for more. One provision must meet all. "
                "There must be one of `where` or of `any`.",
            ),
            OpenApiParameter(
                "any",
                CONDITIONS,
                description="Conditions of which that provision must meet at least one, besides all of `where`.",
            ),
            OpenApiParameter(
                "none",
                CONDITIONS,
                description="A condition that no provision of the place may meet. Where one may meet it, being "
                "unclear, silent, not assessed or only perhaps in force, the place is no match, but open.",
            ),
            OpenApiParameter(
                "also",
                CONDITIONS,
                description="A condition that another provision of the same place must meet, or the same: as a duty "
                "beside an offence. Repeat it for more, each of which some provision must meet.",
            ),
            WITHIN,
            AS_OF,
            OpenApiParameter("compare_to", _DAY, description="Another day: what moved between the lists, and why."),
            OpenApiParameter(
                "basis",
                {"type": "string", "enum": list(coverage.BASES)},
                description="What counts as law: what is in force and rulings left enforceable (the default); what is "
                "in force, whatever rulings said; or also what is enacted and has not begun, or whose beginning is not "
                "on record.",
            ),
            OpenApiParameter(
                "enforceable",
                {"type": "string", "enum": list(coverage.ENFORCEABLE), "x-older-for": "basis"},
                deprecated=True,
                description="The older spelling of `basis`: text for in-force, in-practice for enforceable.",
            ),
            OpenApiParameter(
                "kind",
                {"type": "array", "minItems": 1, "items": {"type": "string", "enum": list(coverage.KINDS)}},
                explode=False,
                description="Only jurisdictions of these kinds; repeat it, or separate them by commas.",
            ),
            GRADE,
            format_parameter("json", "csv", *CITED),
        ],
    )
    def get(self, request: Request) -> Response:
        reader = ParameterReader(request.query_params)
        as_of = day_asked(reader)
        self.asked = coverage.read(reader, as_of)
        reader.choice("format", ("json", "csv", *CITED), "json")
        reader.done()
        return Response(body(request, self.asked, *self.asked.answer()))

    def cited(self, data: dict[str, Any]) -> Reference:
        return cited_answer("coverage", self.asked.title, data, self.renderer_classes, str(data["sentence"]))


def body(request: Request, asked: CoverageAsked, now: Coverage, then: Coverage | None) -> dict[str, Any]:
    lists = entries(now)
    moved = moves(now, then) if then else None
    return {
        "sentence": sentence(now),
        **around(request, now.date),
        "applied": {**asked.applied(), "as_known": None, "time_zone": TIME_ZONE},
        "counts": {name: len(found) for name, found in lists.items()},
        "by_kind": by_kind(now),
        **lists,
        "moves": moved,
        "moves_by_kind": None if moved is None else counted(moved),
        "moves_sentence": moves_sentence(now, then, moved) if then and moved is not None else None,
    }
