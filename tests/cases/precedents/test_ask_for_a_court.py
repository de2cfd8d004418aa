"""Asking what binds a court on an issue on a day."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from kb.models.versions import note_changes
from tests.asking import answer, ask, refusal
from tests.cases.precedents.asked import GROUPS, SILENT, decided, groups, hide
from tests.world import (
    a_court,
    a_holding,
    a_treatment,
    an_appeal,
    an_issue,
)


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


def test_client_that_has_the_answer_gets_304(us: SimpleNamespace, client: Any) -> None:
    decided(us, us.top, "2010-01-01")
    note_changes()
    address = "/api/v1/precedents/?issue=likeness&court=useast&as_of=2020-01-01"
    first = client.get(address)
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 304
    decided(us, us.top, "2011-01-01")
    note_changes()
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
