"""A reader opens a ruling: what it held, whether it was good law on a day, and how to cite it."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils.html import escape
from pytest_django import DjangoAssertNumQueries

from cases.models import Effect, Ruling, Treatment
from tests.world import a_case, a_holding, a_ruling, a_source, a_treatment, an_appeal, an_effect, an_issue

pytestmark = pytest.mark.django_db


def read(client: Client, ruling: Ruling, **query: str) -> str:
    page = client.get(f"/en/rulings/{ruling.slug}/", query)
    assert page.status_code == 200
    return page.content.decode()


def test_it_says_what_was_held_on_which_clause_and_with_what_effect(client: Client, world: SimpleNamespace) -> None:
    body = read(client, world.top_ruling)
    assert "<title>Arcadia v. Merrow, Arc., 4 May 2021" in body
    assert "12 Arc. 345" in body
    assert f'<article class="held" id="{world.holding.slug}"' in body
    assert 'href="/en/provisions/xa-images-act-1/"' in body
    assert "<strong>Struck</strong>" in body
    assert '>Gazette: gazette</a>, <span class="source__pinpoint">at 350</span>' in body
    assert "This ruling <strong>reverses</strong>" in body


def test_no_search_engine_may_list_it(client: Client, world: SimpleNamespace) -> None:
    page = client.get(f"/en/rulings/{world.top_ruling.slug}/")
    assert page["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in page.content.decode()


def test_its_standing_is_that_of_the_day(client: Client, world: SimpleNamespace) -> None:
    before = read(client, world.trial_ruling, as_of="2021-01-01")
    assert '<span class="standing standing--good">No negative treatment on record</span>' in before
    assert "Nothing on record undoes it by 1 January 2021." in before
    after = read(client, world.trial_ruling, as_of="2022-01-01")
    assert "standing--fallen" in after
    assert "Arcadia v. Merrow (Arc., 2021) reverses Arcadia v. Merrow (D. North., 2020) (4 May 2021)." in after
    assert "O&#x27;Connor v. Donaldson" in after  # the rule's authority


def test_a_day_before_it_was_given_has_no_standing(client: Client, world: SimpleNamespace) -> None:
    body = read(client, world.top_ruling, as_of="2020-12-31")
    assert "this ruling had not been given" in body
    assert 'class="standing' not in body


def test_a_date_known_to_the_year_is_not_taken_for_sure(client: Client, world: SimpleNamespace) -> None:
    loose = a_ruling(a_case("loose", world.appeal), "2021")
    assert "is not on record" in read(client, loose, as_of="2021-06-01")


def test_the_decision_of_what_is_no_court_is_not_called_good_law(client: Client, world: SimpleNamespace) -> None:
    type(world.supreme).objects.filter(pk=world.supreme.pk).update(level="regulator")
    body = read(client, world.top_ruling)
    assert "Its decision is no precedent" in body
    assert 'class="standing' not in body


def test_each_holding_asks_whether_it_binds_a_court(client: Client, world: SimpleNamespace) -> None:
    body = read(client, world.top_ruling, as_of="2022-01-01")
    form = re.search(r'<form class="binds".*?</form>', body, re.DOTALL)
    assert form
    assert f'action="/en/precedents/#{world.holding.slug}"' in form[0]
    for name, value in (("issue", "virtual-image"), ("ruling", world.top_ruling.slug), ("as_of", "2022-01-01")):
        assert f'<input type="hidden" name="{name}" value="{value}">' in form[0]
    assert '<option value="D. North.">District Court of Northmark</option>' in body


def test_treatments_found_by_machine_are_kept_apart(client: Client, world: SimpleNamespace) -> None:
    found = a_ruling(a_case("tarn", world.appeal), "2021-08-01")
    a_treatment(found, world.top_ruling, "overrules", found_by="machine")
    page = client.get(f"/en/rulings/{world.top_ruling.slug}/", {"as_of": "2022-01-01"})
    assert page.context["received"] == []
    assert [one.citing for one in page.context["received_by_machine"]] == [found]
    assert "No person has read these; they count for nothing." in page.content.decode()
    assert page.context["good_law"].status == "no-negative-treatment"


def test_what_came_after_the_day_is_told_apart(client: Client, world: SimpleNamespace) -> None:
    later = a_ruling(a_case("tarn", world.supreme), "2023-08-01")
    a_treatment(later, world.top_ruling, "overrules")
    page = client.get(f"/en/rulings/{world.top_ruling.slug}/", {"as_of": "2022-01-01"})
    assert page.context["received"] == []
    assert [one.citing for one in page.context["received_after"]] == [later]
    assert page.context["good_law"].status == "no-negative-treatment"


def test_the_graph_has_its_table_and_goes_as_deep_as_asked(client: Client, world: SimpleNamespace) -> None:
    near = a_ruling(a_case("tarn", world.appeal), "2021-08-01")
    a_treatment(near, world.top_ruling, "distinguishes")
    far = a_ruling(a_case("beck", world.appeal, caption="Arcadia v. Beck"), "2021-09-01")
    a_treatment(far, near, "follows")
    shallow = read(client, world.top_ruling, depth="1")
    assert '<table id="cites-table">' in shallow
    assert "Arcadia v. Beck" not in shallow
    assert "Arcadia v. Beck" in read(client, world.top_ruling, depth="2")
    assert client.get(f"/en/rulings/{world.top_ruling.slug}/", {"depth": "7"}).status_code == 400


def test_it_can_be_cited_copied_and_downloaded(client: Client, world: SimpleNamespace) -> None:
    body = read(client, world.top_ruling)
    assert '<span id="cite-bluebook" lang="en"><i>Arcadia v. Merrow</i>' in body
    assert 'data-copy="cite-oscola" data-done="Copied"' in body


def test_what_is_downloaded_is_of_the_day_that_the_page_is_of(client: Client, world: SimpleNamespace) -> None:
    page = client.get(f"/en/rulings/{world.top_ruling.slug}/", {"as_of": "2022-06-01"})
    told = dict(page.context["citations"])
    assert list(told) == ["RIS", "BibTeX", "CSL-JSON", "JSON-LD"]
    assert "law as of 1 June 2022" in client.get(told["RIS"]).content.decode()
    for address in told.values():
        assert f'href="{escape(address)}"' in page.content.decode()
        assert client.get(address).status_code == 200


def test_drafts_never_show_and_data_is_escaped(client: Client, world: SimpleNamespace) -> None:
    hidden = a_ruling(a_case("hidden", world.appeal), "2021-08-01", status="draft")
    a_treatment(hidden, world.top_ruling, "overrules")
    an_appeal(world.top_ruling, hidden, "vacates")
    an_effect(world.holding, world.new_text, "enjoined", status="draft")
    world.top_ruling.sources.add(a_source("secret", title="Secret draft", status="draft"))
    Ruling.objects.filter(pk=world.top_ruling.pk).update(summary="<b onclick=x>bold</b>")
    body = read(client, world.top_ruling)
    for word in ("Hidden", "Secret draft", "Enjoined", "<b onclick"):
        assert word not in body
    assert "&lt;b onclick=x&gt;" in body


def test_an_appeal_that_is_pending_names_its_court(client: Client, world: SimpleNamespace) -> None:
    an_appeal(world.top_ruling, None, "pending", court=world.appeal, filed="2021-06-01", docket="25-1354")
    body = read(client, world.top_ruling, as_of="2022-01-01")
    assert "<strong>Appeal pending</strong>: First Circuit of Arcadia, 25-1354, filed" in body
    assert '<span aria-hidden="true">◔</span> Appeal pending</span>' in body
    assert "An appeal to First Circuit of Arcadia is pending. Filed 1 June 2021, No. 25-1354." in body
    assert '<th scope="row">1st Cir.</th>' in body
    assert "Appeal pending" not in read(client, world.top_ruling, as_of="2021-05-31")


def test_an_appeal_decided_after_the_day_was_pending_on_it(client: Client, world: SimpleNamespace) -> None:
    world.trial_ruling.appeals.update(filed="2020-07-01")
    before = read(client, world.trial_ruling, as_of="2021-01-01")
    assert "<strong>Appeal pending</strong>: Supreme Court of Arcadia, filed" in before
    assert "1 after that day" in before
    after = read(client, world.trial_ruling, as_of="2021-05-04")
    assert "Appeal pending" not in after
    assert "<strong>reverses</strong> this ruling." in after


def test_a_treatment_of_one_question_is_told_with_it_and_holdings_on_others_stand(
    client: Client, world: SimpleNamespace
) -> None:
    beside = a_holding(world.top_ruling, an_issue("proof", kind="reach", title="Proof"), "yes", scope="statutory")
    later = a_ruling(a_case("tarn", world.supreme), "2021-08-01")
    a_treatment(later, world.top_ruling, "overrules", issue=world.issue)
    body = read(client, world.top_ruling, as_of="2022-01-01")
    assert "it on “Issue virtual-image”." in body
    assert "overrules Arcadia v. Merrow (Arc., 2021) on “Issue virtual-image” (1 August 2021)." in body
    panel = body.partition('id="good-law"')[2].partition("</section>")[0]
    assert "Overruled in part" in panel
    held = {
        slug: body.partition(f'id="{slug}"')[2].partition("</article>")[0] for slug in (world.holding.slug, beside.slug)
    }
    assert 'standing--fallen">Overruled<' in held[world.holding.slug]
    assert "No negative treatment on this question on record" in held[beside.slug]
    assert "On “Issue virtual-image”." in body  # beside the edge of the graph


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow(
    client: Client, world: SimpleNamespace, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for number in range(rows):
        more = a_ruling(a_case(f"more-{number}", world.appeal), f"2021-07-0{number + 1}")
        a_treatment(more, world.top_ruling, "limits")
        a_treatment(world.top_ruling, more, "cites")
        held = a_holding(world.top_ruling, an_issue(f"another-{number}"))
        held.provisions.add(world.offence)
        an_effect(held, world.old_text, "upheld")
        world.top_ruling.sources.add(a_source(f"more-{number}"))
        an_appeal(more, world.top_ruling, "affirms")
    read(client, world.top_ruling)
    with django_assert_num_queries(28):
        body = read(client, world.top_ruling, depth="1")
    assert body.count('class="binds"') == 1 + rows
    assert Treatment.objects.count() == 2 * rows
    assert Effect.objects.count() == 1 + rows


def test_ids_are_unique_and_labels_are_there(client: Client, world: SimpleNamespace) -> None:
    body = read(client, world.top_ruling)
    ids = re.findall(r'\bid="([^"]+)"', body)
    assert len(ids) == len(set(ids))
    for name in re.findall(r'(?:aria-labelledby|aria-describedby|\bfor|\blist)="([^" ]+)"', body):
        assert name in ids
