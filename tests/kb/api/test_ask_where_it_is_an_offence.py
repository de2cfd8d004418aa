"""Asking which jurisdictions have law in force that meets conditions on a day, and in which form."""

from __future__ import annotations

import csv
import io
from types import SimpleNamespace
from typing import Any

import pytest

from kb.models.versions import note_changes
from tests.asking import answer, ask
from tests.databases import ARCADIA_PUBLISHED_ON
from tests.kb.api.covering import BOTH, LISTS, codes, hide
from tests.world import (
    a_coding,
    a_jurisdiction,
    a_provision,
    a_question,
    a_statute,
    a_text,
    an_effect,
    an_event,
)


def test_answer_gives_the_provision_its_wording_and_the_evidence_for_every_condition(world: SimpleNamespace) -> None:
    body = ask("coverage/", where=BOTH, within="XA", as_of="2020-06-01")
    [entry] = body["match"]
    assert entry["jurisdiction"] == {"code": "XA", "slug": "xa", "name": "Arcadia", "kind": "country"}
    [provision] = entry["provisions"]
    assert provision["provision"] == "xa-images-act-1"
    assert provision["statute"] == {"slug": "xa-images-act", "citation": "Images Act, s. 1"}
    dates = {"valid_from": "2020-01-01", "valid_to": "2022-03-01", "shown_on": None}
    assert provision["wording"] == {"slug": world.old_text.slug} | dates
    own, taken_in = provision["conditions"]
    assert (own["question"], own["answer"], own["met"], own["pinpoint"]) == ("possession", "yes", True, "s. 1(1)")
    assert own["source"]["url"] == "https://gazette.example/gazette"
    assert own["through"]["provision"] == "xa-images-act-1"
    assert (taken_in["answer"], taken_in["through"]["provision"]) == ("yes", "xa-images-act-9")
    assert taken_in["pinpoint"] == "s. 9(2)"


def test_envelope_says_what_was_counted_for_whom_and_when(world: SimpleNamespace) -> None:
    body = ask("coverage/", where=["possession:yes|partial"], within="xa", as_of="2020-06-01")
    assert body["applied"] == {
        "where": ["possession:partial|yes"], "any": [], "none": [], "also": [], "within": "XA", "kind": [],
        "as_of": "2020-06-01", "compare_to": None, "as_known": None,
        "basis": "enforceable", "enforceable": "in-practice",
        "grade": None, "time_zone": "UTC",
    }  # fmt: skip
    assert body["sentence"].startswith(
        "On 2020-06-01, 1 of 3 jurisdictions asked about (federal law) had at least one provision in force that"
    )
    assert body["permalink"] == (
        "http://testserver/api/v1/coverage/?where=possession%3Ayes%7Cpartial&within=xa&as_of=2020-06-01"
    )
    assert body["projection"] is False
    assert body["published_on"] == ARCADIA_PUBLISHED_ON
    assert body["moves"] is None


def test_permalink_names_the_day_that_was_taken_for_today(world: SimpleNamespace) -> None:
    body = ask("coverage/", where=BOTH)
    assert body["permalink"].endswith(f"&as_of={body['applied']['as_of']}")


@pytest.mark.parametrize("date", ["2019-11-20", "2020-06-01", "2021-05-04", "2022-03-01", "2199-01-01"])
@pytest.mark.parametrize("within", [None, "XA", "XA-NO"])
def test_five_lists_hold_every_jurisdiction_asked_about_once(
    world: SimpleNamespace, within: str | None, date: str
) -> None:
    asked = {"within": within} if within else {}
    body = ask("coverage/", where=BOTH, as_of=date, **dict[str, Any](asked))
    found = [code for name in LISTS for code in codes(body)[name]]
    assert sorted(found) == (["XA-NO"] if within == "XA-NO" else ["XA", "XA-NO", "XA-SO"])
    assert body["counts"] == {name: len(body[name]) for name in LISTS}


def test_day_ahead_is_a_projection_from_law_already_made(world: SimpleNamespace) -> None:
    act = a_statute("xb-act", a_jurisdiction("XB"))
    an_event(act, "enacted", "2024-01-01")
    a_coding(a_text(a_provision(act), "2199-01-01"), world.possession)
    for date, expected in (("2198-12-31", "not_assessed"), ("2199-01-01", "match")):
        body = ask("coverage/", where=["possession:yes"], within="XB", as_of=date)
        assert codes(body)[expected] == ["XB"]
        assert body["projection"] is True


def test_law_above_is_shown_beside_and_not_merged(world: SimpleNamespace) -> None:
    body = ask("coverage/", where=BOTH, within="XA-NO", as_of="2020-06-01")
    assert codes(body)["not_assessed"] == ["XA-NO"]
    assert body["not_assessed"][0]["law_above"] == [{"jurisdiction": "XA", "list": "match"}]


def test_nearest_misses_come_best_first_with_what_they_lack(world: SimpleNamespace) -> None:
    for number, given in enumerate(["no", "partial", "no", "no"]):
        text = a_text(a_provision(world.act, f"s. {20 + number}"))
        a_coding(text, world.possession, "yes" if number == 3 else given)
        a_coding(text, world.synthetic, "no")
    a_question("access")
    entry = ask("coverage/", where=[*BOTH, "access:yes|not-assessed"], within="XA", as_of="2022-03-01")["no_match"][0]
    assert entry["provisions_considered"] == 5
    assert len(entry["provisions"]) == 3
    assert [sum(c["met"] for c in provision["conditions"]) for provision in entry["provisions"]] == [2, 2, 1]
    assert "possession is partial, asked for yes" in entry["reasons"]


def test_csv_has_a_line_for_every_jurisdiction_and_a_column_for_every_condition(world: SimpleNamespace) -> None:
    response = answer("coverage/", where=BOTH, as_of="2020-06-01", format="csv")
    assert response["Content-Type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(response.content.decode())))
    assert [(row["jurisdiction"], row["list"], row["provision"]) for row in rows] == [
        ("XA", "match", "s. 1"), ("XA-NO", "not_assessed", ""), ("XA-SO", "not_assessed", ""),
    ]  # fmt: skip
    assert (rows[0]["possession"], rows[0]["wholly-synthetic"]) == ("yes", "yes")
    assert rows[0]["possession source"] == "https://gazette.example/gazette"


def test_csv_keeps_its_condition_columns_where_the_first_line_has_no_provision(world: SimpleNamespace) -> None:
    act = a_statute("xc-act", a_jurisdiction("XC"))
    a_coding(a_text(a_provision(act), "2019-01-01"), world.possession)
    asked: dict[str, Any] = {"where": BOTH, "as_of": "2019-12-01", "format": "csv"}
    rows = list(csv.DictReader(io.StringIO(answer("coverage/", **asked).content.decode())))
    assert [(row["jurisdiction"], row["possession"], row["wholly-synthetic"]) for row in rows] == [
        ("XA", "", ""), ("XA-NO", "", ""), ("XA-SO", "", ""), ("XC", "yes", "not-assessed"),
    ]  # fmt: skip


def test_refusal_is_a_problem_document_whatever_the_format(world: SimpleNamespace) -> None:
    response = answer("coverage/", where="posession:yes", format="csv")
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")


def test_client_that_has_the_answer_gets_304(world: SimpleNamespace, client: Any) -> None:
    address = "/api/v1/coverage/?where=possession:yes&as_of=2020-06-01"
    first = client.get(address)
    again = client.get(address, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    hide(world.old_text)
    note_changes()
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_depend_on_how_many_jurisdictions_there_are(
    world: SimpleNamespace, django_assert_num_queries: Any, number: int
) -> None:
    for code in ("XB", "XC", "XD")[:number]:
        act = a_statute(f"{code.lower()}-act", a_jurisdiction(code))
        definition, offence = a_provision(act, "s. 9"), a_provision(act, "s. 1")
        offence.incorporates.add(definition)
        a_coding(a_text(definition), world.synthetic)
        text = a_text(offence)
        a_coding(text, world.possession)
        an_event(act, "in-force", "2020-01-01")
        an_effect(world.holding, text, "struck")
    ask("coverage/", where=BOTH, as_of="2020-06-01")  # reads the courts, which are kept
    with django_assert_num_queries(15):
        assert ask("coverage/", where=BOTH, as_of="2020-06-01")["counts"]["match"] == 1 + number
    with django_assert_num_queries(30):
        moves = ask("coverage/", where=BOTH, as_of="2021-05-04", compare_to="2020-06-01")["moves"]
    assert len(moves) == 1 + number
