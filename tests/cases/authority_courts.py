"""The courts and relations of review on record, as the plain records that `cases.authority` reads."""

from __future__ import annotations

import datetime as dt
from functools import cache

from cases.authority import RULES, Authority, Court, Hierarchy, Holding, Review, Ruling, Weight
from jurisdictions import reference
from jurisdictions.partial_dates import PartialDate


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def when(text: str | None) -> PartialDate | None:
    return None if text is None else PartialDate.parse(text)


@cache
def courts() -> tuple[Court, ...]:
    systems = {row["code"]: row["legal_system"] for row in reference.jurisdictions()}
    older = {row["court"]: row for row in reference.predecessors()}
    return tuple(
        Court(
            slug=row["slug"],
            level=row["level"],
            jurisdiction=row["jurisdiction"],
            legal_system=systems[row["jurisdiction"]],
            name=row["short_name"],
            since=when(row["since"]),
            until=when(row["until"]),
            predecessor=older[row["slug"]]["predecessor"] if row["slug"] in older else None,
            predecessor_before=day(older[row["slug"]]["decisions_before"]) if row["slug"] in older else None,
            predecessor_authority=older[row["slug"]]["authority"] if row["slug"] in older else "",
            territory=frozenset(row["territory"]),
        )
        for row in reference.courts()
    )


@cache
def reviews() -> tuple[Review, ...]:
    return tuple(
        Review(row["lower"], row["upper"], row["scope"], when(row["since"]), when(row["until"]), row["authority"])
        for row in reference.reviews()
    )


@cache
def authority() -> Authority:
    return Authority(Hierarchy(courts(), reviews()))


def ruling(
    court: str, date: str, *, precedential: str = "precedential", composition: str = "majority", kind: str = "opinion"
) -> Ruling:
    return Ruling(f"{court}-{date}", court, PartialDate.parse(date), precedential, composition, kind)


def holding(
    court: str,
    date: str,
    *,
    federal: bool | None = True,
    dictum: bool = False,
    precedential: str = "precedential",
    composition: str = "majority",
    kind: str = "opinion",
    law: str | None = None,
) -> Holding:
    decision = ruling(court, date, precedential=precedential, composition=composition, kind=kind)
    return Holding(f"{court}-{date}--issue", decision, dictum=dictum, federal_question=federal, law=law)


def weight_and_rules(cited: Holding, court: str, date: str) -> tuple[Weight, tuple[str, ...]]:
    weighed = authority().weigh(cited, court=court, date=day(date))
    assert all(step.text for step in weighed.steps)
    assert set(weighed.rules) <= set(RULES)
    return weighed.weight, weighed.rules
