"""One decision: its holdings, what review and later rulings did to it, and how it is cited."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.urls import path, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from cases.history import History, HistoryEdge
from cases.models import AppealOutcome, Effect, Finder, Holding, Ruling, Treatment
from cases.precedents import standings
from jurisdictions.models import Court, Provision, Source, Statute
from kb import references
from kb.asking import history
from kb.drawing import graph as drawn
from kb.languages import names, words
from kb.languages.saying import said
from kb.pages.courts.reasoning import NOT_COURTS, courts_on, rulings_named, steps_shown
from kb.pages.page import Page, found, with_query
from kb.planning import by_key


class RulingPage(Page):
    """One ruling on a day: what it held, whether it was good law then, and what led there."""

    template_name = "kb/pages/courts/ruling.html"
    section = "cases"
    parameters = ("depth",)
    indexed = False

    @by_key()
    def answer(self, **named: Any) -> dict[str, Any]:
        asked = history.read(self.reader, self.as_of)
        self.check()
        ruling = found(rulings(), named["slug"])
        given = ruling.date.earliest <= self.as_of
        past = asked.answer(ruling) if given else None
        here = reverse("ruling", args=[ruling.slug])
        twin = self.on_the_day(reverse("api-rulings-detail", args=[ruling.slug]))
        cited = references.of(ruling, as_of=self.as_of, address=self.request.build_absolute_uri(here))
        return {
            "title": _("%(caption)s, %(court)s, %(day)s")
            % {"caption": ruling.caption, "court": short(ruling.court), "day": names.day(ruling.date)},
            "description": _("What it held, whether it was good law on a chosen day, and how to cite it."),
            "ruling": ruling,
            "given": given,
            "is_court": ruling.court.level not in NOT_COURTS,
            "surely_given": ruling.date.latest <= self.as_of,
            "holdings": ruling.public_holdings,  # type: ignore[attr-defined]
            "standings": standings(ruling.public_holdings, self.as_of) if given else {},  # type: ignore[attr-defined]
            "sources": ruling.public_sources or ruling.case.public_sources,  # type: ignore[attr-defined]
            "sources_are_the_cases": not ruling.public_sources,  # type: ignore[attr-defined]
            **self.later(ruling),
            **(self.past(ruling, past) if past else {}),
            "depth": str(asked.depth),
            "depths": history.DEPTHS,
            "courts": SimpleLazyObject(lambda: courts_on(self.as_of)),
            **self.cited(cited, twin),
            "twin": twin,
            "history_twin": with_query(
                reverse("api-ruling-history", args=[ruling.slug]),
                {"as_of": self.as_of.isoformat(), "depth": asked.depth},
            ),
        }

    def later(self, ruling: Any) -> dict[str, Any]:
        """What the record says was done to it and by it: by the day, and after it."""
        received, given = ruling.public_treatments_received, ruling.public_treatments_given
        by_then = [one for one in received if one.citing.date.latest <= self.as_of]
        return {
            "received": [one for one in by_then if one.found_by == Finder.PERSON],
            "received_by_machine": [one for one in by_then if one.found_by == Finder.MACHINE],
            "received_after": [one for one in received if one.citing.date.latest > self.as_of],
            "treats": [one for one in given if one.found_by == Finder.PERSON],
            "treats_by_machine": [one for one in given if one.found_by == Finder.MACHINE],
            # What was decided only after the day was pending then, or not yet filed: the standing says which.
            "appeals": [one for one in ruling.public_appeals if one.by and one.by.date.earliest <= self.as_of],
            "appeals_after": [one for one in ruling.public_appeals if one.by and one.by.date.earliest > self.as_of],
            "appeals_decided": ruling.public_appeals_decided,
        }

    def past(self, ruling: Any, past: History) -> dict[str, Any]:
        known = rulings_named([ruling.slug, *(slug for edge in past.good_law.edges for slug in (edge.by, edge.of))])
        return {
            "good_law": past.good_law,
            "standing": steps_shown(past.good_law.steps, known),
            "graph": self.drawn(ruling, past) if past.edges else None,
        }

    def drawn(self, ruling: Any, past: History) -> drawn.Graph:
        shown = {one.slug for one in past.rulings}
        pending = {edge.court for edge in past.edges if edge.court}
        courts = {one.slug: short(one) for one in Court.objects.public().filter(slug__in=pending)} if pending else {}
        return drawn.graph(
            [
                drawn.Node(
                    key=one.slug,
                    caption=one.caption,
                    when=one.date,
                    href=self.address(reverse("ruling", args=[one.slug])),
                    rank=one.court.level,
                    court=short(one.court),
                )
                for one in past.rulings
            ],
            [
                drawn.Edge(
                    by=edge.by,
                    of=edge.of,
                    kind=edge.kind,
                    label=words.word("appeal" if edge.what == "appeal" else "treatment", edge.kind),
                    note=told_with(edge),
                    court=courts.get(edge.court or "", ""),
                )
                for edge in past.edges
                if edge.of in shown and (edge.by is None or edge.by in shown)
            ],
            focus=ruling.slug,
            id="cites",
        )


def told_with(edge: HistoryEdge) -> str:
    """What the graph says beside an edge: the only question it goes to, and its note."""
    about = _("On “%(issue)s”.") % {"issue": said(edge.about)} if edge.about else ""
    return " ".join(part for part in (about, edge.note) if part)


def short(court: Any) -> str:
    """A court as it is cited; its name where no short one is on record."""
    return str(court.short_name or court.name)


def rulings() -> QuerySet[Ruling]:
    """Rulings with all that their page shows, public rows only: one query, and one for each relation."""
    effects = Effect.objects.public().select_related(
        "text__provision__statute", "court__jurisdiction", "ended_by__case__jurisdiction", "ended_by__court"
    )
    holdings = (
        Holding.objects.public()
        .select_related("issue", "source", "ruling")
        .order_by("issue__position", "id")
        .prefetch_related(
            Prefetch("statutes", Statute.objects.public().order_by("slug"), to_attr="public_statutes"),
            Prefetch(
                "provisions",
                Provision.objects.public().select_related("statute").order_by("slug"),
                to_attr="public_provisions",
            ),
            Prefetch("effects", effects.order_by("since_latest", "id"), to_attr="public_effects"),
        )
    )
    sources = Source.objects.public().order_by("slug")
    appeals = AppealOutcome.objects.public().select_related("source", "court__jurisdiction")
    return Ruling.objects.select_related("case__jurisdiction", "case__court", "court__jurisdiction").prefetch_related(
        Prefetch("holdings", holdings, to_attr="public_holdings"),
        Prefetch("sources", sources, to_attr="public_sources"),
        Prefetch("case__sources", sources, to_attr="public_sources"),  # type: ignore[no-redef]  # the case's
        Prefetch("appeals", appeals.select_related("by__case", "by__court__jurisdiction"), to_attr="public_appeals"),
        Prefetch("appeals_decided", appeals.select_related("of__case", "of__court"), to_attr="public_appeals_decided"),
        Prefetch(
            "treatments_received",
            Treatment.objects.public()
            .select_related("source", "issue", "citing__case", "citing__court")
            .order_by("-citing__date_latest", "id"),
            to_attr="public_treatments_received",
        ),
        Prefetch(
            "treatments_given",
            Treatment.objects.public()
            .select_related("source", "issue", "cited__case", "cited__court")
            .order_by("-cited__date_latest", "id"),
            to_attr="public_treatments_given",
        ),
    )


urlpatterns = [path("rulings/<slug:slug>/", RulingPage.as_view(), name="ruling")]
