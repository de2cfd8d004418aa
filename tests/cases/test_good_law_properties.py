"""What holds of every record of treatments, and of what rulings left of a clause, on every day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from cases.authority import Authority, Hierarchy, Review
from cases.standing import (
    Citator,
    Effect,
    Standing,
    Treatment,
    Verdict,
    effect_standing,
    enforceability,
)
from jurisdictions.partial_dates import PartialDate
from tests.cases.generated_records import (
    BY_SLUG,
    CIRCUITS,
    COURTS,
    DISTRICTS,
    HARD,
    ISSUES,
    RULINGS,
    SLUGS,
    Record,
    days,
    partial_dates,
    records,
    relations,
)


def slowly(record: Record, date: dt.date, issue: str | None = None) -> dict[str, bool | None]:
    """The slow, obvious reference: whether each ruling has its force on an issue, by going round until nothing
    changes. Treatments on other issues are as if they were not on record; a ruling with holdings has its force as a
    whole where it has it on one of their issues."""
    treatments, outcomes = record.treatments, record.outcomes

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
    held = {} if issue else record.held
    on = {question: slowly(record, date, question) for question in ("images", "proof")} if held else {}
    by_holding = {slug: one_of(on[question][slug] for question in held[slug]) for slug in held}
    return settle([attack for attack in overruling if attack[1] not in held], judgments | by_holding)


def one_of(answers: Iterable[bool | None]) -> bool | None:
    """Whether one of them is True: None where none is, and one may be."""
    known = set(answers)
    return True if True in known else None if None in known else False


@given(records(), days)
def test_the_quick_answer_is_the_slow_one(record: Record, date: dt.date) -> None:
    citator = Citator(*record)
    for issue in (None, "images", "proof"):
        expected = slowly(record, date, issue)
        assert {slug: citator.precedent_stands(slug, date, issue) for slug in RULINGS} == expected


@given(records(), days, st.sampled_from(["images", "proof"]))
def test_on_an_issue_treatments_on_others_change_nothing(record: Record, date: dt.date, issue: str) -> None:
    """Asked of an issue, the record is as if it held only what goes to that issue or to the whole."""
    kept = [replace(one, issue=None) for one in record[0] if one.issue in (None, issue)]
    citator, alone = Citator(*record), Citator(kept, record.outcomes)
    for slug in RULINGS:
        answer, expected = citator.good_law(slug, date, issue), alone.good_law(slug, date)
        assert (answer.status, answer.since, answer.stands) == (expected.status, expected.since, expected.stands)
        assert {edge.issue for edge in answer.because} <= {None, issue}


@given(records(), days)
def test_of_a_whole_without_holdings_on_record_a_treatment_on_one_issue_takes_at_most_a_part(
    record: Record, date: dt.date
) -> None:
    citator = Citator(record.treatments, record.outcomes)
    whole = Citator([one for one in record.treatments if one.issue is None], record.outcomes)
    for slug in RULINGS:
        answer = citator.good_law(slug, date)
        assert answer.stands == whole.good_law(slug, date).stands
        if answer.status is Standing.OVERRULED_IN_PART:
            assert answer.because[0].issue is not None
            assert citator.good_law(slug, date, answer.because[0].issue).stands is False


@given(records(), days)
def test_a_ruling_stands_as_a_whole_exactly_while_one_of_its_holdings_does(record: Record, date: dt.date) -> None:
    citator = Citator(*record)
    for slug, held in record.held.items():
        whole, holdings = citator.good_law(slug, date), [citator.good_law(slug, date, issue) for issue in held]
        assert whole.stands is one_of(holding.stands for holding in holdings)
        if whole.stands is False:
            assert whole.since is not None
            assert whole.because
            assert whole.since.latest == max(h.since.latest for h in holdings if h.since) <= date
        if whole.stands and whole.status is not Standing.OVERRULED_IN_PART:
            assert all(holding.stands is not False for holding in holdings)


@given(records(), days)
def test_a_ruling_is_good_law_only_if_nothing_that_stands_undid_it(record: Record, date: dt.date) -> None:
    citator = Citator(*record)
    for slug in RULINGS:
        answer = citator.good_law(slug, date)
        assert all(edge.given.latest <= date for edge in answer.because if answer.status is not Standing.UNCLEAR)
        if answer.stands:
            assert citator.precedent_stands(slug, date) is not False
            whole = [edge for edge in answer.because if edge.kind in HARD and edge.issue is None]
            assert not whole or any(citator.good_law(slug, date, issue).stands for issue in record.held[slug])


@given(records(), days, days, st.data())
def test_overruled_later_is_still_good_law_earlier_and_deleting_the_treatment_restores_it(
    record: Record, one: dt.date, other: dt.date, data: st.DataObject
) -> None:
    early, late = sorted([one, other])
    slug = data.draw(st.sampled_from(RULINGS))
    when = PartialDate.parse(late + dt.timedelta(days=1))
    blow = Treatment("new", slug, "overrules", when)
    before, after = Citator(*record), Citator([*record.treatments, blow], *record[1:])
    for date in (early, late):
        assert after.good_law(slug, date) == before.good_law(slug, date)
    assert after.good_law(slug, late + dt.timedelta(days=1)).stands is False
    deleted = Citator([edge for edge in [*record.treatments, blow] if edge is not blow], *record[1:])
    assert deleted.good_law(slug, late + dt.timedelta(days=1)) == before.good_law(slug, late + dt.timedelta(days=1))


@given(records(), records(), days)
def test_later_facts_change_no_earlier_answer(
    record: Record,
    more: Record,
    date: dt.date,
) -> None:
    treatments = [*record.treatments, *(edge for edge in more.treatments if edge.given.earliest > date)]
    outcomes = [*record.outcomes, *(edge for edge in more.outcomes if edge.given and edge.given.earliest > date)]
    before, after = Citator(*record), Citator(treatments, outcomes, held=record.held)
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
    record: Record,
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
    record: Record,
    more: Record,
    found: list[Effect],
    court: str,
    date: dt.date,
) -> None:
    treatments = [*record.treatments, *(edge for edge in more.treatments if edge.given.earliest > date)]
    outcomes = [*record.outcomes, *(edge for edge in more.outcomes if edge.given and edge.given.earliest > date)]
    authority = Authority(Hierarchy(COURTS, reviews))
    before = enforceability(
        found, date, citator=Citator(*record), authority=authority, wording_in_force=True, court=court
    )
    after = enforceability(
        [*found, Effect("later", "r0", "scotus", "struck", "nationwide", PartialDate(1990))],
        date,
        citator=Citator(treatments, outcomes, held=record.held),
        authority=authority,
        wording_in_force=True,
        court=court,
    )
    assert (after.verdict, after.effects) == (before.verdict, before.effects)
