"""The pages of the law on the curated data: the clause that was struck and reworded, and the longest pages."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client

CLAUSE = "/en/provisions/us-18-usc-2256-8-b/"


class Ids(HTMLParser):
    """Every id of a page, and every address within the page that a link leads to."""

    def __init__(self, page: Any) -> None:
        super().__init__()
        self.ids: Counter[str] = Counter()
        self.links: set[str] = set()
        self.feed(page.content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("id"):
            self.ids[str(given["id"])] += 1
        if tag == "a" and str(given.get("href")).startswith("#"):
            self.links.add(str(given["href"])[1:])


@pytest.mark.parametrize(
    ("day", "verdict", "wording"),
    [
        ("1997-01-01", "enforceable", "us-18-usc-2256-8-b--1996-09-30"),
        ("2003-01-01", "not-enforceable", "us-18-usc-2256-8-b--1996-09-30"),
        ("2004-01-01", "enforceable", "us-18-usc-2256-8-b--2003-04-30"),
    ],
)
def test_the_appears_to_be_clause_before_and_after_the_protect_act(
    client: Client, curated: None, day: str, verdict: str, wording: str
) -> None:
    page = client.get(CLAUSE, {"as_of": day})
    assert page.context["status"].enforceability.verdict == verdict
    assert page.context["chosen"].text.slug == wording
    standing = [(one.effect.kind, one.effect.reach) for one in page.context["effects"] if one.standing == "stands"]
    assert (("struck", "nationwide") in standing) == (day == "2003-01-01")


def test_its_two_wordings_can_be_told_apart(client: Client, curated: None) -> None:
    page = client.get(CLAUSE, {"as_of": "2004-01-01", "compare": "us-18-usc-2256-8-b--1996-09-30"})
    marks = {row.question.slug: row.mark for row in page.context["compared"]}
    assert marks["wholly-synthetic"] == "same"
    assert set(marks.values()) == {"same", "open"}


@pytest.mark.parametrize(
    "address",
    [
        CLAUSE,
        "/en/statutes/us-18-usc-1466a/",
        "/en/statutes/",
        "/en/jurisdictions/",
        "/en/jurisdictions/us/",
        "/en/jurisdictions/ad/",
    ],
)
def test_ids_are_unique_links_within_lead_somewhere_and_the_page_is_light(
    client: Client, curated: None, address: str
) -> None:
    page = client.get(address, headers={"accept-encoding": "gzip"})
    assert len(page.content) < 60_000
    found = Ids(client.get(address))
    assert [name for name, number in found.ids.items() if number > 1] == []
    assert found.links <= set(found.ids)
