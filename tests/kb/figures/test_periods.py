from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction

from kb.models import Observation
from kb.models.periods import span
from tests.world import an_observation


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2025", "2025-01-01", "2025-12-31"),
        ("2025-H1", "2025-01-01", "2025-06-30"),
        ("2025-H2", "2025-07-01", "2025-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025-03-09", "2025-03-09", "2025-03-09"),
        ("2023/2024", "2023-01-01", "2024-12-31"),
        ("2025-01/2025-09", "2025-01-01", "2025-09-30"),
    ],
)
def test_period_is_a_span_of_days(period: str, first: str, last: str) -> None:
    assert span(period) == (dt.date.fromisoformat(first), dt.date.fromisoformat(last))


@pytest.mark.parametrize("wrong", ["", "2025-H3", "H1 2025", "2025/2024", "2025/", "/2025"])
def test_what_is_no_period_is_refused_in_words(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"is not a period: write 2025, 2025-H1|ends before it starts"):
        span(wrong)


def test_period_ends_after_it_starts(world: SimpleNamespace) -> None:
    with pytest.raises(IntegrityError, match="period_ends_after_it_starts"), transaction.atomic():
        Observation.objects.update(period_end=dt.date(2024, 1, 1))


def test_sources_that_differ_are_two_observations(world: SimpleNamespace) -> None:
    an_observation(world.indicator, "2025-H1", 440)
    assert world.indicator.observations.count() == 2
    with pytest.raises(IntegrityError, match="observation_is_recorded_once"), transaction.atomic():
        an_observation(world.indicator, "2025-H1", 440, slug="again")
