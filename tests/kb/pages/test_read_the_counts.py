"""Reading the counts that others publish: their number, ours, and why they differ."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from kb.models import PublishedCount
from tests.kb.api.covering import hide
from tests.world import a_published_count, a_source

pytestmark = pytest.mark.django_db


def body(page: Any) -> str:
    return " ".join(page.content.decode().split())


def test_each_count_stands_with_both_numbers_the_day_and_the_question(client: Client, world: SimpleNamespace) -> None:
    PublishedCount.objects.update(not_matched="They count guidelines.")
    page = client.get("/en/counts/")
    [((unit, asked), [row])] = page.context["groups"]
    assert (unit, asked) == ("states", "one clause meets all of: Possession (yes)")
    text = body(page)
    assert '<a href="/en/counts/union-2/">Union of Researchers</a>' in text
    assert '<span class="figure-number">2</span>' in text
    assert "(Country: 1)" in text
    assert 'href="/en/coverage/?where=possession:yes&amp;within=XA&amp;as_of=2020-06-30"' in text
    assert "They count guidelines." in text
    assert "Of 3 places asked about, 0 are unclear here, 0 silent and 2 not assessed: none of these is a no." in text
    assert client.get(row["running"]).status_code == 200


def test_counts_of_one_question_stand_together_and_can_be_filtered(client: Client, world: SimpleNamespace) -> None:
    a_published_count("league-5", 5, organisation="League", jurisdiction=world.arcadia)
    a_published_count("guild-9", 9, organisation="Guild", query={})
    page = client.get("/en/counts/")
    assert [len(rows) for _key, rows in page.context["groups"]] == [1, 2] or [
        len(rows) for _key, rows in page.context["groups"]
    ] == [2, 1]
    assert "Counts of states that no question of ours comes near" in body(page)
    alone = client.get("/en/counts/", {"organisation": "League"})
    assert [row["count"].slug for _key, rows in alone.context["groups"] for row in rows] == ["league-5"]
    assert client.get("/en/counts/", {"organization": "League"}).status_code == 400


def test_a_count_that_names_its_places_shows_those_that_differ(client: Client, world: SimpleNamespace) -> None:
    unnamed = body(client.get("/en/counts/union-2/"))
    assert "They do not name the places they count" in unnamed
    PublishedCount.objects.update(places=["XA-NO"])
    text = body(client.get("/en/counts/union-2/"))
    theirs, _, ours = text.partition("Only we count")
    assert '<a href="/en/jurisdictions/xa-no/?as_of=2020-06-30">Northmark</a>' in theirs
    assert "no provision on record answers any of these questions that day" in theirs
    assert '<a href="/en/jurisdictions/xa/?as_of=2020-06-30">Arcadia</a>' in ours
    assert "/en/provisions/xa-images-act-1/?as_of=2020-06-30" in ours


def test_a_question_that_cannot_be_run_says_so_in_words(client: Client, world: SimpleNamespace) -> None:
    PublishedCount.objects.update(query={"where": ["gone:yes"]})
    assert "Our question cannot be run: where: no question is called" in body(client.get("/en/counts/union-2/"))
    assert "Our question cannot be run: where: no question is called" in body(client.get("/en/counts/"))


def test_in_french_the_pages_answer_too(client: Client, world: SimpleNamespace) -> None:
    for path in ("/fr/counts/", "/fr/counts/union-2/"):
        page = client.get(path)
        assert page.status_code == 200
        assert '<span lang="en">Places that punish possession</span>' in body(page)


def test_drafts_and_draft_sources_are_nowhere_and_text_is_escaped(client: Client, world: SimpleNamespace) -> None:
    secret = a_source("secret", url="https://secret.example/", status="draft")
    a_published_count("guild-9", 9, organisation="<b>Guild</b>", source=secret)
    text = body(client.get("/en/counts/guild-9/"))
    assert "secret.example" not in text
    assert "&lt;b&gt;Guild&lt;/b&gt;" in text
    hide(world.published_count)
    assert "Union of Researchers" not in body(client.get("/en/counts/"))
    assert client.get("/en/counts/union-2/").status_code == 404
    hide(world.published_count, "withdrawn")
    assert client.get("/en/counts/union-2/").status_code == 410


def test_the_figures_page_the_footer_and_the_sitemap_lead_there(client: Client, world: SimpleNamespace) -> None:
    assert body(client.get("/en/figures/")).count('href="/en/counts/"') == 2
    assert 'href="/en/counts/"' in body(client.get("/en/method/"))
    sitemap = body(client.get("/sitemap.xml"))
    assert "http://testserver/en/counts/union-2/" in sitemap
    assert "http://testserver/en/counts/<" in sitemap
