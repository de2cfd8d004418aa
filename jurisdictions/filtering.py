"""The kinds of filter that lists have, and how one list's filters work together. Shared by API and pages.

Each filter turns its value into one condition. Conditions about rows that hang on the listed one (its
events, its codings) are put into one EXISTS for each such kind of row, so that `question=…&answer=…` asks
for one coding that has both, and no join multiplies the listed rows.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q, QuerySet, TextField, Value, lookups
from django.db.models.functions import Cast
from django.utils import timezone

from jurisdictions.models import Jurisdiction, Record, Status
from jurisdictions.parameters import PARTIAL_DATE_PATTERN, SLUG, nearest, not_one_of, shown
from jurisdictions.partial_dates import PartialDate

#: The longest text that `q` takes, and the most words of it.
MAX_TEXT, MAX_WORDS = 200, 12


class WordsWidget(forms.Widget):
    """`a,b`, or the parameter repeated: both are the list [a, b]."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        given = data.getlist(name) if hasattr(data, "getlist") else [data[name]] if name in data else []
        return list(dict.fromkeys(word.strip() for value in given for word in value.split(",") if word.strip()))


class WordsField(forms.Field):
    widget = WordsWidget

    def __init__(self, *, check: Any, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.check = check

    def clean(self, value: Any) -> Any:
        return self.check(value) if value else []


class OneField(forms.Field):
    """A single value; `check` turns it into what the filter works with or raises ValidationError."""

    def __init__(self, *, check: Any, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.check = check

    def clean(self, value: Any) -> Any:
        return self.check(value) if value not in (None, "") else None


class RecordFilter(django_filters.Filter):
    """One query parameter. `condition` says what its value means; `through` names the related rows, of the
    filter set's `through`, that must meet it together; `schema` describes it in the API's description."""

    field_class: type[forms.Field] = OneField
    many = False

    def __init__(self, lookup: str, help_text: str, *, through: str = "") -> None:
        super().__init__(field_name=lookup, help_text=help_text, label=help_text, required=False, check=self.check)
        self.lookup, self.through = lookup, through

    @property
    def schema(self) -> dict[str, Any]:
        raise NotImplementedError

    def check(self, value: Any) -> Any:
        """The value to work with. Raises ValidationError with a sentence that says what to write instead."""
        raise NotImplementedError

    def condition(self, value: Any, as_of: dt.date) -> Q:
        raise NotImplementedError

    def applied(self, value: Any) -> Any:
        """The value as the answer echoes it."""
        return value


class Choice(RecordFilter):
    """One or more of a fixed vocabulary."""

    field_class = WordsField
    many = True

    def __init__(
        self, lookup: str, choices: type[models.TextChoices], help_text: str, *, through: str = ""
    ) -> None:
        self.words = [str(value) for value in choices.values]
        super().__init__(lookup, help_text, through=through)

    @property
    def schema(self) -> dict[str, Any]:
        return {"type": "array", "minItems": 1, "items": {"type": "string", "enum": self.words}}

    def check(self, value: list[str]) -> list[str]:
        for word in value:
            if word not in self.words:
                raise ValidationError(not_one_of(word, self.words)[0])
        return value

    def condition(self, value: list[str], as_of: dt.date) -> Q:
        return Q(**{f"{self.lookup}__in": value})


@dataclass(frozen=True)
class Link:
    """Rows of `model` that lead from the listed row (foreign key `near`) to the record named (path `far`).

    Only rows that `where` allows count, so that nothing is found through what the public cannot see.
    """

    model: type[models.Model]
    near: str
    far: str
    where: Q = Q()  # noqa: RUF009  (a Q is never changed in place)

    def reaches(self, records: list[Record]) -> Exists:
        rows = self.model._default_manager.filter(self.where, **{self.near: OuterRef("pk"), f"{self.far}__in": records})
        return Exists(rows)


class Named(RecordFilter):
    """One or more public records, by slug; a slug that names none is refused, with the nearest one.

    `lookup` leads to the record by foreign keys; `links` lead there over relations to many.
    """

    field_class = WordsField
    many = True

    def __init__(
        self, lookup: str, model: type[Record], help_text: str, *, links: tuple[Link, ...] = (), through: str = ""
    ) -> None:
        self.record, self.links = model, links
        super().__init__(lookup, help_text, through=through)

    key = "slug"

    @property
    def schema(self) -> dict[str, Any]:
        named = {"type": "string", "pattern": f"^{SLUG}$", f"x-{self.key}-of": self.record._meta.verbose_name_plural}
        return {"type": "array", "minItems": 1, "items": named}

    def spelling(self, word: str) -> str:
        return word

    def check(self, value: list[str]) -> list[Record]:
        public = self.record._default_manager.public()  # type: ignore[attr-defined]
        wanted = [self.spelling(word) for word in value]
        found = {getattr(row, self.key): row for row in public.filter(**{f"{self.key}__in": wanted})}
        for given, word in zip(value, wanted, strict=True):
            if word not in found:
                # Only public slugs are suggested, and a draft is refused in the words of one that never was.
                near = nearest(word, public.values_list(self.key, flat=True)) if len(word) <= 250 else ""
                hint = f"; did you mean {near}?" if near else ""
                raise ValidationError(f"no {self.record._meta.verbose_name} has the {self.key} {shown(given)}{hint}")
        return [found[word] for word in wanted]

    def condition(self, value: list[Record], as_of: dt.date) -> Q:
        condition = Q(**{f"{self.lookup}__in": value}) if self.lookup else Q()
        for link in self.links:
            condition |= Q(link.reaches(value))
        return condition

    def applied(self, value: list[Record]) -> list[str]:
        return [getattr(record, self.key) for record in value]


class Place(Named):
    """One or more jurisdictions by code, in any case."""

    key = "code"

    def __init__(self, lookup: str, help_text: str, **kwargs: Any) -> None:
        super().__init__(lookup, Jurisdiction, help_text, **kwargs)

    def spelling(self, word: str) -> str:
        return word.upper()


class Within(Place):
    """Jurisdictions and all that descend from them; `lookup` leads to the `path` of codes."""

    def condition(self, value: list[Record], as_of: dt.date) -> Q:
        return Q(**{f"{self.lookup}__overlap": self.applied(value)})


class PartialDateFilter(RecordFilter):
    @property
    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": PARTIAL_DATE_PATTERN, "examples": ["2025", "2025-03", "2025-03-09"]}

    def check(self, value: str) -> PartialDate:
        try:
            if value != value.strip():
                raise ValueError(f"{shown(value)} holds blanks: remove them")
            return PartialDate.parse(value)
        except ValueError as error:
            raise ValidationError(str(error)) from error

    def applied(self, value: PartialDate) -> str:
        return str(value)


def bound_of(name: str, bound: str) -> Func:
    """The first or last day (`earliest`, `latest`) that the partial date column `name` may mean."""
    return Func(F(name), function=f"partial_date_{bound}", output_field=models.DateField())


class OnOrAfter(PartialDateFilter):
    """Rows whose date is surely on or after the first day that the value may mean."""

    def condition(self, value: PartialDate, as_of: dt.date) -> Q:
        return Q(lookups.GreaterThanOrEqual(bound_of(self.lookup, "earliest"), Value(value.earliest)))


class OnOrBefore(PartialDateFilter):
    """Rows whose date is surely on or before the last day that the value may mean."""

    def condition(self, value: PartialDate, as_of: dt.date) -> Q:
        return Q(lookups.LessThanOrEqual(bound_of(self.lookup, "latest"), Value(value.latest)))


class DayOnOrAfter(PartialDateFilter):
    """As `OnOrAfter`, for a column that always holds a day."""

    def condition(self, value: PartialDate, as_of: dt.date) -> Q:
        return Q(**{f"{self.lookup}__gte": value.earliest})


class DayOnOrBefore(PartialDateFilter):
    def condition(self, value: PartialDate, as_of: dt.date) -> Q:
        return Q(**{f"{self.lookup}__lte": value.latest})


class Flag(RecordFilter):
    """True or false."""

    @property
    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}

    def check(self, value: str) -> bool:
        if value not in ("true", "false"):
            raise ValidationError(f"{shown(value)} is neither true nor false")
        return value == "true"

    def condition(self, value: bool, as_of: dt.date) -> Q:
        return Q(**{self.lookup: value})


class Given(Flag):
    """Whether a text column holds anything."""

    def condition(self, value: bool, as_of: dt.date) -> Q:
        return ~Q(**{self.lookup: ""}) if value else Q(**{self.lookup: ""})


class InForce(Flag):
    """Whether a wording is surely in force on `as_of`; `lookup` leads to the range of days."""

    def condition(self, value: bool, as_of: dt.date) -> Q:
        surely = Q(**{f"{self.lookup}__contains": as_of})
        # A range that is NULL (nothing shows it in force) contains no day; NOT NULL would drop it.
        return surely if value else Q(**{f"{self.lookup}__isnull": True}) | ~surely


class Exactly(RecordFilter):
    """Equal but for capital letters."""

    @property
    def schema(self) -> dict[str, Any]:
        return {"type": "string", "minLength": 1, "maxLength": MAX_TEXT, "pattern": PRINTABLE}

    def check(self, value: str) -> str:
        return readable(value)

    def condition(self, value: str, as_of: dt.date) -> Q:
        return Q(**{f"{self.lookup}__iexact": value})


class Host(RecordFilter):
    """The host of a source's address, or a domain above it; `lookup` leads to the address."""

    _HOST = r"^[A-Za-z0-9][-A-Za-z0-9]{0,61}(?:\.[A-Za-z0-9][-A-Za-z0-9]{0,61}){1,5}$"

    def __init__(self, lookup: str, help_text: str, *, links: tuple[Link, ...] = ()) -> None:
        self.links = links
        super().__init__(lookup, help_text)

    @property
    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": self._HOST, "examples": ["law.cornell.edu"]}

    def check(self, value: str) -> str:
        if not re.fullmatch(self._HOST, value):
            raise ValidationError(f"{shown(value)} is not a host: write law.cornell.edu, without https:// or a path")
        return value.lower()

    def condition(self, value: str, as_of: dt.date) -> Q:
        address = rf"^https?://([^/?#@]*\.)?{re.escape(value)}(:[0-9]+)?([/?#]|$)"
        condition = Q()
        if self.lookup:
            status = self.lookup.rpartition("url")[0] + "status"
            condition = Q(**{f"{self.lookup}__iregex": address, status: Status.PUBLISHED})
        for link in self.links:
            rows = link.model._default_manager.filter(
                link.where, **{link.near: OuterRef("pk"), f"{link.far}__url__iregex": address}
            )
            condition |= Q(Exists(rows))
        return condition


#: What a text parameter may hold: anything but control characters.
PRINTABLE = r"^[^\u0000-\u001f\u007f-\u009f]*[^\u0000-\u0020\u007f-\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff][^\u0000-\u001f\u007f-\u009f]*$"


def readable(value: str) -> str:
    if len(value) > MAX_TEXT:
        raise ValidationError(f"is {len(value)} characters long: write at most {MAX_TEXT}")
    if re.search(r"[\x00-\x1f\x7f-\x9f]", value):
        raise ValidationError("holds a control character: remove it")
    return value


class Text(RecordFilter):
    """Rows that hold every word given, in any of the filter set's `texts`; accents and capitals do not count."""

    def __init__(self) -> None:
        super().__init__("q", "Words that must all stand in its text, in any order; accents and capitals do not count.")

    @property
    def schema(self) -> dict[str, Any]:
        return {"type": "string", "minLength": 1, "maxLength": MAX_TEXT, "pattern": PRINTABLE}

    def check(self, value: str) -> str:
        return readable(value)

    def condition(self, value: str, as_of: dt.date) -> Q:
        return holding_words(value, self.parent.texts)


def holding_words(text: str, columns: tuple[str, ...]) -> Q:
    """Rows of which some column holds each of the first words of `text`. The one place to change when
    the search index is to answer this."""
    condition = Q()
    for word in text.split()[:MAX_WORDS]:
        either = Q()
        for column in columns:
            unaccented = Func(Cast(column, TextField()), function="UNACCENT", output_field=TextField())
            either |= Q(_Contains(unaccented, Func(Value(word), function="UNACCENT", output_field=TextField())))
        condition &= either
    return condition


class _Contains(Func):
    """Whether the first text holds the second, capitals apart. Unlike `icontains` it takes any expression."""

    template = "strpos(upper(%(expressions)s)) > 0"
    arg_joiner = "), upper("
    output_field = models.BooleanField()


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
            rows = model._default_manager.public().filter(  # type: ignore[attr-defined]
                condition, self.always(through), **{back: OuterRef("pk")}
            )
            queryset = queryset.filter(Exists(rows))
        return queryset

    def always(self, through: str) -> Q:
        """What related rows must meet whatever the request asks of them."""
        return Q()

    def prepare(self, queryset: QuerySet) -> QuerySet:
        """Add the columns that filters here read and the table lacks; a filter set may extend it."""
        return queryset
