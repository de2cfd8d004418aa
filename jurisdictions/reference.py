"""Places and courts as reference data: who makes law, which courts exist, who reviews whom.

Four questions, each answered by a list of plain dicts in a stable order, without a database:

- `jurisdictions()`: every country of ISO 3166-1, every subdivision of the United States, the
  organisations of states, and the few other subdivisions that records need.
- `courts()`: the federal courts and high courts of the United States (ids of courts-db), and every
  court or public body that a record names.
- `reviews()`: which court reviews which, since and until when, on which questions, by which law.
- `predecessors()`: whose older decisions a court treats as its own.

`court_for` maps a court's name as the research dossiers write it to a slug, `formation_for` to the
bench or seat that the name meant.

What ISO 3166 and courts-db do not say is in `data/places.yaml` and `data/courts.yaml`.

Dates are ISO 8601 texts, `since` the first day and `until` the first day no longer included.
None means *not recorded*: it is not a claim that a court or relation always existed. A relation
that is missing is *not determinable* and never a no.
"""

from functools import cache
from pathlib import Path
from typing import Any, Literal, TypedDict

import pycountry
import yaml
from courts_db import courts as courts_db_records

DATA = Path(__file__).parent / "data"
ISO_SUBDIVISIONS: Any = pycountry.subdivisions
STATE_REVIEW = "28 U.S.C. § 1257(a)"
DISTRICT_REVIEW = "28 U.S.C. §§ 41, 1291, 1294"
US_CODE = "https://www.law.cornell.edu/uscode/text/28/"

type Scope = Literal["all", "federal-questions"]


class JurisdictionRow(TypedDict):
    """`parent` is a code or None; `kind` and `legal_system` are keys of `KINDS`, `LEGAL_SYSTEMS`.

    `legal_system` is "" where it is not recorded.
    """

    code: str
    slug: str
    name: str
    kind: str
    parent: str | None
    legal_system: str
    note: str


class CourtRow(TypedDict):
    """`slug` is the courts-db id where one exists for exactly this court (else `courts_db_id` is "").

    `jurisdiction` is whose court it is (a federal court: `US`), `territory` the codes of the places
    it covers (empty for military courts, whose reach goes by person), `sits_in` where its seat is.
    `also_known_as` are names as the dossiers write them, `formations` the bench each of them meant.
    """

    slug: str
    courts_db_id: str
    name: str
    name_local: str
    short_name: str
    level: str
    jurisdiction: str
    territory: list[str]
    sits_in: list[str]
    since: str | None
    until: str | None
    also_known_as: list[str]
    formations: dict[str, str]
    note: str


class ReviewRow(TypedDict):
    """`upper` reviews `lower`, from `since` to the day before `until`, by `authority`.

    `scope` is "all", or "federal-questions" where only those can be taken up.
    """

    lower: str
    upper: str
    scope: Scope
    since: str | None
    until: str | None
    authority: str
    source_url: str
    note: str


class PredecessorRow(TypedDict):
    """Decisions of `predecessor` handed down before the day `decisions_before` count as `court`'s own."""

    court: str
    predecessor: str
    decisions_before: str
    authority: str
    source_url: str
    note: str


class _CourtsDbRecord(TypedDict):
    id: str
    name: str
    citation_string: str
    location: str


@cache
def _data(name: str) -> dict[str, Any]:
    # Every scalar as it is written: YAML 1.1 would take Norway's code for a "no".
    text = (DATA / f"{name}.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506  # makes nothing but text
    return loaded


KINDS: dict[str, str] = _data("places")["kinds"]
LEGAL_SYSTEMS: dict[str, str] = _data("places")["legal_systems"]
LEVELS: dict[str, str] = _data("courts")["levels"]


# Places


def jurisdictions() -> list[JurisdictionRow]:
    """Every jurisdiction, parents before children.

    Territories of the United States appear once, as `US-PR` and not as `PR`.
    """
    subdivisions = list(ISO_SUBDIVISIONS.get(country_code="US"))
    own_code = {entry.code.removeprefix("US-") for entry in subdivisions if _us_kind(entry) == "territory"}
    countries = [_country(entry) for entry in pycountry.countries if entry.alpha_2 not in own_code]
    rows = [_place(**body, kind="supranational") for body in _data("places")["supranational"]]
    rows += sorted(countries, key=lambda row: (row["parent"] is not None, row["code"]))
    rows += [
        _place(code=entry.code, name=entry.name, kind=_us_kind(entry), parent="US")
        for entry in sorted(subdivisions, key=lambda entry: entry.code)
    ]
    for extra in _data("places")["subdivisions"]:
        entry = ISO_SUBDIVISIONS.get(code=extra["code"])
        defaults = {"name": entry and entry.name, "parent": extra["code"].split("-")[0]}
        rows.append(_place(**(defaults | extra)))
    return rows


def _country(entry: Any) -> JurisdictionRow:
    parents = {code: parent for parent, codes in _data("places")["dependencies"].items() for code in codes}
    parent = parents.get(entry.alpha_2)
    defaults = {"kind": "dependency" if parent else "country", "parent": parent}
    special = _data("places")["places"].get(entry.alpha_2, {})
    return _place(code=entry.alpha_2, name=getattr(entry, "common_name", entry.name), **(defaults | special))


def _us_kind(entry: Any) -> str:
    return {"State": "state", "District": "district", "Outlying area": "territory"}[entry.type]


def _place(*, code: str, name: str, kind: str, parent: str | None = None, note: str = "") -> JurisdictionRow:
    remarks = [note, _data("places")["legal_system_notes"].get(code, "")]
    return {
        "code": code,
        "slug": code.lower(),
        "name": _data("places")["names"].get(code, name),
        "kind": kind,
        "parent": parent,
        "legal_system": _legal_system(code, kind),
        "note": " ".join(remark for remark in remarks if remark),
    }


def _legal_system(code: str, kind: str) -> str:
    """Curated; a state of the United States, or its federal district, is common-law unless curated."""
    if kind == "supranational":
        return "supranational"
    for system, codes in _data("places")["legal_system"].items():
        if code in codes:
            return str(system)
    return "common-law" if code.startswith("US-") and kind in ("state", "district") else ""


# Courts


def courts() -> list[CourtRow]:
    """Every court and public body, those with a courts-db id first. A fresh copy on each call."""
    rows = [
        _us_court(slug, level, curated or {})
        for level, by_id in _data("courts")["courts_db"].items()
        for slug, curated in by_id.items()
        if slug not in _circuit_of()
    ]
    corrections = _data("courts")["courts_db"]["trial"]
    rows += [_district_court(slug, corrections.get(slug, {})) for slug in _circuit_of()]
    rows += [_court(**curated) for curated in _data("courts")["courts"]]
    return rows


@cache
def _circuit_of() -> dict[str, str]:
    """Today's circuit of each federal district court (28 U.S.C. § 41)."""
    return {slug: circuit for circuit, slugs in _data("courts")["districts"].items() for slug in slugs}


@cache
def _courts_db() -> dict[str, _CourtsDbRecord]:
    return {record["id"]: record for record in courts_db_records}


@cache
def _us_places() -> dict[str, str]:
    """Code of each part of the United States by the name that courts-db gives it."""
    codes = {row["name"]: row["code"] for row in jurisdictions() if row["parent"] == "US"}
    return codes | {"Virgin Islands": "US-VI", "Washington D.C.": "US-DC"}


def _us_court(slug: str, level: str, curated: dict[str, Any]) -> CourtRow:
    record = _courts_db()[slug]
    seat = _us_places()[record["location"]]
    districts = _data("courts")["districts"].get(slug, [])
    name = record["name"]
    if districts and name.startswith("Court of Appeals"):
        name = f"United States {name}"
    federal = {"jurisdiction": "US", "territory": []} if level == "military-appellate" else {}
    defaults = {
        "name": name,
        "short_name": record["citation_string"],
        "jurisdiction": seat,
        "territory": sorted({_us_places()[_courts_db()[district]["location"]] for district in districts}) or [seat],
        "sits_in": [seat],
    }
    return _court(slug=slug, courts_db_id=slug, level=level, **(defaults | federal | curated))


def _district_court(slug: str, curated: dict[str, Any]) -> CourtRow:
    """The name is spelled out from the Bluebook form: "W.D. Wis." sits in the Western District."""
    record = _courts_db()[slug]
    seat = _us_places()[record["location"]]
    place = next(name for name, code in _us_places().items() if code == seat)
    side = {"N": "Northern", "S": "Southern", "E": "Eastern", "W": "Western", "M": "Middle", "C": "Central"}
    short_name = curated.get("short_name", record["citation_string"])
    district = f"{side[short_name[0]]} District" if short_name[0] in side and short_name[1:3] == ".D" else "District"
    of_place = "Columbia" if seat == "US-DC" else place
    defaults = {
        "name": f"United States District Court for the {district} of {of_place}",
        "short_name": short_name,
        "jurisdiction": "US",
        "territory": [seat],
        "sits_in": [seat],
    }
    return _court(slug=slug, courts_db_id=slug, level="trial", **(defaults | curated))


def _court(
    *,
    slug: str,
    name: str,
    short_name: str,
    level: str,
    jurisdiction: str,
    courts_db_id: str = "",
    name_local: str = "",
    territory: list[str] | None = None,
    sits_in: list[str] | None = None,
    since: str | None = None,
    until: str | None = None,
    also_known_as: list[str] | None = None,
    formations: dict[str, str] | None = None,
    note: str = "",
) -> CourtRow:
    """An unknown key in the YAML is a TypeError here."""
    return {
        "slug": slug,
        "courts_db_id": courts_db_id,
        "name": name,
        "name_local": name_local,
        "short_name": short_name,
        "level": level,
        "jurisdiction": jurisdiction,
        "territory": [jurisdiction] if territory is None else list(territory),
        "sits_in": [jurisdiction] if sits_in is None else list(sits_in),
        "since": since,
        "until": until,
        "also_known_as": list(also_known_as or []),
        "formations": dict(formations or {}),
        "note": note,
    }


def court_for(name: str) -> str:
    """Slug of the court that the dossiers call `name` (a courts-db id, or the court's full name).

    Raises KeyError with the name where no court is recorded under it.
    """
    try:
        return _slug_by_name()[name]
    except KeyError:
        raise KeyError(f"no court is recorded as {name!r}: add it to jurisdictions/data/courts.yaml") from None


def formation_for(name: str) -> str:
    """The bench, seat or capacity that a dossier's court name meant beyond the court, or ""."""
    return next((row["formations"][name] for row in courts() if name in row["formations"]), "")


@cache
def _slug_by_name() -> dict[str, str]:
    rows = courts()
    by_name = {name: row["slug"] for row in rows for name in row["also_known_as"]}
    return by_name | {row["slug"]: row["slug"] for row in rows}


# Review


def reviews() -> list[ReviewRow]:
    """Who reviews whom. Filter with `in_force` for one day.

    Sources of the rules: 28 U.S.C. § 41 (circuits), §§ 1291 and 1294 (appeals to them), § 1254
    (circuits to the Supreme Court), §§ 1257 to 1260 (state, Puerto Rican, military and Virgin Islands
    courts to it); Pub. L. 96-452 and Pub. L. 70-840 (the Eleventh and Tenth Circuits). Direct
    appeals from three-judge district courts (§ 1253) are not recorded.
    """
    curated = [
        _review(lower=lower, **{key: value for key, value in entry.items() if key != "lower"})
        for entry in _data("courts")["reviews"]
        for lower in _as_list(entry["lower"])
    ]
    # 28 U.S.C. §§ 1257 to 1260 do not name the High Court of American Samoa.
    elsewhere = {row["lower"] for row in curated} | {"amsamoa"}
    states = [
        _review(
            lower=row["slug"],
            upper="scotus",
            scope="federal-questions",
            authority=STATE_REVIEW,
            source_url=f"{US_CODE}1257",
        )
        for row in courts()
        if row["level"] == "supreme" and row["jurisdiction"].startswith("US-") and row["slug"] not in elsewhere
    ]
    return _district_reviews() + curated + states


def _district_reviews() -> list[ReviewRow]:
    new = {entry["circuit"]: entry for entry in _data("courts")["new_circuits"]}
    rows = []
    for slug, circuit in _circuit_of().items():
        if entry := new.get(circuit):
            split = {key: entry.get(key, "") for key in ("authority", "source_url", "note")}
            rows.append(_review(lower=slug, upper=entry["out_of"], until=entry["on"], **split))
            rows.append(_review(lower=slug, upper=circuit, since=entry["on"], **split))
        else:
            law = f"{DISTRICT_REVIEW}; 48 U.S.C. § 1821" if slug == "nmid" else DISTRICT_REVIEW
            rows.append(_review(lower=slug, upper=circuit, authority=law, source_url=f"{US_CODE}41"))
    return rows


def _review(
    *,
    lower: str,
    upper: str,
    authority: str,
    scope: Scope = "all",
    since: str | None = None,
    until: str | None = None,
    source_url: str = "",
    note: str = "",
) -> ReviewRow:
    return {
        "lower": lower,
        "upper": upper,
        "scope": scope,
        "since": since,
        "until": until,
        "authority": authority,
        "source_url": source_url,
        "note": note,
    }


def _as_list(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def in_force(row: ReviewRow, day: str) -> bool:
    """Does the relation stand on `day` (a full ISO date)? An end that is not recorded does not exclude."""
    return (row["since"] or "") <= day and (row["until"] is None or day < row["until"])


def predecessors() -> list[PredecessorRow]:
    """Courts whose decisions before a day bind as if a later court had made them.

    Absence of a row is not a claim that no such rule exists.
    """
    rows: list[PredecessorRow] = _data("courts")["predecessors"]
    return [row.copy() for row in rows]
