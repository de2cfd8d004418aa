"""Courts that come from reference packages, and what the dossiers call them."""

from collections import Counter

import pytest
from courts_db import courts as courts_db_records

from jurisdictions import reference
from jurisdictions.reference import court_for, courts, formation_for
from tests.jurisdictions.reference_rows import (
    COURTS,
    DISTRICTS,
    DOSSIER_NAMES,
    NAMED,
    PARTS_OF_US,
    PLACES,
)


def test_ninety_four_district_courts_and_thirteen_circuits() -> None:
    circuits = [row for row in courts() if row["jurisdiction"] == "US" and row["level"] == "appellate"]
    assert len(DISTRICTS) == len(set(DISTRICTS)) == 94
    assert {"gud", "nmid", "prd", "vid", "dcd"} <= set(DISTRICTS)
    assert len(circuits) == 13


def test_districts_per_state() -> None:
    by_state = Counter(COURTS[slug]["territory"][0] for slug in DISTRICTS)
    assert set(by_state) == PARTS_OF_US - {"US-AS", "US-UM"}
    assert [state for state, count in sorted(by_state.items()) if count > 3] == ["US-CA", "US-NY", "US-TX"]


def test_slugs_are_unique_and_courts_db_knows_its_ids() -> None:
    known = {record["id"] for record in courts_db_records}
    assert len(COURTS) == len(courts())
    for row in courts():
        assert row["courts_db_id"] == "" or row["courts_db_id"] in known
        assert row["slug"] == row["courts_db_id"] or "-" in row["slug"]
        assert row["name"]
        assert row["short_name"]
        assert row["level"] in reference.LEVELS
        assert set(row["formations"]) <= set(row["also_known_as"])


def test_courts_lie_in_places_on_record() -> None:
    used = {code for row in courts() for code in [row["jurisdiction"], *row["territory"], *row["sits_in"]]}
    assert used - set(PLACES) == set()


def test_every_state_has_a_court_of_last_resort() -> None:
    last = Counter(row["jurisdiction"] for row in courts() if row["level"] == "supreme")
    assert set(last) & PARTS_OF_US == PARTS_OF_US - {"US-UM"}
    assert {place: count for place, count in last.items() if count > 1} == {"US-OK": 2, "US-TX": 2, "GB": 2}


@pytest.mark.parametrize(
    ("slug", "name", "short_name", "territory"),
    [
        ("wiwd", "United States District Court for the Western District of Wisconsin", "W.D. Wis.", ["US-WI"]),
        ("dcd", "United States District Court for the District of Columbia", "D.D.C.", ["US-DC"]),
        ("wvsd", "United States District Court for the Southern District of West Virginia", "S.D.W. Va.", ["US-WV"]),
        ("ca7", "United States Court of Appeals for the Seventh Circuit", "7th Cir.", ["US-IL", "US-IN", "US-WI"]),
        ("scotus", "Supreme Court of the United States", "U.S.", ["US"]),
        ("md", "Supreme Court of Maryland", "Md.", ["US-MD"]),
        ("acca", "United States Army Court of Criminal Appeals", "A. Ct. Crim. App.", []),
    ],
)
def test_court(slug: str, name: str, short_name: str, territory: list[str]) -> None:
    row = COURTS[slug]
    assert (row["name"], row["short_name"], row["territory"]) == (name, short_name, territory)


def test_courts_are_fresh_copies() -> None:
    courts()[0]["territory"].append("XX")
    assert courts()[0]["territory"] == ["US"]


# Names in the dossiers


@pytest.mark.parametrize(("name", "slug"), DOSSIER_NAMES.items())
def test_court_for_dossier_name(name: str, slug: str) -> None:
    assert court_for(name) == slug
    assert slug in COURTS


def test_court_for_unknown_name_says_the_name() -> None:
    with pytest.raises(KeyError, match="High Court of Nowhere"):
        court_for("High Court of Nowhere")


def test_formation_is_kept_beside_the_court() -> None:
    assert formation_for("Crown Court at Bolton") == "sitting at Bolton"
    assert formation_for("wiwd") == ""


def test_a_name_means_one_court() -> None:
    names = Counter(name for row in courts() for name in row["also_known_as"])
    assert max(names.values()) == 1
    assert set(names) & set(COURTS) == set()
    assert set(names) == set(NAMED)
