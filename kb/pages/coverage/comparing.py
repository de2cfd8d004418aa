"""Jurisdictions side by side: up to six, on one day or two, question by question."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from jurisdictions.models import QuestionGroup
from jurisdictions.models.sources import Status
from kb import references
from kb.asking.matrix import MOST_COMPARED, ComparisonAsked, read_comparison
from kb.coverage.answering import Clause
from kb.coverage.comparing import changes_between
from kb.coverage.conditions import NOT_ASSESSED
from kb.coverage.folding import SETTLED, VARIES, Cell
from kb.coverage.matrix import RULE, Matrix
from kb.coverage.subjects import LIMITED, TOGETHER, JoinedQuestion, Subject, subjects
from kb.languages.citation_languages import citation_languages
from kb.pages.coverage.explorer import shown_cause
from kb.pages.coverage.ticked import TickedPage, grades
from kb.pages.page import Twin, with_query
from kb.pages.places import choices
from kb.references.rules.statutes import cited

FORMATS = ("csv", "xlsx", "json")

#: Answers of a place that say for certain what its law is. Of the others none says that it differs.
CERTAIN = SETTLED | {VARIES}

#: The groups of rows, in their order.
GROUPS = (TOGETHER, *QuestionGroup.values)


class ComparePage(TickedPage):
    """Pick jurisdictions and questions; read a table that marks where they differ and what changed."""

    template_name = "kb/pages/coverage/compare.html"
    section = "compare"
    parameters = ("jurisdiction", "questions", "compare_to", "only", "grade")

    def answer(self, **named: Any) -> dict[str, Any]:
        questions = subjects()
        asked = read_comparison(self.reader, self.as_of, [question.slug for question in questions])
        self.check()
        known = choices.named()
        context = {
            "title": _("Compare jurisdictions"),
            "description": _("Up to six jurisdictions side by side: what their law says, on one day or two."),
            "known": known,
            "options": choices.options(choices.grouped(known)),
            "places_chosen": [*asked.places, *[""] * (MOST_COMPARED - len(asked.places))],
            "most": MOST_COMPARED,
            "groups": [
                (group, found)
                for group in GROUPS
                if (found := [question for question in questions if question.group == group])
            ],
            "labels": {question.slug: question.label for question in questions},
            "wanted": asked.wanted,
            "compare_to": asked.compare_to,
            "only": asked.only,
            **grades(asked.grade),
            "presets": presets(self.request.path, known),
        }
        return context | self.compared(asked, known, questions) if asked.places else context

    def compared(self, asked: ComparisonAsked, known: dict[str, str], questions: list[Subject]) -> dict[str, Any]:
        codes, wanted, compare_to = list(asked.places), asked.wanted, asked.compare_to
        slugs = asked.rows([question.slug for question in questions])
        now = asked.on(self.as_of, slugs).answer(evidence=True)
        then = asked.on(compare_to, slugs).answer(evidence=True) if compare_to else None
        changes = changes_between(codes, *sorted((compare_to, self.as_of))) if compare_to else {}
        by_code = {str(place["code"]): place for place in now.places}
        rows = [row_of(question, codes, now, then, changes) for question in questions if question.slug in slugs]
        rows = [row for row in rows if wanted or row.answered]
        shown = [row for row in rows if row.mark == "differ" or row.changed] if asked.only else rows
        shown_slugs = [row.question.slug for row in rows]
        twin, other = (
            Twin(with_query(reverse("api-matrix"), asked.on(day, shown_slugs).query()))
            for day in (self.as_of, compare_to or self.as_of)
        )
        cite = references.of_answer(
            "matrix",
            title=asked.on(self.as_of, shown_slugs or slugs).title,
            as_of=now.date,
            address=self.permanent(),
            downloads={"application/json": self.request.build_absolute_uri(twin.with_format("json"))},
            summary=str(RULE),
        )
        return {
            "title": _("Compared: %(places)s") % {"places": ", ".join(known[code] for code in codes)},
            "columns": [by_code[code] for code in codes],
            "languages_of": citation_languages(),
            "body": [
                (group, found) for group in GROUPS if (found := [row for row in shown if row.question.group == group])
            ],
            **{mark: sum(row.mark == mark for row in rows) for mark in ("differ", "same", "open")},
            "changed": sum(row.changed for row in rows),
            "answered": len(rows),
            "hidden": len(rows) - len(shown),
            "rule": RULE,
            "ahead": now.date > timezone.localdate(),
            "changes": [(by_code[code], [shown_cause(one) for one in changes.get(code, ())]) for code in codes]
            if then
            else [],
            "twin": twin,
            "formats": [(name.upper(), twin.with_format(name)) for name in FORMATS],
            "other_formats": [(name.upper(), other.with_format(name)) for name in FORMATS] if then else [],
            **self.cited(cite, twin),
            "citation": cite.bluebook,
        }


@dataclass(frozen=True, slots=True)
class Rest:
    """One question as a provision answers it, with what the answer rests on."""

    question: str
    answer: str
    definition: Clause | None
    evidence: Any

    @property
    def source(self) -> dict[str, str] | None:
        """The coding's source; None where the public may not see it."""
        if self.evidence is None or self.evidence.source_status != Status.PUBLISHED:
            return None
        return {
            "url": self.evidence.url,
            "title": self.evidence.title,
            "kind": self.evidence.kind,
            "language": self.evidence.language,
        }


@dataclass(frozen=True, slots=True)
class Giving:
    """A provision that gives a cell its answer, or comes nearest to it, with its own answer part by part."""

    provision: str
    cited: str
    parts: tuple[Rest, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """One cell on the day, and that of the other day if it says something else."""

    code: str
    cell: Cell
    other: Cell | None
    in_time: tuple[tuple[dt.date, Cell], ...]
    giving: tuple[Giving, ...]
    because: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One question for every jurisdiction, with its mark: see `mark_of`."""

    question: Subject
    cells: tuple[Compared, ...]
    mark: str
    answered: bool

    @property
    def changed(self) -> bool:
        return any(cell.other for cell in self.cells)


def row_of(
    question: Subject,
    codes: Sequence[str],
    now: Matrix,
    then: Matrix | None,
    changes: Mapping[str, list[dict[str, Any]]],
) -> Row:
    cells = []
    answers: set[str] = set()
    for code in codes:
        cell = now.cells[code][question.slug]
        old = then.cells[code][question.slug] if then else None
        answers.update(one.answer for one in (cell, old) if one)
        giving = tuple(_giving(cell))
        if then and old and old.told != cell.told:
            in_time = tuple(sorted(((now.date, cell), (then.date, old)), key=lambda pair: pair[0]))
            cells.append(Compared(code, cell, old, in_time, giving, _because(changes.get(code, ()), cell, old)))
        else:
            cells.append(Compared(code, cell, None, (), giving, ()))
    return Row(question, tuple(cells), mark_of_cells(question, [one.cell for one in cells]), answers != {NOT_ASSESSED})


def mark_of_cells(question: Subject, cells: Sequence[Cell]) -> str:
    """The mark of the answers and of each limit that two or more of the cells have.

    The bare question after a conduct says nothing of what the material must be, so an uncertain limit leaves its mark
    as it is; where two limits differ for certain, it differs too.
    """
    limits = [dict(cell.limits) for cell in cells if cell.limits]
    names = dict.fromkeys(name for found in limits for name in found)
    marks = [mark_of([found[name].answer for found in limits]) for name in names] if len(limits) > 1 else []
    bare = not isinstance(question, JoinedQuestion) and len(LIMITED.get(question.slug, ())) > 1
    if bare:
        marks = [mark for mark in marks if mark == "differ"]
    marks.append(mark_of([cell.answer for cell in cells]))
    return next(mark for mark in ("differ", "open", "same") if mark in marks)


def mark_of(answers: Sequence[str]) -> str:
    """ "differ" where two say different things for certain, "same" where all say the same, else "open": what is
    unclear, silent or not assessed neither differs nor agrees, nor do two places in which it depends on the clause."""
    settled = CERTAIN.intersection(answers)
    if len(settled) > 1:
        return "differ"
    return "same" if settled == set(answers) and (len(answers) == 1 or VARIES not in settled) else "open"


def _giving(cell: Cell) -> list[Giving]:
    return [
        Giving(
            given.clause.about.provision,
            cited(given.clause.about.citation, given.clause.about.label),
            tuple(
                Rest(
                    part.question,
                    part.answer,
                    part.through if part.through is not given.clause else None,
                    part.through.answers[part.question][1] if part.through else None,
                )
                for part in given.parts
            ),
        )
        for given in cell.given
    ]


def _because(changes: Sequence[dict[str, Any]], cell: Cell, other: Cell) -> tuple[dict[str, Any], ...]:
    """Of what happened in the jurisdiction between the days, that which touched the clauses of either answer.
    Rulings are left out: a cell tells what the text says."""
    clauses = {id(clause): clause for one in (cell, other) for clause in (*one.clauses, *one.through)}.values()
    statutes = {clause.about.statute for clause in clauses}
    provisions = {clause.about.provision for clause in clauses}
    return tuple(
        shown_cause(change)
        for change in changes
        if (change["what"] == "event" and change["statute"]["slug"] in statutes)
        or (change["what"] not in ("event", "ruling", "ruling ends") and change["provision"]["slug"] in provisions)
    )


def presets(path: str, known: Mapping[str, str]) -> list[dict[str, str]]:
    """Comparisons to begin with, of those whose jurisdictions are on record."""
    offered = (
        ("US-CA", "US-TX", "GB"),
        ("US", "GB", "CA", "AU", "IE", "NZ"),
        ("EU", "FR", "DE", "IT", "ES", "BE"),
        ("JP", "KR", "TW", "PH", "SG", "IN"),
    )
    return [
        {
            "text": ", ".join(known[code] for code in codes),
            "address": with_query(path, {"jurisdiction": codes}),
        }
        for codes in offered
        if all(code in known for code in codes)
    ]


urlpatterns = [
    path("compare/", ComparePage.as_view(), name="compare"),
]
