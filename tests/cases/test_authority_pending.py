"""Whether an appeal from a ruling was pending on a day."""

from __future__ import annotations

import pytest

from cases.standing import Appeal, Citator, pending_on
from jurisdictions.partial_dates import PartialDate
from tests.cases.authority_courts import day, when

GIVEN = PartialDate(2025, 2, 13)


def appeal(
    kind: str = "pending", court: str = "ca7", *, filed: str | None = None, decided: str | None = None
) -> Appeal:
    return Appeal("ruling", GIVEN, kind, court, f"Court {court}", "25-1", when(filed), when(decided))


def told(appeals: list[Appeal], *dates: str) -> list[str]:
    """For each day: `no`, `pending` or `perhaps`."""
    found = [pending_on(appeals, day(date)) for date in dates]
    return ["no" if not one else "pending" if one[0].sure else "perhaps" for one in found]


def test_it_counts_from_the_day_of_filing() -> None:
    assert told([appeal(filed="2025-03-03")], "2025-02-13", "2025-03-02", "2025-03-03", "2030-01-01") == [
        "no", "no", "pending", "pending",
    ]  # fmt: skip


def test_where_that_day_is_not_on_record_it_counts_from_the_ruling_s_own_and_says_so() -> None:
    [entry] = pending_on([appeal()], day("2025-02-13"))
    assert entry.sure
    assert entry.told == (
        "An appeal to Court ca7 is pending. The day on which it was filed is not on record: it is counted from the "
        "ruling's own."
    )
    assert told([appeal()], "2025-02-12") == ["no"]


def test_it_ends_with_a_ruling_of_that_court_and_of_no_other() -> None:
    pending = appeal(filed="2025-03-03")
    elsewhere = appeal("affirms", "scotus", decided="2026-01-01")
    here = appeal("affirms", decided="2026-08-25")
    assert told([pending, elsewhere], "2026-09-01") == ["pending"]
    assert told([pending, here], "2026-08-24", "2026-08-25") == ["pending", "no"]


def test_a_decided_appeal_was_pending_from_the_day_it_was_filed() -> None:
    decided = appeal("affirms", filed="2025-03-03", decided="2026-08-25")
    assert told([decided], "2025-03-02", "2025-03-03", "2026-08-24", "2026-08-25") == ["no", "pending", "pending", "no"]
    assert told([appeal("affirms", decided="2026-08-25")], "2026-01-01") == ["no"]


@pytest.mark.parametrize("kind", ["stays", "amends"])
def test_an_order_on_the_way_does_not_end_it(kind: str) -> None:
    assert told([appeal(filed="2025-03-03"), appeal(kind, decided="2025-06-01")], "2025-07-01") == ["pending"]


def test_an_earlier_ruling_of_that_court_does_not_end_an_appeal_filed_after_it() -> None:
    assert told([appeal("remands", decided="2025-04-01"), appeal(filed="2025-05-01")], "2025-06-01") == ["pending"]


def test_partial_dates_leave_it_open() -> None:
    assert told([appeal(filed="2025")], "2025-06-01", "2025-12-31") == ["perhaps", "pending"]
    ends = [appeal(filed="2025-03-03"), appeal("affirms", decided="2026")]
    assert told(ends, "2025-12-31", "2026-06-01", "2026-12-31") == ["pending", "perhaps", "no"]
    assert "may be pending; its dates leave it open" in pending_on(ends, day("2026-06-01"))[0].told


def test_one_appeal_on_record_twice_is_told_once_and_two_courts_are_told_both() -> None:
    twice = [appeal(), appeal("affirms", filed="2025-03-03", decided="2026-08-25")]
    assert [entry.appeal.filed for entry in pending_on(twice, day("2026-01-01"))] == [PartialDate(2025, 3, 3)]
    both = [appeal(filed="2025-05-01"), appeal(court="scotus", filed="2025-04-01")]
    assert [entry.appeal.court for entry in pending_on(both, day("2026-01-01"))] == ["scotus", "ca7"]


def test_a_court_that_may_not_be_shown_is_not_named() -> None:
    hidden = Appeal("ruling", GIVEN, "pending", "secret", filed=when("2025-03-03"))
    [entry] = pending_on([hidden], day("2026-01-01"))
    assert entry.told == "An appeal is pending. Filed 2025-03-03."
    assert "secret" not in str(entry.shown())


def test_it_is_told_with_the_standing_and_takes_nothing_from_it() -> None:
    citator = Citator([], [], [appeal(filed="2025-03-03")])
    answer = citator.good_law("ruling", day("2025-06-01"))
    assert (answer.status, answer.stands, len(answer.appeals)) == ("no-negative-treatment", True, 1)
    assert answer.rules == ("no-treatment-on-record", "appeal-pending")
    assert answer.steps[-1].text == "An appeal to Court ca7 is pending. Filed 2025-03-03, No. 25-1."
