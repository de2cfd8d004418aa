"""Which state of the data is published: a digest of all of it, and the day on which it last became another.

The digest is made of what the public can see: slugs, the values of fields, and links between records by their slugs.
Primary keys, times of loading, drafts and whatever hangs on them play no part, so that it is the same wherever the
data is. A withdrawn record counts with the reason that readers are shown. It is worked out once after each change:
triggers (made by the migration that made these tables) note at the end of every transaction that it touched a record.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction
from django.utils import timezone

from jurisdictions.fields import PartialDateField
from jurisdictions.models import Record, Status
from jurisdictions.partial_dates import PartialDate, span_of

#: Letters of the digest that are shown to people and stand in citations.
SHORT = 12

#: Serialises those who find the version out of date: it is worked out once.
LOCK = 7_261_907

#: Counts how often the version was worked out: a sequence.
WORKINGS = "kb_version_workings"

#: Columns that tell nothing of the law: keys, the row's own history, and what every published row has alike.
UNTOLD = frozenset({"id", "slug", "status", "withdrawn_reason", "curated_in", "updated_at"})


class DataChange(models.Model):
    """A transaction that changed records since the version was last worked out; made by triggers alone."""

    transaction = models.BigIntegerField(primary_key=True)

    def __str__(self) -> str:
        return str(self.transaction)


class DataVersion(models.Model):
    """One state of the published data. The newest row is what is published."""

    digest = models.CharField(max_length=64, help_text="sha256 of all that is published.")
    changed_on = models.DateField(help_text="The day (UTC) on which the data became this.")
    checked_first = PartialDateField(null=True, help_text="The earliest last check of a published record.")
    checked_last = PartialDateField(null=True, help_text="The latest.")

    #: How often any version had been worked out when this one was asked for.
    worked_out: int = 0

    class Meta:
        ordering = ["-id"]
        get_latest_by = ["id"]

    def __str__(self) -> str:
        return f"{self.short} of {self.changed_on}"

    @property
    def short(self) -> str:
        return self.digest[:SHORT]


_ASK = f"""
SELECT newest.id, newest.digest, newest.changed_on, newest.checked_first::text, newest.checked_last::text,
    (SELECT last_value FROM {WORKINGS}),
    EXISTS (SELECT FROM {DataChange._meta.db_table}) AND NOT pg_is_in_recovery()
FROM (SELECT 1) AS one
LEFT JOIN LATERAL (SELECT * FROM {DataVersion._meta.db_table} ORDER BY id DESC LIMIT 1) AS newest ON TRUE
"""  # noqa: S608 - names of tables

#: What `one_version` keeps for its block: nothing, or what the database said.
_kept: ContextVar[list[DataVersion | None] | None] = ContextVar("kb_data_version", default=None)


@contextmanager
def one_version() -> Iterator[None]:
    """Inside, the database is asked once which version is published, so that no answer names two of them. A block
    within a block asks no more."""
    if _kept.get() is not None:
        yield
        return
    token = _kept.set([])
    try:
        yield
    finally:
        _kept.reset(token)


def data_version() -> DataVersion | None:
    """The version that is published; None where nothing ever was. One query, and a second or two where the data has
    changed since. Asked before the data is read: an answer may then be newer than it says, never older.

    Within a transaction that has changed records itself it is the version before, until `note_changes`.
    """
    kept = _kept.get()
    if not kept:
        found = _asked()
        if kept is None:
            return found
        kept.append(found)
    return kept[0]


def version_told() -> DataVersion | None:
    """What `data_version` answered in this block of `one_version`; no query."""
    kept = _kept.get()
    return kept[0] if kept else None


def is_still(version: DataVersion) -> bool:
    """Whether nothing that is public has changed since the version was asked for, not even forth and back: a query."""
    found, stale = _newest()
    return not stale and found is not None and (found.pk, found.worked_out) == (version.pk, version.worked_out)


def _asked() -> DataVersion | None:
    found, stale = _newest()
    if stale:
        bring_up_to_date()
        found, _ = _newest()
    return found


def _newest() -> tuple[DataVersion | None, bool]:
    with connection.cursor() as cursor:
        cursor.execute(_ASK)
        pk, digest, changed_on, first, last, worked_out, stale = cursor.fetchone()
    if digest is None:
        return None, stale
    checked = [PartialDate.parse(day) if day else None for day in (first, last)]
    found = DataVersion(pk=pk, digest=digest, changed_on=changed_on, checked_first=checked[0], checked_last=checked[1])
    found.worked_out = worked_out
    return found, stale


def bring_up_to_date() -> None:
    """Work the version out anew if anything was noted as changed; a row more only if the data is another."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        # First: whatever changes from here on is noted anew.
        noted, _ = DataChange.objects.all().delete()
        if not noted:
            return
        # Told at once, and kept whatever becomes of this transaction: see `is_still`.
        with connection.cursor() as cursor:
            cursor.execute("SELECT nextval(%s)", [WORKINGS])
        digest, checked = published()
        last = DataVersion.objects.first()
        if last is None or last.digest != digest:
            first, latest = checked or (None, None)
            DataVersion.objects.create(
                digest=digest, changed_on=timezone.localdate(), checked_first=first, checked_last=latest
            )


def note_changes() -> None:
    """Note now what this transaction has changed so far, which otherwise is noted when it ends."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS data_change IMMEDIATE")
        cursor.execute("SET CONSTRAINTS data_change DEFERRED")


def kinds_of_record() -> list[type[Record]]:
    """Every kind of record, by the name that its lines of the digest begin with."""
    kinds = [model for model in apps.get_models() if issubclass(model, Record) and not model._meta.proxy]
    return sorted(kinds, key=lambda model: model._meta.label_lower)


def published() -> tuple[str, tuple[PartialDate, PartialDate] | None]:
    """The digest of all that is published, and the earliest and latest day on which any of it was last checked.
    Some four queries a kind of record; all public rows are read."""
    kinds = kinds_of_record()
    slugs = {model: dict(_public(model).values_list("pk", "slug")) for model in kinds}
    state = hashlib.sha256()
    days: set[PartialDate] = set()
    for model in kinds:
        for line in sorted(_lines(model, slugs, days)):
            state.update(line.encode())
            state.update(b"\n")
    return state.hexdigest(), span_of(days)


def _public(model: type[Record]) -> models.QuerySet[Any]:
    rows: Any = model._default_manager
    return rows.public().order_by()


def _lines(model: type[Record], slugs: dict[type[Record], dict[int, str]], days: set[PartialDate]) -> Iterator[str]:
    """One line a record, as JSON: its kind, its slug, and what is told of it. What is empty is left out, so that a
    field which nobody has filled yet changes nothing."""
    label = model._meta.label_lower
    fields = [
        field
        for field in model._meta.local_fields
        if field.name not in UNTOLD and not isinstance(field, models.GeneratedField)
    ]
    links = {field.name: _links(model, field, slugs) for field in model._meta.local_many_to_many}
    for key, slug, checked, *values in _public(model).values_list(
        "pk", "slug", "checked_on", *(field.attname for field in fields)
    ):
        told = {
            field.name: slugs[_model_of(field)].get(value) if field.is_relation else value
            for field, value in zip(fields, values, strict=True)
        }
        told |= {name: sorted(found.get(key, ())) for name, found in links.items()}
        if checked:
            days.add(checked)
        yield _line(label, slug, told)
    # Few: each asks for the records that it hangs on.
    for row in model._default_manager.filter(status=Status.WITHDRAWN):
        if row.withdrawn():
            yield _line(label, row.slug, {"withdrawn": row.withdrawn_reason})


def _links(model: type[Record], field: Any, slugs: dict[type[Record], dict[int, str]]) -> dict[int, list[str]]:
    """The slugs of the public records that each row is linked with."""
    near, far = field.m2m_field_name(), field.m2m_reverse_field_name()
    found: dict[int, list[str]] = {}
    rows = field.remote_field.through._default_manager.order_by().values_list(f"{near}_id", f"{far}_id")
    for row, other in rows:
        if other in slugs[field.related_model]:
            found.setdefault(row, []).append(slugs[field.related_model][other])
    return found


def _model_of(field: Any) -> type[Record]:
    model: type[Record] = field.related_model
    return model


def _line(label: str, slug: str, told: dict[str, Any]) -> str:
    filled = {name: value for name, value in told.items() if value not in (None, "", [], {})}
    return json.dumps([label, slug, filled], sort_keys=True, ensure_ascii=False, default=_plain)


def _plain(value: object) -> str:
    """What JSON has no form for: days, and numbers without the zeros that a column's scale adds."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, dt.date | PartialDate):
        return str(value)
    raise TypeError(f"no form for {value!r}")


def tables_of_records() -> Iterable[str]:
    """The tables whose changes are noted: those of records, and of links between them."""
    for model in kinds_of_record():
        yield model._meta.db_table
        for field in model._meta.local_many_to_many:
            through: Any = field.remote_field.through
            yield through._meta.db_table
