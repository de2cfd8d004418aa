"""A warm page beside its API twin: the same question through the same middleware, in one run."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from rich.table import Table

from bench.timing import Timing, side_by_side

_ASKED = "where=possession:yes&where=wholly-synthetic:yes&where=obscenity-required:no|silent&as_of=2025-01-01"
_THREE = "jurisdiction=US-CA&jurisdiction=US-TX&jurisdiction=GB&as_of=2026-11-01"
_BINDS = "issue=private-possession-obscene-virtual&court=wiwd&as_of=2026-11-01"

#: name -> (page, its twin)
PAIRS = {
    "search": ("search/?q=synthetic", "search/?q=synthetic"),
    "statutes": ("statutes/", "statutes/"),
    "statute": ("statutes/us-18-usc-1466a/", "statutes/us-18-usc-1466a/"),
    "provision": ("provisions/us-18-usc-2256-8-b/", "provisions/us-18-usc-2256-8-b/status/"),
    "jurisdiction": ("jurisdictions/us-ca/", "matrix/?within=US-CA"),
    "cases": ("cases/", "cases/"),
    "ruling": ("rulings/anderegg-2025-02-13/", "rulings/anderegg-2025-02-13/history/"),
    "precedents": (f"precedents/?{_BINDS}", f"precedents/?{_BINDS}"),
    "coverage": (f"coverage/?{_ASKED}", f"coverage/?{_ASKED}"),
    "coverage, US": (f"coverage/?{_ASKED}&within=US", f"coverage/?{_ASKED}&within=US"),
    "map": (f"map/?{_ASKED}", f"coverage/?{_ASKED}"),
    "compare": (f"compare/?{_THREE}", f"matrix/?{_THREE}"),
    "indicators": ("figures/", "indicators/"),
    "codebook": ("codebook/", "questions/"),
}


@dataclass(frozen=True, slots=True)
class Pair:
    """`size` is the page's HTML as it goes over the wire, in bytes; `queries` are the page's."""

    name: str
    page: Timing
    twin: Timing
    queries: int
    size: int

    @property
    def ratio(self) -> float:
        return self.page.median / self.twin.median


def pairs(runs: int) -> list[Pair]:
    """Every pair on the data now in the database, in the languages' default, through the whole of the site."""
    with override_settings(
        API_REQUESTS_PER_MINUTE=10**9,
        ALLOWED_HOSTS=[*settings.ALLOWED_HOSTS, "testserver"],
        STORAGES={
            **settings.STORAGES,
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        },
    ):
        return [_pair(name, f"/en/{page}", f"/api/v1/{twin}", runs) for name, (page, twin) in PAIRS.items()]


def _pair(name: str, page: str, twin: str, runs: int) -> Pair:
    client = Client()
    body = _get(client, page)
    ours, theirs = side_by_side(runs, partial(_get, client, page), partial(_get, client, twin))
    with CaptureQueriesContext(connection) as captured:
        _get(client, page)
    return Pair(name, ours, theirs, len(captured), len(gzip.compress(body)))


def _get(client: Client, address: str) -> bytes:
    answer: Any = client.get(address)
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answers {answer.status_code}: {answer.content[:500]!r}")
    return answer.content


def table_of_pages(found: list[Pair]) -> Table:
    told = Table(title="Milliseconds of a warm page and of its API twin, request to response, on the curated data")
    told.add_column("page")
    for name in ("median", "p95", "twin", "twin p95", "ratio", "queries", "kB, gzip"):
        told.add_column(name, justify="right")
    for pair in found:
        told.add_row(
            pair.name,
            f"{pair.page.median:,.1f}",
            f"{pair.page.p95:,.1f}",
            f"{pair.twin.median:,.1f}",
            f"{pair.twin.p95:,.1f}",
            f"{pair.ratio:.1f}",
            str(pair.queries),
            f"{pair.size / 1000:,.0f}",
        )
    return told
