from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.test import Client


def test_first_page_counts_what_is_published_and_links_to_the_query(client: Client, world: SimpleNamespace) -> None:
    type(world.act).objects.create(
        slug="draft", jurisdiction=world.arcadia, kind="act", citation="D", title="D", summary="D"
    )
    page = client.get("/")
    assert page.status_code == 200
    rows = {row["name"]: row for row in page.context["kinds"]}
    assert rows["Statutes"]["count"] == 1
    assert client.get(rows["Statutes"]["address"]).json()["count"] == 1
    assert b"Statutes</a>" in page.content


@pytest.mark.django_db
def test_first_page_loads_nothing_from_elsewhere_and_answers_before_any_load(client: Client) -> None:
    page = client.get("/")
    assert b"No data has been loaded yet" in page.content
    assert b"//" not in page.content.replace(b"http-equiv", b"")
