"""A reader finds a case by what it is about, and follows its course."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from cases.models import Case
from tests.world import a_case, a_charge, a_holding, a_ruling, a_source, an_appeal, an_issue

#: What is said where the record is silent.
SILENT = "no-negative-treatment"
pytestmark = pytest.mark.django_db


def slugs(client: Client, **query: str) -> list[str]:
    return [case.slug for case in client.get("/en/cases/", query).context["rows"]]


def test_the_filters_are_those_of_the_api(client: Client, world: SimpleNamespace) -> None:
    a_case("tarn", world.appeal, kind="civil", state="pending", jurisdiction=world.north, docket="CV-17")
    assert slugs(client) == ["merrow", "tarn"]
    assert slugs(client, kind="civil") == ["tarn"]
    assert slugs(client, state="decided") == ["merrow"]
    assert slugs(client, within="XA-NO") == ["tarn"]
    assert slugs(client, within="XA") == ["merrow", "tarn"]
    assert slugs(client, jurisdiction="XA") == ["merrow"]
    assert slugs(client, court="xasup") == ["merrow"]  # a ruling of that court
    assert slugs(client, issue="virtual-image") == ["merrow"]
    assert slugs(client, decided_after="2021-05-05") == []
    assert slugs(client, decided_before="2021-05-05") == ["merrow"]
    assert slugs(client, q="CV-17") == ["tarn"]
    assert slugs(client, ordering="jurisdiction") == ["merrow", "tarn"]


def test_a_filter_without_a_field_is_a_chip_that_can_be_taken_off(client: Client, world: SimpleNamespace) -> None:
    body = client.get("/en/cases/", {"answer": "protected", "kind": "criminal"}).content.decode()
    assert '<span class="tag">answer: protected</span>' in body
    assert '<a href="/en/cases/?kind=criminal">Remove' in body
    assert '<input type="hidden" name="answer" value="protected">' in body


def test_a_filter_that_means_nothing_is_refused(client: Client, world: SimpleNamespace) -> None:
    page = client.get("/en/cases/", {"kind": "criminol"})
    assert page.status_code == 400
    assert "criminal" in page.content.decode()
    assert client.get("/en/cases/", {"page": "2"}).status_code == 400


def test_nothing_found_is_said(client: Client, world: SimpleNamespace) -> None:
    body = client.get("/en/cases/", {"q": "qwxz"}).content.decode()
    assert "0 cases" in body
    assert "No case on record meets this." in body


def test_no_search_engine_may_list_either_page(client: Client, world: SimpleNamespace) -> None:
    for path in ("/en/cases/", "/en/cases/merrow/"):
        assert client.get(path)["X-Robots-Tag"] == "noindex"


def test_the_course_runs_in_order_with_what_review_did(client: Client, world: SimpleNamespace) -> None:
    an_appeal(world.top_ruling, None, "pending", court=world.appeal, filed="2021-06-01", appellant="the state")
    page = client.get("/en/cases/merrow/", {"as_of": "2021-01-01"})
    assert [(step["ruling"].slug, step["given"]) for step in page.context["line"]] == [
        (world.trial_ruling.slug, True),
        (world.top_ruling.slug, False),
    ]
    body = page.content.decode()
    assert "<strong>reverses</strong>" in body
    assert "the ruling of District Court of Northmark, 1 June 2020" in body
    assert "Not yet given on" in body
    assert [step["good_law"] and step["good_law"].status.value for step in page.context["line"]] == [
        SILENT,
        None,
    ]
    later = client.get("/en/cases/merrow/", {"as_of": "2022-01-01"})
    assert [step["good_law"].status.value for step in later.context["line"]] == ["reversed", SILENT]
    # An appeal is pending from the day it was filed, and not on a day before.
    assert "Appeal pending" not in body
    assert "Appeal pending: First Circuit of Arcadia" in later.content.decode()


def test_charges_stand_by_clause_and_holdings_by_issue(client: Client, world: SimpleNamespace) -> None:
    a_charge(world.case, "Penal Code, s. 77", position=2, note="Not charged again.")
    body = client.get("/en/cases/merrow/").content.decode()
    assert '<a href="/en/provisions/xa-images-act-1/">Images Act, s. 1</a>' in body
    assert "<td>Dismissed</td><td>Not on record</td>" in body
    assert "Penal Code, s. 77" in body
    assert '<a href="/en/issues/virtual-image/">Issue virtual-image</a>' in body
    assert f'href="/en/rulings/{world.top_ruling.slug}/#{world.holding.slug}"' in body


def test_a_caption_in_another_language_is_marked(client: Client, world: SimpleNamespace) -> None:
    Case.objects.filter(pk=world.case.pk).update(caption="Arcadie c. Merle", language="fr")
    body = client.get("/en/cases/merrow/").content.decode()
    assert '<h1><cite><span lang="fr">Arcadie c. Merle</span></cite></h1>' in body


def test_what_is_not_there_is_said_and_drafts_never_show(client: Client, world: SimpleNamespace) -> None:
    bare = a_case("bare", world.trial, summary="<i>Bare</i>")
    a_ruling(bare, "2021-01-01", status="draft", outcome="secret outcome")
    a_charge(bare, "Secret Act, s. 1", status="draft")
    bare.sources.add(a_source("secret", title="Secret draft", status="draft"))
    body = client.get("/en/cases/bare/").content.decode()
    for told in ("No ruling in this case is on record.", "None on record.", "No holding is on record."):
        assert told in body
    for hidden in ("secret outcome", "Secret Act", "Secret draft", "<i>Bare</i>"):
        assert hidden not in body
    assert "&lt;i&gt;Bare&lt;/i&gt;" in body


def a_full_case(world: SimpleNamespace, number: int) -> Case:
    case = a_case(f"full-{number}", world.trial)
    a_holding(a_ruling(case, "2021-02-01"), world.issue)
    return case


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_of_the_list_do_not_grow(
    client: Client, world: SimpleNamespace, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for number in range(rows - 1):
        a_full_case(world, number)
    with django_assert_num_queries(8):
        assert len(slugs(client)) == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_of_a_case_do_not_grow(
    client: Client, world: SimpleNamespace, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for number in range(rows):
        ruling = a_ruling(world.case, f"2021-06-0{number + 1}")
        an_appeal(ruling, world.top_ruling, "affirms")
        a_holding(ruling, an_issue(f"another-{number}"))
        a_charge(world.case, f"s. {number + 2}", position=number + 2, statute=world.act, provision=world.offence)
        world.case.sources.add(a_source(f"more-{number}"))
        ruling.sources.add(a_source(f"own-{number}"))
    with django_assert_num_queries(12):
        page = client.get("/en/cases/merrow/")
    assert len(page.context["line"]) == 2 + rows
