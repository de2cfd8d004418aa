"""Every dated fact on record in one line of time: what happened, what began and ended, what was decided.

A partial date is a span ("2025"), and nothing here takes it for a day of it: within its year or month it
stands after the days that are known, whichever way the line runs. `Span` keeps what *may* lie in it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Any

from django.db.models import F, Q, QuerySet

from cases.models import Effect, Holding, Ruling
from jurisdictions.models import Answer, Coding, Jurisdiction, LegislativeEvent, ProvisionText, Statute
from jurisdictions.partial_dates import PartialDate


class Kind(StrEnum):
    """What a line of time is made of; readers choose among these."""

    EVENT = "event"
    WORDING = "wording"
    RULING = "ruling"
    EFFECT = "effect"


class What(StrEnum):
    """What happened on the date of one entry, in the order in which one day tells it."""

    EVENT = "event"
    BEGINS = "wording-begins"
    ENDS = "wording-ends"
    RULING = "ruling"
    EFFECT = "effect-begins"
    EFFECT_ENDS = "effect-ends"


#: Answers of codings that make an instrument part of a topic.
REACHES = (Answer.YES, Answer.PARTIAL)


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose law, and on what. All that is given must hold; nothing given is the whole record.

    `jurisdictions` are codes, `within` is one whose descendants count too. `question` is a slug of the codebook:
    instruments with a wording that answers it *yes* or *partial*, those wordings, and rulings on their clauses.
    `issue`: rulings with a holding on it, and what these holdings do to a wording.
    """

    jurisdictions: tuple[str, ...] = ()
    within: str = ""
    question: str = ""
    issue: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """From the first day to the last, both included; None is open. It keeps a date that may lie in it, or with
    `surely` only one all of whose days do."""

    first: dt.date | None = None
    last: dt.date | None = None
    surely: bool = False

    def condition(self, date: str) -> Q:
        early, late = f"{date}_earliest", f"{date}_latest"
        lower, upper = (early, late) if self.surely else (late, early)
        condition = Q(**{f"{late}__isnull": False})
        if self.first:
            condition &= Q(**{f"{lower}__gte": self.first})
        if self.last:
            condition &= Q(**{f"{upper}__lte": self.last})
        return condition


@dataclass(frozen=True, slots=True)
class Entry:
    """One dated fact. `record` is its row (LegislativeEvent, ProvisionText, Ruling or Effect) and `subject` what it
    happened to: the Statute, or the Ruling."""

    date: PartialDate
    what: What
    jurisdiction: Jurisdiction
    subject: Statute | Ruling
    record: Any

    def is_ahead(self, day: dt.date) -> bool:
        """Whether it surely lies after that day."""
        return self.date.earliest > day

    def may_be_ahead(self, day: dt.date) -> bool:
        """Whether its date leaves open if it lies after that day."""
        return self.date.earliest <= day < self.date.latest


@dataclass(frozen=True, slots=True)
class Moment:
    """What happened to one statute or ruling on one date: several entries told as one."""

    date: PartialDate
    jurisdiction: Jurisdiction
    subject: Statute | Ruling
    entries: tuple[Entry, ...]

    @property
    def is_ruling(self) -> bool:
        return isinstance(self.subject, Ruling)

    def is_ahead(self, day: dt.date) -> bool:
        return self.entries[0].is_ahead(day)

    def may_be_ahead(self, day: dt.date) -> bool:
        return self.entries[0].may_be_ahead(day)


def chronicle(
    scope: Scope = Scope(),
    span: Span = Span(),
    *,
    kinds: Collection[Kind] = tuple(Kind),
    events: Collection[str] = (),
    newest_first: bool = True,
    limit: int | None = None,
) -> list[Entry]:
    """Public facts of these kinds in order of time. At most six queries, whatever is found.

    `events` narrows legislative events to these kinds. `limit` takes that many rows of each sort (events, wordings
    that begin, that end …), the first in the order asked for: enough for the first `limit` entries.
    """
    found: list[Entry] = []
    for kind in Kind:
        if kind in kinds:
            for what, date, rows in _SOURCES[kind](scope):
                condition = span.condition(date)
                if what is What.EVENT and events:
                    condition &= Q(kind__in=events)
                ordered = rows.filter(condition).order_by(*_order(date, newest_first), "pk")
                found.extend(_entry(what, date, row) for row in ordered[:limit])
    return sorted(found, key=lambda entry: _place(entry, newest_first))


def moments(entries: Iterable[Entry]) -> Iterator[Moment]:
    """Entries of one date and subject as one, in the order given (that of `chronicle`)."""
    for _, group in groupby(entries, key=lambda entry: (entry.date, type(entry.subject), entry.subject.pk)):
        told = tuple(group)
        yield Moment(told[0].date, told[0].jurisdiction, told[0].subject, told)


def undated_wordings(scope: Scope) -> int:
    """Wordings in scope whose first day is not on record: the line of time cannot show that they began."""
    return _wordings(scope).filter(valid_from__isnull=True).count()


def _order(date: str, newest_first: bool) -> tuple[Any, Any]:
    """Either way a known day comes before the month or year that it lies in."""
    early, late = F(f"{date}_earliest"), F(f"{date}_latest")
    return (early.desc(), late.asc()) if newest_first else (late.asc(), early.desc())


def _place(entry: Entry, newest_first: bool) -> tuple[Any, ...]:
    early, late = entry.date.earliest.toordinal(), entry.date.latest.toordinal()
    dated = (-early, late) if newest_first else (late, -early)
    told = list(What).index(entry.what)
    subject = isinstance(entry.subject, Ruling), entry.subject.slug
    return (*dated, entry.jurisdiction.code, *subject, told, entry.record.pk)


def _entry(what: What, date: str, row: Any) -> Entry:
    subject = _subject(row)
    place = subject.case.jurisdiction if isinstance(subject, Ruling) else subject.jurisdiction
    return Entry(PartialDate.parse(getattr(row, date)), what, place, subject, row)


def _subject(row: Any) -> Statute | Ruling:
    match row:
        case LegislativeEvent():
            return row.statute
        case ProvisionText():
            return row.provision.statute
        case Ruling():
            return row
        case _:
            return row.holding.ruling


def _placed(rows: QuerySet[Any], path: str, scope: Scope) -> QuerySet[Any]:
    if scope.jurisdictions:
        rows = rows.filter(**{f"{path}__code__in": scope.jurisdictions})
    if scope.within:
        rows = rows.filter(**{f"{path}__path__contains": [scope.within]})
    return rows


def _codings(scope: Scope) -> QuerySet[Coding]:
    return Coding.objects.public().filter(question__slug=scope.question, answer__in=REACHES).order_by()


def _holdings(scope: Scope) -> QuerySet[Holding]:
    rows = Holding.objects.public().order_by()
    if scope.issue:
        rows = rows.filter(issue__slug=scope.issue)
    if scope.question:
        rows = rows.filter(provisions__in=_codings(scope).values("text__provision"))
    return rows


def _events(scope: Scope) -> list[tuple[What, str, QuerySet[Any]]]:
    if scope.issue:
        return []
    rows = LegislativeEvent.objects.public().select_related("statute__jurisdiction", "source")
    if scope.question:
        rows = rows.filter(statute__in=_codings(scope).values("text__provision__statute"))
    return [(What.EVENT, "date", _placed(rows, "statute__jurisdiction", scope))]


def _wordings(scope: Scope) -> QuerySet[ProvisionText]:
    rows = ProvisionText.objects.public().select_related("provision__statute__jurisdiction")
    if scope.issue:
        return rows.none()
    if scope.question:
        rows = rows.filter(pk__in=_codings(scope).values("text"))
    return _placed(rows, "provision__statute__jurisdiction", scope)


def _begun_and_ended(scope: Scope) -> list[tuple[What, str, QuerySet[Any]]]:
    rows = _wordings(scope)
    return [(What.BEGINS, "valid_from", rows), (What.ENDS, "valid_to", rows)]


def _rulings(scope: Scope) -> list[tuple[What, str, QuerySet[Any]]]:
    rows = Ruling.objects.public().select_related("case__jurisdiction", "court")
    if scope.issue or scope.question:
        rows = rows.filter(pk__in=_holdings(scope).values("ruling"))
    return [(What.RULING, "date", _placed(rows, "case__jurisdiction", scope))]


def _effects(scope: Scope) -> list[tuple[What, str, QuerySet[Any]]]:
    rows: QuerySet[Any] = Effect.objects.public().select_related(
        "holding__ruling__case__jurisdiction", "holding__ruling__court", "source",
        "text__provision__statute__jurisdiction",
    )  # fmt: skip
    if scope.issue:
        rows = rows.filter(holding__in=_holdings(Scope(issue=scope.issue)))
    if scope.question:
        rows = rows.filter(text__in=_codings(scope).values("text"))
    rows = _placed(rows, "text__provision__statute__jurisdiction", scope)
    return [(What.EFFECT, "since", rows), (What.EFFECT_ENDS, "until", rows)]


_SOURCES = {Kind.EVENT: _events, Kind.WORDING: _begun_and_ended, Kind.RULING: _rulings, Kind.EFFECT: _effects}
