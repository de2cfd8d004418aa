"""Searching as a reader does: typing, ticking filters, going on."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.asking import answer
from tests.world import a_case, a_coding, a_jurisdiction, a_provision, a_question, a_ruling, a_statute, a_text, an_event


def search(client: Client, **asked: Any) -> str:
    page = client.get("/en/search/", asked)
    assert page.status_code == 200, page.content.decode()
    return page.content.decode()


def links(html: str) -> list[str]:
    return re.findall(r'<h2 class="hit__title"><a href="([^"]+)"', html)


def facet(client: Client, name: str, **asked: Any) -> dict[str, int]:
    found = next(one for one in client.get("/en/search/", asked).context["facets"] if one.name == name)
    return {choice.value: choice.count for choice in found.choices}


def test_each_hit_leads_to_its_page_and_says_why_it_is_one(client: Client, world: SimpleNamespace) -> None:
    html = search(client, q="12 Arc. 345")
    assert links(html)[:2] == [f"/en/rulings/{world.top_ruling.slug}/", "/en/cases/merrow/"]
    assert "Found by: citation" in html.replace("</span>", "")
    assert '<a href="/en/jurisdictions/xa/">Arcadia</a>' in html


@pytest.mark.parametrize(
    ("typed", "type_", "address"),
    [
        ("Images Act", "statute", "/en/statutes/xa-images-act/"),
        ("possessing knowingly", "provision", "/en/provisions/xa-images-act-1/"),
        ("Northmark", "jurisdiction", "/en/jurisdictions/xa-no/"),
        ("Measure reports", "indicator", "/en/figures/#reports"),
    ],
)
def test_every_type_has_a_page(client: Client, world: SimpleNamespace, typed: str, type_: str, address: str) -> None:
    assert links(search(client, q=typed, type=type_)) == [address]
    assert client.get(address).status_code == 200


def test_a_place_is_summed_up_by_what_one_clause_answers(client: Client, world: SimpleNamespace) -> None:
    limit = a_question("obscenity-required", group="material", direction="limits", label="Obscenity required")
    a_coding(world.old_text, limit, "yes", pinpoint="s. 1(4)")
    html = " ".join(search(client, q="Arcadia", type="jurisdiction", as_of="2021-01-01").split())
    told = html.partition('aria-label="Answers of its law on the day"')[2].partition("</ul>")[0]
    assert 'href="/en/jurisdictions/xa/?as_of=2021-01-01#possession-of-wholly-synthetic"' in told
    assert "Possession of wholly synthetic material: Yes" in re.sub("<[^>]+>", "", told)
    assert "Grade B" in told
    assert "Obscenity required" in told
    assert "Answers of its law" not in search(client, q="Merrow", type="case")


def test_a_holding_leads_to_its_place_in_the_ruling(client: Client, world: SimpleNamespace) -> None:
    html = search(client, q="holding", type="holding")
    assert links(html) == [f"/en/rulings/{world.top_ruling.slug}/#{world.holding.slug}"]


def test_the_day_asked_about_goes_along(client: Client, world: SimpleNamespace) -> None:
    html = search(client, q="Images Act", type="statute", as_of="2021-01-01")
    assert links(html) == ["/en/statutes/xa-images-act/?as_of=2021-01-01"]
    assert '<input type="hidden" name="as_of" value="2021-01-01">' in html


def test_words_are_marked_and_everything_else_is_text(client: Client, world: SimpleNamespace) -> None:
    a_statute("xa-odd", world.arcadia, title="<i>Odd</i>", summary="A <b>quokka</b> & more.")
    html = search(client, q="quokka")
    assert "<mark>quokka</mark>" in html
    assert "&amp; more" in html
    assert "<b>" not in html
    assert "&lt;i&gt;Odd&lt;/i&gt;" in html
    nothing = search(client, q='"><script>alert(1)</script>')
    assert "<script>alert" not in nothing


def test_a_title_in_another_language_is_marked_as_such(client: Client, world: SimpleNamespace) -> None:
    a_statute("xa-de", world.arcadia, title="Bildergesetz", citation="BG 1", language="de")
    assert '<span lang="de">Bildergesetz</span>' in search(client, q="Bildergesetz")


def test_choices_count_what_they_would_leave_beside_the_other_filters(client: Client, world: SimpleNamespace) -> None:
    a_statute("xa-no-act", world.north, title="Arcadia Act of Northmark")
    whole = facet(client, "type", q="Arcadia")
    assert whole["statute"] == 2
    # What is ticked in one filter does not empty its own other choices, only those of the others.
    assert facet(client, "type", q="Arcadia", type="statute") == whole
    assert facet(client, "jurisdiction", q="Arcadia", type="statute") == {"XA": 1, "XA-NO": 1}
    assert facet(client, "type", q="Arcadia", jurisdiction="XA-NO")["statute"] == 1
    html = search(client, q="Arcadia", type="statute")
    assert 'name="type" value="statute" id="type-statute" checked' in html
    assert "Clear the filters" in html


def test_several_of_one_filter_add_up_and_filters_narrow_together(client: Client, world: SimpleNamespace) -> None:
    html = search(client, q="Arcadia", type=["case", "ruling"], status="precedential")
    assert links(html) == [f"/en/rulings/{world.top_ruling.slug}/"]
    assert "1 result" in html


def test_a_year_is_a_filter_that_can_be_dropped_again(client: Client, world: SimpleNamespace) -> None:
    page = client.get("/en/search/", {"q": "Arcadia"})
    years = {year: (number, address) for year, number, address, _picked in page.context["years"]}
    number, address = years["2021"]
    narrowed = client.get(address)
    assert narrowed.context["count"] == number
    picked = {year: (address, here) for year, _number, address, here in narrowed.context["years"]}
    assert picked["2021"] == ("/en/search/?q=Arcadia", True)
    assert set(picked) == set(years)


@pytest.mark.parametrize(
    "asked",
    [
        {"q": "Arcadia"},
        {"q": "Arcadia", "ordering": "-date"},
        {"q": "Arcadia", "ordering": "date", "type": ["case", "ruling"]},
        {"q": "Arcadia", "jurisdiction": "XA", "status": ["in-force", "decided"]},
        {"q": "Arcadia", "date_after": "2021", "date_before": "2021"},
        {"q": "Arcadia", "within": "XA-NO"},
        {"q": "Merow"},
        {"q": "Arcadia", "type": "indicator", "status": "failed"},
    ],
)
def test_page_and_api_give_the_same_hits_in_the_same_order(
    client: Client, world: SimpleNamespace, asked: dict[str, Any]
) -> None:
    a_statute("xa-no-act", world.north, title="Arcadia Act of Northmark")
    page = client.get("/en/search/", asked)
    told = answer("search/", **asked).json()
    slugs = [row["slug"] for row in told["results"]]
    places = [address.rstrip("/").rpartition("/")[2].lstrip("#") for address in links(page.content.decode())]
    assert [place.rpartition("#")[2] for place in places] == slugs
    assert page.context["count"] == told["count"]
    assert page.context["corrected"] == (told["applied"]["corrected"] or "")
    assert client.get(page.context["twin"].address).json()["count"] == told["count"]


def test_a_misspelling_is_told_and_other_spellings_are_offered(client: Client, world: SimpleNamespace) -> None:
    html = search(client, q="Merow")
    assert "Nothing has the words “Merow”. Shown is what has “merrow”." in html
    assert links(html)[0] == "/en/cases/merrow/"


def test_nothing_found_is_not_said_to_be_no_law(client: Client, world: SimpleNamespace) -> None:
    html = search(client, q="zzyzx", type="case")
    assert "does not mean that there is no such law or ruling" in html
    assert 'href="/en/search/?q=zzyzx"' in html
    assert "Other places to look" in html
    assert f'href="/en/issues/{world.issue.slug}/"' in html
    assert 'href="/en/codebook/#possession"' in html


def test_an_empty_search_shows_where_to_begin(client: Client, world: SimpleNamespace) -> None:
    html = search(client)
    assert "Places to begin" in html
    assert 'href="/en/jurisdictions/xa/"' in html
    assert "Nothing on record" not in html


def test_results_can_be_taken_along(client: Client, world: SimpleNamespace) -> None:
    page = client.get("/en/search/", {"q": "Arcadia", "type": "ruling"})
    downloads = dict(page.context["downloads"])
    sheet = client.get(downloads["CSV"])
    assert sheet["Content-Type"].startswith("text/csv")
    assert len(sheet.content.decode().strip().splitlines()) == 1 + page.context["count"]
    assert "as_of=" in downloads["CSV"]
    assert client.get(downloads["JSON"]).json()["count"] == page.context["count"]


def test_pages_of_results_go_on(client: Client, world: SimpleNamespace) -> None:
    for number in range(25):
        a_statute(f"xa-quokka-{number:02}", world.arcadia, title="Quokka Act")
    first, second = (search(client, q="quokka", page=number) for number in (1, 2))
    assert (len(links(first)), len(links(second))) == (20, 5)
    assert not {*links(first)} & {*links(second)}
    assert 'rel="next" href="?q=quokka&amp;page=2"' in first
    assert '<ol class="rows hits" start="21">' in second
    assert client.get("/en/search/", {"q": "quokka", "page": "3"}).status_code == 400


def test_a_ticked_box_is_answered_with_the_results_alone(client: Client, world: SimpleNamespace) -> None:
    page = client.get(
        "/en/search/", {"q": "Arcadia", "type": "ruling", "date_after": ""}, headers={"HX-Request": "true"}, follow=True
    )
    html = page.content.decode()
    assert "<html" not in html
    assert len(links(html)) == 2
    assert re.search(r'<p id="search-count" hx-swap-oob="innerHTML">2 results\s*</p>', html)
    assert page.redirect_chain == [("/en/search/?q=Arcadia&type=ruling", 302)]
    assert "HX-Request" in page["Vary"]


def test_the_count_is_told_politely_and_one_button_works_without_scripts(
    client: Client, world: SimpleNamespace
) -> None:
    html = search(client, q="Arcadia")
    assert re.search(r'<p class="search__count" id="search-count" role="status">\d+ results\s*</p>', html)
    assert "<button>Apply</button>" in html
    assert html.count('type="search"') == 1


@pytest.mark.parametrize(
    ("asked", "parameter"),
    [
        ({"q": "x", "type": "rulings"}, "type"),
        ({"q": "x", "jurisdiction": "ZZ"}, "jurisdiction"),
        ({"q": "x", "status": "good"}, "status"),
        ({"q": "x", "date_after": "soon"}, "date_after"),
        ({"q": "x", "ordering": "newest"}, "ordering"),
        ({"q": "x" * 501}, "q"),
    ],
)
def test_what_cannot_be_meant_is_refused_by_name(
    client: Client, world: SimpleNamespace, asked: dict[str, str], parameter: str
) -> None:
    page = client.get("/en/search/", asked)
    assert page.status_code == 400
    assert f"<code>{parameter}</code>" in page.content.decode()


def test_drafts_do_not_show(client: Client, world: SimpleNamespace) -> None:
    a_statute("xa-hidden", world.arcadia, title="Quokka Act", status="draft")
    a_text(a_provision(world.act, "s. 3"), summary="Of quokkas.", status="draft")
    assert links(search(client, q="quokka")) == []


def test_pages_with_captions_are_not_for_search_engines(client: Client, world: SimpleNamespace) -> None:
    assert client.get("/en/search/", {"q": "Merrow"})["X-Robots-Tag"] == "noindex"


def test_queries_do_not_grow_with_results(client: Client, world: SimpleNamespace) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get("/en/search/", {"q": "Arcadia"})
        return len(captured)

    queries()
    once = queries()
    for number in range(3):
        statute = a_statute(f"xa-more-{number}", world.south, title="Arcadia Act")
        an_event(statute, "in-force", "2023-01-01")
        a_ruling(a_case(f"more-{number}", world.trial), "2023-02-01")
        a_jurisdiction(f"XA-A{number}", name=f"Arcadia {number}", parent=world.arcadia)
    assert (once, queries()) == (20, 20)
