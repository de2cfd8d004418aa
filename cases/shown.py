"""Days on which rulings show wordings in force: an effect is evidence of the wording that it is on.

A ruling that upheld, struck or narrowed a wording decided on it as law, so the wording was in force on the day of
the ruling. Left out are orders that only stop enforcement (they may be made before the wording takes effect),
advisory opinions (given on bills too), and a ruling on a wording that had ended by its day: it was decided on what
had been law. A day known to the month or year counts from its last day, as any day on which a source shows a wording.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from cases import rows
from cases.models import Effect, EffectKind, RulingKind
from jurisdictions.models.sources import Status
from jurisdictions.partial_dates import PartialDate

#: Effects of orders that may come before what they stop.
BEFORE_IT_IS_LAW = (EffectKind.ENJOINED, EffectKind.STAYED)


class ShownBy(NamedTuple):
    """A day on which a ruling (its slug) shows a wording in force."""

    day: dt.date
    ruling: str


def shown_by_rulings(texts: Iterable[int]) -> dict[int, ShownBy]:
    """The earliest day for each wording (by primary key) that a ruling shows in force. The wordings must be public:
    that is not looked at again. One query."""
    of_the_holding = [f"{parent}__status" for parent in Effect.PUBLIC_PARENTS if parent.split("__")[0] == "holding"]
    found: dict[int, ShownBy] = {}
    for text, given, ruling, begins, ends in (
        Effect.objects.filter(rows.among("text", texts))
        .filter(**dict.fromkeys(["status", *of_the_holding], Status.PUBLISHED))
        .exclude(kind__in=BEFORE_IT_IS_LAW)
        .exclude(holding__ruling__kind=RulingKind.ADVISORY)
        .order_by("text_id", "holding__ruling__date_latest", "holding__ruling__slug")
        .values_list(
            "text", "holding__ruling__date", "holding__ruling__slug", "text__valid_from", "text__valid_to"
        )
    ):  # fmt: skip
        if text not in found and _within(given, begins, ends):
            found[text] = ShownBy(given.latest, ruling)
    return found


def _within(given: PartialDate, begins: PartialDate | None, ends: PartialDate | None) -> bool:
    """Whether the ruling's day does not contradict the wording's own days: it had begun, and not yet ended."""
    begun = begins is None or begins.latest <= given.latest
    return begun and (ends is None or given.latest < ends.earliest)
