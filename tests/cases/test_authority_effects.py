"""What effects on a clause stood on a date, and whether a court could then enforce it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cases.standing import (
    AppealOutcome,
    Citator,
    Effect,
    Enforceability,
    Treatment,
    Verdict,
    effect_standing,
    enforceability,
)
from jurisdictions.partial_dates import PartialDate
from tests.cases.authority_courts import authority, day
from tests.cases.test_authority_good_law import record, reviews, treats

ANDEREGG = Effect(
    "anderegg-possession", "anderegg-2025-02-13", "wiwd", "struck-as-applied", "parties", PartialDate(2025, 2, 13)
)
ASHCROFT = Effect("ashcroft-1996-wording", "ashcroft-2002", "scotus", "struck", "nationwide", PartialDate(2002, 4, 16))
CIRCUIT = Effect("ca7-strikes", "ca7-2010", "ca7", "struck", "territory", PartialDate(2010, 1, 1), territory="ca7")
ENJOINED = Effect("order", "wiwd-2010", "wiwd", "enjoined", "territory", PartialDate(2010, 1, 1), territory="wiwd")


def ask(
    effects: list[Effect],
    date: str,
    court: str | None = None,
    *edges: Treatment | AppealOutcome,
    in_force: bool | None = True,
) -> Enforceability:
    citator = Citator(*record(*edges))
    return enforceability(
        effects, day(date), citator=citator, authority=authority(), wording_in_force=in_force, court=court
    )


def stands(effect: Effect, date: str, *edges: Treatment | AppealOutcome) -> tuple[bool | None, str]:
    citator = Citator(*record(*edges))
    standing = effect_standing(effect, day(date), citator)
    assert len(standing.steps) == 1
    return standing.stands, standing.steps[0].rule


# One effect in time


@pytest.mark.parametrize(
    ("date", "expected"),
    [("2009-12-31", False), ("2010-01-01", True), ("2011-12-31", True), ("2012-01-01", False)],
)
def test_effect_stands_from_its_day_to_the_day_before_it_ends(date: str, expected: bool) -> None:
    assert stands(replace(CIRCUIT, until=PartialDate(2012, 1, 1)), date) == (expected, "effect-stands")


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2010", None, None),
        ("2009", "2010", None),
        ("2011", None, False),
        ("2009", None, True),
        ("2008", "2009", False),
    ],
)
def test_dates_known_to_the_year(since: str, until: str | None, expected: bool | None) -> None:
    effect = replace(CIRCUIT, since=PartialDate.parse(since), until=PartialDate.parse(until) if until else None)
    assert stands(effect, "2010-06-01")[0] is expected


@pytest.mark.parametrize("kind", ["reverses", "vacates", "stays"])
def test_effect_ends_when_its_ruling_is_undone_and_comes_back_when_that_is_undone(kind: str) -> None:
    edges = [reviews("supreme", kind, "ca7-2010", "2011-01-01"), reviews("later", "vacates", "supreme", "2012-01-01")]
    found = [stands(CIRCUIT, date, *edges) for date in ("2010-06-01", "2011-01-01", "2012-01-01")]
    assert found == [(True, "effect-stands"), (False, "effect-undone"), (True, "effect-stands")]


def test_end_made_by_a_ruling_that_is_undone_is_no_end() -> None:
    effect = replace(CIRCUIT, until=PartialDate(2011, 1, 1), ended_by="supreme")
    undo = reviews("later", "vacates", "supreme", "2012-01-01")
    assert [stands(effect, date, undo)[0] for date in ("2011-06-01", "2012-01-01")] == [False, True]


def test_whether_a_stay_outlasts_affirmance_is_open() -> None:
    edges = [
        reviews("stay", "stays", "wiwd-2010", "2010-02-01"),
        reviews("appeal", "affirms", "wiwd-2010", "2011-01-01"),
    ]
    found = [stands(ENJOINED, date, *edges) for date in ("2010-06-01", "2011-06-01")]
    assert found == [(False, "effect-undone"), (None, "stay-after-affirmance")]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("upheld", False), ("narrowed", False), ("struck", None), ("struck-as-applied", None), ("enjoined", True)],
)
def test_effect_of_a_ruling_overruled_elsewhere(kind: str, expected: bool | None) -> None:
    effect = replace(CIRCUIT, kind=kind)
    overruling = treats("supreme", "overrules", "ca7-2010", "2011-01-01")
    assert stands(effect, "2010-12-31", overruling)[0] is True
    assert stands(effect, "2011-01-01", overruling) == (expected, "effect-overruled")


def test_effect_goes_on_through_an_amended_opinion_and_falls_with_it() -> None:
    edges = [
        reviews("amended", "amends", "ca7-2010", "2010-03-01"),
        reviews("supreme", "reverses", "amended", "2011-01-01"),
    ]
    assert [stands(CIRCUIT, date, *edges)[0] for date in ("2010-06-01", "2011-06-01")] == [True, False]


# Verdicts


@pytest.mark.parametrize(
    ("date", "court", "verdict"),
    [
        ("2025-02-12", "wiwd", "enforceable"),
        ("2025-02-13", "wiwd", "limited"),
        ("2025-02-13", None, "limited"),
        ("2025-02-13", "ilnd", "enforceable"),
        ("2025-02-13", "ca7", "enforceable"),
        ("2025-02-13", "wisccirct", "enforceable"),
    ],
)
def test_anderegg_limits_the_parties_and_persuades_others(date: str, court: str | None, verdict: str) -> None:
    answer = ask([ANDEREGG], date, court)
    assert answer.verdict == verdict
    assert "effect-reaches" not in answer.rules or verdict == "limited"


def test_anderegg_steps_for_another_district() -> None:
    answer = ask([ANDEREGG], "2026-11-01", "ilnd")
    assert answer.rules == ("effect-stands", "us-district-court", "effect-does-not-reach", "nothing-limits")
    assert [entry.effect.slug for entry in answer.effects] == ["anderegg-possession"]


def test_anderegg_reversed_and_stayed() -> None:
    reversal = reviews("ca7-2026", "reverses", "anderegg-2025-02-13", "2026-06-01")
    assert [ask([ANDEREGG], date, "wiwd", reversal).verdict for date in ("2026-05-31", "2026-06-01")] == [
        Verdict.LIMITED,
        Verdict.ENFORCEABLE,
    ]


@pytest.mark.parametrize("court", [None, "scotus", "ca1", "wiwd", "wisccirct"])
def test_ashcroft_strikes_the_wording_everywhere_from_its_day(court: str | None) -> None:
    assert ask([ASHCROFT], "2002-04-15", court).verdict == "enforceable"
    assert ask([ASHCROFT], "2002-04-16", court).verdict == "not-enforceable"


def test_ashcroft_overrides_circuits_that_had_upheld() -> None:
    upheld = Effect("hilton", "hilton-1999", "ca1", "upheld", "territory", PartialDate(1999, 1, 27), territory="ca1")
    overruling = treats("ashcroft-2002", "overrules", "hilton-1999", "2002-04-16")
    verdicts = [ask([upheld, ASHCROFT], date, "med", overruling).verdict for date in ("2000-01-01", "2003-01-01")]
    assert verdicts == ["enforceable", "not-enforceable"]


def test_a_new_wording_starts_clean_and_an_old_one_is_not_in_force() -> None:
    assert ask([], "2004-01-01").verdict == "enforceable"
    assert ask([ASHCROFT], "2004-01-01", in_force=False).verdict == "not-in-force"
    assert ask([ASHCROFT], "2004-01-01", in_force=None).verdict == "not-determinable"


@pytest.mark.parametrize(
    ("court", "verdict"),
    [
        ("wiwd", "not-enforceable"),
        ("ca7", "not-enforceable"),
        ("nynd", "enforceable"),
        ("scotus", "enforceable"),
        ("wisccirct", "enforceable"),
        (None, "limited"),
        ("us-nc-unnamed-court", "enforceable"),
    ],
)
def test_a_circuit_strikes_within_its_circuit(court: str | None, verdict: str) -> None:
    assert ask([CIRCUIT], "2012-01-01", court).verdict == verdict


def test_an_effect_that_may_reach_the_court_leaves_the_verdict_open() -> None:
    state = Effect("nc-strikes", "nc-2010", "nc", "struck", "territory", PartialDate(2010, 1, 1), territory="nc")
    answer = ask([state], "2012-01-01", "us-nc-unnamed-court")
    assert answer.verdict == "not-determinable"
    assert "no-relation-on-record" in answer.rules


def test_an_open_effect_that_changes_nothing_leaves_the_verdict_sure() -> None:
    partial = replace(CIRCUIT, since=PartialDate(2012))
    assert ask([partial], "2012-06-01", "wiwd").verdict == "not-determinable"
    assert ask([partial, ASHCROFT], "2012-06-01", "wiwd").verdict == "not-enforceable"
    assert ask([replace(partial, kind="upheld")], "2012-06-01", "wiwd").verdict == "enforceable"


def test_a_district_court_declares_for_the_parties_and_enjoins_further() -> None:
    struck = replace(ENJOINED, kind="struck")
    assert (ask([struck], "2012-01-01", "wiwd").verdict, ask([ENJOINED], "2012-01-01", "wiwd").verdict) == (
        "limited",
        "not-enforceable",
    )
    assert "trial-court-does-not-strike" in ask([struck], "2012-01-01", "wiwd").rules


def test_a_higher_court_that_later_upholds_displaces_the_strike() -> None:
    upheld = Effect("upholds", "scotus-2013", "scotus", "upheld", "nationwide", PartialDate(2013, 6, 1))
    verdicts = [ask([CIRCUIT, upheld], date, "wiwd").verdict for date in ("2013-05-31", "2013-06-01")]
    assert verdicts == ["not-enforceable", "enforceable"]
    earlier = replace(upheld, since=PartialDate(2005, 1, 1))
    assert ask([CIRCUIT, earlier], "2014-01-01", "wiwd").verdict == "not-enforceable"
    as_applied = replace(CIRCUIT, kind="struck-as-applied")
    assert ask([as_applied, upheld], "2014-01-01", "wiwd").verdict == "limited"


def test_a_strike_that_may_be_displaced_leaves_the_verdict_open() -> None:
    upheld = Effect("upholds", "scotus-2013", "scotus", "upheld", "nationwide", PartialDate(2013))
    assert ask([CIRCUIT, upheld], "2013-06-01", "wiwd").verdict == "not-determinable"
    same_year = replace(upheld, since=PartialDate(2010))
    assert ask([CIRCUIT, same_year], "2014-01-01", "wiwd").verdict == "not-determinable"


def test_narrowed_is_limited() -> None:
    assert ask([replace(ASHCROFT, kind="narrowed")], "2003-01-01", "wiwd").verdict == "limited"


def test_effect_of_another_country_does_not_reach() -> None:
    assert ask([ASHCROFT], "2003-01-01", "gb-crown-court").verdict == "enforceable"


def test_unknown_court_is_a_key_error() -> None:
    with pytest.raises(KeyError, match="nowhere"):
        ask([ASHCROFT], "2003-01-01", "nowhere")
