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

from cases import authority, rows
from cases.authority import Authority, Weighed, Weight
from cases.models import OPPOSITE, Finder, Holding, Issue, Treatment
from cases.standing import GoodLaw
from jurisdictions.models import Court
from jurisdictions.partial_dates import PartialDate

#: The groups of an answer, in its order.
GROUPS = (Weight.BINDING, Weight.OWN_COURT, Weight.PERSUASIVE, Weight.NOT_DETERMINABLE)


@dataclass(frozen=True, slots=True)
class Precedent:
    """One holding, what it is to the court, and its standing that day. `later` are the treatments it had
    received by then."""

    holding: Holding
    weighed: Weighed
    good_law: GoodLaw
    later: tuple[Treatment, ...]


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
    """Answer for one issue. The number of queries depends on how long the chains of undoings are, not on
    how many holdings there are.

    Raises KeyError where the court is not public.
    """
    holdings = list(
        Holding.objects.public()
        .filter(issue=issue, ruling__date_earliest__lte=date)
        .select_related("issue", "source", "ruling__case", "ruling__court")
        .prefetch_related("statutes__jurisdiction", "provisions", "effects__text")
        .order_by("-ruling__date_latest", "slug")
    )
    weigher = Authority(rows.hierarchy())
    citator = rows.citator({holding.ruling_id for holding in holdings})
    later = _later({holding.ruling_id for holding in holdings}, date)
    groups: dict[Weight, list[Precedent]] = {weight: [] for weight in GROUPS}
    found: list[Precedent] = []
    for holding in holdings:
        weighed = weigher.weigh(_plain(holding), court=court.slug, date=date)
        if weighed.weight is Weight.NOT_YET:
            continue
        good_law = citator.good_law(holding.ruling.slug, date, wording_ended=_wording_ended(holding))
        entry = Precedent(holding, weighed, good_law, tuple(later.get(holding.ruling_id, ())))
        groups[weighed.weight].append(entry)
        found.append(entry)
    used = {rule for entry in found for rule in (*entry.weighed.rules, *entry.good_law.rules)}
    return Precedents(
        issue, court, date, groups, _splits(found), [rule for id_, rule in authority.RULES.items() if id_ in used]
    )


def _plain(holding: Holding) -> authority.Holding:
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
        federal_question=authority.asks_federal_law(
            holding.issue.kind, [(statute.jurisdiction.code, statute.kind) for statute in holding.statutes.all()]
        ),
    )


def _wording_ended(holding: Holding) -> PartialDate | None:
    """The first day on which no wording that the holding had an effect on was in force any more; None where
    one still is, or none is on record."""
    ends = [effect.text.valid_to for effect in holding.effects.all()]
    known = [end for end in ends if end is not None]
    if not ends or len(known) < len(ends):
        return None
    return max(known, key=lambda end: end.latest)


def _later(rulings: Iterable[int], date: dt.date) -> dict[int, list[Treatment]]:
    found: dict[int, list[Treatment]] = defaultdict(list)
    for treatment in (
        Treatment.objects.public()
        .filter(cited__in=rulings, found_by=Finder.PERSON, citing__date_latest__lte=date)
        .select_related("citing__case", "citing__court", "source")
        .order_by("citing__date_latest", "id")
    ):
        found[treatment.cited_id].append(treatment)
    return dict(found)


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
