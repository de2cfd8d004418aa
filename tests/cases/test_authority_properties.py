"""What holds of every court graph and every day."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from cases.authority import Authority, Court, Hierarchy, Holding, Review, Weight
from jurisdictions.partial_dates import PartialDate
from tests.cases.generated_records import BY_SLUG, CIRCUITS, COURTS, MOVES, SLUGS, STATES, days, holdings, relations


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
