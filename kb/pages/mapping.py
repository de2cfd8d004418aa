"""The map: states and countries by the answer to one question, or by whether they meet conditions."""

from __future__ import annotations

from typing import Any

from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from jurisdictions.models import Question
from jurisdictions.parameters import not_one_of
from jurisdictions.sentences import say
from kb import references
from kb.api import coverage as coverage_api
from kb.api import matrix as matrix_api
from kb.coverage.conditions import Condition
from kb.coverage.matrix import RULE, matrix
from kb.coverage.report import cover, entries, sentence
from kb.drawing.maps import Shape
from kb.pages import coverage_conditions, coverage_map, jurisdiction_choices
from kb.pages.asking import AskingPage
from kb.pages.citation_languages import citation_languages
from kb.pages.coverage import conditions_of
from kb.pages.page import Twin, with_query
from kb.pages.saying import said

#: What the map shows where nothing is asked, if the codebook has it.
FIRST = "wholly-synthetic"


class MapPage(AskingPage):
    """`question=` colours by the answer of the law's text; `where=` by the lists of the coverage explorer."""

    template_name = "kb/pages/map.html"
    section = "map"
    parameters = ("question", "where", "within", "enforceable")

    def answer(self, **named: Any) -> dict[str, Any]:
        within = coverage_api.within_of(self.reader)
        in_practice = self.reader.choice("enforceable", ("text", "in-practice"), "in-practice") == "in-practice"
        asked = conditions_of(self.reader)
        questions = list(Question.objects.public())
        question = self.question({one.slug: one for one in questions}, asked=bool(asked))
        self.check()
        known = jurisdiction_choices.named()
        scopes = jurisdiction_choices.scopes()
        context = {
            "questions": questions,
            "question": question,
            "scopes": scopes,
            "within": within,
            "alone": known[within] if within and within not in dict(scopes) else "",
            "ahead": self.as_of > timezone.localdate(),
        }
        if asked:
            labels = coverage_conditions.labels_of(questions)
            return context | self.by_conditions(asked, labels, known, within, in_practice=in_practice)
        if question is None:
            return context | {"title": _("Map")}
        return context | self.by_question(question, known, within)

    def question(self, known: dict[str, Question], *, asked: bool) -> Question | None:
        slug = self.reader.one("question")
        if slug is None:
            return None if asked else known.get(FIRST) or next(iter(known.values()), None)
        if asked:
            self.reader.fault("question", say("a map shows one question or conditions: leave out question or where"))
        elif slug not in known:
            self.reader.fault("question", *not_one_of(slug, known))
        return known.get(slug)

    def by_question(self, question: Question, known: dict[str, str], within: str | None) -> dict[str, Any]:
        found = matrix([question.slug], self.as_of, within=within)
        twin = Twin(
            with_query(
                reverse("api-matrix"),
                {"questions": question.slug, "within": within, "as_of": self.as_of.isoformat()},
            )
        )
        label = said(question.label or question.slug)
        shapes = coverage_map.by_answer(found, question.slug, known, citation_languages(), self.address)
        return self.told(
            shapes,
            known,
            within,
            twin,
            kind="matrix",
            label=label,
            title=matrix_api.title_of([question.slug], within, []),
        ) | {
            "counted": RULE,
            "explorer": self.address(reverse("coverage"), where=f"{question.slug}:yes", within=within),
            "formats": [(name.upper(), twin.with_format(name)) for name in ("csv", "xlsx", "json")],
        }

    def by_conditions(
        self,
        asked: tuple[Condition, ...],
        labels: dict[str, str],
        known: dict[str, str],
        within: str | None,
        *,
        in_practice: bool,
    ) -> dict[str, Any]:
        found = cover(asked, self.as_of, within=within, in_practice=in_practice)
        query = {
            "where": list(map(str, asked)),
            "within": within,
            "as_of": self.as_of.isoformat(),
            "enforceable": "" if in_practice else "text",
        }
        twin = Twin(with_query(reverse("api-coverage"), query))
        shapes = coverage_map.by_outcome(entries(found), known, citation_languages(), self.address)
        return self.told(
            shapes,
            known,
            within,
            twin,
            kind="coverage",
            label=coverage_conditions.spelled(asked, labels),
            title=coverage_api.title_of(map(str, asked), within, in_practice=in_practice),
        ) | {
            "counted": sentence(found, labels),
            "conditions": asked,
            "explorer": with_query(reverse("coverage"), query),
            "formats": [(name.upper(), twin.with_format(name)) for name in ("csv", "json")],
        }

    def told(
        self,
        shapes: dict[str, Shape],
        known: dict[str, str],
        within: str | None,
        twin: Twin,
        *,
        kind: str,
        label: str,
        title: str,
    ) -> dict[str, Any]:
        cite = references.of_answer(
            kind,
            title=title,
            as_of=self.as_of,
            address=self.permanent(),
            downloads={"application/json": self.request.build_absolute_uri(twin.with_format("json"))},
        )
        return {
            "title": _("Map: %(what)s") % {"what": label},
            "label": label,
            "description": _("States and countries by their answer, with a table that says the same."),
            "maps": coverage_map.drawn(shapes, known, within),
            "twin": twin,
            **self.cited(cite, twin),
            "citation": cite.bluebook,
        }


urlpatterns = [
    path("map/", MapPage.as_view(), name="map"),
]
