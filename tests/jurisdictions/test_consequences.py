"""Penalties, duties to report, reservations and transpositions: kept as data, listed, and refused where wrong."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation

from jurisdictions.models import Participation, Penalty
from kb.languages.penalties import what_it_is, what_it_is_for
from tests.asking import ask, refusal, slugs
from tests.world import (
    a_jurisdiction,
    a_part_in,
    a_penalty,
    a_provision,
    a_reporting_duty,
    a_reservation,
    a_statute,
    a_text,
    a_transposition,
)


def test_a_penalty_stands_under_its_wording_and_in_a_list(world: SimpleNamespace) -> None:
    a_penalty(world.new_text, "possession", occasion="first", minimum_months=12, maximum_months=120, pinpoint="(2)")
    a_penalty(world.old_text, "production", life=True, maximum_months=None)
    (row,) = ask("provisions/xa-images-act-1/")["wordings"][-1]["penalties"]
    assert (row["conduct"], row["occasion"], row["minimum_months"], row["maximum_months"], row["life"]) == (
        "possession", "first", 12, 120, False,
    )  # fmt: skip
    assert (row["pinpoint"], row["source"]["slug"]) == ("(2)", "gazette")
    assert len(ask("penalties/")["results"]) == 2
    assert slugs("penalties/", in_force="true", as_of="2023-01-01") == [row["slug"]]
    assert slugs("penalties/", conduct="possession", occasion="first", within="XA") == [row["slug"]]
    assert [one["provision"]["slug"] for one in ask("penalties/", life="true")["results"]] == ["xa-images-act-1"]
    assert "possession-with-intent" in refusal("penalties/", conduct="posession")["conduct"]


@pytest.mark.parametrize(
    ("columns", "broken"),
    [
        ({"maximum_months": None}, "penalty_says_what_may_be_ordered"),
        ({"life": True}, "penalty_has_one_longest_term"),
        ({"minimum_months": 61}, "penalty_terms_are_in_order"),
        (
            {"fine": "added", "currency": "USD", "minimum_fine": 2, "maximum_fine": 1},
            "penalty_fines_are_in_order",
        ),
        ({"maximum_fine": 1000, "currency": "USD"}, "penalty_amounts_are_of_a_fine_in_a_currency"),
        ({"maximum_fine": 1000, "fine": "added"}, "penalty_amounts_are_of_a_fine_in_a_currency"),
        ({"maximum_fine": 1000, "fine": "added", "currency": "usd"}, "penalty_amounts_are_of_a_fine_in_a_currency"),
        ({"conduct": "arson"}, "penalty_is_for_a_known_conduct"),
    ],
)
def test_a_penalty_that_cannot_be_is_refused(world: SimpleNamespace, columns: dict[str, Any], broken: str) -> None:
    with pytest.raises(IntegrityError, match=broken), transaction.atomic():
        a_penalty(world.new_text, **columns)
    with pytest.raises(ValidationError):
        Penalty(text=world.new_text, source=world.source, **({"conduct": "access", "maximum_months": 60} | columns)
                ).full_clean(exclude=["slug"])  # fmt: skip


@pytest.mark.parametrize(
    ("columns", "english", "french"),
    [
        ({"maximum_months": 120}, "up to 10 years in prison", "10 ans de prison au plus"),
        ({"minimum_months": 6, "maximum_months": 24}, "6 months to 2 years in prison", "de 6 mois à 2 ans de prison"),
        ({"minimum_months": 60, "maximum_months": 60}, "5 years in prison", "5 ans de prison"),
        ({"minimum_months": 13}, "at least 1 year 1 month in prison", "au moins 1 an 1 mois de prison"),
        ({"life": True}, "up to life in prison", "jusqu'à la prison à perpétuité"),
        (
            {"minimum_months": 120, "life": True},
            "10 years in prison, up to life", "10 ans de prison, jusqu'à la perpétuité",
        ),
        (
            {"offence_class": "class D felony", "maximum_months": 300, "fine": "added", "maximum_fine": 100_000,
             "currency": "USD"},
            "class D felony: up to 25 years in prison, and a fine of up to USD 100,000",
            "class D felony : 25 ans de prison au plus, et une amende d'au plus 100 000 USD",
        ),
        (
            {"minimum_months": 12, "fine": "alternative", "minimum_fine": 1000, "maximum_fine": 5000, "currency":
             "EUR"},
            "at least 1 year in prison, or a fine of EUR 1,000 to 5,000, or both",
            "au moins 1 an de prison, ou une amende de 1 000 à 5 000 EUR, ou les deux",
        ),
        ({"fine": "sole"}, "a fine", "une amende"),
        ({"offence_class": "misdemeanour"}, "misdemeanour", "misdemeanour"),
    ],
)  # fmt: skip
def test_a_penalty_in_words(columns: dict[str, Any], english: str, french: str) -> None:
    penalty = Penalty(conduct="possession", **columns)
    assert what_it_is(penalty) == english
    with translation.override("fr"):
        assert what_it_is(penalty).replace("\u202f", " ").replace("\xa0", " ").replace("\u2019", "'") == french


def test_what_a_penalty_is_for_in_words() -> None:
    penalty = Penalty(conduct="offence", occasion="repeated", depicted="synthetic", condition="more than 100 images")
    assert what_it_is_for(penalty) == "Every conduct of the clause; later offence; no real child; more than 100 images"


def test_a_duty_to_report_stands_under_its_wording_and_in_a_list(world: SimpleNamespace) -> None:
    duty = a_reporting_duty(world.new_text, names_ai="silent", deadline="at once")
    (row,) = ask("provisions/xa-images-act-1/")["wordings"][-1]["reporting_duties"]
    assert (row["who"], row["to"], row["deadline_hours"]) == ("Providers of storage", "The hotline of Arcadia", 24)
    assert slugs("reporting-duties/", names_ai="silent", jurisdiction="XA") == [duty.slug]
    assert slugs("reporting-duties/", names_ai="yes") == []


def test_a_reservation_stands_under_the_part_in_a_treaty(world: SimpleNamespace) -> None:
    part = a_part_in(a_statute("xa-treaty", world.arcadia, kind="treaty"), world.north)
    a_reservation(part, articles="art. 9(2)", made="2004-07-01", until="2010")
    (row,) = ask("jurisdictions/xa-no/")["participations"][0]["reservations"]
    assert (row["kind"], row["articles"], row["made"], row["until"]) == (
        "reservation", "art. 9(2)", "2004-07-01", "2010",
    )  # fmt: skip


def test_there_is_no_reservation_to_a_membership(world: SimpleNamespace) -> None:
    body = a_jurisdiction("XU", kind="supranational")
    member = Participation.objects.create(jurisdiction=world.arcadia, kind="member", body=body, source=world.source)
    with pytest.raises(ValidationError, match="made to treaties"):
        a_reservation(member, status="draft").full_clean()


def test_transpositions_by_directive_and_state(world: SimpleNamespace) -> None:
    directive = a_statute("xu-dir", a_jurisdiction("XU", kind="supranational"), kind="directive")
    article = a_provision(directive, "s. 5")
    a_text(article)
    found = a_transposition(world.arcadia, article)
    found.measures.add(world.act)
    row = ask(f"transpositions/{found.slug}/")
    assert (row["directive"]["slug"], row["article"]["label"], row["state"], row["as_of"]) == (
        "xu-dir", "s. 5", "part", "2024",
    )  # fmt: skip
    assert [one["slug"] for one in row["measures"]] == ["xa-images-act"]
    assert slugs("transpositions/", directive="xu-dir", state="part,full", jurisdiction="XA") == [found.slug]


@pytest.mark.parametrize("number", [1, 3])
def test_transpositions_are_listed_in_the_same_queries_however_many(
    world: SimpleNamespace, django_assert_num_queries: Any, number: int
) -> None:
    directive = a_statute("xu-dir", a_jurisdiction("XU", kind="supranational"), kind="directive")
    for place in range(number):
        a_transposition(world.arcadia, a_provision(directive, f"s. {place}")).measures.add(world.act)
    with django_assert_num_queries(3):
        assert len(ask("transpositions/")["results"]) == number
