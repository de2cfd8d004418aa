"""What every record's JSON has in common: its address, short forms of what it names, dates, and the choice of fields.

A to-one relation goes out in short form, and as null where the other record is not public. A relation to
many is declared with `source="public_<relation>"`: only `plan` fills that attribute, with public rows, so
that a serializer used without it leaves the relation out instead of showing drafts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.db import models
from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from jurisdictions.fields import PartialDateField
from jurisdictions.models import Record, Source

#: Dotted names as a tree: {"slug": {}, "court": {"name": {}}}. An empty tree means all of it.
type Selection = Mapping[str, Selection]

PUBLIC = "public_"


@extend_schema_field(
    {"type": "string", "pattern": r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$", "examples": ["2025", "2025-03-09"]}
)
class PartialDateText(serializers.Field):
    """ISO 8601 with the precision that the source gives: a year, a month or a day."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.pop("max_length", None)
        super().__init__(**kwargs)

    def to_representation(self, value: Any) -> str:
        return str(value)


class WebAddress(serializers.URLField):
    """An address elsewhere, as a URI: some are kept with the letters of their own script. Null where there is none."""

    def to_representation(self, value: str) -> str | None:  # type: ignore[override]  # null where there is none
        return iri_to_uri(value) or None


@extend_schema_field({"type": "string", "format": "uri"})
class Address(serializers.Field):
    """The record's own address in this API."""

    def __init__(self, resource: str) -> None:
        self.resource = resource
        super().__init__(source="*", read_only=True)

    def to_representation(self, value: Record) -> str:
        request = self.context.get("request")
        path = reverse(f"api-{self.resource}-detail", args=[value.slug])
        return request.build_absolute_uri(path) if request else path


# No docstring here nor on what derives from it without one: the API's description would show it for each.
class RecordSerializer(serializers.ModelSerializer):
    # One record, or a short form of one; every field is only ever read.

    serializer_field_mapping = serializers.ModelSerializer.serializer_field_mapping | {
        PartialDateField: PartialDateText,
        models.URLField: WebAddress,
    }

    def build_standard_field(self, field_name: str, model_field: models.Field) -> tuple[type, dict[str, Any]]:
        field_class, kwargs = super().build_standard_field(field_name, model_field)
        # Checks on input say nothing to a reader, and a unique check would query.
        for name in ("validators", "allow_blank", "max_length", "style", "required", "default", "initial"):
            if name != "allow_blank" or field_class is not serializers.ChoiceField:
                kwargs.pop(name, None)
        if isinstance(model_field, models.URLField):
            kwargs["allow_null"] = model_field.blank
        return field_class, kwargs | {"read_only": True}

    def get_attribute(self, instance: Any) -> Any:
        """The related record, or None where the public may not see it."""
        related = super().get_attribute(instance)
        if related is None or self.source == "*" or not isinstance(related, Record):
            return related
        return related if related.is_public() else None

    def prune(self, selection: Selection) -> None:
        """Keep only the fields selected; of a nested record, only its fields selected."""
        for name in list(self.fields) if selection else ():
            if name not in selection:
                self.fields.pop(name)
            elif (nested := nested_of(self.fields[name])) is not None:
                nested.prune(selection[name])


def nested_of(field: Any) -> RecordSerializer | None:
    """The serializer of the record or records that the field holds; None where it holds a plain value."""
    inner = field.child if isinstance(field, serializers.ListSerializer) else field
    return inner if isinstance(inner, RecordSerializer) else None


def paths(serializer: RecordSerializer, prefix: str = "") -> Iterator[str]:
    """The dotted name of every field, nested ones included."""
    for name, field in serializer.fields.items():
        yield prefix + name
        if (nested := nested_of(field)) is not None:
            yield from paths(nested, f"{prefix}{name}.")


def selection_of(names: list[str]) -> Selection:
    """Dotted names as a tree. `court` next to `court.name` means the whole court."""
    tree: dict[str, Any] = {}
    whole = set(names)
    for name in names:
        parts = name.split(".")
        if any(".".join(parts[:end]) in whole for end in range(1, len(parts))):
            continue
        branch = tree
        for part in parts:
            branch = branch.setdefault(part, {})
    return tree


def plan(serializer: RecordSerializer, queryset: QuerySet) -> QuerySet:
    """The queryset with all that the serializer reads: one query, and one more for each relation to many
    at any depth, whatever the number of rows. Related rows to many are public ones only."""
    joins: set[str] = set()
    prefetches: list[Prefetch] = []
    _visit(serializer, queryset.model, "", joins, prefetches)
    if joins:
        queryset = queryset.select_related(*sorted(joins))
    return queryset.defer(*_generated(queryset.model, joins)).prefetch_related(*prefetches)


def _generated(model: type[models.Model], joins: set[str]) -> Iterator[str]:
    """The columns that the database derives for searching and sorting, of the model and of those joined: no
    serializer reads them, and some are larger than all the rest of the row."""
    # A path may join several steps at once: a__b__c joins a and a__b too.
    steps = {"__".join(path.split("__")[:end]) for path in joins for end in range(1, path.count("__") + 2)}
    for path in sorted({"", *steps}):
        related = model
        for step in path.split("__") if path else ():
            related = related._meta.get_field(step).related_model  # type: ignore[assignment]
        for column in related._meta.local_fields:
            if isinstance(column, models.GeneratedField):
                yield f"{path}__{column.name}" if path else column.name


def _visit(
    serializer: RecordSerializer, model: type[models.Model], prefix: str, joins: set[str], prefetches: list[Prefetch]
) -> None:
    for field in serializer.fields.values():
        joins.update(prefix + relation for relation in getattr(field, "joins", ()))
        nested, source = nested_of(field), field.source or ""
        if nested is None:
            steps = source.split(".")[:-1]
            if steps and source != "*":
                joins.add(prefix + "__".join(steps))
        elif isinstance(field, serializers.ListSerializer):
            assert source.startswith(PUBLIC), f"{type(serializer).__name__}.{field.field_name}: {source} is not public"
            _prefetch(nested, model, prefix, source.removeprefix(PUBLIC), prefetches)
        elif source == "*":
            _visit(nested, model, prefix, joins, prefetches)
        else:
            path = prefix + source.replace(".", "__")
            related: type[Record] = nested.Meta.model
            joins.update([path, *(f"{path}__{parent}" for parent in related.PUBLIC_PARENTS)])
            _visit(nested, related, f"{path}__", joins, prefetches)
    # Last, because a nested record that shows the same rows fetches more of them.
    for field in serializer.fields.values():
        for relation in getattr(field, "reads", ()):
            if prefix + relation not in {prefetch.prefetch_through for prefetch in prefetches}:
                _prefetch(None, model, prefix, relation, prefetches, joins=getattr(field, "reads_with", ()))


def _prefetch(
    nested: RecordSerializer | None,
    model: type[models.Model],
    prefix: str,
    relation: str,
    prefetches: list[Prefetch],
    joins: tuple[str, ...] = (),
) -> None:
    related = model._meta.get_field(relation).related_model
    rows = related._default_manager.public()  # type: ignore[union-attr]
    rows = rows.select_related(*joins) if joins else rows
    prefetches.append(Prefetch(prefix + relation, plan(nested, rows) if nested else rows, to_attr=PUBLIC + relation))


class SourceShort(RecordSerializer):
    """A source in short form; `address` is where the document stands, `url` is its record here."""

    address = WebAddress(source="url", read_only=True, help_text="Where the document can be opened.")
    url = Address("sources")

    class Meta:
        model = Source
        fields = ("slug", "title", "publisher", "kind", "address", "url")


#: On every record, after what is its own.
CHECKED = ("note", "checked_on")

#: On every assertion: what it rests on.
ASSERTED = ("source", "pinpoint", "note", "checked_on")


class AssertionSerializer(RecordSerializer):
    source = SourceShort(read_only=True, allow_null=True)  # type: ignore[assignment]  # a field, not Field.source
