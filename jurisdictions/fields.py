"""Model fields for partial dates, kept in PostgreSQL as the domain `partial_date`.

The first migration makes the domain and two immutable functions, `partial_date_earliest` and
`partial_date_latest`; generated columns built on them let the database compare and order.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func

from jurisdictions.partial_dates import PartialDate


@lru_cache(maxsize=50_000)
def _read(value: str) -> PartialDate:
    """The same days come again in every answer, and a `PartialDate` cannot change: each is read once."""
    return PartialDate.parse(value)


class PartialDateField(models.Field):
    """A `PartialDate` (or None) in Python, ISO 8601 text of 4, 7 or 10 characters in the database."""

    description = "A date known to the day, the month or the year"

    def db_type(self, connection: Any) -> str:
        return "partial_date"

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> PartialDate | None:
        return None if value is None else _read(value)

    def to_python(self, value: Any) -> PartialDate | None:
        if value is None or value == "":
            return None
        try:
            return PartialDate.parse(value)
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error

    def get_prep_value(self, value: Any) -> str | None:
        value = self.to_python(value)
        return None if value is None else str(value)

    def value_to_string(self, obj: models.Model) -> str:
        value = self.value_from_object(obj)
        return "" if value is None else str(value)

    def formfield(self, **kwargs: Any) -> Any:
        kwargs.setdefault("help_text", "2025, 2025-03 or 2025-03-09: as exact as the source is, no more.")
        return super().formfield(**kwargs)


def earliest_of(name: str) -> models.GeneratedField:
    """The column holding the first day that the partial date `name` may mean."""
    return _generated(name, "partial_date_earliest")


def latest_of(name: str) -> models.GeneratedField:
    """The column holding the last day that the partial date `name` may mean."""
    return _generated(name, "partial_date_latest")


def _generated(name: str, function: str) -> models.GeneratedField:
    return models.GeneratedField(
        expression=Func(F(name), function=function, output_field=models.DateField()),
        output_field=models.DateField(null=True),
        db_persist=True,
    )
