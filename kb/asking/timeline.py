"""What happened when: whose law and on what, between which days, and which kinds of fact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jurisdictions.parameters import ParameterReader, nearest, not_one_of, shown
from jurisdictions.partial_dates import PartialDate
from jurisdictions.sentences import say
from kb.chronicle import Kind, Moment, Scope, Span, chronicle, moments

NEWEST, OLDEST = "-date", "date"

PARAMETERS = ("jurisdiction", "within", "question", "issue", "kind", "from", "to", "ordering")


@dataclass(frozen=True, slots=True)
class TimelineAsked:
    scope: Scope
    span: Span
    kinds: tuple[Kind, ...]
    newest_first: bool

    def answer(self) -> list[Moment]:
        return list(moments(chronicle(self.scope, self.span, kinds=self.kinds, newest_first=self.newest_first)))


def read(
    reader: ParameterReader, *, places: Sequence[str], questions: Sequence[str], issues: Sequence[str]
) -> TimelineAsked:
    """The question, given the codes and slugs on record; every fault is left in the reader."""
    scope = Scope(
        jurisdictions=tuple(_known(reader, "jurisdiction", places, reader.words("jurisdiction"))),
        within=next(iter(_known(reader, "within", places, [reader.one("within") or ""])), ""),
        question=_slug(reader, "question", questions),
        issue=_slug(reader, "issue", issues),
    )
    span, kinds = _span(reader), _kinds(reader)
    newest = reader.choice("ordering", (NEWEST, OLDEST), NEWEST) == NEWEST
    return TimelineAsked(scope, span, tuple(kinds), newest)


def _known(reader: ParameterReader, name: str, codes: Sequence[str], given: list[str]) -> list[str]:
    """The codes given, in capitals; a fault where no jurisdiction has one."""
    wanted = [code.upper() for code in given if code]
    for code in wanted:
        if code not in codes:
            near = nearest(code, codes)
            if near:
                told = say(
                    "{code} is the code of no jurisdiction here; did you mean {near}?", code=shown(code), near=near
                )
            else:
                told = say("{code} is the code of no jurisdiction here", code=shown(code))
            reader.fault(name, told, near)
            return []
    return wanted


def _slug(reader: ParameterReader, name: str, slugs: Sequence[str]) -> str:
    value = reader.one(name) or ""
    if value and value not in slugs:
        reader.fault(name, *not_one_of(value, slugs))
        return ""
    return value


def _span(reader: ParameterReader) -> Span:
    days: dict[str, PartialDate | None] = {"from": None, "to": None}
    for name in days:
        value = reader.one(name)
        if value is not None:
            with reader.refusing(name):
                days[name] = PartialDate.parse(value)
    first, last = days["from"], days["to"]
    if first and last and last.surely_before(first):
        reader.fault("to", say("ends before it begins: give a `to` that is not before `from`"))
    return Span(first.earliest if first else None, last.latest if last else None)


def _kinds(reader: ParameterReader) -> list[Kind]:
    given = reader.words("kind")
    for value in given:
        if value not in list(Kind):
            reader.fault("kind", *not_one_of(value, list(Kind)))
            return []
    return [Kind(value) for value in given] or list(Kind)
