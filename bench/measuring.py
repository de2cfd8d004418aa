"""The answers that are timed, each beside its floor, and the table of results."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import psycopg
from django.db import connection
from django.db.models import Count
from django.test.utils import CaptureQueriesContext
from rich.table import Table

from bench.floors import Floor
from bench.timing import Timing, side_by_side
from cases.models import Issue
from jurisdictions.models import Court, Jurisdiction, Provision
from kb.asking.matrix import MatrixAsked, matrix_body
from kb.asking.precedents import PrecedentsAsked, precedents_body
from kb.asking.provision_status import ProvisionStatusAsked, status_body
from kb.coverage.matrix import questions_asked
from kb.coverage.report import cover, entries, read_conditions, sentence

DAY = dt.date(2026, 11, 1)
COURT = "wiwd"
ASKED = ("possession:yes", "wholly-synthetic:yes", "obscenity-required:no|silent")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table. `floor` has its statements planned anew each time, as Django's are; `prepared` has
    them planned once. `rows` are those that a floor fetched, `size` the bytes of the answer's JSON."""

    world: str
    answer: str
    ours: Timing
    floor: Timing
    prepared: Timing
    queries: int
    rows: int
    size: int

    def to(self, floor: Timing) -> float:
        """How many times the floor's median the answer's is."""
        return self.ours.median / floor.median


@dataclass(frozen=True, slots=True)
class Subject:
    answer: str
    ours: Callable[[], Any]
    fetch: Callable[[Floor], int]


def measured(world: str, plain: psycopg.Connection[Any], runs: int, *, only: str = "") -> list[Line]:
    """Every answer about the data now in the database, or those whose name begins with `only`.

    `plain` is the connection of the floors; it must see the same data.
    """
    lines = []
    anew, once = Floor(plain, prepare=False), Floor(plain, prepare=True)
    for subject in _subjects():
        if not subject.answer.startswith(only):
            continue
        ours, floor, prepared = side_by_side(
            runs, subject.ours, partial(subject.fetch, anew), partial(subject.fetch, once)
        )
        with CaptureQueriesContext(connection) as captured:
            body = subject.ours()
        size = len(json.dumps(body, default=str, ensure_ascii=False, separators=(",", ":")).encode())
        lines.append(Line(world, subject.answer, ours, floor, prepared, len(captured), subject.fetch(anew), size))
    return lines


def _subjects() -> list[Subject]:
    court = Court.objects.get(slug=COURT)
    conditions = read_conditions(ASKED)
    asked = [condition.question for condition in conditions]
    questions = questions_asked([])
    whole = MatrixAsked(tuple(questions), DAY)
    places = Jurisdiction.objects.public().count()

    def coverage() -> dict[str, Any]:
        answer = cover(conditions, DAY)
        return {"sentence": sentence(answer), **entries(answer)}

    subjects = [
        Subject(f"coverage, {places} places", coverage, lambda floor: floor.coverage(asked, DAY)),
        Subject(
            f"matrix, {places} by {len(questions)}",
            lambda: matrix_body(whole, whole.answer()),
            lambda floor: floor.matrix(questions, DAY),
        ),
    ]
    if provision := _provision():
        subjects.append(
            Subject(
                f"status, {provision.effects} effects",
                lambda: status_body(ProvisionStatusAsked(DAY, court).answer(provision)),
                lambda floor: floor.status(provision.pk, DAY),
            )
        )
    for issue, holdings in _issues():
        subjects.append(
            Subject(
                f"precedents, {holdings} holdings",
                lambda issue=issue: precedents_body(PrecedentsAsked(issue, court, DAY).answer()),  # type: ignore[misc]
                lambda floor, issue=issue: floor.precedents(issue.pk, DAY),  # type: ignore[misc]
            )
        )
    return subjects


def _provision() -> Any:
    """The provision of whose wordings most effects are on record."""
    provisions = Provision.objects.public().select_related("statute__jurisdiction")
    provisions = provisions.annotate(effects=Count("texts__effects"))
    return provisions.filter(effects__gt=0).order_by("-effects", "slug").first()


def _issues() -> list[tuple[Issue, int]]:
    """The main and the large issue of a generated world; of other data the issue with most holdings."""
    issues = Issue.objects.public().alias(count=Count("holdings")).filter(count__gt=0).order_by("-count", "slug")
    generated = issues.filter(slug__in=("issue-main", "issue-large")).order_by("-slug")
    return [(issue, issue.holdings.count()) for issue in (generated or issues[:1])]


def table(lines: list[Line]) -> Table:
    found = Table(title="Milliseconds of an answer, from question to JSON-able body, and of its floor")
    for name in ("data", "answer"):
        found.add_column(name)
    for name in ("median", "p95", "floor", "ratio", "prepared", "ratio", "queries", "rows", "kB"):
        found.add_column(name, justify="right")
    world = lines[0].world if lines else ""
    for line in lines:
        if line.world != world:
            world = line.world
            found.add_section()
        found.add_row(
            line.world,
            line.answer,
            f"{line.ours.median:,.1f}",
            f"{line.ours.p95:,.1f}",
            f"{line.floor.median:,.1f}",
            f"{line.to(line.floor):.1f}",
            f"{line.prepared.median:,.1f}",
            f"{line.to(line.prepared):.1f}",
            str(line.queries),
            f"{line.rows:,}",
            f"{line.size / 1000:,.0f}",
        )
    return found


def growth(lines: list[Line], small: str, large: str) -> str:
    """How precedents on the same number of holdings fare in the small and in the large world."""
    first = {line.world: line for line in reversed(lines) if line.answer.startswith("precedents")}
    ratio = first[large].ours.p95 / first[small].ours.p95
    return f"precedents, p95 with {large} to p95 with {small}: {ratio:.2f} (aim: 2 or less)"
