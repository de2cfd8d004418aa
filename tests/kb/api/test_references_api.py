"""Citations as formats of the API: by `format` and by header, of details, lists and answers."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from django.test import Client

from kb.models import data_version
from kb.records import RECORDS
from tests.asking import answer, refusal
from tests.world import a_case, a_provision, a_ruling, a_statute, a_text, an_appeal, an_event, an_indicator

from tests.world import an_effect, an_observation, a_holding  # isort: skip

CITABLE = ["statutes", "provisions", "cases", "rulings", "indicators"]
MEDIA_TYPES = {
    "ris": ("application/x-research-info-systems", "; charset=utf-8", "ris"),
    "bibtex": ("application/x-bibtex", "; charset=utf-8", "bib"),
    "csl-json": ("application/vnd.citationstyles.csl+json", "", "json"),
    "jsonld": ("application/ld+json", "", ""),
}
COVERAGE = {"where": "possession:yes", "as_of": "2021-01-01"}


@pytest.mark.parametrize("name", MEDIA_TYPES)
def test_format_and_header_give_the_same_answer(world: SimpleNamespace, name: str) -> None:
    media_type, charset, ending = MEDIA_TYPES[name]
    by_name = answer("rulings/merrow-2021-05-04/", format=name)
    by_header = answer("rulings/merrow-2021-05-04/", accept=media_type)
    assert by_name.status_code == 200
    assert by_name.content == by_header.content
    assert by_name["Content-Type"] == by_header["Content-Type"] == media_type + charset
    named = f'attachment; filename="merrow-2021-05-04.{ending}"' if ending else None
    assert by_name.headers.get("Content-Disposition") == named


def test_json_stays_the_format_of_those_who_ask_for_none(world: SimpleNamespace) -> None:
    for accept in ("*/*", "application/*", "text/html, */*;q=0.1"):
        assert answer("rulings/merrow-2021-05-04/", accept=accept)["Content-Type"] == "application/json"


def test_address_is_the_records_page_and_the_day_is_the_requests(world: SimpleNamespace) -> None:
    (item,) = json.loads(answer("provisions/xa-images-act-1/", format="csl-json", as_of="2021-01-01").content)
    assert item["id"] == "xa-images-act-1"
    assert item["issued"] == {"date-parts": [[2020, 1, 1]]}
    page = "/en/provisions/xa-images-act-1/?as_of=2021-01-01"
    version = data_version()
    assert version is not None
    assert f"law as of 1 January 2021; data version {version.short}: http://testserver{page}" in item["note"]
    assert Client().get(page).status_code == 200


@pytest.mark.parametrize("resource", CITABLE)
def test_page_of_a_list_is_a_bibliography(world: SimpleNamespace, resource: str) -> None:
    response = answer(f"{resource}/", format="ris", page_size=1)
    assert response["Content-Disposition"] == f'attachment; filename="{resource}.ris"'
    entries = rispy.loads(response.content.decode())
    assert entries
    graph = json.loads(answer(f"{resource}/", format="jsonld").content)
    assert graph["@context"] == "https://schema.org"
    assert all("@id" in node and "@context" not in node for node in graph["@graph"])


def test_bibliography_comes_in_the_pages_of_the_json(world: SimpleNamespace) -> None:
    response = answer("rulings/", format="bibtex", page_size=1)
    (entry,) = parse_string(response.content.decode()).entries
    assert entry.key == "merrow-2021-05-04"
    assert 'rel="next"' in response["Link"]
    assert "format=bibtex" in response["Link"]


def test_bibliography_of_nothing_is_empty(world: SimpleNamespace) -> None:
    empty = {name: answer("rulings/", format=name, q="nothingholdsthisword") for name in MEDIA_TYPES}
    assert rispy.loads(empty["ris"].content.decode()) == []
    assert parse_string(empty["bibtex"].content.decode()).entries == []
    assert json.loads(empty["csl-json"].content) == []
    assert json.loads(empty["jsonld"].content)["@graph"] == []
    assert all(response["Content-Type"].startswith(MEDIA_TYPES[name][0]) for name, response in empty.items())


def test_case_gives_its_rulings_and_an_indicator_its_sources(world: SimpleNamespace) -> None:
    case = rispy.loads(answer("cases/merrow/", format="ris").content.decode())
    assert sorted(entry["id"] for entry in case) == ["merrow-2020-06-01", "merrow-2021-05-04"]
    figures = rispy.loads(answer("indicators/reports/", format="ris").content.decode())
    assert [entry["id"] for entry in figures] == ["reports--2025-h1"]
    assert figures[0]["title"] == "Gazette: gazette"


def test_case_without_a_ruling_is_cited_itself(world: SimpleNamespace) -> None:
    a_case("fresh", world.trial, docket="25-1")
    (entry,) = rispy.loads(answer("cases/fresh/", format="ris").content.decode())
    assert (entry["id"], entry["title"]) == ("fresh", "Arcadia v. Fresh")


def test_drafts_are_not_cited(world: SimpleNamespace) -> None:
    a_ruling(world.case, "2024-01-01", status="draft")
    assert answer("rulings/merrow-2024-01-01/", format="ris").status_code == 404
    assert "2024-01-01" not in answer("cases/merrow/", format="ris").content.decode()
    assert "2024-01-01" not in answer("rulings/", format="ris").content.decode()


def test_fields_leave_a_citation_whole(world: SimpleNamespace) -> None:
    whole = answer("rulings/merrow-2021-05-04/", format="ris", as_of="2026-01-01")
    assert (
        answer("rulings/merrow-2021-05-04/", format="ris", as_of="2026-01-01", fields="slug").content == whole.content
    )


@pytest.mark.parametrize("resource", [name for name in RECORDS if name not in CITABLE])
def test_what_nobody_cites_has_no_citation(world: SimpleNamespace, resource: str) -> None:
    assert "'ris' is not one of json, csv" in refusal(f"{resource}/", format="ris")["format"]
    assert answer(f"{resource}/", accept="application/x-bibtex").status_code == 406


def test_unknown_format_names_the_nearest(world: SimpleNamespace) -> None:
    assert "did you mean bibtex?" in refusal("rulings/", format="bibtx")["format"]
    assert "did you mean csl-json?" in refusal("coverage/", format="csljson", **COVERAGE)["format"]


#: The version of the data, the page itself, and one for each relation to many that its JSON shows or a citation needs.
QUERIES = {
    ("statutes", "ris"): 10,
    ("statutes", "jsonld"): 10,
    ("provisions", "ris"): 14,
    ("provisions", "jsonld"): 14,
    ("cases", "ris"): 7,
    ("cases", "jsonld"): 5,
    ("rulings", "ris"): 8,
    ("rulings", "jsonld"): 8,
    ("indicators", "ris"): 3,
    ("indicators", "jsonld"): 3,
}


@pytest.mark.parametrize(("resource", "name"), QUERIES)
@pytest.mark.parametrize("more", [1, 3])
def test_queries_do_not_grow_with_rows(
    world: SimpleNamespace, django_assert_num_queries: Any, resource: str, name: str, more: int
) -> None:
    for number in range(more):
        act = a_statute(f"act{number}", world.arcadia, kind="treaty")
        an_event(act, "signed", "2020")
        text = a_text(a_provision(act))
        ruling = a_ruling(a_case(f"case{number}", world.trial), "2022-01-01")
        an_appeal(ruling, world.top_ruling)
        an_effect(a_holding(ruling, world.issue), text)
        an_observation(an_indicator(f"more{number}"))
    with django_assert_num_queries(QUERIES[resource, name]):
        assert answer(f"{resource}/", format=name).status_code == 200


# --- Answers ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", MEDIA_TYPES)
@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("coverage/", COVERAGE),
        ("matrix/", {"within": "XA", "as_of": "2021-01-01"}),
        ("precedents/", {"issue": "virtual-image", "court": "xatr1", "as_of": "2021-06-01"}),
    ],
)
def test_answer_can_be_cited(world: SimpleNamespace, path: str, asked: dict[str, str], name: str) -> None:
    response = answer(path, format=name, **asked)
    assert response.status_code == 200, response.content
    assert response["Content-Type"] == "".join(MEDIA_TYPES[name][:2])
    text = response.content.decode()
    # What has a page is cited by its page.
    assert f"http://testserver/{'api/v1' if path == 'matrix/' else 'en'}/{path}?" in text
    assert f"as_of={asked['as_of']}" in text
    assert "format=ris" not in text
    assert "format=bibtex" not in text


def test_citation_of_coverage_says_what_was_asked_and_counted(world: SimpleNamespace) -> None:
    (entry,) = rispy.loads(answer("coverage/", format="ris", within="XA", **COVERAGE).content.decode())
    assert entry["type_of_reference"] == "ELEC"
    assert entry["title"] == "Jurisdictions whose law meets possession:yes, within XA"
    assert entry["notes"][0].startswith("On 2021-01-01, 1 of 3 jurisdictions asked about (federal law) had")
    assert entry["notes"][1] == "Law as of 1 January 2021"


def test_data_set_of_an_answer_leads_to_its_data(world: SimpleNamespace) -> None:
    found = json.loads(answer("coverage/", format="jsonld", **COVERAGE).content)
    assert found["@type"] == "Dataset"
    assert found["license"] == "https://creativecommons.org/licenses/by/4.0/"
    for download in found["distribution"]:
        path, _, query = download["contentUrl"].partition("/api/v1/")[2].partition("?")
        asked = dict(pair.split("=") for pair in query.replace("%3A", ":").split("&"))
        response = answer(path, **asked)
        assert response["Content-Type"].startswith(download["encodingFormat"])
