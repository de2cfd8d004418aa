"""Precedents on one clause or instrument, and on the law of another place."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from tests.asking import answer, ask, refusal
from tests.cases.precedents.asked import GROUPS, decided, groups, hide
from tests.world import (
    a_case,
    a_court,
    a_holding,
    a_jurisdiction,
    a_provision,
    a_ruling,
    a_statute,
    an_issue,
)


@pytest.fixture
def states(us: SimpleNamespace) -> SimpleNamespace:
    """Two states with a highest court each, the districts of the east and west in them, and a holding of the east's
    highest court on what its own statute means."""
    us.reach = an_issue("proof", kind="reach")
    us.aa, us.bb = (a_jurisdiction(code, name=name, kind="state", parent=us.country)
                    for code, name in (("US-AA", "Eastland"), ("US-BB", "Westland")))  # fmt: skip
    us.aa_top, us.bb_top = (a_court(f"{place.slug}-top", place, level="supreme") for place in (us.aa, us.bb))
    for court, place in ((us.east_trial, us.aa), (us.east, us.aa), (us.west_trial, us.bb), (us.west, us.bb)):
        court.territory.add(place)
    us.code = a_statute("aa-code", us.aa, kind="code-section", citation="East. Code § 1")
    us.clause = a_provision(us.code, "§ 1(a)", slug="aa-code-1-a")
    us.on_meaning = a_holding(
        a_ruling(a_case("meaning", us.aa_top), "2012-01-01", slug="meaning"), us.reach, "yes", scope="statutory"
    )
    us.on_meaning.provisions.add(us.clause)
    return us


@pytest.mark.parametrize(
    ("court", "group"),
    [
        ("useast-d", "binding"),
        ("useast", "binding"),
        ("us-aa-top", "own_court"),
        ("uswest-d", "binding_on_other_law"),
        ("uswest", "binding_on_other_law"),
        ("ustop", "binding_on_other_law"),
        ("us-bb-top", "binding_on_other_law"),
    ],
)
def test_a_holding_on_a_state_s_law_binds_elsewhere_on_that_law_alone(
    states: SimpleNamespace, court: str, group: str
) -> None:
    body = ask("precedents/", issue="proof", court=court, as_of="2020-01-01")
    assert {name: found for name, found in groups(body).items() if found} == {group: ["meaning"]}
    assert body[group][0]["law"] == {"code": "US-AA", "name": "Eastland"}
    rules = [step["rule"] for step in body[group][0]["steps"]]
    assert ("law-of-another-sovereign" in rules) is (group == "binding_on_other_law")


def test_what_a_treaty_means_sets_no_court_apart(states: SimpleNamespace) -> None:
    body = a_jurisdiction("COE", name="Council of Europe", kind="supranational")
    treaty = a_statute("coe-treaty", body, kind="treaty")
    holding = a_holding(decided(states, states.top, "2015-01-01"), states.reach, "yes", scope="statutory")
    holding.statutes.add(treaty)
    found = ask("precedents/", issue="proof", court="uswest", as_of="2020-01-01")
    assert groups(found)["binding"] == ["ustop-2015-01-01"]
    assert found["binding"][0]["law"] is None


def test_only_holdings_on_a_clause_or_an_instrument(states: SimpleNamespace) -> None:
    beside = a_holding(decided(states, states.east, "2015-01-01"), states.reach, "no", scope="statutory")
    beside.statutes.add(states.act)
    asked: dict[str, Any] = {"issue": "proof", "court": "useast-d", "as_of": "2020-01-01"}

    def found(**more: str) -> list[str]:
        return sorted(slug for group in groups(ask("precedents/", **asked, **more)).values() for slug in group)

    assert found() == ["meaning", "useast-2015-01-01"]
    assert found(provision="aa-code-1-a") == ["meaning"]
    assert found(statute="aa-code") == ["meaning"]  # through its clause
    assert found(statute="us-act") == ["useast-2015-01-01"]
    assert found(statute="us-act", provision="aa-code-1-a") == []
    body = ask("precedents/", statute="aa-code", **asked)
    assert body["applied"]["statute"] == "aa-code"
    assert "statute=aa-code" in body["permalink"]
    assert ask("precedents/", **asked)["splits"]
    assert body["splits"] == []


def test_the_citation_says_that_only_some_holdings_were_asked_for(states: SimpleNamespace) -> None:
    asked: dict[str, Any] = {"issue": "proof", "court": "useast-d", "as_of": "2020-01-01", "format": "ris"}
    told = answer("precedents/", provision="aa-code-1-a", **asked).content.decode()
    assert "(holdings on East. Code § 1, § 1(a))" in told
    assert "holdings on" not in answer("precedents/", **asked).content.decode()


def test_a_clause_that_is_a_draft_finds_nothing_and_is_unknown(states: SimpleNamespace) -> None:
    hide(states.clause)
    asked: dict[str, Any] = {"issue": "proof", "court": "useast-d", "as_of": "2020-01-01"}
    assert "there is no provision" in refusal("precedents/", provision="aa-code-1-a", **asked)["provision"]
    assert groups(ask("precedents/", statute="aa-code", **asked)) == {name: [] for name in GROUPS}
