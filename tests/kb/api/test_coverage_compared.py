"""What moved between two days, and what moved it."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest

from cases.models import Effect
from kb.coverage.comparing import changes_between, moves
from kb.coverage.report import cover, read_conditions
from tests.asking import ask
from tests.kb.api.covering import BOTH, hide
from tests.world import (
    a_coding,
    a_jurisdiction,
    a_provision,
    a_statute,
    a_text,
    an_event,
)


def test_a_move_names_what_moved_it_and_nothing_else_that_happened_between_the_days(world: SimpleNamespace) -> None:
    body = ask("coverage/", where=BOTH, within="XA", as_of="2021-05-04", compare_to="2021-05-03")
    [move] = body["moves"]
    assert (move["jurisdiction"]["code"], move["kind"], move["from"], move["to"]) == (
        "XA", "law-changed", "match", "no_match",
    )  # fmt: skip
    assert [(b["what"], b["date"], b["kind"], b["reach"], b["ruling"]["slug"]) for b in move["because"]] == [
        ("ruling", "2021-05-04", "struck", "nationwide", "merrow-2021-05-04")
    ]
    # The ruling of 2021 struck the old wording; that the new one asks for less is what moved it by 2022.
    body = ask("coverage/", where=["possession:yes"], within="XA", as_of="2022-03-01", compare_to="2020-06-01")
    [move] = body["moves"]
    [cause] = move["because"]
    assert (cause["what"], cause["date"], cause["counts_as"]) == ("wording begins", "2022-03-01", "law-changed")
    assert cause["event"] == {"kind": "amended", "date": "2022-03-01", "by": "Images (Amendment) Act"}
    assert cause["source"]["slug"] == "gazette"
    assert (move["deciding"]["from"]["wording"]["slug"], move["deciding"]["to"]["wording"]["slug"]) == (
        world.old_text.slug, world.new_text.slug,
    )  # fmt: skip
    assert move["deciding"]["to"]["reasons"] == ["possession is partial, asked for yes"]


def test_the_act_that_made_a_wording_is_named(world: SimpleNamespace) -> None:
    act = a_statute("xa-amendment", world.arcadia, citation="Images (Amendment) Act 2022")
    an_event(act, "enacted", "2022-02-01")
    world.new_text.made_by = act
    world.new_text.save()
    body = ask("coverage/", where=["possession:yes"], within="XA", as_of="2022-03-01", compare_to="2020-06-01")
    [cause] = body["moves"][0]["because"]
    assert cause["act"] == {"slug": "xa-amendment", "citation": "Images (Amendment) Act 2022"}
    hide(act)
    body = ask("coverage/", where=["possession:yes"], within="XA", as_of="2022-03-01", compare_to="2020-06-01")
    assert body["moves"][0]["because"][0]["act"] is None


def test_effect_that_ended_between_the_days_is_told_on_the_day_it_ended(world: SimpleNamespace) -> None:
    Effect.objects.update(until="2021-09-01")
    body = ask("coverage/", where=BOTH, within="XA", as_of="2021-09-02", compare_to="2021-06-01")
    [move] = body["moves"]
    assert (move["from"], move["to"]) == ("no_match", "match")
    assert [(b["what"], b["date"], b["kind"]) for b in move["because"]] == [("ruling ends", "2021-09-01", "struck")]


def test_nothing_moves_between_days_with_the_same_lists(world: SimpleNamespace) -> None:
    assert ask("coverage/", where=BOTH, as_of="2020-06-02", compare_to="2020-06-01")["moves"] == []


def test_source_that_first_shows_a_wording_is_told_apart_from_a_change_of_law(world: SimpleNamespace) -> None:
    section = a_statute("xb-code", a_jurisdiction("XB"), kind="code-section")
    a_coding(a_text(a_provision(section), None, shown_on="2023-06-01"), world.possession)
    body = ask("coverage/", where=["possession:yes"], within="XB", as_of="2023-06-01", compare_to="2023-05-31")
    [move] = body["moves"]
    assert (move["kind"], move["from"], move["to"]) == ("we-learned", "unclear", "match")
    assert [(b["what"], b["date"]) for b in move["because"]] == [("first shown", "2023-06-01")]
    assert body["moves_by_kind"] == {"law-changed": 0, "date-not-exact": 0, "we-learned": 1}
    assert body["moves_sentence"] == (
        "Between 2023-05-31 and 2023-06-01, the law changed in no place; 1 move is only of what is on record, and not "
        "of the law."
    )


def test_a_date_that_leaves_a_day_open_is_no_change_of_law_and_one_between_the_days_is(world: SimpleNamespace) -> None:
    section = a_statute("xb-act", a_jurisdiction("XB"))
    a_coding(a_text(a_provision(section), "2023-06"), world.possession)
    asked: dict[str, Any] = {"where": ["possession:yes"], "within": "XB"}
    [inside] = ask("coverage/", **asked, as_of="2023-07-01", compare_to="2023-06-15")["moves"]
    assert (inside["kind"], inside["from"], inside["to"]) == ("date-not-exact", "unclear", "match")
    assert [(b["what"], b["date"], b["note"]) for b in inside["because"]] == [
        ("wording begins", "2023-06", "known only as 2023-06: on one of the days this leaves it open")
    ]
    [outside] = ask("coverage/", **asked, as_of="2023-07-01", compare_to="2023-05-31")["moves"]
    assert (outside["kind"], outside["from"], outside["to"]) == ("law-changed", "not_assessed", "match")


def test_the_strongest_cause_that_is_sure_gives_the_kind(world: SimpleNamespace) -> None:
    """An old offence first shown in 2023, and a new one of that year, are each enough: the law did change."""
    place = a_jurisdiction("XB")
    a_coding(
        a_text(a_provision(a_statute("xb-code", place, kind="code-section")), None, shown_on="2023-06-01"),
        world.possession,
    )
    a_coding(a_text(a_provision(a_statute("xb-act", place)), "2023-03-01"), world.possession)
    [move] = ask("coverage/", where=["possession:yes"], within="XB", as_of="2024-01-01", compare_to="2023-01-01")[
        "moves"
    ]
    assert move["kind"] == "law-changed"
    assert [(b["what"], b["counts_as"]) for b in move["because"]] == [
        ("wording begins", "law-changed"), ("first shown", "we-learned"),
    ]  # fmt: skip


def test_two_offences_that_had_both_to_end_are_both_the_cause(world: SimpleNamespace) -> None:
    act = a_statute("xb-act", a_jurisdiction("XB"))
    for label, ends, answer in (
        ("s. 1", "2022-01-01", "yes"), ("s. 2", "2023-01-01", "yes"),
        # These never met the question: that one of them ended moved nothing.
        ("s. 3", "2022-06-01", "no"), ("s. 4", None, "no"),
    ):  # fmt: skip
        a_coding(a_text(a_provision(act, label), "2020-01-01", valid_to=ends), world.possession, answer)
    [move] = ask("coverage/", where=["possession:yes"], within="XB", as_of="2023-06-01", compare_to="2021-01-01")[
        "moves"
    ]
    assert (move["from"], move["to"]) == ("match", "no_match")
    assert [(b["what"], b["date"]) for b in move["because"]] == [
        ("wording ends", "2022-01-01"), ("wording ends", "2023-01-01"),
    ]  # fmt: skip


def test_a_definition_that_changed_is_the_cause_for_the_offence_that_takes_it_in(world: SimpleNamespace) -> None:
    world.definition_text.valid_to = "2021-01-01"
    world.definition_text.save()
    later = a_text(world.definition, "2021-01-01", summary="Defines image more narrowly.")
    a_coding(later, world.synthetic, "no")
    [move] = ask("coverage/", where=BOTH, within="XA", as_of="2021-02-01", compare_to="2020-12-01")["moves"]
    [cause] = move["because"]
    assert (cause["provision"]["slug"], cause["wording"]) == ("xa-images-act-9", later.slug)
    assert move["deciding"]["to"]["provision"] == "xa-images-act-1"


def test_guidelines_are_never_a_cause(world: SimpleNamespace) -> None:
    place = a_jurisdiction("XB")
    letter = a_statute("xb-letter", place, kind="guideline")
    an_event(letter, "issued", "2023-02-01")
    a_coding(a_text(a_provision(letter), "2023-02-01"), world.possession)
    a_coding(a_text(a_provision(a_statute("xb-act", place)), "2023-03-01"), world.possession)
    [move] = ask("coverage/", where=["possession:yes"], within="XB", as_of="2024-01-01", compare_to="2023-01-01")[
        "moves"
    ]
    assert [b["statute"]["slug"] for b in move["because"]] == ["xb-act"]
    between = changes_between(["XB"], dt.date(2023, 1, 1), dt.date(2024, 1, 1))["XB"]
    assert [(change["what"], change["provision"]["slug"]) for change in between] == [("wording begins", "xb-act-1")]


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_depend_on_how_many_moves_there_are(
    world: SimpleNamespace, django_assert_num_queries: Any, number: int
) -> None:
    for code in ("XB", "XC", "XD")[:number]:
        act = a_statute(f"{code.lower()}-act", a_jurisdiction(code))
        an_event(act, "in-force", "2023-03-01")
        a_coding(a_text(a_provision(act), "2023-03-01"), world.possession)
    conditions = read_conditions(["possession:yes"])
    now, then = (cover(conditions, dt.date(year, 1, 1)) for year in (2024, 2023))
    with django_assert_num_queries(2):
        assert len(moves(now, then)) == number
