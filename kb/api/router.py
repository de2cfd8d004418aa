"""Every resource of the API: lists of records (`kb.records`), and answers. To add an answer, add its line here."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path, re_path
from rest_framework.routers import SimpleRouter

from kb.api.coverage import CoverageView
from kb.api.matrix import MatrixView
from kb.api.precedents import PrecedentsView, ProvisionStatusView, RulingHistoryView
from kb.api.published_counts import PublishedCountCheckView
from kb.api.search import SearchView
from kb.api.views import DocsView, IndexView, LimitsView, NowhereView, SchemaView
from kb.records import RECORDS

#: Answers that are not a list of one kind of record: (name, view). The view's docstring describes it.
ANSWERS: list[tuple[str, type]] = [
    ("search", SearchView),
    ("coverage", CoverageView),
    ("matrix", MatrixView),
    ("precedents", PrecedentsView),
]


def _resources() -> list[tuple[str, str, str]]:
    return [(name, f"{name}/", " ".join((view.__doc__ or "").split())) for name, view in [*RECORDS.items(), *ANSWERS]]


def _urls() -> list[URLPattern | URLResolver]:
    router = SimpleRouter()
    for name, viewset in RECORDS.items():
        router.register(name, viewset, basename=f"api-{name}")
    return [
        path("v1/", IndexView.as_view(resources=_resources()), name="api-index"),
        path("v1/limits/", LimitsView.as_view(), name="api-limits"),
        path("v1/schema/", SchemaView.as_view(), name="api-schema"),
        path("v1/docs/", DocsView.as_view(), name="api-docs"),
        *(path(f"v1/{name}/", view.as_view(), name=f"api-{name}") for name, view in ANSWERS),  # type: ignore[attr-defined]
        path("v1/provisions/<slug:slug>/status/", ProvisionStatusView.as_view(), name="api-provision-status"),
        path("v1/rulings/<slug:slug>/history/", RulingHistoryView.as_view(), name="api-ruling-history"),
        path(
            "v1/published-counts/<slug:slug>/check/",
            PublishedCountCheckView.as_view(),
            name="api-published-count-check",
        ),
        path("v1/", include(router.urls)),
        re_path(r"", NowhereView.as_view()),
    ]


urlpatterns = _urls()
