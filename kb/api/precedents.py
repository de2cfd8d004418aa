"""/api/v1/precedents/, the status of a provision and the history of a ruling: `cases` over HTTP."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_serializer
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from cases.history import DEEPEST, history
from cases.models import Issue, Ruling
from cases.precedents import GROUPS, Precedent, Precedents, RulingShown, Split, precedents
from cases.provision_status import ProvisionStatus, provision_status
from jurisdictions.api.records import Gone
from jurisdictions.models import Court, Provision, Record
from jurisdictions.parameters import SLUG, ParameterReader, nearest, shown
from kb.api.coverage import AS_OF, EffectShort, WordingDates, format_parameter, permalink
from kb.api.formats import Json
from kb.api.record_start import check_on_record
from kb.api.views import PlainView
from kb.coverage.report import effect_shown, source_shown
from kb.loading import last_loaded
from kb.references import Reference
from kb.references.renderers import CITATIONS, CITED, cited_answer

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
    caption = serializers.CharField()
    court = serializers.CharField()
    court_name = serializers.CharField()
    date = serializers.CharField()
    citations = serializers.ListField(child=serializers.CharField())
    precedential_status = serializers.CharField()


@extend_schema_serializer(component_name="PrecedentSource")
class SourceShort(serializers.Serializer):
    slug = serializers.CharField()
    title = serializers.CharField()
    url = serializers.CharField()


class GoodLawSerializer(serializers.Serializer):
    status = serializers.CharField(
        help_text="good, overruled, reversed, vacated, limited, questioned, superseded or unclear."
    )
    since = serializers.CharField(allow_null=True)
    stands = serializers.BooleanField(allow_null=True, help_text="Null: not determinable.")
    steps = StepSerializer(many=True)


class LaterSerializer(serializers.Serializer):
    kind = serializers.CharField()
    by = RulingShort()
    note = serializers.CharField()


class PrecedentSerializer(serializers.Serializer):
    slug = serializers.CharField(help_text="Of the holding.")
    answer = serializers.CharField()
    scope = serializers.CharField()
    dictum = serializers.BooleanField()
    summary = serializers.CharField()
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
    as_of = serializers.DateField()


class PrecedentsSerializer(serializers.Serializer):
    permalink = serializers.URLField()
    published_on = serializers.DateTimeField(allow_null=True)
    projection = serializers.BooleanField()
    applied = PrecedentsApplied()
    question = serializers.CharField()
    caution = serializers.CharField(help_text="What an empty group means here.")
    binding = PrecedentSerializer(many=True)
    own_court = PrecedentSerializer(many=True, help_text="The court's own earlier rulings, where they bind it.")
    persuasive = PrecedentSerializer(many=True)
    not_determinable = PrecedentSerializer(many=True)
    splits = SplitSerializer(many=True)
    rules = RuleSerializer(many=True, help_text="Every rule that the answer used.")


def _the[R: Record](reader: ParameterReader, name: str, model: type[R]) -> R | None:
    """The public record whose slug the parameter gives; a fault, with the nearest slug, where there is none."""
    slug = reader.one(name)
    if slug is None:
        if not reader.refused(name):
            reader.fault(name, "is missing: give the slug of one")
        return None
    rows: Any = model._default_manager.public()
    found: R | None = rows.filter(slug=slug).first() if "\x00" not in slug else None
    if found is None:
        near = nearest(slug, rows.values_list("slug", flat=True))
        reader.fault(name, f"there is no {name} {shown(slug)}" + (f"; did you mean {near}?" if near else ""), near)
    return found


def _record[R: Record](model: type[R], slug: str, *parents: str) -> R:
    """The public record with this slug. Raises `Gone` where it is withdrawn, NotFound where there is none."""
    rows: Any = model._default_manager
    found: R | None = rows.public().filter(slug=slug).select_related(*parents).first()
    if found is not None:
        return found
    hidden = rows.filter(slug=slug).select_related(*parents).first()
    if hidden is not None and (withdrawn := hidden.withdrawn()):
        raise Gone(withdrawn)
    raise NotFound(f"there is no {model._meta.verbose_name} with the slug {shown(slug)}")


class PrecedentsView(PlainView):
    """Holdings on an issue as they stand to a court on a date: binding, its own, persuasive, not determinable."""

    renderer_classes = [Json, *CITATIONS]
    parameters = ("issue", "court", "as_of", "format")

    @extend_schema(
        operation_id="precedents",
        tags=["precedents"],
        responses=PrecedentsSerializer,
        parameters=[
            OpenApiParameter("issue", _SLUG | {"x-slug-of": "issues"}, required=True, description="Slug of the issue."),
            OpenApiParameter(
                "court", _SLUG | {"x-slug-of": "courts"}, required=True, description="Slug of the deciding court: wiwd."
            ),
            AS_OF,
            format_parameter("json", *CITED),
        ],
    )
    def get(self, request: Request) -> Response:
        reader = ParameterReader(request.query_params)
        reader.choice("format", ("json", *CITED), "json")
        as_of = reader.as_of()
        issue, court = _the(reader, "issue", Issue), _the(reader, "court", Court)
        check_on_record(reader, as_of=as_of)
        reader.done()
        assert issue is not None
        assert court is not None
        self.court = court
        return Response(precedents_body(request, precedents(issue, court, as_of)))

    def cited(self, data: dict[str, Any]) -> Reference:
        title = f"Precedents for the {self.court.name} on: {data['question']}"
        return cited_answer("precedents", title, data, self.renderer_classes)


def precedents_body(request: Request, found: Precedents) -> dict[str, Any]:
    return {
        "permalink": permalink(request, found.date),
        "published_on": last_loaded(),
        "projection": found.date > timezone.localdate(),
        "applied": {"issue": found.issue.slug, "court": found.court.slug, "as_of": found.date.isoformat()},
        "question": found.issue.text,
        "caution": (
            "Only rulings on record here are weighed. An empty group says that none is on record, not that none exists."
        ),
        **{weight.value: [_precedent(entry) for entry in found.groups[weight]] for weight in GROUPS},
        "splits": [_split(split) for split in found.splits],
        "rules": [{"id": rule.id, "sentence": rule.sentence, "authority": rule.source} for rule in found.rules],
    }


def _precedent(entry: Precedent) -> dict[str, Any]:
    holding, good = entry.holding, entry.good_law
    return {
        "slug": holding.slug,
        "answer": holding.answer,
        "scope": holding.scope,
        "dictum": holding.dictum,
        "summary": holding.summary,
        "ruling": ruling_shown(holding.ruling),
        "good_law": {
            "status": good.status.value,
            "since": None if good.since is None else str(good.since),
            "stands": good.stands,
            "steps": _steps(good.steps),
        },
        "later_treatment": [
            {"kind": treatment.kind, "by": ruling_shown(treatment.citing), "note": treatment.note}
            for treatment in entry.later
        ],
        "steps": _steps(entry.weighed.steps),
        "source": source_shown(holding.source),
        "pinpoint": holding.pinpoint,
        "note": holding.note,
    }


def _split(split: Split) -> dict[str, Any]:
    return {
        "sides": [
            {"answer": answer, "rulings": [ruling_shown(holding.ruling) for holding in holdings]}
            for answer, holdings in zip(split.answers, split.holdings, strict=True)
        ]
    }


def ruling_shown(ruling: Ruling | RulingShown) -> dict[str, Any]:
    """A ruling, short."""
    return {
        "slug": ruling.slug,
        "caption": ruling.case.caption,
        "court": ruling.court.slug,
        "court_name": ruling.court.name,
        "date": str(ruling.date),
        "citations": ruling.citations,
        "precedential_status": ruling.precedential,
    }


def _steps(steps: Any) -> list[dict[str, str]]:
    return [{"rule": step.rule, "text": step.text} for step in steps]


class EarlierWording(serializers.Serializer):
    wording = WordingDates()
    effects = EffectShort(many=True)


class ProvisionStatusApplied(serializers.Serializer):
    as_of = serializers.DateField()
    court = serializers.CharField(allow_null=True)


class ProvisionStatusSerializer(serializers.Serializer):
    permalink = serializers.URLField()
    published_on = serializers.DateTimeField(allow_null=True)
    projection = serializers.BooleanField()
    applied = ProvisionStatusApplied()
    provision = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # a field's name
    verdict = serializers.ChoiceField(
        choices=["enforceable", "limited", "not-enforceable", "not-in-force", "not-determinable"]
    )
    wording = WordingDates(allow_null=True, help_text="The wording in force, or perhaps in force, that day.")
    effects = EffectShort(many=True, help_text="Those standing, or perhaps standing, that day.")
    earlier_wordings = EarlierWording(many=True, help_text="What happened to wordings it replaced; they start clean.")
    steps = StepSerializer(many=True)


class ProvisionStatusView(PlainView):
    """Whether a provision could be enforced on a date, in a court or at all, with the steps of reasoning."""

    parameters = ("as_of", "court", "format")

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
        as_of = reader.as_of()
        court = _the(reader, "court", Court) if "court" in request.query_params else None
        check_on_record(reader, as_of=as_of)
        reader.done()
        provision = _record(Provision, slug, "statute__jurisdiction")
        return Response(status_body(request, provision_status(provision, as_of, court=court)))


def status_body(request: Request, found: ProvisionStatus) -> dict[str, Any]:
    return {
        "permalink": permalink(request, found.date),
        "published_on": last_loaded(),
        "projection": found.date > timezone.localdate(),
        "applied": {"as_of": found.date.isoformat(), "court": found.court and found.court.slug},
        "provision": found.provision.slug,
        "label": found.provision.label,
        "verdict": found.enforceability.verdict.value,
        "wording": _dates(found.text) if found.text else None,
        "effects": [effect_shown(effect) for effect in found.effects],
        "earlier_wordings": [
            {"wording": _dates(text), "effects": [effect_shown(effect) for effect in effects]}
            for text, effects in found.earlier
        ],
        "steps": _steps(found.enforceability.steps),
    }


def _dates(text: Any) -> dict[str, Any]:
    names = ("valid_from", "valid_to", "shown_on")
    dates = {name: getattr(text, name) for name in names}
    return {"slug": text.slug} | {name: None if date is None else str(date) for name, date in dates.items()}


class EdgeSerializer(serializers.Serializer):
    what = serializers.ChoiceField(choices=["appeal", "treatment"])
    kind = serializers.CharField()
    by = serializers.CharField(allow_null=True, help_text="Slug of the later ruling; null: an appeal that is pending.")
    of = serializers.CharField(help_text="Slug of the ruling it was done to.")
    depth = serializers.IntegerField()
    court = serializers.CharField(allow_null=True, help_text="Of a pending appeal.")
    note = serializers.CharField()


class HistoryApplied(serializers.Serializer):
    as_of = serializers.DateField()
    depth = serializers.IntegerField()


class HistorySerializer(serializers.Serializer):
    permalink = serializers.URLField()
    applied = HistoryApplied()
    ruling = RulingShort()
    good_law = GoodLawSerializer()
    rulings = RulingShort(many=True, help_text="Every ruling that an edge names.")
    edges = EdgeSerializer(many=True)


class RulingHistoryView(PlainView):
    """The line of a ruling up and down, and what other rulings did to it and it to them, as of a date."""

    parameters = ("as_of", "depth", "format")

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
        as_of = reader.as_of()
        depth = int(reader.choice("depth", [str(number) for number in range(1, DEEPEST + 1)], "2"))
        reader.done()
        ruling = _record(Ruling, slug, "case__jurisdiction", "court")
        if ruling.date.earliest > as_of:
            reader.fault("as_of", f"{slug} was given only on {ruling.date}")
            reader.done()
        found = history(ruling, as_of, depth=depth)
        good = found.good_law
        body = {
            "permalink": permalink(request, as_of),
            "applied": {"as_of": as_of.isoformat(), "depth": depth},
            "ruling": ruling_shown(ruling),
            "good_law": {
                "status": good.status.value,
                "since": None if good.since is None else str(good.since),
                "stands": good.stands,
                "steps": _steps(good.steps),
            },
            "rulings": [ruling_shown(one) for one in found.rulings],
            "edges": [
                {"what": edge.what, "kind": edge.kind, "by": edge.by, "of": edge.of, "depth": edge.depth,
                 "court": edge.court, "note": edge.note}
                for edge in found.edges
            ],
        }  # fmt: skip
        return Response(body)
