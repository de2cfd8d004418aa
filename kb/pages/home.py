"""The first page: one question box, what changed, what comes, and what there is."""

from __future__ import annotations

import datetime as dt
from itertools import islice
from typing import Any

from django.db.models import CharField, Count, Model, QuerySet, Value
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import Case, Holding, Issue, Ruling
from jurisdictions.models import Coding, EventKind, Jurisdiction, Provision, Question, Source, Statute
from kb import references
from kb.chronicle import Kind, Moment, Span, chronicle, moments
from kb.coverage.conditions import BadCondition
from kb.coverage.counting import sentence
from kb.coverage.report import Coverage, cover, read_conditions
from kb.drawing.maps import Map, Shape, us_map, world_map
from kb.languages import names
from kb.languages.citation_languages import citation_languages
from kb.languages.saying import tagged
from kb.models import Indicator
from kb.pages.coverage.conditions import labels_of
from kb.pages.page import Page, Twin, with_query
from kb.references.formats import jsonld

#: How much of what happened last is told here; the timeline has the rest.
RECENT, SOON = 8, 8

#: What takes effect: a bill's steps through a parliament do not.
TAKES_EFFECT = (
    EventKind.ENACTED,
    EventKind.COMMENCEMENT,
    EventKind.IN_FORCE,
    EventKind.AMENDED,
    EventKind.DUTY_STARTS,
    EventKind.REPEALED,
)

#: Counted here: the API's resource, its rows, the page that lists them ("" for none) and what they are.
HOLDINGS_OF = (
    ("jurisdictions", Jurisdiction, "jurisdictions", gettext_lazy("Jurisdictions")),
    ("statutes", Statute, "statutes", gettext_lazy("Statutes, bills and treaties")),
    ("provisions", Provision, "", gettext_lazy("Provisions")),
    ("codings", Coding, "", gettext_lazy("Answers to the codebook")),
    ("cases", Case, "cases", gettext_lazy("Cases")),
    ("rulings", Ruling, "", gettext_lazy("Rulings")),
    ("holdings", Holding, "", gettext_lazy("Holdings")),
    ("issues", Issue, "issues", gettext_lazy("Issues of law")),
    ("questions", Question, "codebook", gettext_lazy("Questions of the codebook")),
    ("indicators", Indicator, "indicators", gettext_lazy("Figures")),
    ("sources", Source, "", gettext_lazy("Sources")),
)

#: Examples behind the three questions.
COVERAGE = {
    "where": ["possession:yes", "wholly-synthetic:yes", "obscenity-required:no"],
    "within": "US",
    "as_of": "2025-01-01",
}
COMPARE = {"jurisdiction": ["US-CA", "US-TX", "GB"]}
PRECEDENTS = {"issue": "private-possession-obscene-virtual", "court": "wiwd"}
#: What the maps show.
MAPPED = ("possession:yes", "wholly-synthetic:yes")


class HomePage(Page):
    """Asks some twenty small queries, half of them for the maps."""

    template_name = "kb/pages/home.html"

    def answer(self, **named: Any) -> dict[str, Any]:
        today = self.as_of
        address = self.request.build_absolute_uri(reverse("home"))
        reference = references.of_knowledge_base(address=address)
        return {
            "title": _("The law on AI-generated child sexual abuse material"),
            "description": _("What jurisdictions have enacted, what courts have decided, and how the two meet."),
            "recent": recent(today),
            "soon": soon(today),
            "soon_address": with_query(
                reverse("timeline"),
                {
                    "from": today.isoformat(),
                    "to": (today + dt.timedelta(days=90)).isoformat(),
                    "ordering": "date",
                },
            ),
            "counts": counts(),
            **mapped(today),
            "coverage": with_query(reverse("coverage"), COVERAGE),
            "compare": with_query(reverse("compare"), COMPARE),
            "precedents": with_query(reverse("precedents"), PRECEDENTS),
            "twin": Twin(reverse("api-index")),
            "citation": reference.bluebook,
            "json_ld": jsonld.script(reference),
        }


def recent(today: dt.date) -> list[Moment]:
    """The last of what surely lies behind us: events, wordings that began, rulings. Three queries and one more."""
    kinds = (Kind.EVENT, Kind.WORDING, Kind.RULING)
    found = chronicle(span=Span(last=today, surely=True), kinds=kinds, limit=RECENT * 5)
    return list(islice(moments(found), RECENT))


def soon(today: dt.date) -> list[Moment]:
    """What begins, ends or falls due after today, the next first; also what may have done so already, because its
    date is only a month or a year."""
    after = today + dt.timedelta(days=1)
    found = chronicle(
        span=Span(first=after),
        kinds=(Kind.EVENT, Kind.WORDING),
        events=TAKES_EFFECT,
        newest_first=False,
        limit=SOON * 5,
    )
    return list(islice(moments(found), SOON))


def mapped(today: dt.date) -> dict[str, Any]:
    """The two maps for one condition on this day, the sentence that says what they count, and where to go on;
    nothing where the codebook does not have its questions. The coverage query, and no other."""
    try:
        conditions = read_conditions(MAPPED)
    except BadCondition:
        return {}
    coverage = cover(conditions, today)
    asked_about = Question.objects.public().filter(slug__in=[condition.question for condition in conditions])
    languages = citation_languages()
    shapes = {place["code"]: _shape(place, coverage, languages) for place in coverage.places}
    asked = {"where": MAPPED, "as_of": today.isoformat()}
    return {
        "maps": _drawn(shapes),
        "sentence": sentence(
            coverage,
            labels_of(asked_about),
            {place["code"]: names.place_name(place["code"], place["name"]) for place in coverage.places},
        ),
        "map_address": with_query(reverse("map"), asked),
        "map_coverage": with_query(reverse("coverage"), asked),
    }


def _drawn(shapes: dict[str, Shape]) -> list[tuple[str, Map]]:
    return [
        (_("United States"), us_map(shapes, id="home-us")),
        (_("World"), world_map(shapes, id="home-world")),
    ]


def _shape(place: dict[str, Any], coverage: Coverage, languages: dict[str, str]) -> Shape:
    """A tile. Only those that say something lead on, so that a reader with a keyboard is not led through 200 more."""
    verdict = coverage.verdicts[place["code"]]
    state = verdict.outcome.value
    href = "" if state == "not_assessed" else reverse("jurisdiction", args=[place["slug"]])
    about = verdict.judgements[0].clause.about if state == "match" else None
    note = about.citation if about else ""
    return Shape(
        state=state,
        label=names.place_name(place["code"], place["name"]),
        href=href,
        note=note,
        marked=tagged(note, languages.get(about.statute, "en")) if about else "",
    )


def counts() -> list[dict[str, Any]]:
    """What is public, with the list behind each number: a page where there is one, and the API's. One query."""
    numbers = _counted([(name, model) for name, model, _page, _label in HOLDINGS_OF])
    return [
        {
            "label": label,
            "count": numbers[name],
            "page": reverse(page) if page else "",
            "api": f"{reverse(f'api-{name}-list')}?count=true",
        }
        for name, _model, page, label in HOLDINGS_OF
    ]


def _counted(kinds: list[tuple[str, type[Model]]]) -> dict[str, int]:
    parts: list[QuerySet[Any]] = []
    for name, model in kinds:
        rows: Any = model._default_manager
        named = rows.public().order_by().annotate(found=Value(name, output_field=CharField()))
        parts.append(named.values("found").annotate(number=Count("pk")).values_list("found", "number"))
    first, *others = parts
    found = dict(first.union(*others, all=True).order_by())
    return {name: found.get(name, 0) for name, _model in kinds}


urlpatterns = [
    path("", HomePage.as_view(), name="home"),
]
