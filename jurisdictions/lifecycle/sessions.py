"""With which session of its legislature a bill ends, if it is not enacted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from jurisdictions.partial_dates import PartialDate
from jurisdictions.sentences import Sentence, say


@dataclass(frozen=True, slots=True)
class Session:
    """One session. `carries_over`: yes, no, in-part or unknown. `sourced`: whether a source has the rule of that
    legislature on what becomes of its bills."""

    name: str
    first_day: PartialDate
    last_day: PartialDate | None
    carries_over: str
    sourced: bool


NOT_ON_RECORD = say("the session in which it was introduced is not on record")


@dataclass(frozen=True, slots=True)
class Ending:
    """What the sessions say of a pending bill on a day: `lapsed` (None: it may have), whether that is sure, and why."""

    lapsed: bool | None
    sure: bool
    why: Sentence


def ending(session: Session, later: Sequence[Session], last_step: dt.date | None, date: dt.date) -> Ending | None:
    """What had become by `date` of a bill of that session, on which nothing happened after `last_step`; None while its
    session lasts. `later`: the sessions of that legislature that follow, oldest first.

    A bill goes on in the next session where bills do, or where it took a step there. Past a session of which that is
    not known it may live on; it surely does not past one with which bills end.
    """
    doubtful = False
    todo = [session, *later]
    for place, here in enumerate(todo):
        following = todo[place + 1].first_day if place + 1 < len(todo) else None
        # Whose end is not on record was over when the next began.
        last_day = here.last_day or following
        if last_day is None or date <= last_day.earliest:
            return None if not doubtful else _perhaps(todo[place - 1])
        stepped_on = last_step is not None and last_step > last_day.latest
        if here.carries_over == "no" and not stepped_on:
            if date <= last_day.latest:
                return Ending(None, False, say("{session} ended in {day}", session=here.name, day=last_day))
            sure = here.sourced and not doubtful
            if sure:
                why = say("{session} ended on {day} without its enactment", session=here.name, day=last_day)
            else:
                why = say(
                    "{session} ended on {day} without its enactment; that bills end with it is usual, not sourced",
                    session=here.name,
                    day=last_day,
                )
            return Ending(True, sure, why)
        doubtful = (doubtful or here.carries_over in ("in-part", "unknown")) and not stepped_on
        if place + 1 == len(todo):
            return Ending(None, False, say("{session} is over, and no later session is on record", session=here.name))
    return None


def _perhaps(session: Session) -> Ending:
    return Ending(None, False, say("whether it lived on after {session} is not on record", session=session.name))
