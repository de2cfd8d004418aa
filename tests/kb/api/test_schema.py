"""The OpenAPI description, its page, and the index."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.test import Client
from openapi_spec_validator import OpenAPIV31SpecValidator, validate

from kb.api.router import ANSWERS
from kb.api.views import description
from kb.records import RECORDS
from tests.asking import ask

pytestmark = pytest.mark.django_db


def test_description_is_valid_openapi_3_1() -> None:
    document = ask("schema/")
    assert document["openapi"] == "3.1.0"
    validate(document, cls=OpenAPIV31SpecValidator)


def test_description_is_made_without_a_warning(tmp_path: Any) -> None:
    call_command("spectacular", "--validate", "--fail-on-warn", "--file", str(tmp_path / "schema.yml"))


def test_description_comes_as_yaml_too() -> None:
    response = Client().get("/api/v1/schema/?format=yaml")
    assert response["Content-Type"].startswith("application/yaml")
    assert response.content.startswith(b"openapi: 3.1.0")
    assert ask("schema/", status=400, format="xml")["errors"][0]["parameter"] == "format"


def operations() -> dict[str, Any]:
    return {path: item["get"] for path, item in description()["paths"].items()}


@pytest.mark.parametrize("resource", list(RECORDS))
def test_description_names_every_parameter_that_is_read(resource: str) -> None:
    listing = {parameter["name"] for parameter in operations()[f"/api/v1/{resource}/"]["parameters"]}
    common = {"as_of", "ordering", "page_size", "cursor", "count", "fields", "format"}
    assert listing == common | set(RECORDS[resource].filterset_class.base_filters)
    detail = {parameter["name"] for parameter in operations()[f"/api/v1/{resource}/{{slug}}/"]["parameters"]}
    assert detail == {"slug", "as_of", "fields", "format"}


def test_every_operation_describes_its_problems_and_is_only_read() -> None:
    assert all(set(item) <= {"get"} for item in description()["paths"].values())
    for operation in operations().values():
        for status in ("400", "429", "500"):
            assert list(operation["responses"][status]["content"]) == ["application/problem+json"]


def test_index_lists_every_resource_and_each_address_answers() -> None:
    resources = ask("")["resources"]
    assert [row["name"] for row in resources] == [*RECORDS, *(name for name, _ in ANSWERS)]
    for row in resources:
        assert row["description"]
        if row["name"] in RECORDS:
            assert Client().get(row["url"]).status_code == 200


def test_page_loads_nothing_from_elsewhere_and_nothing_inline() -> None:
    response = Client().get("/api/v1/docs/")
    page = response.content.decode()
    assert response.status_code == 200
    assert "unsafe" not in response["Content-Security-Policy"]
    addresses = re.findall(r'(?:src|href)="([^"]*)"', page)
    assert addresses
    assert all(address.startswith(("/static/", "/api/v1/schema/")) for address in addresses)
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\bstyle=|\bon\w+=", page)
    for address in addresses:
        if address.startswith("/static/"):
            assert finders.find(address.removeprefix("/static/"))
