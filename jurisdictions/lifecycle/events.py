"""What the events of an instrument's life say it was on a day.

Each kind of event opens a status. On a date, the status is the one opened by the latest event that has surely happened
by then; events of the same day are ranked by how far they carry the instrument. Some things follow from the rule rather
than being typed in:

- `amended` tells that the instrument is in force only if something before it says so: an amended instrument that was
  never recorded as enacted or in force is taken to be in force from then on, because only law in force is amended, but
  a bill (no enactment on record) stays pending.
- where an enactment is on record and no commencement, the status is `enacted`: whether and when it came into force is
  not on record. The exception is a United States federal law, which takes effect on its enactment unless it says
  otherwise (Gozlon-Peretz v. United States, 498 U.S. 395, 404 (1991)).
- among the events of a section of a code or of a constitution stand steps of bills that would amend it: they say
  nothing of what is already there.
- a guideline is issued or withdrawn, and never law.

An event dated only to a year or month happened, for this rule, on the last day it may mean; a date inside that span
gives a status that is not sure.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from jurisdictions.partial_dates import PartialDate

type Event = tuple[PartialDate, str]

UNKNOWN = "not-on-record"
US_FEDERAL = "US"

#: Event kind -> status it opens. `duty-starts` and `amended` open none by themselves.
OPENS = {
    "consultation": "pending",
    "introduced": "pending",
    "committee": "pending",
    "amendments-tabled": "pending",
    "motion-rejected": "pending",
    "agreement": "pending",
    "passed-chamber": "pending",
    "passed": "pending",
    "signed": "enacted",
    "assent": "enacted",
    "published": "enacted",
    "enacted": "enacted",
    "issued": "issued",
    "commencement": "in-force",
    "in-force": "in-force",
    "vetoed": "vetoed",
    "failed": "failed",
    "lapsed": "lapsed",
    "withdrawn": "withdrawn",
    "struck-down": "struck-down",
    "repealed": "repealed",
}

#: On one day, the event further along decides.
RANK = {kind: place for place, kind in enumerate([
    "consultation", "introduced", "committee", "amendments-tabled", "motion-rejected", "agreement", "passed-chamber",
    "passed", "signed", "assent", "enacted", "published", "issued", "commencement", "in-force", "amended",
    "duty-starts", "vetoed", "failed", "lapsed", "withdrawn", "struck-down", "repealed",
])}  # fmt: skip

#: Kinds of event that make law. Of a federal law of the United States they put it in force, for want of a commencement.
ENACTING = tuple(kind for kind, status in OPENS.items() if status == "enacted")

#: What a proposal is that is not law, or not any more.
NOT_LAW = frozenset({"not-yet", "pending", "failed", "lapsed", "withdrawn", "vetoed", "issued"})
ENDED = frozenset({"repealed", "struck-down"})

#: Kinds of instrument whose events are those of the bills and acts that amend them.
AMENDED_BY_BILLS = frozenset({"code-section", "constitution"})

#: Events before which there was something already; any other begins a life, if it is the first.
_NO_BEGINNING = frozenset(
    {"amended", "duty-starts", "struck-down", "repealed", "vetoed", "failed", "lapsed", "withdrawn"}
)


def may_be_law(kind: str, status: str) -> bool:
    """Whether a clause of an instrument of this kind can be in force while its events give this status."""
    return kind != "guideline" and status not in NOT_LAW and status not in ENDED


def may_have_commenced(kind: str, status: str) -> bool:
    """Whether a clause that no source shows in force may be so because its instrument is made law: it has
    commenced, or its commencement is not on record. A treaty that is only signed binds nobody yet."""
    return status == "in-force" or (status == "enacted" and kind != "treaty")


def in_order(events: Iterable[Event]) -> list[Event]:
    """By the last day each may mean; of one day, the event further along last."""
    return sorted(events, key=lambda event: (event[0].latest, RANK[event[1]]))


def begins(kind: str, events: Sequence[Event]) -> dt.date | None:
    """The first day on which an instrument of this kind can have existed: its first event may have happened then.
    None where that is not on record, as of a section that acts amend, or whose first event presumes something."""
    if kind in AMENDED_BY_BILLS or not events:
        return None
    day, first = min(events, key=lambda event: (event[0].earliest, RANK[event[1]]))
    return None if first in _NO_BEGINNING else day.earliest


def fold(kinds: Iterable[str], *, kind: str, us_federal: bool) -> str:
    """The status that these kinds of event, oldest first, end in."""
    status = UNKNOWN
    for event in kinds:
        opened = OPENS.get(event, "")
        if kind == "guideline":
            status = _of_guideline(event, opened, status)
        elif event == "amended":
            # Congress and courts leave a partly struck text in the code; its amendment revives it.
            status = "in-force" if status in (UNKNOWN, "enacted", "in-force", "struck-down") else status
        elif opened and not (kind in AMENDED_BY_BILLS and opened in NOT_LAW):
            if opened == "enacted" and us_federal:
                opened = "in-force"
            # Steps of a later amending bill neither unmake a law nor take it out of force.
            made = status in ("in-force", "enacted")
            if not (made and opened in NOT_LAW) and not (status == "in-force" and opened == "enacted"):
                status = opened
    return status


def _of_guideline(event: str, opened: str, status: str) -> str:
    if opened == "pending":
        return status if status == "issued" else opened
    if opened in ("withdrawn", "repealed", "failed", "lapsed"):
        return "withdrawn"
    return "issued" if opened or event == "amended" else status
