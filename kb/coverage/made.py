"""Law that is made and not in force: which wordings had been made by a day, though they had not begun by then.

The rule, for a wording that is not surely in force on the day, nor perhaps ended:

1. If the record names the act that made it, it is made once that act surely is.
2. If nothing dates it, it is made where its instrument surely is law already made: its commencement is not on record.
3. The first wording on record of a clause is made with its instrument: where that surely is enacted and not in force.
4. Any other that begins later was *perhaps* made by then, where the last step that made law before it begins (an
   enactment, an amendment) is one on record by the day; else it was not. An older amendment may not be its own, so that
   nothing surer follows from it.

A treaty that is only signed is not law.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from cases import rows
from jurisdictions.lifecycle import LifeStatus, may_have_commenced
from jurisdictions.models import EventKind, LegislativeEvent, ProvisionText, StatuteKind
from jurisdictions.models.sources import Status
from jurisdictions.partial_dates import PartialDate
from jurisdictions.sentences import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from kb.coverage.law import Wording

PERHAPS_MADE = say("whether these words were made law by that day is not on record")

#: Statuses of an act whose words are law already made.
_MADE = frozenset({"enacted", "in-force", "in-force-in-part"})

#: Steps after which words are law.
_MAKES_LAW = (
    EventKind.SIGNED,
    EventKind.ASSENT,
    EventKind.PUBLISHED,
    EventKind.ENACTED,
    EventKind.AMENDED,
)


class Made(StrEnum):
    SURELY = "surely"
    PERHAPS = "perhaps"
    NOT = "not"


class _Facts(NamedTuple):
    """What decides of one wording: the act that made it, with its jurisdiction and kind; whether none came before."""

    by: int | None
    by_place: str | None
    by_kind: str | None
    first: bool


@dataclass(frozen=True, slots=True)
class Making:
    """What is on record by the day of how wordings were made."""

    date: dt.date
    facts: Mapping[int, _Facts]
    acts: Mapping[int, LifeStatus]
    steps: Mapping[int, Sequence[PartialDate]]

    def made(self, row: Wording, life: LifeStatus) -> Made:
        """The rule above; `life` is that of the wording's own instrument."""
        if row.valid_to is not None and PartialDate.parse(row.valid_to).earliest <= self.date:
            return Made.NOT
        facts = self.facts[row.text]
        if facts.by is not None:
            act = self.acts[facts.by]
            made = act.status in _MADE and not (act.status == "enacted" and facts.by_kind == StatuteKind.TREATY)
            return Made.SURELY if made and act.sure else Made.PERHAPS if made or not act.sure else Made.NOT
        if row.valid_from is None and row.shown_on is None and row.valid_to is None:
            return Made.SURELY if life.sure and may_have_commenced(row.statute_kind, life.status) else Made.NOT
        if life.status == "enacted" and life.sure and facts.first and row.statute_kind != StatuteKind.TREATY:
            return Made.SURELY
        return self._perhaps(row)

    def _perhaps(self, row: Wording) -> Made:
        if row.valid_from is None:
            return Made.NOT
        begins = PartialDate.parse(row.valid_from).latest
        before = [step for step in self.steps.get(row.statute_id, ()) if step.earliest <= begins]
        return Made.PERHAPS if before and all(step.earliest <= self.date for step in before) else Made.NOT


def making(
    date: dt.date, unsure: Iterable[Wording], lives: Callable[[dt.date, set[int]], dict[int, LifeStatus]]
) -> Making:
    """What is on record of these wordings; `lives` tells what statutes were made by then (`law._made_on`)."""
    found = list(unsure)
    facts = _facts(found)
    by = {one.by for one in facts.values() if one.by is not None}
    steps: dict[int, list[PartialDate]] = defaultdict(list)
    events = LegislativeEvent.objects.filter(
        rows.among("statute", {row.statute_id for row in found}), status=Status.PUBLISHED, kind__in=_MAKES_LAW
    )
    for statute, when in events.order_by().values_list("statute", "date"):
        steps[statute].append(when)
    return Making(date, facts, lives(date, by), steps)


def _facts(unsure: Iterable[Wording]) -> dict[int, _Facts]:
    asked = {row.text: row.provision_id for row in unsure}
    wordings: dict[int, list[tuple[int, PartialDate | None, PartialDate | None, PartialDate | None]]] = defaultdict(
        list
    )
    acts: dict[int, tuple[int | None, str | None, str | None]] = {}
    found = ProvisionText.objects.public().filter(rows.among("provision", set(asked.values()))).order_by()
    for provision, text, start, end, shown, act, place, kind, *statuses in found.values_list(
        "provision", "pk", "valid_from", "valid_to", "shown_on", "made_by", "made_by__jurisdiction__code",
        "made_by__kind", "made_by__status", "made_by__jurisdiction__status",
    ):  # fmt: skip
        wordings[provision].append((text, start, end, shown))
        public = all(status == Status.PUBLISHED for status in statuses)
        acts[text] = (act, place, kind) if public else (None, None, None)
    return {text: _Facts(*acts[text], _is_first(text, wordings[provision])) for text, provision in asked.items()}


def _is_first(
    text: int, wordings: Iterable[tuple[int, PartialDate | None, PartialDate | None, PartialDate | None]]
) -> bool:
    """Whether no wording of its clause on record came before it. One without a start is placed by the day that shows
    it, or else by its end."""
    order = {}
    for pk, start, end, shown in wordings:
        known = start or shown or end
        order[pk] = (known.earliest, known.latest, pk) if known else (dt.date.min, dt.date.min, pk)
    return min(order, key=lambda pk: order[pk]) == text
