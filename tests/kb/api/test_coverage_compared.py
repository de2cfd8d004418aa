"""What moved between two days, and what moved it."""

from __future__ import annotations

from types import SimpleNamespace

from cases.models import Effect
from tests.asking import ask
from tests.kb.api.covering import BOTH
from tests.world import (
    a_coding,
    a_jurisdiction,
    a_provision,
    a_statute,
    a_text,
)


def test_moves_name_the_events_wordings_and_rulings_between_the_days(world: SimpleNamespace) -> None:
    body = ask("coverage/", where=BOTH, within="XA", as_of="2021-05-04", compare_to="2021-05-03")
    [move] = body["moves"]
    assert (move["jurisdiction"]["code"], move["from"], move["to"]) == ("XA", "match", "no_match")
    assert [(b["what"], b["date"], b["kind"], b["reach"], b["ruling"]["slug"]) for b in move["because"]] == [
        ("ruling", "2021-05-04", "struck", "nationwide", "merrow-2021-05-04")
    ]
    body = ask("coverage/", where=["possession:yes"], within="XA", as_of="2022-03-01", compare_to="2020-06-01")
    told = [(b["what"], b["date"]) for b in body["moves"][0]["because"]]
    assert told == [
        ("ruling", "2021-05-04"), ("event", "2022-03-01"), ("wording ends", "2022-03-01"),
        ("wording begins", "2022-03-01"),
    ]  # fmt: skip


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
    assert [b["what"] for b in body["moves"][0]["because"]] == ["first shown"]
