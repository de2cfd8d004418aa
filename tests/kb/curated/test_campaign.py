"""What the data has reached of its aims: each number may get better, never worse."""

from __future__ import annotations

import pytest

from kb.curated.campaign import aims

#: As measured on 2026-12-01.
REACHED = {
    "First question, United States, 2025-01-01: not assessed": 13,
    "First question, United States, 2025-01-01: unclear": 14,
    "First question, United States, 2026-11-01: match": 8,
    "First question, United States, 2026-11-01: not assessed": 11,
    "First question, United States, 2026-11-01: unclear": 16,
    "US answers from a primary text with pinpoint and term": 277,
    "Wordings of law with a first day": 156,
    "Answers read twice": 71,
    "Places with an offence read in its own text": 35,
    "Penalties as data": 0,
    "Public facts whose note rests on general knowledge": 999,
    "Treatments that are public": 53,
}


@pytest.mark.usefixtures("curated")
def test_no_aim_is_farther_than_it_was() -> None:
    found = {aim.name: aim for aim in aims()}
    assert found.keys() == REACHED.keys()
    worse = [
        str(aim) for name, aim in found.items() if (aim.now > REACHED[name] if aim.fewer else aim.now < REACHED[name])
    ]
    assert worse == []
