"""Jurisdictions, courts and sources over the API."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from jurisdictions.models import Participation
from tests.asking import ask, refusal, slugs
from tests.world import a_court, a_jurisdiction, a_review, a_source, a_statute


def test_jurisdiction_is_found_by_slug_and_by_code_in_any_case(world: SimpleNamespace) -> None:
    for name in ("xa-no", "XA-NO", "Xa-No"):
        body = ask(f"jurisdictions/{name}/")
        assert body["code"] == "XA-NO"
        assert body["parent"] == {
            "slug": "xa", "code": "XA", "name": "Arcadia", "url": "http://testserver/api/v1/jurisdictions/xa/",
        }  # fmt: skip


def test_within_takes_in_descendants_at_any_depth_and_parent_only_the_next(world: SimpleNamespace) -> None:
    a_jurisdiction("XA-NO-1", kind="district", parent=world.north)
    a_jurisdiction("XB")
    assert slugs("jurisdictions/", within="xa") == ["xa", "xa-no", "xa-no-1", "xa-so"]
    assert slugs("jurisdictions/", within="XA-NO,XB") == ["xa-no", "xa-no-1", "xb"]
    assert slugs("jurisdictions/", parent="XA") == ["xa-no", "xa-so"]
    assert slugs("courts/", within="XA-NO") == []
    assert slugs("jurisdictions/", kind="state,district", ordering="-code") == ["xa-so", "xa-no-1", "xa-no"]


def test_part_in_a_treaty_is_shown_with_its_dates(world: SimpleNamespace) -> None:
    treaty = a_statute("xa-treaty", world.arcadia, kind="treaty")
    Participation.objects.create(
        jurisdiction=world.north, kind="party", treaty=treaty, signed="2001", in_force="2004-07-01",
        source=world.source, status="published",
    )  # fmt: skip
    part = ask("jurisdictions/xa-no/")["participations"][0]
    assert (part["treaty"]["slug"], part["signed"], part["in_force"]) == ("xa-treaty", "2001", "2004-07-01")
    assert slugs("jurisdictions/", treaty="xa-treaty") == ["xa-no"]


def test_court_shows_who_reviews_it_and_whom_it_reviews(world: SimpleNamespace) -> None:
    court = ask("courts/xaca1/")
    assert [row["court"]["slug"] for row in court["reviewed_by"]] == ["xasup"]
    assert [row["court"]["slug"] for row in court["reviews"]] == ["xatr1"]
    assert court["reviewed_by"][0]["scope"] == "all"


def test_courts_by_level_and_territory(world: SimpleNamespace) -> None:
    world.trial.territory.add(world.north)
    assert slugs("courts/", level="supreme,appellate") == ["xaca1", "xasup"]
    assert slugs("courts/", sits_over="XA-NO") == ["xatr1"]


def test_source_shows_where_it_stands_apart_from_its_own_address(world: SimpleNamespace) -> None:
    body = ask("sources/gazette/")
    assert body["address"] == "https://gazette.example/gazette"
    assert body["url"] == "http://testserver/api/v1/sources/gazette/"


def test_address_in_another_script_goes_out_as_a_uri_and_a_missing_one_as_null(db: None) -> None:
    a_source("korean", url="https://law.example/cases?2013헌가17")
    body = ask("sources/korean/")
    assert body["address"] == "https://law.example/cases?2013%ED%97%8C%EA%B0%8017"
    assert body["archived_url"] is None


@pytest.mark.parametrize(
    ("host", "found"),
    [
        ("gazette.example", True), ("GAZETTE.example", True), ("www.gazette.example", False), ("ette.example", False),
        ("gazette.exampl", False), ("other.example", False),
    ],
)  # fmt: skip
def test_host_of_a_source_is_matched_whole(world: SimpleNamespace, host: str, found: bool) -> None:
    assert bool(slugs("sources/", source_host=host)) is found


def test_domain_takes_in_hosts_below_it_but_not_a_path_that_names_it(world: SimpleNamespace) -> None:
    a_source("below", url="http://law.court.example:8080/a")
    a_source("beside", url="https://archive.example/https://court.example/a")
    a_source("login", url="https://court.example@evil.example/")
    assert slugs("sources/", source_host="court.example") == ["below"]


@pytest.mark.parametrize(
    ("parameters", "found"),
    [
        ({"published_after": "2025"}, ["exact", "year"]),
        ({"published_after": "2025-03"}, ["exact"]),
        ({"published_before": "2025"}, ["exact", "month", "year"]),
        ({"published_before": "2025-11"}, ["exact", "month"]),
        ({"published_after": "2024-12", "published_before": "2024"}, ["month"]),
    ],
)
def test_partial_dates_match_where_they_surely_do(db: None, parameters: dict[str, str], found: list[str]) -> None:
    a_source("exact", published="2025-03-09")
    a_source("month", published="2024-12")
    a_source("undated")
    a_source("year", published="2025")
    assert slugs("sources/", **parameters) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [("eleve", ["t"]), ("ÉLÈVE", ["t"]), ("code eleve", ["t"]), ("eleve absent", []), ("100%", ["p"]), ("_", [])],
)
def test_words_are_found_without_accents_and_never_as_patterns(db: None, words: str, found: list[str]) -> None:
    a_source("p", title="100% of it")
    a_source("t", title="Code de l'Élève")
    assert slugs("sources/", q=words) == found


def test_facts_last_checked_by_a_date(db: None) -> None:
    a_source("never")
    a_source("old", checked_on="2024-05")
    a_source("new", checked_on="2025-05-01")
    assert slugs("sources/", checked_before="2024") == ["old"]
    assert slugs("sources/", checked_after="2025") == ["new"]


def test_values_of_one_filter_widen_and_filters_narrow(world: SimpleNamespace) -> None:
    applied = ask("courts/", level=["supreme", "trial"], jurisdiction="xa")["applied"]
    assert applied["filters"] == {"jurisdiction": ["XA"], "level": ["supreme", "trial"]}
    assert slugs("courts/", level=["supreme", "trial"], q="northmark") == ["xatr1"]


def test_nearest_name_is_suggested_for_a_record_that_is_not_there(world: SimpleNamespace) -> None:
    assert refusal("rulings/", court="xasupp")["court"] == "no court has the slug 'xasupp'; did you mean xasup?"


def more(world: SimpleNamespace, number: int) -> None:
    for place in range(number):
        place_ = a_jurisdiction(f"XA-{place}", parent=world.arcadia)
        Participation.objects.create(jurisdiction=place_, kind="member", body=world.arcadia, source=world.source,
                                     status="published")  # fmt: skip
        court = a_court(f"xamore{place}", place_, predecessor=world.supreme, predecessor_before="1981-10-01")
        court.territory.add(world.north, world.south)
        a_review(court, world.supreme)
        a_source(f"more{place}")


@pytest.mark.parametrize(("resource", "queries"), [("jurisdictions", 4), ("courts", 5), ("sources", 2)])
@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow_with_rows(
    world: SimpleNamespace, django_assert_num_queries: Any, resource: str, queries: int, number: int
) -> None:
    more(world, number)
    with django_assert_num_queries(queries):
        assert len(ask(f"{resource}/")["results"]) > number
