"""Who binds whom, with the courts on record."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cases.authority import (
    RULES,
    Authority,
    Court,
    Hierarchy,
    Holding,
    Review,
    Weight,
)
from jurisdictions.partial_dates import PartialDate
from tests.cases.authority_courts import authority, courts, day, holding, reviews, ruling, weight_and_rules

DECISION = Path("docs/decisions/0010-who-binds-whom.md")
BINDING, OWN, PERSUASIVE, OPEN = Weight.BINDING, Weight.OWN_COURT, Weight.PERSUASIVE, Weight.NOT_DETERMINABLE
OTHER_LAW = Weight.BINDING_ON_OTHER_LAW


@pytest.mark.parametrize(
    ("court", "date", "cited", "weight", "rules"),
    [
        # A federal district court, on the issue's own example
        ("wiwd", "2026-11-01", holding("scotus", "2002-04-16"), BINDING, ("us-vertical-federal",)),
        ("wiwd", "2026-11-01", holding("ca7", "2020-01-01"), BINDING, ("us-vertical-federal",)),
        ("wiwd", "2026-11-01", holding("ca5", "2020-02-13"), PERSUASIVE, ("us-other-circuit",)),
        ("wiwd", "2026-11-01", holding("ilnd", "2020-01-01"), PERSUASIVE, ("us-district-court",)),
        ("wiwd", "2026-11-01", holding("wiwd", "2025-02-13"), PERSUASIVE, ("us-district-court",)),
        ("ilnd", "2026-11-01", holding("wiwd", "2025-02-13"), PERSUASIVE, ("us-district-court",)),
        ("wiwd", "2026-11-01", holding("cafc", "2020-01-01"), OPEN, ("no-relation-on-record",)),
        ("wiwd", "2026-11-01", holding("armfor", "2013-04-02"), PERSUASIVE, ("us-civil-and-military",)),
        ("wiwd", "2026-11-01", holding("ohio", "2007-07-25"), PERSUASIVE, ("us-state-court-on-federal-law",)),
        ("wiwd", "2026-11-01", holding("wisctapp", "2020-01-01"), PERSUASIVE, ("us-lower-state-court",)),
        # The split of the Fifth Circuit
        ("almd", "1980-06-01", holding("ca5", "1975-01-01"), BINDING, ("us-vertical-federal",)),
        ("almd", "1981-09-30", holding("ca5", "1981-09-30"), BINDING, ("us-vertical-federal",)),
        ("almd", "1982-06-01", holding("ca5", "1975-01-01"), BINDING, ("predecessor", "us-vertical-federal")),
        ("almd", "1982-06-01", holding("ca5", "1981-09-30"), BINDING, ("predecessor", "us-vertical-federal")),
        ("almd", "1982-06-01", holding("ca5", "1981-10-01"), PERSUASIVE, ("us-other-circuit",)),
        ("almd", "1982-06-01", holding("ca5", "1981"), OPEN, ("predecessor", "date-within-span")),
        ("ca11", "1982-06-01", holding("ca5", "1975-01-01"), OWN, ("predecessor", "us-law-of-the-circuit")),
        ("ca11", "1982-06-01", holding("ca5", "1982-01-01"), PERSUASIVE, ("us-other-circuit",)),
        ("ca11", "1981-09-30", holding("ca5", "1975-01-01"), OPEN, ("court-not-sitting",)),
        ("ca5", "1990-01-01", holding("ca11", "1985-01-01"), PERSUASIVE, ("us-other-circuit",)),
        ("txsd", "1982-06-01", holding("ca5", "1975-01-01"), BINDING, ("us-vertical-federal",)),
        ("cod", "1930-01-01", holding("ca8", "1925-01-01"), PERSUASIVE, ("us-other-circuit",)),
        # Courts of appeals and the Supreme Court
        ("ca7", "2026-11-01", holding("ca7", "2020-01-01"), OWN, ("us-law-of-the-circuit",)),
        ("ca7", "2026-11-01", holding("ca7", "2020-01-01", composition="en-banc"), OWN, ("us-law-of-the-circuit",)),
        ("ca7", "2026-11-01", holding("wiwd", "2025-02-13"), PERSUASIVE, ("lower-court",)),
        ("ca7", "2026-11-01", holding("nynd", "2008-01-01"), PERSUASIVE, ("us-district-court",)),
        ("ca7", "2026-11-01", holding("cafc", "2008-01-01"), PERSUASIVE, ("us-other-circuit",)),
        ("scotus", "2026-11-01", holding("scotus", "1982-07-02"), OWN, ("us-supreme-court-own",)),
        ("scotus", "2026-11-01", holding("ca7", "2020-01-01"), PERSUASIVE, ("lower-court",)),
        ("scotus", "2026-11-01", holding("wis", "2020-01-01"), PERSUASIVE, ("us-state-court-on-federal-law",)),
        # State courts
        ("wisccirct", "2026-11-01", holding("scotus", "2002-04-16"), BINDING, ("us-supreme-court-binds-states",)),
        ("wisccirct", "2026-11-01", holding("wisctapp", "2020-01-01"), BINDING, ("us-vertical-state",)),
        ("wisccirct", "2026-11-01", holding("wis", "2020-01-01"), BINDING, ("us-vertical-state",)),
        ("wisccirct", "2026-11-01", holding("ca7", "2020-01-01"), PERSUASIVE, ("us-lower-federal-and-states",)),
        ("wisccirct", "2026-11-01", holding("wiwd", "2025-02-13"), PERSUASIVE, ("us-lower-federal-and-states",)),
        ("wisccirct", "2026-11-01", holding("ohio", "2007-07-25"), PERSUASIVE, ("us-sister-state",)),
        ("wisctapp", "2026-11-01", holding("wisctapp", "2020-01-01"), OWN, ("us-wi-court-of-appeals-own",)),
        ("wis", "2026-11-01", holding("wis", "2020-01-01"), OWN, ("us-state-highest-own",)),
        ("wis", "2026-11-01", holding("wisctapp", "2020-01-01"), PERSUASIVE, ("lower-court",)),
        ("ohctapp11", "2010-01-01", holding("ohio", "2007-07-25"), BINDING, ("us-vertical-state",)),
        ("ohio", "2010-01-01", holding("ohctapp11", "2005-01-01"), PERSUASIVE, ("lower-court",)),
        ("ohctapp11", "2010-01-01", holding("ohctapp11", "2005-01-01"), OPEN, ("no-rule-on-record",)),
        ("flacirct10pol", "2022-12-31", holding("fladistctapp2", "2020-01-01"), BINDING, ("us-vertical-state",)),
        ("flacirct10pol", "2023-01-01", holding("fladistctapp2", "2020-01-01"), OPEN, ("us-fl-districts",)),
        ("fladistctapp6", "2023-06-01", holding("fladistctapp2", "2020-01-01"), PERSUASIVE, ("us-fl-districts",)),
        ("flacirct10pol", "2023-06-01", holding("flacirct13hil", "2020-01-01"), OPEN, ("no-relation-on-record",)),
        # No relation on record
        ("us-nc-unnamed-court", "2026-11-01", holding("scotus", "2002-04-16"), OPEN, ("no-relation-on-record",)),
        ("us-nc-unnamed-court", "2026-11-01", holding("nc", "2002-04-16"), OPEN, ("no-relation-on-record",)),
        ("us-nc-unnamed-court", "2026-11-01", holding("ca4", "2020-01-01"), PERSUASIVE,
         ("us-lower-federal-and-states",)),
        # The District of Columbia and the territories, before and after review by the Supreme Court
        ("dc", "1980-01-01", holding("cadc", "1971-01-31"), OWN, ("predecessor", "us-state-highest-own")),
        ("dc", "1980-01-01", holding("cadc", "1971-02-01"), PERSUASIVE, ("us-lower-federal-and-states",)),
        ("dc", "1970-01-01", holding("scotus", "1969-04-07"), OPEN, ("no-relation-on-record",)),
        ("virginislands", "2010-01-01", holding("ca3", "2005-01-01"), OPEN, ("no-relation-on-record",)),
        ("virginislands", "2014-01-01", holding("ca3", "2005-01-01"), PERSUASIVE, ("us-lower-federal-and-states",)),
        ("virginislands", "2014-01-01", holding("scotus", "2002-04-16"), BINDING, ("us-supreme-court-binds-states",)),
        ("amsamoa", "2014-01-01", holding("scotus", "2002-04-16"), OPEN, ("no-relation-on-record",)),
        # Louisiana: federal law binds as elsewhere; of its own precedents no rule is on record
        ("lactapp", "2026-01-01", holding("scotus", "2002-04-16"), BINDING, ("us-supreme-court-binds-states",)),
        ("lactapp", "2026-01-01", holding("la", "2002-04-16"), OPEN, ("no-rule-on-record",)),
        # Military courts
        ("acca", "2014-01-01", holding("armfor", "2013-04-02"), BINDING, ("us-vertical-military",)),
        ("acca", "2014-01-01", holding("scotus", "2002-04-16"), BINDING, ("us-vertical-military",)),
        ("armfor", "2014-01-01", holding("armfor", "2013-04-02"), OWN, ("us-armed-forces-own",)),
        ("armfor", "2014-01-01", holding("acca", "2012-01-01"), PERSUASIVE, ("lower-court",)),
        ("armfor", "2014-01-01", holding("ca4", "2008-01-01"), PERSUASIVE, ("us-civil-and-military",)),
        ("acca", "2014-01-01", holding("vaed", "2008-01-01"), PERSUASIVE, ("us-district-court",)),
        ("acca", "2014-01-01", holding("afcca", "2008-01-01"), OPEN, ("no-relation-on-record",)),
        ("acca", "2014-01-01", holding("acca", "2008-01-01"), OPEN, ("no-rule-on-record",)),
        # Foreign courts and bodies that are none
        ("wiwd", "2026-11-01", holding("ca-supreme-court", "2001-01-26"), PERSUASIVE, ("foreign-ruling",)),
        ("wiwd", "2026-11-01", holding("jp-supreme-court", "2020-01-27"), PERSUASIVE, ("foreign-ruling",)),
        ("gb-crown-court", "2026-11-01", holding("gb-ofcom", "2025-01-01"), PERSUASIVE, ("not-a-court",)),
        ("gb-ofcom", "2026-11-01", holding("gb-supreme-court", "2020-01-01"), OPEN, ("no-rule-on-record",)),
        ("de-bundesgerichtshof", "2026-11-01", holding("ie-data-protection-commission", "2024"), OPEN,
         ("no-rule-on-record",)),
        # Civil-law and other systems
        ("jp-tokyo-high-court", "2026-11-01", holding("jp-supreme-court", "2020-01-27"), OPEN, ("no-rule-on-record",)),
        ("dk-district-court-randers", "2026-11-01", holding("dk-western-high-court", "2020"), OPEN,
         ("no-rule-on-record",)),
        ("za-constitutional-court", "2026-11-01", holding("za-constitutional-court", "2003"), OPEN,
         ("no-rule-on-record",)),
        ("coe-european-court-of-human-rights", "2026-11-01", holding("gb-supreme-court", "2020-01-01"), OPEN,
         ("no-rule-on-record",)),
        # England and Wales
        ("gb-crown-court", "2026-01-01", holding("gb-court-of-appeal-criminal-division", "1994-01-01"), BINDING,
         ("gb-vertical",)),
        ("gb-crown-court", "2026-01-01", holding("gb-supreme-court", "2015-01-01"), BINDING, ("gb-vertical",)),
        ("gb-crown-court", "2009-09-30", holding("gb-house-of-lords", "2000-01-01"), BINDING, ("gb-vertical",)),
        ("gb-crown-court", "2026-01-01", holding("gb-house-of-lords", "2000-01-01"), BINDING,
         ("predecessor", "gb-vertical")),
        ("gb-supreme-court", "2026-01-01", holding("gb-house-of-lords", "2000-01-01"), OWN,
         ("predecessor", "gb-highest-own")),
        ("gb-house-of-lords", "2012-01-01", holding("gb-house-of-lords", "2000-01-01"), OPEN, ("court-not-sitting",)),
        ("gb-court-of-appeal-criminal-division", "2026-01-01",
         holding("gb-court-of-appeal-criminal-division", "1994-01-01"), OWN, ("gb-court-of-appeal-own",)),
        ("gb-high-court-divisional-court", "2026-01-01", holding("gb-high-court-divisional-court", "1999-11-17"),
         PERSUASIVE, ("gb-divisional-court-own",)),
        ("gb-crown-court", "2026-01-01", holding("gb-high-court-divisional-court", "1999-11-17"), OPEN,
         ("no-relation-on-record",)),
        ("gb-court-of-appeal-criminal-division", "2026-01-01", holding("gb-crown-court", "2024-01-01"), PERSUASIVE,
         ("lower-court",)),
        ("gb-crown-court", "2026-01-01", holding("coe-european-court-of-human-rights", "2015-01-01"), PERSUASIVE,
         ("gb-strasbourg",)),
        ("gb-crown-court", "1999-01-01", holding("coe-european-court-of-human-rights", "1990-01-01"), PERSUASIVE,
         ("foreign-ruling",)),
        # Canada
        ("ca-ab-court-of-justice", "2026-01-01", holding("ca-supreme-court", "2001-01-26"), BINDING, ("ca-vertical",)),
        ("ca-on-court-of-justice", "2026-01-01", holding("ca-sk-court-of-appeal", "2020-01-01"), PERSUASIVE,
         ("ca-other-province",)),
        ("ca-on-court-of-appeal", "2026-01-01", holding("ca-on-court-of-appeal", "2020-01-01"), OWN,
         ("ca-on-court-of-appeal-own",)),
        ("ca-sk-court-of-appeal", "2026-01-01", holding("ca-sk-court-of-appeal", "2020-01-01"), OPEN,
         ("no-rule-on-record",)),
        ("ca-supreme-court", "2026-01-01", holding("ca-sk-court-of-appeal", "2020-01-01"), PERSUASIVE,
         ("lower-court",)),
        ("ca-qc-court-of-quebec", "2026-01-01", holding("ca-supreme-court", "2001-01-26"), OPEN,
         ("no-rule-on-record",)),
        # Australia
        ("au-vic-county-court", "2026-01-01", holding("au-high-court", "2010-01-01"), BINDING, ("au-vertical",)),
        ("au-high-court", "2026-01-01", holding("au-high-court", "2010-01-01"), OWN, ("au-high-court-own",)),
        ("au-vic-county-court", "2026-01-01", holding("au-qld-court-of-appeal", "2010-01-01"), PERSUASIVE,
         ("au-other-state",)),
        ("au-nsw-supreme-court", "2026-01-01", holding("au-high-court", "2010-01-01"), OPEN,
         ("no-relation-on-record",)),
        # Hong Kong
        ("hk-district-court", "2026-01-01", holding("hk-court-of-final-appeal", "2010-01-01"), BINDING,
         ("hk-vertical",)),
        ("hk-court-of-appeal", "2026-01-01", holding("hk-court-of-appeal", "2010-01-01"), OWN, ("hk-own",)),
        ("hk-district-court", "1990-01-01", holding("hk-court-of-appeal", "1985-01-01"), OPEN,
         ("hk-vertical", "no-rule-on-record")),
        ("hk-district-court", "2026-01-01", holding("gb-house-of-lords", "1985-01-01"), PERSUASIVE,
         ("foreign-ruling",)),
    ],
    ids=lambda value: value.slug if isinstance(value, Holding) else None,
)  # fmt: skip
def test_weight_of_a_precedent(court: str, date: str, cited: Holding, weight: Weight, rules: tuple[str, ...]) -> None:
    assert weight_and_rules(cited, court, date) == (weight, rules)


@pytest.mark.parametrize(
    ("court", "cited", "weight", "last_rule"),
    [
        ("wiwd", holding("scotus", "2002-04-16", dictum=True), PERSUASIVE, "dictum"),
        ("ca7", holding("ca7", "2020-01-01", dictum=True), PERSUASIVE, "dictum"),
        ("wiwd", holding("scotus", "2002-04-16", composition="plurality"), OPEN, "plurality"),
        ("ohctapp11", holding("ohio", "2007-07-25", composition="plurality"), OPEN, "plurality"),
        ("wiwd", holding("pa", "2007-07-25", composition="plurality"), PERSUASIVE, "us-state-court-on-federal-law"),
        ("wiwd", holding("ca7", "2020-01-01", precedential="non-precedential"), PERSUASIVE, "unpublished"),
        ("ca7", holding("ca7", "2020-01-01", precedential="non-precedential"), PERSUASIVE, "unpublished"),
        ("wiwd", holding("ca7", "2020-01-01", precedential="unknown"), OPEN, "status-not-on-record"),
        ("wiwd", holding("scotus", "2002-04-16", precedential="unknown"), BINDING, "us-vertical-federal"),
        ("wiwd", holding("scotus", "2002-04-16", composition="unknown"), BINDING, "us-vertical-federal"),
        ("wiwd", holding("scotus", "2002-04-16", kind="certiorari-denied"), PERSUASIVE, "us-certiorari-denied"),
        ("ohctapp11", holding("ohio", "2007-07-25", kind="advisory"), OPEN, "advisory"),
        ("gb-crown-court", holding("gb-supreme-court", "2015-01-01", precedential="unknown"), BINDING, "gb-vertical"),
        ("txsd", holding("ca5", "1995-12-31", precedential="non-precedential"), BINDING,
         "us-ca5-unpublished-before-1996"),
        ("txsd", holding("ca5", "1996-01-01", precedential="non-precedential"), PERSUASIVE, "unpublished"),
        ("almd", holding("ca5", "1975-01-01", precedential="non-precedential"), OPEN, "us-ca5-unpublished-before-1996"),
    ],
)  # fmt: skip
def test_what_a_ruling_must_be_to_bind(court: str, cited: Holding, weight: Weight, last_rule: str) -> None:
    found, rules = weight_and_rules(cited, court, "2026-11-01")
    assert (found, rules[-1]) == (weight, last_rule)


@pytest.mark.parametrize(
    ("given", "weight", "rules"),
    [
        ("2020-06-15", BINDING, ("us-vertical-federal",)),
        ("2020-06-16", Weight.NOT_YET, ("not-yet-given",)),
        ("2020-06", OPEN, ("date-within-span",)),
        ("2020", OPEN, ("date-within-span",)),
        ("2020-05", BINDING, ("us-vertical-federal",)),
        ("2019", BINDING, ("us-vertical-federal",)),
        ("2021", Weight.NOT_YET, ("not-yet-given",)),
    ],
)
def test_a_ruling_is_authority_from_its_day(given: str, weight: Weight, rules: tuple[str, ...]) -> None:
    assert weight_and_rules(holding("ca7", given), "wiwd", "2020-06-15") == (weight, rules)


def test_the_steps_say_why() -> None:
    bonner = "Bonner v. City of Prichard, 661 F.2d 1206 (11th Cir. 1981) (en banc)"
    split = "Fifth Circuit Court of Appeals Reorganization Act of 1980, Pub. L. 96-452, 94 Stat. 1994"
    weighed = authority().weigh(holding("ca5", "1975-01-01"), court="almd", date=day("1982-06-01"))
    assert [step.text for step in weighed.steps] == [
        f"Decisions of 5th Cir. before 1981-10-01 count as 11th Cir.'s own ({bonner}).",
        f"11th Cir. reviews M.D. Ala. (M.D. Ala. → 11th Cir.: {split}).",
    ]


def test_the_longer_way_up_names_each_court() -> None:
    weighed = authority().weigh(holding("scotus", "2002-04-16"), court="wisccirct", date=day("2026-11-01"))
    assert "(Wis. Cir. Ct. → Wis. Ct. App. → Wis. → U.S.: " in weighed.steps[0].text


def test_groups_hold_every_holding_once() -> None:
    cited = [holding("scotus", "2002-04-16"), holding("ca5", "2020-02-13"), holding("ca7", "2030-01-01")]
    groups = authority().weigh_all(cited, court="wiwd", date=day("2026-11-01"))
    assert {weight: [entry.holding for entry in group] for weight, group in groups.items()} == {
        BINDING: cited[:1],
        OWN: [],
        OTHER_LAW: [],
        PERSUASIVE: cited[1:2],
        OPEN: [],
        Weight.NOT_YET: cited[2:],
    }


def test_unknown_court_is_a_key_error() -> None:
    with pytest.raises(KeyError, match="nowhere"):
        authority().weigh(holding("scotus", "2002-04-16"), court="nowhere", date=day("2026-11-01"))


def test_district_without_a_circuit_on_record_may_be_under_any() -> None:
    without = Authority(Hierarchy(courts(), [review for review in reviews() if review.lower != "wiwd"]))
    found = without.weigh(holding("ca5", "2020-02-13"), court="wiwd", date=day("2026-11-01"))
    assert (found.weight, found.rules) == (OPEN, ("no-relation-on-record",))


def test_relation_known_only_to_the_year_is_open_within_that_year() -> None:
    relations = [Review("wiwd", "ca7", since=PartialDate.parse("1950")), Review("ca7", "scotus")]
    partly = Authority(Hierarchy(courts(), relations))
    cited = holding("ca7", "1940-01-01")
    found = {
        date: (weighed.weight, weighed.rules)
        for date in ("1949-12-31", "1950-06-01", "1950-12-31")
        if (weighed := partly.weigh(cited, court="wiwd", date=day(date)))
    }
    assert found == {
        "1949-12-31": (OPEN, ("no-relation-on-record",)),
        "1950-06-01": (OPEN, ("date-within-span",)),
        "1950-12-31": (BINDING, ("us-vertical-federal",)),
    }


def test_circular_relations_end() -> None:
    circle = [Review("wiwd", "ca7"), Review("ca7", "scotus"), Review("scotus", "wiwd")]
    line = Hierarchy(courts(), circle).line("wiwd", day("2026-11-01"))
    assert list(line.above) == ["ca7", "scotus"]


def test_predecessor_is_asked_of_the_ruling_not_of_the_day() -> None:
    heir = Court("new", "appellate", "US", "common-law", predecessor="old", predecessor_before=day("1950-01-01"))
    old = Court("old", "appellate", "US", "common-law")
    both = Authority(Hierarchy([heir, old], []))
    found = [both.weigh(holding("old", given), court="new", date=day("2000-01-01")).weight
             for given in ("1949-12-31", "1950-01-01")]  # fmt: skip
    assert found == [OWN, PERSUASIVE]


def test_every_rule_is_written_out_with_its_source() -> None:
    written = set(re.findall(r"^\| `([a-z0-9-]+)` \|", DECISION.read_text(), flags=re.MULTILINE))
    assert written == set(RULES)


def test_reference_relations_are_the_ones_weighed() -> None:
    assert len(reviews()) > 200
    assert ruling("ca7", "2020").court in authority().hierarchy.courts
