"""On the page of a member: the law of the bodies that it was a member of that day, and what each list says of it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from jurisdictions.models import Jurisdiction, Participation
from tests.world import a_jurisdiction, a_statute, an_event

PAGE = "/en/jurisdictions/xa/"


def body(page: Any) -> str:
    return " ".join(page.content.decode().split())


@pytest.fixture
def union(world: SimpleNamespace) -> Jurisdiction:
    """A union with a directive in force since 2016, a proposal of 2024, a treaty and a guideline."""
    union = a_jurisdiction("XU", name="Union of Arcadia", kind="supranational")
    an_event(a_statute("xu-directive", union, kind="directive", citation="Directive 1"), "in-force", "2016-01-01")
    an_event(a_statute("xu-bill", union, kind="bill", citation="Proposal 2"), "introduced", "2024-01-01")
    an_event(a_statute("xu-treaty", union, kind="treaty", citation="Treaty 3"), "in-force", "2012-01-01")
    an_event(a_statute("xu-guide", union, kind="guideline", citation="Guide 4"), "enacted", "2012-01-01")
    return union


def a_part(world: SimpleNamespace, **values: Any) -> Participation:
    given = {"jurisdiction": world.arcadia, "source": world.source, "status": "published", **values}
    return Participation.objects.create(**given)


def told(page: Any) -> list[tuple[str, int, dict[str, str]]]:
    return [
        (law.body.code, law.in_force, {row.statute.slug: row.life.status for row in law.rows})
        for law in page.context["bodies"]
    ]


def test_a_member_sees_the_instruments_of_its_body_and_their_status(
    client: Client, world: SimpleNamespace, union: Jurisdiction
) -> None:
    a_part(world, kind="member", body=union, in_force="2000-01-01")
    page = client.get(PAGE, {"as_of": "2024-06-01"})
    assert told(page) == [("XU", 1, {"xu-directive": "in-force", "xu-bill": "pending"})]
    assert "2 instruments on record, 1 known to be in force" in body(page)
    assert 'href="/en/statutes/xu-directive/?as_of=2024-06-01"' in body(page)
    earlier = told(client.get(PAGE, {"as_of": "2014-06-01"}))
    assert earlier == [("XU", 0, {"xu-directive": "not-yet", "xu-bill": "not-yet"})]
    assert "0 instruments on record, 0 known to be in force" in body(client.get(PAGE, {"as_of": "2014-06-01"}))


@pytest.mark.parametrize(
    ("day", "member"),
    [("2014-12-31", False), ("2015-01-01", True), ("2020-01-31", True), ("2020-02-01", False)],
)
def test_membership_counts_from_its_first_day_until_the_day_before_its_end(
    client: Client, world: SimpleNamespace, union: Jurisdiction, day: str, member: bool
) -> None:
    a_part(world, kind="member", body=union, in_force="2015-01-01", ended="2020-02-01")
    assert bool(client.get(PAGE, {"as_of": day}).context["bodies"]) is member


def test_a_membership_without_a_start_or_in_its_partial_year_is_not_told(
    client: Client, world: SimpleNamespace, union: Jurisdiction
) -> None:
    part = a_part(world, kind="member", body=union)
    assert told(client.get(PAGE, {"as_of": "2024-06-01"})) == []
    Participation.objects.filter(pk=part.pk).delete()
    a_part(world, kind="member", body=union, in_force="2023")
    assert told(client.get(PAGE, {"as_of": "2023-06-01"})) == []
    assert [law[0] for law in told(client.get(PAGE, {"as_of": "2023-12-31"}))] == ["XU"]


def test_membership_reaches_a_state_and_not_a_dependency(
    client: Client, world: SimpleNamespace, union: Jurisdiction
) -> None:
    a_part(world, kind="member", body=union, in_force="2000-01-01")
    a_jurisdiction("XD", parent=world.arcadia, kind="dependency")
    assert [law[0] for law in told(client.get("/en/jurisdictions/xa-no/"))] == ["XU"]
    assert told(client.get("/en/jurisdictions/xd/")) == []


def test_being_party_to_a_treaty_is_not_membership_and_a_signature_is_not_ratification(
    client: Client, world: SimpleNamespace, union: Jurisdiction
) -> None:
    treaty = union.statutes.get(slug="xu-treaty")
    a_part(world, kind="party", treaty=treaty, signed="2012-05-01", note="As listed in 2015.")
    page = client.get(PAGE, {"as_of": "2024-06-01"})
    assert told(page) == []
    assert '<span class="tag">Signatory</span>' in body(page)
    assert "As listed in 2015." in body(page)
    Participation.objects.update(ratified="2013-01-01")
    assert '<span class="tag">Party</span>' in body(client.get(PAGE))


def test_the_dates_of_a_membership_are_its_start_and_end(
    client: Client, world: SimpleNamespace, union: Jurisdiction
) -> None:
    a_part(world, kind="member", body=union, in_force="2015-01-01", ended="2020-02-01")
    page = body(client.get(PAGE))
    assert "Start of membership: " in page
    assert "End of membership: " in page
    assert "In force for it" not in page


def test_a_hidden_body_shows_nothing(client: Client, world: SimpleNamespace, union: Jurisdiction) -> None:
    a_part(world, kind="member", body=union, in_force="2000-01-01")
    Jurisdiction.objects.filter(pk=union.pk).update(status="draft")
    page = client.get(PAGE, {"as_of": "2024-06-01"})
    assert told(page) == []
    assert "Union of Arcadia" not in body(page)


@pytest.mark.parametrize("number", [1, 3])
def test_the_queries_do_not_depend_on_the_number_of_bodies(
    client: Client, world: SimpleNamespace, django_assert_num_queries: Any, number: int
) -> None:
    for n in range(number):
        other = a_jurisdiction(f"XU{n}", kind="supranational")
        an_event(a_statute(f"xu{n}-directive", other, kind="directive"), "in-force", "2012-01-01")
        a_part(world, kind="member", body=other, in_force="2000-01-01")
    client.get(PAGE, {"as_of": "2021-06-01"})
    with django_assert_num_queries(39):
        assert len(client.get(PAGE, {"as_of": "2021-06-01"}).context["bodies"]) == number
