"""What is wrong with a request is said in a problem document: all of it, and what to do about it."""

from __future__ import annotations

from types import SimpleNamespace
from unittest.mock import patch

import pytest
from django.test import Client

from kb.records import RECORDS
from tests.asking import answer, ask, refusal

#: Python's own digits -> Arabic ones, which int() and \\d would take as well.
ARABIC = {ord("0") + digit: 0x660 + digit for digit in range(10)}


def test_every_fault_of_a_request_is_listed_at_once(world: SimpleNamespace) -> None:
    said = refusal(
        "statutes/", statu="in-force", kind="actt", page_size="0", as_of="2025", ordering="citaton",
        fields="citaton,slug", format="xml", count="yes", jurisdiction="XAA", event_after="soon",
    )  # fmt: skip
    assert said == {
        "statu": "there is no such parameter; did you mean status?",
        "kind": "'actt' is not one of constitution, act, code-section, bill, treaty, directive, regulation, guideline; "
        "did you mean act?",
        "page_size": "'0' is not a whole number from 1 to 200",
        "as_of": "'2025' names no day: write 2025-01-01",
        "ordering": "'citaton' is not one of slug, -slug, citation, -citation, title, -title, jurisdiction, "
        "-jurisdiction, kind, -kind; did you mean citation?",
        "fields": "there is no field 'citaton'; did you mean citation?",
        "format": "'xml' is not one of json, csv, ris, bibtex, csl-json, jsonld",
        "count": "'yes' is neither true nor false",
        "jurisdiction": "no jurisdiction has the code 'XAA'; did you mean XA?",
        "event_after": "'soon' is not a date: write 2025, 2025-03 or 2025-03-09",
    }


def test_nearest_name_stands_apart_for_programs(db: None) -> None:
    body = ask("rulings/", status=400, cort="wiwd")
    assert body["errors"] == [
        {"parameter": "cort", "detail": "there is no such parameter; did you mean court?", "did_you_mean": "court"}
    ]
    assert body["type"] == "about:blank"
    assert body["title"] == "Bad Request"
    assert body["instance"] == "/api/v1/rulings/"


def test_parameter_like_none_known_lists_those_known(db: None) -> None:
    assert "known are as_of, checked_after" in refusal("issues/", zzzzzz="1")["zzzzzz"]


@pytest.mark.parametrize(
    ("parameter", "value", "remedy"),
    [
        ("q", "a\x00b", "NUL"), ("jurisdiction", "XA\x00", "NUL"), ("source_host", "\x00", "NUL"),
        ("kind", "", "leave it out"), ("kind", "act,,bill", "remove the comma"),
        ("q", "   ", "leave it out"), ("q", "x" * 201, "at most 200"), ("q", "a\x07b", "control character"),
        ("as_of", "0001-01-01", "between 1200 and 2200"), ("as_of", "9999-12-31", "between 1200 and 2200"),
        ("as_of", "2025-02-30", "not a date"), ("as_of", "2025-01-01".translate(ARABIC), "write 2025"),
        ("as_of", "2025-01", "2025-01-01"),
        ("event_after", "tomorrow", "write 2025"), ("page_size", "201", "1 to 200"), ("page_size", "-1", "1 to 200"),
        ("page_size", "5".translate(ARABIC), "1 to 200"), ("page_size", "1e9", "1 to 200"),
        ("page_size", "9" * 3000, "1 to 200"),
        ("source_host", "https://x.example/", "without https://"), ("source_host", ".*", "is not a host"),
        ("jurisdiction", "'; DROP TABLE--", "no jurisdiction has the code"), ("amends", "💥" * 50, "no statute has"),
        ("answer", "Yes", "did you mean yes?"), ("fields", "slug,", "remove the comma"), ("cursor", "💥", "gave out"),
        ("ordering", "status", "is not one of"), ("count", "1", "neither true nor false"),
    ],
)  # fmt: skip
def test_bad_value_is_refused_with_a_remedy(world: SimpleNamespace, parameter: str, value: str, remedy: str) -> None:
    assert remedy in refusal("statutes/", **{parameter: value})[parameter]


@pytest.mark.parametrize(
    "parameter", ["as_of", "page_size", "ordering", "q", "event_after", "format", "count", "cursor"]
)
def test_parameter_that_takes_one_value_is_refused_twice(db: None, parameter: str) -> None:
    assert refusal("statutes/", **{parameter: ["1", "2"]})[parameter] == "is given 2 times: give it once"


def test_parameters_of_lists_are_refused_on_a_detail(world: SimpleNamespace) -> None:
    said = refusal("statutes/xa-images-act/", page_size=1, kind="act")
    assert set(said) == {"page_size", "kind"}
    assert ask("statutes/xa-images-act/", as_of="2021-01-01", fields="citation") == {"citation": "Images Act, s. 1"}


@pytest.mark.parametrize("resource", list(RECORDS))
def test_every_resource_refuses_what_it_does_not_know(db: None, resource: str) -> None:
    assert "nonsense" in refusal(f"{resource}/", nonsense="1")
    assert "detail" in ask(f"{resource}/nonsense/", status=404)
    assert "nonsense" in refusal(f"{resource}/nonsense/", nonsense="1")


@pytest.mark.parametrize(
    "path",
    ["nonsense", "nonsense/", "statutes/a/b/", "statutes/%00/", "statutes/%ff%fe/", "statutes/é/",
     "statutes/" + "x" * 300 + "/", "../../admin", "statutes//", "Statutes/"],
)  # fmt: skip
def test_address_that_leads_nowhere_is_a_problem_document(db: None, path: str) -> None:
    response = Client().get(f"/api/v1/{path}")
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["status"] == 404


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/api/", "/api/v2/statutes/", "/api"])
def test_nothing_under_api_answers_with_a_page(path: str) -> None:
    response = Client().get(path)
    assert response.status_code in (301, 404)
    assert response.status_code == 301 or response["Content-Type"] == "application/problem+json"


def test_missing_last_slash_leads_to_the_right_address(world: SimpleNamespace) -> None:
    response = Client().get("/api/v1/statutes?kind=act&q=%C3%A9")
    assert (response.status_code, response["Location"]) == (301, "/api/v1/statutes/?kind=act&q=%C3%A9")
    response = Client().get("/api/v1/statutes/xa-images-act")
    assert response["Location"] == "/api/v1/statutes/xa-images-act/"


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
@pytest.mark.parametrize("path", ["statutes/", "statutes/x/", "", "limits/"])
def test_nothing_is_written(method: str, path: str) -> None:
    response = getattr(Client(), method)(f"/api/v1/{path}?nonsense=1")
    assert response.status_code == 405
    assert response["Content-Type"] == "application/problem+json"
    assert response["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.django_db
def test_large_body_is_refused_unread() -> None:
    response = Client().post("/api/v1/statutes/", b"x" * 10_000_000, content_type="application/json")
    assert (response.status_code, response["Content-Type"]) == (413, "application/problem+json")
    response = Client().generic("GET", "/api/v1/statutes/", b"x" * 10_000_000)
    assert response.status_code == 413


@pytest.mark.django_db
def test_long_query_is_refused() -> None:
    response = Client().get("/api/v1/statutes/", {"q": "x" * 9000})
    assert (response.status_code, response["Content-Type"]) == (414, "application/problem+json")


@pytest.mark.django_db
def test_undecodable_query_is_read_as_text() -> None:
    response = Client().get("/api/v1/statutes/?q=%ff%fe&%ff=1")
    assert response.status_code == 400
    assert Client().get("/api/v1/statutes/?q=%ed%a0%80").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("accept", ["text/html", "application/xml", "nonsense"])
def test_unacceptable_format_is_said(accept: str) -> None:
    assert ask("statutes/", status=406, accept=accept)["title"] == "Not Acceptable"


@pytest.mark.django_db
def test_browser_gets_json() -> None:
    response = answer("statutes/", accept="text/html,application/xhtml+xml,*/*;q=0.8")
    assert response["Content-Type"] == "application/json"


@pytest.mark.django_db
def test_fault_of_the_server_is_a_problem_document_without_its_cause() -> None:
    client = Client(raise_request_exception=False)
    with patch("kb.api.pagination.page_of", side_effect=RuntimeError("secret")):
        response = client.get("/api/v1/statutes/")
    assert (response.status_code, response["Content-Type"]) == (500, "application/problem+json")
    assert "secret" not in response.content.decode()


@pytest.mark.django_db
def test_request_for_another_host_is_a_problem_document() -> None:
    response = Client(headers={"host": "evil.example"}).get("/api/v1/statutes/")
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")


@pytest.mark.django_db
def test_messages_are_in_english_whatever_is_asked_for() -> None:
    responses = [
        Client(headers={"accept-language": language}).get("/api/v1/statutes/x/") for language in ("de", "en", "ar")
    ]
    assert len({response.content for response in responses}) == 1
