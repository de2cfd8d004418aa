"""Asking what binds a court on an issue on a day."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from jurisdictions.models import Record
from tests.asking import answer, ask, refusal
from tests.world import (
    a_case,
    a_court,
    a_holding,
    a_jurisdiction,
    a_provision,
    a_review,
    a_ruling,
    a_source,
    a_statute,
    a_treatment,
    an_appeal,
    an_issue,
)

#: What is said where the record is silent.
SILENT = "no-negative-treatment"
GROUPS = ("binding", "own_court", "binding_on_other_law", "persuasive", "not_determinable")


@pytest.fixture
def us(db: None) -> SimpleNamespace:
    """A line of invented federal courts under the law of the United States, whose rules of precedent are known,
    and one court in a country whose are not."""
    u = SimpleNamespace(issue=an_issue("likeness"), source=a_source())
    u.country, u.other = a_jurisdiction("US"), a_jurisdiction("XC", legal_system="civil-law")
    u.top = a_court("ustop", u.country, level="supreme", name="Highest Court")
    u.east = a_court("useast", u.country, level="appellate", name="Eastern Circuit")
    u.west = a_court("uswest", u.country, level="appellate", name="Western Circuit")
    u.east_trial = a_court("useast-d", u.country, name="District of the East")
    u.west_trial = a_court("uswest-d", u.country, name="District of the West")
    u.foreign = a_court("xctop", u.other, level="supreme")
    for lower, upper in ((u.east_trial, u.east), (u.west_trial, u.west), (u.east, u.top), (u.west, u.top)):
        a_review(lower, upper)
    u.act = a_statute("us-act", u.country)
    return u


def decided(u: SimpleNamespace, court: Any, date: str, given: str = "protected", **columns: Any) -> Any:
    ruling = a_ruling(a_case(f"{court.slug}-{date}", court), date, slug=f"{court.slug}-{date}", **columns)
    a_holding(ruling, u.issue, given, pinpoint="at 7").statutes.add(u.act)
    return ruling


def groups(body: dict[str, Any]) -> dict[str, list[str]]:
    return {name: [entry["ruling"]["slug"] for entry in body[name]] for name in GROUPS}


def hide(record: Record) -> None:
    type(record)._default_manager.filter(pk=record.pk).update(status="draft")


def test_rulings_stand_in_groups_by_what_they_are_to_the_court(us: SimpleNamespace) -> None:
    for court in (us.top, us.east, us.west, us.east_trial, us.foreign):
        decided(us, court, "2010-01-01")
    asked: dict[str, Any] = {"issue": "likeness", "as_of": "2020-01-01"}
    assert groups(ask("precedents/", court="useast-d", **asked)) == {
        "binding": ["useast-2010-01-01", "ustop-2010-01-01"], "own_court": [], "binding_on_other_law": [],
        "persuasive": ["useast-d-2010-01-01", "uswest-2010-01-01", "xctop-2010-01-01"], "not_determinable": [],
    }  # fmt: skip
    at_east = groups(ask("precedents/", court="useast", **asked))
    assert (at_east["binding"], at_east["own_court"]) == (["ustop-2010-01-01"], ["useast-2010-01-01"])


def test_holding_comes_with_its_ruling_its_standing_its_source_and_the_steps(us: SimpleNamespace) -> None:
    decided(us, us.east, "2010-01-01", citations=["1 E. 1"])
    body = ask("precedents/", issue="likeness", court="useast-d", as_of="2020-01-01")
    [entry] = body["binding"]
    assert (entry["answer"], entry["scope"], entry["dictum"], entry["pinpoint"]) == (
        "protected", "facial", False, "at 7",
    )  # fmt: skip
    assert entry["ruling"] == {
        "slug": "useast-2010-01-01", "caption": "Arcadia v. Useast-2010-01-01", "court": "useast",
        "court_name": "Eastern Circuit", "date": "2010-01-01", "citations": ["1 E. 1"],
        "precedential_status": "precedential", "appeal_pending": [],
    }  # fmt: skip
    assert entry["source"] == {
        "slug": "gazette", "title": "Gazette: gazette", "url": "https://gazette.example/gazette",
    }  # fmt: skip
    assert (entry["good_law"]["status"], entry["good_law"]["stands"]) == (SILENT, True)
    assert entry["good_law"]["words"] == "No negative treatment on record"
    used = {step["rule"] for step in [*entry["steps"], *entry["good_law"]["steps"]]}
    assert {rule["id"] for rule in body["rules"]} == used
    assert "us-vertical-federal" in used


def test_envelope_says_what_was_asked_and_what_an_empty_group_means(us: SimpleNamespace) -> None:
    decided(us, us.east, "2010-01-01")
    body = ask("precedents/", issue="likeness", court="useast", as_of="2199-01-01")
    assert body["applied"] == {
        "issue": "likeness", "court": "useast", "provision": None, "statute": None, "as_of": "2199-01-01",
        "time_zone": "UTC",
    }  # fmt: skip
    assert body["permalink"].endswith("/api/v1/precedents/?issue=likeness&court=useast&as_of=2199-01-01")
    assert (body["projection"], body["question"]) == (True, "Is it protected?")
    assert "not that none exists" in body["caution"]
    assert body["persuasive"] == []


def test_ruling_of_a_later_day_is_nowhere(us: SimpleNamespace) -> None:
    decided(us, us.top, "2010-01-01")
    decided(us, us.top, "2020-01-01")
    asked: dict[str, Any] = {"issue": "likeness", "court": "useast"}
    assert groups(ask("precedents/", as_of="2019-12-31", **asked))["binding"] == ["ustop-2010-01-01"]
    assert len(groups(ask("precedents/", as_of="2020-01-01", **asked))["binding"]) == 2


def test_overruled_later_is_good_law_earlier_and_again_once_the_treatment_is_gone(us: SimpleNamespace) -> None:
    old, new = decided(us, us.top, "2010-01-01"), decided(us, us.top, "2015-01-01", "not-protected")
    treatment = a_treatment(new, old, "overrules", note="In terms.")

    def standing(date: str) -> tuple[str, str | None, list[str]]:
        body = ask("precedents/", issue="likeness", court="useast", as_of=date)
        [entry] = [entry for entry in body["binding"] if entry["ruling"]["slug"] == "ustop-2010-01-01"]
        law = entry["good_law"]
        return law["status"], law["since"], [later["kind"] for later in entry["later_treatment"]]

    assert standing("2014-12-31") == (SILENT, None, [])
    assert standing("2015-01-01") == ("overruled", "2015-01-01", ["overrules"])
    treatment.delete()
    assert standing("2015-01-01") == (SILENT, None, [])


def test_courts_that_answer_in_opposite_ways_split_until_one_is_undone(us: SimpleNamespace) -> None:
    east = decided(us, us.east, "2010-01-01", "protected")
    decided(us, us.west, "2011-01-01", "not-protected")
    asked: dict[str, Any] = {"issue": "likeness", "court": "useast-d"}
    [split] = ask("precedents/", as_of="2014-12-31", **asked)["splits"]
    assert [(side["answer"], [r["slug"] for r in side["rulings"]]) for side in split["sides"]] == [
        ("not-protected", ["uswest-2011-01-01"]), ("protected", ["useast-2010-01-01"]),
    ]  # fmt: skip
    an_appeal(east, decided(us, us.top, "2015-01-01", "not-protected"), "reverses")
    assert ask("precedents/", as_of="2015-01-01", **asked)["splits"] == []


def test_an_appeal_that_is_pending_is_said_of_the_ruling_and_in_the_split(us: SimpleNamespace) -> None:
    east = decided(us, us.east, "2010-01-01", "protected")
    decided(us, us.west, "2011-01-01", "not-protected")
    an_appeal(east, None, "pending", court=us.top, filed="2012-03-04", docket="12-7")
    asked: dict[str, Any] = {"issue": "likeness", "court": "useast-d"}
    told = {
        "court": "ustop", "court_name": "Highest Court", "docket": "12-7", "filed": "2012-03-04", "sure": True,
        "told": "An appeal to Highest Court is pending. Filed 2012-03-04, No. 12-7.",
    }  # fmt: skip
    body = ask("precedents/", as_of="2012-03-04", **asked)
    assert body["binding"][0]["ruling"]["appeal_pending"] == [told]
    assert body["binding"][0]["good_law"]["steps"][-1] == {"rule": "appeal-pending", "text": told["told"]}
    assert [r["appeal_pending"] for side in body["splits"][0]["sides"] for r in side["rulings"]] == [[], [told]]
    assert ask("precedents/", as_of="2012-03-03", **asked)["binding"][0]["ruling"]["appeal_pending"] == []
    an_appeal(east, decided(us, us.top, "2013-01-01"), "affirms")
    later = ask("precedents/", as_of="2013-01-01", **asked)
    assert [entry["ruling"]["appeal_pending"] for entry in later["binding"]] == [[], []]


def test_later_treatment_says_on_what_and_whether_it_is_under_appeal(us: SimpleNamespace) -> None:
    old, new = decided(us, us.top, "2010-01-01"), decided(us, us.east, "2015-01-01")
    a_treatment(new, old, "questions", issue=us.issue)
    an_appeal(new, None, "pending", court=us.top)
    body = ask("precedents/", issue="likeness", court="useast", as_of="2016-01-01")
    [entry] = [entry for entry in body["binding"] if entry["ruling"]["slug"] == old.slug]
    [later] = entry["later_treatment"]
    assert (later["kind"], later["issue"], later["by"]["appeal_pending"][0]["filed"]) == ("questions", "likeness", None)


def test_a_treatment_of_one_issue_leaves_what_was_held_on_another(us: SimpleNamespace) -> None:
    old, new = decided(us, us.top, "2010-01-01"), decided(us, us.top, "2015-01-01", "not-protected")
    other = an_issue("proof", kind="reach")
    a_holding(old, other, "yes")
    a_treatment(new, old, "overrules", issue=us.issue)

    def standing(issue: str) -> tuple[str, bool, str]:
        body = ask("precedents/", issue=issue, court="useast", as_of="2016-01-01")
        [law] = [entry["good_law"] for entry in body["binding"] + body["not_determinable"]
                 if entry["ruling"]["slug"] == old.slug]  # fmt: skip
        return law["status"], law["stands"], law["words"]

    assert standing("likeness") == ("overruled", False, "Overruled")
    assert standing("proof") == (SILENT, True, "No negative treatment on this question on record")
    whole = ask(f"rulings/{old.slug}/history/", as_of="2016-01-01")["good_law"]
    assert (whole["status"], whole["stands"]) == ("overruled-in-part", True)


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


def test_court_in_a_system_without_a_rule_cannot_tell_and_says_so(us: SimpleNamespace) -> None:
    decided(us, us.foreign, "2010-01-01")
    decided(us, us.top, "2010-01-01")
    body = ask("precedents/", issue="likeness", court="xctop", as_of="2020-01-01")
    assert groups(body) == {
        "binding": [], "own_court": [], "binding_on_other_law": [], "persuasive": [],
        "not_determinable": ["ustop-2010-01-01", "xctop-2010-01-01"],
    }  # fmt: skip
    assert body["rules"][0]["id"] == "no-rule-on-record"


def test_court_without_a_review_relation_cannot_tell_and_says_so(us: SimpleNamespace) -> None:
    lonely = a_court("uslonely", us.country)
    decided(us, us.top, "2010-01-01")
    body = ask("precedents/", issue="likeness", court=lonely.slug, as_of="2020-01-01")
    assert groups(body)["not_determinable"] == ["ustop-2010-01-01"]
    assert body["not_determinable"][0]["steps"]


def test_plurality_cannot_tell(us: SimpleNamespace) -> None:
    decided(us, us.top, "2010-01-01", composition="plurality")
    body = ask("precedents/", issue="likeness", court="useast", as_of="2020-01-01")
    assert groups(body)["not_determinable"] == ["ustop-2010-01-01"]


def test_what_is_protected_expression_does_not_end_with_a_wording_and_what_an_act_means_does(
    world: SimpleNamespace,
) -> None:
    asked: dict[str, Any] = {"issue": "virtual-image", "court": "xatr1", "as_of": "2022-03-01"}

    def status() -> str:
        body = ask("precedents/", **asked)
        return next(entry["good_law"]["status"] for name in GROUPS for entry in body[name])

    assert status() == SILENT
    type(world.issue).objects.filter(pk=world.issue.pk).update(kind="reach")
    assert status() == "superseded"
    hide(world.effect)
    assert status() == SILENT


@pytest.mark.parametrize(
    ("asked", "parameter", "told"),
    [
        ({"court": "useast"}, "issue", "is missing: give the slug of one"),
        ({"issue": "likeness"}, "court", "is missing: give the slug of one"),
        ({"issue": "liknes", "court": "useast"}, "issue", "there is no issue 'liknes'; did you mean likeness?"),
        ({"issue": "likeness", "court": "useats"}, "court", "there is no court 'useats'; did you mean useast?"),
        (
            {"issue": "likeness", "court": "useast", "statute": "us-atc"},
            "statute",
            "there is no statute 'us-atc'; did you mean us-act?",
        ),
        ({"issue": "likeness", "court": "useast", "provision": "x"}, "provision", "there is no provision 'x'"),
        ({"issue": "likeness", "court": "useast", "as_of": "2009-12-31"}, "as_of", "the record starts in 2010"),
        ({"issue": "likeness", "court": "useast", "as_of": "2010"}, "as_of", "names no day"),
        ({"issue": "likeness", "court": "useast", "format": "csv"}, "format", "is not one of json"),
        ({"issue": "likeness", "court": "useast", "isue": "x"}, "isue", "did you mean issue?"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_the_nearest_that_can(
    us: SimpleNamespace, asked: dict[str, str], parameter: str, told: str
) -> None:
    decided(us, us.top, "2010-01-01")
    refused = refusal("precedents/", **asked)
    assert list(refused) == [parameter]
    assert told in refused[parameter]


def test_drafts_are_shown_nowhere(us: SimpleNamespace) -> None:
    secret = a_source("secret")
    seen = decided(us, us.top, "2010-01-01")
    hidden = decided(us, us.top, "2012-01-01", "not-protected")
    treatment = a_treatment(hidden, seen, "overrules")
    type(seen.holdings.get()).objects.filter(ruling=seen).update(source=secret)
    hide(secret)
    hide(hidden)
    [entry] = ask("precedents/", issue="likeness", court="useast", as_of="2020-01-01")["binding"]
    assert (entry["ruling"]["slug"], entry["good_law"]["status"], entry["source"]) == (
        seen.slug,
        SILENT,
        None,
    )
    assert entry["later_treatment"] == []
    hidden.status = "published"
    hidden.save()
    hide(treatment)
    body = ask("precedents/", issue="likeness", court="useast", as_of="2020-01-01")
    assert [entry["good_law"]["status"] for entry in body["binding"]] == [
        SILENT,
        SILENT,
    ]


@pytest.mark.parametrize("what", ["issue", "east"])
def test_draft_issue_or_court_is_unknown(us: SimpleNamespace, what: str) -> None:
    decided(us, us.top, "2010-01-01")
    hide(getattr(us, what))
    refused = refusal("precedents/", issue="likeness", court="useast", as_of="2020-01-01")
    assert [told.split(";")[0] for told in refused.values()] in (
        ["there is no issue 'likeness'"], ["there is no court 'useast'"],
    )  # fmt: skip


def test_ruling_of_a_court_whose_jurisdiction_is_hidden_is_no_error(us: SimpleNamespace) -> None:
    ruling = a_ruling(a_case("abroad", us.foreign, jurisdiction=us.country), "2010-01-01", court=us.foreign)
    a_holding(ruling, us.issue)
    decided(us, us.top, "2010-01-01")
    hide(us.other)
    assert groups(ask("precedents/", issue="likeness", court="useast", as_of="2020-01-01"))["binding"]


def test_client_that_has_the_answer_gets_304(us: SimpleNamespace, client: Any) -> None:
    decided(us, us.top, "2010-01-01")
    address = "/api/v1/precedents/?issue=likeness&court=useast&as_of=2020-01-01"
    first = client.get(address)
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 304
    decided(us, us.top, "2011-01-01")
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_depend_on_how_many_holdings_there_are(
    us: SimpleNamespace, django_assert_num_queries: Any, number: int
) -> None:
    old = decided(us, us.top, "2009-01-01")
    for year in range(2010, 2010 + number):
        a_treatment(decided(us, us.east, f"{year}-01-01"), old, "follows")
    asked: dict[str, Any] = {"issue": "likeness", "court": "useast", "as_of": "2020-01-01"}
    answer("precedents/", **asked)  # reads the courts, which are kept
    with django_assert_num_queries(15):
        assert len(ask("precedents/", **asked)["own_court"]) == number
