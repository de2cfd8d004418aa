"""Filters whose value names other records, or the host of their sources."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q

from jurisdictions.filtering.values import RecordFilter, WordsField
from jurisdictions.models import Jurisdiction, Record, Status
from jurisdictions.parameters import SLUG, nearest, shown
from jurisdictions.sentences import say


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
        public = self.record._default_manager.public()
        wanted = [self.spelling(word) for word in value]
        found = {getattr(row, self.key): row for row in public.filter(**{f"{self.key}__in": wanted})}
        for given, word in zip(value, wanted, strict=True):
            if word not in found:
                # Only public slugs are suggested, and a draft is refused in the words of one that never was.
                near = nearest(word, public.values_list(self.key, flat=True)) if len(word) <= 250 else ""
                # What a kind of record is called is a message of its own: `kb.languages.messages` collects it.
                values = {"kind": say(str(self.record._meta.verbose_name)), "key": self.key, "given": shown(given)}
                if near:
                    text = say("no {kind} has the {key} {given}; did you mean {near}?", near=near, **values)
                else:
                    text = say("no {kind} has the {key} {given}", **values)
                raise ValidationError(text)
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
            raise ValidationError(
                say("{value} is not a host: write law.cornell.edu, without https:// or a path", value=shown(value))
            )
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
