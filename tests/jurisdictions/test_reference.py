"""Reference data: places, courts, and which court reviews which, on any date."""

from collections import Counter

import pycountry
import pytest
import yaml
from courts_db import courts as courts_db_records
from hypothesis import given
from hypothesis import strategies as st

from jurisdictions import reference
from jurisdictions.reference import ReviewRow, court_for, courts, formation_for, in_force, jurisdictions, reviews

PLACES = {row["code"]: row for row in jurisdictions()}
PARTS_OF_US = {code for code, row in PLACES.items() if row["parent"] == "US"}
COURTS = {row["slug"]: row for row in courts()}
REVIEWS = reviews()
DISTRICTS = [row["slug"] for row in courts() if row["jurisdiction"] == "US" and row["level"] == "trial"]

# Every court that a case, ruling or appeal of the dossiers names.
US_IDS = [
    "acca",
    "akd",
    "armfor",
    "ca1",
    "ca10",
    "ca11",
    "ca2",
    "ca4",
    "ca5",
    "ca6",
    "ca7",
    "ca8",
    "ca9",
    "calctapp",
    "calsuppctsf",
    "cand",
    "flacirct10pol",
    "flacirct13hil",
    "flacirct19ind",
    "flacirct1oka",
    "flacirct6pas",
    "flacirct7vol",
    "fladistctapp2",
    "flmd",
    "gamd",
    "iasd",
    "iddistct",
    "kywd",
    "mdcirctctbalt",
    "mied",
    "msnd",
    "mtjdct",
    "ncwd",
    "nh",
    "njd",
    "nyed",
    "nynassctyct",
    "nynd",
    "ohctapp11",
    "ohio",
    "ohsd",
    "pactcompllackaw",
    "pactcomplyork",
    "pawd",
    "scotus",
    "vaed",
    "wisccirct",
    "wisctapp",
    "wiwd",
]
NAMED = {
    "26th Judicial District Court, Bossier Parish, Louisiana": "us-la-26th-judicial-district-court",
    "Alberta Court of Justice (youth)": "ca-ab-court-of-justice",
    "Arizona Attorney General (no court)": "us-az-attorney-general",
    "Bundesgerichtshof": "de-bundesgerichtshof",
    "Busan District Court (부산지방법원)": "kr-busan-district-court",
    "California Department of Justice (no court)": "us-ca-department-of-justice",
    "Circuit Court of DeKalb County, Illinois": "us-il-circuit-court-dekalb-county",
    "Constitutional Court of Korea (헌법재판소)": "kr-constitutional-court",
    "Constitutional Court of South Africa": "za-constitutional-court",
    "Corte di cassazione, Sezione terza penale": "it-court-of-cassation",
    "County Court of Victoria (Melbourne)": "au-vic-county-court",
    "Cour de cassation, chambre criminelle": "fr-court-of-cassation",
    "Cour du Québec, chambre criminelle et pénale (Saint-François)": "ca-qc-court-of-quebec",
    "Court of Appeal (England and Wales), Criminal Division": "gb-court-of-appeal-criminal-division",
    "Court of Appeal for Saskatchewan": "ca-sk-court-of-appeal",
    "Court of Common Pleas, Pennsylvania (county not stated by the source)": ("us-pa-court-of-common-pleas-unnamed"),
    "Court of General Sessions, Lexington County, South Carolina": ("us-sc-court-of-general-sessions-lexington-county"),
    "Crown Court at Bolton": "gb-crown-court",
    "Danish police with Europol (EC3, J-CAT)": "dk-police",
    "Data Protection Commission (lead supervisory authority)": "ie-data-protection-commission",
    "District Court of Hong Kong": "hk-district-court",
    "District Court of Queensland": "au-qld-district-court",
    "District Court of Travis County, Texas": "us-tx-district-court-travis-county",
    "European Commission": "eu-european-commission",
    "European Court of Human Rights, Fourth Section": "coe-european-court-of-human-rights",
    "Harju Maakohus": "ee-harju-county-court",
    "Harju Maakohus; Tallinna Ringkonnakohus": "ee-harju-county-court",
    "High Court of England and Wales, Divisional Court": "gb-high-court-divisional-court",
    "Hoge Raad der Nederlanden": "nl-supreme-court",
    "Högsta domstolen": "se-supreme-court",
    "Information Commissioner's Office (regulator)": "gb-ico",
    "Juzgado de Menores de Badajoz": "es-juvenile-court-badajoz",
    "North Carolina General Court of Justice (county not stated by the source)": "us-nc-unnamed-court",
    "Ofcom (regulator)": "gb-ofcom",
    "Ontario Court of Justice": "ca-on-court-of-justice",
    "Parquet de Paris (investigation)": "fr-paris-prosecutor",
    "Retten i Randers": "dk-district-court-randers",
    "Superior Court of Gilmer County, Georgia": "us-ga-superior-court-gilmer-county",
    "Supreme Court of Canada": "ca-supreme-court",
    "Supreme Court of India": "in-supreme-court",
    "Supreme Court of Japan, First Petty Bench (最高裁判所第一小法廷)": "jp-supreme-court",
    "Supreme Court of Korea (대법원)": "kr-supreme-court",
    "Supreme Court of New South Wales": "au-nsw-supreme-court",
    "Supreme Court of Tasmania (Launceston)": "au-tas-supreme-court",
    "Tallinna Ringkonnakohus": "ee-tallinn-circuit-court",
    "Tokyo High Court (東京高等裁判所)": "jp-tokyo-high-court",
    "Uppsala tingsrätt": "se-district-court-uppsala",
    "Vestre Landsret": "dk-western-high-court",
    "eSafety Commissioner (regulator)": "au-esafety-commissioner",
}
DOSSIER_NAMES = {slug: slug for slug in US_IDS} | NAMED

days = st.dates().map(lambda day: day.isoformat())


# Checkers. Each returns the faults it finds, so that a spoiled copy can show that it finds them.


def uppers(lower: str, day: str, rows: list[ReviewRow]) -> set[str]:
    return {row["upper"] for row in rows if row["lower"] == lower and in_force(row, day)}


def districts_without_one_circuit(day: str, rows: list[ReviewRow]) -> list[str]:
    return [slug for slug in DISTRICTS if len(uppers(slug, day, rows)) != 1]


def courts_in_a_cycle(day: str, rows: list[ReviewRow]) -> set[str]:
    """Courts left over when every court that nobody below waits for has been taken away."""
    edges = {(row["lower"], row["upper"]) for row in rows if in_force(row, day)}
    while free := {lower for lower, _ in edges} - {upper for _, upper in edges}:
        edges = {(lower, upper) for lower, upper in edges if lower not in free}
    return {court for edge in edges for court in edge}


def above(court: str, day: str, rows: list[ReviewRow]) -> set[str]:
    found: set[str] = set()
    todo = {court}
    while todo:
        todo = {upper for lower in todo for upper in uppers(lower, day, rows)} - found
        found |= todo
    return found


# Places


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


# Courts


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


# Review


def test_reviews_name_courts_on_record_and_their_law() -> None:
    for row in REVIEWS:
        assert row["lower"] in COURTS
        assert row["upper"] in COURTS
        assert row["authority"]
        assert row["scope"] in {"all", "federal-questions"}
        assert row["since"] is None or row["until"] is None or row["since"] < row["until"]
        assert all(day is None or len(day) == 10 for day in (row["since"], row["until"]))
        assert COURTS[row["upper"]]["level"] not in {"trial", "regulator", "other"}
    assert max(Counter((row["lower"], row["upper"]) for row in REVIEWS).values()) == 1


@given(days)
def test_each_district_court_has_one_circuit_on_any_day(day: str) -> None:
    assert districts_without_one_circuit(day, REVIEWS) == []


def test_the_circuit_checker_finds_a_gap_and_an_overlap() -> None:
    gap = [row for row in REVIEWS if (row["lower"], row["upper"]) != ("wiwd", "ca7")]
    overlap = [ReviewRow(**{**row, "until": None}) for row in REVIEWS]
    assert districts_without_one_circuit("2025-01-01", gap) == ["wiwd"]
    assert len(districts_without_one_circuit("2025-01-01", overlap)) == 9 + 8


@given(days)
def test_no_court_reviews_itself_through_others(day: str) -> None:
    assert courts_in_a_cycle(day, REVIEWS) == set()


def test_the_cycle_checker_finds_a_cycle() -> None:
    turned = ReviewRow(**{**REVIEWS[0], "lower": "scotus", "upper": "wiwd", "since": None, "until": None})
    assert {"scotus", "wiwd", "ca7"} <= courts_in_a_cycle("2025-01-01", [*REVIEWS, turned])


@pytest.mark.parametrize(
    ("district", "day", "circuit"),
    [
        *((slug, "1981-09-30", "ca5") for slug in ("almd", "flsd", "gand", "txsd")),
        *((slug, "1981-10-01", "ca11") for slug in ("almd", "flsd", "gand")),
        ("txsd", "1981-10-01", "ca5"),
        ("cod", "1929-02-27", "ca8"),
        ("cod", "1929-02-28", "ca10"),
        ("moed", "1929-02-28", "ca8"),
    ],
)
def test_new_circuit_takes_its_districts_on_its_first_day(district: str, day: str, circuit: str) -> None:
    assert uppers(district, day, REVIEWS) == {circuit}


def test_circuits_answer_to_the_supreme_court_alone() -> None:
    for row in courts():
        if row["jurisdiction"] == "US" and row["level"] == "appellate":
            assert uppers(row["slug"], "2025-01-01", REVIEWS) == {"scotus"}


def test_state_courts_answer_to_the_supreme_court_on_federal_questions_only() -> None:
    to_scotus = {row["lower"]: row["scope"] for row in REVIEWS if row["upper"] == "scotus"}
    for row in courts():
        if row["level"] == "supreme" and row["jurisdiction"] in PARTS_OF_US:
            expected = None if row["slug"] == "amsamoa" else "federal-questions"
            assert to_scotus.get(row["slug"]) == expected
    assert {slug for slug, scope in to_scotus.items() if scope == "all"} == {
        *(f"ca{number}" for number in range(1, 12)),
        "cadc",
        "cafc",
        "armfor",
    }


@pytest.mark.parametrize(
    ("court", "day", "expected"),
    [
        ("wiwd", "2025-02-13", {"ca7", "scotus"}),
        ("acca", "2025-01-01", {"armfor", "scotus"}),
        ("wisccirct", "2025-01-01", {"wisctapp", "wis", "scotus"}),
        ("flacirct10pol", "2022-12-31", {"fladistctapp2", "fla", "scotus"}),
        ("flacirct10pol", "2023-01-01", {"fladistctapp6", "fla", "scotus"}),
        ("virginislands", "2012-12-27", set()),
        ("virginislands", "2012-12-28", {"scotus"}),
        ("gb-crown-court", "2009-09-30", {"gb-court-of-appeal-criminal-division", "gb-house-of-lords"}),
        ("gb-crown-court", "2009-10-01", {"gb-court-of-appeal-criminal-division", "gb-supreme-court"}),
        ("dk-district-court-randers", "2025-01-01", {"dk-western-high-court", "dk-supreme-court"}),
        ("us-nc-unnamed-court", "2026-06-01", set()),
    ],
)
def test_chain_of_review(court: str, day: str, expected: set[str]) -> None:
    assert above(court, day, REVIEWS) == expected


def test_no_state_or_foreign_court_is_above_a_federal_one() -> None:
    for row in REVIEWS:
        if COURTS[row["lower"]]["jurisdiction"] == "US":
            assert COURTS[row["upper"]]["jurisdiction"] == "US"


def test_predecessors() -> None:
    rows = {(row["court"], row["predecessor"]): row["decisions_before"] for row in reference.predecessors()}
    assert rows == {
        ("ca11", "ca5"): "1981-10-01",
        ("dc", "cadc"): "1971-02-01",
        ("gb-supreme-court", "gb-house-of-lords"): "2009-10-01",
    }
    assert all(row["authority"] and row["note"] for row in reference.predecessors())
    assert {slug for pair in rows for slug in pair} <= set(COURTS)
