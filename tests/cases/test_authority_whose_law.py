"""Whose law a holding is about, and so what it binds on."""

from __future__ import annotations

import pytest

from cases.authority import (
    Authority,
    Court,
    Hierarchy,
    Holding,
    Ruling,
    Weight,
    asks_federal_law,
    law_construed,
)
from jurisdictions.partial_dates import PartialDate
from tests.cases.authority_courts import authority, day, holding, weight_and_rules

BINDING, OWN, PERSUASIVE, OPEN = Weight.BINDING, Weight.OWN_COURT, Weight.PERSUASIVE, Weight.NOT_DETERMINABLE
OTHER_LAW = Weight.BINDING_ON_OTHER_LAW


@pytest.mark.parametrize(
    ("court", "cited", "weight", "rule"),
    [
        ("wisccirct", holding("scotus", "2002-04-16", federal=False), PERSUASIVE, "us-state-law-is-the-states"),
        ("wisccirct", holding("scotus", "2002-04-16", federal=None), OPEN, "question-not-classified"),
        ("wisccirct", holding("wis", "2020-01-01", federal=None), BINDING, "us-vertical-state"),
        ("wiwd", holding("wis", "2020-01-01", federal=False), BINDING, "us-erie"),
        ("wiwd", holding("wis", "2020-01-01", federal=None), OPEN, "question-not-classified"),
        ("wiwd", holding("wisctapp", "2020-01-01", federal=False), PERSUASIVE, "us-lower-state-court"),
        ("wiwd", holding("ca7", "2020-01-01", federal=None), BINDING, "us-vertical-federal"),
        ("flsd", holding("dc", "2020-01-01", federal=False), OPEN, "no-rule-on-record"),
    ],
)
def test_federal_and_state_questions(court: str, cited: Holding, weight: Weight, rule: str) -> None:
    assert weight_and_rules(cited, court, "2026-11-01") == (weight, (rule,))


@pytest.mark.parametrize(
    ("court", "cited", "weight"),
    [
        # Ohio's highest court on Ohio's law: the courts that sit over Ohio apply it as their own.
        ("ohnd", ("ohio", "US-OH"), BINDING),
        ("ca6", ("ohio", "US-OH"), BINDING),
        ("ohctapp11", ("ohio", "US-OH"), BINDING),
        ("ohio", ("ohio", "US-OH"), OWN),
        # Elsewhere it binds on the meaning of Ohio's law, and never without that word.
        ("gand", ("ohio", "US-OH"), OTHER_LAW),
        ("ca11", ("ohio", "US-OH"), OTHER_LAW),
        ("miwd", ("ohio", "US-OH"), OTHER_LAW),
        ("scotus", ("ohio", "US-OH"), OTHER_LAW),
        ("armfor", ("ohio", "US-OH"), OTHER_LAW),
        ("ga", ("ohio", "US-OH"), OTHER_LAW),
        # A federal court's reading of Ohio's law binds its circuit, and there on that law alone.
        ("ohnd", ("ca6", "US-OH"), BINDING),
        ("miwd", ("ca6", "US-OH"), OTHER_LAW),
        ("ca6", ("ca6", "US-OH"), OWN),
        ("gand", ("ca6", "US-OH"), PERSUASIVE),
        # Lower courts of a state, and a state's courts on another state's law, bind no court elsewhere.
        ("gand", ("ohctapp11", "US-OH"), PERSUASIVE),
        ("gand", ("ohio", "US-KY"), PERSUASIVE),
        ("ga", ("ohctapp11", "US-OH"), PERSUASIVE),
        ("ga", ("ohio", "US-KY"), PERSUASIVE),
        # Where the law is not named, a state's court on a question of state law spoke of its own.
        ("ohnd", ("ohio", None), BINDING),
        ("gand", ("ohio", None), OTHER_LAW),
        # Federal law is every court's of the country, and a court of the whole takes up every part's.
        ("gand", ("ca11", "US"), BINDING),
        ("au-qld-court-of-appeal", ("au-high-court", "AU-QLD"), BINDING),
        ("au-qld-court-of-appeal", ("au-high-court", "AU"), BINDING),
        ("au-qld-court-of-appeal", ("au-high-court", "AU-NSW"), OTHER_LAW),
        ("au-high-court", ("au-high-court", "AU-NSW"), OWN),
    ],
)
def test_a_holding_binds_as_to_the_law_that_it_construes(
    court: str, cited: tuple[str, str | None], weight: Weight
) -> None:
    ruled, law = cited
    federal = law == "US" if ruled.startswith("ca") else False
    weighed = authority().weigh(
        holding(ruled, "2007-07-25", federal=federal, law=law), court=court, date=day("2026-11-01")
    )
    assert weighed.weight is weight, [step.text for step in weighed.steps]
    assert ("law-of-another-sovereign" in weighed.rules) is (weight is OTHER_LAW)


def test_a_remark_on_another_place_s_law_binds_not_even_on_that() -> None:
    cited = holding("ohio", "2007-07-25", federal=False, law="US-OH", dictum=True)
    assert authority().weigh(cited, court="gand", date=day("2026-11-01")).weight is PERSUASIVE


def test_where_a_court_sits_that_is_not_on_record_it_applies_no_state_s_law_as_its_own() -> None:
    courts = [Court("here", "trial", "US", "common-law"), Court("there", "supreme", "US-OH", "common-law")]
    found = Authority(Hierarchy(courts, [])).weigh(
        Holding("h", Ruling("r", "there", PartialDate(2007), "precedential"), federal_question=False, law="US-OH"),
        court="here",
        date=day("2026-11-01"),
    )
    assert found.weight is OTHER_LAW


@pytest.mark.parametrize(
    ("kind", "scope", "named", "federal", "law"),
    [
        ("reach", "statutory", [("US-OH", "code-section")], False, "US-OH"),
        ("reach", "statutory", [("US-OH", "code-section"), ("US", "constitution")], False, "US-OH"),
        ("reach", "statutory", [("US-OH", "act"), ("US", "act")], None, None),
        ("reach", "statutory", [("US", "code-section")], True, "US"),
        ("reach", "statutory", [], None, None),
        ("validity", "statutory", [("US-OH", "code-section"), ("US", "constitution")], False, "US-OH"),
        ("validity", "facial", [("US-OH", "code-section")], True, None),
        ("validity", "facial", [("US-OH", "code-section"), ("US-OH", "constitution")], None, None),
        ("protected-expression", "as-applied", [("US-OH", "code-section")], True, None),
    ],
)
def test_what_an_enactment_means_is_a_question_of_the_law_that_enacted_it(
    kind: str, scope: str, named: list[tuple[str, str]], federal: bool | None, law: str | None
) -> None:
    assert (asks_federal_law(kind, named, scope), law_construed(kind, named, scope)) == (federal, law)


def test_erie_does_not_reach_back_before_its_day() -> None:
    cited = holding("wis", "1930-01-01", federal=False)
    assert weight_and_rules(cited, "wiwd", "1938-04-24") == (OPEN, ("us-erie", "no-rule-on-record"))
    assert weight_and_rules(cited, "wiwd", "1938-04-25") == (BINDING, ("us-erie",))


@pytest.mark.parametrize(
    ("kind", "statutes", "federal"),
    [
        ("reach", [("US", "code-section")], True),
        ("reach", [("US-WI", "code-section")], False),
        ("reach", [("US-WI", "code-section"), ("US", "code-section")], None),
        ("reach", [], None),
        ("validity", [("US-WI", "code-section")], True),
        ("protected-expression", [], True),
        ("validity", [("US-WI", "code-section"), ("US-WI", "constitution")], None),
        ("validity", [("US", "constitution")], True),
    ],
)
def test_whether_a_holding_asks_federal_law(kind: str, statutes: list[tuple[str, str]], federal: bool | None) -> None:
    assert asks_federal_law(kind, statutes) is federal
