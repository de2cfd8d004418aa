"""How coverage is answered, given the law of one day. No Django and no queries here.

The rule, in words:

1. A jurisdiction **matches** if one offence surely in force that day meets every condition, and is
   enforceable there. An offence answers through its own codings first; where it has none for a
   question, through the definitions it incorporates, and those they incorporate. A clause that only
   defines, for others, is never an offence by itself.
2. Two definitions may be alternatives (limbs). Answers of different limbs are never mixed where they
   differ on what is asked: an offence then matches only through one limb that meets every condition.
3. *Unclear*, *silent* and *not assessed* are never *no*. An offence **fails** only where some condition
   has an answer that excludes it. Otherwise what is missing decides: a missing row makes it
   *not assessed*, an unclear answer *unclear*, silence *silent*.
4. A wording that is only perhaps in force that day (its start is not on record and no source shows it so
   early, or a partial date leaves it open) makes its offence *unclear*, whatever its answers.
5. A jurisdiction without a match takes the best that its offences leave open: unclear, then silent,
   then not assessed. Only if every offence that answers any of the questions fails is it *no match*;
   if none answers any, it is not assessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple

from jurisdictions.sentences import Joined, Sentence, joined, say
from kb.coverage.conditions import ANSWERS, NOT_ASSESSED, Condition


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
    `defines`: it is incorporated by others and says nothing but what the material is. `role`: a value of
    `ProvisionRole`, empty where it is not on record. `stands_in`: ids of the provisions in which the words of a
    clause of an amending act stand.
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


class Answered(NamedTuple):
    """One condition as one clause answers it: `through` is the clause whose coding it is, if any."""

    condition: Condition
    answer: str
    met: bool
    through: Clause | None = None
    coding: Any = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """One offence against all conditions: its outcome, why, and the answer to each."""

    clause: Clause
    outcome: Outcome
    reasons: tuple[str, ...]
    answers: tuple[Answered, ...]

    @property
    def met(self) -> int:
        return sum(answer.met for answer in self.answers)


@dataclass(slots=True)
class Verdict:
    """One jurisdiction: its list, and the judgements that put it there (all matches, or the nearest misses)."""

    outcome: Outcome
    judgements: list[Judgement] = field(default_factory=list)
    reasons: tuple[str, ...] = ()


_NOTHING_ANSWERS = say("no provision on record answers any of these questions that day")
_LIMBS_DIFFER = say("its definitions answer differently and no single one meets every condition")
_NOT_ENFORCED = say("may not be enforced that day: see its effects")
_FORCE_NOT_DETERMINABLE = say("whether it can be enforced is not determinable")

#: Which judgement says most about an offence, best first.
_BEST = (Outcome.MATCH, Outcome.UNCLEAR, Outcome.SILENT, Outcome.NOT_ASSESSED, Outcome.NO_MATCH)


def answer(
    clauses: Iterable[Clause],
    jurisdictions: Iterable[str],
    conditions: Sequence[Condition],
    *,
    in_practice: bool = True,
) -> dict[str, Verdict]:
    """The verdict for every jurisdiction named, whether or not any clause of it is given.

    `in_practice`: rulings count, so that a clause which may not be enforced cannot match; otherwise only
    the text does.
    """
    by_provision: dict[int, list[Clause]] = {}
    for clause in clauses:
        by_provision.setdefault(clause.provision, []).append(clause)
    open_verdicts: dict[str, list[Judgement]] = {code: [] for code in jurisdictions}
    for versions in by_provision.values():
        for clause in versions:
            if clause.jurisdiction in open_verdicts and not clause.defines:
                judgement = judge(clause, conditions, by_provision, in_practice=in_practice)
                if judgement is not None:
                    open_verdicts[clause.jurisdiction].append(judgement)
    return {code: _verdict(judgements) for code, judgements in open_verdicts.items()}


def _verdict(judgements: list[Judgement]) -> Verdict:
    if not judgements:
        return Verdict(Outcome.NOT_ASSESSED, reasons=(_NOTHING_ANSWERS,))
    outcome = min((judgement.outcome for judgement in judgements), key=_BEST.index)
    ranked = sorted(
        (judgement for judgement in judgements if judgement.outcome == outcome),
        key=lambda judgement: (-judgement.met, judgement.clause.provision),
    )
    return Verdict(outcome, ranked)


def judge(
    clause: Clause,
    conditions: Sequence[Condition],
    by_provision: Mapping[int, Sequence[Clause]],
    *,
    in_practice: bool = True,
) -> Judgement | None:
    """One offence. None where neither it nor its definitions answer any of the questions."""
    if not clause.incorporates and not any(condition.question in clause.answers for condition in conditions):
        return None
    readings = [
        _read(clause, conditions, definitions, in_practice)
        for definitions in _readings(clause, conditions, by_provision)
    ]
    if not any(answered.coding is not None for reading in readings for answered in reading.answers):
        return None
    best = min(readings, key=lambda reading: (_BEST.index(reading.outcome), -reading.met))
    if best.outcome is Outcome.NO_MATCH and len(readings) > 1 and _met_only_together(readings):
        return Judgement(clause, Outcome.UNCLEAR, (_LIMBS_DIFFER,), best.answers)
    return best


def _readings(
    clause: Clause, conditions: Sequence[Condition], by_provision: Mapping[int, Sequence[Clause]]
) -> Iterator[list[Clause]]:
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
    if in_practice:
        forces = {used.force for used in relied}
        if Force.NOT_ENFORCEABLE in forces:
            return Judgement(clause, Outcome.NO_MATCH, (_NOT_ENFORCED,), answers)
        if Force.NOT_DETERMINABLE in forces:
            return Judgement(clause, Outcome.UNCLEAR, (_FORCE_NOT_DETERMINABLE,), answers)
    unsure = tuple(dict.fromkeys(used.unsure for used in relied if used.unsure))
    if unsure:
        return Judgement(clause, Outcome.UNCLEAR, unsure, answers)
    outcome, reasons = _outcome(answers)
    return Judgement(clause, outcome, reasons, answers)


def _answered(condition: Condition, clause: Clause, definitions: list[Clause]) -> Answered:
    for used in (clause, *definitions):
        if condition.question in used.answers:
            given, coding = used.answers[condition.question]
            return Answered(condition, given, given in condition.accepts, used, coding)
    return Answered(condition, NOT_ASSESSED, NOT_ASSESSED in condition.accepts)


def _outcome(answers: Sequence[Answered]) -> tuple[Outcome, tuple[str, ...]]:
    missing = [answered for answered in answers if not answered.met]
    if not missing:
        return Outcome.MATCH, ()
    reasons = tuple(_lacks(answered.condition, answered.answer) for answered in missing)
    given = {answered.answer for answered in missing}
    if given & {"yes", "no", "partial"}:
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
        wanted=_wanted(condition.accepts),
    )


@lru_cache(maxsize=1_000)
def _wanted(accepts: frozenset[str]) -> Joined:
    return joined("|", [ANSWERS.get(answer, answer) for answer in sorted(accepts)])


def _met_only_together(readings: Sequence[Judgement]) -> bool:
    """Whether every condition is met by some limb though no limb meets them all."""
    return all(any(answers) for answers in zip(*([a.met for a in r.answers] for r in readings), strict=True))
