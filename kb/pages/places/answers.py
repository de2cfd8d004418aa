"""What a jurisdiction's law answers to the codebook on a day, each answer with the clauses and words that give it.

The answer of a cell is the matrix's own (`kb.coverage.matrix`); what is added here is where it stands.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from jurisdictions.models import Coding, Jurisdiction, Question
from kb.coverage.answering import Clause, Force
from kb.coverage.law import Law, law_on
from kb.coverage.matrix import Cell, combine

#: Givers of an answer that are shown before the rest is folded.
SHOWN = 2


@dataclass(frozen=True, slots=True)
class Giver:
    """A clause that gives a cell its answer. `coding` is its own, or that of the definition `through` which it
    takes in; None where the coding is not public."""

    clause: Clause
    through: Clause | None
    coding: Coding | None

    @property
    def limited(self) -> str:
        """What rulings left of it that day, as a value of `Force`; empty where it is enforceable."""
        force = min(
            (one.force for one in (self.clause, self.through) if one), key=lambda force: force is Force.ENFORCEABLE
        )
        return "" if force is Force.ENFORCEABLE else force.value

    @property
    def unsure(self) -> str:
        """Why its wording, or the definition's, is only perhaps in force; empty where it surely is."""
        return self.clause.unsure or (self.through.unsure if self.through else "")


@dataclass(frozen=True, slots=True)
class Answered:
    """One question with its cell and the clauses that give it, `more` those beyond the first few."""

    question: Question
    cell: Cell
    givers: tuple[Giver, ...]
    more: tuple[Giver, ...]


@dataclass(frozen=True, slots=True)
class Answers:
    """`groups`: the codebook's groups with their questions. `open`: by group, how many of them nothing answers.
    `penalties`: clauses of that day with one on record."""

    groups: list[tuple[str, list[Answered]]]
    penalties: list[Clause]
    assessed: int

    @property
    def open(self) -> dict[str, int]:
        return {group: sum(not row.givers for row in rows) for group, rows in self.groups}


def answers_of(jurisdiction: Jurisdiction, date: dt.date) -> Answers:
    """Every question of the codebook, in its order. The number of queries depends on nothing that is found."""
    questions = list(Question.objects.public())
    law = law_on(date, jurisdictions=[jurisdiction.code], questions=[q.slug for q in questions], evidence=False)
    by_provision: dict[int, list[Clause]] = {}
    for clause in law.clauses:
        by_provision.setdefault(clause.provision, []).append(clause)
    own = [clause for clause in law.clauses if clause.jurisdiction == jurisdiction.code]
    codings = _codings(law)
    groups: dict[str, list[Answered]] = {}
    for question in questions:
        cell = combine(own, question.slug, by_provision)
        given = [
            Giver(clause, source if source is not clause else None, codings.get((source.about.text, question.pk)))
            for clause, source in zip(cell.clauses, cell.through, strict=True)
        ]
        row = Answered(question, cell, tuple(given[:SHOWN]), tuple(given[SHOWN:]))
        groups.setdefault(question.group, []).append(row)
    penalties = [clause for clause in own if clause.about.penalty]
    assessed = sum(bool(row.cell.clauses) for rows in groups.values() for row in rows)
    return Answers(list(groups.items()), penalties, assessed)


def _codings(law: Law) -> dict[tuple[int, int], Coding]:
    texts = [clause.about.text for clause in law.clauses]
    rows = Coding.objects.public().filter(text__in=texts).select_related("source")
    return {(coding.text_id, coding.question_id): coding for coding in rows}
