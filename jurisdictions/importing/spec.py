"""How one kind of record stands in the curated YAML, and which model row it becomes.

A `Spec` is all that reading, writing rows and dumping need to know about a model: adding a field to
the curated data means adding its name here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from jurisdictions.models import Record


@dataclass(frozen=True)
class Spec:
    """`key` is the YAML list that holds the records: at the top of a file, or inside the parent record.

    `fields`: plain columns, in the order they are written. `refs`: foreign keys, YAML value = the slug
    of the other record (or the attribute named in `ref_keys`). `many`: many-to-many relations, a YAML
    list of slugs. `children`: records nested in this one; `parent` is their foreign key back to it.
    `position`: the column that takes the record's place in its list. `check` sees all children of one
    parent at once and yields (index, field, message) for what is wrong between them.
    """

    key: str
    model: type[Record]
    fields: tuple[str, ...]
    refs: tuple[str, ...] = ()
    ref_keys: dict[str, str] = field(default_factory=dict)
    many: tuple[str, ...] = ()
    children: tuple[Spec, ...] = ()
    parent: str = ""
    position: str = ""
    default_status: str = "published"
    check: Callable[[list[Any]], Iterator[tuple[int, str, str]]] | None = None

    def related(self, name: str) -> type[Record]:
        """The model that a reference leads to."""
        related = self.model._meta.get_field(name).related_model
        assert isinstance(related, type)
        assert issubclass(related, Record)
        return related

    def key_of(self, name: str) -> str:
        """The attribute of the other record by which the YAML names it."""
        return self.ref_keys.get(name, "slug")

    def maps(self, name: str) -> bool:
        """Whether the value is itself a mapping of words to words or lists of them: a JSON column."""
        return name in self.fields and isinstance(self.column(name), models.JSONField)

    def column(self, name: str) -> models.Field[Any, Any]:
        column = self.model._meta.get_field(name)
        assert isinstance(column, models.Field)
        return column

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key that a record of this kind may have, in the order they are written."""
        return ("slug", *self.refs, *self.fields, "status", "withdrawn_reason", "checked_on", "note",
                *self.many, *(child.key for child in self.children))  # fmt: skip

    def family(self) -> Iterator[Spec]:
        """This spec and those nested in it, parents first."""
        yield self
        for child in self.children:
            yield from child.family()
