"""For an issue, a court and a date: the holdings that bind, that are the court's own, that persuade, and
those of which it cannot be told; whether each was good law; and where courts split.

The rules are those of `cases.authority` and `cases.standing`; here rows are read and their answers joined.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from cases import authority, rows
from cases.authority import Authority, Weighed, Weight
from cases.models import OPPOSITE, Effect, Finder, Holding, Issue, IssueKind, Ruling, Treatment
from cases.standing import GoodLaw
from jurisdictions.models import Court, Statute
from jurisdictions.models.sources import Status
from jurisdictions.partial_dates import PartialDate

#: The groups of an answer, in its order.
GROUPS = (Weight.BINDING, Weight.OWN_COURT, Weight.PERSUASIVE, Weight.NOT_DETERMINABLE)


class CourtShown(NamedTuple):
    slug: str
    name: str


class RulingShown(NamedTuple):
    """What an answer shows of a ruling, under the names that `Ruling` has for it. An answer may hold
    thousands: a row of the model with its relations costs ten times as much."""

    slug: str
    date: PartialDate
    citations: list[str]
    precedential: str
    case: rows.CaseRow
    court: CourtShown


class HoldingShown(NamedTuple):
    """What an answer shows of a holding, under the names that `Holding` has for it."""

    pk: int
    slug: str
    answer: str
    scope: str
    dictum: bool
    summary: str
    pinpoint: str
    note: str
    source: rows.SourceRow | None
    ruling: RulingShown


class Later(NamedTuple):
    """A treatment that a holding's ruling had received by the date."""

    kind: str
    note: str
    citing: RulingShown


@dataclass(frozen=True, slots=True)
class OnRecord:
    """One holding on an issue (by primary key) and its standing on a day, whichever court is asked. `later` are
    the treatments its ruling had received by then; kind and composition are the ruling's."""

    issue: int
    kind: str
    composition: str
    holding: HoldingShown
    good_law: GoodLaw
    later: tuple[Later, ...]


@dataclass(frozen=True, slots=True)
class Precedent:
    """One holding, what it is to the court, and its standing that day. `later` are the treatments it had
    received by then."""

    holding: HoldingShown
    weighed: Weighed
    good_law: GoodLaw
    later: tuple[Later, ...]


@dataclass(frozen=True, slots=True)
class Split:
    """Two answers that contradict each other, each with the holdings that gave it and still stood."""

    answers: tuple[str, str]
    holdings: tuple[tuple[HoldingShown, ...], tuple[HoldingShown, ...]]


@dataclass(frozen=True, slots=True)
class Precedents:
    """The whole answer. Every holding on the issue surely given by the date, and every one that may have
    been, is in exactly one group."""

    issue: Issue
    court: Court
    date: dt.date
    groups: dict[Weight, list[Precedent]]
    splits: list[Split]
    rules: list[authority.Rule]


def precedents(issue: Issue, court: Court, date: dt.date) -> Precedents:
    """Answer for one issue, in seven queries or fewer, however many holdings there are.

    Raises KeyError where the court is not public.
    """
    found = on_record(date, issue)
    weigher = Authority(rows.hierarchy())
    laws = _laws_named(entry.holding.pk for entry in found)
    groups: dict[Weight, list[Precedent]] = {weight: [] for weight in GROUPS}
    weighed_all: list[Precedent] = []
    for entry in found:
        holding = entry.holding
        plain = authority.Holding(
            slug=holding.slug,
            ruling=authority.Ruling(
                slug=holding.ruling.slug,
                court=holding.ruling.court.slug,
                date=holding.ruling.date,
                precedential=holding.ruling.precedential,
                composition=entry.composition,
                kind=entry.kind,
            ),
            dictum=holding.dictum,
            federal_question=authority.asks_federal_law(issue.kind, laws.get(holding.pk, ())),
        )
        weighed = weigher.weigh(plain, court=court.slug, date=date)
        if weighed.weight is Weight.NOT_YET:
            continue
        precedent = Precedent(holding, weighed, entry.good_law, entry.later)
        groups[weighed.weight].append(precedent)
        weighed_all.append(precedent)
    used = {rule for entry in weighed_all for rule in (*entry.weighed.rules, *entry.good_law.rules)}
    return Precedents(
        issue, court, date, groups, splits(weighed_all), [rule for id_, rule in authority.RULES.items() if id_ in used]
    )


def on_record(date: dt.date, issue: Issue | None = None) -> list[OnRecord]:
    """Every holding on the issue (on any, where none is given) that may have been given by the date, the latest
    first, with its standing that day: six queries or fewer, however many there are."""
    holdings = _holdings(date, issue)
    rulings = {ruling for _, ruling, *_ in holdings}
    citator = rows.citator(rulings)
    later = _later(rulings, date)
    # What is protected expression does not depend on any wording.
    on_wordings = [holding.pk for *_, kind, holding in holdings if kind != IssueKind.PROTECTED]
    ended = _wordings_ended(on_wordings) if on_wordings else {}
    return [
        OnRecord(
            of,
            kind,
            composition,
            holding,
            citator.good_law(holding.ruling.slug, date, wording_ended=ended.get(holding.pk)),
            tuple(later.get(ruling, ())),
        )
        for of, ruling, kind, composition, _, holding in holdings
    ]


def _holdings(date: dt.date, issue: Issue | None) -> list[tuple[int, int, str, str, str, HoldingShown]]:
    """Every holding on the issue, or on any, that may have been given by the date, the latest first: the primary
    keys of its issue and ruling, the ruling's kind and composition, the issue's kind, and what is shown of it."""
    public = Holding.objects.public()
    found = []
    for (
        pk, slug, answer, scope, dictum, summary, pinpoint, note, ruling, ruling_slug, given, citations, precedential,
        kind, composition, caption, court, name, of, question, *source,
    ) in (
        (public if issue is None else public.filter(issue=issue))
        .filter(ruling__date_earliest__lte=date)
        .order_by("-ruling__date_latest", "slug")
        .values_list(
            "pk", "slug", "answer", "scope", "dictum", "summary", "pinpoint", "note", "ruling", "ruling__slug",
            "ruling__date", "ruling__citations", "ruling__precedential", "ruling__kind", "ruling__composition",
            "ruling__case__caption", "ruling__court__slug", "ruling__court__name", "issue", "issue__kind",
            "source__slug", "source__title", "source__url", "source__status",
        )
    ):  # fmt: skip
        by = RulingShown(ruling_slug, given, citations, precedential, rows.CaseRow(caption), CourtShown(court, name))
        shown = HoldingShown(
            pk, slug, answer, scope, dictum, summary, pinpoint, note,
            None if source[0] is None else rows.SourceRow(*source), by,
        )  # fmt: skip
        found.append((of, ruling, kind, composition, question, shown))
    return found


def _laws_named(holdings: Iterable[int]) -> dict[int, list[tuple[str, str]]]:
    """Jurisdiction and kind of the statutes that each holding names."""
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for holding, code, kind in (
        Holding.statutes.through.objects.filter(rows.among("holding", holdings))
        .filter(**_published("statute", Statute.PUBLIC_PARENTS))
        .order_by("id")
        .values_list("holding", "statute__jurisdiction__code", "statute__kind")
    ):
        found[holding].append((code, kind))
    return found


def _wordings_ended(holdings: Iterable[int]) -> dict[int, PartialDate]:
    """The first day on which no wording that the holding had an effect on was in force any more; none where
    one still is, or none is on record. What is protected expression does not depend on any wording."""
    of_the_text = [path.removeprefix("text__") for path in Effect.PUBLIC_PARENTS if path.startswith("text__")]
    ends: dict[int, list[PartialDate | None]] = defaultdict(list)
    for holding, end in (
        Effect.objects.filter(rows.among("holding", holdings), status=Status.PUBLISHED)
        .filter(**_published("text", of_the_text))
        .order_by()
        .values_list("holding", "text__valid_to")
    ):
        ends[holding].append(end)
    return {
        holding: max((day for day in days if day is not None), key=lambda day: day.latest)
        for holding, days in ends.items()
        if None not in days
    }


def _later(rulings: Iterable[int], date: dt.date) -> dict[int, list[Later]]:
    """The treatments of these rulings, which are public."""
    found: dict[int, list[Later]] = defaultdict(list)
    courts: dict[str, CourtShown] = {}
    for cited, kind, note, slug, given, citations, precedential, caption, court, name in (
        Treatment.objects.filter(rows.among("cited", rulings), status=Status.PUBLISHED, found_by=Finder.PERSON)
        .filter(citing__date_latest__lte=date, **_published("citing", Ruling.PUBLIC_PARENTS))
        .order_by("citing__date_latest", "id")
        .values_list(
            "cited", "kind", "note", "citing__slug", "citing__date", "citing__citations", "citing__precedential",
            "citing__case__caption", "citing__court__slug", "citing__court__name",
        )
    ):  # fmt: skip
        by = courts.get(court) or courts.setdefault(court, CourtShown(court, name))
        citing = RulingShown(slug, given, citations, precedential, rows.CaseRow(caption), by)
        found[cited].append(Later(kind, note, citing))
    return found


def _published(relation: str, parents: Iterable[str]) -> dict[str, str]:
    """Conditions that the related record is public, where the row at hand is known to be."""
    return {f"{path}__status": Status.PUBLISHED.value for path in (relation, *(f"{relation}__{p}" for p in parents))}


def splits(found: Iterable[Precedent | OnRecord]) -> list[Split]:
    """Opposite answers of different courts, both standing that day; what was said in passing does not split."""
    by_answer: dict[str, list[HoldingShown]] = defaultdict(list)
    for entry in found:
        if entry.good_law.stands and not entry.holding.dictum:
            by_answer[entry.holding.answer].append(entry.holding)
    found_splits = []
    for one, other in combinations(sorted(by_answer), 2):
        if other not in OPPOSITE[one]:
            continue
        courts = [{holding.ruling.court.slug for holding in by_answer[answer]} for answer in (one, other)]
        if len(courts[0] | courts[1]) > 1:
            found_splits.append(Split((one, other), (tuple(by_answer[one]), tuple(by_answer[other]))))
    return found_splits
