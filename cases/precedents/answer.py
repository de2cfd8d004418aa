"""What each holding is to the court, and where courts split."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from cases import authority, rows
from cases.authority import Authority, Weighed, Weight
from cases.models import OPPOSITE, Issue
from cases.precedents.laws import Law, law_of, laws_named
from cases.precedents.on_record import EVERYTHING, Concerning, HoldingShown, Later, OnRecord, on_record
from cases.standing import GoodLaw
from jurisdictions.models import Court

#: The groups of an answer, in its order.
GROUPS = (
    Weight.BINDING, Weight.OWN_COURT, Weight.BINDING_ON_OTHER_LAW, Weight.PERSUASIVE, Weight.NOT_DETERMINABLE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Precedent:
    """One holding, what it is to the court, and its standing that day. `later` are the treatments it had
    received by then; `law` is the place whose enactment it says the meaning of, None where it is another question."""

    holding: HoldingShown
    weighed: Weighed
    good_law: GoodLaw
    later: tuple[Later, ...]
    law: Law | None = None


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
    concerning: Concerning = EVERYTHING


def precedents(issue: Issue, court: Court, date: dt.date, concerning: Concerning = EVERYTHING) -> Precedents:
    """Answer for one issue, in nine queries or fewer, however many holdings there are.

    Raises KeyError where the court is not public.
    """
    found = on_record(date, issue, concerning)
    weigher = Authority(rows.hierarchy())
    laws = laws_named(entry.holding.pk for entry in found)
    groups: dict[Weight, list[Precedent]] = {weight: [] for weight in GROUPS}
    weighed_all: list[Precedent] = []
    for entry in found:
        holding = entry.holding
        named = laws.get(holding.pk, ())
        law = law_of(issue.kind, holding.scope, named)
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
            federal_question=authority.asks_federal_law(
                issue.kind, [(one.code, one.kind) for one in named], holding.scope
            ),
            law=law and law.code,
            law_name=law.name if law else "",
        )
        weighed = weigher.weigh(plain, court=court.slug, date=date)
        if weighed.weight is Weight.NOT_YET:
            continue
        precedent = Precedent(holding, weighed, entry.good_law, entry.later, law)
        groups[weighed.weight].append(precedent)
        weighed_all.append(precedent)
    used = {rule for entry in weighed_all for rule in (*entry.weighed.rules, *entry.good_law.rules)}
    return Precedents(
        issue,
        court,
        date,
        groups,
        splits(weighed_all),
        [rule for id_, rule in authority.RULES.items() if id_ in used],
        concerning,
    )


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
