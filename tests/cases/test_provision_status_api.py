"""Asking whether a provision could be enforced on a day, in a court or at all."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from jurisdictions.models import Record
from kb.models.versions import note_changes
from tests.asking import ask, refusal
from tests.databases import ARCADIA_PUBLISHED_ON
from tests.world import (
    a_court,
    a_holding,
    a_jurisdiction,
    a_provision,
    a_ruling,
    a_source,
    a_statute,
    a_text,
    an_appeal,
    an_effect,
    an_event,
)

STATUS = "provisions/xa-images-act-1/status/"


def verdict(path: str = STATUS, **parameters: Any) -> str:
    return ask(path, **parameters)["verdict"]


def hide(record: Record, status: str = "draft", reason: str = "") -> None:
    type(record)._default_manager.filter(pk=record.pk).update(status=status, withdrawn_reason=reason)


def test_answer_gives_the_wording_the_effects_and_the_steps(world: SimpleNamespace) -> None:
    body = ask(STATUS, as_of="2021-05-04")
    assert (body["provision"], body["label"], body["verdict"]) == ("xa-images-act-1", "s. 1", "not-enforceable")
    dates = {"valid_from": "2020-01-01", "valid_to": "2022-03-01", "shown_on": None}
    assert body["wording"] == {"slug": world.old_text.slug} | dates
    [effect] = body["effects"]
    assert (effect["kind"], effect["reach"], effect["until"]) == ("struck", "nationwide", None)
    assert body["steps"][0]["rule"] == "effect-stands"
    assert body["applied"] == {"as_of": "2021-05-04", "time_zone": "UTC", "court": None}
    assert body["permalink"].endswith("/api/v1/provisions/xa-images-act-1/status/?as_of=2021-05-04")
    assert (body["projection"], body["published_on"]) == (False, ARCADIA_PUBLISHED_ON)


def test_verdict_follows_the_days(world: SimpleNamespace) -> None:
    dates = ["2019-12-31", "2020-01-01", "2021-05-03", "2021-05-04", "2022-02-28", "2022-03-01"]
    assert [verdict(as_of=date) for date in dates] == [
        "not-in-force", "enforceable", "enforceable", "not-enforceable", "not-enforceable", "enforceable",
    ]  # fmt: skip


def test_new_wording_starts_clean_and_points_to_what_became_of_the_old(world: SimpleNamespace) -> None:
    body = ask(STATUS, as_of="2022-03-01")
    assert body["effects"] == []
    [earlier] = body["earlier_wordings"]
    assert earlier["wording"]["slug"] == world.old_text.slug
    assert [effect["kind"] for effect in earlier["effects"]] == ["struck"]
    assert ask(STATUS, as_of="2021-05-04")["earlier_wordings"] == []


def test_effect_ends_when_its_ruling_is_reversed_and_comes_back_when_that_is_undone(world: SimpleNamespace) -> None:
    reversal = a_ruling(world.case, "2021-06-01", court=world.supreme, slug="merrow-again")
    an_appeal(world.top_ruling, reversal, "reverses")
    assert [verdict(as_of=date) for date in ("2021-05-31", "2021-06-01")] == ["not-enforceable", "enforceable"]
    an_appeal(reversal, a_ruling(world.case, "2021-07-01", court=world.supreme, slug="merrow-at-last"), "vacates")
    assert [verdict(as_of=date) for date in ("2021-06-30", "2021-07-01")] == ["enforceable", "not-enforceable"]


def test_order_between_the_parties_limits_and_does_not_strike(world: SimpleNamespace) -> None:
    holding = a_holding(world.trial_ruling, world.issue)
    an_effect(holding, world.old_text, "struck-as-applied", reach="parties")
    assert [verdict(as_of=date) for date in ("2020-05-31", "2020-06-01")] == ["enforceable", "limited"]


@pytest.mark.parametrize(("court", "expected"), [("xasup", "not-enforceable"), ("xatr1", "not-enforceable")])
def test_effect_on_the_whole_jurisdiction_reaches_each_of_its_courts(
    world: SimpleNamespace, court: str, expected: str
) -> None:
    body = ask(STATUS, as_of="2021-05-04", court=court)
    assert (body["verdict"], body["applied"]["court"]) == (expected, court)


def test_answer_says_of_each_effect_whether_it_reaches_the_court(world: SimpleNamespace) -> None:
    """Arcadia has no rule of precedent on record, so of an order of one of its courts nothing can be told to others."""
    apart = a_ruling(world.case, "2021-01-01", court=world.trial, slug="apart")
    an_effect(a_holding(apart, world.issue), world.old_text, "struck-as-applied", reach="parties")
    other = a_court("usx", a_jurisdiction("US"))

    def reached(**asked: str) -> list[tuple[str | None, list[str]]]:
        body = ask(STATUS, as_of="2021-05-04", **asked)
        return [(effect["reaches"], [step["rule"] for step in effect["reach_steps"]]) for effect in body["effects"]]

    assert reached() == [(None, []), (None, [])]
    assert reached(court="xatr1") == [("yes", ["effect-reaches"]), ("yes", ["effect-reaches"])]
    assert reached(court="xaca1") == [("not-determinable", ["no-rule-on-record"]), ("yes", ["effect-reaches"])]
    assert reached(court=other.slug)[1] == ("no", ["effect-does-not-reach"])


def test_a_ruling_on_a_wording_shows_it_in_force_from_its_day(world: SimpleNamespace) -> None:
    clause = a_provision(a_statute("xa-code", world.arcadia, kind="code-section"))
    text = a_text(clause, None, shown_on="2020-06-01")
    an_effect(a_holding(world.trial_ruling, world.issue), text, "struck", reach="parties", until="2021-05-04")
    path = f"provisions/{clause.slug}/status/"
    days = ["2020-05-31", "2020-06-01", "2024-01-01"]
    assert [verdict(path, as_of=day) for day in days] == ["not-determinable", "limited", "enforceable"]
    body = ask(path, as_of="2020-06-01")
    assert body["shown_by"] == {"ruling": "merrow-2020-06-01", "date": "2020-06-01"}
    assert body["steps"][0] == {
        "rule": "shown-by-ruling",
        "text": "merrow-2020-06-01 had an effect on the wording, and so shows it in force on 2020-06-01.",
    }


def test_a_source_that_shows_a_wording_earlier_is_not_a_ruling(world: SimpleNamespace) -> None:
    clause = a_provision(a_statute("xa-code", world.arcadia, kind="code-section"))
    an_effect(a_holding(world.trial_ruling, world.issue), a_text(clause, None, shown_on="2019"), "upheld")
    assert ask(f"provisions/{clause.slug}/status/", as_of="2020-06-01")["shown_by"] is None


def test_an_effect_is_told_though_the_days_of_the_wording_are_not_on_record(world: SimpleNamespace) -> None:
    clause = a_provision(a_statute("xa-code", world.arcadia, kind="code-section"))
    an_effect(a_holding(world.trial_ruling, world.issue), a_text(clause, None, shown_on="2025"), "enjoined")
    body = ask(f"provisions/{clause.slug}/status/", as_of="2021-01-01")
    assert body["verdict"] == "not-determinable"
    assert [effect["kind"] for effect in body["effects"]] == ["enjoined"]


@pytest.mark.parametrize(
    ("dates", "kind", "ruling", "shown"),
    [
        ({}, "struck", {}, True),
        ({}, "upheld", {}, True),
        ({}, "narrowed", {}, True),
        ({"shown_on": "2025"}, "struck", {}, True),
        ({}, "struck", {"date": "2020-06"}, True),
        ({"shown_on": "2020-06-01"}, "struck", {}, False),
        # What only stops enforcement may come before the wording is law; so may advice.
        ({}, "enjoined", {}, False),
        ({}, "stayed", {}, False),
        ({}, "struck", {"kind": "advisory"}, False),
        # A ruling on what had been law.
        ({"valid_to": "2019"}, "struck", {}, False),
        ({"valid_to": "2020"}, "struck", {}, False),
        ({"valid_to": "2021"}, "struck", {}, True),
        # The record contradicts itself: dates go before inference.
        ({"valid_from": "2022-01-01"}, "struck", {}, False),
    ],
)
def test_an_effect_is_refused_on_a_wording_that_is_not_on_record_as_in_force_by_then(
    world: SimpleNamespace, dates: dict[str, Any], kind: str, ruling: dict[str, Any], shown: bool
) -> None:
    clause = a_provision(a_statute("xa-code", world.arcadia, kind="code-section"))
    text = a_text(clause, **({"valid_from": None} | dates))
    given = a_ruling(world.case, **({"date": "2020-06-01", "slug": "shows", "court": world.appeal} | ruling))
    effect = an_effect(a_holding(given, world.issue), text, kind)
    if shown:
        with pytest.raises(ValidationError, match="shown_on 2020-06"):
            effect.clean()
    else:
        effect.clean()


def test_a_wording_in_force_by_its_own_dates_goes_before_one_that_a_ruling_shows(world: SimpleNamespace) -> None:
    older = a_text(world.offence, None, slug="older", shown_on="2019-12-31", valid_to="2020-01-01")
    an_effect(a_holding(world.trial_ruling, world.issue), older, "struck")
    assert ask(STATUS, as_of="2021-01-01")["wording"]["slug"] == world.old_text.slug


def test_partial_date_of_a_wording_is_not_determinable_within_it(world: SimpleNamespace) -> None:
    clause = a_provision(a_statute("xa-code", world.arcadia, kind="code-section"))
    a_text(clause, "2023")
    found = [verdict(f"provisions/{clause.slug}/status/", as_of=d) for d in ("2022-12-31", "2023-06-01", "2023-12-31")]
    assert found == ["not-in-force", "not-determinable", "enforceable"]


def test_bill_is_not_in_force_and_made_law_without_a_commencement_is_not_determinable(world: SimpleNamespace) -> None:
    act = a_statute("xa-new-act", world.arcadia)
    an_event(act, "introduced", "2023-01-01")
    an_event(act, "enacted", "2023-06-01")
    clause = a_provision(act)
    text = a_text(clause, None)
    path = f"provisions/{clause.slug}/status/"
    assert ask(path, as_of="2023-05-31")["wording"] is None
    assert verdict(path, as_of="2023-05-31") == "not-in-force"
    assert verdict(path, as_of="2023-06-01") == "not-determinable"
    assert ask(path, as_of="2023-06-01")["wording"]["slug"] == text.slug


def test_provision_of_a_repealed_act_is_not_in_force(world: SimpleNamespace) -> None:
    an_event(world.act, "repealed", "2023-01-01")
    assert [verdict(as_of=date) for date in ("2022-12-31", "2023-01-01")] == ["enforceable", "not-in-force"]


@pytest.mark.parametrize(
    ("asked", "parameter", "told"),
    [
        ({"court": "xasub"}, "court", "there is no court 'xasub'; did you mean xasup?"),
        ({"court": ""}, "court", "is empty"),
        ({"as_of": "2021"}, "as_of", "names no day"),
        ({"as_of": "1999-12-31"}, "as_of", "the record starts in 2019"),
        ({"corut": "xasup"}, "corut", "did you mean court?"),
    ],
)
def test_what_cannot_be_asked_is_refused(
    world: SimpleNamespace, asked: dict[str, str], parameter: str, told: str
) -> None:
    refused = refusal(STATUS, **asked)
    assert list(refused) == [parameter]
    assert told in refused[parameter]


def test_unknown_provision_and_draft_are_answered_alike(world: SimpleNamespace) -> None:
    hide(world.offence)
    for slug in ("xa-images-act-1", "never-was"):
        told = ask(f"provisions/{slug}/status/", status=404)["detail"]
        assert told == f"there is no provision with the slug '{slug}'"


def test_withdrawn_provision_is_gone_with_its_reason(world: SimpleNamespace) -> None:
    hide(world.offence, "withdrawn", "Asked for by a court.")
    assert ask(STATUS, status=410)["detail"] == "xa-images-act-1 was withdrawn: Asked for by a court."
    hide(world.offence, "published")
    hide(world.act, "withdrawn", "Another matter.")
    assert ask(STATUS, status=410)["detail"] == "xa-images-act was withdrawn: Another matter."


def test_draft_wordings_effects_and_sources_are_shown_nowhere(world: SimpleNamespace) -> None:
    world.effect.source = a_source("secret")
    world.effect.save()
    hide(world.effect.source)
    body = ask(STATUS, as_of="2021-05-04")
    assert (body["effects"][0]["source"], "secret" in str(body)) == (None, False)
    hide(world.effect)
    assert ask(STATUS, as_of="2021-05-04")["effects"] == []
    hide(world.old_text)
    assert verdict(as_of="2021-05-04") == "not-in-force"


def test_client_that_has_the_answer_gets_304(world: SimpleNamespace, client: Any) -> None:
    address = f"/api/v1/{STATUS}?as_of=2021-05-04"
    first = client.get(address)
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 304
    world.effect.delete()
    note_changes()
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_depend_on_how_many_effects_there_are(
    world: SimpleNamespace, django_assert_num_queries: Any, number: int
) -> None:
    for day in range(1, number + 1):
        ruling = a_ruling(world.case, f"2021-01-0{day}", court=world.trial, slug=f"merrow-{day}")
        an_effect(a_holding(ruling, world.issue), world.old_text, "struck-as-applied", reach="parties")
    ask(STATUS, as_of="2021-05-03")  # reads the courts, which are kept
    with django_assert_num_queries(13):
        assert len(ask(STATUS, as_of="2021-05-03")["effects"]) == number
