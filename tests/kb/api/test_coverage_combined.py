"""What coverage is asked of more than one clause, on which basis, and of which kinds of place."""

from __future__ import annotations

import csv
import io
from types import SimpleNamespace
from typing import Any

import pytest

from jurisdictions.models import Provision
from tests.asking import answer, ask, refusal
from tests.kb.api.covering import BOTH, codes, hide, where
from tests.world import a_coding, a_jurisdiction, a_provision, a_question, a_statute, a_text, an_event

DAY = "2020-06-01"


@pytest.fixture
def bay(world: SimpleNamespace) -> SimpleNamespace:
    """Bay (XB): an offence that asks nothing of obscenity, and a duty to take down, of a statute of its own."""
    world.takedown = a_question("takedown", group="duties", relevant_to=["duty"])
    world.obscenity = a_question("obscenity-required", group="material", relevant_to=["offence"])
    world.bay = a_jurisdiction("XB", name="Bay")
    code = a_statute("xb-code", world.bay, kind="code-section")
    world.bay_offence = a_provision(code, role="offence")
    text = a_text(world.bay_offence)
    a_coding(text, world.possession)
    a_coding(text, world.obscenity, "no")
    world.duty = a_provision(a_statute("xb-duties", world.bay), role="duty")
    world.duty_text = a_text(world.duty)
    a_coding(world.duty_text, world.takedown)
    return world


def test_one_of_several_conditions_is_enough(bay: SimpleNamespace) -> None:
    asked: dict[str, Any] = {"where": "possession:yes", "as_of": DAY}
    assert where("XB", **asked, any=["obscenity-required:no", "wholly-synthetic:yes"]) == "match"
    assert where("XA", **asked, any=["obscenity-required:no", "wholly-synthetic:yes"]) == "match"
    assert where("XB", **asked, any=["obscenity-required:yes"]) == "no_match"
    body = ask("coverage/", any=["possession:no", "obscenity-required:no"], as_of=DAY, within="XB")
    assert codes(body)["match"] == ["XB"], "and where need not be given"
    [provision] = body["match"][0]["provisions"]
    assert [(one["asked"], one["question"], one["met"]) for one in provision["conditions"]] == [
        ("any", "possession", False), ("any", "obscenity-required", True),
    ]  # fmt: skip


def test_no_clause_of_the_place_may_meet_what_none_does(bay: SimpleNamespace) -> None:
    asked: dict[str, Any] = {"where": "possession:yes", "none": "obscenity-required:yes", "as_of": DAY}
    assert where("XB", **asked) == "match"
    second = a_provision(bay.bay_offence.statute, "s. 2", role="offence")
    text = a_text(second)
    a_coding(text, bay.possession)
    assert where("XB", **asked) == "not_assessed", "nobody asked the second"
    coding = a_coding(text, bay.obscenity, "silent")
    assert where("XB", **asked) == "silent"
    coding.answer = "yes"
    coding.save()
    body = ask("coverage/", **asked, within="XB")
    assert codes(body)["no_match"] == ["XB"]
    [provision] = body["no_match"][0]["provisions"]
    assert (provision["asked"], provision["label"]) == ("none", "s. 2")
    assert provision["reasons"] == ["obscenity-required is yes, asked for places where no provision is yes"]
    hide(second)
    assert where("XB", **asked) == "match", "a draft is no clause"


def test_another_clause_meets_what_is_asked_also(bay: SimpleNamespace) -> None:
    asked: dict[str, Any] = {"where": "possession:yes", "also": "takedown:yes", "as_of": DAY}
    body = ask("coverage/", **asked)
    assert codes(body)["match"] == ["XB"]
    assert [(one["asked"], one["provision"]) for one in body["match"][0]["provisions"]] == [
        ("where", "xb-code-1"), ("also", "xb-duties-1"),
    ]  # fmt: skip
    arcadia = next(entry for entry in body["not_assessed"] if entry["jurisdiction"]["code"] == "XA")
    assert arcadia["reasons"] == ["no provision on record answers takedown that day"]
    # A duty to take down is no offence of possession, whatever was coded of it.
    a_coding(bay.duty_text, bay.obscenity, "yes")
    assert where("XB", where="obscenity-required:yes", as_of=DAY) == "no_match"
    hide(bay.duty)
    assert where("XB", **asked) == "not_assessed"


def test_law_that_is_made_and_not_begun_counts_where_made_law_does(world: SimpleNamespace) -> None:
    day: dict[str, Any] = {"as_of": "2019-12-01", "within": "XA"}
    for basis, found in (("enacted", "match"), ("in-force", "not_assessed"), ("enforceable", "not_assessed")):
        assert where("XA", **day, basis=basis) == found
    [entry] = ask("coverage/", where=BOTH, **day, basis="enacted")["match"]
    assert entry["provisions"][0]["reasons"] == ["made law; it begins on 2020-01-01"]
    assert where("XA", as_of="2019-11-20", basis="enacted") == "match", "from the day on which it is made"
    # Once in force it counts as ever, and only until it ends.
    assert where("XA", as_of="2021-06-01", basis="enacted") == "match", "rulings are left aside"
    assert where("XA", as_of="2023-01-01", basis="enacted") == "no_match"


def test_commencement_that_is_not_on_record_is_sure_enough_where_made_law_counts(world: SimpleNamespace) -> None:
    act = a_statute("xb-act", a_jurisdiction("XB"))
    an_event(act, "enacted", "2023-06-01")
    a_coding(a_text(a_provision(act), None), world.possession)
    asked: dict[str, Any] = {"where": "possession:yes", "as_of": "2023-07-01"}
    assert where("XB", **asked) == "unclear"
    assert where("XB", **asked, basis="enacted") == "match"
    assert where("XB", where="possession:yes", as_of="2023-05-31", basis="enacted") == "not_assessed"
    bill = a_statute("xc-bill", a_jurisdiction("XC"), kind="bill")
    an_event(bill, "introduced", "2023-01-01")
    a_coding(a_text(a_provision(bill), None), world.possession)
    treaty = a_statute("xc-treaty", bill.jurisdiction, kind="treaty")
    an_event(treaty, "signed", "2023-01-01")
    a_coding(a_text(a_provision(treaty), "2024-01-01"), world.possession)
    assert where("XC", **asked, basis="enacted") != "match", "neither a bill nor a treaty that is only signed"


def test_later_wording_is_made_with_the_act_that_made_it_and_else_perhaps(world: SimpleNamespace) -> None:
    place = a_jurisdiction("XB")
    section = a_statute("xb-code", place, kind="code-section")
    an_event(section, "amended", "2023-03-01", by="An act that is not on record")
    provision = a_provision(section)
    a_coding(a_text(provision, "2010-01-01", valid_to="2024-01-01"), world.possession, "no")
    later = a_text(provision, "2024-01-01")
    a_coding(later, world.possession)
    asked: dict[str, Any] = {"where": "possession:yes", "basis": "enacted"}
    assert where("XB", **asked, as_of="2023-02-01") == "no_match", "the step that may have made it lies ahead"
    body = ask("coverage/", **asked, as_of="2023-07-01", within="XB")
    assert body["unclear"][0]["reasons"] == ["whether these words were made law by that day is not on record"]
    act = a_statute("xb-act", place)
    an_event(act, "enacted", "2023-06-01")
    later.made_by = act
    later.save()
    found = [where("XB", **asked, as_of=day) for day in ("2023-05-31", "2023-06-01", "2024-01-01")]
    assert found == ["no_match", "match", "match"]
    hide(act)
    assert where("XB", **asked, as_of="2023-07-01") == "unclear", "an act that is not public made nothing here"


def test_amending_act_stands_aside_from_the_code_and_speaks_before_the_code_has_its_words(
    world: SimpleNamespace,
) -> None:
    place = a_jurisdiction("XB")
    provision = a_provision(a_statute("xb-code", place, kind="code-section"))
    a_coding(a_text(provision, "2010-01-01", valid_to="2024-01-01"), world.possession, "no")
    a_coding(a_text(provision, "2024-01-01"), world.possession, "partial")
    act = a_statute("xb-act", place)
    an_event(act, "enacted", "2023-06-01")
    amending = a_provision(act)
    a_coding(a_text(amending, None), world.synthetic)
    a_coding(amending.texts.get(), world.possession, "unclear")
    asked: dict[str, Any] = {"where": "possession:partial"}
    assert where("XB", **asked, as_of="2023-07-01") == "unclear"
    amending.stands_in.add(provision)
    assert where("XB", **asked, as_of="2023-07-01") == "no_match", "it keeps no place open beside the code"
    assert where("XB", **asked, as_of="2024-07-01") == "match"
    body = ask("coverage/", where="possession:unclear|partial", within="XB", as_of="2024-07-01")
    assert [one["provision"] for one in body["match"][0]["provisions"]] == [provision.slug], "nor matches twice"
    # The code will have its words only later: until then the act tells what is made law.
    assert where("XB", where="possession:unclear", as_of="2023-07-01", basis="enacted") == "match"
    assert where("XB", where="possession:unclear", as_of="2024-07-01", basis="enacted") == "no_match"
    hide(provision)
    assert where("XB", **asked, as_of="2024-07-01") == "unclear", "a draft of the code carries nothing"


def test_role_of_a_clause_decides_whether_it_is_an_offence(world: SimpleNamespace) -> None:
    place = a_jurisdiction("XB")
    provision = a_provision(a_statute("xb-code", place, kind="code-section"))
    a_coding(a_text(provision), world.possession)
    asked: dict[str, Any] = {"where": "possession:yes", "as_of": DAY}
    for role, found in (("", "match"), ("other-offence", "match"), ("definition", "not_assessed"),
                        ("principle", "not_assessed")):  # fmt: skip
        Provision.objects.filter(pk=provision.pk).update(role=role)
        assert where("XB", **asked) == found, role


def test_only_the_kinds_asked_for_are_asked_and_the_law_above_still_stands_beside(world: SimpleNamespace) -> None:
    body = ask("coverage/", where=BOTH, as_of=DAY, kind="state")
    assert codes(body)["not_assessed"] == ["XA-NO", "XA-SO"]
    assert sum(body["counts"].values()) == 2
    assert body["not_assessed"][0]["law_above"] == [{"jurisdiction": "XA", "list": "match"}]
    assert body["applied"]["kind"] == ["state"]
    assert "Only these kinds of jurisdiction were asked about: states." in body["sentence"]
    both = ask("coverage/", where=BOTH, as_of=DAY, kind="state,country")
    assert both["counts"] == ask("coverage/", where=BOTH, as_of=DAY, kind=["country", "state"])["counts"]
    assert both["counts"]["match"] == 1


def test_kinds_of_place_are_counted_apart(world: SimpleNamespace) -> None:
    for code, kind in (("XA-NE", "state"), ("XA-DC", "district"), ("XB", "country")):
        parent = world.arcadia if code != "XB" else None
        place = a_jurisdiction(
            code, name="District of Clover" if kind == "district" else code, kind=kind, parent=parent
        )
        a_coding(a_text(a_provision(a_statute(f"{code.lower()}-act", place))), world.possession)
    body = ask("coverage/", where="possession:yes", as_of=DAY)
    assert body["by_kind"] == {
        "match": {"country": 1, "state": 1, "district": 1, "federation": 1},
        "no_match": {},
        "unclear": {},
        "silent": {},
        "not_assessed": {"state": 2},
    }
    told = "1 country, 1 state, the District of Clover and the federal law of Arcadia"
    assert f"4 of 6 jurisdictions asked about ({told}) had at least one provision" in body["sentence"]
    within = ask("coverage/", where="possession:yes", as_of=DAY, within="XA")
    assert "(1 state, the District of Clover and federal law)" in within["sentence"]
    countries = ask("coverage/", where="possession:yes", as_of=DAY, kind="country")
    assert countries["by_kind"]["match"] == {"country": 2}, "without its states a federation is a country"
    assert "2 of 2 jurisdictions asked about (2 countries) had" in countries["sentence"]


def test_sentence_citation_and_permalink_say_all_that_was_asked(bay: SimpleNamespace) -> None:
    asked: dict[str, Any] = {
        "where": "possession:yes", "any": ["wholly-synthetic:yes", "obscenity-required:no"],
        "none": "obscenity-required:yes", "also": "takedown:yes", "basis": "in-force", "kind": "country", "as_of": DAY,
    }  # fmt: skip
    body = ask("coverage/", **asked)
    assert body["sentence"] == (
        "On 2020-06-01, 1 of 2 jurisdictions asked about (1 country) had at least one provision in force that, by its "
        "own words or a definition it takes in, meets all of: possession answered yes; and at least one of: "
        "wholly-synthetic answered yes, obscenity-required answered no; whether or not it can be enforced. For each of "
        "the following, each of them also had a provision that meets it, the same or another: takedown answered yes. "
        "In none of them did a provision meet any of: obscenity-required answered yes. Only these kinds of "
        "jurisdiction were asked about: countries. 0 fail some of this by what is on record. Unclear: 0; silent: 0; "
        "not assessed: 1. None of these three is a no."
    )
    assert body["applied"] == {
        "where": ["possession:yes"], "any": ["wholly-synthetic:yes", "obscenity-required:no"],
        "none": ["obscenity-required:yes"], "also": ["takedown:yes"], "basis": "in-force", "enforceable": "text",
        "kind": ["country"], "within": None, "as_of": DAY, "compare_to": None, "as_known": None, "grade": None,
        "time_zone": "UTC",
    }  # fmt: skip
    for part in ("any=wholly-synthetic%3Ayes", "none=obs", "also=takedown", "basis=in-force", "kind=country"):
        assert part in body["permalink"]
    title = answer("coverage/", **asked, format="ris").content.decode()
    assert (
        "Jurisdictions whose law meets possession:yes; at least one of wholly-synthetic:yes, obscenity-required:no, "
        "with a provision that meets takedown:yes, without a provision that meets obscenity-required:yes, of kind "
        "country (text only)"
    ) in title


def test_csv_has_columns_of_their_own_for_what_is_asked_of_the_place(bay: SimpleNamespace) -> None:
    asked: dict[str, Any] = {"where": "possession:yes", "also": "takedown:yes", "as_of": DAY, "within": "XB"}
    rows = list(csv.DictReader(io.StringIO(answer("coverage/", **asked, format="csv").content.decode())))
    assert [(row["provision"], row["asked"], row["possession"], row["also takedown"]) for row in rows] == [
        ("s. 1", "where", "yes", ""), ("s. 1", "also", "", "yes"),
    ]  # fmt: skip
    assert rows[1]["also takedown source"] == "https://gazette.example/gazette"


@pytest.mark.parametrize(
    ("asked", "parameter", "told"),
    [
        ({"where": BOTH, "any": "posession:yes"}, "any", "did you mean possession?"),
        ({"where": BOTH, "none": "possession:maybe"}, "none", "'maybe' is no answer to possession"),
        ({"where": BOTH, "also": "possession"}, "also", "is not a condition: write question:answer"),
        ({"none": "possession:yes"}, "where", "ask at least one condition"),
        ({"where": BOTH, "basis": "enforcable"}, "basis", "did you mean enforceable?"),
        ({"where": BOTH, "kind": "state,distrct"}, "kind", "did you mean district?"),
        ({"where": BOTH, "kind": "state,"}, "kind", "remove the comma"),
        (
            {"where": BOTH, "basis": "enacted", "enforceable": "text"},
            "basis",
            "basis=enacted and enforceable=text contradict each other",
        ),
    ],
)
def test_what_cannot_be_asked_is_refused_with_the_nearest_that_can(
    world: SimpleNamespace, asked: dict[str, Any], parameter: str, told: str
) -> None:
    refused = refusal("coverage/", **asked)
    assert list(refused) == [parameter]
    assert told in refused[parameter]


def test_older_spelling_means_what_it_meant(world: SimpleNamespace) -> None:
    asked: dict[str, Any] = {"where": BOTH, "as_of": "2021-05-04"}
    for older, basis in (("text", "in-force"), ("in-practice", "enforceable")):
        body = ask("coverage/", **asked, enforceable=older)
        assert (body["applied"]["basis"], body["applied"]["enforceable"]) == (basis, older)
        assert codes(body) == codes(ask("coverage/", **asked, basis=basis))
        assert codes(body) == codes(ask("coverage/", **asked, basis=basis, enforceable=older))


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_depend_on_how_many_jurisdictions_there_are(
    world: SimpleNamespace, django_assert_num_queries: Any, number: int
) -> None:
    for code in ("XB", "XC", "XD")[:number]:
        act = a_statute(f"{code.lower()}-act", a_jurisdiction(code))
        an_event(act, "enacted", "2020-01-01")
        a_coding(a_text(a_provision(act), "2199-01-01", made_by=act), world.possession)
    asked: dict[str, Any] = {
        "where": "possession:yes", "also": "possession:yes", "none": "possession:no", "kind": "country", "as_of": DAY,
    }  # fmt: skip
    ask("coverage/", **asked)  # reads the courts, which are kept
    with django_assert_num_queries(15):
        assert ask("coverage/", **asked)["counts"]["match"] == 1
    with django_assert_num_queries(18):
        assert ask("coverage/", **asked, basis="enacted")["counts"]["match"] == 1 + number
