"""The counts on record: each asks what coverage can be asked, and names what its question cannot say."""

from __future__ import annotations

import pytest

from kb.asking.coverage import PARAMETERS
from kb.asking.published_counts import check
from kb.models import PublishedCount
from tests.asking import ask

pytestmark = pytest.mark.usefixtures("curated")


def test_every_count_on_record_can_be_run_or_asks_what_coverage_cannot_be_asked_yet() -> None:
    counts = list(PublishedCount.objects.public().select_related("jurisdiction"))
    assert len(counts) == 29
    for count in counts:
        unknown = {name for name in count.query if name not in PARAMETERS}
        checked = check(count)
        assert {told.partition(":")[0] for told in checked.refused} == unknown, count.slug
        assert (checked.lists is None) == bool(unknown or not count.query)
        # That numbers differ is said in words for each.
        assert count.not_matched
        assert count.subject
        if checked.lists:
            assert sum(checked.by_kind.values()) == checked.ours


def test_all_of_them_are_served_with_their_checks() -> None:
    for row in ask("published-counts/", page_size=200)["results"]:
        body = ask(f"published-counts/{row['slug']}/check/")
        assert body["theirs"] == row["number"]
        assert body["permalink"] is None or "as_of=" in body["permalink"]
