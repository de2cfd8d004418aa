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


class CitingCase(NamedTuple):
    caption: str


class CitingCourt(NamedTuple):
    slug: str
    name: str


class Citing(NamedTuple):
    """What an answer shows of a ruling that treated another, under the names that `Ruling` has for it. An
    answer may hold thousands: a row of the model costs ten times as much."""

    slug: str
    date: PartialDate
    citations: list[str]
    precedential: str
    case: CitingCase
    court: CitingCourt


class Later(NamedTuple):
    """A treatment that a holding's ruling had received by the date."""

    kind: str
    note: str
    citing: Citing


@dataclass(frozen=True, slots=True)
class Precedent:
    """One holding, what it is to the court, and its standing that day. `later` are the treatments it had
    received by then. Of the holding's row only what an answer shows is loaded."""

    holding: Holding
    weighed: Weighed
    good_law: GoodLaw
    later: tuple[Later, ...]


@dataclass(frozen=True, slots=True)
class Split:
    """Two answers that contradict each other, each with the holdings that gave it and still stood."""

    answers: tuple[str, str]
    holdings: tuple[tuple[Holding, ...], tuple[Holding, ...]]


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
    holdings = list(
        Holding.objects.public()
        .filter(issue=issue, ruling__date_earliest__lte=date)
        .select_related("source", "ruling__case", "ruling__court")
        .only(
            "slug", "answer", "scope", "dictum", "summary", "pinpoint", "note", "issue_id", "source__slug",
            "source__status", "source__title", "source__url", "ruling__slug", "ruling__date", "ruling__citations",
            "ruling__kind", "ruling__precedential", "ruling__composition", "ruling__case__caption",
            "ruling__court__slug", "ruling__court__name",
        )
        .order_by("-ruling__date_latest", "slug")
    )  # fmt: skip
    rulings = {holding.ruling_id for holding in holdings}
    weigher = Authority(rows.hierarchy())
    citator = rows.citator(rulings)
    later = _later(rulings, date)
    laws = _laws_named(holdings)
    ends = {} if issue.kind == IssueKind.PROTECTED else _wordings_ended(holdings)
    groups: dict[Weight, list[Precedent]] = {weight: [] for weight in GROUPS}
    found: list[Precedent] = []
    for holding in holdings:
        weighed = weigher.weigh(_plain(holding, issue, laws.get(holding.pk, ())), court=court.slug, date=date)
        if weighed.weight is Weight.NOT_YET:
            continue
        good_law = citator.good_law(holding.ruling.slug, date, wording_ended=ends.get(holding.pk))
        entry = Precedent(holding, weighed, good_law, tuple(later.get(holding.ruling_id, ())))
        groups[weighed.weight].append(entry)
        found.append(entry)
    used = {rule for entry in found for rule in (*entry.weighed.rules, *entry.good_law.rules)}
    return Precedents(
        issue, court, date, groups, _splits(found), [rule for id_, rule in authority.RULES.items() if id_ in used]
    )


def _plain(holding: Holding, issue: Issue, laws: Iterable[tuple[str, str]]) -> authority.Holding:
    ruling = holding.ruling
    return authority.Holding(
        slug=holding.slug,
        ruling=authority.Ruling(
            slug=ruling.slug,
            court=ruling.court.slug,
            date=ruling.date,
            precedential=ruling.precedential,
            composition=ruling.composition,
            kind=ruling.kind,
        ),
        dictum=holding.dictum,
        federal_question=authority.asks_federal_law(issue.kind, laws),
    )


def _laws_named(holdings: list[Holding]) -> dict[int, list[tuple[str, str]]]:
    """Jurisdiction and kind of the statutes that each holding names."""
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    links = Holding.statutes.through.objects.filter(rows.among("holding", (holding.pk for holding in holdings)))
    for holding, code, kind in (
        links.filter(**_published("statute", Statute.PUBLIC_PARENTS))
        .order_by("id")
        .values_list("holding", "statute__jurisdiction__code", "statute__kind")
    ):
        found[holding].append((code, kind))
    return found


def _wordings_ended(holdings: list[Holding]) -> dict[int, PartialDate]:
    """The first day on which no wording that the holding had an effect on was in force any more; none where
    one still is, or none is on record. What is protected expression does not depend on any wording."""
    of_the_text = [path.removeprefix("text__") for path in Effect.PUBLIC_PARENTS if path.startswith("text__")]
    ends: dict[int, list[PartialDate | None]] = defaultdict(list)
    for holding, end in (
        Effect.objects.filter(rows.among("holding", (holding.pk for holding in holdings)), status=Status.PUBLISHED)
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
    courts: dict[str, CitingCourt] = {}
    for cited, kind, note, slug, given, citations, precedential, caption, court, name in (
        Treatment.objects.filter(rows.among("cited", rulings), status=Status.PUBLISHED, found_by=Finder.PERSON)
        .filter(citing__date_latest__lte=date, **_published("citing", Ruling.PUBLIC_PARENTS))
        .order_by("citing__date_latest", "id")
        .values_list(
            "cited", "kind", "note", "citing__slug", "citing__date", "citing__citations", "citing__precedential",
            "citing__case__caption", "citing__court__slug", "citing__court__name",
        )
    ):  # fmt: skip
        by = courts.get(court) or courts.setdefault(court, CitingCourt(court, name))
        citing = Citing(slug, given, citations, precedential, CitingCase(caption), by)
        found[cited].append(Later(kind, note, citing))
    return found


def _published(relation: str, parents: Iterable[str]) -> dict[str, str]:
    """Conditions that the related record is public, where the row at hand is known to be."""
    return {f"{path}__status": Status.PUBLISHED.value for path in (relation, *(f"{relation}__{p}" for p in parents))}


def _splits(found: list[Precedent]) -> list[Split]:
    """Opposite answers of different courts, both standing that day; what was said in passing does not split."""
    by_answer: dict[str, list[Holding]] = defaultdict(list)
    for entry in found:
        if entry.good_law.stands and not entry.holding.dictum:
            by_answer[entry.holding.answer].append(entry.holding)
    splits = []
    for one, other in combinations(sorted(by_answer), 2):
        if other not in OPPOSITE[one]:
            continue
        courts = [{holding.ruling.court_id for holding in by_answer[answer]} for answer in (one, other)]
        if len(courts[0] | courts[1]) > 1:
            splits.append(Split((one, other), (tuple(by_answer[one]), tuple(by_answer[other]))))
    return splits
