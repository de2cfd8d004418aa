"""How one list's filters work together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, ClassVar

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from jurisdictions.filtering.values import OnOrAfter, OnOrBefore, Text
from jurisdictions.models import Record


class RecordFilterSet(django_filters.FilterSet):
    """The filters of one list, for one request and one `as_of`.

    `through`: name -> (model, path from it back to the listed row) for filters that are about related
    rows. `texts`: the columns that `q` reads. `orderings`: name -> the columns it sorts by.
    """

    through: ClassVar[Mapping[str, tuple[type[Record], str]]] = {}
    texts: ClassVar[tuple[str, ...]] = ()
    orderings: ClassVar[Mapping[str, tuple[str, ...]]] = {"slug": ("slug",)}
    default_ordering: ClassVar[str] = "slug"

    q = Text()
    checked_after = OnOrAfter("checked_on", "Facts last checked on or after this date.")
    checked_before = OnOrBefore(
        "checked_on", "Facts last checked on or before this date; never those with no check on record."
    )

    def __init__(self, data: Any = None, queryset: Any = None, *, as_of: dt.date | None = None, **kwargs: Any) -> None:
        super().__init__(data, queryset, **kwargs)
        self.as_of = as_of or timezone.localdate()

    def given(self) -> dict[str, Any]:
        """The cleaned values of the parameters that were given, by name."""
        return {name: value for name, value in self.form.cleaned_data.items() if value not in (None, [])}

    def applied(self) -> dict[str, Any]:
        """The filters in force as an answer echoes them."""
        return {name: self.filters[name].applied(value) for name, value in self.given().items()}

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        queryset = self.prepare(queryset)
        conditions = {"": Q()}
        for name, value in self.given().items():
            kind = self.filters[name]
            condition = kind.condition(value, self.as_of)
            conditions[kind.through] = conditions.get(kind.through, Q()) & condition
        queryset = queryset.filter(conditions.pop(""))
        for through, condition in conditions.items():
            model, back = self.through[through]
            rows = model._default_manager.public().filter(condition, self.always(through), **{back: OuterRef("pk")})
            queryset = queryset.filter(Exists(rows))
        return queryset

    def always(self, through: str) -> Q:
        """What related rows must meet whatever the request asks of them."""
        return Q()

    def prepare(self, queryset: QuerySet) -> QuerySet:
        """Add the columns that filters here read and the table lacks; a filter set may extend it."""
        return queryset
