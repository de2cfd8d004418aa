"""Entries -> unsaved rows, each value cleaned by its own model field and each reference resolved."""

from __future__ import annotations

import difflib
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models

from jurisdictions.importing.reading import Entry, Fault
from jurisdictions.importing.spec import Spec
from jurisdictions.models import Assertion, Record, Status
from jurisdictions.models.sources import SLUG_LENGTH

_BOOLEANS = {"true": True, "false": False}


@dataclass
class Built:
    """Rows by model in writing order, where each came from, and the many-to-many links still to be made."""

    rows: dict[type[Record], list[Record]] = field(default_factory=lambda: defaultdict(list))
    entries: dict[int, Entry] = field(default_factory=dict)
    links: list[tuple[Record, str, list[Record]]] = field(default_factory=list)

    def entry_of(self, row: Record) -> Entry:
        return self.entries[id(row)]


class Builder:
    """Turns entries into rows of one load. `faults` collects everything wrong."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        self.built = Built()
        self.by_key: dict[tuple[type[Record], str], dict[str, Record]] = {}
        self._row_of: dict[int, Record] = {}

    def build(self, entries: list[Entry], specs: tuple[Spec, ...]) -> Built:
        """Rows for all entries, model by model in the order of `specs`, so that whatever a row refers to
        is there before it. References within one model (a parent) are set when all its rows stand."""
        waiting: dict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            for member in entry.family():
                waiting[member.spec.model.__name__].append(member)
        for top in specs:
            for spec in top.family():
                self._build_model(spec, waiting.pop(spec.model.__name__, []))
        return self.built

    def _build_model(self, spec: Spec, entries: list[Entry]) -> None:
        rows = self.built.rows[spec.model]
        late: list[tuple[Record, Entry, str]] = []
        for entry in entries:
            row = self._row(spec, entry, late)
            if row is not None:
                rows.append(row)
        for row, entry, name in late:
            setattr(row, name, self._find(spec, entry, name, entry.values[name]))
        for entry in entries:
            row = self._row_of.get(id(entry))
            if row is None:
                continue
            for name in spec.many:
                others = [self._find(spec, entry, name, value) for value in _listed(entry.values.get(name))]
                self.built.links.append((row, name, [other for other in others if other is not None]))
            self._clean(row, entry)

    def _row(self, spec: Spec, entry: Entry, late: list[tuple[Record, Entry, str]]) -> Record | None:
        row = spec.model(status=spec.default_status, curated_in=entry.file)
        ok = True
        if spec.parent:
            assert entry.parent is not None
            parent = self._row_of.get(id(entry.parent))
            if parent is None:
                return None  # the parent's own fault is already listed
            setattr(row, spec.parent, parent)
        if spec.position:
            setattr(row, spec.position, entry.place)
        for name in ("slug", *spec.fields, "status", "withdrawn_reason", "checked_on", "note"):
            if name in entry.values:
                ok &= self._set(row, spec.column(name), entry, name)
            elif name != "slug" and self._required(spec.column(name)):
                self.faults.append(entry.fault(name, "is missing"))
                ok = False
        for name in spec.refs:
            if name not in entry.values:
                if not spec.column(name).null:
                    self.faults.append(entry.fault(name, "is missing"))
                    ok = False
            elif spec.related(name) is spec.model:
                late.append((row, entry, name))
            else:
                other = self._find(spec, entry, name, entry.values[name])
                ok &= other is not None
                if other is not None:
                    setattr(row, name, other)
        if not ok:
            # Later references to it should not be called dangling as well.
            if row.slug:
                self._register(row)
            return None
        if not self._slug(row, entry):
            return None
        self.built.entries[id(row)] = entry
        self._row_of[id(entry)] = row
        self._register(row)
        return row

    @staticmethod
    def _required(column: models.Field[Any, Any]) -> bool:
        return not column.null and not column.has_default() and not column.blank

    def _set(self, row: Record, column: models.Field[Any, Any], entry: Entry, name: str) -> bool:
        value = entry.values[name]
        try:
            setattr(row, name, clean(column, value, row))
        except ValidationError as error:
            self.faults.append(entry.fault(name, explain(column, value, error)))
            return False
        return True

    def _slug(self, row: Record, entry: Entry) -> bool:
        table = self.by_key.setdefault((type(row), "slug"), {})
        if row.slug:
            other = table.get(row.slug)
            if other is not None:
                first = self.built.entries.get(id(other))
                where = f"; first in {first.file}:{first.line}" if first else ""
                self.faults.append(entry.fault("slug", f"{row.slug!r} is used twice{where}"))
                return False
            return True
        base = row.default_slug()[: SLUG_LENGTH - 4]
        if not base:
            self.faults.append(entry.fault("slug", "is missing"))
            return False
        row.slug, number = base, 1
        while row.slug in table:
            number += 1
            row.slug = f"{base}--{number}"
        return True

    def _register(self, row: Record) -> None:
        for attribute in ("slug", "code"):
            key = getattr(row, attribute, None)
            if key:
                self.by_key.setdefault((type(row), attribute), {}).setdefault(key, row)

    def _find(self, spec: Spec, entry: Entry, name: str, value: Any) -> Record | None:
        """The row a reference leads to: one of this load, or one only in the database (a query a miss)."""
        model, key = spec.related(name), spec.key_of(name)
        table = self.by_key.setdefault((model, key), {})
        if isinstance(value, list):
            self.faults.append(entry.fault(name, "must be one slug, not a list"))
            return None
        if value not in table:
            found = model._default_manager.filter(**{key: value}).first()
            if found is None:
                near = difflib.get_close_matches(str(value), table, n=1)
                hint = f"; did you mean {near[0]}?" if near else ""
                self.faults.append(entry.fault(name, f"no {model._meta.verbose_name} has the {key} {value!r}{hint}"))
                return None
            table[value] = found
        return table[value]

    def _clean(self, row: Record, entry: Entry) -> None:
        if isinstance(row, Assertion) and row.status == Status.PUBLISHED and row.source is None:
            self.faults.append(entry.fault("source", "is missing: without one it can only be a draft"))
        try:
            row.clean()
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                for message in messages:
                    self.faults.append(entry.fault("" if name == "__all__" else name, message))

    def check_siblings(self, entries: list[Entry]) -> None:
        """Run each spec's check on the children of each parent; call it when all rows are built."""
        for entry in entries:
            for member in entry.family():
                for children in member.children.values():
                    self._check(children)

    def _check(self, children: list[Entry]) -> None:
        pairs = [(child, self._row_of[id(child)]) for child in children if id(child) in self._row_of]
        if not pairs or pairs[0][0].spec.check is None:
            return
        for place, name, message in pairs[0][0].spec.check([row for _, row in pairs]):
            self.faults.append(pairs[place][0].fault(name, message))


def _listed(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]


def clean(column: models.Field[Any, Any], value: Any, row: Record) -> Any:
    """The value as the column holds it. Raises ValidationError."""
    if isinstance(column, ArrayField):
        if not isinstance(value, list):
            raise ValidationError("must be a list")
        return column.clean([str(item) for item in value if item is not None], row)
    if isinstance(column, models.JSONField):
        if not isinstance(value, dict):
            raise ValidationError("must be a mapping")
        return column.clean({name: words for name, words in value.items() if words not in (None, "", [])}, row)
    if isinstance(value, list | dict):
        raise ValidationError("must be a single value, not a list")
    if isinstance(column, models.BooleanField):
        if value not in _BOOLEANS:
            raise ValidationError("write true or false")
        return _BOOLEANS[value]
    if "\x00" in str(value):
        raise ValidationError("holds a NUL character")
    return column.clean(value, row)


def explain(column: models.Field[Any, Any], value: Any, error: ValidationError) -> str:
    """One line for a person: what is wrong, and the words allowed where there is a list of them."""
    if column.choices and not isinstance(value, list):
        words = [str(choice) for choice, _ in column.flatchoices]
        near = difflib.get_close_matches(str(value), words, n=1)
        return f"{value!r} is not one of {', '.join(words)}" + (f"; did you mean {near[0]}?" if near else "")
    return " ".join(error.messages)
