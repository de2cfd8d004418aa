"""/api/v1/published-counts/<slug>/check/: a count that others publish against our nearest question, over HTTP."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from jurisdictions.parameters import ParameterReader
from kb.api.coverage import ClauseSerializer, ShortPlace, format_parameter
from kb.api.views import PlainView, public_record
from kb.asking.published_counts import Checked, Differing, check
from kb.coverage.report import source_shown
from kb.models import PublishedCount, data_version


class CountSource(serializers.Serializer):
    slug = serializers.CharField()
    title = serializers.CharField()
    url = serializers.CharField()


class CountShort(serializers.Serializer):
    slug = serializers.CharField()
    url = serializers.URLField()
    organisation = serializers.CharField()
    subject = serializers.CharField()
    unit = serializers.CharField()
    number = serializers.IntegerField()
    counted_on = serializers.CharField()
    source = CountSource(allow_null=True)  # type: ignore[assignment]  # a field's name
    pinpoint = serializers.CharField()
    note = serializers.CharField(help_text="Caution.")


class DifferingPlace(serializers.Serializer):
    jurisdiction = ShortPlace()
    list = serializers.CharField(allow_null=True, help_text="Ours that day; null: our question does not ask about it.")
    reasons = serializers.ListField(child=serializers.CharField())
    provision = ClauseSerializer(allow_null=True, help_text="The clause that decided, or came nearest.")


class CountCheck(serializers.Serializer):
    count = CountShort()
    day = serializers.DateField(help_text="The last day that their date may mean: that of our question.")
    permalink = serializers.URLField(allow_null=True, help_text="Our question on that day; null: none comes near.")
    published_on = serializers.DateField(allow_null=True, help_text="The day, in UTC, on which the data last changed.")
    refused = serializers.ListField(
        child=serializers.CharField(), help_text="Why our question cannot be run; empty where it was."
    )
    theirs = serializers.IntegerField()
    ours = serializers.IntegerField(allow_null=True, help_text="Places that match; null: it was not run.")
    ours_by_kind = serializers.DictField(child=serializers.IntegerField(), help_text="By kind of place.")
    difference = serializers.IntegerField(allow_null=True, help_text="Ours less theirs.")
    lists = serializers.DictField(child=serializers.IntegerField(), allow_null=True)
    matches = ShortPlace(many=True)
    places_named = serializers.BooleanField(help_text="Whether they name the places: else none that differs can be.")
    only_theirs = DifferingPlace(many=True)
    only_ours = DifferingPlace(many=True)
    not_matched = serializers.CharField(help_text="What of their definition our question cannot say.")
    why = serializers.CharField(allow_null=True, help_text="What is left open here, in words.")


class PublishedCountCheckView(PlainView):
    """A count that others publish, beside the answer to our nearest question on that day: both numbers, the places
    that differ where they name theirs, and what our question cannot say of their definition."""

    parameters = ("format",)

    @extend_schema(
        operation_id="published_count_check",
        tags=["published-counts"],
        responses=CountCheck,
        parameters=[format_parameter("json")],
    )
    def get(self, request: Request, slug: str) -> Response:
        reader = ParameterReader(request.query_params)
        reader.choice("format", ("json",), "json")
        reader.done()
        count = public_record(PublishedCount, slug, "jurisdiction", "source", "places_source")
        return Response(body(request, check(count)))


def body(request: Request, checked: Checked) -> dict[str, Any]:
    count = checked.count
    absolute = request.build_absolute_uri
    version = data_version()
    return {
        "count": {
            "slug": count.slug,
            "url": absolute(reverse("api-published-counts-detail", args=[count.slug])),
            "organisation": count.organisation,
            "subject": count.subject,
            "unit": count.unit,
            "number": count.number,
            "counted_on": str(count.counted_on),
            "source": source_shown(count.source),
            "pinpoint": count.pinpoint,
            "note": count.note,
        },
        "day": checked.day.isoformat(),
        "permalink": absolute(f"{reverse('api-coverage')}?{checked.query}") if count.query else None,
        "published_on": version and version.changed_on.isoformat(),
        "refused": list(checked.refused),
        "theirs": count.number,
        "ours": checked.ours,
        "ours_by_kind": checked.by_kind,
        "difference": checked.difference,
        "lists": checked.lists,
        "matches": list(checked.matches),
        "places_named": bool(count.places),
        "only_theirs": [_differing(one) for one in checked.only_theirs],
        "only_ours": [_differing(one) for one in checked.only_ours],
        "not_matched": count.not_matched,
        "why": checked.why,
    }


def _differing(one: Differing) -> dict[str, Any]:
    clause = one.provision and {name: one.provision[name] for name in ("provision", "label", "statute", "wording")}
    return {"jurisdiction": one.place, "list": one.list, "reasons": list(one.reasons), "provision": clause}
