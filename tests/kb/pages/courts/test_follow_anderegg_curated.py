"""On the curated data: from the search to Anderegg, and from there to whether it binds a court."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urlencode

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_a_reader_follows_anderegg_to_the_western_district_of_wisconsin(client: Client, curated: None) -> None:
    found = client.get("/en/search/", {"q": "anderegg"}).content.decode()
    assert "/en/rulings/anderegg-2025-02-13/" in found or "/en/cases/united-states-v-anderegg/" in found
    case = client.get("/en/cases/united-states-v-anderegg/").content.decode()
    assert 'href="/en/rulings/anderegg-2025-02-13/"' in case
    ruling = client.get("/en/rulings/anderegg-2025-02-13/", {"as_of": "2026-11-01"}).content.decode()
    form = next(
        one for one in re.findall(r'<form class="binds".*?</form>', ruling, re.DOTALL) if "private-possession" in one
    )
    asked = {name: unescape(value) for name, value in re.findall(r'name="(\w+)" value="([^"]*)"', form)}
    page = client.get(f"/en/precedents/?{urlencode(asked | {'court': 'W.D. Wis.'})}", follow=True)
    body = page.content.decode()
    assert page.redirect_chain[0][0].endswith("&court=wiwd")
    assert "It does not bind; it may persuade." in body
    columns = {weight: [one.ruling.slug for one in held] for weight, held in page.context["columns"]}
    assert columns["binding"] == ["united-states-v-anderegg-2026", "stanley-v-georgia-1969"]
    assert columns["own_court"] == []
    assert columns["persuasive"][0] == "anderegg-2025-02-13"
    assert "The ruling of a federal district court binds neither another district, nor its own" in body
    assert "Camreta v. Greene, 563 U.S. 692, 709 n.7 (2011)" in body


def test_the_pages_and_the_api_give_one_answer(client: Client, curated: None) -> None:
    query = {"issue": "virtual-non-obscene", "court": "ca9", "as_of": "2026-11-01"}
    api = client.get("/api/v1/precedents/", query).json()
    page = client.get("/en/precedents/", query)
    groups = dict(page.context["columns"]) | {"not_determinable": page.context["not_determinable"]}
    for weight, held in groups.items():
        assert sorted(one.holding.slug for one in held) == sorted(one["slug"] for one in api[weight])
    assert [[answer for answer, _ in split] for split in page.context["splits"]] == [
        [side["answer"] for side in split["sides"]] for split in api["splits"]
    ]
    row = next(
        row
        for _, rows in client.get("/en/issues/", {"as_of": "2026-11-01"}).context["groups"]
        for row in rows
        if row["issue"].slug == "virtual-non-obscene"
    )
    assert row["split"] is bool(api["splits"])
    assert row["count"] == sum(len(api[weight]) for weight in groups)
