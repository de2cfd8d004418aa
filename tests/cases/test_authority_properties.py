"""What holds of every court graph, every record of treatments and every day."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from cases.authority import Authority, Court, Hierarchy, Holding, Review, Ruling, Weight
from cases.standing import (
    AppealOutcome,
    Citator,
    Effect,
    Standing,
    Treatment,
    Verdict,
    effect_standing,
    enforceability,
)
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


def may_climb(lower: str, upper: str, date: dt.date, reviews: list[Review]) -> bool:
    """The slow, obvious answer: is there any way up whose every step surely stood that day?"""
    todo, seen = [lower], {lower}
    while todo:
        here = todo.pop()
        for review in reviews:
            started = review.since is None or review.since.latest <= date
            ended = review.until is not None and review.until.earliest <= date
            if review.lower == here and started and not ended and review.upper not in seen:
                seen.add(review.upper)
                todo.append(review.upper)
    return upper in seen - {lower}


def weigh(reviews: list[Review], holding: Holding, court: str, date: dt.date) -> Weight:
    return Authority(Hierarchy(COURTS, reviews)).weigh(holding, court=court, date=date).weight


# Precedent


@given(relations(), holdings(), st.sampled_from(SLUGS), days)
def test_binding_is_never_symmetric_between_different_courts(
    reviews: list[Review], holding: Holding, court: str, date: dt.date
) -> None:
    """On one question: the highest court binds a state's on federal law, and is bound by it on the state's."""
    if court != holding.ruling.court and weigh(reviews, holding, court, date) is Weight.BINDING:
        back = replace(holding, ruling=replace(holding.ruling, court=court))
        assert weigh(reviews, back, holding.ruling.court, date) is not Weight.BINDING


@given(relations(), holdings(), st.sampled_from(SLUGS), days)
def test_what_binds_stands_above_on_that_day_or_is_inherited_or_a_state_s_own_law(
    reviews: list[Review], holding: Holding, court: str, date: dt.date
) -> None:
    if weigh(reviews, holding, court, date) is not Weight.BINDING:
        return
    made = BY_SLUG[holding.ruling.court]
    inherited = (
        made.slug == "c1"
        and holding.ruling.date.latest < MOVES
        and (court == "c4" or may_climb(court, "c4", date, reviews))
    )
    sits_there = made.jurisdiction in BY_SLUG[court].territory
    erie = made.level == "supreme" and made.jurisdiction in STATES and sits_there
    assert may_climb(court, made.slug, date, reviews) or inherited or (erie and holding.federal_question is False)


def applies_by_hand(court: Court, law: str) -> bool:
    """Whether a court applies a law as its own, spelled out for the courts above."""
    its_own = {court.jurisdiction, court.jurisdiction.split("-")[0]}
    return law in its_own | set(court.territory)


@given(relations(), holdings(), st.sampled_from(SLUGS), days)
def test_a_holding_on_a_law_that_the_court_does_not_apply_binds_on_that_law_alone(
    reviews: list[Review], holding: Holding, court: str, date: dt.date
) -> None:
    found = weigh(reviews, holding, court, date)
    if holding.law is not None:
        own = applies_by_hand(BY_SLUG[court], holding.law)
        assert found is not (Weight.BINDING_ON_OTHER_LAW if own else Weight.BINDING)
        assert own or found is not Weight.OWN_COURT
    if found is Weight.BINDING_ON_OTHER_LAW:
        # What the law is changes in which group it stands, and not whether it is precedent at all.
        made = BY_SLUG[holding.ruling.court]
        assert not holding.dictum
        assert holding.ruling.precedential != "non-precedential"
        assert made.level == "supreme" or may_climb(court, made.slug, date, reviews) or made.slug in (court, "c1")


@given(relations(), holdings([*CIRCUITS, "c4"]), st.sampled_from([*CIRCUITS, "c4"]), days)
def test_binding_never_crosses_circuits(reviews: list[Review], holding: Holding, court: str, date: dt.date) -> None:
    found = weigh(reviews, holding, court, date)
    assert found is not Weight.BINDING
    if found is Weight.OWN_COURT and court != holding.ruling.court:
        assert (court, holding.ruling.court) == ("c4", "c1")
        assert holding.ruling.date.latest < MOVES


@given(relations(), holdings(), st.sampled_from(SLUGS), days)
def test_nothing_reaches_back_before_its_ruling(
    reviews: list[Review], holding: Holding, court: str, date: dt.date
) -> None:
    found = weigh(reviews, holding, court, date)
    given_on = holding.ruling.date
    assert (found is Weight.NOT_YET) == (given_on.earliest > date)
    if found not in (Weight.NOT_YET, Weight.NOT_DETERMINABLE):
        assert given_on.latest <= date


@given(relations(), holdings(), st.sampled_from(SLUGS), days)
def test_only_precedents_bind(reviews: list[Review], holding: Holding, court: str, date: dt.date) -> None:
    if weigh(reviews, holding, court, date) in (Weight.BINDING, Weight.OWN_COURT):
        assert not holding.dictum
        assert holding.ruling.precedential != "non-precedential"
        assert holding.ruling.composition != "plurality"
        assert holding.ruling.kind != "certiorari-denied"
        assert BY_SLUG[holding.ruling.court].level != "regulator"
        assert BY_SLUG[court].legal_system != "civil-law"


@given(relations(), st.lists(holdings(), max_size=6), st.sampled_from(SLUGS), days)
def test_each_holding_falls_in_exactly_one_group(
    reviews: list[Review], cited: list[Holding], court: str, date: dt.date
) -> None:
    groups = Authority(Hierarchy(COURTS, reviews)).weigh_all(cited, court=court, date=date)
    assert sorted(id(entry.holding) for group in groups.values() for entry in group) == sorted(map(id, cited))
    assert all(entry.steps and entry.weight is weight for weight, group in groups.items() for entry in group)


@given(relations(), holdings(), st.sampled_from(SLUGS), days, st.data())
def test_a_relation_that_begins_later_changes_no_earlier_answer(
    reviews: list[Review], holding: Holding, court: str, date: dt.date, data: st.DataObject
) -> None:
    later = data.draw(st.dates(date + dt.timedelta(days=1), dt.date(1990, 1, 1)))
    new = Review(data.draw(st.sampled_from(SLUGS)), data.draw(st.sampled_from(SLUGS)), since=PartialDate.parse(later))
    before = Authority(Hierarchy(COURTS, reviews)).weigh(holding, court=court, date=date)
    after = Authority(Hierarchy(COURTS, [*reviews, new])).weigh(holding, court=court, date=date)
    assert before == after


@given(relations(), st.lists(st.tuples(holdings(), st.sampled_from(SLUGS), days), min_size=2, max_size=8))
def test_what_is_kept_between_questions_changes_no_answer(
    reviews: list[Review], questions: list[tuple[Holding, str, dt.date]]
) -> None:
    shared = Authority(Hierarchy(COURTS, reviews))
    for holding, court, date in questions:
        fresh = Authority(Hierarchy(COURTS, reviews))
        assert shared.weigh(holding, court=court, date=date) == fresh.weigh(holding, court=court, date=date)


# Good law

RULINGS = [f"r{number}" for number in range(7)]
HARD = ("reverses", "vacates", "overrules", "amends")
#: Most treatments go to the whole of a ruling.
ISSUES = [None, None, None, "images", "proof"]


@st.composite
def records(draw: st.DrawFn) -> tuple[list[Treatment], list[AppealOutcome]]:
    """Any record, circles and partial dates included; a ruling has one date."""
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
    return treatments, outcomes


def slowly(
    treatments: list[Treatment], outcomes: list[AppealOutcome], date: dt.date, issue: str | None = None
) -> dict[str, bool | None]:
    """The slow, obvious reference: whether each ruling has its force on an issue, by going round until nothing
    changes. Treatments on other issues are as if they were not on record."""

    def time(when: PartialDate) -> bool | None:
        return True if when.latest <= date else False if when.earliest > date else None

    amended = {(o.of, o.by): time(o.given) for o in outcomes if o.kind == "amends" and o.given}
    same: dict[str, dict[str, bool]] = {slug: {slug: True} for slug in RULINGS}
    for _ in RULINGS:
        for (old, new), when in amended.items():
            for chain in same.values():
                if old in chain and when is not False and new:
                    chain[new] = chain.get(new, False) or (chain[old] and when is True)

    def settle(attacks: list[tuple[str, str, bool]], base: dict[str, bool | None]) -> dict[str, bool | None]:
        state: dict[str, bool | None] = dict.fromkeys(RULINGS)
        for _ in range(len(RULINGS) + 1):
            for slug in RULINGS:
                onto = [(by, sure) for by, of, sure in attacks if of == slug]
                if base[slug] is False or any(state[by] and sure for by, sure in onto):
                    state[slug] = False
                elif base[slug] and all(state[by] is False for by, _ in onto):
                    state[slug] = True
        return state

    def onto_any(edges: list[tuple[str, str, bool | None]]) -> list[tuple[str, str, bool]]:
        return [
            (by, slug, when is True and same[slug][of])
            for by, of, when in edges
            for slug in RULINGS
            if of in same[slug] and when is not False
        ]

    review = onto_any([
        (o.by, o.of, time(o.given)) for o in outcomes if o.kind in ("reverses", "vacates") and o.by and o.given
    ])  # fmt: skip
    judgments = settle(review, dict.fromkeys(RULINGS, True))
    overruling = onto_any([(t.citing, t.cited, time(t.given)) for t in treatments
                              if t.kind == "overrules" and t.issue in (None, issue)])  # fmt: skip
    return settle(overruling, judgments)


@given(records(), days)
def test_the_quick_answer_is_the_slow_one(record: tuple[list[Treatment], list[AppealOutcome]], date: dt.date) -> None:
    citator = Citator(*record)
    for issue in (None, "images", "proof"):
        expected = slowly(*record, date, issue)
        assert {slug: citator.precedent_stands(slug, date, issue) for slug in RULINGS} == expected


@given(records(), days, st.sampled_from(["images", "proof"]))
def test_on_an_issue_treatments_on_others_change_nothing(
    record: tuple[list[Treatment], list[AppealOutcome]], date: dt.date, issue: str
) -> None:
    """Asked of an issue, the record is as if it held only what goes to that issue or to the whole."""
    kept = [replace(one, issue=None) for one in record[0] if one.issue in (None, issue)]
    citator, alone = Citator(*record), Citator(kept, record[1])
    for slug in RULINGS:
        answer, expected = citator.good_law(slug, date, issue), alone.good_law(slug, date)
        assert (answer.status, answer.since, answer.stands) == (expected.status, expected.since, expected.stands)
        assert {edge.issue for edge in answer.because} <= {None, issue}


@given(records(), days)
def test_of_the_whole_a_treatment_on_one_issue_takes_at_most_a_part(
    record: tuple[list[Treatment], list[AppealOutcome]], date: dt.date
) -> None:
    citator = Citator(*record)
    whole = Citator([one for one in record[0] if one.issue is None], record[1])
    for slug in RULINGS:
        answer = citator.good_law(slug, date)
        assert answer.stands == whole.good_law(slug, date).stands
        if answer.status is Standing.OVERRULED_IN_PART:
            assert answer.because[0].issue is not None
            assert citator.good_law(slug, date, answer.because[0].issue).stands is False


@given(records(), days)
def test_a_ruling_is_good_law_only_if_nothing_that_stands_undid_it(
    record: tuple[list[Treatment], list[AppealOutcome]], date: dt.date
) -> None:
    citator = Citator(*record)
    for slug in RULINGS:
        answer = citator.good_law(slug, date)
        assert all(edge.given.latest <= date for edge in answer.because if answer.status is not Standing.UNCLEAR)
        if answer.stands:
            assert citator.precedent_stands(slug, date) is not False
            assert not any(edge.kind in HARD and edge.issue is None for edge in answer.because)


@given(records(), days, days, st.data())
def test_overruled_later_is_still_good_law_earlier_and_deleting_the_treatment_restores_it(
    record: tuple[list[Treatment], list[AppealOutcome]], one: dt.date, other: dt.date, data: st.DataObject
) -> None:
    early, late = sorted([one, other])
    slug = data.draw(st.sampled_from(RULINGS))
    when = PartialDate.parse(late + dt.timedelta(days=1))
    blow = Treatment("new", slug, "overrules", when)
    before, after = Citator(*record), Citator([*record[0], blow], record[1])
    for date in (early, late):
        assert after.good_law(slug, date) == before.good_law(slug, date)
    assert after.good_law(slug, late + dt.timedelta(days=1)).stands is False
    deleted = Citator([edge for edge in [*record[0], blow] if edge is not blow], record[1])
    assert deleted.good_law(slug, late + dt.timedelta(days=1)) == before.good_law(slug, late + dt.timedelta(days=1))


@given(records(), records(), days)
def test_later_facts_change_no_earlier_answer(
    record: tuple[list[Treatment], list[AppealOutcome]],
    more: tuple[list[Treatment], list[AppealOutcome]],
    date: dt.date,
) -> None:
    treatments = [*record[0], *(edge for edge in more[0] if edge.given.earliest > date)]
    outcomes = [*record[1], *(edge for edge in more[1] if edge.given and edge.given.earliest > date)]
    before, after = Citator(*record), Citator(treatments, outcomes)
    assert [after.good_law(slug, date) for slug in RULINGS] == [before.good_law(slug, date) for slug in RULINGS]


# Effects


@st.composite
def effects(draw: st.DrawFn) -> Effect:
    court = draw(st.sampled_from(["scotus", *CIRCUITS, *DISTRICTS, "US-AA-supreme"]))
    kinds = st.sampled_from(["upheld", "struck", "struck-as-applied", "narrowed", "enjoined", "stayed"])
    reach = draw(st.sampled_from(["parties", "territory", "nationwide"]))
    since = draw(partial_dates())
    until = draw(st.none() | partial_dates().filter(lambda day: day.latest >= since.earliest))
    issue = draw(st.sampled_from(ISSUES))
    return Effect("effect", draw(st.sampled_from(RULINGS)), court, draw(kinds), reach, since, until, court, issue=issue)


@given(relations(), records(), st.lists(effects(), max_size=4), st.none() | st.sampled_from(SLUGS), days)
def test_every_wording_has_one_verdict_and_only_what_stands_limits_it(
    reviews: list[Review],
    record: tuple[list[Treatment], list[AppealOutcome]],
    found: list[Effect],
    court: str | None,
    date: dt.date,
) -> None:
    citator, authority = Citator(*record), Authority(Hierarchy(COURTS, reviews))
    answer = enforceability(found, date, citator=citator, authority=authority, wording_in_force=True, court=court)
    standing = [effect for effect in found if effect_standing(effect, date, citator).stands is not False]
    assert [entry.effect for entry in answer.effects] == standing
    assert answer.verdict is not Verdict.NOT_IN_FORCE
    assert answer.steps
    if all(effect.kind == "upheld" for effect in standing):
        assert answer.verdict is Verdict.ENFORCEABLE
    if all(BY_SLUG[effect.court].level == "trial" and effect.kind.startswith("struck") for effect in standing):
        assert answer.verdict is not Verdict.NOT_ENFORCEABLE
    assert all(effect.since.earliest <= date for effect in standing)
    # Of each that stood, and of none where no court is asked, it says whether it reaches that court.
    assert set(answer.reached) == ({effect.slug for effect in standing} if court else set())
    assert [entry.effect for entry in answer.gone] == [effect for effect in found if effect not in standing]
    unknown = enforceability(found, date, citator=citator, authority=authority, wording_in_force=None, court=court)
    assert (unknown.verdict, unknown.effects) == (Verdict.NOT_DETERMINABLE, answer.effects)


@given(relations(), records(), records(), st.lists(effects(), max_size=4), st.sampled_from(SLUGS), days)
def test_later_facts_change_no_earlier_verdict(
    reviews: list[Review],
    record: tuple[list[Treatment], list[AppealOutcome]],
    more: tuple[list[Treatment], list[AppealOutcome]],
    found: list[Effect],
    court: str,
    date: dt.date,
) -> None:
    treatments = [*record[0], *(edge for edge in more[0] if edge.given.earliest > date)]
    outcomes = [*record[1], *(edge for edge in more[1] if edge.given and edge.given.earliest > date)]
    authority = Authority(Hierarchy(COURTS, reviews))
    before = enforceability(
        found, date, citator=Citator(*record), authority=authority, wording_in_force=True, court=court
    )
    after = enforceability(
        [*found, Effect("later", "r0", "scotus", "struck", "nationwide", PartialDate(1990))],
        date,
        citator=Citator(treatments, outcomes),
        authority=authority,
        wording_in_force=True,
        court=court,
    )
    assert (after.verdict, after.effects) == (before.verdict, before.effects)
