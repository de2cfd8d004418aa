"""Jurisdictions by questions on a date: each cell one answer, with the rule that combined its provisions.

The rule: among the provisions of a jurisdiction that are surely in force that day and answer the question,
by their own words or a definition they take in, the most far-reaching answer stands: yes, then partial,
then unclear, then silent, then no. One clause is enough, as one way of committing an offence is. Where only
wordings answer that are perhaps in force, the cell is unclear and says why. Where none answers, it is
not assessed, which is never no. Rulings are not looked at: a cell tells what the text says.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from jurisdictions.grades import Grade
from jurisdictions.models import Question
from jurisdictions.sentences import Sentence, joined, say
from kb.coverage.answering import Clause
from kb.coverage.conditions import NOT_ASSESSED
from kb.coverage.law import law_on, scope

#: The most far-reaching answer first.
REACH = ("yes", "partial", "unclear", "silent", "no")

RULE = say(
    "The most far-reaching answer of any provision surely in force that day: yes, partial, unclear, silent, no. "
    "Only perhaps in force: unclear. None: not-assessed, which is never no."
)


@dataclass(frozen=True, slots=True)
class Cell:
    """One answer; `clauses` are those that gave it, `of` how many answered the question at all. `through` stands
    beside `clauses`: whose coding each answer is, the clause's own or that of a definition it takes in."""

    answer: str
    reason: str
    clauses: tuple[Clause, ...] = ()
    of: int = 0
    through: tuple[Clause, ...] = ()


@dataclass(frozen=True, slots=True)
class Matrix:
    date: dt.date
    questions: tuple[str, ...]
    places: list[dict[str, object]]
    cells: dict[str, dict[str, Cell]]


def matrix(
    questions: Sequence[str],
    date: dt.date,
    *,
    within: str | None = None,
    among: Collection[str] = (),
    evidence: bool = False,
    grade: Grade | None = None,
) -> Matrix:
    """Every cell in one pass; the number of queries depends neither on jurisdictions nor on questions.

    `among`: only these of the jurisdictions within, by code. `evidence`: each clause's answers come with what they
    rest on; `grade`: those that rest less well count as not assessed (see `law_on`)."""
    places = [place for place in scope(within) if not among or place["code"] in among]
    codes = [str(place["code"]) for place in places]
    law = law_on(date, jurisdictions=codes, questions=questions, in_practice=False, evidence=evidence, grade=grade)
    by_place: dict[str, list[Clause]] = {code: [] for code in codes}
    by_provision: dict[int, list[Clause]] = {}
    for clause in law.clauses:
        by_provision.setdefault(clause.provision, []).append(clause)
        if clause.jurisdiction in by_place:
            by_place[clause.jurisdiction].append(clause)
    cells = {}
    for code, clauses in by_place.items():
        given: dict[str, list[tuple[Clause, Clause]]] = {question: [] for question in questions}
        for clause in clauses:
            for question, source in _answers(clause, by_provision):
                given[question].append((clause, source))
        cells[code] = {question: _cell(question, pairs) for question, pairs in given.items()}
    return Matrix(date, tuple(questions), places, cells)


def questions_asked(names: Sequence[str]) -> list[str]:
    """The questions named, in the codebook's order, or all of them; raises KeyError for one it does not hold."""
    known = list(Question.objects.public().values_list("slug", flat=True))
    for name in names:
        if name not in known:
            raise KeyError(name)
    return [slug for slug in known if slug in names] if names else known


def combine(clauses: Iterable[Clause], question: str, by_provision: Mapping[int, Sequence[Clause]]) -> Cell:
    """One cell by the rule above."""
    return _cell(
        question,
        [
            (clause, source)
            for clause in clauses
            for answered, source in _answers(clause, by_provision)
            if answered == question
        ],
    )


def _answers(clause: Clause, by_provision: Mapping[int, Sequence[Clause]]) -> Iterator[tuple[str, Clause]]:
    """Every question that the clause answers, with the clause whose answer it is: its own, or where it has
    none that of each definition it incorporates directly."""
    for question, (answer, _) in clause.answers.items():
        if answer != NOT_ASSESSED:
            yield question, clause
    for provision in clause.incorporates:
        for definition in by_provision.get(provision, ()):
            for question, (answer, _) in definition.answers.items():
                if question not in clause.answers and answer != NOT_ASSESSED:
                    yield question, definition


def _cell(question: str, given: Iterable[tuple[Clause, Clause]]) -> Cell:
    """`given`: each clause that answers, with the clause whose answer it is."""
    sure: list[tuple[str, Clause, Clause]] = []
    perhaps: list[tuple[str, Clause, Clause]] = []
    for clause, source in given:
        if unsure := clause.unsure or source.unsure:
            perhaps.append((unsure, clause, source))
        else:
            sure.append((source.answers[question][0], clause, source))
    if sure:
        best = min((answer for answer, _, _ in sure), key=REACH.index)
        giving = {clause.provision: (clause, source) for answer, clause, source in sure if answer == best}
        return _given_by(giving.values(), best, _counted(len(giving), len(sure)), len(sure))
    if perhaps:
        giving = {clause.provision: (clause, source) for _, clause, source in perhaps}
        why = joined(_AND, sorted({unsure for unsure, _, _ in perhaps}))
        return _given_by(giving.values(), "unclear", why, len(perhaps))
    return _NONE


def _given_by(pairs: Collection[tuple[Clause, Clause]], answer: str, reason: str, of: int) -> Cell:
    return Cell(answer, reason, tuple(clause for clause, _ in pairs), of, tuple(source for _, source in pairs))


@lru_cache(maxsize=1_000)
def _counted(giving: int, every: int) -> Sentence:
    return say("{giving} of {every} answers in force that day", giving=giving, every=every)


_AND = say("; ")
_NONE = Cell(NOT_ASSESSED, say("no provision in force that day answers it"))
