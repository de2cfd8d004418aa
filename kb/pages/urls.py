"""Every public page, in one list: each module of this package says its own addresses."""

from __future__ import annotations

from django.urls import URLPattern

from kb.pages import (
    about,
    cases,
    comparing,
    corrections,
    coverage,
    home,
    indicators,
    issues,
    jurisdictions,
    mapping,
    precedents,
    provisions,
    rulings,
    search,
    statutes,
    timeline,
)

urlpatterns: list[URLPattern] = [
    *home.urlpatterns,
    *search.urlpatterns,
    *jurisdictions.urlpatterns,
    *statutes.urlpatterns,
    *provisions.urlpatterns,
    *cases.urlpatterns,
    *rulings.urlpatterns,
    *issues.urlpatterns,
    *precedents.urlpatterns,
    *comparing.urlpatterns,
    *coverage.urlpatterns,
    *mapping.urlpatterns,
    *timeline.urlpatterns,
    *indicators.urlpatterns,
    *about.urlpatterns,
    *corrections.urlpatterns,
]
