"""Finding instruments with the list's filters, and reading one: its life, its clauses, what bears on it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from jurisdictions.models import Participation
from tests.asking import slugs
from tests.world import (
    a_case,
    a_charge,
    a_coding,
    a_holding,
    a_jurisdiction,
    a_provision,
    a_ruling,
    a_source,
    a_statute,
    a_text,
    a_treatment,
    an_event,
)

LIST = "/en/statutes/"
PAGE = "/en/statutes/xa-images-act/"


def body(page: Any) -> str:
    return " ".join(page.content.decode().split())


def listed(page: Any) -> list[str]:
    return [one.statute.slug for one in page.context["listed"]]


@pytest.fixture
def more(world: SimpleNamespace) -> SimpleNamespace:
    """A bill of Northmark beside the act, and a German-speaking act of which no event is on record."""
    world.bill = a_statute("xa-no-bill", world.north, kind="bill", citation="Bill 7", title="Bill on images")
    an_event(world.bill, "introduced", "2024-02-01")
    world.gesetz = a_statute("xa-gesetz", world.south, citation="§ 5 BildG", title="Bildgesetz", language="de")
    return world


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"q": "images"},
        {"jurisdiction": "XA-NO"},
        {"within": "XA", "kind": "bill"},
        {"status": "in-force", "as_of": "2023-01-01"},
        {"status": "not-on-record"},
        {"question": "possession", "answer": "partial", "as_of": "2023-01-01"},
        {"event_kind": "introduced", "event_after": "2024-01-01"},
        {"language": "de"},
    ],
)
def test_the_list_finds_what_the_api_finds(client: Client, more: SimpleNamespace, asked: dict[str, str]) -> None:
    page = client.get(LIST, asked)
    assert sorted(listed(page)) == sorted(slugs("statutes/", **{f"{name}_": value for name, value in asked.items()}))
    assert page.context["twin"].address.startswith("/api/v1/statutes/")


def test_each_row_has_its_status_and_last_event_of_the_day(client: Client, more: SimpleNamespace) -> None:
    rows = {one.statute.slug: one for one in client.get(LIST, {"as_of": "2021-01-01"}).context["listed"]}
    act, bill, gesetz = rows["xa-images-act"], rows["xa-no-bill"], rows["xa-gesetz"]
    assert (act.life.status, act.last.kind) == ("in-force", "in-force")
    assert (bill.life.status, bill.last, bill.begins.kind) == ("not-yet", None, "introduced")
    assert (gesetz.life.status, gesetz.last, gesetz.begins) == ("not-on-record", None, None)


def test_every_filter_is_a_chip_that_can_be_taken_off(client: Client, more: SimpleNamespace) -> None:
    page = client.get(LIST, {"kind": "bill", "event_after": "2024", "as_of": "2024-06-01", "page": "1"})
    assert [(chip.name, chip.value) for chip in page.context["chips"]] == [
        ("Kind", "Bill"),
        ("Event on or after", "2024"),
    ]
    assert page.context["chips"][0].without == f"{LIST}?event_after=2024&as_of=2024-06-01"
    # A filter that the form has no field for is sent on with it.
    assert '<input type="hidden" name="event_after" value="2024">' in body(page)
    named = client.get(LIST, {"within": "xa", "question": "possession,wholly-synthetic"}).context["chips"]
    assert [chip.value for chip in named] == ["Arcadia", "Possession or Wholly-synthetic"]
    alone = client.get(LIST, {"kind": "bill"})
    assert alone.context["chips"][0].without == LIST


def test_an_empty_list_says_what_that_means(client: Client, more: SimpleNamespace) -> None:
    assert "not what the law is" in body(client.get(LIST, {"q": "nothing has this"}))


@pytest.mark.parametrize(
    "asked", [{"kind": "poem"}, {"status": "alive"}, {"within": "ZZ"}, {"page": "7"}, {"page": "x"}]
)
def test_a_value_that_cannot_be_is_refused_by_name(
    client: Client, more: SimpleNamespace, asked: dict[str, str]
) -> None:
    page = client.get(LIST, asked)
    assert page.status_code == 400
    assert f"<code>{next(iter(asked))}</code>" in body(page)


def test_a_language_is_called_as_readers_of_each_page_call_it(client: Client, more: SimpleNamespace) -> None:
    for language, called in (("en", "German"), ("fr", "allemand"), ("en", "German")):
        assert f"<dd>{called}</dd>" in client.get(f"/{language}/statutes/xa-gesetz/").content.decode()


def test_titles_are_marked_with_their_language(client: Client, more: SimpleNamespace) -> None:
    assert '<span lang="de">Bildgesetz</span>' in body(client.get(LIST))
    page = body(client.get("/en/statutes/xa-gesetz/"))
    assert '<span lang="de">Bildgesetz</span></h1>' in page
    assert "<dd>German</dd>" in page


@pytest.mark.parametrize("number", [1, 3])
def test_the_lists_queries_do_not_depend_on_its_length(
    client: Client, world: SimpleNamespace, django_assert_num_queries: Any, number: int
) -> None:
    for n in range(1, number):
        an_event(a_statute(f"xa-act-{n}", world.north), "enacted", "2021-01-01")
    client.get(LIST)
    with django_assert_num_queries(10):
        assert len(listed(client.get(LIST))) == number


def test_the_status_says_which_events_it_follows_from(client: Client, world: SimpleNamespace) -> None:
    page = client.get(PAGE, {"as_of": "2021-01-01"})
    assert page.context["life"].status == "in-force"
    assert [(event.kind, str(event.date)) for event in page.context["because"]] == [
        ("enacted", "2019-11-20"),
        ("in-force", "2020-01-01"),
    ]
    assert "“Ahead” means after" in body(page)
    assert "“Ahead” means after" not in body(client.get(PAGE, {"as_of": "2023-01-01"}))


def test_a_statute_without_events_is_not_said_to_be_no_law(client: Client, more: SimpleNamespace) -> None:
    page = body(client.get("/en/statutes/xa-gesetz/"))
    assert "That does not mean that it was not law" in page
    assert "whether it has commenced, is not known here" in page


def test_a_guideline_is_not_said_to_bind(client: Client, more: SimpleNamespace) -> None:
    letter = a_statute("us-letter", a_jurisdiction("US", name="United States"), kind="guideline")
    an_event(letter, "enacted", "2023-09-05")
    body = client.get("/en/statutes/us-letter/").content.decode()
    assert "A guideline does not bind" in body
    assert "takes effect on its enactment" not in body


def test_clauses_come_with_the_wording_of_the_day_and_its_answers(client: Client, world: SimpleNamespace) -> None:
    old, new = (client.get(PAGE, {"as_of": day}).context["clauses"] for day in ("2021-01-01", "2023-01-01"))
    wording = {clause.provision.label: clause.wording.text for clause in old}
    assert wording == {"s. 9": world.definition_text, "s. 1": world.old_text}
    answers = {clause.provision.label: [(c.question.slug, c.answer) for c in clause.codings] for clause in new}
    assert answers == {"s. 9": [("wholly-synthetic", "yes")], "s. 1": [("possession", "partial")]}
    assert {clause.provision.label: clause.count for clause in new} == {"s. 9": 1, "s. 1": 2}


def test_a_clause_within_another_stands_under_it(client: Client, world: SimpleNamespace) -> None:
    inner = a_provision(world.act, "s. 1(2)", slug="xa-images-act-1-2", parent=world.offence)
    tree = {
        clause.provision: [one.provision for one in clause.within] for clause in client.get(PAGE).context["clauses"]
    }
    assert tree == {world.definition: [], world.offence: [inner]}
    assert "No wording on record" in body(client.get(PAGE))


def test_wordings_of_a_repealed_act_are_no_law(client: Client, world: SimpleNamespace) -> None:
    an_event(world.act, "repealed", "2025-01-01")
    page = client.get(PAGE, {"as_of": "2025-06-01"})
    assert {clause.wording.state for clause in page.context["clauses"]} == {"not-in-force"}
    assert "nstrument was no law that day" in body(page)


def test_whoever_is_charged_under_it_is_counted_and_not_named(client: Client, world: SimpleNamespace) -> None:
    case = a_case("zeno", world.trial, caption="Arcadia v. Zeno")
    a_charge(case, statute=world.act)
    page = client.get(PAGE)
    assert page.context["charges"] == [("dismissed", 1), ("pending", 1)]
    assert "Zeno" not in body(page)


def test_cases_holdings_and_bills_that_bear_on_it(client: Client, world: SimpleNamespace) -> None:
    bill = a_statute("xa-bill", world.arcadia, kind="bill", citation="Bill 7")
    bill.amends.add(world.act)
    an_event(bill, "introduced", "2024-02-01")
    page = client.get(PAGE, {"as_of": "2024-06-01"})
    assert page.context["charges"] == [("dismissed", 1)]
    assert f'href="/en/cases/?statute={world.act.slug}"' in body(page)
    assert page.context["holdings"] == [world.holding]
    assert [(one.statute, one.is_open) for one in page.context["amended_by"]] == [(bill, True)]
    back = client.get("/en/statutes/xa-bill/", {"as_of": "2024-06-01"})
    assert [one.statute for one in back.context["amends"]] == [world.act]
    assert "What it would amend" in body(back)
    assert client.get(PAGE, {"as_of": "2021-01-01"}).context["later_holdings"] == 1


def test_a_holding_that_was_overruled_is_not_shown_as_standing(client: Client, world: SimpleNamespace) -> None:
    later = a_ruling(a_case("tarn", world.supreme), "2023-09-01")
    a_treatment(later, world.top_ruling, "overrules")
    for path in (PAGE, "/en/provisions/xa-images-act-1/"):
        assert 'standing--good">No negative treatment on record' in body(client.get(path, {"as_of": "2023-08-31"})), (
            path
        )
        overruled = body(client.get(path, {"as_of": "2024-06-01"}))
        assert 'standing--fallen">Overruled' in overruled, path
        assert 'standing--good"' not in overruled, path


def test_wordings_made_in_other_instruments_are_listed(client: Client, world: SimpleNamespace) -> None:
    amending = a_statute("xa-amending-act", world.arcadia)
    type(world.new_text).objects.filter(pk=world.new_text.pk).update(made_by=amending)
    page = client.get("/en/statutes/xa-amending-act/")
    assert page.context["made"] == [world.new_text]
    assert 'href="/en/provisions/xa-images-act-1/?as_of=2022-03-01"' in body(page)
    assert client.get(PAGE).context["made"] == []


def test_a_treaty_lists_parties_on_record_and_no_others(client: Client, world: SimpleNamespace) -> None:
    treaty = a_statute("xa-treaty", world.arcadia, kind="treaty")
    Participation.objects.create(
        jurisdiction=world.south, treaty=treaty, kind="party", in_force="2024", source=world.source, status="published"
    )
    page = client.get("/en/statutes/xa-treaty/")
    assert [one.jurisdiction for one in page.context["parties"]] == [world.south]
    assert "one that is not listed may well be a party" in body(page)


def test_nothing_hidden_shows(client: Client, world: SimpleNamespace) -> None:
    an_event(world.act, "repealed", "2023-01-01", by="Hidden Act", status="draft")
    a_text(a_provision(world.act, "s. 77", status="draft"))
    world.act.sources.add(a_source("secret", title="Secret source", status="draft"))
    case = a_case("hidden", world.trial, caption="Arcadia v. Hidden", status="draft")
    a_charge(case, statute=world.act)
    bill = a_statute("xa-bill", world.arcadia, kind="bill", title="Hidden bill", status="draft")
    bill.amends.add(world.act)
    page = client.get(PAGE, {"as_of": "2024-01-01"})
    for hint in ("Hidden Act", "s. 77", "Secret source", "Arcadia v. Hidden", "Hidden bill"):
        assert hint not in body(page)
    assert page.context["life"].status == "in-force"
    assert "xa-bill" not in body(client.get(LIST))


def test_text_of_the_record_is_escaped(client: Client, world: SimpleNamespace) -> None:
    type(world.act).objects.filter(pk=world.act.pk).update(title="Act <script>x</script>", summary="<b>s</b>")
    for address in (PAGE, LIST):
        page = client.get(address).content.decode()
        assert "<script>x" not in page
        assert "<b>s</b>" not in page


@pytest.mark.parametrize("number", [1, 3])
def test_the_pages_queries_do_not_depend_on_what_is_found(
    client: Client, world: SimpleNamespace, django_assert_num_queries: Any, number: int
) -> None:
    for n in range(number):
        text = a_text(a_provision(world.act, f"s. 8{n}"))
        a_coding(text, world.possession)
        bill = a_statute(f"xa-bill-{n}", world.arcadia, kind="bill")
        bill.amends.add(world.act)
        an_event(bill, "introduced", "2024-02-01")
        amended = a_statute(f"xa-amended-{n}", world.arcadia)
        world.act.amends.add(amended)
        an_event(amended, "enacted", "2020-02-01")
        case = a_case(f"case-{n}", world.trial)
        a_charge(case, statute=world.act)
        a_holding(a_ruling(case, f"2020-0{n + 1}-01"), world.issue).statutes.add(world.act)
        a_text(a_provision(amended, "s. 1"), made_by=world.act)
    client.get(PAGE)
    with django_assert_num_queries(30):
        client.get(PAGE)
