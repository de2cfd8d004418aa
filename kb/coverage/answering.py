"""How coverage is answered, given the law of one day. No Django and no queries here.

The rule, in words:

1. A jurisdiction **matches** if one offence surely in force that day meets every condition of `where` and, if there
   are any, one of `any_of`, and is enforceable there. An offence answers through its own codings first; where it has
   none for a question, through the definitions it incorporates, and those they incorporate. A clause that only
   defines, for others, is never an offence by itself; one of another kind (a duty, a remedy) is asked only what the
   codebook puts to its kind. A clause of an amending act stands aside where the clauses of its place's code in which
   its words now stand are law that day, at least as surely as it is.
2. Two definitions may be alternatives (limbs). Answers of different limbs are never mixed where they
   differ on what is asked: an offence then matches only through one limb that meets every condition.
3. *Unclear*, *silent* and *not assessed* are never *no*. An offence **fails** only where some condition
   has an answer that excludes it. Otherwise what is missing decides: a missing row makes it
   *not assessed*, an unclear answer *unclear*, silence *silent*. Of `any_of` the condition that leaves most open
   decides: all of them must exclude it for the offence to fail.
4. A wording that is only perhaps in force that day (its start is not on record and no source shows it so
   early, or a partial date leaves it open), or whose force is not determinable, makes its offence *unclear*, unless
   it fails whatever the day: by an answer of its own, or of a definition that surely is in force.
5. A jurisdiction without a match takes the best that its offences leave open: unclear, then silent,
   then not assessed. Only if every offence that answers any of the questions fails is it *no match*;
   if none answers any, it is not assessed.
6. What is asked of the place as a whole is answered beside that, each by itself. `also`: rules 1 to 5 with this one
   condition, whichever clause meets it. `none_of`: no match if one clause surely meets the condition; fulfilled only
   if every clause that the question is put to fails it; otherwise open, as what is missing decides (rule 3), a clause
   that nobody asked being *not assessed*. A place is *no match* if one of all these is, a match if all are fulfilled,
   and otherwise what is missing decides again: not assessed, then unclear, then silent.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from jurisdictions.sentences import Sentence, say
from kb.coverage.conditions import ANSWERS, Condition, Query
from kb.coverage.judging import (
    BEST,
    Answered,
    Clause,
    Force,
    Judgement,
    Law,
    Outcome,
    Part,
    judge,
    judge_anyway,
    outcome_of,
    stands_elsewhere,
    wanted,
)

__all__ = ["Answered", "Clause", "Force", "Judgement", "Outcome", "Part", "Verdict", "answer", "judge"]

#: Roles of clauses that are judged as offences: an empty one is not on record.
OFFENCES = frozenset({"", "offence", "other-offence"})

#: Which of several things that must all hold decides, first to last.
_DECIDES = (Outcome.NO_MATCH, Outcome.NOT_ASSESSED, Outcome.UNCLEAR, Outcome.SILENT, Outcome.MATCH)

_NOTHING_ANSWERS = say("no provision on record answers any of these questions that day")


@dataclass(slots=True)
class Verdict:
    """One jurisdiction, or one part of what was asked of it: its list, and the judgements that put it there (all that
    match, or the nearest misses)."""

    outcome: Outcome
    judgements: list[Judgement] = field(default_factory=list)
    reasons: tuple[str, ...] = ()


def answer(
    clauses: Iterable[Clause],
    jurisdictions: Iterable[str],
    asked: Query | Sequence[Condition],
    *,
    in_practice: bool = True,
) -> dict[str, Verdict]:
    """The verdict for every jurisdiction named, whether or not any clause of it is given. Conditions alone are asked
    as `where`.

    `in_practice`: rulings count, so that a clause which may not be enforced cannot match; otherwise only
    the text does.
    """
    query = asked if isinstance(asked, Query) else Query(tuple(asked))
    law: dict[int, list[Clause]] = {}
    for clause in clauses:
        law.setdefault(clause.provision, []).append(clause)
    places: dict[str, list[Clause]] = {code: [] for code in jurisdictions}
    for versions in law.values():
        for clause in versions:
            if clause.jurisdiction in places and clause.by_itself and not stands_elsewhere(clause, law):
                places[clause.jurisdiction].append(clause)
    return {code: _verdict(found, query, law, in_practice) for code, found in places.items()}


def _verdict(clauses: Sequence[Clause], query: Query, law: Law, in_practice: bool) -> Verdict:
    parts = [_found(Part.WHERE, clauses, query.where, query.any_of, law, in_practice)]
    parts += [_found(Part.ALSO, clauses, (condition,), (), law, in_practice) for condition in query.also]
    parts += [_none(clauses, condition, law, in_practice) for condition in query.none_of]
    outcome = min((part.outcome for part in parts), key=_DECIDES.index)
    deciding = [part for part in parts if part.outcome == outcome]
    return Verdict(
        outcome,
        [judgement for part in deciding for judgement in part.judgements],
        tuple(reason for part in deciding for reason in part.reasons),
    )


def _found(
    part: Part,
    clauses: Iterable[Clause],
    where: Sequence[Condition],
    any_of: Sequence[Condition],
    law: Law,
    in_practice: bool,
) -> Verdict:
    """Whether some clause meets the conditions: rules 1 to 5."""
    judgements = []
    for clause in clauses:
        if put := _put(clause, where, any_of):
            judgement = judge(clause, put[0], law, any_of=put[1], in_practice=in_practice)
            if judgement is not None:
                judgements.append(judgement if part is Part.WHERE else replace(judgement, part=part))
    if not judgements:
        return Verdict(Outcome.NOT_ASSESSED, reasons=(_NOTHING_ANSWERS if part is Part.WHERE else _unanswered(where),))
    outcome = min((judgement.outcome for judgement in judgements), key=BEST.index)
    return Verdict(outcome, _ranked(judgements, outcome))


def _none(clauses: Iterable[Clause], condition: Condition, law: Law, in_practice: bool) -> Verdict:
    """Whether no clause meets the condition: rule 6."""
    judgements = []
    for clause in clauses:
        if not _put(clause, (condition,), ()):
            continue
        judgement, answered = judge_anyway(clause, (condition,), (), law, in_practice)
        # A clause that nobody asked leaves it open only if the question is one for such a clause.
        if judgement.outcome is not Outcome.NO_MATCH and (answered or condition.concerns(clause.role)):
            judgements.append(_held_against(judgement))
    if any(judgement.outcome is Outcome.MATCH for judgement in judgements):
        return Verdict(Outcome.NO_MATCH, _ranked(judgements, Outcome.MATCH))
    outcome = min((judgement.outcome for judgement in judgements), key=_DECIDES.index, default=Outcome.MATCH)
    return Verdict(outcome, _ranked(judgements, outcome))


def _ranked(judgements: Iterable[Judgement], outcome: Outcome) -> list[Judgement]:
    """Those with this outcome, the nearest to what is asked first."""
    return sorted(
        (judgement for judgement in judgements if judgement.outcome == outcome),
        key=lambda judgement: (-judgement.met, judgement.clause.provision),
    )


def _put(
    clause: Clause, where: Sequence[Condition], any_of: Sequence[Condition]
) -> tuple[Sequence[Condition], Sequence[Condition]] | None:
    """What of this may be asked of the clause, by its role; None where it cannot meet the whole."""
    if clause.role in OFFENCES:
        return where, any_of
    if not all(condition.concerns(clause.role) for condition in where):
        return None
    left = [condition for condition in any_of if condition.concerns(clause.role)]
    return None if any_of and not left else (where, left)


def _unanswered(conditions: Sequence[Condition]) -> Sentence:
    return say("no provision on record answers {question} that day", question=conditions[0].question)


def _held_against(judgement: Judgement) -> Judgement:
    """A clause that meets what none of its place may meet, or might: its reasons say so."""
    answered = judgement.answers[0]
    doubts = () if judgement.reasons == outcome_of(judgement.answers)[1] else judgement.reasons
    return replace(judgement, part=Part.NONE, reasons=(_forbidden(answered.condition, answered.answer), *doubts))


@lru_cache(maxsize=1_000)
def _forbidden(condition: Condition, answer: str) -> Sentence:
    return say(
        "{question} is {answer}, asked for places where no provision is {wanted}",
        question=condition.question,
        answer=ANSWERS.get(answer, answer),
        wanted=wanted(condition.accepts),
    )
