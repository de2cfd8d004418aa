"""The counts on record: each asks what coverage can be asked, and names what its question cannot say."""

from __future__ import annotations

import pytest

from kb.asking.published_counts import NONE_COMES_NEAR, check
from kb.models import PublishedCount
from tests.asking import ask

pytestmark = pytest.mark.usefixtures("curated")


def test_every_count_on_record_can_be_run_or_asks_nothing() -> None:
    counts = list(PublishedCount.objects.public().select_related("jurisdiction"))
    assert len(counts) == 29
    for count in counts:
        checked = check(count)
        assert checked.refused == (() if count.query else (NONE_COMES_NEAR,)), count.slug
        assert (checked.lists is not None) == bool(count.query)
        assert sum(checked.by_kind.values()) == (checked.ours or 0)
        # That numbers differ is said in words for each.
        assert count.not_matched
        assert count.subject
    assert [count.slug for count in counts if not count.query] == ["icmec-2018-16"]


def test_all_of_them_are_served_with_their_checks() -> None:
    for row in ask("published-counts/", page_size=200)["results"]:
        body = ask(f"published-counts/{row['slug']}/check/")
        assert body["theirs"] == row["number"]
        assert body["permalink"] is None or "as_of=" in body["permalink"]
