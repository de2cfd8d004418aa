"""What happened when: everything dated of a jurisdiction or a topic, in one line."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.models import Case, Issue
from jurisdictions.models import Jurisdiction, Question, Statute
from kb.asking import timeline
from kb.asking.timeline import NEWEST, OLDEST
from kb.chronicle import REACHES, Kind, Moment, Scope, Span, undated_wordings
from kb.languages import names, words
from kb.languages.saying import said
from kb.pages.page import Page, in_groups, with_query
from kb.pages.paging import page_of
from kb.pages.places.choices import in_alphabet

MOMENTS = 60


@dataclass(frozen=True)
class Year:
    """One bar of the picture above the line, in its units: see `timeline_years.html`."""

    year: int
    count: int
    address: str
    x: float
    width: float
    y: float
    height: float
    ahead: bool


class TimelinePage(Page):
    """One line of time: at most twelve queries, whatever is on it."""

    template_name = "kb/pages/timeline.html"
    section = "timeline"
    partial = "line"
    parameters = ("jurisdiction", "within", "question", "issue", "kind", "from", "to", "ordering", "page")
    indexed = False

    def answer(self, **named: Any) -> dict[str, Any]:
        self.places = list(
            Jurisdiction.objects.public().annotate(
                has_law=Exists(Statute.objects.public().filter(jurisdiction=OuterRef("pk"))),
                has_cases=Exists(Case.objects.public().filter(jurisdiction=OuterRef("pk"))),
            )
        )
        self.questions = list(Question.objects.public())
        self.issues = list(Issue.objects.public())
        asked = timeline.read(
            self.reader,
            places=[one.code for one in self.places],
            questions=[one.slug for one in self.questions],
            issues=[one.slug for one in self.issues],
        )
        self.check()
        scope, kinds = asked.scope, asked.kinds
        told = asked.answer()
        page = page_of(told, self.reader, MOMENTS)
        about = self._about(scope)
        return {
            "title": _("Timeline: %(about)s") % {"about": about} if about else _("Timeline"),
            "description": _("Events, wordings that begin or end, rulings and their effects, in one line of time."),
            "scope": scope,
            "kinds": [(kind.value, "kind" in self.reader.data and kind in kinds) for kind in Kind],
            "ordering": NEWEST if asked.newest_first else OLDEST,
            "question": next((one for one in self.questions if one.slug == scope.question), None),
            "issue": next((one for one in self.issues if one.slug == scope.issue), None),
            "rows": page,
            "years": in_groups(map(self._dated, page.object_list), lambda pair: pair[0].date.year),
            "count": len(told),
            "picture": self._picture(told),
            "undated": undated_wordings(scope) if Kind.WORDING in kinds else 0,
            "narrowed": bool(self.reader.data),
            "one_place": len(scope.jurisdictions) == 1,
            "choices": self._choices(scope),
            "lists": self._lists(scope, asked.span, kinds),
            "spans": self._spans(),
        }

    def _spans(self) -> list[tuple[str, str]]:
        """What happened of late and what is planned, of the same topic and place."""
        today = timezone.localdate()
        kept = {
            name: self.reader.data.getlist(name)
            for name in self.reader.data
            if name not in ("from", "to", "as_of", "ordering", "page")
        }

        def between(first: dt.date, last: dt.date, ordering: str = "") -> str:
            span = {"from": first.isoformat(), "to": last.isoformat(), "ordering": ordering}
            return with_query(self.request.path, {**kept, **span})

        return [
            (_("The last 30 days"), between(today - dt.timedelta(days=30), today)),
            (_("The next 90 days"), between(today, today + dt.timedelta(days=90), OLDEST)),
        ]

    def _dated(self, moment: Moment) -> tuple[Moment, str]:
        """The moment, and how it lies to the day asked about and to today: `planned`, `later` than the day asked
        about but past, `perhaps` later, or ""."""
        if moment.is_ahead(timezone.localdate()):
            return moment, "planned"
        if moment.is_ahead(self.as_of):
            return moment, "later"
        return moment, "perhaps" if moment.may_be_ahead(self.as_of) else ""

    def _about(self, scope: Scope) -> str:
        """What the line is of, in a few words."""
        by_code = {one.code: one for one in self.places}
        told = [names.place_name(code, by_code[code].name) for code in scope.jurisdictions]
        if scope.within:
            place = names.place_name(scope.within, by_code[scope.within].name)
            told.append(_("%(place)s and all within it") % {"place": place})
        told.extend(said(one.label) for one in self.questions if one.slug == scope.question)
        told.extend(said(one.title) for one in self.issues if one.slug == scope.issue)
        return "; ".join(told)

    def _choices(self, scope: Scope) -> dict[str, Any]:
        """What can be picked: places with something on record, those that hold others, questions, issues."""

        def named(rows: Iterable[Any]) -> list[tuple[str, str]]:
            return in_alphabet((one.code, one.name) for one in rows)

        holders = {code for one in self.places for code in one.path[1:]}
        return {
            "places": named(
                one for one in self.places if one.has_law or one.has_cases or one.code in scope.jurisdictions
            ),
            "holders": named(one for one in self.places if one.code in holders or one.code == scope.within),
            "questions": [
                (words.word("group", group), list(rows))
                for group, rows in groupby(self.questions, key=lambda question: question.group)
            ],
            "issues": self.issues,
        }

    def _lists(self, scope: Scope, span: Span, kinds: Collection[Kind]) -> list[tuple[str, str]]:
        """The API's lists that the line is made of, with the filters that each of them has."""
        places = {"jurisdiction": ",".join(scope.jurisdictions), "within": scope.within}
        coded = {"question": scope.question, "answer": ",".join(REACHES) if scope.question else ""}
        issue = {"issue": scope.issue}
        first, last = (day.isoformat() if day else "" for day in (span.first, span.last))
        told: list[tuple[Kind, str, str, dict[str, str]]] = []
        if not scope.issue:
            dated = {"event_after": first, "event_before": last}
            told.append((Kind.EVENT, _("Instruments, with their events"), "statutes", coded | dated))
            told.append((Kind.WORDING, _("Provisions, with their wordings"), "provisions", coded))
        dated = {"decided_after": first, "decided_before": last}
        told.append((Kind.RULING, _("Rulings"), "rulings", issue | dated))
        dated = {"since_after": first, "since_before": last}
        told.append((Kind.EFFECT, _("Effects of rulings"), "effects", issue | dated))
        return [
            (label, with_query(reverse(f"api-{name}-list"), places | asked))
            for kind, label, name, asked in told
            if kind in kinds
        ]

    def _picture(self, told: list[Moment]) -> dict[str, Any] | None:
        """Bars of how much is dated to each year, from the first to the last; None for fewer than two years."""
        counts = Counter(moment.date.year for moment in told)
        if len(counts) < 2:
            return None
        first, last = min(counts), max(counts)
        highest, step, tall = max(counts.values()), max(8, min(40, 600 // (last - first + 1))), 60
        bars = [
            Year(
                year=year,
                count=counts[year],
                address=self.asked_at(self.request.path, drop=("page",), **{"from": year, "to": year}),
                x=(year - first) * step + 1,
                width=step - 2,
                # Never so low that it cannot be seen.
                y=round(tall - max(3, tall * counts[year] / highest), 1),
                height=round(max(3, tall * counts[year] / highest), 1),
                ahead=dt.date(year, 1, 1) > self.as_of,
            )
            for year in sorted(counts)
        ]
        every = next(gap for gap in (1, 2, 5, 10, 20, 50, 100) if gap * step >= 36 or gap == 100)
        ticks = [(year, (year - first) * step + step / 2) for year in range(first, last + 1) if year % every == 0]
        return {"bars": bars, "ticks": ticks, "width": (last - first + 1) * step, "first": first, "last": last}


urlpatterns = [
    path("timeline/", TimelinePage.as_view(), name="timeline"),
]
