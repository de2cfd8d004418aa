"""Who changed a record, when, and what: read from the rows that the database's triggers keep."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pghistory.core
from django.contrib.admin.utils import unquote
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest, HttpResponseBase
from django.template.response import TemplateResponse
from unfold.admin import ModelAdmin

from jurisdictions.models import Record

#: Columns that follow from others, or that every change touches.
UNTOLD = frozenset({"id", "updated_at", "path", "period_start", "period_end"})

#: Columns of review. Changing them is no edit of the facts.
REVIEWED = frozenset({"status", "withdrawn_reason"})

#: Entries a page.
PAGE = 50


@dataclass
class Change:
    """One row added, changed or removed: the record itself (`subject` empty), a row under it, or a link."""

    did: str
    subject: str = ""
    #: (label, old, new)
    fields: list[tuple[str, str, str]] = field(default_factory=list)


@dataclass
class Entry:
    """What one person did in one go."""

    at: dt.datetime
    who: str
    how: str
    changes: list[Change] = field(default_factory=list)


@dataclass(frozen=True)
class LastEdit:
    """The latest change of a record's facts; `user` is None where no account made it (a load, a command)."""

    user: int | None
    at: dt.datetime


#: Of a row whose history was lost: no one's, long ago.
NEVER = LastEdit(None, dt.datetime.min.replace(tzinfo=dt.UTC))


@cache
def link_histories(model: type[Record]) -> list[tuple[models.ManyToManyField[Any, Any], Any]]:
    """The model's many-to-many relations, each with the history model of its links."""
    histories: list[Any] = pghistory.core.event_models()
    by_through = {
        event.pgh_tracked_model._meta.concrete_model: event
        for event in histories
        if event.pgh_tracked_model is not None
    }
    return [
        (relation, by_through[relation.remote_field.through])
        for relation in model._meta.local_many_to_many
        if relation.remote_field.through in by_through
    ]


def _history_of(model: Any) -> Any:
    return model.pgh_event_model


def last_edits(model: type[Record], keys: Iterable[int]) -> dict[int, LastEdit]:
    """Who last changed the facts of each row (its columns or its links), in two or three queries.

    Changes of status are left out: approving is not editing.
    """
    keys = list(keys)
    history = _history_of(model)
    columns = _columns(history, leave_out=REVIEWED)
    found: dict[int, LastEdit] = {}
    before: dict[int, tuple[Any, ...]] = {}
    for event in history.objects.filter(pgh_obj__in=keys).order_by("pgh_id").select_related("pgh_context"):
        values = tuple(getattr(event, name) for name in columns)
        if before.get(event.id) != values:
            found[event.id] = LastEdit(_user_of(event), event.pgh_created_at)
        before[event.id] = values
    for relation, links in link_histories(model):
        near = relation.m2m_column_name()
        for event in (
            links._default_manager.filter(**{f"{near}__in": keys}).order_by("pgh_id").select_related("pgh_context")
        ):
            key, edit = getattr(event, near), LastEdit(_user_of(event), event.pgh_created_at)
            # Of two changes of one transaction, the one that names a person counts.
            if key not in found or (edit.at, edit.user is not None) >= (found[key].at, found[key].user is not None):
                found[key] = edit
    return {key: found.get(key, NEVER) for key in keys}


def entries(record: Record) -> list[Entry]:
    """The record's life, latest first: its own columns, its links, and the rows right under it."""
    model = type(record)
    history = _history_of(model)
    told: list[tuple[Any, Change]] = []
    names = _Names()
    own = history.objects.filter(pgh_obj=record.pk).order_by("pgh_id").select_related("pgh_context")
    told.extend(_told(own, "", names))
    for relation, links in link_histories(model):
        near, far = relation.m2m_column_name(), relation.m2m_reverse_name()
        related = relation.related_model
        for event in (
            links._default_manager.filter(**{near: record.pk}).select_related("pgh_context").order_by("pgh_id")
        ):
            verb = "linked" if event.pgh_label == "insert" else "unlinked"
            subject = names.later(related, getattr(event, far))
            told.append((event, Change(f"{relation.verbose_name}: {verb}", subject)))
    for child, key in _children(model):
        events = _history_of(child)
        ids = events.objects.filter(**{key: record.pk}).values("id")
        rows = events.objects.filter(id__in=ids).order_by("pgh_id").select_related("pgh_context")
        told.extend(_told(rows, str(child._meta.verbose_name), names))
    return _grouped(told, names)


def _children(model: type[Record]) -> list[tuple[type[Record], str]]:
    """Models whose rows go with a row of this one, and their column that leads to it."""
    return [
        (relation.related_model, relation.field.attname)
        for relation in model._meta.related_objects
        if relation.one_to_many
        and relation.on_delete is models.CASCADE
        and isinstance(relation.related_model, type)
        and issubclass(relation.related_model, Record)
    ]


def _columns(history: Any, *, leave_out: frozenset[str] = frozenset()) -> list[str]:
    skip = UNTOLD | leave_out
    return [f.attname for f in history._meta.fields if not f.name.startswith("pgh_") and f.name not in skip]


def _told(events: Iterable[Any], kind: str, names: _Names) -> Iterable[tuple[Any, Change]]:
    """Each event as a change, compared with the one before it of the same row."""
    before: dict[int, Any] = {}
    for event in events:
        subject = f"{kind} {event.slug}" if kind else ""
        old = before.get(event.id)
        before[event.id] = event
        did = {"insert": "added", "update": "changed", "delete": "deleted"}[event.pgh_label]
        change = Change(did, subject)
        for column in event._meta.fields:
            if column.name.startswith("pgh_") or column.name in UNTOLD:
                continue
            new_value = getattr(event, column.attname)
            old_value = getattr(old, column.attname) if old else None
            if (event.pgh_label == "insert" and new_value not in (None, "", [], False)) or (
                event.pgh_label == "update" and old is not None and new_value != old_value
            ):
                shown = names.shown
                old_shown = shown(column, old_value) if old else ""
                change.fields.append((str(column.verbose_name), old_shown, shown(column, new_value)))
        if change.fields or event.pgh_label != "update":
            yield event, change


def _grouped(told: list[tuple[Any, Change]], names: _Names) -> list[Entry]:
    told.sort(key=lambda pair: pair[0].pgh_created_at)
    accounts = get_user_model()._default_manager.in_bulk({user for event, _ in told if (user := _user_of(event))})
    names.read()
    found: dict[Any, Entry] = {}
    for event, change in told:
        key = (event.pgh_context_id, event.pgh_created_at)
        if key not in found:
            found[key] = Entry(event.pgh_created_at, *_who(event, accounts))
        change.subject = names.final(change.subject)
        change.fields = [(label, names.final(old), names.final(new)) for label, old, new in change.fields]
        found[key].changes.append(change)
    return list(reversed(found.values()))


def _metadata(event: Any) -> dict[str, Any]:
    return (event.pgh_context.metadata if event.pgh_context else None) or {}


def _user_of(event: Any) -> int | None:
    user = _metadata(event).get("user")
    return user if isinstance(user, int) else None


def _who(event: Any, accounts: dict[Any, Any]) -> tuple[str, str]:
    told = _metadata(event)
    user = _user_of(event)
    notes = []
    if told.get("sheet"):
        notes.append(f"from the sheet {told['sheet']}")
    if told.get("no_second_editor"):
        notes.append("no second editor exists")
    if user is not None:
        name = accounts[user].get_username() if user in accounts else f"account {user}, since deleted"
        return name, "; ".join(notes)
    if told.get("by") == "load_kb":
        return "", f"loaded from file {event.curated_in}" if getattr(event, "curated_in", "") else "loaded from file"
    return "", "by a command; no name on record"


class _Names:
    """Names of the rows that foreign keys lead to: asked one by one, read in one query a model."""

    MARK = "\x00{}\x00{}\x00"

    def __init__(self) -> None:
        self.wanted: dict[type[models.Model], set[Any]] = defaultdict(set)
        self.names: dict[str, str] = {}

    def later(self, model: Any, key: Any) -> str:
        """A mark that `final` turns into the name."""
        self.wanted[model].add(key)
        return self.MARK.format(model._meta.label, key)

    def shown(self, column: models.Field[Any, Any], value: Any) -> str:
        if value is None or value == "":
            return ""
        if isinstance(column, models.ForeignKey):
            return self.later(column.related_model, value)
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, list):
            return "; ".join(str(item) for item in value)
        return str(value)

    def read(self) -> None:
        for model, keys in self.wanted.items():
            found = model._default_manager.in_bulk(keys)
            for key in keys:
                row = found.get(key)
                name = getattr(row, "slug", str(row)) if row else f"no. {key}, since deleted"
                self.names[self.MARK.format(model._meta.label, key)] = name

    def final(self, text: str) -> str:
        return self.names.get(text, text)


class HistoryMixin(ModelAdmin):
    """The History page of a record."""

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponseBase:
        record = self.get_object(request, unquote(object_id))
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        page = Paginator(entries(record), PAGE).get_page(request.GET.get("p"))
        context = {
            **self.admin_site.each_context(request),
            "title": f"History of {record}",
            "subtitle": None,
            "opts": self.opts,
            "original": record,
            "page": page,
            **(extra_context or {}),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "jurisdictions/admin/history.html", context)
