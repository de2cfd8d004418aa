"""What an instrument and its clauses were on a day: the one rule, from events, wordings and sessions. No Django.

    from jurisdictions.lifecycle import Instrument, clause_on, status_on

    status_on(instrument, date)            # LifeStatus: in-force, pending, lapsed …; whether that is sure, and why
    clause_on(instrument, wording, date)   # ClauseState: in-force, not-in-force, unclear or not-on-record, and why

`events` folds the events of a life; `sessions` says with which session a bill ends; `instrument` puts both together
with the wordings. Every face asks here: statute, clause, coverage, map, timeline and search give one answer.
"""

from jurisdictions.lifecycle.events import (
    AMENDED_BY_BILLS,
    ENACTING,
    OPENS,
    RANK,
    UNKNOWN,
    US_FEDERAL,
    may_be_law,
    may_have_commenced,
)
from jurisdictions.lifecycle.instrument import (
    COMMENCEMENT_NOT_ON_RECORD,
    DATE_NOT_EXACT,
    IN_FORCE,
    LIFE_NOT_SURE,
    START_NOT_ON_RECORD,
    UNCLEAR,
    Basis,
    ClauseState,
    Instrument,
    LifeStatus,
    Wording,
    by_events,
    clause_on,
    state_by_dates,
    status_on,
)
from jurisdictions.lifecycle.sessions import Session

__all__ = [
    "AMENDED_BY_BILLS",
    "COMMENCEMENT_NOT_ON_RECORD",
    "DATE_NOT_EXACT",
    "ENACTING",
    "IN_FORCE",
    "LIFE_NOT_SURE",
    "OPENS",
    "RANK",
    "START_NOT_ON_RECORD",
    "UNCLEAR",
    "UNKNOWN",
    "US_FEDERAL",
    "Basis",
    "ClauseState",
    "Instrument",
    "LifeStatus",
    "Session",
    "Wording",
    "by_events",
    "clause_on",
    "may_be_law",
    "may_have_commenced",
    "state_by_dates",
    "status_on",
]
