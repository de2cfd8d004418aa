"""Adding a count that others publish in the admin: its query is tried before it is kept."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

import pytest

from kb.models import PublishedCount
from tests.editors import Editor, address


def sent(alice: Editor, world: SimpleNamespace, **values: Any) -> Any:
    form = alice.open_form(address(PublishedCount, "add")) | {
        "organisation": "League", "subject": "Places that punish possession", "unit": "states", "number": "5",
        "counted_on": "2025", "slug": "league-5", "source": world.source.pk, "jurisdiction": world.arcadia.pk,
    }  # fmt: skip
    return alice.post(address(PublishedCount, "add"), form | values)


def test_a_count_is_added_as_a_draft_with_its_query_and_places(alice: Editor, world: SimpleNamespace) -> None:
    query = {"where": ["possession:yes"], "kind": ["state"]}
    assert sent(alice, world, query=json.dumps(query), places="XA-NO\nXA-SO").status_code == 302
    count = PublishedCount.objects.get(slug="league-5")
    assert (count.query, count.places, count.status) == (query, ["XA-NO", "XA-SO"], "draft")


@pytest.mark.parametrize(
    ("values", "field", "told"),
    [
        ({"query": '{"where": ["posession:yes"]}'}, "query", "no question is called"),
        ({"query": '{"wher": ["possession:yes"]}'}, "query", "coverage takes no such parameter"),
        ({"query": '{"kind": ["state"]}'}, "query", "asks nothing"),
        ({"query": "{", "places": ""}, "query", "valid JSON"),
        ({"places": "XA-NOO"}, "places", "no jurisdiction has the code"),
    ],
)
def test_a_query_that_coverage_could_not_be_asked_is_refused(
    alice: Editor, world: SimpleNamespace, values: dict[str, str], field: str, told: str
) -> None:
    page = sent(alice, world, **values)
    assert page.status_code == 200
    assert told in str(page.context["adminform"].form.errors[field])
    assert not PublishedCount.objects.filter(slug="league-5").exists()
