"""Rows that hang on a record and that the public may see; and what every reference says of the record."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import QuerySet

from jurisdictions.models import Record
from jurisdictions.partial_dates import PartialDate
from kb.references.itself import TITLE
from kb.references.state import DataState
from kb.references.styled import oscola_date, tidy

#: Joined with the rows, so that reading them causes no further query.
JOINS = {
    "appeals": ("by__case", "by__court__jurisdiction", "court"),
    "effects": ("holding__ruling__case", "holding__ruling__court__jurisdiction"),
    "events": (),
    "observations": ("source",),
    "rulings": ("court__jurisdiction",),
    "sources": (),
    "texts": (),
}


def related(record: Record, relation: str) -> list[Any]:
    """Public rows: those that `plan` has fetched as `public_<relation>`, else one query."""
    fetched = getattr(record, f"public_{relation}", None)
    return list(joined(getattr(record, relation).public(), relation) if fetched is None else fetched)


def joined(rows: QuerySet, relation: str) -> QuerySet:
    # Without names, select_related would join whatever there is.
    return rows.select_related(*JOINS[relation]) if JOINS[relation] else rows


def record_note(address: str, as_of: dt.date, state: DataState) -> str:
    """The record itself, in whichever form the thing is cited."""
    told = tidy((f"law as of {oscola_date(PartialDate.parse(as_of))}", *state.told(oscola_date)), "; ")
    return f"{TITLE}, {told}: {address}"
