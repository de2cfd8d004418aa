"""Filters whose value is a word, a date, true or false, or some text."""

from __future__ import annotations

import datetime as dt
import re
from enum import StrEnum
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, Q, TextField, Value, lookups
from django.db.models.functions import Cast

from jurisdictions.parameters import DAY_PATTERN, PARTIAL_DATE_PATTERN, not_one_of, shown
from jurisdictions.partial_dates import PartialDate
from jurisdictions.sentences import say, told
from jurisdictions.text_search import matching

#: The longest text that `q` takes, and the most words of it.
MAX_TEXT, MAX_WORDS = 200, 12

#: What a text parameter may hold: no control character, and something that is not blank.
_CONTROL = r"\u0000-\u001f\u007f-\u009f"
_BLANK = r"\u0020\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
PRINTABLE = f"^[^{_CONTROL}]*[^{_CONTROL}{_BLANK}][^{_CONTROL}]*$"


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
        self, lookup: str, choices: type[models.TextChoices | StrEnum], help_text: str, *, through: str = ""
    ) -> None:
        self.words = [str(choice.value) for choice in choices]
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


class PartialDateFilter(RecordFilter):
    @property
    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": PARTIAL_DATE_PATTERN, "examples": ["2025", "2025-03", "2025-03-09"]}

    def check(self, value: str) -> PartialDate:
        try:
            if value != value.strip():
                raise ValueError(say("{value} holds blanks: remove them", value=shown(value)))
            return PartialDate.parse(value)
        except ValueError as error:
            raise ValidationError(told(error)) from error

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


class MayHoldDay(PartialDateFilter):
    """Spans, from one partial date to another, that are not surely over or to come on a day. An empty end is open."""

    def __init__(self, start: str, end: str, help_text: str) -> None:
        self.start, self.end = start, end
        super().__init__(start, help_text)

    @property
    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": DAY_PATTERN, "examples": ["2025-03-09"]}

    def check(self, value: str) -> PartialDate:
        date = super().check(value)
        if date.precision != "day":
            raise ValidationError(say("{value} names no day: write it as 2025-01-01", value=shown(value)))
        return date

    def condition(self, value: PartialDate, as_of: dt.date) -> Q:
        ended = Q(lookups.LessThan(bound_of(self.end, "latest"), Value(value.earliest)))
        begun = Q(lookups.LessThanOrEqual(bound_of(self.start, "earliest"), Value(value.earliest)))
        return begun & (Q(**{f"{self.end}__isnull": True}) | ~ended)


class Flag(RecordFilter):
    """True or false."""

    @property
    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}

    def check(self, value: str) -> bool:
        if value not in ("true", "false"):
            raise ValidationError(say("{value} is neither true nor false", value=shown(value)))
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


def readable(value: str) -> str:
    if len(value) > MAX_TEXT:
        text = say("is {length} characters long: write at most {most}", length=len(value), most=MAX_TEXT)
        raise ValidationError(text)
    if re.search(r"[\x00-\x1f\x7f-\x9f]", value):
        raise ValidationError(say("holds a control character: remove it"))
    return value


class Exactly(RecordFilter):
    """Equal but for capital letters."""

    @property
    def schema(self) -> dict[str, Any]:
        return {"type": "string", "minLength": 1, "maxLength": MAX_TEXT, "pattern": PRINTABLE}

    def check(self, value: str) -> str:
        return readable(value)

    def condition(self, value: str, as_of: dt.date) -> Q:
        return Q(**{f"{self.lookup}__iexact": value})


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


class Typed(RecordFilter):
    """Rows whose search column answers what was typed ("…", or, -), stemmed in the language whose tag stands in the
    column `language`; none where nothing in it can be searched for."""

    def __init__(self, help_text: str, *, language: str = "") -> None:
        self.language = language
        super().__init__("search", help_text)

    @property
    def schema(self) -> dict[str, Any]:
        return {"type": "string", "minLength": 1, "maxLength": MAX_TEXT, "pattern": PRINTABLE}

    def check(self, value: str) -> str:
        return readable(value)

    def condition(self, value: str, as_of: dt.date) -> Q:
        return matching(value, language=self.language)


class _Contains(Func):
    """Whether the first text holds the second, capitals apart. Unlike `icontains` it takes any expression."""

    template = "strpos(upper(%(expressions)s)) > 0"
    arg_joiner = "), upper("
    output_field = models.BooleanField()
