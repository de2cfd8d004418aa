"""Every public page, in one list: each module of this package says its own addresses."""

from __future__ import annotations

from django.urls import URLPattern

from kb.pages import about, corrections, counts, home, indicators, search, timeline
from kb.pages.courts import cases, issues, precedents, rulings
from kb.pages.coverage import comparing
from kb.pages.coverage import explorer as coverage
from kb.pages.coverage import map as mapping
from kb.pages.law import provisions, statutes
from kb.pages.places import jurisdictions

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
    *counts.urlpatterns,
    *about.urlpatterns,
    *corrections.urlpatterns,
]
