"""The dated graph of review: which courts stand above which, on any date."""

from __future__ import annotations

import datetime as dt
import heapq
import itertools
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cases.authority.facts import Court, Review, happened
from cases.authority.rules import RULES


@dataclass(frozen=True, slots=True)
class Chain:
    """A way up from one court to another. `federal_only`: some step takes up federal questions only.
    `sure`: every step surely stood on the date; where none did, the chain says that it may have."""

    reviews: tuple[Review, ...]
    federal_only: bool
    sure: bool


@dataclass(frozen=True, slots=True)
class Line:
    """The courts above one court on a date: the best chain to each, nearest first."""

    above: Mapping[str, Chain]

    @property
    def recorded(self) -> bool:
        """Whether any relation surely stood: without one, nothing can be said of who reviews the court."""
        return any(chain.sure for chain in self.above.values())


class Hierarchy:
    """Courts and their relations of review, looked up by date.

    Built once, in O(courts + relations). Between two days on which some relation (or rule) starts or ends
    nothing changes, so a court's line is computed once for each such span (`epoch`) and kept: asking again
    costs one bisection and one dictionary look-up. A relation with no start on record is taken to stand. Dates
    may be partial: within the span of one, the relation is there but not `sure`.
    """

    def __init__(self, courts: Iterable[Court], reviews: Iterable[Review]) -> None:
        self.courts: dict[str, Court] = {court.slug: court for court in courts}
        self._uppers: dict[str, list[Review]] = defaultdict(list)
        bounds: set[dt.date] = {rule.since for rule in RULES.values() if rule.since is not None}
        for review in reviews:
            self._uppers[review.lower].append(review)
            for day in (review.since, review.until):
                if day is not None:
                    bounds |= {day.earliest, day.latest}
        self._bounds = sorted(bounds)
        self._lines: dict[tuple[str, int], Line] = {}
        self._reviewing: dict[int, frozenset[str]] = {}

    def epoch(self, date: dt.date) -> int:
        """The number of the span, free of changes, in which the date lies."""
        return bisect_right(self._bounds, date)

    def line(self, slug: str, date: dt.date) -> Line:
        """The courts above `slug` on that date."""
        key = (slug, self.epoch(date))
        if key not in self._lines:
            self._lines[key] = Line(self._climb(slug, date))
        return self._lines[key]

    def reviewing(self, date: dt.date) -> frozenset[str]:
        """The courts that surely reviewed some court on that date."""
        epoch = self.epoch(date)
        if epoch not in self._reviewing:
            every = itertools.chain.from_iterable(self._uppers.values())
            self._reviewing[epoch] = frozenset(review.upper for review in every if _stands(review, date))
        return self._reviewing[epoch]

    def sits(self, slug: str, date: dt.date) -> bool | None:
        """Whether the court surely sat on that date, surely did not, or may have (None)."""
        return _stands(self.courts[slug], date)

    def _climb(self, slug: str, date: dt.date) -> dict[str, Chain]:
        """Best chain to each court above: a sure one first, then one for every question, then the shortest.
        A court met twice is not climbed again, so a cycle in the data ends."""
        found: dict[str, Chain] = {}
        order = itertools.count()
        heap: list[tuple[bool, bool, int, int, str, tuple[Review, ...]]] = [(False, False, 0, next(order), slug, ())]
        done: set[str] = set()
        while heap:
            unsure, federal_only, _, _, here, path = heapq.heappop(heap)
            if here in done:
                continue
            done.add(here)
            if path:
                found[here] = Chain(path, federal_only, not unsure)
            for review in self._uppers.get(here, ()):
                stands = _stands(review, date)
                if stands is False or review.upper in done:
                    continue
                federal = federal_only or review.scope == "federal-questions"
                entry = (unsure or stands is None, federal, len(path) + 1, next(order), review.upper, (*path, review))
                heapq.heappush(heap, entry)
        return dict(sorted(found.items(), key=lambda item: len(item[1].reviews)))


def _stands(dated: Review | Court, date: dt.date) -> bool | None:
    """`since` is the first day, `until` the first day no longer included; either may be unknown."""
    started = True if dated.since is None else happened(dated.since, date)
    ended = False if dated.until is None else happened(dated.until, date)
    if started is False or ended is True:
        return False
    return None if started is None or ended is None else True
