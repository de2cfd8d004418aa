"""Issues, cases, rulings, holdings, treatments and effects over the API."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from tests.asking import ask, slugs
from tests.world import (
    a_case,
    a_charge,
    a_holding,
    a_provision,
    a_ruling,
    a_source,
    a_statute,
    a_text,
    a_treatment,
    an_appeal,
    an_effect,
    an_issue,
)


def test_ruling_draws_a_whole_row(world: SimpleNamespace) -> None:
    body = ask("rulings/merrow-2021-05-04/")
    assert body["case"]["caption"] == "Arcadia v. Merrow"
    assert body["court"]["short_name"] == "Arc."
    assert body["citations"] == ["12 Arc. 345"]
    assert body["jurisdiction"]["code"] == "XA"
    holding = body["holdings"][0]
    assert (holding["issue"]["slug"], holding["answer"], holding["pinpoint"]) == (
        "virtual-image",
        "protected",
        "at 350",
    )
    assert holding["source"]["address"].startswith("https://gazette.example/")
    assert [(row["kind"], row["of"]["slug"]) for row in body["appeals_decided"]] == [("reverses", "merrow-2020-06-01")]


def test_review_is_seen_from_both_rulings(world: SimpleNamespace) -> None:
    appeal = ask("rulings/merrow-2020-06-01/")["appeals"][0]
    assert (appeal["kind"], appeal["by"]["slug"]) == ("reverses", "merrow-2021-05-04")


def test_pending_appeal_has_a_court_and_no_ruling(world: SimpleNamespace) -> None:
    an_appeal(world.top_ruling, None, "pending", court=world.supreme, docket="21-1")
    appeal = ask("rulings/merrow-2021-05-04/")["appeals"][0]
    assert (appeal["by"], appeal["court"]["slug"], appeal["docket"]) == (None, "xasup", "21-1")


def test_rulings_stand_newest_first_and_issue_and_answer_ask_for_one_holding(world: SimpleNamespace) -> None:
    other = an_issue("other-issue")
    a_holding(world.top_ruling, other, "not-protected")
    assert slugs("rulings/") == ["merrow-2021-05-04", "merrow-2020-06-01"]
    assert slugs("rulings/", issue="virtual-image", answer="protected") == ["merrow-2021-05-04"]
    assert slugs("rulings/", issue="virtual-image", answer="not-protected") == []
    assert slugs("rulings/", issue="other-issue", answer="not-protected", scope="facial") == ["merrow-2021-05-04"]
    assert slugs("cases/", issue="other-issue", answer="protected") == []


@pytest.mark.parametrize(
    ("parameters", "found"),
    [
        ({"court": "xatr1"}, ["merrow-2020-06-01"]),
        ({"court": "xatr1,xasup"}, ["merrow-2021-05-04", "merrow-2020-06-01"]),
        ({"court_level": "supreme"}, ["merrow-2021-05-04"]),
        ({"precedential": "non-precedential"}, ["merrow-2020-06-01"]),
        ({"decided_after": "2021"}, ["merrow-2021-05-04"]),
        ({"decided_before": "2020-06"}, ["merrow-2020-06-01"]),
        ({"decided_after": "2020", "decided_before": "2020"}, ["merrow-2020-06-01"]),
        ({"statute": "xa-images-act"}, ["merrow-2021-05-04"]),
        ({"provision": "xa-images-act-1"}, ["merrow-2021-05-04"]),
        ({"provision": "xa-images-act-9"}, []),
        ({"dictum": "true"}, []),
        ({"within": "XA"}, ["merrow-2021-05-04", "merrow-2020-06-01"]),
        ({"within": "XA-NO"}, []),
        ({"case": "merrow", "kind": "opinion"}, ["merrow-2021-05-04", "merrow-2020-06-01"]),
        ({"q": "12 arc"}, ["merrow-2021-05-04"]),
        ({"ordering": "date"}, ["merrow-2020-06-01", "merrow-2021-05-04"]),
    ],
)
def test_rulings_are_filtered(world: SimpleNamespace, parameters: dict[str, str], found: list[str]) -> None:
    assert slugs("rulings/", **parameters) == found


def test_case_shows_its_charges_and_rulings(world: SimpleNamespace) -> None:
    body = ask("cases/merrow/")
    assert [row["slug"] for row in body["rulings"]] == ["merrow-2021-05-04", "merrow-2020-06-01"]
    charge = body["charges"][0]
    assert (charge["disposition"], charge["provision"]["slug"]) == ("dismissed", "xa-images-act-1")
    assert slugs("cases/", statute="xa-images-act", disposition="dismissed") == ["merrow"]
    assert slugs("cases/", disposition="pending") == []
    assert slugs("cases/", court="xasup") == ["merrow"]  # by its ruling


def test_holding_shows_what_it_concerns_and_does(world: SimpleNamespace) -> None:
    body = ask(f"holdings/{world.holding.slug}/", as_of="2021-06-01")
    assert [row["slug"] for row in body["provisions"]] == ["xa-images-act-1"]
    assert [row["slug"] for row in body["statutes"]] == ["xa-images-act"]
    effect = body["effects"][0]
    assert (effect["kind"], effect["wording"]["state_on"]["state"]) == ("struck", "in-force")
    assert slugs("holdings/", court="xasup", precedential="precedential", answer="protected") == [world.holding.slug]


def test_effects_by_wording_provision_and_time(world: SimpleNamespace) -> None:
    slug = world.effect.slug
    assert slugs("effects/", wording=world.old_text.slug) == [slug]
    assert slugs("effects/", wording=world.new_text.slug) == []
    assert slugs("effects/", provision="xa-images-act-1", kind="struck", since_before="2021") == [slug]
    body = ask(f"effects/{slug}/")
    assert (body["holding"]["slug"], body["ruling"]["slug"]) == (world.holding.slug, "merrow-2021-05-04")


def test_treatments_by_the_issue_they_go_to(world: SimpleNamespace) -> None:
    later = a_ruling(a_case("brook", world.appeal), "2023")
    on_it = a_treatment(later, world.top_ruling, "overrules", issue=world.issue)
    whole = a_treatment(later, world.top_ruling, "limits")
    proof = an_issue("proof", kind="reach")
    assert slugs("treatments/", issue="virtual-image") == [on_it.slug]
    assert slugs("treatments/", issue="proof") == []
    assert sorted(slugs("treatments/")) == sorted([on_it.slug, whole.slug])
    assert ask(f"treatments/{on_it.slug}/")["issue"]["slug"] == "virtual-image"
    assert ask(f"treatments/{whole.slug}/")["issue"] is None
    received = ask("rulings/merrow-2021-05-04/")["treatments_received"]
    assert {row["slug"]: row["issue"] and row["issue"]["slug"] for row in received} == {
        on_it.slug: "virtual-image", whole.slug: None,
    }  # fmt: skip
    type(proof).objects.filter(pk=world.issue.pk).update(status="draft")
    assert slugs("treatments/") == [whole.slug]


def test_treatments_by_kind_and_by_either_ruling(world: SimpleNamespace) -> None:
    later = a_ruling(a_case("brook", world.appeal), "2023")
    treatment = a_treatment(later, world.top_ruling, "overrules", pinpoint="at 2")
    assert slugs("treatments/", cited="merrow-2021-05-04", kind="overrules") == [treatment.slug]
    assert slugs("treatments/", citing="merrow-2021-05-04") == []
    assert slugs("treatments/", citing_court="xaca1", decided_after="2023") == [treatment.slug]
    assert ask("rulings/merrow-2021-05-04/")["treatments_received"][0]["citing"]["caption"] == "Arcadia v. Brook"


def test_issue_names_the_answers_its_kind_allows(world: SimpleNamespace) -> None:
    an_issue("reach-issue", kind="reach")
    assert ask("issues/reach-issue/")["answers"] == ["mixed", "no", "not-reached", "yes"]


def more(world: SimpleNamespace, number: int) -> None:
    for place in range(number):
        source = a_source(f"source{place}")
        statute = a_statute(f"more{place}", world.north)
        case = a_case(f"case{place}", world.appeal)
        case.sources.add(source, world.source)
        for label in ("s. 1", "s. 2"):
            clause = a_provision(statute, label)
            text = a_text(clause)
            a_charge(case, label, statute=statute, provision=clause)
            ruling = a_ruling(case, f"202{place}-0{label[-1]}-01", court=world.supreme)
            ruling.sources.add(source, world.source)
            a_treatment(ruling, world.top_ruling, source=source)
            a_treatment(world.trial_ruling, ruling)
            an_appeal(world.trial_ruling, ruling, "vacates", source=source)
            an_appeal(ruling, world.top_ruling, "affirms")
            for issue in (world.issue, an_issue(f"issue{place}{label[-1]}")):
                holding = a_holding(ruling, issue, source=source)
                holding.statutes.add(statute, world.act)
                holding.provisions.add(clause, world.offence)
                an_effect(holding, text, reach="territory", court=world.appeal, until="2029", ended_by=world.top_ruling)


@pytest.mark.parametrize(
    ("resource", "queries"),
    [("issues", 2), ("cases", 5), ("rulings", 8), ("holdings", 8), ("treatments", 2), ("effects", 5)],
)
@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow_with_rows(
    world: SimpleNamespace, django_assert_num_queries: Any, resource: str, queries: int, number: int
) -> None:
    more(world, number)
    with django_assert_num_queries(queries):
        assert len(ask(f"{resource}/")["results"]) > number


def test_fifty_rulings_with_their_count_are_nine_queries(
    world: SimpleNamespace, django_assert_num_queries: Any
) -> None:
    more(world, 3)
    for number in range(50):
        a_ruling(world.case, f"2022-01-{1 + number % 28:02}")
    with django_assert_num_queries(9):
        page = ask("rulings/", page_size=50, count="true")
    assert (len(page["results"]), page["count"]) == (50, 58)
