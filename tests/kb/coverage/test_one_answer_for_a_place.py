"""One answer for a place: the rule of `kb.coverage.folding` on clauses made up by hand and by hypothesis, against a
slow reference, and the joined questions against the coverage engine."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.coverage.answering import Clause, answer, judge
from kb.coverage.conditions import NOT_ASSESSED, Condition
from kb.coverage.folding import Cell, Rule
from kb.coverage.matrix import cells
from kb.coverage.subjects import codebook_needed, with_joined

ANSWERS = ("yes", "no", "partial", "unclear", "silent")
ROLES = ("", "offence", "other-offence", "definition")
OFFENCES = frozenset({"offence", "definition"})

WIDENS = ("possession", "wholly-synthetic")
LIMITS = ("obscenity-required", "indistinguishable-required", "value-exemption")
RULES = {slug: Rule(slug, limits=slug in LIMITS, roles=OFFENCES) for slug in (*WIDENS, *LIMITS)}
JOINED = "possession-of-wholly-synthetic"


def clause(provision: int, /, incorporates: tuple[int, ...] = (), **more: Any) -> Clause:
    given = ("unsure", "defines", "role", "stands_in", "jurisdiction")
    columns: dict[str, Any] = {name: more.pop(name) for name in given if name in more}
    answers = {question.replace("_", "-"): (one, "coding") for question, one in more.items()}
    columns = {"jurisdiction": "XA", "about": SimpleNamespace(label=f"§ {provision}")} | columns
    return Clause(provision, answers=answers, incorporates=incorporates, **columns)


def cell(question: str, *clauses: Clause) -> Cell:
    return cells([question], ["XA"], clauses, RULES)["XA"][question]


def told(question: str, *clauses: Clause) -> tuple[str, str]:
    found = cell(question, *clauses)
    return found.answer, str(found.reason)


def test_what_limits_is_answered_by_the_clause_that_asks_least_or_varies() -> None:
    no, yes = clause(1, obscenity_required="no"), clause(2, obscenity_required="yes")
    assert cell("obscenity-required", no).answer == "no"
    assert cell("obscenity-required", no, clause(3, obscenity_required="silent")).answer == "no"
    assert cell("obscenity-required", no, clause(3)).answer == "no"
    assert told("obscenity-required", yes, no) == ("varies", "no in § 1; yes in § 2")
    sides = {one.clause.provision: one.parts[0].answer for one in cell("obscenity-required", yes, no).given}
    assert sides == {1: "no", 2: "yes"}
    assert cell("obscenity-required", yes, clause(3, obscenity_required="partial")).answer == "varies"
    assert cell("obscenity-required", yes, clause(3, obscenity_required="silent")).answer == "silent"
    assert cell("obscenity-required", yes, clause(3, obscenity_required="unclear")).answer == "unclear"


def test_many_clauses_on_a_side_are_counted_and_all_are_given() -> None:
    many = [clause(n, obscenity_required="no") for n in range(1, 6)]
    found = cell("obscenity-required", *many, clause(9, obscenity_required="yes"))
    assert str(found.reason) == "no in § 1, § 2 and 3 more; yes in § 9"
    assert len(found.given) == 6


def test_no_and_yes_of_a_limit_need_every_clause_to_have_been_asked() -> None:
    assert told("possession", clause(1, possession="no"), clause(2)) == (
        "not-assessed", "1 of 2 clauses say no; the others were not asked",
    )  # fmt: skip
    found = cell("possession", clause(1, possession="no"), clause(2))
    assert (found.asked, found.of, [one.clause.provision for one in found.given]) == (1, 2, [1])
    assert cell("possession", clause(1, possession="no"), clause(2, unsure="start not on record")).answer == (
        "not-assessed"
    )
    assert cell("possession", clause(1, possession="no"), clause(2, possession="no")).answer == "no"
    assert cell("possession", clause(1, possession="yes"), clause(2)).answer == "yes"
    assert told("obscenity-required", clause(1, obscenity_required="yes"), clause(2)) == (
        "not-assessed", "1 of 2 clauses say yes; the others were not asked",
    )  # fmt: skip


def test_clauses_of_other_roles_say_no_for_nobody_and_need_not_be_asked() -> None:
    adult = clause(1, role="other-offence", possession="no")
    assert cell("possession", adult).answer == "not-assessed"
    assert cell("possession", adult, clause(2, role="offence", possession="no")).answer == "no"
    # A yes is a yes, whoever says it; a limit of another offence limits nothing here.
    assert cell("possession", clause(1, role="other-offence", possession="partial")).answer == "partial"
    assert cell("obscenity-required", clause(1, role="other-offence", obscenity_required="yes")).answer == (
        "not-assessed"
    )


def test_definitions_count_through_the_clauses_that_take_them_in() -> None:
    definition = clause(9, defines=True, role="definition", wholly_synthetic="no")
    taking_in, own = clause(1, (9,)), clause(2, wholly_synthetic="no")
    found = cell("wholly-synthetic", definition, taking_in, own)
    assert (found.answer, found.asked, found.of) == ("no", 2, 2)
    assert [one.parts[0].through.provision for one in found.given if one.parts[0].through] == [9, 2]
    # One that nothing of its place takes in speaks for itself.
    assert cell("wholly-synthetic", clause(9, role="definition", wholly_synthetic="yes")).answer == "yes"
    # The clause's own answer goes before that of a definition, and one limb may differ from another.
    assert cell("wholly-synthetic", clause(1, (9,), wholly_synthetic="yes"), definition).answer == "yes"
    limb = clause(8, defines=True, role="definition", wholly_synthetic="yes")
    assert cell("wholly-synthetic", clause(1, (8, 9)), limb, definition).answer == "yes"


def test_an_amending_act_does_not_count_beside_the_clauses_in_which_its_words_stand() -> None:
    amending, code = clause(1, stands_in=(2,)), clause(2, possession="no")
    assert cell("possession", amending, code).answer == "no"
    assert cell("possession", amending).answer == "not-assessed"
    perhaps = clause(2, possession="no", unsure="start not on record")
    assert cell("possession", clause(1, stands_in=(2,), possession="yes"), perhaps).answer == "yes"


def test_a_limit_on_synthetic_material_is_put_to_no_clause_that_reaches_none() -> None:
    real = clause(1, wholly_synthetic="no", possession="yes")
    assert cell("obscenity-required", real, clause(2, obscenity_required="yes")).answer == "yes"
    assert cell("value-exemption", real, clause(2, value_exemption="yes")).answer == "not-assessed"


def test_only_perhaps_in_force_settles_nothing() -> None:
    perhaps = clause(1, unsure="start not on record", possession="no", obscenity_required="no")
    assert told("possession", perhaps) == ("unclear", "start not on record")
    assert cell("possession", perhaps, clause(2, possession="no")).answer == "no"
    assert cell("obscenity-required", perhaps, clause(2, obscenity_required="yes")).answer == "unclear"
    assert cell("obscenity-required", perhaps, clause(2, obscenity_required="no")).answer == "no"
    assert cell("possession", clause(1, unsure="x", possession="yes"), clause(2, possession="no")).answer == "unclear"


def test_a_joined_question_is_put_to_one_clause() -> None:
    apart = (clause(1, possession="yes", wholly_synthetic="no"), clause(2, possession="no", wholly_synthetic="yes"))
    assert cell(JOINED, *apart).answer == "no"
    assert cell("possession", *apart).answer == "yes"
    assert cell(JOINED, *apart, clause(3)).answer == "not-assessed"
    assert cell(JOINED, clause(1, possession="yes", wholly_synthetic="yes")).answer == "yes"
    assert cell(JOINED, clause(1, possession="partial", wholly_synthetic="yes")).answer == "partial"
    assert told(JOINED, clause(1, possession="yes", wholly_synthetic="unclear")) == (
        "unclear", "§ 1: wholly-synthetic is unclear, asked for partial|yes",
    )  # fmt: skip


def test_limits_of_an_answer_are_those_of_the_clauses_that_give_it() -> None:
    law = (
        clause(1, possession="yes", wholly_synthetic="yes", obscenity_required="yes", indistinguishable_required="no"),
        clause(2, (8, 9), possession="yes"),
        clause(3, obscenity_required="partial"),
        clause(8, defines=True, wholly_synthetic="no", obscenity_required="partial"),
        clause(9, defines=True, wholly_synthetic="yes", obscenity_required="no", indistinguishable_required="yes"),
    )
    found = cell(JOINED, *law)
    # Clause 2 reaches synthetic material by limb 9 alone: what limb 8 asks is not among its limits.
    assert [{part.question: part.answer for part in one.parts} for one in found.given] == [
        {"possession": "yes", "wholly-synthetic": "yes", "obscenity-required": "yes",
         "indistinguishable-required": "no"},
        {"possession": "yes", "wholly-synthetic": "yes", "obscenity-required": "no",
         "indistinguishable-required": "yes"},
    ]  # fmt: skip
    assert [(limit, one.answer, str(one.reason)) for limit, one in found.limits] == [
        ("obscenity-required", "varies", "no in § 2; yes in § 1"),
        ("indistinguishable-required", "varies", "no in § 1; yes in § 2"),
    ]
    assert [one.answer for _, one in cell("wholly-synthetic", *law).limits] == ["varies", "varies"]
    assert cell("possession", *law).limits == found.limits
    assert cell("value-exemption", clause(1, value_exemption="partial")).limits == ()


def test_a_conduct_and_a_material_asked_together_ask_what_joins_them() -> None:
    known = (JOINED, "possession", "wholly-synthetic")
    assert with_joined(("possession", "wholly-synthetic"), known) == known
    assert with_joined(("possession",), known) == ("possession",)
    assert codebook_needed([JOINED]) == {"possession", "wholly-synthetic", *LIMITS[:2]}
    assert codebook_needed(["value-exemption"]) == {"value-exemption"}


# --- Against a slow reference ---

ANSWERED = st.dictionaries(st.sampled_from((*WIDENS, *LIMITS)), st.sampled_from(ANSWERS))
LAW = st.lists(
    st.builds(
        lambda number, definitions, place, unsure, role, stands_in, defines, answers: Clause(
            number,
            place,
            {question: (given, "coding") for question, given in answers.items()},
            tuple(definitions),
            unsure,
            defines=defines,
            about=SimpleNamespace(label=f"§ {number}"),
            role=role,
            stands_in=tuple(stands_in),
        ),
        st.integers(1, 6),
        st.lists(st.integers(1, 6), max_size=2, unique=True),
        st.sampled_from(("XA", "XA", "XA", "XB")),
        st.sampled_from(("", "", "", "start not on record")),
        st.sampled_from(ROLES),
        st.lists(st.integers(1, 6), max_size=1),
        st.booleans(),
        ANSWERED,
    ),
    max_size=6,
    unique_by=lambda one: one.provision,
)


def said_by(one: Clause, question: str, law: dict[int, Clause], path: tuple[int, ...] = ()) -> list[tuple[str, bool]]:
    """Each answer of a clause, with whether it is sure, by its own words or else by its definitions."""
    if question in one.answers:
        return [(one.answers[question][0], not one.unsure)]
    found = []
    for other in one.incorporates:
        if other in law and other not in (*path, one.provision):
            found += said_by(law[other], question, law, (*path, one.provision))
    return [(given, sure and not (one.unsure and not path)) for given, sure in found]


def by_hand(law: list[Clause], place: str, rule: Rule) -> str:
    by_number = {one.provision: one for one in law}
    own = []
    for one in law:
        elsewhere = [by_number[other] for other in one.stands_in if other in by_number]
        elsewhere = [other for other in elsewhere if other.jurisdiction == one.jurisdiction]
        carried = any(not other.unsure for other in elsewhere) or (elsewhere and one.unsure)
        if one.jurisdiction == place and not carried:
            own.append(one)
    counted = [
        one
        for one in own
        if not (one.defines and any(one.provision in other.incorporates for other in own if other is not one))
    ]
    sure, perhaps, unasked = [], [], 0
    for one in counted:
        said = said_by(one, rule.question, by_number)
        put = one.role == "" or one.role in rule.roles
        if not put:
            said = [] if rule.limits else [(given, is_sure) for given, is_sure in said if given in ("yes", "partial")]
        elif not said:
            synthetic = {given for given, _ in said_by(one, "wholly-synthetic", by_number)}
            unasked += not (rule.question in LIMITS[:2] and synthetic == {"no"})
        sure += [given for given, is_sure in said if is_sure]
        perhaps += [given for given, is_sure in said if not is_sure]
    end, far = ("yes", "no") if rule.limits else ("no", "yes")
    if rule.limits and len({"yes", "partial", "no"} & set(sure)) > 1:
        return "varies"
    for one_answer in (far, "partial", "unclear"):
        if one_answer in sure:
            return one_answer
    if perhaps and (not sure or any(given != end for given in perhaps)):
        return "unclear"
    if "silent" in sure:
        return "silent"
    return end if sure and not unasked else NOT_ASSESSED


def taken_in_at_home(one: Clause, law: list[Clause]) -> bool:
    return any(
        one.provision in other.incorporates and other.jurisdiction == one.jurisdiction
        for other in law
        if other is not one
    )


@given(LAW, st.sampled_from(list(RULES)))
def test_the_rule_agrees_with_the_reference(law: list[Clause], question: str) -> None:
    found = cells([question], ["XA", "XB"], law, RULES)
    for place in ("XA", "XB"):
        one = found[place][question]
        assert one.answer == by_hand(law, place, RULES[question]), place
        assert 0 <= one.asked <= one.of
        if one.answer not in (NOT_ASSESSED, "unclear"):
            assert one.given


@given(LAW)
def test_a_joined_question_is_answered_as_the_coverage_engine_answers(law: list[Clause]) -> None:
    law = [replace(one, defines=one.defines and taken_in_at_home(one, law)) for one in law]
    found = cells([JOINED], ["XA", "XB"], law, RULES)
    by_provision = {one.provision: [one] for one in law}
    for accepts, matching in ((("yes",), ("yes",)), (("yes", "partial"), ("yes", "partial"))):
        asked = [Condition(question, frozenset(accepts)) for question in WIDENS]
        verdicts = answer(law, ["XA", "XB"], asked, in_practice=False)
        for place, verdict in verdicts.items():
            cell = found[place][JOINED]
            assert (verdict.outcome == "match") == (cell.answer in matching)
            if len(accepts) == 2 and verdict.outcome not in ("match", "no_match"):
                assert cell.answer == verdict.outcome.replace("_", "-")
            if cell.answer == "no":
                assert verdict.outcome == "no_match"
                assert cell.asked == cell.of
            if cell.answer in matching:
                for one in cell.given:
                    judged = judge(one.clause, asked, by_provision, in_practice=False)
                    assert judged is not None
                    assert judged.outcome == "match"


@pytest.mark.parametrize("question", [*WIDENS, *LIMITS, JOINED])
def test_a_place_without_law_is_not_assessed(question: str) -> None:
    assert told(question) == ("not-assessed", "no provision in force that day answers it")
