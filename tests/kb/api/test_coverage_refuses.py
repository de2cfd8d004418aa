"""What cannot be asked of coverage."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from tests.asking import ask, refusal
from tests.kb.api.covering import BOTH


@pytest.mark.parametrize(
    ("asked", "parameter", "told"),
    [
        ({"where": "posession:yes"}, "where", "no question is called 'posession'; did you mean possession?"),
        ({"where": "possession:maybe"}, "where", "'maybe' is no answer to possession: use no, not-assessed, partial"),
        ({"where": ["possession:yes", "possession:no"]}, "where", "contradict each other: no answer meets them all"),
        ({"where": "possession"}, "where", "is not a condition: write question:answer, as in possession:yes"),
        ({"where": "possession:"}, "where", "is not a condition"),
        ({}, "where", "ask at least one condition"),
        ({"where": BOTH, "within": "XA-NP"}, "within", "no jurisdiction has the code 'XA-NP'; did you mean XA-"),
        ({"where": BOTH, "as_of": "2020-06"}, "as_of", "'2020-06' names no day: write 2020-06-01"),
        ({"where": BOTH, "as_of": "2020-02-30"}, "as_of", "2020-02-30"),
        ({"where": BOTH, "compare_to": "2020"}, "compare_to", "names no day"),
        ({"where": BOTH, "enforceable": "on-paper"}, "enforceable", "is not one of text, in-practice"),
        ({"where": BOTH, "format": "xlsx"}, "format", "is not one of json, csv"),
        ({"where": BOTH, "as_of": ["2020-06-01", "2021-06-01"]}, "as_of", "is given 2 times"),
        ({"where": BOTH, "wihtin": "XA"}, "wihtin", "there is no such parameter; did you mean within?"),
        ({"where": BOTH, "as_of": "2019-11-19"}, "as_of", "the record starts in 2019"),
        ({"where": BOTH, "compare_to": "2019-11-19"}, "compare_to", "nothing is known of the law before 2019-11-20"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_refused_with_the_nearest_that_can(
    world: SimpleNamespace, asked: dict[str, Any], parameter: str, told: str
) -> None:
    refused = refusal("coverage/", **asked)
    assert list(refused) == [parameter]
    assert told in refused[parameter]


def test_everything_wrong_is_told_at_once(world: SimpleNamespace) -> None:
    assert set(refusal("coverage/", where="x:yes", within="ZZ", as_of="then")) == {"where", "within", "as_of"}


def test_first_day_of_the_record_is_answered(world: SimpleNamespace) -> None:
    assert ask("coverage/", where=BOTH, as_of="2019-11-20")["counts"]["match"] == 0
