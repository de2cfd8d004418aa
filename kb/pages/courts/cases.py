"""Disputes: what was charged, how the courts decided one after another, and what they held."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.urls import path, reverse
from django.utils.translation import gettext as _

from cases import rows
from cases.api import CaseViewSet
from cases.models import AppealOutcome, Case, CaseKind, CaseState, Charge, Holding, Issue, Ruling
from jurisdictions.models import Court, Jurisdiction, Source
from kb import references
from kb.pages.page import ListPage, Page, found, in_groups
from kb.pages.places.choices import in_alphabet

#: Filters that the form of the list has a field for; others are shown as they stand, and can be taken off.
FIELDS = ("q", "within", "court", "kind", "state", "issue", "decided_after", "decided_before", "ordering")


class CasesPage(ListPage):
    """All of them, or those that the API's filters leave. Captions only: nobody is searched for by name."""

    template_name = "kb/pages/courts/cases.html"
    section = "cases"
    viewset = CaseViewSet
    twin_name = "api-cases-list"
    dated = False
    indexed = False

    def answer(self, **named: Any) -> dict[str, Any]:
        rulings = Ruling.objects.public().select_related("court").order_by("date_latest", "slug")
        listed: QuerySet[Any] = (
            Case.objects.public()
            .select_related("jurisdiction", "court")
            .prefetch_related(Prefetch("rulings", rulings, to_attr="public_rulings"))
        )
        _filterset, listed, _ordering = self.listed(listed)
        page = self.paged(listed)
        data = self.reader.data
        return {
            "title": _("Cases"),
            "description": _("Disputes about AI-generated or drawn material, with charges, rulings and holdings."),
            "rows": page,
            "places": places(),
            "courts": courts(),
            "kinds": CaseKind.values,
            "states": CaseState.values,
            "issues": in_groups(Issue.objects.public().order_by("position", "slug"), lambda one: one.kind),
            "chips": [
                (name, value, self.asked_at(self.request.path, drop=(name, "page")))
                for name, value in ((name, value) for name in data for value in data.getlist(name))
                if name not in (*FIELDS, "page")
            ],
            "more": any(name in data for name in ("kind", "state", "decided_after", "decided_before", "ordering")),
            "twin": self.twin(),
            "downloads": references.DOWNLOADS,
        }


class CasePage(Page):
    """One dispute on a day."""

    template_name = "kb/pages/courts/case.html"
    section = "cases"
    indexed = False

    def answer(self, **named: Any) -> dict[str, Any]:
        self.check()
        case: Any = found(cases(), named["slug"])
        citator = rows.citator(
            {one.pk for one in case.public_rulings},
            [rows.appeal_of(appeal) for one in case.public_rulings for appeal in one.public_appeals],
        )
        here = reverse("case", args=[case.slug])
        twin = self.on_the_day(reverse("api-cases-detail", args=[case.slug]))
        cited = references.of(case, as_of=self.as_of, address=self.request.build_absolute_uri(here))
        line = [
            {
                "ruling": one,
                "given": one.date.latest <= self.as_of,
                "good_law": citator.good_law(one.slug, self.as_of) if one.date.earliest <= self.as_of else None,
                "elsewhere": [appeal for appeal in one.public_appeals if appeal.by and appeal.by.case_id != case.pk],
            }
            for one in case.public_rulings
        ]
        pending = [
            appeal
            for one in case.public_rulings
            if one.date.latest <= self.as_of
            for appeal in citator.pending(one.slug, self.as_of)
        ]
        held = sorted(
            (one for ruling in case.public_rulings for one in ruling.public_holdings),
            key=lambda one: (one.issue.position, one.issue.slug),
        )
        return {
            "title": case.caption,
            "description": _("%(court)s: charges, rulings in order, holdings and sources.")
            % {"court": case.court.name},
            "case": case,
            "line": line,
            "pending": pending,
            "held": in_groups(held, lambda one: one.issue),
            "rulings": {one.pk: one for one in case.public_rulings},
            **self.cited(cited, twin),
            "twin": twin,
        }


def cases() -> QuerySet[Case]:
    """Cases with all that their page shows, public rows only."""
    appeals = AppealOutcome.objects.public().select_related("source", "court__jurisdiction")
    holdings = Holding.objects.public().select_related("issue", "source")
    sources = Source.objects.public().order_by("slug")
    rulings = (
        Ruling.objects.public()
        .select_related("case__jurisdiction", "court__jurisdiction")
        .order_by("date_latest", "date_earliest", "slug")
        .prefetch_related(
            Prefetch("holdings", holdings.order_by("issue__position", "id"), to_attr="public_holdings"),
            Prefetch("sources", sources, to_attr="public_sources"),
            Prefetch(
                "appeals", appeals.select_related("of", "by__case", "by__court__jurisdiction"), to_attr="public_appeals"
            ),
            Prefetch(
                "appeals_decided",
                appeals.select_related("of__case", "of__court"),
                to_attr="public_appeals_decided",
            ),
        )
    )
    charges = (
        Charge.objects.public()
        .select_related("statute__jurisdiction", "provision__statute__jurisdiction")
        .order_by("position", "id")
    )
    return Case.objects.select_related("jurisdiction", "court__jurisdiction").prefetch_related(
        Prefetch("rulings", rulings, to_attr="public_rulings"),
        Prefetch("charges", charges, to_attr="public_charges"),
        Prefetch("sources", sources, to_attr="public_sources"),
    )


def places() -> list[tuple[str, str]]:
    """Code and name of the places with cases, and of those they are parts of, by name."""
    with_cases = Jurisdiction.objects.public().filter(pk__in=Case.objects.public().values("jurisdiction"))
    codes = {code for path in with_cases.values_list("path", flat=True) for code in path}
    return in_alphabet(Jurisdiction.objects.public().filter(code__in=codes).order_by().values_list("code", "name"))


def courts() -> list[tuple[str, str]]:
    """Slug and name of the courts that cases are in, or rulings are by."""
    named = Q(pk__in=Case.objects.public().values("court")) | Q(pk__in=Ruling.objects.public().values("court"))
    return list(Court.objects.public().filter(named).order_by("name").values_list("slug", "name"))


urlpatterns = [
    path("cases/", CasesPage.as_view(), name="cases"),
    path("cases/<slug:slug>/", CasePage.as_view(), name="case"),
]
