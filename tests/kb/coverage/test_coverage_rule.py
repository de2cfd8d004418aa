"""The coverage rule on worlds made up by hypothesis, against a slow reference written apart from it."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.coverage.answering import Clause, Force, Outcome, answer
from kb.coverage.conditions import NOT_ASSESSED, BadCondition, Condition, Query, one_of, parse, read
from tests.kb.coverage.rule_by_hand import by_hand

QUESTIONS = ("possession", "synthetic", "obscenity")
ANSWERS = ("yes", "no", "partial", "unclear", "silent")
CODES = ("XA", "XB", "XC")


def conditions(*asked: str) -> tuple[Condition, ...]:
    return parse(asked, dict.fromkeys(QUESTIONS, ANSWERS))


def clause(provision: int, /, incorporates: tuple[int, ...] = (), code: str = "XA", **more: Any) -> Clause:
    """A clause whose keywords are its answers, besides these of its own."""
    own = {name: more.pop(name) for name in ("force", "unsure", "defines", "role", "stands_in") if name in more}
    answers = {question: (given, f"{provision}:{question}") for question, given in more.items()}
    return Clause(provision, code, answers, incorporates, **own)


#: What the codebook puts the questions to, in these tests: all but obscenity to all clauses.
PUT_TO = {"obscenity": ("offence", "definition")}


def asking(where: tuple[str, ...] = (), **more: tuple[str, ...]) -> Query:
    """`any`, `none` and `also` as parameters have them."""
    allowed = dict.fromkeys(QUESTIONS, ANSWERS)
    found = {name: tuple(read(one, allowed, PUT_TO) for one in asked) for name, asked in more.items()}
    return Query(
        conditions(*where) if where else (), one_of(found.get("any", ())), found.get("none", ()), found.get("also", ())
    )


def outcome(*clauses: Clause, asked: tuple[str, ...] | Query, in_practice: bool = True) -> str:
    query = asked if isinstance(asked, Query) else asking(asked)
    return str(answer(clauses, ["XA"], query, in_practice=in_practice)["XA"].outcome)


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


def test_wording_that_is_only_perhaps_in_force_is_unclear_while_it_could_still_match() -> None:
    for synthetic in ("yes", "unclear", "silent"):
        verdict = answer(
            [clause(1, possession="yes", unsure="start not on record", synthetic=synthetic)], ["XA"], conditions(*BOTH)
        )
        assert (verdict["XA"].outcome, verdict["XA"].judgements[0].reasons) == ("unclear", ("start not on record",))


def test_what_already_fails_fails_whatever_the_day_and_whatever_the_courts() -> None:
    for doubt in ({"unsure": "commencement not on record"}, {"force": Force.NOT_DETERMINABLE}):
        for synthetic in ("no", "partial"):
            assert outcome(clause(1, possession="yes", synthetic=synthetic, **doubt), asked=BOTH) == "no_match"
        assert outcome(clause(1, synthetic="no", **doubt), asked=BOTH) == "no_match", "one answer is enough"
        assert outcome(clause(1, possession="yes", synthetic="yes", **doubt), asked=BOTH) == "unclear"
    told = answer([clause(1, possession="no", unsure="start not on record")], ["XA"], conditions("possession:yes"))
    assert told["XA"].judgements[0].reasons == ("possession is no, asked for yes", "start not on record")


def test_answer_of_a_definition_that_is_only_perhaps_in_force_fails_nothing() -> None:
    offence = clause(1, (2,), possession="yes")
    assert outcome(offence, clause(2, synthetic="no", defines=True), asked=BOTH) == "no_match"
    assert outcome(offence, clause(2, synthetic="no", defines=True, unsure="perhaps"), asked=BOTH) == "unclear"
    perhaps = clause(1, (2,), possession="yes", unsure="perhaps")
    assert outcome(perhaps, clause(2, synthetic="no", defines=True), asked=BOTH) == "no_match"


@pytest.mark.parametrize("own", ["partial", "no"])
def test_own_answer_goes_before_that_of_a_definition_also_where_it_narrows(own: str) -> None:
    definition = clause(2, synthetic="yes", defines=True)
    assert outcome(clause(1, (2,), possession="yes", synthetic=own), definition, asked=BOTH) == "no_match"
    assert (
        outcome(
            clause(1, (2,), possession="yes", synthetic=own), definition, asked=("possession:yes", f"synthetic:{own}")
        )
        == "match"
    )
    # And a definition's own answer before that of one that it takes in.
    narrower = clause(2, (3,), synthetic=own, defines=True)
    wider = clause(3, synthetic="yes", defines=True)
    assert outcome(clause(1, (2,), possession="yes"), narrower, wider, asked=BOTH) == "no_match"


def test_amending_act_stands_aside_where_its_words_stand_in_the_code() -> None:
    act = clause(1, possession="yes", stands_in=(2, 3))
    assert outcome(act, asked=BOTH) == "not_assessed", "nothing of the code is in force: it speaks for itself"
    section = clause(2, possession="yes", synthetic="no", role="offence")
    assert outcome(act, section, asked=BOTH) == "no_match", "its place is not kept open"
    perhaps = clause(2, possession="yes", synthetic="no", unsure="perhaps")
    assert outcome(replace(act, unsure="perhaps"), perhaps, asked=BOTH) == "no_match"
    assert outcome(act, perhaps, asked=BOTH) == "not_assessed", "surely in force, it is asked beside what may not be"
    abroad = clause(2, code="XB", possession="yes", synthetic="no", role="offence")
    assert outcome(act, abroad, asked=BOTH) == "not_assessed", "a place answers by its own law alone"
    both = answer([act, clause(2, possession="yes")], ["XA"], conditions("possession:yes"))["XA"]
    assert [judgement.clause.provision for judgement in both.judgements] == [2], "and it does not match twice"


def test_definition_is_no_offence_and_other_clauses_are_asked_what_is_put_to_their_role() -> None:
    for role in ("offence", "other-offence", ""):
        assert outcome(clause(1, possession="yes", synthetic="yes", role=role), asked=BOTH) == "match"
    assert outcome(clause(1, possession="yes", synthetic="yes", role="definition"), asked=BOTH) == "not_assessed"
    # What the record calls an offence is one, even where others take it in.
    assert outcome(clause(1, possession="yes", synthetic="yes", role="offence", defines=True), asked=BOTH) == "match"
    duty = clause(1, possession="yes", obscenity="yes", role="duty")
    assert outcome(duty, asked=("possession:yes",)) == "match"
    assert outcome(duty, asked=asking(any=("obscenity:yes",))) == "not_assessed"
    assert outcome(duty, asked=asking(any=("obscenity:yes", "possession:yes"))) == "match"


def test_one_of_several_conditions_is_enough_and_all_must_fail() -> None:
    asked = asking(("possession:yes",), any=("synthetic:yes", "obscenity:no"))
    assert outcome(clause(1, possession="yes", synthetic="yes"), asked=asked) == "match"
    assert outcome(clause(1, possession="yes", synthetic="no", obscenity="no"), asked=asked) == "match"
    assert outcome(clause(1, possession="yes", synthetic="no", obscenity="yes"), asked=asked) == "no_match"
    assert outcome(clause(1, possession="yes", synthetic="no"), asked=asked) == "not_assessed"
    assert outcome(clause(1, possession="yes", synthetic="no", obscenity="silent"), asked=asked) == "silent"
    assert outcome(clause(1, possession="yes", synthetic="unclear", obscenity="silent"), asked=asked) == "unclear"
    assert outcome(clause(1, possession="no", synthetic="yes"), asked=asked) == "no_match"
    told = answer([clause(1, possession="yes", synthetic="no", obscenity="no")], ["XA"], asked)["XA"].judgements[0]
    assert [(one.condition.question, one.met) for one in told.answers] == [
        ("possession", True), ("synthetic", False), ("obscenity", True),
    ]  # fmt: skip


def test_conditions_of_any_on_one_question_accept_what_either_does() -> None:
    asked = asking(any=("possession:yes", "possession:partial"))
    assert [str(one) for one in asked.any_of] == ["possession:partial|yes"]


def test_place_where_a_clause_surely_meets_what_none_may_is_no_match_and_where_one_may_is_open() -> None:
    asked = asking(("possession:yes",), none=("obscenity:yes",))
    offence = clause(1, possession="yes", obscenity="no")
    assert outcome(offence, asked=asked) == "match"
    assert outcome(offence, clause(2, obscenity="yes"), asked=asked) == "no_match", "another clause is enough"
    assert outcome(offence, clause(2, obscenity="unclear"), asked=asked) == "unclear"
    assert outcome(offence, clause(2, obscenity="silent"), asked=asked) == "silent", "silence is never no"
    assert outcome(offence, clause(2, obscenity="yes", unsure="perhaps"), asked=asked) == "unclear"
    assert outcome(offence, clause(2, obscenity="no", unsure="perhaps"), asked=asked) == "match"
    assert outcome(offence, clause(2, synthetic="yes"), asked=asked) == "not_assessed", "nobody asked it"
    assert outcome(offence, clause(2, synthetic="yes", role="duty"), asked=asked) == "match", "not put to a duty"
    assert outcome(offence, clause(2, obscenity="yes", force=Force.NOT_ENFORCEABLE), asked=asked) == "match"
    assert outcome(clause(1, possession="no"), clause(2, obscenity="unclear"), asked=asked) == "no_match"
    assert outcome(
        offence, clause(2, (3,), possession="no"), clause(3, obscenity="yes", defines=True), asked=asked
    ) == ("no_match"), "through a definition too"
    told = answer([offence, clause(2, obscenity="yes")], ["XA"], asked)["XA"].judgements
    assert [(one.clause.provision, one.part, one.reasons) for one in told] == [
        (2, "none", ("obscenity is yes, asked for places where no provision is yes",))
    ]


def test_another_clause_or_the_same_must_meet_what_is_asked_also() -> None:
    asked = asking(("possession:yes",), also=("synthetic:yes",))
    offence = clause(1, possession="yes", role="offence")
    assert outcome(clause(1, possession="yes", synthetic="yes"), asked=asked) == "match"
    assert outcome(offence, clause(2, synthetic="yes", role="duty"), asked=asked) == "match"
    assert outcome(offence, clause(2, synthetic="no", role="duty"), asked=asked) == "no_match"
    assert outcome(offence, clause(2, synthetic="unclear"), asked=asked) == "unclear"
    assert outcome(offence, clause(2, synthetic="silent"), asked=asked) == "silent"
    assert outcome(offence, asked=asked) == "not_assessed"
    assert outcome(offence, clause(2, synthetic="yes", role="definition"), asked=asked) == "not_assessed"
    assert outcome(offence, clause(2, (), "XB", synthetic="yes"), asked=asked) == "not_assessed", "of another place"
    assert outcome(clause(1, possession="no"), clause(2, synthetic="yes"), asked=asked) == "no_match"
    told = answer([offence, clause(2, synthetic="yes", role="duty")], ["XA"], asked)["XA"].judgements
    assert [(one.clause.provision, one.part) for one in told] == [(1, "where"), (2, "also")]


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
        role=st.sampled_from(["", "", "offence", "other-offence", "definition", "duty"]),
        stands_in=st.sampled_from([(), (), (), (1,), (2, 5)]),
    ).flatmap(
        lambda made: st.dictionaries(st.sampled_from(QUESTIONS), st.sampled_from(ANSWERS)).map(
            lambda answers: replace(
                made,
                answers={question: (given, f"{made.provision}:{question}") for question, given in answers.items()},
                stands_in=tuple(other for other in made.stands_in if other != made.provision),
            )
        )
    ),
    max_size=6,
    unique_by=lambda made: (made.provision, made.jurisdiction),
)
ACCEPTS = st.sets(st.sampled_from([*ANSWERS, NOT_ASSESSED]), min_size=1).map(frozenset)
ROLES = st.sampled_from([None, frozenset({"offence", "definition"}), frozenset({"duty"})])
CONDITIONS = st.dictionaries(st.sampled_from(QUESTIONS), st.tuples(ACCEPTS, ROLES), max_size=3).map(
    lambda asked: tuple(Condition(question, *told) for question, told in asked.items())
)
FEW = st.lists(st.builds(Condition, st.sampled_from(QUESTIONS), ACCEPTS, ROLES), max_size=2).map(tuple)
QUERIES = st.builds(Query, CONDITIONS, CONDITIONS, FEW, FEW).filter(bool)


@settings(max_examples=6 * settings().max_examples)
@given(CLAUSES, QUERIES, st.booleans())
def test_rule_agrees_with_the_reference(clauses: list[Clause], asked: Query, in_practice: bool) -> None:
    verdicts = answer(clauses, CODES, asked, in_practice=in_practice)
    assert {code: str(v.outcome) for code, v in verdicts.items()} == {
        code: by_hand(clauses, code, asked, in_practice) for code in CODES
    }


@given(CLAUSES, QUERIES)
def test_five_lists_partition_the_jurisdictions_asked_about(clauses: list[Clause], asked: Query) -> None:
    verdicts = answer(clauses, CODES, asked)
    lists = {outcome: [code for code, v in verdicts.items() if v.outcome == outcome] for outcome in Outcome}
    assert sorted(code for codes in lists.values() for code in codes) == sorted(CODES)


@given(CLAUSES, QUERIES)
def test_asking_more_never_makes_a_match_and_asking_less_never_a_no(clauses: list[Clause], asked: Query) -> None:
    more = {code: verdict.outcome for code, verdict in answer(clauses, CODES, asked).items()}
    less = answer(clauses, CODES, Query(asked.where, asked.any_of))
    for code in CODES:
        assert more[code] is not Outcome.MATCH or less[code].outcome is Outcome.MATCH
        assert less[code].outcome is not Outcome.NO_MATCH or more[code] is Outcome.NO_MATCH


@given(CLAUSES, CONDITIONS.filter(bool), st.builds(Condition, st.sampled_from(QUESTIONS), ACCEPTS, ROLES))
def test_no_place_has_both_a_clause_that_meets_a_condition_and_none(
    clauses: list[Clause], where: tuple[Condition, ...], one: Condition
) -> None:
    having = answer(clauses, CODES, Query(where, also=(one,)))
    lacking = answer(clauses, CODES, Query(where, none_of=(one,)))
    for code in CODES:
        assert {having[code].outcome, lacking[code].outcome} != {Outcome.MATCH}


@given(CLAUSES, st.sampled_from(list(product(QUESTIONS, ANSWERS))))
def test_no_answer_is_never_taken_for_no(clauses: list[Clause], asked: tuple[str, str]) -> None:
    question, wanted = asked
    for code, verdict in answer(clauses, CODES, conditions(f"{question}:{wanted}")).items():
        if verdict.outcome is Outcome.NO_MATCH:
            assert any(question in c.answers for c in clauses), f"{code}: nobody answered {question}"
            assert verdict.judgements
