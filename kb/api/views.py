"""What is not a list of records: the index, the quota, the description, and addresses that lead nowhere."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect
from django.urls import resolve, reverse
from django.utils import timezone
from django.views.generic import TemplateView
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiYamlRenderer2
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from jurisdictions.api.records import Gone
from jurisdictions.models import Record
from jurisdictions.parameters import ParameterReader, shown
from kb.api.formats import Json
from kb.asking.permalink import permalink
from kb.models import data_version
from kb.web.throttling import WINDOW, quota_of


class PlainView(APIView):
    """JSON only, and no parameters."""

    renderer_classes = [Json]
    parameters: tuple[str, ...] = ()

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if request.method in ("GET", "HEAD"):
            reader = ParameterReader(request.query_params)
            reader.check_names([*self.parameters])
            reader.done()


def around(request: Request, as_of: dt.date) -> dict[str, Any]:
    """What every answer of a day says of itself. `published_on` is the day on which the data last changed."""
    version = data_version()
    return {
        "permalink": permalink(request, as_of),
        "published_on": version and version.changed_on.isoformat(),
        "data_version": version and version.digest,
        "projection": as_of > timezone.localdate(),
    }


def public_record[R: Record](model: type[R], slug: str, *parents: str) -> R:
    """The public record with this slug. Raises `Gone` where it is withdrawn, NotFound where there is none."""
    rows: Any = model._default_manager
    found: R | None = rows.public().filter(slug=slug).select_related(*parents).first()
    if found is not None:
        return found
    hidden = rows.filter(slug=slug).select_related(*parents).first()
    if hidden is not None and (withdrawn := hidden.withdrawn()):
        raise Gone(withdrawn)
    raise NotFound(f"there is no {model._meta.verbose_name} with the slug {shown(slug)}")


class AnswerSerializer(serializers.Serializer):
    """What `around` gives, for the description of every answer that has it."""

    permalink = serializers.URLField(help_text="This question with its date.")
    published_on = serializers.DateField(allow_null=True, help_text="The day, in UTC, on which the data last changed.")
    data_version = serializers.CharField(
        allow_null=True, help_text="Of all that is published: the same wherever the data is, another once it changes."
    )
    projection = serializers.BooleanField(help_text="The day lies ahead: law already made, as it is set to stand.")


class ResourceRow(serializers.Serializer):
    name = serializers.CharField()
    url = serializers.URLField()
    description = serializers.CharField()


class IndexSerializer(serializers.Serializer):
    title = serializers.CharField()
    description = serializers.CharField()
    documentation = serializers.URLField()
    schema = serializers.URLField()
    limits = serializers.URLField()
    resources = ResourceRow(many=True)


class IndexView(PlainView):
    """Every resource of this API, with its address and what it holds."""

    #: (name, path from the API's root, description), given by the router.
    resources: list[tuple[str, str, str]] = []

    @extend_schema(operation_id="index", responses=IndexSerializer, tags=["about"])
    def get(self, request: Request) -> Response:
        root = request.build_absolute_uri(reverse("api-index"))
        body = {
            "title": "Law on AI-generated CSAM",
            "description": (
                "Statutes, court rulings and how they bear on each other on a given date. Reference data; "
                "each answer names its source and is graded by how well it rests on it. Not legal advice."
            ),
            "documentation": request.build_absolute_uri(reverse("api-docs")),
            "schema": request.build_absolute_uri(reverse("api-schema")),
            "limits": request.build_absolute_uri(reverse("api-limits")),
            "resources": [
                {"name": name, "url": root + path, "description": description}
                for name, path, description in self.resources
            ],
        }
        return Response(body)


class LimitsSerializer(serializers.Serializer):
    limit = serializers.IntegerField(help_text="Requests in each window.")
    window = serializers.IntegerField(help_text="Seconds.")
    remaining = serializers.IntegerField(help_text="Requests left in this window.")
    reset = serializers.IntegerField(help_text="Seconds until the next window.")


class LimitsView(PlainView):
    """What is left of your quota. Asking does not spend it."""

    throttle_classes = []

    @extend_schema(operation_id="limits", responses=LimitsSerializer, tags=["about"])
    def get(self, request: Request) -> Response:
        quota = quota_of(request, spend=False)
        assert quota is not None
        plain = request._request  # noqa: SLF001  (REST framework's name for the request that the middleware has)
        plain.quota = quota  # type: ignore[attr-defined]
        body = {"limit": quota.limit, "window": WINDOW, "remaining": quota.remaining, "reset": quota.reset}
        return Response(body, headers={"Cache-Control": "no-store"})


@cache
def description() -> dict[str, Any]:
    """The OpenAPI document. It depends on the code only, so it is made once a process."""
    return SchemaGenerator().get_schema(request=None, public=True)


@extend_schema(exclude=True)
class SchemaView(PlainView):
    """This API's OpenAPI 3.1 description, as JSON or (`?format=yaml`) YAML."""

    renderer_classes = [Json, OpenApiYamlRenderer2]
    parameters = ("format",)

    def get(self, request: Request) -> Response:
        reader = ParameterReader(request.query_params)
        reader.choice("format", ("json", "yaml"), "json")
        reader.done()
        return Response(description())


class DocsView(TemplateView):
    """The description as a page where requests can be tried. Everything it loads comes from this site."""

    template_name = "kb/api_docs.html"


@extend_schema(exclude=True)
class NowhereView(APIView):
    """404 for what is not there; an address that only lacks its last slash is sent to the right one."""

    renderer_classes = [Json]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method in ("GET", "HEAD") and not request.path.endswith("/"):
            there = resolve(f"{request.path_info}/").func
            if getattr(there, "cls", None) is not NowhereView:
                query = request.META.get("QUERY_STRING", "")
                return HttpResponsePermanentRedirect(f"{quote(request.path)}/" + (f"?{query}" if query else ""))
        return super().dispatch(request, *args, **kwargs)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        raise NotFound("there is nothing at this address; /api/v1/ lists what there is")
