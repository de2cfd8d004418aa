"""Real questions asked of the curated data, with answers worked out from their sources by hand."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.utils import timezone

from jurisdictions.models import Jurisdiction, Question, Source
from kb.coverage.answering import Outcome
from kb.coverage.subjects import JOINED
from tests.asking import answer, ask, refusal

pytestmark = pytest.mark.usefixtures("curated")

CASES = yaml.safe_load((Path(__file__).parents[2] / "questions_and_answers.yaml").read_text())
TODAY = dt.date(2026, 11, 24)


@pytest.fixture(autouse=True)
def _the_day_the_data_was_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *args, **kwargs: TODAY)


def found_at(body: Any, place: str) -> Any:
    """What stands at a place of the answer: one value, or the list of them where the place names several."""
    values, many = [body], False
    for step in place.removeprefix("/").split("/"):
        if step == "*":
            values, many = [item for value in values for item in value], True
        elif "=" in step:
            name, wanted = step.split("=", 1)
            values, many = [item for value in values for item in value if named(item, name) == wanted], True
        else:
            values = [value[int(step)] if isinstance(value, list) else value.get(step) for value in values if value]
    return values if many else values[0]


def named(item: Any, name: str) -> Any:
    for part in name.split("."):
        item = item.get(part) if isinstance(item, dict) else None
    return item


def holds(found: Any, expected: Any) -> bool:
    match expected:
        case {"contains": wanted}:
            return any(wanted == one or (isinstance(one, str) and wanted in one) for one in found)
        case {"lacks": unwanted}:
            return unwanted not in found
        case {"length": length}:
            return len(found) == length
    return found == expected


@pytest.mark.parametrize("case", CASES, ids=[re.sub(r"\W+", "-", case["path"]) for case in CASES])
def test_answer_is_what_its_source_calls_for(case: dict[str, Any]) -> None:
    body = ask(case["path"])
    found = {place: found_at(body, place) for place in case["expects"]}
    wrong = {place: value for place, value in found.items() if not holds(value, case["expects"][place])}
    assert not wrong, f"{case['asks']} {case['why']}"


@pytest.mark.parametrize("case", CASES, ids=[case["source"] for case in CASES])
def test_source_of_the_answer_is_public_and_was_read(case: dict[str, Any]) -> None:
    source = Source.objects.public().filter(slug=case["source"]).first()
    assert source is not None
    assert source.read


def test_whole_matrix_is_one_answer_under_two_megabytes_at_a_cost_that_does_not_grow(
    django_assert_num_queries: Any,
) -> None:
    with django_assert_num_queries(13):
        body = answer("matrix/", as_of="2026-11-01").content
    assert len(body) < 2_000_000
    rows = json.loads(body)["results"]
    assert len(rows) == Jurisdiction.objects.public().count() >= 250
    assert {len(row["cells"]) for row in rows} == {Question.objects.public().count() + len(JOINED)}
    with django_assert_num_queries(14):
        assert len(ask("matrix/", as_of="2026-11-01", within="US", questions="possession")["results"]) == 58


@pytest.mark.parametrize("date", ["1969-04-07", "1985-06-01", "2003-04-30", "2025-06-15", "2026-11-24", "2030-01-01"])
def test_five_lists_hold_every_jurisdiction_on_record_once(date: str) -> None:
    body = ask("coverage/", where=["possession:yes", "wholly-synthetic:yes"], as_of=date)
    listed = [entry["jurisdiction"]["code"] for outcome in Outcome for entry in body[outcome.value]]
    assert sorted(listed) == sorted(Jurisdiction.objects.public().values_list("code", flat=True))


@pytest.mark.parametrize(
    "path",
    [
        "coverage/?where=possession:yes&", "matrix/?", "provisions/us-18-usc-2256-8-b/status/?",
        "precedents/?issue=real-child-possession&court=ohio&",
    ],
)  # fmt: skip
def test_record_starts_with_the_oldest_ruling(path: str) -> None:
    told = refusal(f"{path}as_of=1969-04-06")["as_of"]
    assert told == "the record starts in 1969: nothing is known of the law before 1969-04-07"
    assert ask(f"{path}as_of=1969-04-07")


def test_there_are_at_least_forty_cases_each_with_its_reason() -> None:
    assert len({case["path"] for case in CASES}) == len(CASES) >= 40
    for case in CASES:
        assert set(case) == {"asks", "path", "expects", "source", "why"}
        assert case["expects"]
