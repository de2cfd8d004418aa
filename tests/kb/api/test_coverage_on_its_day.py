"""Which wordings and instruments count on a day, by their dates; and what rulings leave of them."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from tests.asking import ask
from tests.kb.api.covering import BOTH, codes, where
from tests.world import (
    a_coding,
    a_jurisdiction,
    a_provision,
    a_statute,
    a_text,
    an_event,
)


def test_wording_without_a_start_is_unclear_until_a_source_shows_it(world: SimpleNamespace) -> None:
    act = a_statute("xb-code", a_jurisdiction("XB"), kind="code-section")
    text = a_text(a_provision(act), None, shown_on="2023-06-01")
    a_coding(text, world.possession)
    body = ask("coverage/", where=["possession:yes"], within="XB", as_of="2023-05-31")
    assert codes(body)["unclear"] == ["XB"]
    assert body["unclear"][0]["reasons"] == ["start not on record"]
    assert where("XB", where=["possession:yes"], as_of="2023-06-01") == "match"


def test_wording_that_began_in_a_year_is_unclear_within_it(world: SimpleNamespace) -> None:
    act = a_statute("xb-code", a_jurisdiction("XB"), kind="code-section")
    a_coding(a_text(a_provision(act), "2023"), world.possession)
    asked: dict[str, Any] = {"where": ["possession:yes"]}
    found = [where("XB", as_of=date, **asked) for date in ("2022-12-31", "2023-01-01", "2023-12-30", "2023-12-31")]
    assert found == ["not_assessed", "unclear", "unclear", "match"]


def test_wording_that_both_began_and_ended_in_a_year_is_unclear_within_it(world: SimpleNamespace) -> None:
    act = a_statute("xb-code", a_jurisdiction("XB"), kind="code-section")
    a_coding(a_text(a_provision(act), "2023", valid_to="2023"), world.possession)
    asked: dict[str, Any] = {"where": ["possession:yes"]}
    found = [where("XB", as_of=date, **asked) for date in ("2022-12-31", "2023-06-01", "2023-12-31")]
    assert found == ["not_assessed", "unclear", "not_assessed"]


def test_wording_whose_end_alone_is_on_record_is_unclear_before_it(world: SimpleNamespace) -> None:
    act = a_statute("xb-code", a_jurisdiction("XB"), kind="code-section")
    a_coding(a_text(a_provision(act), None, valid_to="2022-06-01"), world.possession)
    asked: dict[str, Any] = {"where": ["possession:yes"]}
    assert [where("XB", as_of=date, **asked) for date in ("2022-05-31", "2022-06-01")] == ["unclear", "not_assessed"]


@pytest.mark.parametrize(("kind", "found"), [("bill", "not_assessed"), ("act", "match")])
def test_bill_that_is_pending_does_not_count(world: SimpleNamespace, kind: str, found: str) -> None:
    """Of an act a source may show a wording in force though the record has no later step than its introduction."""
    bill = a_statute("xb-bill", a_jurisdiction("XB"), kind=kind)
    an_event(bill, "introduced", "2023-01-01")
    for slug, columns in (("undated", {}), ("shown", {"shown_on": "2023-02-01"})):
        a_coding(a_text(a_provision(bill, f"s. {slug}"), None, **columns), world.possession)
    assert where("XB", where=["possession:yes"], as_of="2023-06-01") == found


def test_bill_among_the_events_of_a_code_section_does_not_take_it_out_of_force(world: SimpleNamespace) -> None:
    section = a_statute("xb-code", a_jurisdiction("XB"), kind="code-section")
    an_event(section, "introduced", "2023-01-01", by="An amending bill")
    a_coding(a_text(a_provision(section), "2020-01-01"), world.possession)
    assert where("XB", where=["possession:yes"], as_of="2023-06-01") == "match"


def test_made_law_without_a_commencement_on_record_is_unclear_and_not_no(world: SimpleNamespace) -> None:
    act = a_statute("xb-act", a_jurisdiction("XB"))
    an_event(act, "introduced", "2023-01-01")
    an_event(act, "enacted", "2023-06-01")
    a_coding(a_text(a_provision(act), None), world.possession)
    older = a_text(a_provision(a_statute("xb-old-act", act.jurisdiction)), "2000-01-01")
    a_coding(older, world.possession, "no")
    assert where("XB", where=["possession:yes"], as_of="2023-05-31") == "no_match"
    body = ask("coverage/", where=["possession:yes"], within="XB", as_of="2023-06-01")
    assert body["unclear"][0]["reasons"] == ["made law, but no source shows it in force: commencement not on record"]


def test_treaty_that_is_only_signed_does_not_count(world: SimpleNamespace) -> None:
    treaty = a_statute("xb-treaty", a_jurisdiction("XB"), kind="treaty")
    an_event(treaty, "signed", "2023-01-01")
    a_coding(a_text(a_provision(treaty), None), world.possession)
    assert where("XB", where=["possession:yes"], as_of="2023-06-01") == "not_assessed"


def test_repealed_act_does_not_count_from_the_day_of_repeal(world: SimpleNamespace) -> None:
    act = a_statute("xb-act", a_jurisdiction("XB"))
    an_event(act, "in-force", "2020-01-01")
    an_event(act, "repealed", "2023-06-01")
    a_coding(a_text(a_provision(act)), world.possession)
    asked: dict[str, Any] = {"where": ["possession:yes"]}
    assert [where("XB", as_of=date, **asked) for date in ("2023-05-31", "2023-06-01")] == ["match", "not_assessed"]


def test_guideline_binds_nobody_and_does_not_count(world: SimpleNamespace) -> None:
    guideline = a_statute("xb-guideline", a_jurisdiction("XB"), kind="guideline")
    a_coding(a_text(a_provision(guideline)), world.possession)
    assert where("XB", where=["possession:yes"], as_of="2023-06-01") == "not_assessed"


def test_bill_that_takes_in_an_offence_does_not_make_it_a_mere_definition(world: SimpleNamespace) -> None:
    place = a_jurisdiction("XB")
    section = a_provision(a_statute("xb-code", place, kind="code-section"))
    a_coding(a_text(section), world.synthetic)
    bill = a_statute("xb-bill", place, kind="bill")
    an_event(bill, "introduced", "2023-01-01")
    proposed = a_provision(bill)
    a_text(proposed, None)
    proposed.incorporates.add(section)
    assert where("XB", where=["wholly-synthetic:yes"], as_of="2023-06-01") == "match"


def test_struck_clause_stays_in_the_text_and_not_in_practice(world: SimpleNamespace) -> None:
    struck: dict[str, Any] = {"within": "XA", "as_of": "2021-05-04"}
    assert where("XA", **struck, enforceable="text") == "match"
    assert where("XA", within="XA", as_of="2021-05-03") == "match"
    [entry] = ask("coverage/", where=BOTH, **struck)["no_match"]
    assert entry["provisions"][0]["enforceability"] == "not-enforceable"
    [effect] = entry["provisions"][0]["effects"]
    assert (effect["kind"], effect["reach"], effect["since"]) == ("struck", "nationwide", "2021-05-04")
    assert effect["ruling"] == {"slug": "merrow-2021-05-04", "caption": "Arcadia v. Merrow", "court": "xasup"}


def test_new_wording_is_not_struck_because_the_old_one_was(world: SimpleNamespace) -> None:
    [entry] = ask("coverage/", where=["possession:partial"], within="XA", as_of="2022-03-01")["match"]
    assert (entry["provisions"][0]["enforceability"], entry["provisions"][0]["effects"]) == ("enforceable", [])
