"""The flagship question a year apart, on the curated data: what changed in the law is told from what was learnt."""

from __future__ import annotations

import datetime as dt

import pytest

from jurisdictions.partial_dates import PartialDate
from kb.coverage.comparing import counted, moves, moves_sentence
from kb.coverage.report import cover, read_conditions

pytestmark = pytest.mark.usefixtures("curated")

FLAGSHIP = ["possession:yes", "wholly-synthetic:yes", "obscenity-required:no"]
FIRST, LAST = dt.date(2025, 11, 1), dt.date(2026, 11, 1)


def test_the_flagship_a_year_apart_lists_the_changes_of_law_alone_as_such() -> None:
    conditions = read_conditions(FLAGSHIP)
    now, then = (cover(conditions, day, within="US") for day in (LAST, FIRST))
    found = moves(now, then)
    changed = {move["jurisdiction"]["code"]: move for move in found if move["kind"] == "law-changed"}
    # LD 524 was signed on 16 April 2026; nothing else that bears on this question changed in that year.
    assert set(changed) == {"US-ME"}
    assert [(cause["what"], cause["date"]) for cause in changed["US-ME"]["because"]] == [("event", "2026-04-16")]
    for move in found:
        dated = [PartialDate.parse(c["date"]) for c in move["because"] if c["what"] != "first shown"]
        surely = [day for day in dated if day.earliest > FIRST and day.latest <= LAST]
        assert bool(surely) == (move["kind"] == "law-changed"), move["jurisdiction"]["code"]
    assert counted(found)["we-learned"] > 1
    assert str(moves_sentence(now, then, found)).startswith(
        "Between 2025-11-01 and 2026-11-01, the law changed in 1 place; "
    )
