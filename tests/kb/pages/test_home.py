"""What a reader finds on the first page."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.world import a_case, a_ruling, a_statute, an_event


def body(client: Client) -> str:
    page = client.get("/en/")
    assert page.status_code == 200
    return page.content.decode()


def section(html: str, name: str) -> str:
    """One section of the page, by the id of its heading."""
    return html.partition(f'aria-labelledby="{name}"')[2].partition("</section>")[0]


def test_counts_lead_to_the_query_behind_them(client: Client, world: SimpleNamespace) -> None:
    a_statute("xa-draft", world.arcadia, status="draft")
    page = client.get("/en/")
    rows = {str(row["label"]): row for row in page.context["counts"]}

    assert rows["Statutes, bills and treaties"]["count"] == 1
    assert rows["Rulings"]["count"] == 2
    for row in rows.values():
        assert client.get(row["api"]).json()["count"] == row["count"]
        assert not row["page"] or client.get(row["page"]).status_code == 200


def test_there_is_one_search_box_and_it_searches(client: Client, world: SimpleNamespace) -> None:
    html = body(client)
    assert html.count('type="search"') == 1
    assert '<form class="finder finder--large finder--page" action="/en/search/" method="get"' in html


def test_three_questions_lead_to_pages_with_an_answer_asked_for(client: Client, world: SimpleNamespace) -> None:
    html = section(body(client), "ask")
    asked = "where=possession:yes&amp;where=wholly-synthetic:yes&amp;where=obscenity-required:no"
    assert f'href="/en/coverage/?{asked}&amp;within=US&amp;as_of=2025-01-01"' in html
    assert 'href="/en/compare/?jurisdiction=US-CA&amp;jurisdiction=US-TX&amp;jurisdiction=GB"' in html
    assert 'href="/en/precedents/?issue=private-possession-obscene-virtual&amp;court=wiwd"' in html


def test_what_changed_last_stands_first_each_with_its_place_and_link(client: Client, world: SimpleNamespace) -> None:
    html = section(body(client), "recent")
    first = html.partition("</li>")[0]
    assert "1 March 2022" in first
    assert "Arcadia" in first
    assert f'href="/en/statutes/{world.act.slug}/"' in first
    # What happened to one instrument on one day is told together.
    assert html.index("1 March 2022") < html.index("Wording begins") < html.index("4 May 2021")
    assert html.count("1 March 2022") == 1
    assert html.index("Arcadia v. Merrow") > html.index("4 May 2021")


def test_a_year_is_no_day_and_stands_after_its_days(client: Client, world: SimpleNamespace) -> None:
    an_event(world.act, "amended", "2022", by="Later Act")
    html = section(body(client), "recent")
    assert "some day in" in html
    assert html.index("1 March 2022") < html.index("some day in") < html.index("4 May 2021")


def test_nothing_ahead_is_said_to_be_nothing_on_record(client: Client, world: SimpleNamespace) -> None:
    html = section(body(client), "soon")
    assert "No date after that day is on record." in html
    assert "does not mean that nothing will change" in html


def test_what_takes_effect_is_told_as_surely_as_it_is_known(client: Client, world: SimpleNamespace) -> None:
    an_event(world.act, "duty-starts", "2190-02-03", by="Providers")
    an_event(world.act, "in-force", "2191")
    an_event(world.act, "introduced", "2192-01-01")
    page = client.get("/en/")
    html = section(page.content.decode(), "soon")
    today = page.context["today"]

    assert html.index("3 February 2190") < html.index("some day in")
    assert "The day is not on record." in html
    assert "2192" not in html, "a bill's step takes no effect"
    an_event(world.act, "amended", str(today.year))
    if (today.month, today.day) != (12, 31):
        assert "it may have passed" in section(body(client), "soon")


def test_a_draft_is_neither_told_nor_counted(client: Client, world: SimpleNamespace) -> None:
    hidden = a_statute("xa-hidden", world.arcadia, citation="Hidden Act", status="draft")
    an_event(hidden, "in-force", "2025-01-01")
    an_event(world.act, "amended", "2025-02-02", by="Hidden step", status="draft")
    html = body(client)
    assert "Hidden" not in html


def test_markup_in_the_data_is_text(client: Client, world: SimpleNamespace) -> None:
    an_event(world.act, "amended", "2025-02-02", by="<b>Act</b>")
    assert "&lt;b&gt;Act&lt;/b&gt;" in body(client)


def test_the_map_has_its_sentence_and_its_table(client: Client, world: SimpleNamespace) -> None:
    html = section(body(client), "mapped")
    assert "of 3 jurisdictions asked about" in html
    assert 'id="home-world-table"' in html
    assert "/en/map/?where=possession:yes&amp;where=wholly-synthetic:yes&amp;as_of=" in html


@pytest.mark.django_db
def test_before_any_load_it_says_so_and_draws_no_map(client: Client) -> None:
    html = body(client)
    assert "No data has been loaded yet." in html
    assert "Nothing dated is on record yet." in html
    assert "home-world" not in html


def test_queries_do_not_grow_with_the_record(client: Client, world: SimpleNamespace) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get("/en/")
        return len(captured)

    queries()
    once = queries()
    for number in range(3):
        statute = a_statute(f"xa-more-{number}", world.south)
        an_event(statute, "in-force", f"2023-01-0{number + 1}")
        an_event(statute, "amended", f"2190-01-0{number + 1}")
        a_ruling(a_case(f"more-{number}", world.trial), f"2023-02-0{number + 1}")
    assert (once, queries()) == (21, 21)
