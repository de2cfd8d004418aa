"""No draft, and nothing that hangs on one, is a precedent."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from tests.asking import ask, refusal
from tests.cases.precedents.asked import SILENT, decided, groups, hide
from tests.world import (
    a_case,
    a_holding,
    a_ruling,
    a_source,
    a_treatment,
)


def test_drafts_are_shown_nowhere(us: SimpleNamespace) -> None:
    secret = a_source("secret")
    seen = decided(us, us.top, "2010-01-01")
    hidden = decided(us, us.top, "2012-01-01", "not-protected")
    treatment = a_treatment(hidden, seen, "overrules")
    type(seen.holdings.get()).objects.filter(ruling=seen).update(source=secret)
    hide(secret)
    hide(hidden)
    [entry] = ask("precedents/", issue="likeness", court="useast", as_of="2020-01-01")["binding"]
    assert (entry["ruling"]["slug"], entry["good_law"]["status"], entry["source"]) == (
        seen.slug,
        SILENT,
        None,
    )
    assert entry["later_treatment"] == []
    hidden.status = "published"
    hidden.save()
    hide(treatment)
    body = ask("precedents/", issue="likeness", court="useast", as_of="2020-01-01")
    assert [entry["good_law"]["status"] for entry in body["binding"]] == [
        SILENT,
        SILENT,
    ]


@pytest.mark.parametrize("what", ["issue", "east"])
def test_draft_issue_or_court_is_unknown(us: SimpleNamespace, what: str) -> None:
    decided(us, us.top, "2010-01-01")
    hide(getattr(us, what))
    refused = refusal("precedents/", issue="likeness", court="useast", as_of="2020-01-01")
    assert [told.split(";")[0] for told in refused.values()] in (
        ["there is no issue 'likeness'"], ["there is no court 'useast'"],
    )  # fmt: skip


def test_ruling_of_a_court_whose_jurisdiction_is_hidden_is_no_error(us: SimpleNamespace) -> None:
    ruling = a_ruling(a_case("abroad", us.foreign, jurisdiction=us.country), "2010-01-01", court=us.foreign)
    a_holding(ruling, us.issue)
    decided(us, us.top, "2010-01-01")
    hide(us.other)
    assert groups(ask("precedents/", issue="likeness", court="useast", as_of="2020-01-01"))["binding"]
