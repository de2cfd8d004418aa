"""/api/v1/precedents/, the status of a provision and the history of a ruling: `cases` over HTTP."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cases.history import DEEPEST
from cases.models import Ruling
from cases.serializers import AppealPending
from cases.standing import Standing
from jurisdictions.models import Provision
from jurisdictions.parameters import SLUG, ParameterReader
from kb.api.coverage import AS_OF, EffectShort, WordingDates, format_parameter
from kb.api.formats import Json
from kb.api.views import AnswerSerializer, PlainView, around, public_record
from kb.asking import history, precedents, provision_status
from kb.asking.record_start import day_asked
from kb.references import Reference
from kb.references.formats.renderers import CITATIONS, CITED, cited_answer

_SLUG = {"type": "string", "pattern": f"^{SLUG}$"}


class StepSerializer(serializers.Serializer):
    rule = serializers.CharField(help_text="Id of the rule it rests on.")
    text = serializers.CharField()


class RuleSerializer(serializers.Serializer):
    id = serializers.CharField()
    sentence = serializers.CharField()
    authority = serializers.CharField(help_text="As cited; empty for a rule of this knowledge base itself.")


@extend_schema_serializer(component_name="PrecedentRuling")
class RulingShort(serializers.Serializer):
    slug = serializers.CharField()
    caption = serializers.CharField(help_text="Its own, as its court published it; else its case's.")
    court = serializers.CharField()
    court_name = serializers.CharField()
    date = serializers.CharField()
    citations = serializers.ListField(child=serializers.CharField())
    precedential_status = serializers.CharField()
    appeal_pending = AppealPending(many=True, help_text="Appeals from it that were pending on the day.")


@extend_schema_serializer(component_name="PrecedentSource")
class SourceShort(serializers.Serializer):
    slug = serializers.CharField()
    title = serializers.CharField()
    url = serializers.CharField()


class GoodLawSerializer(serializers.Serializer):
    status = serializers.ChoiceField(
        choices=[standing.value for standing in Standing],
        help_text="`no-negative-treatment`: the record is silent, which is no finding that it is good law.",
    )
    words = serializers.CharField(help_text="The status as it is said to readers.")
    since = serializers.CharField(allow_null=True)
    stands = serializers.BooleanField(allow_null=True, help_text="Null: not determinable.")
    steps = StepSerializer(many=True)


class LaterSerializer(serializers.Serializer):
    kind = serializers.CharField()
    issue = serializers.CharField(allow_null=True, help_text="The only one it goes to; null: the whole ruling.")
    by = RulingShort()
    note = serializers.CharField()


class LawSerializer(serializers.Serializer):
    code = serializers.CharField(help_text="Of the jurisdiction.")
    name = serializers.CharField()


class PrecedentSerializer(serializers.Serializer):
    slug = serializers.CharField(help_text="Of the holding.")
    answer = serializers.CharField()
    scope = serializers.CharField()
    dictum = serializers.BooleanField()
    summary = serializers.CharField()
    law = LawSerializer(allow_null=True, help_text="Whose enactment it says the meaning of; null: another question.")
    ruling = RulingShort()
    good_law = GoodLawSerializer()
    later_treatment = LaterSerializer(many=True)
    steps = StepSerializer(many=True, help_text="Why it stands in this group, in order.")
    source = SourceShort(allow_null=True)  # type: ignore[assignment]  # a field's name
    pinpoint = serializers.CharField()
    note = serializers.CharField(help_text="Caution.")


class SplitSide(serializers.Serializer):
    answer = serializers.CharField()
    rulings = RulingShort(many=True)


class SplitSerializer(serializers.Serializer):
    sides = SplitSide(many=True)


class PrecedentsApplied(serializers.Serializer):
    issue = serializers.CharField()
    court = serializers.CharField()
    provision = serializers.CharField(allow_null=True)
    statute = serializers.CharField(allow_null=True)
    as_of = serializers.DateField()
    time_zone = serializers.CharField()


class PrecedentsSerializer(AnswerSerializer):
    applied = PrecedentsApplied()
    question = serializers.CharField()
    caution = serializers.CharField(help_text="What an empty group means here.")
    binding = PrecedentSerializer(many=True)
    own_court = PrecedentSerializer(many=True, help_text="The court's own earlier rulings, where they bind it.")
    binding_on_other_law = PrecedentSerializer(
        many=True, help_text="They bind on the meaning of a law that the court does not apply as its own: see `law`."
    )
    persuasive = PrecedentSerializer(many=True)
    not_determinable = PrecedentSerializer(many=True)
    splits = SplitSerializer(many=True)
    rules = RuleSerializer(many=True, help_text="Every rule that the answer used.")


class PrecedentsView(PlainView):
    """Holdings on an issue as they stand to a court on a date: binding, its own, binding on the meaning of another
    place's law, persuasive, not determinable. `provision` and `statute` leave those that concern them."""

    renderer_classes = [Json, *CITATIONS]
    parameters = (*precedents.PARAMETERS, "format")

    @extend_schema(
        operation_id="precedents",
        tags=["precedents"],
        responses=PrecedentsSerializer,
        parameters=[
            OpenApiParameter("issue", _SLUG | {"x-slug-of": "issues"}, required=True, description="Slug of the issue."),
            OpenApiParameter(
                "court", _SLUG | {"x-slug-of": "courts"}, required=True, description="Slug of the deciding court: wiwd."
            ),
            OpenApiParameter(
                "provision", _SLUG | {"x-slug-of": "provisions"}, description="Only holdings that concern this clause."
            ),
            OpenApiParameter(
                "statute",
                _SLUG | {"x-slug-of": "statutes"},
                description="Only holdings that concern this instrument, or a clause of it.",
            ),
            AS_OF,
            format_parameter("json", *CITED),
        ],
    )
    def get(self, request: Request) -> Response:
        reader = ParameterReader(request.query_params)
        reader.choice("format", ("json", *CITED), "json")
        self.asked = precedents.read(reader, day_asked(reader))
        return Response(around(request, self.asked.as_of) | precedents.precedents_body(self.asked.answer()))

    def cited(self, data: dict[str, Any]) -> Reference:
        return cited_answer("precedents", self.asked.title, data, self.renderer_classes)


class EarlierWording(serializers.Serializer):
    wording = WordingDates()
    effects = EffectShort(many=True)


class ShownBySerializer(serializers.Serializer):
    ruling = serializers.CharField()
    date = serializers.DateField()


class EffectReaching(EffectShort):
    reaches = serializers.ChoiceField(
        choices=list(provision_status.REACHES.values()),
        allow_null=True,
        help_text="Whether it reaches the court asked about; null where none is.",
    )
    reach_steps = StepSerializer(many=True)


class ProvisionStatusApplied(serializers.Serializer):
    as_of = serializers.DateField()
    time_zone = serializers.CharField()
    court = serializers.CharField(allow_null=True)


class ProvisionStatusSerializer(AnswerSerializer):
    applied = ProvisionStatusApplied()
    provision = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # a field's name
    verdict = serializers.ChoiceField(
        choices=["enforceable", "limited", "not-enforceable", "not-in-force", "not-determinable"]
    )
    wording = WordingDates(allow_null=True, help_text="The wording in force, or perhaps in force, that day.")
    shown_by = ShownBySerializer(
        allow_null=True, help_text="The ruling that shows the wording in force, where its own dates do not."
    )
    effects = EffectReaching(many=True, help_text="Those standing, or perhaps standing, that day.")
    earlier_wordings = EarlierWording(many=True, help_text="What happened to wordings it replaced; they start clean.")
    steps = StepSerializer(many=True)


class ProvisionStatusView(PlainView):
    """Whether a provision could be enforced on a date, in a court or at all, with the steps of reasoning."""

    parameters = (*provision_status.PARAMETERS, "format")

    @extend_schema(
        operation_id="provision_status",
        tags=["precedents"],
        responses=ProvisionStatusSerializer,
        parameters=[
            AS_OF,
            OpenApiParameter("court", _SLUG | {"x-slug-of": "courts"}, description="Slug of the court that is asked."),
        ],
    )
    def get(self, request: Request, slug: str) -> Response:
        reader = ParameterReader(request.query_params)
        reader.choice("format", ("json",), "json")
        asked = provision_status.read(reader, day_asked(reader))
        reader.done()
        provision = public_record(Provision, slug, "statute__jurisdiction")
        return Response(around(request, asked.as_of) | provision_status.status_body(asked.answer(provision)))


class EdgeSerializer(serializers.Serializer):
    what = serializers.ChoiceField(choices=["appeal", "treatment"])
    kind = serializers.CharField()
    by = serializers.CharField(allow_null=True, help_text="Slug of the later ruling; null: an appeal that is pending.")
    of = serializers.CharField(help_text="Slug of the ruling it was done to.")
    depth = serializers.IntegerField()
    court = serializers.CharField(allow_null=True, help_text="Of a pending appeal.")
    issue = serializers.CharField(allow_null=True, help_text="The only one a treatment goes to; null: all of it.")
    note = serializers.CharField()


class HistoryApplied(serializers.Serializer):
    as_of = serializers.DateField()
    time_zone = serializers.CharField()
    depth = serializers.IntegerField()


class HistorySerializer(AnswerSerializer):
    applied = HistoryApplied()
    ruling = RulingShort()
    good_law = GoodLawSerializer()
    rulings = RulingShort(many=True, help_text="Every ruling that an edge names.")
    edges = EdgeSerializer(many=True)


class RulingHistoryView(PlainView):
    """The line of a ruling up and down, and what other rulings did to it and it to them, as of a date."""

    parameters = (*history.PARAMETERS, "format")

    @extend_schema(
        operation_id="ruling_history",
        tags=["precedents"],
        responses=HistorySerializer,
        parameters=[
            AS_OF,
            OpenApiParameter(
                "depth",
                {"type": "integer", "minimum": 1, "maximum": DEEPEST, "default": 2},
                description="How many edges away from the ruling.",
            ),
        ],
    )
    def get(self, request: Request, slug: str) -> Response:
        reader = ParameterReader(request.query_params)
        reader.choice("format", ("json",), "json")
        asked = history.read(reader, reader.as_of())
        reader.done()
        ruling = public_record(Ruling, slug, "case__jurisdiction", "court")
        if ruling.date.earliest > asked.as_of:
            reader.fault("as_of", f"{slug} was given only on {ruling.date}")
            reader.done()
        body = history.history_body(asked, ruling, asked.answer(ruling))
        return Response(around(request, asked.as_of) | body)
