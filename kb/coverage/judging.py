"""One clause against what is asked of it: the part of the rule of `kb.coverage.answering` that knows no places.

No Django and no queries here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple

from jurisdictions.sentences import Joined, Sentence, joined, say
from kb.coverage.conditions import ANSWERS, NOT_ASSESSED, Condition

#: Answers that exclude whoever asks for another.
GIVEN = frozenset({"yes", "no", "partial"})


class Outcome(StrEnum):
    """The five lists. Each jurisdiction asked about is in exactly one."""

    MATCH = "match"
    NO_MATCH = "no_match"
    UNCLEAR = "unclear"
    SILENT = "silent"
    NOT_ASSESSED = "not_assessed"


class Force(StrEnum):
    """Whether a clause can be enforced that day in its jurisdiction, by the effects of rulings."""

    ENFORCEABLE = "enforceable"
    LIMITED = "limited"
    NOT_ENFORCEABLE = "not-enforceable"
    NOT_DETERMINABLE = "not-determinable"


@dataclass(frozen=True, slots=True)
class Clause:
    """A provision in the wording that is, or may be, in force on the day asked about.

    `answers`: question -> (answer, whatever the caller wants back with it). `unsure` says why the wording
    is only perhaps in force, and is empty where it surely is. `incorporates`: ids of provisions.
    `defines`: others of its place incorporate it, and it says nothing but what the material is. `role`: what it
    does, by the record; empty where that says nothing. `stands_in`: ids of the provisions of a code that have its
    words now. `counted`: why it counts though it is not in force, where law that is only made does.
    """

    provision: int
    jurisdiction: str
    answers: Mapping[str, tuple[str, Any]]
    incorporates: tuple[int, ...] = ()
    unsure: str = ""
    force: Force = Force.ENFORCEABLE
    defines: bool = False
    about: Any = None
    role: str = ""
    stands_in: tuple[int, ...] = ()
    counted: str = ""

    @property
    def by_itself(self) -> bool:
        """Whether something may be asked of it, and not only through it."""
        return self.role != "definition" and bool(self.role or not self.defines)


class Answered(NamedTuple):
    """One condition as one clause answers it: `through` is the clause whose coding it is, if any."""

    condition: Condition
    answer: str
    met: bool
    through: Clause | None = None
    coding: Any = None


class Part(StrEnum):
    """What a clause is judged for: the conditions that one clause must meet, or one that is asked of the place."""

    WHERE = "where"
    NONE = "none"
    ALSO = "also"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One clause against all conditions of a part: its outcome, why, and the answer to each, those of `any_of` last."""

    clause: Clause
    outcome: Outcome
    reasons: tuple[str, ...]
    answers: tuple[Answered, ...]
    part: Part = Part.WHERE

    @property
    def met(self) -> int:
        return sum(answer.met for answer in self.answers)


#: The law of one day: clauses by provision.
type Law = Mapping[int, Sequence[Clause]]

#: Which judgement says most about an offence, best first.
BEST = (Outcome.MATCH, Outcome.UNCLEAR, Outcome.SILENT, Outcome.NOT_ASSESSED, Outcome.NO_MATCH)

_LIMBS_DIFFER = say("its definitions answer differently and no single one meets every condition")
_NOT_ENFORCED = say("may not be enforced that day: see its effects")
_FORCE_NOT_DETERMINABLE = say("whether it can be enforced is not determinable")


def stands_elsewhere(clause: Clause, by_provision: Law) -> bool:
    """Whether the words of an amending act stand in clauses of the code of its place that are law that day, at least
    as surely as it is."""
    where = [
        one
        for provision in clause.stands_in
        for one in by_provision.get(provision, ())
        if one.jurisdiction == clause.jurisdiction
    ]
    return any(not one.unsure for one in where) or (bool(clause.unsure) and bool(where))


def judge(
    clause: Clause,
    conditions: Sequence[Condition],
    by_provision: Law,
    *,
    any_of: Sequence[Condition] = (),
    in_practice: bool = True,
) -> Judgement | None:
    """One offence. None where neither it nor its definitions answer any of the questions."""
    every = (*conditions, *any_of)
    if not clause.incorporates and not any(condition.question in clause.answers for condition in every):
        return None
    judgement, answered = judge_anyway(clause, conditions, any_of, by_provision, in_practice)
    return judgement if answered else None


def judge_anyway(
    clause: Clause, where: Sequence[Condition], any_of: Sequence[Condition], law: Law, in_practice: bool
) -> tuple[Judgement, bool]:
    """One clause, and whether anything on record answers: `where` with each of `any_of` in turn, the best of them."""
    found = [_together(clause, (*where, one), law, in_practice) for one in any_of] or [
        _together(clause, where, law, in_practice)
    ]
    best, definitions, _ = min(found, key=lambda one: _rank(one[0]))
    if any_of:
        told = tuple(_answered(condition, clause, definitions) for condition in any_of)
        best = replace(best, answers=(*best.answers[: len(where)], *told))
    return best, any(answered for *_, answered in found)


def _together(
    clause: Clause, conditions: Sequence[Condition], law: Law, in_practice: bool
) -> tuple[Judgement, list[Clause], bool]:
    """One clause against conditions that it must all meet; the definitions through which it was read; and whether
    anything on record answers one of them."""
    readings = [
        (_read(clause, conditions, definitions, in_practice), definitions)
        for definitions in _readings(clause, conditions, law)
    ]
    best, definitions = min(readings, key=lambda pair: _rank(pair[0]))
    if best.outcome is Outcome.NO_MATCH and len(readings) > 1 and _met_only_together([one for one, _ in readings]):
        best = Judgement(clause, Outcome.UNCLEAR, (_LIMBS_DIFFER,), best.answers)
    answered = any(one.through is not None for reading, _ in readings for one in reading.answers)
    return best, definitions, answered


def _rank(judgement: Judgement) -> tuple[int, int]:
    return BEST.index(judgement.outcome), -judgement.met


def _readings(clause: Clause, conditions: Sequence[Condition], by_provision: Law) -> Iterator[list[Clause]]:
    """The sets of definitions through which the clause may be read: all together where they agree on
    what is asked, else one limb (with what it incorporates itself) at a time."""
    limbs = [
        list(_closure(definition, by_provision, {clause.provision}))
        for provision in clause.incorporates
        for definition in by_provision.get(provision, ())
    ]
    if len(limbs) <= 1:
        yield limbs[0] if limbs else []
        return
    together = list({id(definition): definition for limb in limbs for definition in limb}.values())
    asked = {condition.question for condition in conditions} - clause.answers.keys()
    if all(len({d.answers[question][0] for d in together if question in d.answers}) <= 1 for question in asked):
        yield together
    else:
        yield from limbs


def _closure(clause: Clause, by_provision: Mapping[int, Sequence[Clause]], seen: set[int]) -> Iterator[Clause]:
    """The clause and what it incorporates, at any depth; a ring ends where it closes."""
    if clause.provision in seen:
        return
    yield clause
    for provision in clause.incorporates:
        for definition in by_provision.get(provision, ()):
            yield from _closure(definition, by_provision, seen | {clause.provision})


def _read(clause: Clause, conditions: Sequence[Condition], definitions: list[Clause], in_practice: bool) -> Judgement:
    answers = tuple(_answered(condition, clause, definitions) for condition in conditions)
    relied = [clause, *(a.through for a in answers if a.through is not None and a.through is not clause)]
    doubts = tuple(dict.fromkeys(used.unsure for used in relied if used.unsure))
    if in_practice:
        forces = {used.force for used in relied}
        if Force.NOT_ENFORCEABLE in forces:
            return Judgement(clause, Outcome.NO_MATCH, (_NOT_ENFORCED,), answers)
        if Force.NOT_DETERMINABLE in forces:
            doubts = (_FORCE_NOT_DETERMINABLE, *doubts)
    outcome, reasons = outcome_of(answers)
    if doubts and any(_fails(answered, clause) for answered in answers):
        return Judgement(clause, Outcome.NO_MATCH, (*reasons, *doubts), answers)
    if doubts:
        return Judgement(clause, Outcome.UNCLEAR, doubts, answers)
    if outcome is Outcome.MATCH:
        reasons = tuple(dict.fromkeys(used.counted for used in relied if used.counted))
    return Judgement(clause, outcome, reasons, answers)


def _fails(answered: Answered, clause: Clause) -> bool:
    """Whether this answer excludes the clause whatever the dates: if it is its own, no day on which it is in force
    could save it; if it is that of a definition, one on which the definition is not in force might."""
    if answered.met or answered.answer not in GIVEN or answered.through is None:
        return False
    return answered.through is clause or not answered.through.unsure


def _answered(condition: Condition, clause: Clause, definitions: list[Clause]) -> Answered:
    for used in (clause, *definitions):
        if condition.question in used.answers:
            given, coding = used.answers[condition.question]
            return Answered(condition, given, given in condition.accepts, used, coding)
    return Answered(condition, NOT_ASSESSED, NOT_ASSESSED in condition.accepts)


def outcome_of(answers: Sequence[Answered]) -> tuple[Outcome, tuple[str, ...]]:
    missing = [answered for answered in answers if not answered.met]
    if not missing:
        return Outcome.MATCH, ()
    reasons = tuple(_lacks(answered.condition, answered.answer) for answered in missing)
    given = {answered.answer for answered in missing}
    if given & GIVEN:
        return Outcome.NO_MATCH, reasons
    if NOT_ASSESSED in given:
        return Outcome.NOT_ASSESSED, reasons
    return (Outcome.UNCLEAR if "unclear" in given else Outcome.SILENT), reasons


@lru_cache(maxsize=1_000)
def _lacks(condition: Condition, answer: str) -> Sentence:
    return say(
        "{question} is {answer}, asked for {wanted}",
        question=condition.question,
        answer=ANSWERS.get(answer, answer),
        wanted=wanted(condition.accepts),
    )


@lru_cache(maxsize=1_000)
def wanted(accepts: frozenset[str]) -> Joined:
    return joined("|", [ANSWERS.get(answer, answer) for answer in sorted(accepts)])


def _met_only_together(readings: Sequence[Judgement]) -> bool:
    """Whether every condition is met by some limb though no limb meets them all."""
    return all(any(answers) for answers in zip(*([a.met for a in r.answers] for r in readings), strict=True))
