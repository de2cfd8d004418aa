"""What a jurisdiction's law answers on a day, each answer with the clauses and words that give it.

The answer of a cell is the matrix's own (`kb.coverage.matrix`); what is added here is where it stands.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from jurisdictions.grades import Grade
from jurisdictions.models import Coding, Jurisdiction, Penalty, Question, ReportingDuty
from kb.coverage.answering import Clause, Force
from kb.coverage.conditions import NOT_ASSESSED
from kb.coverage.folding import Cell, Given, Part
from kb.coverage.grading import grade_of_cell
from kb.coverage.law import Law, law_on
from kb.coverage.matrix import cells, rules_of
from kb.coverage.subjects import Subject, codebook_needed, subjects

#: Givers of an answer that are shown before the rest is folded.
SHOWN = 2


@dataclass(frozen=True, slots=True)
class Basis:
    """One question as a clause answers it. `through`: the definition that it takes in and whose answer it is; None
    where it is its own. `coding`: None where the coding is not public."""

    question: str
    answer: str
    through: Clause | None
    coding: Coding | None


@dataclass(frozen=True, slots=True)
class Giver:
    """A clause that gives a cell its answer, or comes nearest to it."""

    clause: Clause
    parts: tuple[Basis, ...]

    @property
    def through(self) -> Clause | None:
        return self.parts[0].through

    @property
    def coding(self) -> Coding | None:
        return self.parts[0].coding

    @property
    def limited(self) -> str:
        """What rulings left of it that day, as a value of `Force`; empty where it is enforceable."""
        force = min((one.force for one in self._used), key=lambda force: force is Force.ENFORCEABLE)
        return "" if force is Force.ENFORCEABLE else force.value

    @property
    def unsure(self) -> str:
        """Why its wording, or a definition's, is only perhaps in force; empty where it surely is."""
        return next((one.unsure for one in self._used if one.unsure), "")

    @property
    def _used(self) -> list[Clause]:
        return [self.clause, *(part.through for part in self.parts if part.through)]


@dataclass(frozen=True, slots=True)
class Answered:
    """One question with its cell and the clauses that give it, `more` those beyond the first few."""

    question: Subject
    cell: Cell
    givers: tuple[Giver, ...]
    more: tuple[Giver, ...]

    @property
    def answered(self) -> bool:
        return self.cell.answer != NOT_ASSESSED

    @property
    def grade(self) -> Grade | None:
        return grade_of_cell(self.cell)


@dataclass(frozen=True, slots=True)
class Threat:
    """A clause with what it threatens; its wording's own words may say more, or be all there is."""

    clause: Clause
    penalties: list[Penalty]


@dataclass(frozen=True, slots=True)
class Answers:
    """`groups`: joined questions, then the codebook's groups with theirs. `open`: by group, how many of them stand
    unanswered. `threats`: clauses of that day with a penalty on record. `duties`: to report. `labels`: what each
    question is called."""

    groups: list[tuple[str, list[Answered]]]
    threats: list[Threat]
    duties: list[ReportingDuty]
    assessed: int
    labels: dict[str, str]

    @property
    def open(self) -> dict[str, int]:
        return {group: sum(not row.answered for row in rows) for group, rows in self.groups}


def answers_of(jurisdiction: Jurisdiction, date: dt.date) -> Answers:
    """All that can be asked of it, in its order. The number of queries depends on nothing that is found."""
    asked = subjects()
    slugs = [subject.slug for subject in asked]
    law = law_on(date, jurisdictions=[jurisdiction.code], questions=codebook_needed(slugs))
    rules = rules_of(subject for subject in asked if isinstance(subject, Question))
    found = cells(slugs, [jurisdiction.code], law.clauses, rules)[jurisdiction.code]
    codings = _codings(law)
    groups: dict[str, list[Answered]] = {}
    for subject in asked:
        cell = found[subject.slug]
        given = tuple(_giver(one, codings) for one in cell.given)
        groups.setdefault(subject.group, []).append(Answered(subject, cell, given[:SHOWN], given[SHOWN:]))
    own = {clause.about.text: clause for clause in law.clauses if clause.jurisdiction == jurisdiction.code}
    duties = list(ReportingDuty.objects.public().filter(text__in=own).select_related("source"))
    assessed = sum(bool(row.givers) for rows in groups.values() for row in rows)
    labels = {subject.slug: subject.label for subject in asked}
    return Answers(list(groups.items()), _threats(own), duties, assessed, labels)


def _threats(clauses: Mapping[int, Clause]) -> list[Threat]:
    """Those of the clauses, by the key of their wording, of which a penalty is on record: one query."""
    penalties: dict[int, list[Penalty]] = defaultdict(list)
    for one in Penalty.objects.public().filter(text__in=clauses).select_related("source"):
        penalties[one.text_id].append(one)
    return [
        Threat(clause, penalties[text]) for text, clause in clauses.items() if penalties[text] or clause.about.penalty
    ]


def _giver(given: Given, codings: Mapping[tuple[int, str], Coding]) -> Giver:
    return Giver(given.clause, tuple(_basis(given.clause, part, codings) for part in given.parts))


def _basis(clause: Clause, part: Part, codings: Mapping[tuple[int, str], Coding]) -> Basis:
    source = part.through
    coding = codings.get((source.about.text, part.question)) if source else None
    return Basis(part.question, part.answer, source if source is not clause else None, coding)


def _codings(law: Law) -> dict[tuple[int, str], Coding]:
    texts = [clause.about.text for clause in law.clauses]
    rows = Coding.objects.public().filter(text__in=texts).select_related("source", "question")
    return {(coding.text_id, coding.question.slug): coding for coding in rows}
