"""The benchmark, at a tiny size: that it measures all it says. How fast anything is, no test asserts."""

from __future__ import annotations

import io

import pytest
from django.db import connection
from rich.console import Console

from bench.measuring import growth, table
from bench.pages import PAIRS, pairs, table_of_pages
from bench.running import course
from bench.timing import Timing
from bench.worlds import Size
from cases.models import Ruling, Treatment
from jurisdictions.models import Coding, ProvisionText

SMALL, LARGE = Size(40, 200, 10), Size(80, 600, 20)


@pytest.mark.usefixtures("curated")
def test_every_answer_is_timed_beside_its_floor() -> None:
    told: list[str] = []
    connection.ensure_connection()
    lines = course((SMALL, LARGE), connection.connection, 1, told.append)
    page = io.StringIO()
    Console(file=page, width=130).print(table(lines))

    assert [line.world for line in lines] == ["curated"] * 4 + ["40 rulings"] * 4 + ["80 rulings"] * 4
    assert [line.answer.split(",")[0] for line in lines] == ["coverage", "matrix", "status", "precedents"] * 3
    assert [line.answer for line in lines if line.answer.startswith("precedents")][1:] == [
        "precedents, 20 holdings",
        "precedents, 40 holdings",
    ]
    assert all(line.to(line.floor) > 0 < line.to(line.prepared) and line.rows and line.size for line in lines)
    assert all(line.answer in page.getvalue() for line in lines)
    assert growth(lines, "40 rulings", "80 rulings").startswith(
        "precedents, p95 with 80 rulings to p95 with 40 rulings"
    )
    assert len(told) == 5


@pytest.mark.usefixtures("curated")
def test_the_matrix_takes_as_many_queries_for_any_law() -> None:
    connection.ensure_connection()
    lines = course((SMALL, LARGE), connection.connection, 1, lambda what: None)
    queries = {line.world: line.queries for line in lines if line.answer.startswith("matrix")}
    # One asks for the kinds of the acts that made wordings, and one for the sessions of bills, where there are any.
    assert queries == {"curated": 10, "40 rulings": 8, "80 rulings": 8}


@pytest.mark.usefixtures("curated")
def test_a_generated_world_has_the_size_asked_for() -> None:
    connection.ensure_connection()
    course((SMALL,), connection.connection, 1, lambda what: None)
    assert (Ruling.objects.count(), Treatment.objects.count()) == (40, 200)
    assert (ProvisionText.objects.count(), Coding.objects.count()) == (50, 50 * 6)


@pytest.mark.usefixtures("curated")
def test_every_page_is_timed_beside_its_twin() -> None:
    found = pairs(1)
    page = io.StringIO()
    Console(file=page, width=130).print(table_of_pages(found))
    assert [pair.name for pair in found] == list(PAIRS)
    assert all(pair.ratio > 0 and pair.queries and pair.size for pair in found)
    assert all(pair.name in page.getvalue() for pair in found)


def test_95th_percentile_is_the_nearest_rank() -> None:
    assert Timing(tuple(map(float, range(1, 21)))).p95 == 19
