"""The counts that others publish, each beside the answer to our nearest question on the day they counted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import path, reverse
from django.utils.translation import gettext as _

from jurisdictions.models import Question
from kb.asking.published_counts import Checked, Differing, check
from kb.coverage.conditions import NOT_ASSESSED
from kb.figures.viewset import PublishedCountViewSet
from kb.languages import names, words
from kb.models import PublishedCount
from kb.models.counts import CONDITIONS
from kb.pages.coverage import conditions
from kb.pages.page import ListPage, Page, Twin, found, in_groups
from kb.references.rules.statutes import cited


class CountsPage(ListPage):
    """All of them, or those that filters leave, by what we can ask of their subject."""

    template_name = "kb/pages/counts.html"
    section = "indicators"
    viewset = PublishedCountViewSet
    twin_name = "api-published-counts-list"
    dated = False

    def answer(self, **named: Any) -> dict[str, Any]:
        counts = PublishedCount.objects.public().select_related("jurisdiction", "source", "places_source")
        _filterset, left, _ordering = self.listed(counts)
        page = self.paged(left)
        labels = conditions.labels_of(Question.objects.public())
        rows = [shown(check(count), labels) for count in page.object_list]
        return {
            "title": _("Counts that others publish"),
            "description": _("How many places have a law: the numbers in circulation, and why they differ from ours."),
            "rows": page,
            "groups": in_groups(rows, lambda row: (row["unit"], row["asked"])),
            "organisations": sorted(set(counts.values_list("organisation", flat=True))),
            "twin": self.twin(),
        }


class CountPage(Page):
    """One count: their number and ours, the places that differ, and what our question cannot say."""

    template_name = "kb/pages/count.html"
    section = "indicators"
    dated = False

    def answer(self, **named: Any) -> dict[str, Any]:
        self.check()
        counts = PublishedCount.objects.select_related("jurisdiction", "source", "places_source")
        count = found(counts, named["slug"])
        labels = conditions.labels_of(Question.objects.public())
        title = _("%(number)s %(unit)s: %(organisation)s, %(date)s") % {
            "number": names.figure(count.number),
            "unit": count.unit,
            "organisation": count.organisation,
            "date": names.day(count.counted_on),
        }
        return {
            "title": title,
            "description": count.subject,
            **(ours := shown(check(count), labels)),
            "ours": ours,
            "twin": Twin(reverse("api-published-count-check", args=[count.slug])),
        }


def shown(checked: Checked, labels: Mapping[str, str]) -> dict[str, Any]:
    """What both pages show of one count."""
    count = checked.count
    return {
        "count": count,
        "source": count.source if count.source and count.source.is_public() else None,
        "places_source": count.places_source if count.places_source and count.places_source.is_public() else None,
        "unit": count.unit,
        "asked": spelled(count.query, labels),
        "checked": checked,
        "by_kind": list(checked.by_kind.items()),
        "running": f"{reverse('coverage')}?{checked.query}" if checked.lists else "",
        "differing": [
            (side, [shown_place(one) for one in places])
            for side, places in (("theirs", checked.only_theirs), ("ours", checked.only_ours))
        ],
    }


def shown_place(one: Differing) -> dict[str, Any]:
    clause = one.provision
    return {
        "place": one.place,
        "list": one.list,
        "reasons": one.reasons,
        "clause": clause and {**clause, "cited": cited(clause["statute"]["citation"], clause["label"])},
    }


def spelled(query: Mapping[str, Any], labels: Mapping[str, str]) -> str:
    """Our question in a few words; "" where none comes near."""
    told = {
        "where": _("one clause meets all of: %(conditions)s"),
        "any": _("one of: %(conditions)s"),
        "none": _("no clause meets: %(conditions)s"),
        "also": _("another clause meets: %(conditions)s"),
    }
    parts = [
        told[name] % {"conditions": "; ".join(_condition(text, labels) for text in listed(query[name]))}
        for name in CONDITIONS
        if name in query
    ]
    counted = {
        "enacted": _("law that is made, in force or not"),
        "in-force": _("law in force"),
        "enforceable": _("law in force, and what rulings left of it"),
    }
    if "basis" in query:
        parts.append(counted.get(query["basis"], query["basis"]))
    if "kind" in query:
        parts.append(_("of: %(kinds)s") % {"kinds": ", ".join(words.word("place", k) for k in listed(query["kind"]))})
    return " \N{MIDDLE DOT} ".join(parts)


def listed(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]


def _condition(text: str, labels: Mapping[str, str]) -> str:
    question, _colon, answers = text.partition(":")
    accepted = set(answers.split("|"))
    return f"{labels.get(question, question)} ({conditions.or_list(accepted | ({NOT_ASSESSED} & accepted))})"


urlpatterns = [
    path("counts/", CountsPage.as_view(), name="counts"),
    path("counts/<slug:slug>/", CountPage.as_view(), name="count"),
]
