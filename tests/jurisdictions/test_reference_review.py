"""Which court reviews which, as reference data has it."""

from collections import Counter

import pytest
from hypothesis import given

from jurisdictions import reference
from jurisdictions.reference import ReviewRow, courts
from tests.jurisdictions.reference_rows import (
    COURTS,
    PARTS_OF_US,
    REVIEWS,
    above,
    courts_in_a_cycle,
    days,
    districts_without_one_circuit,
    uppers,
)


def test_reviews_name_courts_on_record_and_their_law() -> None:
    for row in REVIEWS:
        assert row["lower"] in COURTS
        assert row["upper"] in COURTS
        assert row["authority"]
        assert row["scope"] in {"all", "federal-questions"}
        assert row["since"] is None or row["until"] is None or row["since"] < row["until"]
        assert all(day is None or len(day) == 10 for day in (row["since"], row["until"]))
        assert COURTS[row["upper"]]["level"] not in {"trial", "regulator", "other"}
    assert max(Counter((row["lower"], row["upper"]) for row in REVIEWS).values()) == 1


@given(days)
def test_each_district_court_has_one_circuit_on_any_day(day: str) -> None:
    assert districts_without_one_circuit(day, REVIEWS) == []


def test_the_circuit_checker_finds_a_gap_and_an_overlap() -> None:
    gap = [row for row in REVIEWS if (row["lower"], row["upper"]) != ("wiwd", "ca7")]
    overlap = [ReviewRow(**{**row, "until": None}) for row in REVIEWS]
    assert districts_without_one_circuit("2025-01-01", gap) == ["wiwd"]
    assert len(districts_without_one_circuit("2025-01-01", overlap)) == 9 + 8


@given(days)
def test_no_court_reviews_itself_through_others(day: str) -> None:
    assert courts_in_a_cycle(day, REVIEWS) == set()


def test_the_cycle_checker_finds_a_cycle() -> None:
    turned = ReviewRow(**{**REVIEWS[0], "lower": "scotus", "upper": "wiwd", "since": None, "until": None})
    assert {"scotus", "wiwd", "ca7"} <= courts_in_a_cycle("2025-01-01", [*REVIEWS, turned])


@pytest.mark.parametrize(
    ("district", "day", "circuit"),
    [
        *((slug, "1981-09-30", "ca5") for slug in ("almd", "flsd", "gand", "txsd")),
        *((slug, "1981-10-01", "ca11") for slug in ("almd", "flsd", "gand")),
        ("txsd", "1981-10-01", "ca5"),
        ("cod", "1929-02-27", "ca8"),
        ("cod", "1929-02-28", "ca10"),
        ("moed", "1929-02-28", "ca8"),
    ],
)
def test_new_circuit_takes_its_districts_on_its_first_day(district: str, day: str, circuit: str) -> None:
    assert uppers(district, day, REVIEWS) == {circuit}


def test_circuits_answer_to_the_supreme_court_alone() -> None:
    for row in courts():
        if row["jurisdiction"] == "US" and row["level"] == "appellate":
            assert uppers(row["slug"], "2025-01-01", REVIEWS) == {"scotus"}


def test_state_courts_answer_to_the_supreme_court_on_federal_questions_only() -> None:
    to_scotus = {row["lower"]: row["scope"] for row in REVIEWS if row["upper"] == "scotus"}
    for row in courts():
        if row["level"] == "supreme" and row["jurisdiction"] in PARTS_OF_US:
            expected = None if row["slug"] == "amsamoa" else "federal-questions"
            assert to_scotus.get(row["slug"]) == expected
    assert {slug for slug, scope in to_scotus.items() if scope == "all"} == {
        *(f"ca{number}" for number in range(1, 12)),
        "cadc",
        "cafc",
        "armfor",
    }


@pytest.mark.parametrize(
    ("court", "day", "expected"),
    [
        ("wiwd", "2025-02-13", {"ca7", "scotus"}),
        ("acca", "2025-01-01", {"armfor", "scotus"}),
        ("wisccirct", "2025-01-01", {"wisctapp", "wis", "scotus"}),
        ("flacirct10pol", "2022-12-31", {"fladistctapp2", "fla", "scotus"}),
        ("flacirct10pol", "2023-01-01", {"fladistctapp6", "fla", "scotus"}),
        ("virginislands", "2012-12-27", set()),
        ("virginislands", "2012-12-28", {"scotus"}),
        ("gb-crown-court", "2009-09-30", {"gb-court-of-appeal-criminal-division", "gb-house-of-lords"}),
        ("gb-crown-court", "2009-10-01", {"gb-court-of-appeal-criminal-division", "gb-supreme-court"}),
        ("dk-district-court-randers", "2025-01-01", {"dk-western-high-court", "dk-supreme-court"}),
        ("us-nc-unnamed-court", "2026-06-01", set()),
    ],
)
def test_chain_of_review(court: str, day: str, expected: set[str]) -> None:
    assert above(court, day, REVIEWS) == expected


def test_no_state_or_foreign_court_is_above_a_federal_one() -> None:
    for row in REVIEWS:
        if COURTS[row["lower"]]["jurisdiction"] == "US":
            assert COURTS[row["upper"]]["jurisdiction"] == "US"


def test_predecessors() -> None:
    rows = {(row["court"], row["predecessor"]): row["decisions_before"] for row in reference.predecessors()}
    assert rows == {
        ("ca11", "ca5"): "1981-10-01",
        ("dc", "cadc"): "1971-02-01",
        ("gb-supreme-court", "gb-house-of-lords"): "2009-10-01",
    }
    assert all(row["authority"] and row["note"] for row in reference.predecessors())
    assert {slug for pair in rows for slug in pair} <= set(COURTS)
