"""Any court graph, any record of what rulings did to one another: what the properties of `cases` are tried on."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from hypothesis import strategies as st

from cases.authority import Court, Holding, Review, Ruling
from cases.standing import Appeal, AppealOutcome, Treatment
from jurisdictions.partial_dates import PartialDate

CIRCUITS = ["c1", "c2", "c3"]
DISTRICTS = ["d1", "d2", "d3", "d4"]
STATES = ["US-AA", "US-BB"]
SITS = {"c1": ["US-AA"], "c2": ["US-BB"], "c3": []}
LAWS = [None, None, "US", "US-AA", "US-BB", "GB", "GB-EAW", "DE"]
MOVES = dt.date(1980, 7, 1)
FEDERAL = [
    Court("scotus", "supreme", "US", "common-law"),
    *(Court(slug, "appellate", "US", "common-law", territory=frozenset(over)) for slug, over in SITS.items()),
    Court("c4", "appellate", "US", "common-law", predecessor="c1", predecessor_before=MOVES),
    Court("d1", "trial", "US", "common-law", territory=frozenset({"US-AA"})),
    Court("d2", "trial", "US", "common-law", territory=frozenset({"US-BB"})),
    *(Court(slug, "trial", "US", "common-law") for slug in DISTRICTS[2:]),
    Court("military", "military-appellate", "US", "common-law"),
]
STATE = [
    Court(f"{state}-{level}", level, state, system)
    for state, system in zip(STATES, ["common-law", "mixed"], strict=True)
    for level in ("supreme", "appellate", "trial")
]
OTHER = [
    Court("gb-high", "supreme", "GB", "common-law"),
    Court("gb-low", "trial", "GB-EAW", "common-law"),
    Court("de-high", "supreme", "DE", "civil-law"),
    Court("de-low", "trial", "DE", "civil-law"),
    Court("watchdog", "regulator", "US", "common-law"),
    Court("lonely", "trial", "US-AA", "common-law"),
]
COURTS = [*FEDERAL, *STATE, *OTHER]
BY_SLUG = {court.slug: court for court in COURTS}
SLUGS = list(BY_SLUG)

days = st.dates(dt.date(1975, 1, 1), dt.date(1985, 12, 31))


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    date = draw(days)
    return draw(st.sampled_from([PartialDate.parse(date), PartialDate(date.year, date.month), PartialDate(date.year)]))


@st.composite
def relations(draw: st.DrawFn) -> list[Review]:
    """A federal line whose districts may move to c4 on one day, state lines, and some relations missing."""
    found = [Review(slug, "scotus") for slug in [*CIRCUITS, "c4", "military"]]
    for slug in DISTRICTS:
        circuit = draw(st.sampled_from(CIRCUITS))
        if circuit == "c1" and draw(st.booleans()):
            found.append(Review(slug, "c1", until=PartialDate.parse(MOVES)))
            found.append(Review(slug, "c4", since=PartialDate.parse(MOVES)))
        else:
            found.append(Review(slug, circuit, since=draw(st.none() | partial_dates())))
    for state in STATES:
        found.append(Review(f"{state}-trial", f"{state}-appellate"))
        found.append(Review(f"{state}-appellate", f"{state}-supreme", since=draw(st.none() | partial_dates())))
        found.append(Review(f"{state}-supreme", "scotus", "federal-questions"))
    found += [Review("gb-low", "gb-high"), Review("de-low", "de-high")]
    missing = draw(st.sets(st.integers(0, len(found) - 1), max_size=2))
    return [review for number, review in enumerate(found) if number not in missing]


@st.composite
def holdings(draw: st.DrawFn, courts: list[str] = SLUGS) -> Holding:
    ruling = Ruling(
        "ruling",
        draw(st.sampled_from(courts)),
        draw(partial_dates()),
        draw(st.sampled_from(["precedential", "non-precedential", "unknown"])),
        draw(st.sampled_from(["majority", "en-banc", "plurality", "unknown"])),
        draw(st.sampled_from(["opinion", "order", "certiorari-denied"])),
    )
    law = draw(st.sampled_from(LAWS))
    federal = draw(st.sampled_from([True, False, None])) if law is None else law == "US"
    return Holding("holding", ruling, draw(st.booleans()), federal, law)


RULINGS = [f"r{number}" for number in range(7)]
HARD = ("reverses", "vacates", "overrules", "amends")
#: Most treatments go to the whole of a ruling.
ISSUES = [None, None, None, "images", "proof"]


class Record(NamedTuple):
    """What a `Citator` is built from."""

    treatments: list[Treatment]
    outcomes: list[AppealOutcome]
    appeals: list[Appeal]
    held: dict[str, frozenset[str]]


@st.composite
def records(draw: st.DrawFn) -> Record:
    """Any record, circles and partial dates included; a ruling has one date, and some have holdings."""
    dates = {slug: draw(partial_dates()) for slug in RULINGS}
    pairs = st.tuples(st.sampled_from(RULINGS), st.sampled_from(RULINGS)).filter(lambda pair: pair[0] != pair[1])
    kinds = st.sampled_from(["overrules", "overrules", "limits", "questions", "follows"])
    treatments = [
        Treatment(citing, cited, draw(kinds), dates[citing], issue=draw(st.sampled_from(ISSUES)))
        for citing, cited in draw(st.lists(pairs, max_size=7, unique=True))
    ]
    done = st.sampled_from(["reverses", "vacates", "affirms", "amends", "stays"])
    outcomes = [
        AppealOutcome(of, draw(done), by, dates[by]) for by, of in draw(st.lists(pairs, max_size=5, unique=True))
    ]
    on = st.frozensets(st.sampled_from(["images", "proof"]), min_size=1)
    return Record(treatments, outcomes, [], draw(st.dictionaries(st.sampled_from(RULINGS), on)))
