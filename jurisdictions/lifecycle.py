"""The one rule that derives an instrument's status on a date from the events of its life. No Django.

Each kind of event opens a status. On a date, the status is the one opened by the latest event
that has surely happened by then; events of the same day are ranked by how far they carry the
instrument. Two things follow from the rule rather than being typed in:

- `amended` tells that the instrument is in force only if something before it says so: an amended
  instrument that was never recorded as enacted or in force is taken to be in force from then on,
  because only law in force is amended, but a bill (no enactment on record) stays pending.
- where an enactment is on record and no commencement, the status is `enacted`: whether and when it
  came into force is not on record. The exception is a United States federal law, which takes effect
  on its enactment unless it says otherwise (Gozlon-Peretz v. United States, 498 U.S. 395, 404 (1991)).

An event dated only to a year or month happened, for this rule, on the last day it may mean; a date
inside that span gives a status that is marked as not sure.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from jurisdictions.partial_dates import PartialDate

#: Event kind -> status it opens. `duty-starts` and `amended` open none by themselves.
OPENS = {
    "consultation": "pending",
    "introduced": "pending",
    "committee": "pending",
    "passed-chamber": "pending",
    "passed": "pending",
    "signed": "enacted",
    "enacted": "enacted",
    "in-force": "in-force",
    "repealed": "repealed",
    "failed": "failed",
    "vetoed": "vetoed",
    "struck-down": "struck-down",
}

#: On one day, the event further along decides.
RANK = {kind: place for place, kind in enumerate([
    "consultation", "introduced", "committee", "passed-chamber", "passed", "signed", "enacted",
    "in-force", "amended", "duty-starts", "vetoed", "failed", "struck-down", "repealed",
])}  # fmt: skip

UNKNOWN = "not-on-record"

#: Kinds of instrument whose events are those of the bills and acts that amend them.
AMENDED_BY_BILLS = frozenset({"code-section", "constitution"})


# The same rule as a function of the database, so that it can be applied to many instruments at once: a life is
# a word of one letter an event, oldest first, and `life_status(word)` (in the first migration) reads its end.
# `_fold` is the rule; a property test holds the two together.

#: Event kind -> its letter; `duty-starts` has none.
LETTERS = {
    **{kind: {"pending": "P", "enacted": "E", "in-force": "I", "repealed": "R", "failed": "F", "vetoed": "V",
              "struck-down": "S"}[status] for kind, status in OPENS.items()},
    "amended": "A",
}  # fmt: skip

#: Kinds of event that put a federal law of the United States in force, for want of a commencement.
FEDERAL_LAW_IN_FORCE = tuple(kind for kind, status in OPENS.items() if status == "enacted")
US_FEDERAL = "US"


def may_be_law(kind: str, status: str) -> bool:
    """Whether a clause of an instrument of this kind can be in force while the instrument has this status.

    A bill that is pending or failed makes no law; but where it stands among the events of a section of a
    code, it may amend what was already there, and its wording's own dates decide.
    """
    if status in ("pending", "failed", "vetoed"):
        return kind in AMENDED_BY_BILLS
    return status not in ("repealed", "struck-down")


def may_have_commenced(kind: str, status: str) -> bool:
    """Whether a clause that no source shows in force may be so because its instrument is made law: it has
    commenced, or its commencement is not on record. A treaty that is only signed binds nobody yet."""
    return status == "in-force" or (status == "enacted" and kind != "treaty")


@dataclass(frozen=True, slots=True)
class LifeStatus:
    """What an instrument was on a date: `status`, whether that is `sure`, and `because` (the event kinds
    that decided, oldest first)."""

    status: str
    sure: bool = True
    because: tuple[str, ...] = ()


def status_on(events: Iterable[tuple[PartialDate, str]], date: dt.date, *, us_federal: bool = False) -> LifeStatus:
    """The status on `date` of an instrument with these (date, kind) events, in any order.

    `not-on-record` where no event has surely happened by then: before that the record knows nothing,
    which is not the same as there being no law.
    """
    life = sorted(events, key=lambda event: (event[0].latest, RANK[event[1]]))
    happened = [event for event in life if event[0].latest <= date]
    perhaps = [event for event in life if event[0].earliest <= date < event[0].latest]
    settled = _fold([kind for _, kind in happened], us_federal)
    possible = _fold([kind for _, kind in [*happened, *perhaps]], us_federal)
    because = tuple(kind for _, kind in happened[-2:])
    return LifeStatus(settled, sure=possible == settled, because=because)


def _fold(kinds: list[str], us_federal: bool) -> str:
    status = UNKNOWN
    for kind in kinds:
        if kind == "amended":
            # Congress and courts leave a partly struck text in the code; its amendment revives it.
            status = "in-force" if status in (UNKNOWN, "enacted", "in-force", "struck-down") else status
        elif kind in OPENS:
            opened = OPENS[kind]
            if opened == "enacted" and us_federal:
                opened = "in-force"
            # Steps of a later amending bill do not take a law out of force.
            if not (status == "in-force" and opened in ("pending", "enacted")):
                status = opened
    return status
