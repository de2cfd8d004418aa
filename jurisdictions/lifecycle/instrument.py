"""The one rule: what an instrument and its clauses were on a day, from all that is on record of it.

1. **Nothing is law before it was proposed.** Of an act, bill, directive, regulation or treaty nothing is in force
   before the first day that its first event may mean; no wording is before what made it can have been law.
2. **A clause** is in force as its wording's own dates say, if its instrument was law that day. What is shown in force
   while the events of its instrument only tell of its proposal is evidence that it was made: the events are incomplete.
   A bill, a guideline, and what was repealed or struck down has no clause in force, whatever a wording's dates say.
3. **An instrument** is what its events say; but where these tell nothing, only of its making, or only of its proposal,
   a wording surely in force puts it in force ("a source showed it on D; since when is not on record"). It is in
   force **in part** where some of its own clauses surely are and others surely are not (of a section that acts amend,
   a clause added later says nothing of the rest).
4. **A bill** that is pending and whose session ended lapsed with it (`jurisdictions.lifecycle.sessions`).
5. **What the dossier states** is shown as stated where nothing else can tell, and is never sure. Where it differs from
   what follows, on the day it was stated, the record contradicts itself: nothing is sure then, until a later event.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable
from dataclasses import dataclass
from enum import StrEnum

from jurisdictions.lifecycle.events import (
    AMENDED_BY_BILLS,
    ENDED,
    OPENS,
    UNKNOWN,
    Event,
    begins,
    fold,
    in_order,
    may_be_law,
    may_have_commenced,
)
from jurisdictions.lifecycle.sessions import NOT_ON_RECORD as SESSION_NOT_ON_RECORD
from jurisdictions.lifecycle.sessions import Session, ending
from jurisdictions.partial_dates import PartialDate
from jurisdictions.sentences import say

IN_FORCE, NOT_IN_FORCE, UNCLEAR = "in-force", "not-in-force", "unclear"

START_NOT_ON_RECORD = say("start not on record")
DATE_NOT_EXACT = say("its dates are on record only to the month or year")
LIFE_NOT_SURE = say("whether its statute was still law that day is not sure")
COMMENCEMENT_NOT_ON_RECORD = say("made law, but no source shows it in force: commencement not on record")
NO_SOURCE_SHOWS_IT = say("no source shows it in force")
NO_LAW = say("its instrument was no law that day")
NOT_BINDING = say("a guideline is not law")

#: What a dossier may state, and what follows here that does not contradict it.
_AGREES = {
    "in-force": frozenset({"in-force", "in-force-in-part", "issued"}),
    # That it was made does not say that it has not commenced.
    "enacted": frozenset({"enacted", "in-force", "in-force-in-part"}),
    "failed": frozenset({"failed", "lapsed", "withdrawn", "vetoed"}),
    # A session may have ended without the dossier's saying so: the rule of its legislature says more.
    "pending": frozenset({"pending", "lapsed"}),
}


class Basis(StrEnum):
    """What a status follows from."""

    EVENTS = "events"
    WORDINGS = "wordings"
    SESSION = "session"
    STATED = "stated"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording of a clause. `valid_from` None: its start is not on record, and `shown_on` is then the earliest day a
    source shows it in force. `made_from`: the first day on which the instrument that made it can have been law."""

    key: Hashable
    provision: Hashable
    valid_from: PartialDate | None = None
    valid_to: PartialDate | None = None
    shown_on: PartialDate | None = None
    made_from: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Instrument:
    """All that the rule reads. `session` None: not on record, or no bill; `later` are those that follow it.
    `stated` is the dossier's status and `stated_on` when it was checked."""

    kind: str
    events: tuple[Event, ...] = ()
    wordings: tuple[Wording, ...] = ()
    us_federal: bool = False
    session: Session | None = None
    later: tuple[Session, ...] = ()
    stated: str = ""
    stated_on: PartialDate | None = None

    @property
    def begins(self) -> dt.date | None:
        return begins(self.kind, self.events)


@dataclass(frozen=True, slots=True)
class ClauseState:
    """`state`: in-force, not-in-force, unclear or not-on-record (a bill's clause); `why` says so where it is not surely
    in force."""

    state: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class LifeStatus:
    """What an instrument was on a date. `because`: kinds of the events that decided, oldest first. `why` says what the
    status rests on, where that is not an event; `contradicted` that what is on record differs."""

    status: str
    sure: bool = True
    because: tuple[str, ...] = ()
    basis: Basis = Basis.EVENTS
    why: str = ""
    contradicted: bool = False


def state_by_dates(wording: Wording, date: dt.date) -> ClauseState:
    """What the wording's own dates say, whatever became of its instrument."""
    first, last = wording.valid_from or wording.shown_on, wording.valid_to
    surely = first is not None and first.latest <= date and (last is None or date < last.earliest)
    if surely:
        return ClauseState(IN_FORCE)
    if wording.valid_from is not None and date < wording.valid_from.earliest:
        return ClauseState(NOT_IN_FORCE, say("it begins on {day}", day=wording.valid_from))
    if last is not None and date >= last.latest:
        return ClauseState(NOT_IN_FORCE, say("it ended on {day}", day=last))
    if first is None:
        return ClauseState(UNCLEAR, START_NOT_ON_RECORD) if last else ClauseState(UNKNOWN, NO_SOURCE_SHOWS_IT)
    if wording.shown_on is not None and date < wording.shown_on.latest:
        return ClauseState(UNCLEAR, START_NOT_ON_RECORD)
    return ClauseState(UNCLEAR, DATE_NOT_EXACT)


def clause_on(instrument: Instrument, wording: Wording, date: dt.date) -> ClauseState:
    """Whether this wording was law that day, by its own dates and by what its instrument was (rules 1 and 2). Reads the
    instrument's events, and none of its other wordings."""
    if instrument.kind == "guideline":
        return ClauseState(NOT_IN_FORCE, NOT_BINDING)
    floor = max((day for day in (instrument.begins, wording.made_from) if day), default=None)
    if floor is not None and date < floor:
        return ClauseState(NOT_IN_FORCE, say("nothing on record made it before {day}", day=floor))
    own = state_by_dates(wording, date)
    if own.state == NOT_IN_FORCE:
        return own
    settled, possible = by_events(instrument, date)
    if not may_be_law(instrument.kind, settled):
        shown = own.state == IN_FORCE and settled == "pending" and instrument.kind != "bill"
        return own if shown else ClauseState(NOT_IN_FORCE, NO_LAW)
    if own.state == UNKNOWN:
        commenced = may_have_commenced(instrument.kind, settled)
        return ClauseState(UNCLEAR, COMMENCEMENT_NOT_ON_RECORD) if commenced else own
    if own.state == IN_FORCE and not may_be_law(instrument.kind, possible):
        return ClauseState(UNCLEAR, LIFE_NOT_SURE)
    return own


def status_on(instrument: Instrument, date: dt.date) -> LifeStatus:
    """What the instrument was that day (rules 3 to 5)."""
    found = _status(instrument, date)
    stated, said_on = instrument.stated, instrument.stated_on
    if not stated or said_on is None or date < said_on.latest:
        return found
    if found.basis is Basis.NOTHING and not found.why:
        return _as_stated(instrument, date)
    since = [day for day, _ in instrument.events if said_on.latest < day.earliest and day.latest <= date]
    then = _status(instrument, said_on.latest).status
    if since or then in _AGREES.get(stated, frozenset({stated})):
        return found
    told = say(
        "what is on record differs: on {day} it was stated to be {stated}, and events and wordings give {status}",
        day=said_on,
        stated=stated,
        status=then,
    )
    return LifeStatus(found.status, False, found.because, found.basis, told, contradicted=True)


def _as_stated(instrument: Instrument, date: dt.date) -> LifeStatus:
    """What the dossier states; but a bill that it states to be pending ended with its session all the same."""
    pending = instrument.stated == "pending" and instrument.kind == "bill" and instrument.session is not None
    end = ending(instrument.session, instrument.later, None, date) if pending and instrument.session else None
    if end is not None and end.lapsed:
        return LifeStatus("lapsed", False, (), Basis.SESSION, end.why)
    told = say(
        "stated so in the research for this record on {day}; nothing else on record tells", day=instrument.stated_on
    )
    return LifeStatus(instrument.stated, False, (), Basis.STATED, told)


def by_events(instrument: Instrument, date: dt.date) -> tuple[str, str]:
    """The statuses that the events alone give: those that have surely happened, and also those that may have."""
    life = in_order(instrument.events)
    happened = [kind for day, kind in life if day.latest <= date]
    perhaps = [kind for day, kind in life if day.earliest <= date]
    told = {"kind": instrument.kind, "us_federal": instrument.us_federal}
    return fold(happened, **told), fold(perhaps, **told)  # type: ignore[arg-type]


def _status(instrument: Instrument, date: dt.date) -> LifeStatus:
    first = instrument.begins
    if first is not None and date < first:
        return LifeStatus("not-yet", why=say("nothing of its life is on record before {day}", day=first))
    life = in_order(instrument.events)
    because = tuple([kind for day, kind in life if day.latest <= date][-2:])
    settled, possible = by_events(instrument, date)
    told = LifeStatus(settled, settled == possible, because, Basis.EVENTS if because else Basis.NOTHING)
    if instrument.kind == "guideline":
        return _guideline(instrument, told, date)
    states = _clauses(instrument, date)
    if settled in ENDED:
        return _if_nothing_begins_after(instrument, told, date)
    if settled in (UNKNOWN, "enacted", "in-force", "pending"):
        if IN_FORCE in states.values():
            return _shown(instrument, told, states, date)
        if settled == UNKNOWN and UNCLEAR in states.values():
            return LifeStatus(UNKNOWN, False, because, Basis.NOTHING, START_NOT_ON_RECORD)
    if settled == "pending" and instrument.kind == "bill":
        return _bill(instrument, told, date)
    return told


def _clauses(instrument: Instrument, date: dt.date) -> dict[Hashable, str]:
    """The state of each clause: that of the wording that says most."""
    found: dict[Hashable, str] = {}
    order = (IN_FORCE, UNCLEAR, UNKNOWN, NOT_IN_FORCE)
    for wording in instrument.wordings:
        state = clause_on(instrument, wording, date).state
        known = found.setdefault(wording.provision, state)
        found[wording.provision] = min(known, state, key=order.index)
    return found


def _shown(instrument: Instrument, known: LifeStatus, states: dict[Hashable, str], date: dt.date) -> LifeStatus:
    """In force, in whole or in part, for a clause of it surely is."""
    in_part = instrument.kind not in AMENDED_BY_BILLS and NOT_IN_FORCE in states.values()
    status = "in-force-in-part" if in_part else IN_FORCE
    if known.status == IN_FORCE:
        if not in_part:
            return known
        told = say("some of its clauses are in force, and some are not")
        return LifeStatus(status, known.sure, known.because, Basis.WORDINGS, told)
    standing = [one for one in instrument.wordings if clause_on(instrument, one, date).state == IN_FORCE]
    shown = min((start for one in standing if (start := one.valid_from or one.shown_on)), key=lambda day: day.latest)
    if any(one.valid_from == shown for one in standing):
        told = say("a clause of it is in force since {day}", day=shown)
    else:
        told = say("a source shows it in force on {day}; since when is not on record", day=shown)
    return LifeStatus(status, True, known.because, Basis.WORDINGS, told)


def _if_nothing_begins_after(instrument: Instrument, known: LifeStatus, date: dt.date) -> LifeStatus:
    """Repealed or struck down; not sure where a wording is shown in force only after that."""
    ends = [day for day, kind in instrument.events if OPENS.get(kind) in ENDED and day.latest <= date]
    ended = max(ends, key=lambda day: day.latest)
    for wording in instrument.wordings:
        start = wording.valid_from or wording.shown_on
        if start is not None and ended.surely_before(start) and state_by_dates(wording, date).state == IN_FORCE:
            told = say("a source shows a wording in force on {day}, after it ended", day=start)
            return LifeStatus(known.status, False, known.because, Basis.EVENTS, told, contradicted=True)
    return known


def _guideline(instrument: Instrument, known: LifeStatus, date: dt.date) -> LifeStatus:
    if known.status != UNKNOWN:
        return known
    shown = [start for w in instrument.wordings if (start := w.valid_from or w.shown_on) and start.latest <= date]
    if not shown:
        return known
    told = say("a source shows it on {day}; since when is not on record", day=min(shown, key=lambda day: day.latest))
    return LifeStatus("issued", True, (), Basis.WORDINGS, told)


def _bill(instrument: Instrument, pending: LifeStatus, date: dt.date) -> LifeStatus:
    happened = [(day, kind) for day, kind in instrument.events if day.latest <= date]
    if instrument.session is None:
        return LifeStatus("pending", False, pending.because, Basis.EVENTS, SESSION_NOT_ON_RECORD)
    last_step = max((day.earliest for day, _ in happened), default=None)
    end = ending(instrument.session, instrument.later, last_step, date)
    if end is None:
        return pending
    if not end.lapsed or any(kind == "passed" for _, kind in happened):
        # What both chambers passed may still be signed after the session, and is then no longer a bill.
        return LifeStatus("pending", False, pending.because, Basis.SESSION, end.why)
    return LifeStatus("lapsed", end.sure and pending.sure, pending.because, Basis.SESSION, end.why)
