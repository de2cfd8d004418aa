"""Search over the real data: every citation on record, typed as it stands and sloppily, finds its record first."""

from __future__ import annotations

import re
from itertools import batched
from typing import Any

import pytest
from django.test import Client

from cases.models import Ruling
from jurisdictions.models import Jurisdiction, Statute
from kb.coverage.subjects import JOINED

pytestmark = pytest.mark.usefixtures("curated")


def first(client: Client, query: str) -> str | None:
    results = client.get("/api/v1/search/", {"q": query, "page_size": "1"}).json()["results"]
    return results[0]["slug"] if results else None


@pytest.mark.parametrize(
    ("query", "slug"),
    [
        ("18 USC 1466A", "us-18-usc-1466a"),
        ("535 us 234", "ashcroft-v-free-speech-coalition-2002"),
        ("Wis Stat 948.125", "us-wi-stat-948-125"),
        ("227-23 code pénal", "fr-cp-227-23"),
        ("227-23 code penal", "fr-cp-227-23"),
        ("Andereg", "united-states-v-anderegg"),
    ],
)
def test_what_people_type_finds_the_record_first(client: Client, query: str, slug: str) -> None:
    assert first(client, query) == slug


def test_reporter_citation_of_every_ruling_finds_it_or_its_case_first(client: Client) -> None:
    reporter = re.compile(r"\d+ [A-Z][^,;()]* \d+")
    typed = [
        (spelling, ruling)
        for ruling in Ruling.objects.public().select_related("case")
        for citation in filter(reporter.fullmatch, ruling.citations)
        for spelling in (citation, citation.lower().replace(".", ""))
    ]
    assert len(typed) > 60
    lost = [
        (spelling, ruling.slug)
        for spelling, ruling in typed
        if first(client, spelling) not in (ruling.slug, ruling.case.slug)
    ]
    assert lost == []


def test_citation_of_every_section_of_the_united_states_code_finds_it_first(client: Client) -> None:
    sections = Statute.objects.public().filter(slug__startswith="us-18-usc-")
    assert sections.count() >= 10
    for statute in sections:
        for typed in (statute.citation, statute.citation.replace("U.S.C. §", "usc")):
            assert first(client, typed) == statute.slug, typed


def test_a_place_found_is_summed_up_as_the_matrix_answers(client: Client) -> None:
    """Possession, production and distribution of wholly synthetic material, each put to one clause."""
    joined = [one.slug for one in JOINED]

    def get(path: str, **asked: str) -> Any:
        return client.get(f"/api/v1/{path}/", {"as_of": "2026-11-01", **asked}).json()["results"]

    cells = {row["jurisdiction"]["code"]: row["cells"] for row in get("matrix", questions=",".join(joined))}
    names = sorted({f'"{place.name}"' for place in Jurisdiction.objects.public()})
    found: dict[str, Any] = {}
    for some in batched(names, 12):
        rows = get("search", q=" or ".join(some), type="jurisdiction", page_size="200")
        found |= {row["jurisdiction"]["code"]: row["answers"] for row in rows}
    assert found.keys() == cells.keys()
    for code, told in found.items():
        assert list(told) == joined
        for question, cell in cells[code].items():
            limits = {limit: one["answer"] for limit, one in cell["limits"].items()}
            same = {name: cell[name] for name in ("answer", "reason", "grade")}
            assert told[question] == same | {"limits": limits}
    assert {one["answer"] for told in found.values() for one in told.values()} >= {"yes", "no", "not-assessed"}
    others = [row["answers"] for row in get("search", q="obscenity") if row["type"] != "jurisdiction"]
    assert others
    assert set(others) == {None}
