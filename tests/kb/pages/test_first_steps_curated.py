"""The first page, search and timeline on the knowledge base as it is: what people come for is there."""

from __future__ import annotations

import gzip
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.pages import PAIRS

pytestmark = pytest.mark.usefixtures("curated")


def links(client: Client, typed: str) -> list[str]:
    html = client.get("/en/search/", {"q": typed}).content.decode()
    return re.findall(r'<h2 class="hit__title"><a href="([^"]+)"', html)


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("anderegg", "/en/cases/united-states-v-anderegg/"),
        ("Andereg", "/en/cases/united-states-v-anderegg/"),
        ("18 USC 1466A", "/en/statutes/us-18-usc-1466a/"),
        ("2256(8)(B)", "/en/provisions/us-18-usc-2256-8-b/"),
    ],
)
def test_what_people_type_leads_to_its_page(client: Client, typed: str, address: str) -> None:
    assert links(client, typed)[0] == address
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("language", ["en", "fr"])
def test_first_page_is_light_and_its_links_lead_somewhere(client: Client, language: str) -> None:
    with CaptureQueriesContext(connection) as captured:
        page = client.get(f"/{language}/")
    assert len(captured) <= 30
    assert len(gzip.compress(page.content)) < 60_000
    html = page.content.decode().partition("<main")[2]
    addresses = {address.partition("#")[0] for address in re.findall(r'href="(/[^"]+)"', html)}
    moments = [address for address in addresses if re.match(r"/../(statutes|rulings|provisions)/.", address)]
    assert len(moments) >= 12
    assert {client.get(address).status_code for address in moments} == {200}
    assert len(page.context["recent"]) == 8
    dates = [moment.date.latest for moment in page.context["recent"]]
    assert max(dates) <= page.context["today"]


def test_first_map_counts_every_jurisdiction_once(client: Client) -> None:
    page = client.get("/en/")
    shown = set().union(*(shape.shapes for _name, shape in page.context["maps"]))
    assert len(shown) == page.context["counts"][0]["count"]
    assert not any(shape.unplaced for _name, shape in page.context["maps"])


def test_timeline_of_a_case_known_to_all_begins_with_stanley(client: Client) -> None:
    asked = {"issue": "private-possession-obscene-virtual", "ordering": "date"}
    told = client.get("/en/timeline/", asked).context["rows"].object_list
    assert told[0].subject.slug == "stanley-v-georgia-1969"
    assert "anderegg-2025-02-13" in [moment.subject.slug for moment in told]


@pytest.mark.parametrize("asked", [{}, {"within": "US"}, {"question": "wholly-synthetic"}, {"jurisdiction": "DE"}])
def test_timelines_stay_light_and_walk_to_the_end(client: Client, asked: dict[str, str]) -> None:
    page = client.get("/en/timeline/", asked)
    seen = len(page.context["rows"].object_list)
    assert len(gzip.compress(page.content)) < 60_000
    for number in range(2, page.context["rows"].paginator.num_pages + 1):
        with CaptureQueriesContext(connection) as captured:
            seen += len(client.get("/en/timeline/", {**asked, "page": str(number)}).context["rows"].object_list)
        assert len(captured) <= 14
    assert seen == page.context["count"] > 0


def test_two_figures_for_one_half_year_both_stand_with_the_reason(client: Client) -> None:
    html = client.get("/en/figures/", {"q": "generative AI"}).content.decode()
    card = html[html.index('id="ncmec-genai-reports"') :].partition("</article>")[0]
    for told in ("first half of 2025", "440,419", "485,000", "Two figures stand for the first"):
        assert told in card
    french = client.get("/fr/figures/", {"q": "generative AI"}).content.decode()
    for told in ("premier semestre 2025", "440\u202f419", "485\u202f000"):
        assert told in french.replace("\xa0", "\u202f")


@pytest.mark.parametrize("pair", PAIRS)
def test_every_page_that_the_bench_times_answers_as_its_twin_does(client: Client, pair: str) -> None:
    page, twin = PAIRS[pair]
    assert client.get(f"/en/{page}").status_code == 200
    assert client.get(f"/api/v1/{twin}").status_code == 200
