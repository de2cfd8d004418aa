"""What became of a ruling by a day: the line of its case, and what other rulings did to it and it to them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from cases.history import DEEPEST, History, history
from cases.models import Ruling
from jurisdictions.parameters import TIME_ZONE, ParameterReader
from kb.asking.precedents import ruling_shown, standing_shown

PARAMETERS = ("as_of", "depth")

#: How many edges away from the ruling may be asked for, and what is taken where nothing is.
DEPTHS, USUAL = [str(number) for number in range(1, DEEPEST + 1)], "2"


@dataclass(frozen=True, slots=True)
class HistoryAsked:
    as_of: dt.date
    depth: int

    def query(self) -> dict[str, object]:
        """The parameters that ask it again, on its day."""
        return {"as_of": self.as_of.isoformat(), "depth": self.depth}

    def answer(self, ruling: Ruling) -> History:
        """The ruling must not surely lie after the day."""
        return history(ruling, self.as_of, depth=self.depth)


def read(reader: ParameterReader, as_of: dt.date) -> HistoryAsked:
    return HistoryAsked(as_of, int(reader.choice("depth", DEPTHS, USUAL)))


def history_body(asked: HistoryAsked, ruling: Ruling, found: History) -> dict[str, Any]:
    """The answer as plain data."""
    return {
        "applied": {"as_of": asked.as_of.isoformat(), "time_zone": TIME_ZONE, "depth": asked.depth},
        "ruling": ruling_shown(ruling, found.appeals.get(ruling.slug, ())),
        "good_law": standing_shown(found.good_law),
        "rulings": [ruling_shown(one, found.appeals.get(one.slug, ())) for one in found.rulings],
        "edges": [
            {"what": edge.what, "kind": edge.kind, "by": edge.by, "of": edge.of, "depth": edge.depth,
             "court": edge.court, "issue": edge.issue, "note": edge.note}
            for edge in found.edges
        ],
    }  # fmt: skip
