"""What a difference between the law of two days is called: who or what made it, on which day, and of which kind.

Three kinds, told apart by the dates on record alone:

- **law changed**: a wording, an event of its instrument or an effect of a ruling begins or ends on a date all of
  whose days lie between the two days asked about;
- **date not exact**: such a date is on record only to the month or year, and one of the days asked about lies
  within it. The law may have changed before, between or after;
- **we learned**: nothing dated lies between the days but the day on which a source first shows a wording, whose
  start is not on record. What is on record changed, not the law.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from cases import rows
from cases.models import EffectKind
from cases.rows import EffectRow
from jurisdictions.models import EventKind, LegislativeEvent, ProvisionText
from jurisdictions.models.sources import Status
from jurisdictions.partial_dates import PartialDate
from jurisdictions.sentences import Sentence, say
from kb.coverage.answering import Clause
from kb.coverage.differing import Aspect, Difference
from kb.coverage.law import Wording
from kb.coverage.report import effect_shown, source_shown


class Kind(StrEnum):
    """Why a jurisdiction is in another list, the strongest first."""

    LAW_CHANGED = "law-changed"
    DATE_NOT_EXACT = "date-not-exact"
    WE_LEARNED = "we-learned"


#: What a cause may be.
WHAT = ("event", "wording begins", "wording ends", "first shown", "ruling", "ruling ends", "not dated")

#: Events with which law begins or ends. The steps of a proposal, and what becomes of a guideline, change no law.
BEGINNING = (EventKind.IN_FORCE, EventKind.COMMENCEMENT, EventKind.AMENDED, EventKind.ENACTED, EventKind.ASSENT,
             EventKind.SIGNED, EventKind.DUTY_STARTS)  # fmt: skip
ENDING = (EventKind.REPEALED, EventKind.STRUCK_DOWN, EventKind.AMENDED)
CHANGES_LAW = frozenset({*BEGINNING, *ENDING})

FIRST_SHOWN = say("a source first shows this wording then; when it began is not on record")
_NOTHING_DATED = say("nothing dated on record lies between the days: what is known of it is another")


@dataclass(frozen=True, slots=True)
class Days:
    """The two days, in the order of time."""

    first: dt.date
    last: dt.date

    def kind(self, date: PartialDate | None) -> Kind | None:
        """What a change on this date counts as; None where it surely was not between the days."""
        if date is None or date.latest <= self.first or date.earliest > self.last:
            return None
        surely = self.first < date.earliest and date.latest <= self.last
        return Kind.LAW_CHANGED if surely else Kind.DATE_NOT_EXACT

    def left_open(self, date: PartialDate) -> Sentence:
        return say("known only as {date}: on one of the days this leaves it open", date=date)


@dataclass(slots=True)
class Record:
    """What the causes are named from: which instrument made a wording, and the events of instruments."""

    made_by: dict[int, dict[str, Any]] = field(default_factory=dict)
    events: dict[int, list[LegislativeEvent]] = field(default_factory=lambda: defaultdict(list))


def record_of(found: Iterable[Difference]) -> Record:
    """Two queries, whatever the number of differences."""
    wordings: list[Wording] = [clause.about for one in found for clause in (*one.before, *one.after)]
    record = Record()
    texts = {wording.text for wording in wordings}
    for text, pk, slug, citation in (
        ProvisionText.objects.filter(rows.among("pk", texts), made_by__status=Status.PUBLISHED)
        .order_by()
        .values_list("pk", "made_by", "made_by__slug", "made_by__citation")
    ):
        record.made_by[text] = {"pk": pk, "slug": slug, "citation": citation}
    statutes = {wording.statute_id for wording in wordings} | {act["pk"] for act in record.made_by.values()}
    for event in (
        LegislativeEvent.objects.public().filter(rows.among("statute", statutes)).select_related("statute", "source")
    ):
        record.events[event.statute_id].append(event)
    return record


def named(one: Difference, days: Days, record: Record) -> list[dict[str, Any]]:
    """The causes that make up one difference; at least one."""
    match one.aspect:
        case Aspect.FORCE:
            found = _rulings(one, days)
        case Aspect.CERTAINTY:
            found = _more_or_less_sure(one, days, record)
        case Aspect.WORDING:
            found = _wordings(one, days, record)
    return found or [_cause("not dated", one.clause, Kind.WE_LEARNED, None, note=_NOTHING_DATED)]


def kind_of(causes: Sequence[dict[str, Any]]) -> Kind:
    """The strongest of them: a change of law that surely lies between the days is one, whatever else was learnt."""
    given = {cause["counts_as"] for cause in causes}
    return next(kind for kind in Kind if kind in given)


def _wordings(one: Difference, days: Days, record: Record) -> list[dict[str, Any]]:
    found = []
    for clause in one.after:
        begins = _date(clause.about.valid_from)
        if (kind := days.kind(begins)) and begins:
            found.append(_wording("wording begins", clause, kind, begins, days, record, BEGINNING))
        else:
            found += _event(clause, days, record, BEGINNING)
    for clause in one.before:
        ends = _date(clause.about.valid_to)
        if (kind := days.kind(ends)) and ends:
            # The end of what was replaced that same day is no second cause.
            if not any(_may_be_one_day(ends, cause["on"]) for cause in found):
                found.append(_wording("wording ends", clause, kind, ends, days, record, ENDING))
        else:
            found += _event(clause, days, record, ENDING)
    return found


def _more_or_less_sure(one: Difference, days: Days, record: Record) -> list[dict[str, Any]]:
    """Why the wording is surely law on one of the days, and only perhaps on the other."""
    wording: Wording = one.clause.about
    shown, begins, ends = _date(wording.shown_on), _date(wording.valid_from), _date(wording.valid_to)
    if shown and days.kind(shown) and not wording.valid_from:
        return [_cause("first shown", one.clause, Kind.WE_LEARNED, shown, note=FIRST_SHOWN)]
    for what, date, kinds in (("wording begins", begins, BEGINNING), ("wording ends", ends, ENDING)):
        # Only a date that leaves one of the days open can make the wording less sure.
        if date and days.kind(date) is Kind.DATE_NOT_EXACT:
            return [_wording(what, one.clause, Kind.DATE_NOT_EXACT, date, days, record, kinds)]
    return _event(one.clause, days, record, (*BEGINNING, *ENDING), only=Kind.DATE_NOT_EXACT) or _event(
        one.clause, days, record, (*BEGINNING, *ENDING)
    )


def _rulings(one: Difference, days: Days) -> list[dict[str, Any]]:
    """The effects that stand on one of the days only; those that uphold only where nothing else is left."""
    [old], [new] = one.before, one.after
    before, after = ({effect.slug: effect for effect in clause.about.effects} for clause in (old, new))
    began = [_effect("ruling", one, one.since, new, days) for slug, one in after.items() if slug not in before]
    ended = [_effect("ruling ends", one, one.until, old, days) for slug, one in before.items() if slug not in after]
    found = began + ended
    undone = [] if found else _standing_changed(before, old, new, days)
    limiting = [cause for cause in found if cause["kind"] != EffectKind.UPHELD]
    return limiting or found or undone


def _standing_changed(effects: dict[str, EffectRow], old: Clause, new: Clause, days: Days) -> list[dict[str, Any]]:
    """Effects on record on both days of which it is another whether they stand: what became of their rulings."""
    stood, stands = (
        {entry.effect.slug: entry for entry in clause.about.enforceability.effects} for clause in (old, new)
    )
    found = []
    for slug, effect in effects.items():
        if slug in stands and stood[slug].stands != stands[slug].stands:
            edges = stands[slug].because or stood[slug].because
            ended = effect.until if days.kind(effect.until) else None
            what = "ruling" if stands[slug].stands else "ruling ends"
            found.append(_effect(what, effect, edges[0].given if edges else ended or effect.since, new, days))
    return found


def _effect(what: str, effect: EffectRow, date: PartialDate | None, clause: Clause, days: Days) -> dict[str, Any]:
    told = effect_shown(effect)
    kind = days.kind(date)
    if kind is None:
        # It began or ended by what became of its ruling; both days are those of the engine, so it was between them.
        return _undone_between(what, effect, clause, days)
    note = days.left_open(date) if date and kind is Kind.DATE_NOT_EXACT else ""
    return _cause(what, clause, kind, date, note=note) | {
        "kind": told["kind"], "reach": told["reach"], "ruling": told["ruling"], "source": told["source"],
    }  # fmt: skip


def _undone_between(what: str, effect: EffectRow, clause: Clause, days: Days) -> dict[str, Any]:
    """An effect that a later ruling undid or revived between the days: two queries, for the rulings that did."""
    ruling = effect.holding.ruling
    edges = [
        edge
        for day in (days.last, days.first)
        for edge in rows.citator([effect.holding.ruling_id]).good_law(ruling.slug, day).because
    ]
    dated = [(edge.given, kind) for edge in edges if (kind := days.kind(edge.given))]
    date, kind = dated[0] if dated else (None, Kind.DATE_NOT_EXACT)
    told = effect_shown(effect)
    return _cause(what, clause, kind, date) | {
        "kind": told["kind"], "reach": told["reach"], "ruling": told["ruling"], "source": told["source"],
    }  # fmt: skip


def _wording(
    what: str, clause: Clause, kind: Kind, date: PartialDate, days: Days, record: Record, kinds: Sequence[str]
) -> dict[str, Any]:
    """A wording that begins or ends, with the act that made it and the event that tells of the day."""
    wording: Wording = clause.about
    act = record.made_by.get(wording.text) if what == "wording begins" else None
    event = _event_on(date, [*([act["pk"]] if act else []), wording.statute_id], record, kinds)
    cause = _cause(what, clause, kind, date, note=days.left_open(date) if kind is Kind.DATE_NOT_EXACT else "")
    cause["act"] = {"slug": act["slug"], "citation": act["citation"]} if act else None
    if event is not None:
        cause["event"] = {"kind": event.kind, "date": str(event.date), "by": event.by}
        cause["source"] = source_shown(event.source) or cause["source"]
    return cause


def _event_on(
    date: PartialDate, statutes: Sequence[int], record: Record, kinds: Sequence[str]
) -> LegislativeEvent | None:
    """The event that may be of that day: of the act that made the wording before that of its own instrument."""
    fitting = [
        (place, str(event.date) != str(date), kinds.index(event.kind), number, event)
        for place, statute in enumerate(statutes)
        for number, event in enumerate(record.events[statute])
        if event.kind in kinds and _may_be_one_day(event.date, date)
    ]
    return min(fitting)[-1] if fitting else None


def _event(
    clause: Clause, days: Days, record: Record, kinds: Sequence[str], *, only: Kind | None = None
) -> list[dict[str, Any]]:
    """The event by which the clause became law or ceased to be, none of its own dates being between the days: of its
    instrument, or of the act that made it. One is named: what says most of law, then the earliest. A step of a proposal
    is one too where nothing else is on record, for nothing is law before it was proposed."""
    wording: Wording = clause.about
    act = record.made_by.get(wording.text)
    found = [
        (list(Kind).index(kind), rank, event.date.latest, number, event)
        for number, event in enumerate([*record.events[wording.statute_id], *(record.events[act["pk"]] if act else ())])
        if (kind := days.kind(event.date)) and only in (None, kind)
        for rank in [kinds.index(event.kind) if event.kind in kinds else len(kinds)]
    ]
    if not found:
        return []
    strength, *_, event = min(found)
    counts_as = list(Kind)[strength]
    cause = _cause(
        "event", clause, counts_as, event.date,
        note=days.left_open(event.date) if counts_as is Kind.DATE_NOT_EXACT else "",
    )  # fmt: skip
    return [
        cause
        | {
            "kind": event.kind,
            "by": event.by,
            "statute": {"slug": event.statute.slug, "citation": event.statute.citation},
            "source": source_shown(event.source),
        }
    ]


def _cause(what: str, clause: Clause, kind: Kind, date: PartialDate | None, *, note: str = "") -> dict[str, Any]:
    wording: Wording = clause.about
    return {
        "what": what,
        "counts_as": kind,
        "date": None if date is None else str(date),
        "on": date,
        "provision": {"slug": wording.provision, "label": wording.label},
        "statute": {"slug": wording.statute, "citation": wording.citation},
        "wording": wording.slug,
        "act": None,
        "event": None,
        "kind": None,
        "by": "",
        "reach": None,
        "ruling": None,
        "note": note,
        "source": _evidence(clause),
    }


def _evidence(clause: Clause) -> dict[str, Any] | None:
    """The source of what the wording answers, where no event or ruling has one of its own."""
    for _, coding in clause.answers.values():
        if coding is not None and coding.source_status == Status.PUBLISHED:
            return {"slug": coding.source, "title": coding.title, "url": coding.url}
    return None


def _date(text: str | None) -> PartialDate | None:
    return None if text is None else PartialDate.parse(text)


def _may_be_one_day(one: PartialDate | None, other: PartialDate | None) -> bool:
    return one is not None and other is not None and one.earliest <= other.latest and other.earliest <= one.latest
