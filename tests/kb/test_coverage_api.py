"""Asking which jurisdictions have law in force that meets conditions on a day."""

from __future__ import annotations

import csv
import io
from types import SimpleNamespace
from typing import Any

import pytest

from cases.models import Effect
from jurisdictions.models import Coding, Record
from tests.asking import answer, ask, refusal
from tests.world import (
    a_coding,
    a_holding,
    a_jurisdiction,
    a_provision,
    a_question,
    a_ruling,
    a_source,
    a_statute,
    a_text,
    an_effect,
    an_event,
)

BOTH = ["possession:yes", "wholly-synthetic:yes"]
LISTS = ("match", "no_match", "unclear", "silent", "not_assessed")


def codes(body: dict[str, Any]) -> dict[str, list[str]]:
    return {name: [entry["jurisdiction"]["code"] for entry in body[name]] for name in LISTS}


def where(code: str, **parameters: Any) -> str:
    """The list that a jurisdiction is in."""
    body = ask("coverage/", **({"where": BOTH} | parameters))
    return next(name for name, found in codes(body).items() if code in found)


def hide(record: Record, status: str = "draft") -> None:
    reason = "Asked for." if status == "withdrawn" else ""
    type(record)._default_manager.filter(pk=record.pk).update(status=status, withdrawn_reason=reason)


# --- What an answer says ---


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
        "where": ["possession:partial|yes"], "within": "XA", "as_of": "2020-06-01", "compare_to": None,
        "as_known": None,
        "enforceable": "in-practice",
    }  # fmt: skip
    assert body["sentence"].startswith("On 2020-06-01, 1 of 3 jurisdictions asked about had at least one provision")
    assert body["permalink"] == (
        "http://testserver/api/v1/coverage/?where=possession%3Ayes%7Cpartial&within=xa&as_of=2020-06-01"
    )
    assert body["projection"] is False
    assert body["published_on"] is None
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


# --- Dates and instruments ---


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


@pytest.mark.parametrize("kind", ["bill", "act"])
def test_bill_that_is_pending_does_not_count(world: SimpleNamespace, kind: str) -> None:
    bill = a_statute("xb-bill", a_jurisdiction("XB"), kind=kind)
    an_event(bill, "introduced", "2023-01-01")
    for slug, columns in (("undated", {}), ("shown", {"shown_on": "2023-02-01"})):
        a_coding(a_text(a_provision(bill, f"s. {slug}"), None, **columns), world.possession)
    assert where("XB", where=["possession:yes"], as_of="2023-06-01") == "not_assessed"


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


# --- Text and practice ---


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


# --- Compared with another day ---


def test_moves_name_the_events_wordings_and_rulings_between_the_days(world: SimpleNamespace) -> None:
    body = ask("coverage/", where=BOTH, within="XA", as_of="2021-05-04", compare_to="2021-05-03")
    [move] = body["moves"]
    assert (move["jurisdiction"]["code"], move["from"], move["to"]) == ("XA", "match", "no_match")
    assert [(b["what"], b["date"], b["kind"], b["reach"], b["ruling"]["slug"]) for b in move["because"]] == [
        ("ruling", "2021-05-04", "struck", "nationwide", "merrow-2021-05-04")
    ]
    body = ask("coverage/", where=["possession:yes"], within="XA", as_of="2022-03-01", compare_to="2020-06-01")
    told = [(b["what"], b["date"]) for b in body["moves"][0]["because"]]
    assert told == [
        ("ruling", "2021-05-04"), ("event", "2022-03-01"), ("wording ends", "2022-03-01"),
        ("wording begins", "2022-03-01"),
    ]  # fmt: skip


def test_effect_that_ended_between_the_days_is_told_on_the_day_it_ended(world: SimpleNamespace) -> None:
    Effect.objects.update(until="2021-09-01")
    body = ask("coverage/", where=BOTH, within="XA", as_of="2021-09-02", compare_to="2021-06-01")
    [move] = body["moves"]
    assert (move["from"], move["to"]) == ("no_match", "match")
    assert [(b["what"], b["date"], b["kind"]) for b in move["because"]] == [("ruling ends", "2021-09-01", "struck")]


def test_nothing_moves_between_days_with_the_same_lists(world: SimpleNamespace) -> None:
    assert ask("coverage/", where=BOTH, as_of="2020-06-02", compare_to="2020-06-01")["moves"] == []


def test_source_that_first_shows_a_wording_is_told_apart_from_a_change_of_law(world: SimpleNamespace) -> None:
    section = a_statute("xb-code", a_jurisdiction("XB"), kind="code-section")
    a_coding(a_text(a_provision(section), None, shown_on="2023-06-01"), world.possession)
    body = ask("coverage/", where=["possession:yes"], within="XB", as_of="2023-06-01", compare_to="2023-05-31")
    assert [b["what"] for b in body["moves"][0]["because"]] == ["first shown"]


# --- Bad input ---


@pytest.mark.parametrize(
    ("asked", "parameter", "told"),
    [
        ({"where": "posession:yes"}, "where", "no question is called 'posession'; did you mean possession?"),
        ({"where": "possession:maybe"}, "where", "'maybe' is no answer to possession: use no, not-assessed, partial"),
        ({"where": ["possession:yes", "possession:no"]}, "where", "contradict each other: no answer meets them all"),
        ({"where": "possession"}, "where", "is not a condition: write question:answer, as in possession:yes"),
        ({"where": "possession:"}, "where", "is not a condition"),
        ({}, "where", "ask at least one condition"),
        ({"where": BOTH, "within": "XA-NP"}, "within", "no jurisdiction has the code 'XA-NP'; did you mean XA-"),
        ({"where": BOTH, "as_of": "2020-06"}, "as_of", "'2020-06' names no day: write 2020-06-01"),
        ({"where": BOTH, "as_of": "2020-02-30"}, "as_of", "2020-02-30"),
        ({"where": BOTH, "compare_to": "2020"}, "compare_to", "names no day"),
        ({"where": BOTH, "enforceable": "on-paper"}, "enforceable", "is not one of text, in-practice"),
        ({"where": BOTH, "format": "xlsx"}, "format", "is not one of json, csv"),
        ({"where": BOTH, "as_of": ["2020-06-01", "2021-06-01"]}, "as_of", "is given 2 times"),
        ({"where": BOTH, "wihtin": "XA"}, "wihtin", "there is no such parameter; did you mean within?"),
        ({"where": BOTH, "as_of": "2019-11-19"}, "as_of", "the record starts in 2019"),
        ({"where": BOTH, "compare_to": "2019-11-19"}, "compare_to", "nothing is known of the law before 2019-11-20"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_refused_with_the_nearest_that_can(
    world: SimpleNamespace, asked: dict[str, Any], parameter: str, told: str
) -> None:
    refused = refusal("coverage/", **asked)
    assert list(refused) == [parameter]
    assert told in refused[parameter]


def test_everything_wrong_is_told_at_once(world: SimpleNamespace) -> None:
    assert set(refusal("coverage/", where="x:yes", within="ZZ", as_of="then")) == {"where", "within", "as_of"}


def test_first_day_of_the_record_is_answered(world: SimpleNamespace) -> None:
    assert ask("coverage/", where=BOTH, as_of="2019-11-20")["counts"]["match"] == 0


# --- What the public may not see ---


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("old_text", "not_assessed"), ("offence", "not_assessed"), ("act", "not_assessed"),
        ("definition_text", "not_assessed"), ("definition", "not_assessed"),
    ],
)  # fmt: skip
def test_record_that_is_not_public_meets_no_condition(
    world: SimpleNamespace, name: str, expected: str, status: str
) -> None:
    hide(getattr(world, name), status)
    assert where("XA", as_of="2020-06-01", within="XA") == expected


def test_draft_coding_is_not_assessed(world: SimpleNamespace) -> None:
    hide(Coding.objects.get(text=world.old_text, question=world.possession))
    assert where("XA", as_of="2020-06-01") == "not_assessed"


def test_draft_effect_and_effect_of_a_draft_ruling_limit_nothing(world: SimpleNamespace) -> None:
    hide(world.effect)
    assert where("XA", as_of="2021-05-04") == "match"
    hide(world.effect, "published")
    hide(world.top_ruling)
    assert where("XA", as_of="2021-05-04") == "match"


def test_draft_source_is_named_nowhere(world: SimpleNamespace) -> None:
    secret = a_source("secret", title="Secret gazette")
    Coding.objects.update(source=secret)
    world.effect.source = secret
    world.effect.save()
    an_event(world.act, "amended", "2021-05-04", secret)
    asked: dict[str, Any] = {"where": BOTH, "as_of": "2021-05-04", "compare_to": "2021-05-03"}
    assert answer("coverage/", **asked).content.decode().lower().count("secret") > 3
    hide(secret)
    assert "secret" not in answer("coverage/", **asked).content.decode().lower()


def test_withdrawn_court_of_a_territory_is_neither_named_nor_an_error(world: SimpleNamespace) -> None:
    holding = a_holding(a_ruling(world.case, "2020-03-01", court=world.supreme, slug="merrow-xx"), world.issue)
    an_effect(holding, world.old_text, "enjoined", reach="territory", court=world.appeal)
    hide(world.appeal, "withdrawn")
    body = ask("coverage/", where=BOTH, as_of="2020-06-01", within="XA")
    assert "xaca1" not in str(body)


def test_draft_jurisdiction_is_in_no_list(world: SimpleNamespace) -> None:
    hide(world.south)
    assert sorted(code for found in codes(ask("coverage/", where=BOTH)).values() for code in found) == ["XA", "XA-NO"]


# --- Forms ---


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
    with django_assert_num_queries(12):
        assert ask("coverage/", where=BOTH, as_of="2020-06-01")["counts"]["match"] == 1 + number
    with django_assert_num_queries(25):
        moves = ask("coverage/", where=BOTH, as_of="2021-05-04", compare_to="2020-06-01")["moves"]
    assert len(moves) == 1 + number
