"""The lives of instruments, read from the database as the plain records that `jurisdictions.lifecycle` judges.

Whoever wants to know what an instrument was on a day asks here: `status_of` for one row, `share` before asking for many
rows of a list, `statuses_on` for all that are public.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from jurisdictions.lifecycle import (
    US_FEDERAL,
    ClauseState,
    Instrument,
    LifeStatus,
    Session,
    Wording,
    clause_on,
    status_on,
)
from jurisdictions.lifecycle.events import Event, begins
from jurisdictions.models import LegislativeEvent, LegislativeSession, ProvisionText, Status, Statute
from jurisdictions.partial_dates import PartialDate


def read(statutes: QuerySet[Statute] | Iterable[int], *, drafts: bool = False) -> dict[int, Instrument]:
    """The instruments with these keys, whatever their own status: three queries, and one more where there are bills.
    Their events and wordings are public ones, or with `drafts` all that are not withdrawn."""
    keys = list(statutes.values_list("pk", flat=True) if isinstance(statutes, QuerySet) else statutes)
    heads = list(
        Statute.objects.filter(pk__in=keys)
        .order_by()
        .values_list("pk", "kind", "jurisdiction", "jurisdiction__code", "stated_status", "checked_on", "session")
    )
    wordings = _wordings(keys, drafts=drafts)
    made_by = {maker for *_, maker in wordings if maker}
    events = _events({*keys, *made_by}, drafts=drafts)
    kinds = dict(Statute.objects.filter(pk__in=made_by - set(keys)).values_list("pk", "kind")) if made_by else {}
    kinds |= {pk: kind for pk, kind, *_ in heads}
    of_statute: dict[int, list[Wording]] = defaultdict(list)
    for statute, key, provision, start, end, shown, maker in wordings:
        # What makes a wording is an act or a bill: before its own first step nothing of it can be law.
        floor = begins(kinds[maker], events[maker]) if maker else None
        of_statute[statute].append(Wording(key, provision, start, end, shown, floor))
    sessions = _sessions({place for _, kind, place, *_ in heads if kind == "bill"})
    return {
        pk: Instrument(
            kind,
            tuple(events[pk]),
            tuple(of_statute[pk]),
            us_federal=code == US_FEDERAL,
            stated=stated,
            stated_on=checked,
            **_session(sessions.get(place, []), session),
        )
        for pk, kind, place, code, stated, checked, session in heads
    }


def share(rows: Iterable[Statute]) -> list[Statute]:
    """The same rows, which will read their lives together at the first that is asked for: for lists."""
    found = list(rows)
    shared = _Shared([row.pk for row in found])
    for row in found:
        row.shared_lives = shared  # type: ignore[attr-defined]
    return found


def share_at(rows: Iterable[Any], *path: str) -> None:
    """`share` for the statutes at the end of the path from each row, of those that were read with it: an answer that
    shows few columns may have read none."""
    share(found for row in rows if (found := _read_along(row, path)) is not None)


def _read_along(row: Any, path: Iterable[str]) -> Statute | None:
    for name in path:
        if row is None or name not in row._state.fields_cache:
            return None
        row = getattr(row, name)
    statute: Statute | None = row
    return statute


def of(statute: Statute) -> Instrument:
    """Its life; with those of the rows it shares with, where `share` was called."""
    shared: _Shared | None = getattr(statute, "shared_lives", None)
    if shared is None:
        (statute,) = share([statute])
        shared = statute.shared_lives  # type: ignore[attr-defined]
    assert shared is not None
    return shared.lives[statute.pk]


def status_of(statute: Statute, date: dt.date) -> LifeStatus:
    """What it was that day, from what is public."""
    return status_on(of(statute), date)


def wording_on(text: ProvisionText, date: dt.date) -> ClauseState:
    """Whether this wording was law that day; reads the life of its statute (see `share`)."""
    life = of(text.provision.statute)
    return clause_on(life, plain(text, life), date)


def plain(text: ProvisionText, life: Instrument) -> Wording:
    """The wording as the life of its instrument has it."""
    return next((one for one in life.wordings if one.key == text.pk), None) or Wording(
        text.pk, text.provision_id, text.valid_from, text.valid_to, text.shown_on
    )


def statuses_on(date: dt.date) -> Mapping[int, LifeStatus]:
    """What every public instrument was that day, by key. Kept until a row changes that this depends on: one query."""
    with connection.cursor() as cursor:
        cursor.execute(_FINGERPRINT)
        versions = cursor.fetchone()
    return _statuses((connection.settings_dict["HOST"], connection.settings_dict["NAME"], versions), date)


#: The versions of all rows that a status depends on: see `cases.rows`, which keeps the courts in the same way.
_VERSIONS = " UNION ALL ".join(
    f"SELECT hashtextextended('{table}' || xmin || ctid, id) AS version FROM {table}"  # noqa: S608  (names of tables)
    for table in (model._meta.db_table for model in (Statute, LegislativeEvent, ProvisionText, LegislativeSession))
)
_FINGERPRINT = f"SELECT count(*), bit_xor(version), sum(version) FROM ({_VERSIONS}) AS versions"  # noqa: S608  (the same)


@lru_cache(maxsize=16)
def _statuses(fingerprint: object, date: dt.date) -> Mapping[int, LifeStatus]:
    return {pk: status_on(life, date) for pk, life in read(Statute.objects.public().order_by()).items()}


class _Shared:
    def __init__(self, keys: list[int]) -> None:
        self._keys = keys
        self._lives: dict[int, Instrument] | None = None

    @property
    def lives(self) -> dict[int, Instrument]:
        if self._lives is None:
            self._lives = read(self._keys)
        return self._lives


def _visible(rows: Any, *, drafts: bool) -> QuerySet[Any]:
    found: QuerySet[Any] = rows.exclude(status=Status.WITHDRAWN) if drafts else rows.filter(status=Status.PUBLISHED)
    return found


def _wordings(
    keys: list[int], *, drafts: bool
) -> list[tuple[int, int, int, PartialDate | None, PartialDate | None, PartialDate | None, int | None]]:
    rows = _visible(ProvisionText.objects, drafts=drafts).filter(provision__statute__in=keys)
    if not drafts:
        rows = rows.filter(provision__status=Status.PUBLISHED)
    return list(
        rows.order_by("pk").values_list(
            "provision__statute", "pk", "provision", "valid_from", "valid_to", "shown_on", "made_by"
        )
    )


def _events(keys: Iterable[int], *, drafts: bool) -> dict[int, list[Event]]:
    found: dict[int, list[Event]] = defaultdict(list)
    rows = _visible(LegislativeEvent.objects, drafts=drafts).filter(statute__in=list(keys))
    for statute, date, kind in rows.order_by("date_latest", "date_earliest", "pk").values_list(
        "statute", "date", "kind"
    ):
        found[statute].append((date, kind))
    return found


def _sessions(places: set[int]) -> dict[int, list[tuple[int, Session]]]:
    """Public sessions of these places, oldest first."""
    found: dict[int, list[tuple[int, Session]]] = defaultdict(list)
    if places:
        rows = LegislativeSession.objects.public().filter(jurisdiction__in=places)
        for one in rows.select_related("rule_source").order_by("first_day_earliest", "pk"):
            sourced = one.rule_source is not None and one.rule_source.is_public()
            found[one.jurisdiction_id].append(
                (one.pk, Session(one.name, one.first_day, one.last_day, one.carries_over, sourced))
            )
    return found


def _session(sessions: list[tuple[int, Session]], key: int | None) -> dict[str, Any]:
    place = next((place for place, (pk, _) in enumerate(sessions) if pk == key), None)
    if place is None:
        return {}
    return {"session": sessions[place][1], "later": tuple(session for _, session in sessions[place + 1 :])}
