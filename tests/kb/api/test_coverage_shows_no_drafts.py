"""What the public may not see plays no part in coverage."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from jurisdictions.models import Coding
from tests.asking import answer, ask
from tests.kb.api.covering import BOTH, codes, hide, where
from tests.world import (
    a_holding,
    a_ruling,
    a_source,
    an_effect,
    an_event,
)


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("old_text", "not_assessed"), ("offence", "not_assessed"), ("act", "not_assessed"),
        ("definition_text", "not_assessed"), ("definition", "not_assessed"),
    ],
)  # fmt: skip
def test_record_that_is_not_public_meets_no_condition(
    world: SimpleNamespace, name: str, expected: str, status: str
) -> None:
    hide(getattr(world, name), status)
    assert where("XA", as_of="2020-06-01", within="XA") == expected


def test_draft_coding_is_not_assessed(world: SimpleNamespace) -> None:
    hide(Coding.objects.get(text=world.old_text, question=world.possession))
    assert where("XA", as_of="2020-06-01") == "not_assessed"


def test_draft_effect_and_effect_of_a_draft_ruling_limit_nothing(world: SimpleNamespace) -> None:
    hide(world.effect)
    assert where("XA", as_of="2021-05-04") == "match"
    hide(world.effect, "published")
    hide(world.top_ruling)
    assert where("XA", as_of="2021-05-04") == "match"


def test_draft_source_is_named_nowhere(world: SimpleNamespace) -> None:
    secret = a_source("secret", title="Secret gazette")
    Coding.objects.update(source=secret)
    world.effect.source = secret
    world.effect.save()
    an_event(world.act, "amended", "2021-05-04", secret)
    asked: dict[str, Any] = {"where": BOTH, "as_of": "2021-05-04", "compare_to": "2021-05-03"}
    assert answer("coverage/", **asked).content.decode().lower().count("secret") > 3
    hide(secret)
    assert "secret" not in answer("coverage/", **asked).content.decode().lower()


def test_withdrawn_court_of_a_territory_is_neither_named_nor_an_error(world: SimpleNamespace) -> None:
    holding = a_holding(a_ruling(world.case, "2020-03-01", court=world.supreme, slug="merrow-xx"), world.issue)
    an_effect(holding, world.old_text, "enjoined", reach="territory", court=world.appeal)
    hide(world.appeal, "withdrawn")
    body = ask("coverage/", where=BOTH, as_of="2020-06-01", within="XA")
    assert "xaca1" not in str(body)


def test_draft_jurisdiction_is_in_no_list(world: SimpleNamespace) -> None:
    hide(world.south)
    assert sorted(code for found in codes(ask("coverage/", where=BOTH)).values() for code in found) == ["XA", "XA-NO"]
