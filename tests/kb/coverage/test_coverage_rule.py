"""The coverage rule on worlds made up by hypothesis, against a slow reference written apart from it."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.coverage.answering import Clause, Force, Outcome, answer
from kb.coverage.conditions import NOT_ASSESSED, BadCondition, Condition, parse

QUESTIONS = ("possession", "synthetic", "obscenity")
ANSWERS = ("yes", "no", "partial", "unclear", "silent")
CODES = ("XA", "XB", "XC")


def conditions(*asked: str) -> tuple[Condition, ...]:
    return parse(asked, dict.fromkeys(QUESTIONS, ANSWERS))


def clause(provision: int, /, incorporates: tuple[int, ...] = (), code: str = "XA", **more: Any) -> Clause:
    force, unsure, defines = more.pop("force", Force.ENFORCEABLE), more.pop("unsure", ""), more.pop("defines", False)
    answers = {question: (given, f"{provision}:{question}") for question, given in more.items()}
    return Clause(provision, code, answers, incorporates, unsure, force, defines)


def outcome(*clauses: Clause, asked: tuple[str, ...], in_practice: bool = True) -> str:
    return str(answer(clauses, ["XA"], conditions(*asked), in_practice=in_practice)["XA"].outcome)


BOTH = ("possession:yes", "synthetic:yes")


def test_one_offence_must_meet_every_condition() -> None:
    assert outcome(clause(1, possession="yes", synthetic="yes"), asked=BOTH) == "match"
    assert (
        outcome(clause(1, possession="yes", synthetic="no"), clause(2, synthetic="yes"), asked=BOTH) == "not_assessed"
    )
    assert (
        outcome(clause(1, possession="yes", synthetic="no"), clause(2, possession="no", synthetic="yes"), asked=BOTH)
        == "no_match"
    )


def test_gaps_are_four_different_things() -> None:
    assert outcome(asked=BOTH) == "not_assessed"
    assert outcome(clause(1, possession="yes"), asked=BOTH) == "not_assessed"
    assert outcome(clause(1, possession="yes", synthetic="silent"), asked=BOTH) == "silent"
    assert outcome(clause(1, possession="yes", synthetic="unclear"), asked=BOTH) == "unclear"
    assert outcome(clause(1, possession="yes", synthetic="partial"), asked=BOTH) == "no_match"
    assert outcome(clause(1, obscenity="yes"), asked=BOTH) == "not_assessed"


def test_answer_comes_through_a_definition() -> None:
    offence = clause(1, (2,), possession="yes")
    assert outcome(offence, clause(2, (3,)), clause(3, synthetic="yes"), asked=BOTH) == "match"
    assert (
        outcome(clause(1, (2,), possession="yes", synthetic="no"), clause(2, synthetic="yes", defines=True), asked=BOTH)
        == "no_match"
    )


def test_limbs_that_differ_are_not_mixed() -> None:
    asked = ("synthetic:yes", "obscenity:no")
    offence = clause(1, (2, 3), possession="yes")
    real, virtual = clause(2, synthetic="no", obscenity="no"), clause(3, synthetic="yes", obscenity="yes")
    assert outcome(offence, real, virtual, asked=asked) == "unclear"
    assert outcome(offence, real, clause(3, synthetic="yes", obscenity="no"), asked=asked) == "match"


def test_ring_of_definitions_ends() -> None:
    assert (
        outcome(clause(1, (2,), possession="yes"), clause(2, (1, 3)), clause(3, (2,), synthetic="yes"), asked=BOTH)
        == "match"
    )


def test_wording_that_is_only_perhaps_in_force_is_unclear() -> None:
    for synthetic in ("yes", "no"):
        verdict = answer(
            [clause(1, possession="yes", unsure="start not on record", synthetic=synthetic)], ["XA"], conditions(*BOTH)
        )
        assert (verdict["XA"].outcome, verdict["XA"].judgements[0].reasons) == ("unclear", ("start not on record",))


def test_text_and_enforceability_are_two_things() -> None:
    struck = clause(1, possession="yes", synthetic="yes", force=Force.NOT_ENFORCEABLE)
    assert outcome(struck, asked=BOTH) == "no_match"
    assert outcome(struck, asked=BOTH, in_practice=False) == "match"
    assert outcome(clause(1, possession="yes", synthetic="yes", force=Force.LIMITED), asked=BOTH) == "match"
    assert outcome(clause(1, possession="yes", synthetic="yes", force=Force.NOT_DETERMINABLE), asked=BOTH) == "unclear"
    through_struck = clause(2, synthetic="yes", defines=True, force=Force.NOT_ENFORCEABLE)
    assert outcome(clause(1, (2,), possession="yes"), through_struck, asked=BOTH) == "no_match"


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (["posession:yes"], "no question is called 'posession'; did you mean possession?"),
        (["possession"], "write question:answer"),
        (["possession:"], "write question:answer"),
        (["possession:maybe"], "'maybe' is no answer to possession: use no, not-assessed, partial"),
        (["possession:yes", "possession:no"], "contradict each other"),
        ([], "ask at least one condition"),
    ],
)
def test_bad_condition_is_refused_in_words(asked: list[str], message: str) -> None:
    with pytest.raises(BadCondition, match=message.replace("|", r"\|").replace("?", r"\?")):
        conditions(*asked)


CLAUSES = st.lists(
    st.builds(
        clause,
        st.integers(1, 5),
        st.lists(st.integers(1, 5), max_size=2, unique=True).map(tuple),
        st.sampled_from(CODES),
        possession=st.sampled_from(ANSWERS),
        unsure=st.sampled_from(["", "", "", "start not on record"]),
        force=st.sampled_from([*Force, Force.ENFORCEABLE, Force.ENFORCEABLE]),
        defines=st.booleans(),
    ).flatmap(
        lambda made: st.dictionaries(st.sampled_from(QUESTIONS), st.sampled_from(ANSWERS)).map(
            lambda answers: clause(
                made.provision,
                made.incorporates,
                made.jurisdiction,
                unsure=made.unsure,
                force=made.force,
                defines=made.defines,
                **answers,
            )
        )
    ),
    max_size=6,
    unique_by=lambda made: made.provision,
)
CONDITIONS = st.dictionaries(
    st.sampled_from(QUESTIONS), st.sets(st.sampled_from([*ANSWERS, NOT_ASSESSED]), min_size=1), min_size=1
).map(lambda asked: tuple(Condition(question, frozenset(accepts)) for question, accepts in asked.items()))


def by_hand(clauses: list[Clause], code: str, asked: tuple[Condition, ...], in_practice: bool) -> str:
    """The rule of answering.py's docstring, spelled out with sets and no thought for speed."""
    found = {c.provision: c for c in clauses}

    def below(start: Clause, path: tuple[int, ...]) -> set[int]:
        if start.provision in path:
            return set()
        deeper = [below(found[p], (*path, start.provision)) for p in start.incorporates if p in found]
        return {start.provision}.union(*deeper)

    def through(offence: Clause, definitions: list[int], question: str) -> list[Clause]:
        if question in offence.answers:
            return [offence]
        return [found[p] for p in definitions if question in found[p].answers]

    def of_reading(offence: Clause, definitions: list[int]) -> tuple[str, list[bool], bool]:
        used = {c.question: through(offence, definitions, c.question)[:1] for c in asked}
        given = {
            c.question: used[c.question][0].answers[c.question][0] if used[c.question] else NOT_ASSESSED for c in asked
        }
        met = [given[c.question] in c.accepts for c in asked]
        known = any(used.values())
        relied = [offence, *(u[0] for u in used.values() if u)]
        if in_practice and any(c.force == Force.NOT_ENFORCEABLE for c in relied):
            return "no_match", met, known
        if in_practice and any(c.force == Force.NOT_DETERMINABLE for c in relied):
            return "unclear", met, known
        if any(c.unsure for c in relied):
            return "unclear", met, known
        unmet = {given[c.question] for c in asked if given[c.question] not in c.accepts}
        if not unmet:
            return "match", met, known
        for word, result in (("yes", "no_match"), ("no", "no_match"), ("partial", "no_match"),
                             (NOT_ASSESSED, "not_assessed"), ("unclear", "unclear")):  # fmt: skip
            if word in unmet:
                return result, met, known
        return "silent", met, known

    order = ["match", "unclear", "silent", "not_assessed", "no_match"]
    results = []
    for offence in clauses:
        if offence.jurisdiction != code or offence.defines:
            continue
        limbs = [sorted_path(found, p, offence.provision) for p in offence.incorporates if p in found]
        union = list(dict.fromkeys(p for limb in limbs for p in limb))
        differ = any(
            len({found[p].answers[c.question][0] for p in union if c.question in found[p].answers}) > 1
            for c in asked
            if c.question not in offence.answers
        )
        readings = [of_reading(offence, limb) for limb in (limbs if differ else [union])]
        if not any(known for _, _, known in readings):
            continue
        best = min((result for result, _, _ in readings), key=order.index)
        if (
            best == "no_match"
            and len(readings) > 1
            and all(any(column) for column in zip(*(m for _, m, _ in readings), strict=True))
        ):
            best = "unclear"
        results.append(best)
    return min(results, key=order.index) if results else "not_assessed"


def sorted_path(found: dict[int, Clause], start: int, offence: int) -> list[int]:
    """Provisions reached from `start` depth first, each path ending where it meets itself or the offence."""
    out: list[int] = []

    def walk(provision: int, path: tuple[int, ...]) -> None:
        if provision in path:
            return
        out.append(provision)
        for deeper in found[provision].incorporates:
            if deeper in found:
                walk(deeper, (*path, provision))

    walk(start, (offence,))
    return out


@given(CLAUSES, CONDITIONS, st.booleans())
def test_rule_agrees_with_the_reference(clauses: list[Clause], asked: tuple[Condition, ...], in_practice: bool) -> None:
    verdicts = answer(clauses, CODES, asked, in_practice=in_practice)
    assert {code: str(v.outcome) for code, v in verdicts.items()} == {
        code: by_hand(clauses, code, asked, in_practice) for code in CODES
    }


@given(CLAUSES, CONDITIONS)
def test_five_lists_partition_the_jurisdictions_asked_about(
    clauses: list[Clause], asked: tuple[Condition, ...]
) -> None:
    verdicts = answer(clauses, CODES, asked)
    lists = {outcome: [code for code, v in verdicts.items() if v.outcome == outcome] for outcome in Outcome}
    assert sorted(code for codes in lists.values() for code in codes) == sorted(CODES)


@given(CLAUSES, st.sampled_from(list(product(QUESTIONS, ANSWERS))))
def test_no_answer_is_never_taken_for_no(clauses: list[Clause], asked: tuple[str, str]) -> None:
    question, wanted = asked
    for code, verdict in answer(clauses, CODES, conditions(f"{question}:{wanted}")).items():
        if verdict.outcome is Outcome.NO_MATCH:
            assert any(question in c.answers for c in clauses), f"{code}: nobody answered {question}"
            assert verdict.judgements
