"""The map: states and countries by the answer to one question, or by whether they meet conditions."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kb import references
from kb.asking import coverage
from kb.asking.coverage import CoverageAsked
from kb.asking.matrix import MatrixAsked, read_map
from kb.coverage.counting import sentence
from kb.coverage.matrix import RULE
from kb.coverage.report import entries
from kb.coverage.subjects import JoinedQuestion, Subject, subjects
from kb.drawing.maps import Shape
from kb.languages.citation_languages import citation_languages
from kb.languages.saying import said
from kb.pages.coverage import conditions, tiles
from kb.pages.coverage.ticked import TickedPage, grades
from kb.pages.page import Twin, with_query
from kb.pages.places import choices


def clauses_that_say_yes(subject: Subject) -> dict[str, Any]:
    """What the explorer is asked to list them: of a joined question by its text, as the map counts."""
    if isinstance(subject, JoinedQuestion):
        return {"where": [f"{part}:yes" for part in subject.parts], "enforceable": "text"}
    return {"where": f"{subject.slug}:yes"}


class MapPage(TickedPage):
    """`question=` colours by the answer of the law's text; conditions by the lists of the coverage explorer."""

    template_name = "kb/pages/coverage/map.html"
    section = "map"
    parameters = ("question", *coverage.ASKED)

    def plain(self, sent: QueryDict) -> QueryDict:
        """The form carries the conditions along; choosing a question there leaves them."""
        plain = super().plain(sent).copy()
        if plain.pop("carried", None) and "question" in plain:
            for name in coverage.ASKED:
                if name != "within":
                    plain.pop(name, None)
        return QueryDict(plain.urlencode())

    def answer(self, **named: Any) -> dict[str, Any]:
        questions = subjects()
        asked = read_map(self.reader, self.as_of, {one.slug: one for one in questions})
        self.check()
        question, within = asked.question, asked.coverage.within
        known = choices.named()
        scopes = choices.scopes()
        context = {
            "questions": questions,
            "question": question,
            "scopes": scopes,
            "within": within,
            "alone": known[within] if within and within not in dict(scopes) else "",
            "ahead": self.as_of > timezone.localdate(),
            **grades(asked.coverage.grade),
        }
        if asked.coverage.asked:
            return context | self.by_conditions(asked.coverage, conditions.labels_of(questions), known)
        if question is None:
            return context | {"title": _("Map")}
        return context | self.by_question(asked.as_matrix, question, known)

    def by_question(self, asked: MatrixAsked, question: Subject, known: dict[str, str]) -> dict[str, Any]:
        twin = Twin(with_query(reverse("api-matrix"), asked.query()))
        label = said(question.label or question.slug)
        shapes = tiles.by_answer(asked.answer(), question.slug, known, citation_languages(), self.address)
        return self.told(shapes, known, asked.within, twin, kind="matrix", label=label, title=asked.title) | {
            "counted": RULE,
            "explorer": self.address(
                reverse("coverage"), within=asked.within, grade=asked.grade, **clauses_that_say_yes(question)
            ),
            "formats": [(name.upper(), twin.with_format(name)) for name in ("csv", "xlsx", "json")],
        }

    def by_conditions(self, asked: CoverageAsked, labels: dict[str, str], known: dict[str, str]) -> dict[str, Any]:
        found = asked.on(self.as_of)
        twin = Twin(with_query(reverse("api-coverage"), asked.query()))
        shapes = tiles.by_outcome(entries(found), known, citation_languages(), self.address)
        label = conditions.spelled_out(asked.asked, labels)
        return self.told(shapes, known, asked.within, twin, kind="coverage", label=label, title=asked.title) | {
            "counted": sentence(found, labels, known),
            "conditions": asked.asked.every,
            "kept_conditions": [
                (name, value) for name in coverage.ASKED if name != "within" for value in self.reader.data.getlist(name)
            ],
            "explorer": with_query(reverse("coverage"), asked.query()),
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
            "maps": tiles.drawn(shapes, known, within),
            "twin": twin,
            **self.cited(cite, twin),
            "citation": cite.bluebook,
        }


urlpatterns = [
    path("map/", MapPage.as_view(), name="map"),
]
