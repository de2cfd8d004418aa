"""Rows -> curated YAML, in the one form that loading it again leaves as it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from django.db import models

from jurisdictions.importing.spec import Spec
from jurisdictions.models import Record
from jurisdictions.partial_dates import PartialDate

WIDTH = 110


class _Dumper(yaml.SafeDumper):
    """Lists stand at the margin of their key; partial dates stand as they are written."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False if flow else indentless)

    def ignore_aliases(self, data: object) -> bool:
        """The same date read twice is one object: it is written out each time, and not once with an anchor."""
        return True


def _partial_date(dumper: yaml.SafeDumper, value: PartialDate) -> yaml.Node:
    tag = {"day": "timestamp", "month": "str", "year": "int"}[value.precision]
    return dumper.represent_scalar(f"tag:yaml.org,2002:{tag}", str(value))


def _decimal(dumper: yaml.SafeDumper, value: Decimal) -> yaml.Node:
    whole = value == value.to_integral_value()
    return dumper.represent_scalar(
        f"tag:yaml.org,2002:{'int' if whole else 'float'}", str(int(value)) if whole else f"{value.normalize():f}"
    )


_Dumper.add_representer(PartialDate, _partial_date)
_Dumper.add_representer(Decimal, _decimal)


def render(specs: tuple[Spec, ...], home: Callable[[Spec, Record], str]) -> dict[str, str]:
    """Text of every file, by its name: each record goes to the file it came from, or to `home(spec, row)`.

    Reads each model once, whatever the number of rows. Records that come from reference packages are
    left out: they are not kept in any file.
    """
    files: dict[str, dict[str, list[dict[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    for spec in specs:
        nested = _nested(spec)
        rows = spec.model._default_manager.order_by("slug")
        for row in rows.select_related(*spec.refs) if spec.refs else rows:
            if row.curated_in != "reference":
                files[row.curated_in or home(spec, row)][spec.key].append(_record(spec, row, nested))
    order = [spec.key for spec in specs]
    return {
        name: yaml.dump(
            {key: lists[key] for key in order if key in lists},
            Dumper=_Dumper,
            sort_keys=False,
            allow_unicode=True,
            width=WIDTH,
        )
        for name, lists in sorted(files.items())
    }


def write_files(root: Path, files: dict[str, str]) -> list[str]:
    """Write the files that differ; returns their names."""
    changed = []
    for name, text in files.items():
        path = root / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            changed.append(name)
    return changed


type _Nested = dict[tuple[str, int], list[Record]]


def _nested(spec: Spec) -> dict[str, _Nested]:
    """All rows below a spec by (parent's foreign key value), and its own many-to-many links."""
    found: dict[str, _Nested] = {}
    for member in spec.family():
        by_parent: _Nested = defaultdict(list)
        if member.parent:
            order: tuple[str, ...] = (member.position, "id") if member.position else ("id",)
            if member.key == "events":
                order = ("date_latest", "date_earliest", "id")
            for row in member.model._default_manager.select_related(member.parent, *member.refs).order_by(*order):
                by_parent[(member.key, row.__dict__[f"{member.parent}_id"])].append(row)
        found[member.key] = by_parent
        for name in member.many:
            links: _Nested = defaultdict(list)
            relation = member.model._meta.get_field(name)
            assert isinstance(relation, models.ManyToManyField)
            through: Any = relation.remote_field.through
            near, far = relation.m2m_field_name(), relation.m2m_reverse_field_name()
            for link in through._default_manager.select_related(far).order_by(f"{far}__slug"):
                links[(name, getattr(link, f"{near}_id"))].append(getattr(link, far))
            found[f"{member.key}.{name}"] = links
    return found


def _record(spec: Spec, row: Record, nested: dict[str, _Nested]) -> dict[str, Any]:
    record: dict[str, Any] = {}
    for key in spec.keys:
        if key in spec.refs:
            other = getattr(row, key)
            value: Any = getattr(other, spec.key_of(key)) if other else None
        elif key in spec.many:
            others = nested[f"{spec.key}.{key}"].get((key, row.pk), [])
            value = [getattr(other, spec.key_of(key)) for other in others]
        elif any(child.key == key for child in spec.children):
            child = next(child for child in spec.children if child.key == key)
            value = [_record(child, below, nested) for below in nested[key].get((key, row.pk), [])]
        else:
            value = getattr(row, key)
        if isinstance(value, dict):
            # The database keeps no order of a mapping's keys: theirs is the one that any dump gives.
            value = dict(sorted(value.items()))
        if not _is_default(spec, row, key, value):
            record[key] = value
    return record


def _is_default(spec: Spec, row: Record, key: str, value: Any) -> bool:
    """Whether leaving the key out says the same."""
    if key == "slug":
        return bool(spec.parent) and value == row.default_slug()
    if key == "status":
        return bool(value == spec.default_status)
    if value in (None, "", []):
        return True
    if key in spec.fields:
        column = spec.column(key)
        if column.has_default() and not (isinstance(column, models.BooleanField) and value):
            return bool(value == column.get_default())
    return False
