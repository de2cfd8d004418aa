"""Jurisdictions by questions: the matrix, up to six places side by side, and one question or conditions on a map."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jurisdictions.grades import Grade
from jurisdictions.models import Jurisdiction
from jurisdictions.parameters import TIME_ZONE, ParameterReader, nearest, not_one_of, shown
from jurisdictions.sentences import say
from kb.asking import coverage
from kb.asking.coverage import CoverageAsked, day_of, grade_of, within_of
from kb.asking.record_start import check_on_record
from kb.coverage.folding import Cell
from kb.coverage.grading import grade_of_cell
from kb.coverage.matrix import Matrix, matrix, questions_asked
from kb.coverage.subjects import Subject, with_joined

#: Columns that still read side by side.
MOST_COMPARED = 6

#: What the map shows where nothing is asked, if the codebook has it.
FIRST_ON_THE_MAP = "wholly-synthetic"


@dataclass(frozen=True, slots=True)
class MatrixAsked:
    """`questions` are slugs of what can be asked (`kb.coverage.subjects`), in its order. `among`: only these of the
    jurisdictions within, by code."""

    questions: tuple[str, ...]
    as_of: dt.date
    within: str | None = None
    among: tuple[str, ...] = ()
    grade: Grade | None = None

    @property
    def title(self) -> str:
        """What the answer is called where it is cited."""
        title = f"Answers of the law by jurisdiction to: {', '.join(self.questions)}"
        title += f"; within {self.within}" if self.within else ""
        title += f"; grade {self.grade} or better" if self.grade else ""
        return f"{title}; for {', '.join(self.among)}" if self.among else title

    def query(self) -> dict[str, object]:
        """The parameters that ask it again, on its day."""
        return {
            "jurisdiction": list(self.among),
            "questions": ",".join(self.questions),
            "within": self.within,
            "as_of": self.as_of.isoformat(),
            "grade": self.grade and self.grade.value,
        }

    def answer(self, *, evidence: bool = False) -> Matrix:
        return matrix(
            self.questions, self.as_of, within=self.within, among=self.among, evidence=evidence, grade=self.grade
        )


def read(reader: ParameterReader, as_of: dt.date) -> MatrixAsked:
    """The question of the matrix: all that can be asked where no questions are named."""
    within, among = within_of(reader), among_of(reader)
    questions: list[str] = []
    try:
        questions = questions_asked(reader.words("questions"))
    except KeyError as error:
        reader.fault("questions", *not_one_of(str(error.args[0]), questions_asked([])))
    return MatrixAsked(tuple(questions), as_of, within, tuple(among), grade_of(reader))


def among_of(reader: ParameterReader) -> list[str]:
    """The codes asked for, in capitals, in their order; a fault for each that no jurisdiction has."""
    codes = list(dict.fromkeys(word.upper() for word in reader.words("jurisdiction")))
    if codes:
        known = list(Jurisdiction.objects.public().values_list("code", flat=True))
        for code in sorted(set(codes).difference(known)):
            near = nearest(code, known)
            if near:
                text = say("no jurisdiction has the code {code}; did you mean {near}?", code=shown(code), near=near)
            else:
                text = say("no jurisdiction has the code {code}", code=shown(code))
            reader.fault("jurisdiction", text, near)
    return codes


@dataclass(frozen=True, slots=True)
class ComparisonAsked:
    """Places side by side, on one day or two. `wanted` is empty where all questions are meant that anyone answers;
    `only` leaves out rows in which nothing differs or changed."""

    places: tuple[str, ...]
    wanted: tuple[str, ...]
    as_of: dt.date
    compare_to: dt.date | None
    only: bool
    grade: Grade | None = None

    def rows(self, known: Sequence[str]) -> tuple[str, ...]:
        """What is shown a row each: all, or what is wanted, with the questions that join a conduct and a material
        where both are wanted. `known`: all that can be asked, in its order."""
        return with_joined(self.wanted, known) if self.wanted else tuple(known)

    def on(self, day: dt.date, questions: Sequence[str]) -> MatrixAsked:
        """What the matrix is asked for it, on one of its days."""
        return MatrixAsked(tuple(questions), day, among=self.places, grade=self.grade)


def read_comparison(reader: ParameterReader, as_of: dt.date, known: Sequence[str]) -> ComparisonAsked:
    """`known`: slugs of all that can be asked, in its order."""
    codes = among_of(reader)
    if len(codes) > MOST_COMPARED:
        told = say(
            "{count} are asked for: at most {most} can be compared side by side", count=len(codes), most=MOST_COMPARED
        )
        reader.fault("jurisdiction", told)
    compare_to = day_of(reader, "compare_to")
    only = reader.choice("only", ("all", "differences"), "all") == "differences"
    words = reader.words("questions")
    for word in words:
        if word not in known:
            reader.fault("questions", *not_one_of(word, known))
    check_on_record(reader, compare_to=compare_to)
    return ComparisonAsked(
        tuple(codes), tuple(slug for slug in known if slug in words), as_of, compare_to, only, grade_of(reader)
    )


@dataclass(frozen=True, slots=True)
class MapAsked:
    """What colours the map: the answer to `question`, or whether `coverage` is met. None of both: an empty codebook."""

    coverage: CoverageAsked
    question: Subject | None

    @property
    def as_matrix(self) -> MatrixAsked:
        """What the matrix is asked for it, where it shows a question."""
        assert self.question is not None
        return MatrixAsked((self.question.slug,), self.coverage.as_of, self.coverage.within, grade=self.coverage.grade)


def read_map(reader: ParameterReader, as_of: dt.date, known: Mapping[str, Subject]) -> MapAsked:
    """`known`: all that can be asked, by slug. The map has no second day."""
    asked = coverage.read(reader, as_of, required=False)
    question = _question(reader, known, asked=bool(asked.asked))
    if question is not None and not asked.asked:
        for name in ("basis", "kind"):
            if name in reader.data and not reader.refused(name):
                reader.fault(
                    name, say("goes with conditions: the map of a question shows the text of every kind of place")
                )
    return MapAsked(asked, question)


def _question(reader: ParameterReader, known: Mapping[str, Subject], *, asked: bool) -> Subject | None:
    slug = reader.one("question")
    if slug is None:
        return None if asked else known.get(FIRST_ON_THE_MAP) or next(iter(known.values()), None)
    if asked:
        reader.fault("question", say("a map shows one question or conditions: leave out question or where"))
    elif slug not in known:
        reader.fault("question", *not_one_of(slug, known))
    return known.get(slug)


def matrix_body(asked: MatrixAsked, found: Matrix) -> dict[str, Any]:
    """The answer as plain data: what was asked, and a row a jurisdiction."""
    return {
        "applied": {
            "within": asked.within,
            "jurisdictions": list(asked.among),
            "questions": list(found.questions),
            "as_of": found.date.isoformat(),
            "time_zone": TIME_ZONE,
            "grade": asked.grade and asked.grade.value,
        },
        "results": [
            {
                "jurisdiction": {name: place[name] for name in ("code", "slug", "name", "kind")},
                "cells": {question: _cell(cell) for question, cell in found.cells[str(place["code"])].items()},
            }
            for place in found.places
        ],
    }


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "answer": cell.answer,
        "reason": cell.reason,
        "grade": grade.value if (grade := grade_of_cell(cell)) else None,
        "asked": cell.asked,
        "of": cell.of,
        "provisions": [clause.about.provision for clause in cell.clauses],
        "given": [
            {
                "provision": given.clause.about.provision,
                "answers": {part.question: part.answer for part in given.parts},
            }
            for given in cell.given
        ],
        "limits": {limit: {"answer": one.answer, "reason": one.reason} for limit, one in cell.limits},
    }
