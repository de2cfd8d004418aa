"""Indicators over the API."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from tests.asking import ask, slugs
from tests.world import an_indicator, an_observation


def test_indicator_shows_each_value_with_its_period_and_source(world: SimpleNamespace) -> None:
    value = ask("indicators/reports/")["observations"][0]
    assert (value["period"], value["period_start"], value["period_end"]) == ("2025-H1", "2025-01-01", "2025-06-30")
    assert value["value"] == 485
    assert isinstance(value["value"], int)
    assert value["source"]["slug"] == "gazette"


def test_indicators_by_place_and_period(world: SimpleNamespace) -> None:
    an_observation(an_indicator("northern", jurisdiction=world.north), "2020")
    assert slugs("indicators/", within="XA") == ["northern"]
    assert slugs("indicators/", period_after="2025") == ["reports"]
    assert slugs("indicators/", period_before="2020") == ["northern"]
    assert slugs("indicators/", organisation="arcadian hotline") == ["northern", "reports"]


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow_with_rows(world: SimpleNamespace, django_assert_num_queries: Any, number: int) -> None:
    for place in range(number):
        indicator = an_indicator(f"more{place}", jurisdiction=world.north)
        an_observation(indicator, "2023")
        an_observation(indicator, "2024")
    with django_assert_num_queries(3):
        assert len(ask("indicators/")["results"]) == number + 1
