"""A reader picks a court, a question and a day, and reads what binds it and why."""

from __future__ import annotations

import html
import re
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from cases.models import Holding
from tests.world import (
    a_case,
    a_court,
    a_holding,
    a_ruling,
    a_source,
    a_statute,
    a_treatment,
    an_appeal,
    an_issue,
)

pytestmark = pytest.mark.django_db


def ask(client: Client, **query: str) -> Any:
    return client.get("/en/precedents/", {"issue": "virtual-image", "court": "xatr1", "as_of": "2022-01-01"} | query)


def group(page: Any, name: str) -> list[str]:
    """Slugs of the holdings in a column."""
    return [one.holding.slug for one in dict(page.context["columns"])[name]]


def british(w: SimpleNamespace) -> SimpleNamespace:
    """The same courts in a legal system whose rules of precedent are on record."""
    type(w.arcadia).objects.filter(pk=w.arcadia.pk).update(code="GB")
    return w


def test_what_binds_stands_in_its_column_with_its_reasons(client: Client, world: SimpleNamespace) -> None:
    british(world)
    page = ask(client)
    body = page.content.decode()
    assert group(page, "binding") == [world.holding.slug]
    assert group(page, "persuasive") == []
    assert f'<article class="holding" id="{world.holding.slug}">' in body
    assert "Supreme Court of Arcadia reviews District Court of Northmark" in body
    assert "Broome v Cassell" in body  # the authority of the rule
    assert "one ruling on record binds: Arcadia v. Merrow (Arc., 2021: protected)." in page.context["sentence"]
    assert "None on record. That does not say that there is none." in body


def test_an_appeal_that_is_pending_is_in_the_column_in_the_split_and_in_the_sentence(
    client: Client, world: SimpleNamespace
) -> None:
    british(world)
    an_appeal(world.top_ruling, None, "pending", court=world.appeal, filed="2021-06-01")
    against = a_ruling(a_case("tarn", world.appeal), "2021-08-01")
    a_holding(against, world.issue, "not-protected")
    page = ask(client)
    assert "Arcadia v. Merrow (Arc., 2021: protected, appeal pending)." in page.context["sentence"]
    pending = '<span class="tag tag--warn pending"><span aria-hidden="true">◔</span> Appeal pending</span>'
    body = page.content.decode()
    column = body.partition('id="weight-binding"')[2].partition("</section>")[0]
    assert pending in column
    assert "An appeal to First Circuit of Arcadia is pending. Filed 1 June 2021." in column
    split = body.partition('id="splits"')[2].partition("</section>")[0]
    assert split.count(pending) == 1
    before = ask(client, as_of="2021-05-31")
    assert "appeal pending" not in before.context["sentence"]
    assert "Appeal pending" not in before.content.decode()


def test_an_appeal_whose_dates_leave_it_open_is_said_to_be_perhaps_pending(
    client: Client, world: SimpleNamespace
) -> None:
    british(world)
    an_appeal(world.top_ruling, None, "pending", court=world.appeal, filed="2022")
    page = ask(client)
    assert "protected, appeal perhaps pending)." in page.context["sentence"]
    assert "Appeal perhaps pending" in page.content.decode()


def test_silence_is_not_called_good_law(client: Client, world: SimpleNamespace) -> None:
    british(world)
    page = ask(client)
    body = page.content.decode()
    assert '<span class="standing standing--good">No negative treatment on record</span>' in body
    assert "good law" not in page.context["sentence"].lower()
    assert "Good law" not in body


@pytest.fixture
def states(world: SimpleNamespace) -> SimpleNamespace:
    """The courts of Arcadia as federal courts of the United States, and the highest court of Southmark, a state over
    which none of them sits, with a holding on what its statute means."""
    type(world.arcadia).objects.filter(pk=world.arcadia.pk).update(code="US")
    type(world.south).objects.filter(pk=world.south.pk).update(code="US-ZZ")
    world.south.refresh_from_db()
    world.southern = a_court("southern", world.south, level="supreme", short_name="South.")
    world.code = a_statute("zz-code", world.south, kind="code-section", citation="South. Code § 1")
    world.reach = an_issue("proof", kind="reach", title="Proof")
    holding = a_holding(a_ruling(a_case("south", world.southern), "2021-02-01"), world.reach, "yes", scope="statutory")
    holding.statutes.add(world.code)
    world.elsewhere = holding
    return world


def test_what_binds_on_another_place_s_law_alone_stands_in_a_group_of_its_own(
    client: Client, states: SimpleNamespace
) -> None:
    page = ask(client, issue="proof", ruling=states.elsewhere.ruling.slug)
    body = html.unescape(page.content.decode())
    assert group(page, "binding") == []
    assert [one.holding.slug for one in page.context["other_law"]] == [states.elsewhere.slug]
    assert "<strong>Binding on the meaning of the law of Southmark</strong>" in body
    assert "It binds on the meaning of the law of Southmark, which this court does not apply as its own." in body
    assert page.context["sentence"].startswith(
        "District Court of Northmark, 1 January 2022, on “Proof”: no ruling on record binds. One ruling binds only on "
        "the meaning of a law that the court does not apply as its own: Arcadia v. South (South., 2021: yes, on the "
        "meaning of the law of Southmark)."
    )
    states.trial.territory.add(states.south)
    at_home = ask(client, issue="proof")
    assert group(at_home, "binding") == [states.elsewhere.slug]
    assert at_home.context["other_law"] == []


def test_only_holdings_on_a_clause_or_instrument(client: Client, world: SimpleNamespace) -> None:
    british(world)
    other = a_ruling(a_case("tarn", world.supreme), "2021-08-01")
    beside = a_holding(other, world.issue)
    beside.statutes.add(a_statute("xa-other-act", world.arcadia, citation="Other Act"))
    assert len(group(ask(client), "binding")) == 2
    page = ask(client, statute="xa-images-act", provision="xa-images-act-1")
    body = page.content.decode()
    assert group(page, "binding") == [world.holding.slug]
    assert page.context["title"].endswith("(holdings on Images Act, s. 1, s. 1)")
    assert "Only holdings on Images Act, s. 1, s. 1 are weighed" in page.context["sentence"]
    assert '<option value="xa-images-act" selected>Images Act, s. 1</option>' in body
    assert '<option value="xa-images-act-1" selected>Images Act, s. 1, s. 1</option>' in body
    assert '<option value="xa-other-act">Other Act</option>' in body
    assert "statute=xa-images-act" in page.context["twin"].address
    refused = ask(client, statute="xa-image-act")
    assert refused.status_code == 400
    assert "did you mean xa-images-act?" in refused.content.decode()


def test_where_no_rule_is_on_record_the_answer_is_not_determinable(client: Client, world: SimpleNamespace) -> None:
    page = ask(client)
    assert [one.holding.slug for one in page.context["not_determinable"]] == [world.holding.slug]
    assert "no ruling on record is known to bind." in page.context["sentence"]
    assert "For one holding it cannot be determined whether it does." in page.context["sentence"]
    assert "That is neither yes nor no." in page.content.decode()


def test_a_ruling_that_was_overruled_binds_nobody(client: Client, world: SimpleNamespace) -> None:
    british(world)
    later = a_ruling(a_case("tarn", world.supreme), "2021-09-01")
    a_treatment(later, world.top_ruling, "overrules")
    page = ask(client, ruling=world.top_ruling.slug)
    body = page.content.decode()
    assert group(page, "binding") == [world.holding.slug]
    assert "no ruling on record binds." in page.context["sentence"]
    assert "It no longer stands, so it binds nobody." in body
    # The engine's sentences name rulings by slug; the page by caption.
    assert "Arcadia v. Tarn (Arc., 2021) overrules Arcadia v. Merrow (Arc., 2021)" in body
    before = ask(client, as_of="2021-06-01", ruling=world.top_ruling.slug)
    assert "It binds." in before.content.decode()


def test_a_precedent_of_its_own_that_was_overruled_is_not_called_one(client: Client, world: SimpleNamespace) -> None:
    british(world)
    later = a_ruling(a_case("tarn", world.supreme), "2021-09-01")
    a_treatment(later, world.top_ruling, "overrules")
    asked = {"court": world.supreme.slug, "ruling": world.top_ruling.slug}
    before, after = ask(client, as_of="2021-06-01", **asked), ask(client, **asked)
    assert "It is the court's own precedent." in html.unescape(before.content.decode())
    told = html.unescape(after.content.decode())
    assert "It is the court's own precedent." not in told
    assert "It no longer stands, so it binds nobody." in told


def test_a_holding_that_did_not_reach_the_question_settles_nothing(client: Client, world: SimpleNamespace) -> None:
    british(world)
    Holding.objects.filter(pk=world.holding.pk).update(answer="not-reached")
    page = ask(client, ruling=world.top_ruling.slug)
    assert group(page, "binding") == [world.holding.slug]
    assert "no ruling on record binds. One holding did not reach the question." in page.context["sentence"]
    body = page.content.decode()
    assert "It did not reach this question, so it settles nothing on it." in body
    assert "It binds." not in body


def test_an_answer_about_a_day_ahead_says_so_where_it_is_quoted(client: Client, world: SimpleNamespace) -> None:
    ahead = "this is the answer if nothing on record changes until then."
    assert ahead in ask(client, as_of="2199-01-01").context["sentence"]
    assert ahead not in ask(client).context["sentence"]


def test_the_holding_asked_about_says_in_which_group_it_is(client: Client, world: SimpleNamespace) -> None:
    british(world)
    body = ask(client, ruling=world.top_ruling.slug).content.decode()
    assert "stands in the group “Binding”" in body
    assert f'href="#{world.holding.slug}"' in body
    other = ask(client, ruling=world.trial_ruling.slug).content.decode()
    assert "has no holding on this question by that day" in other


def test_what_was_not_yet_given_stands_apart(client: Client, world: SimpleNamespace) -> None:
    page = ask(client, as_of="2021-01-01")
    assert [one.slug for one in page.context["not_yet"]] == [world.holding.slug]
    assert page.context["count"] == 0
    assert "Not yet given on that day: 1 holding" in page.content.decode()


@pytest.mark.parametrize("name", ["D. North.", "District Court of Northmark", "district northmark"])
def test_a_court_may_be_given_by_its_name(client: Client, world: SimpleNamespace, name: str) -> None:
    answer = ask(client, court=name)
    assert (answer.status_code, answer["Location"]) == (
        302,
        "/en/precedents/?issue=virtual-image&court=xatr1&as_of=2022-01-01",
    )


def test_a_name_of_several_courts_is_asked_back(client: Client, world: SimpleNamespace) -> None:
    page = ask(client, court="Arcadia")
    body = page.content.decode()
    assert "Which court?" in body
    assert 'href="/en/precedents/?issue=virtual-image&amp;court=xaca1&amp;as_of=2022-01-01"' in body
    assert "sentence" not in page.context


@pytest.mark.parametrize(("name", "value"), [("court", "nowhere"), ("issue", "virtual-imag"), ("court", "xatr1\x00")])
def test_what_is_not_on_record_is_refused(client: Client, world: SimpleNamespace, name: str, value: str) -> None:
    page = ask(client, **{name: value})
    assert page.status_code == 400
    assert f"<code>{name}</code>" in page.content.decode()


def test_before_both_are_picked_there_is_the_form(client: Client, world: SimpleNamespace) -> None:
    a_court("xareg", world.arcadia, name="Regulator of Arcadia", level="regulator")
    body = client.get("/en/precedents/").content.decode()
    assert '<option value="xatr1">District Court of Northmark</option>' in body
    assert "Regulator of Arcadia" not in body  # nothing is binding or not to what is no court
    assert '<option value="virtual-image">Issue virtual-image</option>' in body


def test_split_courts_are_shown(client: Client, world: SimpleNamespace) -> None:
    against = a_ruling(a_case("tarn", world.appeal), "2021-08-01")
    a_holding(against, world.issue, "not-protected")
    page = ask(client)
    sides = [[answer for answer, _ in split] for split in page.context["splits"]]
    assert sides == [["not-protected", "protected"]]
    assert "(1st Cir., 2021)" in page.content.decode()


def test_data_is_escaped_and_drafts_never_show(client: Client, world: SimpleNamespace) -> None:
    hidden = a_source("secret", title="Secret draft", status="draft")
    Holding.objects.filter(pk=world.holding.pk).update(summary="<script>alert(1)</script>", source=hidden)
    draft = a_ruling(a_case("hidden", world.supreme, status="draft"), "2021-06-01")
    a_holding(draft, world.issue)
    body = ask(client).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in body
    assert "<script>alert" not in body
    assert "Secret draft" not in body
    assert "Hidden" not in body


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow(
    client: Client, world: SimpleNamespace, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for number in range(rows - 1):
        more = a_ruling(a_case(f"more-{number}", world.appeal), f"2021-07-0{number + 1}")
        a_holding(more, world.issue)
        a_treatment(more, world.top_ruling, "limits")
        an_issue(f"another-{number}")
    ask(client)  # the hierarchy of courts is read once and kept
    with django_assert_num_queries(21):
        page = ask(client)
    assert page.context["count"] == rows


def test_every_heading_leads_somewhere_and_ids_are_unique(client: Client, world: SimpleNamespace) -> None:
    body = ask(client, ruling=world.top_ruling.slug).content.decode()
    ids = re.findall(r'\bid="([^"]+)"', body)
    assert len(ids) == len(set(ids))
    for name in re.findall(r'aria-labelledby="([^"]+)"', body) + re.findall(r'href="#([^"]+)"', body):
        assert name in ids
