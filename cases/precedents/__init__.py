"""For an issue, a court and a date: the holdings that bind, that are the court's own, that bind on the meaning of
another place's law, that persuade, and those of which it cannot be told; what later rulings had made of each; and
where courts split.

The rules are those of `cases.authority` and `cases.standing`; here rows are read and their answers joined.
"""

from cases.precedents.answer import GROUPS, Precedent, Precedents, Split, precedents, splits
from cases.precedents.laws import Law
from cases.precedents.on_record import (
    EVERYTHING,
    Concerning,
    CourtShown,
    HoldingShown,
    Later,
    OnRecord,
    RulingShown,
    on_record,
    standings,
)

__all__ = [
    "EVERYTHING",
    "GROUPS",
    "Concerning",
    "CourtShown",
    "HoldingShown",
    "Later",
    "Law",
    "OnRecord",
    "Precedent",
    "Precedents",
    "RulingShown",
    "Split",
    "on_record",
    "precedents",
    "splits",
    "standings",
]
