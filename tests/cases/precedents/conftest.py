"""A federation with its courts, whose precedents are asked for."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from tests.world import (
    a_court,
    a_jurisdiction,
    a_review,
    a_source,
    a_statute,
    an_issue,
)


@pytest.fixture
def us(db: None) -> SimpleNamespace:
    """A line of invented federal courts under the law of the United States, whose rules of precedent are known,
    and one court in a country whose are not."""
    u = SimpleNamespace(issue=an_issue("likeness"), source=a_source())
    u.country, u.other = a_jurisdiction("US"), a_jurisdiction("XC", legal_system="civil-law")
    u.top = a_court("ustop", u.country, level="supreme", name="Highest Court")
    u.east = a_court("useast", u.country, level="appellate", name="Eastern Circuit")
    u.west = a_court("uswest", u.country, level="appellate", name="Western Circuit")
    u.east_trial = a_court("useast-d", u.country, name="District of the East")
    u.west_trial = a_court("uswest-d", u.country, name="District of the West")
    u.foreign = a_court("xctop", u.other, level="supreme")
    for lower, upper in ((u.east_trial, u.east), (u.west_trial, u.west), (u.east, u.top), (u.west, u.top)):
        a_review(lower, upper)
    u.act = a_statute("us-act", u.country)
    return u
