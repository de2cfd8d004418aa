"""Joined questions for places, and what the clauses that say *yes* ask of the material. No queries here.

The coverage engine judges one clause at a time, so the answer of a place is its list: a match is *yes* (or *partial*
where a clause matches only if partial answers count), *unclear*, *silent* and *not assessed* are themselves, and *no
match* is *no* where every clause that is put the question was asked; else *not assessed*, with a count, as for any
other question (see `folding`). Only the text counts, as everywhere in the matrix: rulings are not looked at.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import product

from jurisdictions.sentences import joined, say
from kb.coverage.answering import Answered, Clause, Judgement, Outcome, Verdict, answer, judge
from kb.coverage.conditions import NOT_ASSESSED, Condition
from kb.coverage.folding import (
    AND,
    Cell,
    Given,
    Part,
    Reply,
    Rule,
    fold,
    is_put_to,
    label_of,
    of_clauses_say_no,
    replies,
)

YES = frozenset({"yes"})
AT_LEAST_PARTLY = frozenset({"yes", "partial"})

#: Clauses shown where none matches: the nearest misses.
NEAREST = 3


def conditions(parts: Iterable[str], accepts: frozenset[str]) -> tuple[Condition, ...]:
    """What the coverage engine is asked for a joined question."""
    return tuple(Condition(part, accepts) for part in parts)


def joined_cells(
    parts: Sequence[str],
    law: Sequence[Clause],
    places: Mapping[str, Sequence[Clause]],
    by_provision: Mapping[int, Sequence[Clause]],
    roles: Collection[str],
    limits: Sequence[str],
) -> dict[str, Cell]:
    """A cell for each of `places`, whose clauses are those that count by themselves. `law` holds all that was read
    of that day, `roles` those that every part is relevant to."""
    partly = answer(law, places, conditions(parts, AT_LEAST_PARTLY), in_practice=False)
    matching = [code for code, verdict in partly.items() if verdict.outcome is Outcome.MATCH]
    fully = answer(law, matching, conditions(parts, YES), in_practice=False)
    found = {}
    for code, clauses in places.items():
        put = {clause.provision for clause in clauses if is_put_to(clause, roles)}
        asked = {
            clause.provision
            for clause in clauses
            if clause.provision in put and any(any(replies(clause, part, by_provision)) for part in parts)
        }
        if partly[code].outcome is not Outcome.MATCH:
            found[code] = _missed(partly[code], asked, put)
            continue
        whole = fully[code].outcome is Outcome.MATCH
        verdict, accepts = (fully[code], YES) if whole else (partly[code], AT_LEAST_PARTLY)
        giving = [judgement.clause for judgement in verdict.judgements]
        given = tuple(readings(giving, conditions(parts, accepts), limits, by_provision))
        asked |= {clause.provision for clause in giving}
        found[code] = Cell(
            "yes" if whole else "partial",
            say("{giving} of {asked} clauses that were asked", giving=len(giving), asked=len(asked)),
            given,
            len(asked),
            len(asked | put),
            limits_of(given, limits),
        )
    return found


def _missed(verdict: Verdict, asked: Collection[int], put: Collection[int]) -> Cell:
    nearest = verdict.judgements[:NEAREST]
    given = tuple(Given(one.clause, tuple(map(_part, one.answers))) for one in nearest)
    word = verdict.outcome.value.replace("_", "-")
    if verdict.outcome is Outcome.NO_MATCH:
        if not asked:
            return Cell(NOT_ASSESSED, say("no clause that is put the question was asked"), (), 0, len(put))
        if len(asked) < len(put):
            return Cell(NOT_ASSESSED, of_clauses_say_no(len(asked), len(put)), given, len(asked), len(put))
        word = "no"
    return Cell(word, _reason(verdict, nearest), given, len(asked), len(put), by_all=word == "no")


def _reason(verdict: Verdict, nearest: Sequence[Judgement]) -> str:
    if not nearest:
        return joined(AND, verdict.reasons)
    first = nearest[0]
    return say("{clause}: {why}", clause=label_of(first.clause), why=joined(AND, first.reasons))


def _part(answered: Answered) -> Part:
    return Part(answered.condition.question, answered.answer, answered.through)


def readings(
    clauses: Iterable[Clause],
    asked: Sequence[Condition],
    limits: Sequence[str],
    by_provision: Mapping[int, Sequence[Clause]],
) -> Iterator[Given]:
    """Each clause that meets the conditions, once for each set of limits under which it does: a clause that takes in
    several definitions may ask for realism by one of them and for obscenity by another."""
    for clause in clauses:
        judgements = list(_met_under(clause, asked, limits, by_provision))
        for judgement in judgements:
            yield Given(clause, tuple(map(_part, judgement.answers)))
        if not judgements and (plain := judge(clause, asked, by_provision, in_practice=False)) is not None:
            unknown = tuple(Part(limit, NOT_ASSESSED, None) for limit in limits)
            yield Given(clause, (*map(_part, plain.answers), *unknown))


def _met_under(
    clause: Clause, asked: Sequence[Condition], limits: Sequence[str], by_provision: Mapping[int, Sequence[Clause]]
) -> Iterator[Judgement]:
    """One clause through the engine for each set of answers to the limits that it may give: it is asked whether it
    meets the conditions and gives just these answers, so that the limbs of a definition are never mixed."""
    may_be = [_answers_to(limit, clause, by_provision) for limit in limits]
    for given in product(*may_be):
        with_limits = [*asked, *(Condition(limit, frozenset({one})) for limit, one in zip(limits, given, strict=True))]
        judgement = judge(clause, with_limits, by_provision, in_practice=False)
        if judgement is not None and judgement.outcome is Outcome.MATCH:
            yield judgement


def _answers_to(limit: str, clause: Clause, by_provision: Mapping[int, Sequence[Clause]]) -> list[str]:
    if limit in clause.answers:
        return [clause.answers[limit][0]]
    return [*dict.fromkeys(reply.answer for reply in replies(clause, limit, by_provision)), NOT_ASSESSED]


def limits_of(given: Sequence[Given], limits: Sequence[str]) -> tuple[tuple[str, Cell], ...]:
    """What the clauses that give an answer ask of the material, one cell a limit."""
    return tuple((limit, _limit(given, limit)) for limit in limits)


def _limit(given: Sequence[Given], limit: str) -> Cell:
    answered = [
        Reply(one.clause, part.answer, part.through)
        for one in given
        for part in one.parts
        if part.question == limit and part.through is not None and part.answer != NOT_ASSESSED
    ]
    every = {one.clause.provision for one in given}
    unasked = every.difference(reply.clause.provision for reply in answered)
    return fold(Rule(limit, limits=True, roles=frozenset()), answered, unasked, every)
