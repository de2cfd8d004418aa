"""Instruments: the list with the API's filters, and one with its life, its clauses and what bears on it."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.urls import path, reverse
from django.utils.translation import gettext as _

from cases.models import Charge, Holding
from cases.precedents import standings
from jurisdictions import lives
from jurisdictions.api import StatuteViewSet
from jurisdictions.lifecycle import ENACTING, RANK, Basis
from jurisdictions.models import (
    Answer,
    Jurisdiction,
    LifeStatus,
    Participation,
    ProvisionText,
    Question,
    Status,
    Statute,
    StatuteKind,
)
from kb import references
from kb.pages.filter_chips import chips
from kb.pages.law.bills import bills_on, standing, with_events
from kb.pages.law.clauses import clause_tree, life_of, statutes
from kb.pages.law.effects import charges_on
from kb.pages.page import ListPage, Page, found
from kb.pages.places.choices import in_alphabet
from kb.pages.places.engagements import participations

#: The filters that the list's form has fields for.
FORM = ("q", "within", "kind", "status", "question", "answer")


class StatutesPage(ListPage):
    """All of them, or those that filters leave, each with its status on the day."""

    template_name = "kb/pages/law/statutes.html"
    section = "statutes"
    viewset = StatuteViewSet
    twin_name = "api-statutes-list"

    def answer(self, **named: Any) -> dict[str, Any]:
        filterset, rows, ordering = self.listed(Statute.objects.public())
        if "ordering" not in self.reader.data:
            rows = rows.order_by("jurisdiction__code", "kind", "citation", "pk")
        page = self.paged(with_events(rows))
        places = Jurisdiction.objects.public().filter(pk__in=Statute.objects.public().values("jurisdiction"))
        return {
            "title": _("Statutes"),
            "description": _(
                "Acts, sections of codes, bills, treaties and guidelines, each with its status on a date."
            ),
            "rows": page,
            "listed": [standing(statute, self.as_of) for statute in lives.share(page.object_list)],
            "chips": chips(self, filterset.given()),
            # Filters that the form has no field for stay in force when it is sent.
            "carried": [name for name in filterset.given() if name not in FORM],
            "orderings": [(name, name == ordering) for name in ("citation", "title", "kind", "jurisdiction")],
            "places": in_alphabet(places.order_by().values_list("code", "name")),
            "kinds": StatuteKind.values,
            "statuses": LifeStatus.values,
            "answers": Answer.values,
            "questions": Question.objects.public(),
            "twin": self.twin(),
            "sheet": self.twin().with_format("csv"),
        }


def parties_to(treaty: Statute) -> list[Participation]:
    """The public record of who takes part in a treaty, by name."""
    rows = participations().filter(treaty=treaty)
    return list(rows.order_by("jurisdiction__name", "pk"))


class StatutePage(Page):
    """One, with its life, its clauses as they stood on the day, and what courts and bills make of it."""

    template_name = "kb/pages/law/statute.html"
    section = "statutes"

    def answer(self, **named: Any) -> dict[str, Any]:
        statute = found(statutes(), named["slug"])
        events = statute.public_events  # type: ignore[attr-defined]
        life = lives.status_of(statute, self.as_of)
        # In the lifecycle's order: on one day, the event further along decides.
        happened = sorted(
            (event for event in events if event.date.latest <= self.as_of),
            key=lambda event: (event.date.latest, RANK[event.kind]),
        )
        because = happened[-len(life.because) :] if life.because else []
        its_own = Q(statute=statute) | Q(provision__statute=statute, provision__status=Status.PUBLISHED)
        concerns = Q(statutes=statute) | Q(provisions__statute=statute, provisions__status=Status.PUBLISHED)
        holdings = list(
            Holding.objects.public()
            .filter(pk__in=Holding.objects.filter(concerns).values("pk"))
            .select_related("issue", "source", "ruling__case", "ruling__court")
            .order_by("ruling__date_latest", "pk")
        )
        by_then = [one for one in holdings if one.ruling.date.latest <= self.as_of]
        made = ProvisionText.objects.public().filter(made_by=statute).select_related("provision__statute__jurisdiction")
        parties = parties_to(statute) if statute.kind == StatuteKind.TREATY else []
        path_here = reverse("statute", args=[statute.slug])
        twin = self.on_the_day(reverse("api-statutes-detail", args=[statute.slug]))
        cited = references.of(statute, as_of=self.as_of, address=self.request.build_absolute_uri(path_here))
        return {
            "title": f"{statute.citation}: {statute.title}" if statute.title != statute.citation else statute.title,
            "description": statute.summary,
            "statute": statute,
            "life": life,
            "because": because,
            "by_enactment": life.basis is Basis.EVENTS
            and life.status == LifeStatus.IN_FORCE
            and statute.kind != StatuteKind.GUIDELINE
            and all(event.kind in ENACTING for event in because),
            "line": life_of(statute, self.as_of),
            "ahead": any(event.date.earliest > self.as_of for event in events),
            "clauses": clause_tree(statute, self),
            "amended_by": bills_on(statute, self.as_of),
            "amends": [
                standing(one, self.as_of) for one in lives.share(with_events(statute.amends.all()).order_by("slug"))
            ],
            "made": [
                text for text in made.order_by("provision__slug", "pk") if text.provision.statute_id != statute.pk
            ],
            "parties": parties,
            # A list that many rows come from says its own day once.
            "party_notes": list(dict.fromkeys(one.note for one in parties if one.note)),
            "charges": charges_on(Charge.objects.filter(its_own)),
            "holdings": by_then,
            "standings": standings(by_then, self.as_of),
            "later_holdings": len(holdings) - len(by_then),
            "sources": statute.public_sources,  # type: ignore[attr-defined]
            **self.cited(cited, twin),
            "twin": twin,
        }


urlpatterns = [
    path("statutes/", StatutesPage.as_view(), name="statutes"),
    path("statutes/<slug:slug>/", StatutePage.as_view(), name="statute"),
]
