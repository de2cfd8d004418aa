"""Countries, states and territories that come from reference packages."""

from collections import Counter

import pycountry
import pytest
import yaml

from jurisdictions import reference
from jurisdictions.reference import jurisdictions
from tests.jurisdictions.reference_rows import (
    PARTS_OF_US,
    PLACES,
)


def test_counts_of_places() -> None:
    countries = [code for code in PLACES if len(code) == 2 and code not in {"EU", "UN"}]
    assert len(list(pycountry.countries)) == 249
    assert len(countries) == 249 - 6
    assert Counter(PLACES[code]["kind"] for code in PARTS_OF_US) == {"state": 50, "district": 1, "territory": 6}
    assert len(jurisdictions()) == 319


def test_territory_of_the_united_states_appears_once() -> None:
    for code in ("AS", "GU", "MP", "PR", "UM", "VI"):
        assert code not in PLACES
        assert PLACES[f"US-{code}"]["kind"] == "territory"
        assert PLACES[f"US-{code}"]["parent"] == "US"
    assert PLACES["GE"]["name"] == "Georgia"
    assert PLACES["US-GA"]["name"] == "Georgia"


def test_codes_and_slugs_are_unique_and_parents_come_first() -> None:
    seen: set[str] = set()
    for row in jurisdictions():
        assert row["code"] not in seen
        assert row["slug"] == row["code"].lower()
        assert row["parent"] is None or row["parent"] in seen
        assert row["kind"] in reference.KINDS
        assert row["legal_system"] in {"", *reference.LEGAL_SYSTEMS}
        seen.add(row["code"])


@pytest.mark.parametrize(
    ("code", "name", "kind", "parent", "legal_system"),
    [
        ("GB", "United Kingdom", "country", None, "common-law"),
        ("KR", "South Korea", "country", None, "civil-law"),
        ("RU", "Russia", "country", None, ""),
        ("HK", "Hong Kong", "special-administrative-region", "CN", "common-law"),
        ("KY", "Cayman Islands", "dependency", "GB", "common-law"),
        ("NO", "Norway", "country", None, "civil-law"),
        ("GB-SCT", "Scotland", "constituent-country", "GB", "mixed"),
        ("GB-WLS", "Wales", "constituent-country", "GB-EAW", "common-law"),
        ("US-WI", "Wisconsin", "state", "US", "common-law"),
        ("US-LA", "Louisiana", "state", "US", "mixed"),
        ("US-VI", "U.S. Virgin Islands", "territory", "US", ""),
        ("JP-31", "Tottori", "province", "JP", "civil-law"),
        ("AFRICAN-UNION", "African Union", "supranational", None, "supranational"),
    ],
)
def test_place(code: str, name: str, kind: str, parent: str | None, legal_system: str) -> None:
    row = PLACES[code]
    assert (row["name"], row["kind"], row["parent"], row["legal_system"]) == (name, kind, parent, legal_system)


def test_no_name_is_inverted() -> None:
    inverted = {row["name"] for row in jurisdictions() if ", " in row["name"] or "[" in row["name"]}
    assert inverted == {"Bonaire, Sint Eustatius and Saba", "Saint Helena, Ascension and Tristan da Cunha"}


def test_overlay_of_places_has_no_code_that_nothing_uses() -> None:
    overlay = yaml.load((reference.DATA / "places.yaml").read_text(), Loader=yaml.BaseLoader)  # noqa: S506  # text only
    curated = [code for codes in overlay["legal_system"].values() for code in codes]
    dependencies = [code for codes in overlay["dependencies"].values() for code in codes]
    assert len(set(curated)) == len(curated)
    assert len(set(dependencies)) == len(dependencies)
    used = {*curated, *dependencies, *overlay["names"], *overlay["places"], *overlay["legal_system_notes"]}
    assert used - set(PLACES) == set()
    assert all(isinstance(code, str) for code in used)  # a bare NO in YAML could be a boolean
