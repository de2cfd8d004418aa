"""Cells of text -> records and back, by the columns of a `Spec`."""

from __future__ import annotations

import contextlib
import difflib
import json
from typing import Any

import tablib
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from import_export import resources, widgets
from import_export.fields import Field

from jurisdictions.fields import PartialDateField
from jurisdictions.importing.building import clean, explain
from jurisdictions.importing.spec import Spec
from jurisdictions.models import Record

#: Between the entries of a list in one cell.
SEPARATOR = ";"


class ColumnWidget(widgets.Widget):
    """How a value stands in a cell; `key` is the attribute by which a related record is named."""

    def __init__(self, key: str = "slug") -> None:
        super().__init__(coerce_to_string=True)
        self.key = key

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        if value is None:
            return ""
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, models.Model):
            return str(getattr(value, self.key))
        if isinstance(value, models.Manager):
            # Sorted here and not in SQL, which would go past what was prefetched.
            return f"{SEPARATOR} ".join(sorted(str(getattr(other, self.key)) for other in value.all()))
        if isinstance(value, list):
            return f"{SEPARATOR} ".join(str(item) for item in value)
        if isinstance(value, dict):
            return json.dumps(value, ensure_ascii=False, sort_keys=True) if value else ""
        return str(value)


def columns_of(spec: Spec) -> list[str]:
    """The names of a sheet's columns, in order."""
    names = ["slug", *([spec.parent] if spec.parent else []), *spec.refs]
    names += [*([spec.position] if spec.position else []), *spec.fields, "checked_on", "note", *spec.many]
    return [*dict.fromkeys(names), "status"]


class RecordResource(resources.ModelResource):
    """One kind of record. Everything wrong with a row is listed, each thing with its column and a remedy.

    A row whose slug (or code) exists changes that record; another makes a new one, a draft.
    """

    spec: Spec

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        #: (model, key attribute) -> key -> record: each model read once, in one query.
        self.known: dict[tuple[type[Record], str], dict[str, Record]] = {}
        self.first_row: dict[str, int] = {}
        self.links: dict[str, list[Record]] = {}

    # --- columns ---------------------------------------------------------------------------

    @classmethod
    def columns(cls) -> list[str]:
        return columns_of(cls.spec)

    @classmethod
    def identity(cls) -> str:
        return "code" if "code" in cls.spec.fields else "slug"

    @classmethod
    def guide(cls) -> list[tuple[str, str, str]]:
        """For the page: (column, whether it must be filled, what stands in it)."""
        told = []
        for name in cls.columns():
            column = cls.spec.model._meta.get_field(name)
            told.append((name, "required" if _is_required(column) else "", cls._meaning(name, column)))
        return told

    @classmethod
    def _meaning(cls, name: str, column: Any) -> str:
        if name == "slug":
            return "The record's address. One that exists: that record is changed. Empty or new: a record is added."
        if name == "status":
            return "Only in exports: new records are drafts, and a sheet changes no status."
        if column.is_relation:
            what = f"{cls.spec.key_of(name)} of the {column.related_model._meta.verbose_name}"
            return (
                f"{what}; several are separated by “{SEPARATOR}”." if column.many_to_many else f"{what.capitalize()}."
            )
        choices = getattr(column, "base_field", column).choices
        words = f"One of {', '.join(value for value, _ in choices)}." if choices else ""
        if isinstance(column, PartialDateField):
            words = "A year, month or day: 2025, 2025-03 or 2025-03-09."
        elif isinstance(column, models.BooleanField):
            words = "true or false."
        elif isinstance(column, models.JSONField):
            words = 'JSON, as in {"where": ["possession:yes"]}.'
        listed = f"Several are separated by “{SEPARATOR}”." if isinstance(column, ArrayField) else ""
        return " ".join(filter(None, [words, str(column.help_text), listed]))

    # --- reading ---------------------------------------------------------------------------

    def before_import(self, dataset: tablib.Dataset, **kwargs: Any) -> None:
        """Refuse columns that are unknown, named twice or missing."""
        known, wrong = self.columns(), []
        for name in dict.fromkeys(dataset.headers):
            if dataset.headers.count(name) > 1:
                wrong.append(f"the column {name!r} stands there twice")
            if name not in known:
                near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
                hint = f"did you mean {near[0]}?" if near else f"columns are {', '.join(known)}"
                wrong.append(f"there is no column {name!r}; {hint}")
        wrong += [
            f"the column {name} is missing"
            for name in known
            if name not in dataset.headers and _is_required(self.spec.model._meta.get_field(name))
        ]
        if wrong:
            raise ValidationError(f"First row: {'; '.join(wrong)}.")

    def _check_import_id_fields(self, headers: list[str]) -> None:
        """Left to `before_import`: a sheet of new records needs no slugs."""

    def get_instance(self, instance_loader: Any, row: dict[str, str]) -> Record | None:
        identity = self.identity()
        key = row.get(identity, "")
        rows = self._near(self._meta.model._default_manager.all())
        return rows.filter(**{identity: key}).first() if key else None

    def import_instance(self, instance: Record, row: dict[str, str], **kwargs: Any) -> None:
        """Set every column; raises ValidationError with all that is wrong, by column."""
        wrong: dict[str, ValidationError] = {}
        self.links = {}
        for name in self.columns():
            if name not in row:
                continue
            try:
                self._set(instance, name, row[name])
            except ValidationError as error:
                wrong[name] = error
        try:
            self._check_key(instance, row, kwargs["row_number"])
        except ValidationError as error:
            wrong.setdefault(self.identity(), error)
        if wrong:
            raise ValidationError(wrong)
        with contextlib.suppress(ValueError):  # `clean` says what is wrong
            instance.derive()

    def _set(self, instance: Record, name: str, cell: str) -> None:
        column: Any = self.spec.model._meta.get_field(name)
        if name == "status":
            if cell and cell != instance.status:
                raise ValidationError(
                    f"a sheet changes no status: leave it empty or write {instance.status}, and use Publish or Withdraw"
                )
        elif column.many_to_many:
            self.links[name] = [self._find(name, column, key) for key in _listed(cell)]
        elif column.is_relation:
            if not cell and not column.null:
                raise ValidationError("is missing")
            setattr(instance, name, self._find(name, column, cell) if cell else None)
        elif name == "slug" and instance.pk:
            if cell and cell != instance.slug:
                raise ValidationError(f"the slug stands for good: it is {instance.slug}")
        elif not cell:
            self._empty(instance, column)
        else:
            value = _listed(cell) if isinstance(column, ArrayField) else cell
            if isinstance(column, models.JSONField):
                value = _mapped(cell)
            if isinstance(column, models.BooleanField):
                value = {"yes": "true", "no": "false", "1": "true", "0": "false"}.get(cell.lower(), cell.lower())
            try:
                setattr(instance, name, clean(column, value, instance))
            except ValidationError as error:
                raise ValidationError(explain(column, value, error)) from error

    @staticmethod
    def _empty(instance: Record, column: Any) -> None:
        """An empty cell empties the column, or gives it its default."""
        if column.null:
            setattr(instance, column.name, None)
        elif column.has_default():
            setattr(instance, column.name, column.get_default())
        elif column.blank:
            setattr(instance, column.name, [] if isinstance(column, ArrayField) else "")
        else:
            raise ValidationError("is missing")

    def _find(self, name: str, column: Any, key: str) -> Record:
        model, attribute = column.related_model, self.spec.key_of(name)
        table = self._table(model, attribute)
        if key not in table:
            near = difflib.get_close_matches(key, table, n=1)
            hint = f"; did you mean {near[0]}?" if near else ": add it first"
            raise ValidationError(f"no {model._meta.verbose_name} has the {attribute} {key!r}{hint}")
        return table[key]

    def _table(self, model: type[Record], attribute: str) -> dict[str, Record]:
        if (model, attribute) not in self.known:
            rows = model._default_manager.only("slug", attribute)
            self.known[model, attribute] = {getattr(row, attribute): row for row in rows}
        return self.known[model, attribute]

    def _check_key(self, instance: Record, row: dict[str, str], number: int) -> None:
        """One row a record: neither twice in the sheet, nor silently a second of the same name."""
        given = row.get(self.identity(), "")
        if not instance.pk and not instance.slug:
            try:
                instance.slug = instance.default_slug()
            except (AttributeError, models.ObjectDoesNotExist):  # a column it is made of is wrong, and listed
                return
            if not instance.slug:
                raise ValidationError("is missing: choose one, of letters, digits and hyphens")
            if instance.slug in self._table(self.spec.model, "slug") and instance.slug not in self.first_row:
                raise ValidationError(
                    f"{instance.slug} exists already: write it here to change that record, or another for a second one"
                )
        key = given or instance.slug
        if key in self.first_row:
            raise ValidationError(f"{key} stands in row {self.first_row[key]} already")
        self.first_row[key] = number + 1

    def skip_row(self, instance: Any, original: Any, row: Any, import_validation_errors: Any = None) -> bool:
        if import_validation_errors or original is None or original.pk is None:
            return False
        columns = [f for f in instance._meta.concrete_fields if not isinstance(f, models.GeneratedField)]
        same = all(getattr(instance, f.attname) == getattr(original, f.attname) for f in columns)
        return same and all(
            {row.pk for row in rows} == set(getattr(instance, name).values_list("pk", flat=True))
            for name, rows in self.links.items()
        )

    def save_m2m(self, instance: Record, row: Any, **kwargs: Any) -> None:
        for name, rows in self.links.items():
            getattr(instance, name).set(rows)

    def after_save_instance(self, instance: Record, row: Any, **kwargs: Any) -> None:
        """Rows further down may refer to this one."""
        for (model, attribute), table in self.known.items():
            if model is self.spec.model:
                table[getattr(instance, attribute)] = instance

    # --- writing ---------------------------------------------------------------------------

    def filter_export(self, queryset: Any, **kwargs: Any) -> Any:
        """A bounded number of queries, whatever the number of rows."""
        return self._near(queryset).prefetch_related(*self.spec.many)

    def _near(self, rows: Any) -> Any:
        """With the records that the columns name, in the same query."""
        near = [name for name in (self.spec.parent, *self.spec.refs) if name]
        return rows.select_related(*near) if near else rows


def _is_required(column: Any) -> bool:
    if column.many_to_many or column.name in ("slug", "status"):
        return False
    return not (column.null or column.blank or column.has_default())


def _listed(cell: str) -> list[str]:
    return [item.strip() for item in cell.split(SEPARATOR) if item.strip()]


def resource_for(spec: Spec) -> type[RecordResource]:
    """The resource whose columns are those of `spec`."""
    names = columns_of(spec)
    meta = type(
        "Meta",
        (),
        {"model": spec.model, "fields": tuple(names), "import_order": tuple(names), "export_order": tuple(names),
         "skip_unchanged": True, "report_skipped": True, "clean_model_instances": True, "import_id_fields": ("slug",)},
    )  # fmt: skip
    columns: dict[str, Any] = {
        name: Field(attribute=name, column_name=name, widget=ColumnWidget(spec.key_of(name))) for name in names
    }
    name = f"{spec.model.__name__}Resource"
    made: type[RecordResource] = type(name, (RecordResource,), {"spec": spec, "Meta": meta, **columns})
    return made


def _mapped(cell: str) -> Any:
    try:
        return json.loads(cell)
    except ValueError as error:
        raise ValidationError("is not JSON") from error
