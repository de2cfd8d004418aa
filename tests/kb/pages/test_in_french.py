"""Dates, numbers, names of places and plural forms as readers of French write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import translation

from kb.languages import names
from tests.world import a_ruling


@pytest.fixture
def french() -> Iterator[None]:
    with translation.override("fr"):
        yield


@pytest.mark.usefixtures("french")
@pytest.mark.parametrize(
    ("value", "told"),
    [("2025-03-01", "1er mars 2025"), ("2025-03-11", "11 mars 2025"), ("2025-03", "mars 2025"), ("2025", "2025")],
)
def test_a_date_is_as_exact_as_it_is_known(value: str, told: str) -> None:
    assert names.day(value) == told


@pytest.mark.usefixtures("french")
def test_places_languages_periods_and_numbers_have_french_names() -> None:
    assert names.place_name("GB", "United Kingdom") == "Royaume-Uni"
    assert names.place_name("US-CA", "California") == "Californie"
    assert names.place_name("XA", "Arcadia") == "Arcadia"
    assert names.language_name("de") == "allemand"
    assert names.period("2025-H1") == "premier semestre 2025"
    assert names.figure(485000).replace("\u202f", " ") == "485 000"


def test_none_and_one_are_singular(client: Client, world: SimpleNamespace) -> None:
    numbers = set()
    for words in ("qwxz", "Gazette", "Arcadia"):
        page = client.get("/fr/search/", {"q": words})
        number = page.context["count"]
        numbers.add(min(number, 2))
        told = f"{number} {'résultats' if number > 1 else 'résultat'}"
        assert re.search(rf"\b{told}\b", page.content.decode().replace("\xa0", " "))
    assert {0, 2} <= numbers


def test_english_in_a_french_page_is_marked(client: Client, world: SimpleNamespace) -> None:
    a_ruling(world.case, "2022-05-05", summary="The appeal was heard.")
    html = client.get(f"/fr/cases/{world.case.slug}/").content.decode()
    assert f'<span lang="en">{world.case.summary}</span>' in html
