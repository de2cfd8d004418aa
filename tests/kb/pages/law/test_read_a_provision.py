"""Reading one clause: which wording was law, what it answers, what rulings did to it, and what would change it."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from cases.models import Effect
from jurisdictions.models import LegislativeEvent
from tests.asking import ask
from tests.world import (
    a_case,
    a_charge,
    a_coding,
    a_holding,
    a_provision,
    a_ruling,
    a_source,
    a_statute,
    a_text,
    an_effect,
    an_event,
)

PAGE = "/en/provisions/xa-images-act-1/"


def body(page: Any) -> str:
    return " ".join(page.content.decode().split())


def test_the_verdict_is_the_apis_for_the_struck_wording_and_for_the_new_one(
    client: Client, world: SimpleNamespace
) -> None:
    for day, verdict in (
        ("2021-01-01", "enforceable"),
        ("2021-06-01", "not-enforceable"),
        ("2023-01-01", "enforceable"),
    ):
        page = client.get(PAGE, {"as_of": day})
        assert page.context["status"].enforceability.verdict == verdict
        assert ask("provisions/xa-images-act-1/status/", as_of=day)["verdict"] == verdict
    struck, new = client.get(PAGE, {"as_of": "2021-06-01"}), client.get(PAGE, {"as_of": "2023-01-01"})
    assert struck.context["chosen"].text == world.old_text
    assert [one.standing for one in struck.context["effects"]] == ["stands"]
    assert "Not enforceable" in body(struck)
    assert new.context["chosen"].text == world.new_text
    assert [one.standing for one in new.context["effects"]] == ["other-wording"]
    assert "each wording starts clean" in body(new)
    # Beside the verdict stands which wording was struck, and by what.
    panel = re.sub(r"<[^>]*>", "", body(new).partition('id="verdict"')[2].partition("<details")[0])
    assert "Wording of 1 January 2020: Struck" in panel
    assert "Arcadia v. Merrow (Arc., 4 May 2021)" in panel


def test_an_effect_is_never_named_without_its_reach(client: Client, world: SimpleNamespace) -> None:
    Effect.objects.update(reach="parties")
    page = client.get(PAGE, {"as_of": "2023-01-01"})
    listed = body(page).partition('<ol class="rows wordings"')[2].partition("</section>")[0]
    assert "Struck, 4 May 2021 (Between the parties)" in re.sub(r"<[^>]*>", "", listed)


def test_an_effect_that_stood_is_not_said_to_have_ended(client: Client, world: SimpleNamespace) -> None:
    """Ohio's case: on a wording whose start is not on record the ruling itself shows that it was law."""
    clause = a_provision(world.act, "s. 5")
    text = a_text(clause, None, shown_on="2020-12-16")
    given = a_ruling(world.case, "2020-12-16", court=world.appeal, slug="given")
    an_effect(a_holding(given, world.issue), text, "struck", reach="territory", court=world.appeal, until="2021-07-25")
    told = {}
    for day in ("2020-06-01", "2021-01-01", "2021-07-25"):
        page = client.get("/en/provisions/xa-images-act-5/", {"as_of": day})
        told[day] = page.context["effects"][0].standing, "No longer stands" in body(page)
    assert told == {
        "2020-06-01": ("later", False), "2021-01-01": ("stands", False), "2021-07-25": ("ended", True),
    }  # fmt: skip
    page = client.get("/en/provisions/xa-images-act-5/", {"as_of": "2021-01-01"})
    assert page.context["status"].enforceability.verdict == "limited"
    assert page.context["chosen"].is_law
    assert "A ruling of 16 December 2020 shows it in force" in body(page)
    steps = body(page).partition("How this was found")[2].partition("</details>")[0]
    assert "Arcadia v. Merrow (1st Cir., 2020) had an effect on the wording, and so shows it in force" in steps


def test_whether_an_effect_reaches_a_court_is_said(client: Client, world: SimpleNamespace) -> None:
    Effect.objects.update(reach="parties")
    whole = client.get(PAGE, {"as_of": "2021-06-01"})
    assert [one.reaches for one in whole.context["effects"]] == [""]
    assert "The verdict is that for the whole jurisdiction" in body(whole)
    for court, reaches, told in (
        ("xasup", "yes", "Reaches this court"),
        ("Arc.", "yes", "Reaches this court"),  # by its abbreviation
        ("xatr1", "not-determinable", "Whether it reaches this court is not determinable"),
    ):
        page = client.get(PAGE, {"as_of": "2021-06-01", "court": court})
        assert [one.reaches for one in page.context["effects"]] == [reaches]
        panel = body(page).partition('id="verdict"')[2].partition("How this was found")[0]
        assert told in panel
        assert "The verdict is that for" in panel
        assert f"court={page.context['court'].slug}" in page.context["status_twin"]
    several = client.get(PAGE, {"as_of": "2021-06-01", "court": "Arcadia"})
    assert [one.slug for one, _ in several.context["perhaps"]] == ["xaca1", "xasup"]
    assert client.get(PAGE, {"court": "nowhere"}).status_code == 400


def test_a_holding_on_a_wording_that_ended_is_superseded_here_as_among_precedents(
    client: Client, world: SimpleNamespace
) -> None:
    type(world.issue).objects.filter(pk=world.issue.pk).update(kind="reach")
    page = client.get(PAGE, {"as_of": "2023-01-01"})
    assert [good.status for good in page.context["standings"].values()] == ["superseded"]
    found = ask("precedents/", issue="virtual-image", court="xatr1", as_of="2023-01-01")
    assert found["not_determinable"][0]["good_law"]["status"] == "superseded"


def test_the_steps_name_the_ruling_and_not_a_slug(client: Client, world: SimpleNamespace) -> None:
    page = client.get(PAGE, {"as_of": "2021-06-01"})
    assert [step.effect for step in page.context["steps"]] == [world.effect] * len(page.context["steps"])
    steps = body(page).partition("How this was found")[2].partition("</details>")[0]
    assert "Arcadia v. Merrow" in steps
    assert world.effect.slug not in steps


def test_each_wording_leads_to_a_day_of_its_own(client: Client, world: SimpleNamespace) -> None:
    page = client.get(PAGE, {"as_of": "2023-01-01"})
    assert [(one.name, one.address, one.chosen) for one in page.context["wordings"]] == [
        ("Wording of 1 January 2020", f"{PAGE}?as_of=2020-01-01", False),
        ("Wording of 1 March 2022", f"{PAGE}?as_of=2022-03-01", True),
    ]
    old = client.get(page.context["wordings"][0].address)
    assert old.context["chosen"].text == world.old_text
    assert "In force from 1 January 2020; no longer in force from 1 March 2022" in body(old)


@pytest.mark.parametrize(
    ("dates", "told"),
    [
        (
            {"valid_from": None, "shown_on": "2024-05-02"},
            "Start not on record; a source shows it in force on 2 May 2024",
        ),
        ({"valid_from": None, "valid_to": "2024-05"}, "Start not on record; no longer in force from May 2024"),
        ({"valid_from": "2024"}, "In force from 2024; no end on record"),
        ({"valid_from": None}, "No source shows it in force on any day"),
    ],
)
def test_dates_are_told_as_exactly_as_they_are_known(
    client: Client, world: SimpleNamespace, dates: dict[str, Any], told: str
) -> None:
    a_text(a_provision(world.act, "s. 5"), **dates)
    assert f"<dd>{told}" in body(client.get("/en/provisions/xa-images-act-5/"))


def test_a_start_that_is_not_on_record_is_not_a_wording_that_was_not_law(
    client: Client, world: SimpleNamespace
) -> None:
    a_text(a_provision(world.act, "s. 5"), None, shown_on="2024-05-02")
    page = client.get("/en/provisions/xa-images-act-5/", {"as_of": "2021-01-01"})
    assert page.context["status"].enforceability.verdict == "not-determinable"
    assert page.context["chosen"].state == "unclear"
    assert "Its start is not on record; it is first shown in force on 2 May 2024" in body(page)


def test_a_bills_clause_is_shown_as_no_law(client: Client, world: SimpleNamespace) -> None:
    bill = a_statute("xa-bill", world.arcadia, kind="bill")
    an_event(bill, "introduced", "2024-02-01")
    a_text(a_provision(bill, "cl. 2", slug="xa-bill-2"), None)
    page = client.get("/en/provisions/xa-bill-2/", {"as_of": "2024-06-01"})
    assert page.context["status"].enforceability.verdict == "not-in-force"
    assert "nstrument was no law that day" in body(page)
    assert "Not shown to be law on" in body(page)


def test_answers_carry_source_pinpoint_caution_and_readers(client: Client, world: SimpleNamespace) -> None:
    a_coding(world.new_text, world.synthetic, "unclear", pinpoint="s. 1(4)", coder="first reader", checked_on="2026-09")
    page = body(client.get(PAGE))
    for told in (
        "s. 1(4)",
        "Gazette: gazette",
        "With intent to share only.",
        "coded by a first reader",
        "September 2026",
    ):
        assert told in page
    assert "no second reader yet" in page


def test_a_wording_without_answers_says_that_this_is_not_no(client: Client, world: SimpleNamespace) -> None:
    a_text(a_provision(world.act, "s. 5"))
    assert "That is not “no”" in body(client.get("/en/provisions/xa-images-act-5/"))


def test_two_wordings_side_by_side_differ_only_where_both_answer(client: Client, world: SimpleNamespace) -> None:
    a_coding(world.new_text, world.synthetic, "yes")
    page = client.get(PAGE, {"as_of": "2023-01-01", "compare": world.old_text.slug})
    rows = {row.question.slug: (row.one and row.one.answer, row.other and row.other.answer, row.mark)
            for row in page.context["compared"]}  # fmt: skip
    assert rows == {"possession": ("yes", "partial", "differ"), "wholly-synthetic": (None, "yes", "open")}
    assert '<span aria-hidden="true">≠</span> differ' in body(page)
    assert f'value="{world.old_text.slug}" selected' in body(page)


def test_a_wording_of_another_clause_cannot_be_compared(client: Client, world: SimpleNamespace) -> None:
    page = client.get(PAGE, {"compare": world.definition_text.slug})
    assert page.status_code == 400
    assert "<code>compare</code>" in body(page)


def test_definitions_are_linked_in_both_directions(client: Client, world: SimpleNamespace) -> None:
    offence, definition = client.get(PAGE), client.get("/en/provisions/xa-images-act-9/")
    assert offence.context["provision"].public_incorporates == [world.definition]
    assert definition.context["provision"].public_incorporated_by == [world.offence]
    assert 'href="/en/provisions/xa-images-act-9/"' in body(offence)
    assert 'href="/en/provisions/xa-images-act-1/?as_of=2024-01-01"' in body(
        client.get("/en/provisions/xa-images-act-9/", {"as_of": "2024-01-01"})
    )


def test_charges_are_counted_and_nobody_is_named(client: Client, world: SimpleNamespace) -> None:
    case = a_case("tarn", world.trial, caption="Arcadia v. Tarn")
    a_charge(case, provision=world.offence, disposition="dismissed")
    a_charge(case, provision=world.offence, disposition="convicted-plea", position=2)
    a_charge(case, provision=world.offence, disposition="pending", position=3, status="draft")
    page = client.get(PAGE)
    assert page.context["charges"] == [("dismissed", 2), ("convicted-plea", 1)]
    assert "Arcadia v. Tarn" not in body(page)
    assert 'href="/en/cases/?provision=xa-images-act-1"' in body(page)


def test_holdings_given_later_are_counted_and_not_shown(client: Client, world: SimpleNamespace) -> None:
    page = client.get(PAGE, {"as_of": "2021-01-01"})
    assert (page.context["holdings"], page.context["later_holdings"]) == ([], 1)
    assert "1 holding was given after that day" in body(page)
    assert client.get(PAGE, {"as_of": "2021-05-04"}).context["holdings"] == [world.holding]


def test_bills_that_would_amend_the_instrument_come_with_their_stage(client: Client, world: SimpleNamespace) -> None:
    bill = a_statute("xa-bill", world.arcadia, kind="bill", citation="Bill 7")
    bill.amends.add(world.act)
    an_event(bill, "introduced", "2024-02-01")
    an_event(bill, "committee", "2024-03-01", by="Justice Committee")
    before, during = (client.get(PAGE, {"as_of": day}).context["bills"][0] for day in ("2024-01-01", "2024-06-01"))
    assert before.begins is not None
    assert not before.is_open
    assert (during.life.status, during.last.kind, during.is_open) == ("pending", "committee", True)
    assert "Justice Committee" in body(client.get(PAGE, {"as_of": "2024-06-01"}))


def test_nothing_hidden_shows(client: Client, world: SimpleNamespace) -> None:
    secret = a_source("secret", title="Secret source", status="draft")
    world.new_text.codings.update(source=secret)
    a_text(world.offence, "2010-01-01", valid_to="2011-01-01", summary="Draft wording.", status="draft")
    hidden = a_provision(world.act, "s. 77", status="draft")
    world.offence.incorporates.add(hidden)
    withdrawn = a_ruling(world.case, "2022-01-01", court=world.supreme, status="draft", outcome="Draft ruling")
    an_effect(a_holding(withdrawn, world.issue), world.new_text)
    bill = a_statute("xa-bill", world.arcadia, kind="bill", title="Hidden bill", status="draft")
    bill.amends.add(world.act)
    page = body(client.get(PAGE))
    for hint in ("Secret source", "Draft wording", "s. 77", "Hidden bill", "xa-bill"):
        assert hint not in page
    assert client.get(PAGE).context["status"].enforceability.verdict == "enforceable"


def test_text_of_the_record_is_escaped(client: Client, world: SimpleNamespace) -> None:
    type(world.new_text).objects.filter(pk=world.new_text.pk).update(
        summary="<script>alert(1)</script>", penalty="<b>5</b>"
    )
    type(world.offence).objects.filter(pk=world.offence.pk).update(label="s. <i>1</i>")
    page = client.get(PAGE).content.decode()
    assert "<script>alert" not in page
    assert "<b>5</b>" not in page
    assert "<i>1</i>" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_it_can_be_cited_and_downloaded(client: Client, world: SimpleNamespace) -> None:
    page = client.get(PAGE, {"as_of": "2023-01-01"})
    assert page.context["cited"].bluebook in body(page)
    assert page.context["twin"].address == "/api/v1/provisions/xa-images-act-1/?as_of=2023-01-01"
    downloaded = client.get("/api/v1/provisions/xa-images-act-1/", {"format": "ris", "as_of": "2023-01-01"})
    assert "/api/v1/provisions/xa-images-act-1/?as_of=2023-01-01&amp;format=ris" in body(page)
    assert downloaded.status_code == 200
    assert "application/ld+json" in body(page)


def test_its_words_are_marked_english_on_the_french_page(client: Client, world: SimpleNamespace) -> None:
    page = body(client.get("/fr/provisions/xa-images-act-1/"))
    assert '<span lang="en">Possessing an image knowingly.</span>' in page


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_depend_on_what_is_found(
    client: Client, world: SimpleNamespace, django_assert_num_queries: Any, number: int
) -> None:
    LegislativeEvent.objects.filter(kind="amended").delete()
    for n in range(number):
        bill = a_statute(f"xa-bill-{n}", world.arcadia, kind="bill")
        bill.amends.add(world.act)
        an_event(bill, "introduced", "2024-02-01")
        ruling = a_ruling(a_case(f"case-{n}", world.trial), f"2020-0{n + 1}-01", court=world.supreme)
        holding = a_holding(ruling, world.issue)
        holding.provisions.add(world.offence)
        ended = {"until": "2020-12-01", "ended_by": world.top_ruling} if n else {}
        an_effect(holding, world.old_text, "upheld", reach="territory", court=world.trial, **ended)
        a_text(world.offence, f"201{n}-01-01", valid_to=f"201{n}-02-01")
        world.offence.incorporates.add(a_provision(world.act, f"s. 8{n}"))
    client.get(PAGE, {"as_of": "2021-06-01"})
    with django_assert_num_queries(39):
        client.get(PAGE, {"as_of": "2021-06-01"})
