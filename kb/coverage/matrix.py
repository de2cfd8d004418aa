"""Jurisdictions by what they are asked on a date: each cell one answer for a place.

How the clauses of a place make one answer is written out in `folding`, and for questions that one clause must
answer together in `joined`. Rulings are not looked at: a cell tells what the text says.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from jurisdictions.grades import Grade
from jurisdictions.models import Direction, Question
from jurisdictions.sentences import say
from kb.coverage.answering import Clause
from kb.coverage.folding import LIMITS, UNANSWERED, Cell, Rule, cell_of, counted
from kb.coverage.joined import AT_LEAST_PARTLY, YES, conditions, joined_cells, limits_of, readings
from kb.coverage.law import law_on, scope
from kb.coverage.subjects import JOINED, LIMITED, codebook_needed, subjects

RULE = say(
    "To a question whose yes widens the law, the most far-reaching answer of any provision surely in force that day: "
    "yes, partial, unclear, silent. To one whose yes limits it, that of the provision that asks least, or varies "
    "where they differ for certain. The other end is said only where every provision that is put the question says "
    "so. Only perhaps in force: unclear. Not asked: not-assessed, which is never no."
)

_JOINED = {one.slug: one for one in JOINED}


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

    `questions`: slugs of the codebook or of joined questions. `among`: only these of the jurisdictions within, by
    code. `evidence`: each clause's answers come with what they rest on; `grade`: those that rest less well count as
    not assessed (see `law_on`)."""
    places = [place for place in scope(within) if not among or place["code"] in among]
    codes = [str(place["code"]) for place in places]
    needed = codebook_needed(questions)
    law = law_on(date, jurisdictions=codes, questions=needed, in_practice=False, evidence=evidence, grade=grade)
    return Matrix(
        date, tuple(questions), places, cells(questions, codes, law.clauses, rules_of(Question.objects.public()))
    )


def rules_of(questions: Iterable[Question]) -> dict[str, Rule]:
    """How each question of the codebook is folded."""
    return {
        one.slug: Rule(one.slug, one.direction == Direction.LIMITS, frozenset(one.relevant_to)) for one in questions
    }


def cells(
    questions: Sequence[str], codes: Iterable[str], law: Sequence[Clause], rules: Mapping[str, Rule]
) -> dict[str, dict[str, Cell]]:
    """By place and question, from the law of one day; it must hold the answers to all that is `codebook_needed`."""
    by_place: dict[str, list[Clause]] = {code: [] for code in codes}
    by_provision: dict[int, list[Clause]] = {}
    for clause in law:
        by_provision.setdefault(clause.provision, []).append(clause)
        if clause.jurisdiction in by_place:
            by_place[clause.jurisdiction].append(clause)
    places = {code: counted(clauses, by_provision) for code, clauses in by_place.items() if clauses}
    limits = [limit for limit in LIMITS if limit in rules]
    together = {
        parts: joined_cells(parts, law, places, by_provision, _put_to_all(parts, rules), limits)
        for parts in {LIMITED[question] for question in questions if len(LIMITED.get(question, ())) > 1}
        if rules.keys() >= set(parts)
    }
    found = {code: dict.fromkeys(questions, UNANSWERED) for code in by_place}
    for code, clauses in places.items():
        row = found[code]
        for question in questions:
            parts = LIMITED.get(question, ())
            if question in _JOINED:
                row[question] = together[parts][code]
                continue
            cell = cell_of(clauses, rules[question], by_provision)
            if cell.answer in AT_LEAST_PARTLY:
                if parts in together:
                    cell = replace(cell, limits=together[parts][code].limits)
                elif len(parts) == 1:
                    asked = conditions(parts, YES if cell.answer == "yes" else AT_LEAST_PARTLY)
                    given = tuple(readings(cell.clauses, asked, limits, by_provision))
                    cell = replace(cell, limits=limits_of(given, limits))
            row[question] = cell
    return found


def _put_to_all(parts: Iterable[str], rules: Mapping[str, Rule]) -> frozenset[str]:
    """The roles of clauses that every part of a joined question is put to."""
    return frozenset.intersection(*(rules[part].roles for part in parts))


def questions_asked(names: Sequence[str]) -> list[str]:
    """What is named, in the order of `subjects`, or all of it; raises KeyError for a name that nothing has."""
    known = [subject.slug for subject in subjects()]
    for name in names:
        if name not in known:
            raise KeyError(name)
    return [slug for slug in known if slug in names] if names else known
