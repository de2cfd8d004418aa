"""What search engines are told: /robots.txt and /sitemap.xml; and the icon."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.views.generic import RedirectView

from cases.models import Issue
from jurisdictions.models import Jurisdiction, Provision, Record, Statute
from kb.models import PublishedCount


def robots(request: HttpRequest) -> HttpResponse:
    """Nothing is listed as forbidden: what may not be indexed says so itself, in its header, so that no public
    list of it exists."""
    told = f"User-agent: *\nDisallow: /admin/\n\nSitemap: {request.build_absolute_uri(reverse('sitemap'))}\n"
    return HttpResponse(told, content_type="text/plain")


class Plain(Sitemap):
    """Pages that need no record."""

    i18n = alternates = x_default = True

    def items(self) -> list[str]:
        return [
            "home", "coverage", "map", "compare", "precedents", "jurisdictions", "statutes", "issues", "indicators",
            "counts", "codebook", "method", "completeness", "data", "privacy", "accessibility",
        ]  # fmt: skip

    def location(self, item: str) -> str:
        return reverse(item)


class Records(Sitemap):
    """The pages of one kind of record."""

    i18n = alternates = x_default = True
    page: ClassVar[str]

    def rows(self) -> QuerySet[Any]:
        raise NotImplementedError

    def items(self) -> QuerySet[Any]:
        return self.rows().order_by("slug")

    def location(self, item: Record) -> str:
        return reverse(self.page, args=[item.slug])

    def lastmod(self, item: Record) -> dt.datetime:
        return item.updated_at


class Jurisdictions(Records):
    """Those with law on record: an empty page helps nobody who searches."""

    page = "jurisdiction"

    def rows(self) -> QuerySet[Any]:
        return Jurisdiction.objects.public().filter(pk__in=Statute.objects.public().values("jurisdiction"))


class Statutes(Records):
    page = "statute"

    def rows(self) -> QuerySet[Any]:
        return Statute.objects.public()


class Provisions(Records):
    page = "provision"

    def rows(self) -> QuerySet[Any]:
        return Provision.objects.public()


class Issues(Records):
    page = "issue"

    def rows(self) -> QuerySet[Any]:
        return Issue.objects.public()


class Counts(Records):
    page = "count"

    def rows(self) -> QuerySet[Any]:
        return PublishedCount.objects.public()


class Icon(RedirectView):
    """Where browsers look of themselves; the pages name the drawn icon."""

    permanent = False

    def get_redirect_url(self, *args: object, **kwargs: object) -> str:
        return static("kb/icon.svg")


SITEMAPS: dict[str, type[Sitemap]] = {
    "plain": Plain, "jurisdictions": Jurisdictions, "statutes": Statutes, "provisions": Provisions, "issues": Issues,
    "counts": Counts,
}  # fmt: skip

urlpatterns: list[URLPattern] = [
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("favicon.ico", Icon.as_view(), name="favicon"),
]
