"""Who makes law: the list by region and parent, and one with its answers, its law, its cases and what stands above."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch
from django.urls import path, reverse
from django.utils.translation import gettext as _

from cases.models import Case, Holding, Ruling
from jurisdictions import lives
from jurisdictions.api import JurisdictionViewSet
from jurisdictions.models import Jurisdiction, JurisdictionKind
from kb import references
from kb.languages import names
from kb.models import Indicator, Observation
from kb.pages.filter_chips import chips
from kb.pages.indicators import chart_of
from kb.pages.law.bills import standing, with_events
from kb.pages.page import ListPage, Page, Twin, found, with_query
from kb.pages.places.answers import answers_of
from kb.pages.places.engagements import participations, transpositions_by
from kb.pages.places.law import law_in_groups, law_of_bodies, life_of
from kb.pages.places.regions import counts, regions
from kb.references.formats import jsonld

#: The filters that the list's form has fields for.
FORM = ("q", "kind")

#: Rulings and cases shown before the page leads to the whole list.
CASES = 25


class JurisdictionsPage(ListPage):
    """All of them, or those that filters leave, by region; those with nothing on record apart."""

    template_name = "kb/pages/places/jurisdictions.html"
    section = "jurisdictions"
    viewset = JurisdictionViewSet
    twin_name = "api-jurisdictions-list"

    def answer(self, **named: Any) -> dict[str, Any]:
        filterset, rows, _ordering = self.listed(Jurisdiction.objects.public())
        numbers = counts()
        grouped, bare = regions(list(rows), numbers)
        return {
            "title": _("Jurisdictions"),
            "description": _("Who makes law on AI-generated material, and how much of that law is on record here."),
            "regions": grouped,
            "bare": bare,
            "on_record": sum(len(region.rows) for region in grouped),
            "number": sum(len(region.rows) for region in grouped) + len(bare),
            "chips": chips(self, filterset.given(), kinds="place"),
            "carried": [name for name in filterset.given() if name not in FORM],
            "kinds": JurisdictionKind.values,
            "twin": self.twin(),
        }


class JurisdictionPage(Page):
    """One on a day: what its law answers, what it has enacted or is debating, and what its courts decided."""

    template_name = "kb/pages/places/jurisdiction.html"
    section = "jurisdictions"

    def answer(self, **named: Any) -> dict[str, Any]:
        place = found(Jurisdiction.objects.select_related("parent"), named["slug"])
        above = list(Jurisdiction.objects.public().filter(code__in=place.path).exclude(pk=place.pk))
        above.sort(key=lambda one: place.path.index(one.code))
        parts = list(Jurisdiction.objects.public().filter(parent=place))
        answers = answers_of(place, self.as_of)
        law = [
            standing(one, self.as_of)
            for one in lives.share(with_events(place.statutes.all()).order_by("citation", "pk"))
        ]
        cases = Case.objects.public().filter(jurisdiction=place).order_by().values("state").annotate(n=Count("pk"))
        # Holdings are listed, and not whoever stands trial: see docs/decisions/0015.
        held = Exists(Holding.objects.public().filter(ruling=OuterRef("pk")))
        rulings = Ruling.objects.public().filter(held, case__jurisdiction=place).decided_by(self.as_of)
        taken = list(participations().filter(jurisdiction__in=[place, *above]).order_by("slug"))
        name = names.place_name(place.code, place.name)
        matrix = with_query(reverse("api-matrix"), {"jurisdiction": place.code, "as_of": self.as_of.isoformat()})
        cited = references.of_answer(
            "matrix",
            title=_("Answers of the law of %(place)s to the codebook") % {"place": name},
            as_of=self.as_of,
            address=self.frame(self.request)["permalink"],
            downloads={"application/json": self.request.build_absolute_uri(matrix)},
        )
        numbers = counts()
        return {
            "title": name,
            "description": _(
                "The law of %(place)s on AI-generated child sexual abuse material: answers, statutes, bills, cases."
            )
            % {"place": name},
            "place": place,
            "above": [(one, numbers[one.pk]) for one in above],
            "parts": sorted(
                ((one, numbers[one.pk]) for one in parts), key=lambda pair: (-pair[1].statutes, pair[0].name)
            ),
            "answers": answers,
            "languages_of": {one.statute.slug: one.statute.language for one in law},
            "law": law_in_groups(law),
            "line": life_of(law, self.as_of),
            "ahead": any(event.date.earliest > self.as_of for one in law for event in one.statute.public_events),  # type: ignore[attr-defined]
            "cases": [(row["state"], row["n"]) for row in cases.order_by("-n", "state")],
            "case_number": numbers[place.pk].cases,
            "rulings": list(rulings.select_related("case", "court").order_by("-date_latest", "pk")[:CASES]),
            "ruling_number": rulings.count(),
            "participations": taken,
            "bodies": law_of_bodies(place, taken, self.as_of),
            "transpositions": transpositions_by(place, self.as_of),
            "figures": [{"indicator": one, "chart": chart_of(one)} for one in figures_of(place)],
            "twin": Twin(
                with_query(
                    reverse("api-jurisdictions-detail", args=[place.slug]), {"as_of": self.reader.data.get("as_of")}
                )
            ),
            "matrix_twin": matrix,
            "citation": cited.bluebook_text,
            "json_ld": jsonld.script(cited),
        }


def figures_of(place: Jurisdiction) -> list[Indicator]:
    """Public figures about it, with their observations as `chart_of` draws them."""
    observations = Observation.objects.public().select_related("source").order_by("period_start", "period_end", "id")
    rows = Indicator.objects.public().filter(jurisdiction=place).order_by("organisation", "measure", "pk")
    return list(rows.prefetch_related(Prefetch("observations", observations, to_attr="public_observations")))


urlpatterns = [
    path("jurisdictions/", JurisdictionsPage.as_view(), name="jurisdictions"),
    path("jurisdictions/<slug:slug>/", JurisdictionPage.as_view(), name="jurisdiction"),
]
