"""Asking in the coverage explorer: picking conditions, reading the five lists, taking the answer along."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from cases.models import Effect
from jurisdictions.models import Record
from tests.asking import ask
from tests.world import (
    a_coding,
    a_jurisdiction,
    a_provision,
    a_question,
    a_source,
    a_statute,
    a_text,
)

PAGE = "/en/coverage/"
BOTH = ["possession:yes", "wholly-synthetic:yes"]


def lists(page: Any) -> dict[str, list[str]]:
    """List -> codes of what stands in it, with evidence or only by name."""
    return {
        one["name"]: [entry["jurisdiction"]["code"] for entry in (*one["entries"], *one["bare"])]
        for one in page.context["lists"]
    }


def body(page: Any) -> str:
    return " ".join(page.content.decode().split())


def test_boxes_ticked_lead_to_the_address_that_says_the_same(client: Client, world: SimpleNamespace) -> None:
    ticked = {"pick.possession": ["yes", "partial"], "pick.wholly-synthetic": "yes", "within": "XA", "compare_to": ""}
    sent = client.get(PAGE, ticked | {"as_of": "2020-06-01"})
    assert sent.status_code == 302
    asked = parse_qs(urlsplit(sent["Location"]).query)
    assert asked == {
        "where": ["possession:partial|yes", "wholly-synthetic:yes"], "within": ["XA"], "as_of": ["2020-06-01"],
    }  # fmt: skip
    page = client.get(sent["Location"])
    assert lists(page)["match"] == ["XA"]
    text = body(page)
    assert '<input type="checkbox" id="possession-partial" name="pick.possession" value="partial" checked>' in text
    assert '<input type="checkbox" id="possession-no" name="pick.possession" value="no">' in text


def test_a_box_that_the_codebook_does_not_have_is_refused_like_any_condition(
    client: Client, world: SimpleNamespace
) -> None:
    page = client.get(PAGE, {"pick.posession": "yes"}, follow=True)
    assert page.status_code == 400
    assert "did you mean possession?" in body(page)


def test_the_five_lists_are_those_of_the_api(client: Client, world: SimpleNamespace) -> None:
    asked = {"where": BOTH, "as_of": "2020-06-01"}
    page, twin = client.get(PAGE, asked), ask("coverage/", **asked)
    assert {name: sorted(codes) for name, codes in lists(page).items()} == {
        name: [entry["jurisdiction"]["code"] for entry in twin[name]] for name in lists(page)
    }
    # Readers are told the questions' names, programs their slugs.
    named = twin["sentence"].replace("possession", "“Possession”").replace("wholly-synthetic", "“Wholly-synthetic”")
    assert page.context["sentence"] == named
    assert page.context["twin"].address == (
        "/api/v1/coverage/?where=possession:yes&where=wholly-synthetic:yes&as_of=2020-06-01"
    )
    assert client.get(page.context["twin"].with_format("csv")).status_code == 200


def test_answer_shows_the_provision_its_dates_the_evidence_and_what_can_be_quoted(
    client: Client, world: SimpleNamespace
) -> None:
    page = client.get(PAGE, {"where": BOTH, "within": "XA", "as_of": "2020-06-01"})
    text = body(page)
    assert 'href="/en/provisions/xa-images-act-1/?as_of=2020-06-01"' in text
    assert "Wording in force from" in text
    assert '<time datetime="2022-03-01">1 March 2022</time>' in text
    told = text.partition('class="tallies"')[2].partition('id="counted-what"')[0]
    assert '<a href="/en/jurisdictions/xa/?as_of=2020-06-01">Arcadia</a>' in told, "a short answer is named at once"
    assert 'by the definition in <a href="/en/provisions/xa-images-act-9/">s. 9</a>' in text
    assert "s. 9(2)" in text
    told = "1 of 3 jurisdictions asked about (federal law) had at least one provision in force"
    assert f'id="counted">On 1 June 2020, {told}' in text
    assert "Jurisdictions whose law meets possession:yes; wholly-synthetic:yes, within XA" in text
    assert "http://testserver/en/coverage/?where=possession:yes&amp;where=wholly-synthetic:yes" in text


def test_an_effect_that_ended_between_the_days_is_told_as_ended_and_with_its_reach(
    client: Client, world: SimpleNamespace
) -> None:
    Effect.objects.update(until="2021-09-01")
    told = "1 September 2021: No longer: Struck (Nationwide)"
    days = {"as_of": "2021-09-02", "compare_to": "2021-06-01"}
    for path, asked in ((PAGE, {"where": BOTH, "within": "XA"}), ("/en/compare/", {"jurisdiction": "XA"})):
        text = " ".join(re.sub("<[^>]*>", "", body(client.get(path, {**asked, **days}))).split())
        assert told in text, path


def test_an_answer_says_what_it_counts(client: Client, world: SimpleNamespace) -> None:
    asked = {"where": BOTH, "within": "XA", "as_of": "2020-06-01"}
    assert "and can be enforced there, at least in part." in body(client.get(PAGE, asked))
    in_text = body(client.get(PAGE, asked | {"enforceable": "text"}))
    assert "meets every condition, whether or not it can be enforced." in in_text
    assert "can be enforced there, at least in part" not in in_text
    ahead = client.get(PAGE, asked | {"as_of": "2199-01-01"})
    assert "nothing on record changes until then.</blockquote>" in body(ahead)


def test_a_ruling_that_limits_a_match_is_named_and_counts_unless_left_out(
    client: Client, world: SimpleNamespace
) -> None:
    asked = {"where": BOTH, "within": "XA", "as_of": "2021-06-01"}
    struck = client.get(PAGE, asked)
    assert lists(struck)["no_match"] == ["XA"]
    assert "Not enforceable" in body(struck)
    assert '<a href="/en/rulings/merrow-2021-05-04/?as_of=2021-06-01"><cite>Arcadia v. Merrow</cite></a>' in body(
        struck
    )
    text_alone = client.get(PAGE, asked | {"enforceable": "text"})
    assert lists(text_alone)["match"] == ["XA"]
    assert '<option value="in-force" selected>' in body(text_alone)


def test_what_is_not_a_no_stands_in_lists_of_its_own(client: Client, world: SimpleNamespace) -> None:
    for code, answer in (("XB", "unclear"), ("XC", "silent"), ("XD", "no")):
        a_coding(a_text(a_provision(a_statute(f"{code.lower()}-act", a_jurisdiction(code)))), world.possession, answer)
    page = client.get(PAGE, {"where": "possession:yes", "as_of": "2020-06-01"})
    assert lists(page) == {
        "match": ["XA"], "no_match": ["XD"], "unclear": ["XB"], "silent": ["XC"], "not_assessed": ["XA-NO", "XA-SO"],
    }  # fmt: skip
    text = body(page)
    assert text.count("This is not a no.") == 3
    assert "possession is silent, asked for yes" in text
    assert "Nothing on record for that day answers any of this" in text


def test_two_days_show_what_moved_in_their_own_order_and_what_changed(client: Client, world: SimpleNamespace) -> None:
    asked = {"where": "possession:yes", "within": "XA", "enforceable": "text"}
    for as_of, other in (("2022-06-01", "2020-06-01"), ("2020-06-01", "2022-06-01")):
        page = client.get(PAGE, asked | {"as_of": as_of, "compare_to": other})
        [move] = page.context["moved"]["law_changed"]
        assert (move["before"], move["after"]) == ("match", "no_match")
        text = body(page)
        assert 'What moved between <time datetime="2020-06-01">1 June 2020</time> and' in text
        assert "Between 1 June 2020 and 1 June 2022, the law changed in 1 place." in text
        link = f'<a href="/en/provisions/xa-images-act-1/?as_of={as_of}">s. 1</a>'
        assert f"{link}: a wording begins, Amended (Images (Amendment) Act)" in text
    still = client.get(PAGE, asked | {"as_of": "2020-06-01", "compare_to": "2020-07-01"})
    assert "Between 1 June 2020 and 1 July 2020, no place moved to another list." in body(still)


def test_moves_that_are_no_change_of_law_stand_apart_folded_and_in_words(
    client: Client, world: SimpleNamespace
) -> None:
    for code, dates in (("XB", {"valid_from": None, "shown_on": "2023-06-01"}), ("XC", {"valid_from": "2023-06"})):
        a_coding(a_text(a_provision(a_statute(f"{code.lower()}-act", a_jurisdiction(code))), **dates), world.possession)
    page = client.get(PAGE, {"where": "possession:yes", "as_of": "2023-07-01", "compare_to": "2023-06-10"})
    assert page.context["moved"]["law_changed"] == []
    days = {"where": "possession:yes", "as_of": "2023-07-01", "compare_to": "2023-05-10"}
    assert [kind for kind, _ in page.context["moved"]["others"]] == ["date-not-exact"]
    other = client.get(PAGE, days)
    assert [row["jurisdiction"]["code"] for row in other.context["moved"]["law_changed"]] == ["XC"]
    [(kind, rows)] = other.context["moved"]["others"]
    assert (kind, [row["jurisdiction"]["code"] for row in rows]) == ("we-learned", ["XB"])
    text = body(other)
    assert "the law changed in 1 place; 1 move is only of what is on record, and not of the law." in text
    changed, _, learned = text.partition('<details class="opens moves__others">')
    assert 'id="moves-caption-law-changed"' in changed
    assert 'id="moves-caption-we-learned"' in learned
    assert "What is known changed, and not the law." in learned


def test_the_map_colours_every_jurisdiction_and_leads_to_it_on_that_day(client: Client, world: SimpleNamespace) -> None:
    a_coding(a_text(a_provision(a_statute("us-act", a_jurisdiction("US-CA", name="California")))), world.possession)
    page = client.get(PAGE, {"where": "possession:yes", "as_of": "2020-06-01"})
    assert [one.kind for one in page.context["maps"]] == ["us", "world"]
    assert 'aria-label="California: Match. US-ACT, s. 1"' in body(page)
    assert 'href="/en/jurisdictions/us-ca/?as_of=2020-06-01"' in body(page)
    one = client.get(PAGE, {"where": "possession:yes", "as_of": "2020-06-01", "within": "US-CA"})
    assert [one.kind for one in one.context["maps"]] == ["us"]
    assert '<option value="US-CA" selected>California</option>' in body(one)


def test_before_anything_is_asked_the_page_explains_and_offers_what_the_codebook_can_answer(
    client: Client, world: SimpleNamespace
) -> None:
    page = client.get(PAGE)
    assert [preset["address"] for preset in page.context["presets"]] == [
        "/en/coverage/?where=possession:yes&where=wholly-synthetic:yes"
    ]
    assert "so that a gap is never taken for a no" in body(page)
    a_question("obscenity-required", group="material")
    assert len(client.get(PAGE).context["presets"]) == 3


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"where": "possession"}, "is not a condition"),
        ({"where": "possession:maybe"}, "is no answer to possession"),
        ({"where": "possession:yes", "within": "XQ"}, "no jurisdiction has the code"),
        ({"where": "possession:yes", "compare_to": "2020"}, "names no day"),
        ({"where": "possession:yes", "compare_to": "1300-01-01"}, "the record starts in"),
        ({"where": "possession:yes", "enforceable": "no"}, "is not one of"),
        ({"where": "possession:yes", "basis": "enacted", "enforceable": "text"}, "contradict each other"),
        ({"where": "possession:yes", "kind": "nation"}, "is not one of"),
        ({"where": "possession:yes", "any": "posession:yes"}, "did you mean possession?"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_a_reason(
    client: Client, world: SimpleNamespace, asked: dict[str, str], told: str
) -> None:
    page = client.get(PAGE, asked)
    assert page.status_code == 400
    assert told in body(page)


def test_rows_of_the_form_lead_to_the_address_that_says_the_same(client: Client, world: SimpleNamespace) -> None:
    sent = client.get(
        PAGE,
        {
            "pick.possession": "yes",
            "any.1": "wholly-synthetic", "any.1.is": ["yes", "partial"],
            "any.2": "", "any.2.is": "yes",
            "none.1": "wholly-synthetic", "none.1.is": "no",
            "also.1": "possession", "also.1.is": "partial",
            "also.2": "possession",
            "kind": ["country", "state"], "basis": "in-force", "as_of": "2020-06-01",
        },
    )  # fmt: skip
    assert sent.status_code == 302
    assert parse_qs(urlsplit(sent["Location"]).query) == {
        "where": ["possession:yes"], "any": ["wholly-synthetic:partial|yes"], "none": ["wholly-synthetic:no"],
        "also": ["possession:partial"], "kind": ["country", "state"], "basis": ["in-force"], "as_of": ["2020-06-01"],
    }  # fmt: skip
    text = body(client.get(sent["Location"]))
    assert '<option value="wholly-synthetic" selected>' in text
    assert '<input type="checkbox" id="any.1-partial" name="any.1.is" value="partial" checked>' in text
    assert '<input type="checkbox" id="kind-state" name="kind" value="state" checked>' in text
    assert 'name="any.2"' in text, "there is always a row to fill in"


def test_all_that_is_asked_stands_above_the_answer_with_the_way_out(client: Client, world: SimpleNamespace) -> None:
    asked = {
        "where": "possession:yes", "any": ["wholly-synthetic:yes", "possession:yes"], "none": "possession:no",
        "also": ["possession:yes|partial", "wholly-synthetic:yes"], "kind": ["country", "state"], "basis": "enacted",
        "as_of": "2020-06-01",
    }  # fmt: skip
    page = client.get(PAGE, asked)
    chosen = page.context["chosen"]
    assert [one["asked"] for one in chosen] == [
        "where", "any", "any", "none", "also", "also", "kind", "kind", "basis",
    ]  # fmt: skip
    for number, (name, rest) in enumerate(
        [("where", None), ("any", ["possession:yes"]), ("any", ["wholly-synthetic:yes"]), ("none", None),
         ("also", ["wholly-synthetic:yes"]), ("also", ["possession:yes|partial"]), ("kind", ["state"]),
         ("kind", ["country"]), ("basis", None)]
    ):  # fmt: skip
        left = parse_qs(urlsplit(chosen[number]["without"]).query)
        assert left.get(name) == rest, number
        assert {key for key in asked if key not in left} == ({name} if rest is None else set())
        assert client.get(chosen[number]["without"]).status_code == 200
    text = body(page)
    assert '<span class="tag">At least one of</span> <span class="asked__label">Wholly-synthetic</span>' in text
    assert "Remove the kind: State" in text
    assert page.context["title"] == (
        "Coverage: Possession (yes); at least one of Wholly-synthetic (yes), Possession (yes); "
        "also Possession (yes or partial), Wholly-synthetic (yes); nowhere Possession (no)"
    )
    twin = page.context["twin"].address
    assert ask(twin.removeprefix("/api/v1/"))["sentence"] == ask("coverage/", **asked)["sentence"]
    assert "with a provision that meets wholly-synthetic:yes" in text, "and in the citation"


def test_lists_say_of_which_kinds_their_places_are(client: Client, world: SimpleNamespace) -> None:
    page = client.get(PAGE, {"where": BOTH, "as_of": "2020-06-01"})
    assert {one["name"]: str(one["kinds"] or "") for one in page.context["lists"]} == {
        "match": "federal law", "no_match": "", "unclear": "", "silent": "", "not_assessed": "2 states",
    }  # fmt: skip
    assert "2 jurisdictions: 2 states" in body(page)


def test_a_clause_that_is_asked_of_the_place_says_so(client: Client, world: SimpleNamespace) -> None:
    duty = a_provision(a_statute("xa-duties", world.arcadia), role="duty")
    a_coding(a_text(duty), a_question("takedown", group="duties", relevant_to=["duty"]))
    asked = {"where": BOTH, "also": "takedown:yes", "as_of": "2020-06-01"}
    page = client.get(PAGE, asked)
    assert lists(page)["match"] == ["XA"]
    text = body(page)
    assert 'XA-DUTIES, s. 1</a> <span class="tag">Another provision must</span>' in text
    assert "and what is asked of the place besides holds as well." in text
    barred = client.get(PAGE, {"where": BOTH, "none": "takedown:yes", "as_of": "2020-06-01"})
    assert lists(barred)["no_match"] == ["XA"]
    assert "takedown is yes, asked for places where no provision is yes" in body(barred)


def test_nothing_is_asked_by_what_only_limits_a_question(client: Client, world: SimpleNamespace) -> None:
    told = body(client.get(PAGE, {"also": "possession:yes"}))
    assert "say first what one provision must meet" in told
    assert client.get(PAGE, {"kind": "state"}).status_code == 200, "the form may be filled in before it asks"


@pytest.mark.parametrize("hidden", ["offence", "new_text", "act"])
def test_drafts_never_show(client: Client, world: SimpleNamespace, hidden: str) -> None:
    record: Record = getattr(world, hidden)
    type(record)._default_manager.filter(pk=record.pk).update(status="draft")
    page = client.get(PAGE, {"where": "possession:partial", "as_of": "2023-01-01"})
    assert lists(page)["match"] == []
    assert "xa-images-act-1/" not in body(page)


def test_draft_source_is_named_nowhere_and_text_is_escaped(client: Client, world: SimpleNamespace) -> None:
    secret = a_source("secret", status="draft")
    act = a_statute("xb-act", a_jurisdiction("XB", name="<b>Bay</b>"), citation="<i>Act</i>")
    a_coding(a_text(a_provision(act)), world.possession, source=secret, note="<u>Only</u> some.")
    text = body(client.get(PAGE, {"where": "possession:yes", "within": "XB", "as_of": "2023-01-01"}))
    assert "secret" not in text
    assert "&lt;u&gt;Only&lt;/u&gt; some." in text
    assert "&lt;b&gt;Bay&lt;/b&gt;" in text
    assert not [mark for mark in ("<u>", "<b>Bay", "<i>Act") if mark in text]


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_depend_on_how_many_jurisdictions_there_are(
    client: Client, world: SimpleNamespace, django_assert_num_queries: Any, number: int
) -> None:
    for code in ("XB", "XC", "XD")[:number]:
        a_coding(a_text(a_provision(a_statute(f"{code.lower()}-act", a_jurisdiction(code)))), world.possession)
    asked = {"where": "possession:yes", "as_of": "2021-06-01", "compare_to": "2020-06-01"}
    with django_assert_num_queries(38):
        assert len(lists(client.get(PAGE, asked))["match"]) == number
