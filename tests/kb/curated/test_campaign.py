"""What the data has reached of its aims: each number may get better, never worse."""

from __future__ import annotations

import pytest

from kb.curated.campaign import aims

#: As measured on 2026-12-01.
REACHED = {
    "first question, United States, 2025-01-01, not_assessed": 13,
    "first question, United States, 2025-01-01, unclear": 14,
    "first question, United States, 2026-11-01, match": 8,
    "first question, United States, 2026-11-01, not_assessed": 11,
    "first question, United States, 2026-11-01, unclear": 16,
    "US answers from a primary text with pinpoint and term": 277,
    "wordings of law with a first day": 156,
    "answers read twice": 71,
    "places with an offence read in its text": 35,
    "treatments that are public": 53,
}


@pytest.mark.usefixtures("curated")
def test_no_aim_is_farther_than_it_was() -> None:
    found = {aim.name: aim for aim in aims()}
    assert found.keys() == REACHED.keys()
    worse = [
        str(aim) for name, aim in found.items() if (aim.now > REACHED[name] if aim.fewer else aim.now < REACHED[name])
    ]
    assert worse == []
