"""What an instrument was on a day, as its events, wordings and sessions tell it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jurisdictions import lives
from jurisdictions.lifecycle import RANK, Basis, Instrument, LifeStatus, Session, Wording, clause_on, status_on
from jurisdictions.models import LifeStatus as Status
from jurisdictions.partial_dates import PartialDate
from tests.world import a_jurisdiction, a_provision, a_statute, a_text, an_event


def an_instrument(*events: str, kind: str = "act", **told: Any) -> Instrument:
    pairs = tuple((PartialDate.parse(when), what) for when, what in (event.split() for event in events))
    return Instrument(kind, pairs, **told)


def on(date: str, *events: str, kind: str = "act", **told: Any) -> LifeStatus:
    return status_on(an_instrument(*events, kind=kind, **told), dt.date.fromisoformat(date))


def shown(day: str, until: str = "", *, provision: int = 1, since: str = "") -> Wording:
    def read(text: str) -> PartialDate | None:
        return PartialDate.parse(text) if text else None

    return Wording((provision, day, since), provision, read(since), read(until), read(day))


@pytest.mark.parametrize(
    ("date", "events", "status"),
    [
        ("2020-01-01", [], "not-on-record"),
        ("2020-01-01", ["2021-01-01 introduced"], "not-yet"),
        ("2020-01-01", ["2021-01-01 amended"], "not-on-record"),
        ("2021-01-01", ["2021-01-01 introduced"], "pending"),
        ("2022-01-01", ["2021-01-01 introduced", "2021-06-01 passed", "2021-07-01 signed"], "enacted"),
        ("2022-01-01", ["2021-07-01 signed", "2022-01-01 in-force"], "in-force"),
        ("2021-12-31", ["2021-07-01 signed", "2022-01-01 in-force"], "enacted"),
        ("2024-01-01", ["2021-07-01 in-force", "2023-01-01 repealed"], "repealed"),
        ("2024-01-01", ["2021-07-01 in-force", "2022-01-01 introduced", "2022-02-01 amended"], "in-force"),
        ("2024-01-01", ["2021-07-01 introduced", "2022-02-01 amended"], "pending"),
        ("2024-01-01", ["2022-02-01 amended"], "in-force"),
        ("2024-01-01", ["2021-07-01 introduced", "2022-02-01 failed"], "failed"),
        ("2024-01-01", ["2021-07-01 passed", "2021-07-01 vetoed"], "vetoed"),
        ("2003-01-01", ["1996-09-30 in-force", "2002-04-16 struck-down"], "struck-down"),
        ("2004-01-01", ["1996-09-30 in-force", "2002-04-16 struck-down", "2003-04-30 amended"], "in-force"),
        ("2024-01-01", ["2021-07-01 in-force", "2022-01-01 duty-starts"], "in-force"),
    ],
)
def test_status_comes_from_the_events_that_have_surely_happened(date: str, events: list[str], status: str) -> None:
    assert on(date, *events).status == status


def test_enactment_alone_is_not_commencement_outside_us_federal_law() -> None:
    assert on("2024-01-01", "2003-04-30 enacted").status == "enacted"
    assert on("2024-01-01", "2003-04-30 enacted", us_federal=True).status == "in-force"


def test_partial_date_leaves_its_own_span_unsure() -> None:
    assert on("2024-12-31", "2024-01-01 signed", "2025 in-force") == LifeStatus("enacted", True, ("signed",))
    assert on("2025-06-01", "2024-01-01 signed", "2025 in-force").sure is False
    assert on("2025-12-31", "2024-01-01 signed", "2025 in-force").status == "in-force"


def test_steps_of_an_amending_bill_say_nothing_of_a_section_of_a_code() -> None:
    assert on("2024-01-01", "2021-07-01 introduced", kind="code-section").status == "not-on-record"
    assert on("2024-01-01", "2021-07-01 in-force", "2022-01-01 failed", kind="code-section").status == "in-force"


def test_wording_shown_in_force_puts_its_instrument_in_force() -> None:
    section: dict[str, Any] = {"kind": "code-section", "wordings": (shown("2026-09"),)}
    found = on("2026-10-01", **section)
    assert (found.status, found.sure, found.basis) == ("in-force", True, Basis.WORDINGS)
    assert found.why == "a source shows it in force on 2026-09; since when is not on record"
    before = on("2010-01-01", **section)
    assert (before.status, before.sure, before.why) == ("not-on-record", False, "start not on record")


def test_wording_shown_in_force_says_that_an_act_was_made_though_only_its_proposal_is_on_record() -> None:
    act: dict[str, Any] = {"wordings": (shown("2026-04"),)}
    assert on("2026-05-01", "2025-02-11 introduced", **act).status == "in-force"
    assert on("2025-06-01", "2025-02-11 introduced", **act).status == "pending"


def test_instrument_is_in_force_in_part_where_a_clause_has_not_begun() -> None:
    clauses = (shown("", since="2024-01-31"), shown("", since="2025-07-25", provision=2))
    assert on("2024-06-01", "2023-10-26 assent", wordings=clauses).status == "in-force-in-part"
    assert on("2025-08-01", "2023-10-26 assent", wordings=clauses).status == "in-force"
    assert on("2024-06-01", "2023-10-26 amended", kind="code-section", wordings=clauses).status == "in-force"


def test_guideline_is_issued_and_never_law() -> None:
    guideline = an_instrument("2024-03-29 issued", kind="guideline", wordings=(shown("2024-03-29"),))
    day = dt.date(2024, 6, 1)
    assert status_on(guideline, day).status == "issued"
    assert clause_on(guideline, guideline.wordings[0], day).state == "not-in-force"
    assert on("2024-06-01", "2024-03-29 enacted", kind="guideline").status == "issued"


def test_nothing_is_law_before_it_was_proposed() -> None:
    act = an_instrument("2025-02-11 introduced", "2026-04-16 signed", wordings=(shown("2026-04"),))
    assert status_on(act, dt.date(1990, 1, 1)).status == "not-yet"
    assert clause_on(act, act.wordings[0], dt.date(1990, 1, 1)).state == "not-in-force"
    assert clause_on(act, act.wordings[0], dt.date(2026, 4, 20)).state == "unclear"


def test_what_was_repealed_and_is_shown_in_force_later_is_not_sure() -> None:
    found = on("2025-01-01", "2010-01-01 in-force", "2020-01-01 repealed", wordings=(shown("2024-01-01"),))
    assert (found.status, found.sure, found.contradicted) == ("repealed", False, True)


THE_116TH = Session("116th Session", PartialDate.parse("2019-01-03"), PartialDate.parse("2021-01-03"), "no", True)
NEXT = Session("117th Session", PartialDate.parse("2021-01-03"), PartialDate.parse("2023-01-03"), "no", False)


def a_session(carries: str, *, sourced: bool = True) -> Session:
    return Session("First Session", PartialDate.parse("2019-01-03"), PartialDate.parse("2020-01-03"), carries, sourced)


@pytest.mark.parametrize(
    ("date", "session", "later", "status", "sure"),
    [
        ("2021-01-03", THE_116TH, (), "pending", True),
        ("2021-01-04", THE_116TH, (), "lapsed", True),
        ("2021-06-01", a_session("yes"), (NEXT,), "pending", True),
        ("2023-01-04", a_session("yes"), (NEXT,), "lapsed", False),
        ("2021-06-01", a_session("in-part"), (NEXT,), "pending", False),
        ("2020-06-01", a_session("yes"), (), "pending", False),
        ("2020-06-01", a_session("no", sourced=False), (NEXT,), "lapsed", False),
        ("2020-06-01", None, (), "pending", False),
    ],
)
def test_bill_ends_with_its_session(
    date: str, session: Session | None, later: tuple[Session, ...], status: str, sure: bool
) -> None:
    found = on(date, "2019-03-01 introduced", kind="bill", session=session, later=later)
    assert (found.status, found.sure) == (status, sure)
    assert found.why or sure


@pytest.mark.parametrize(("events", "status"), [
    ([], "in-force"),
    (["2019-01-01 introduced", "2019-06-01 enacted"], "in-force"),
    (["2019-01-01 introduced"], "pending"),
])  # fmt: skip
def test_bill_is_in_force_where_its_clause_is(events: list[str], status: str) -> None:
    """A bill that is only proposed has no clause in force, whatever a source shows."""
    bill = an_instrument(*events, kind="bill", wordings=(shown("2019-09-01"),))
    day = dt.date(2019, 10, 1)
    assert status_on(bill, day).status == status
    assert (clause_on(bill, bill.wordings[0], day).state == "in-force") is (status == "in-force")


def test_bill_that_took_a_step_in_the_next_session_had_gone_on() -> None:
    told: dict[str, Any] = {"kind": "bill", "session": a_session("no"), "later": (NEXT,)}
    assert on("2021-06-01", "2019-03-01 introduced", "2021-03-01 passed-chamber", **told).status == "pending"


def test_bill_that_both_chambers_passed_may_still_be_signed() -> None:
    told: dict[str, Any] = {"kind": "bill", "session": THE_116TH}
    found = on("2021-02-01", "2019-03-01 introduced", "2020-12-30 passed", **told)
    assert (found.status, found.sure) == ("pending", False)


def test_what_the_research_states_is_shown_as_stated_where_nothing_else_can_tell() -> None:
    told: dict[str, Any] = {"stated": "in-force", "stated_on": PartialDate.parse("2026-09")}
    found = on("2026-10-01", **told)
    assert (found.status, found.sure, found.basis) == ("in-force", False, Basis.STATED)
    assert on("2026-01-01", **told).status == "not-on-record"


def test_record_that_contradicts_what_was_stated_is_not_sure_until_a_later_event() -> None:
    told: dict[str, Any] = {"stated": "repealed", "stated_on": PartialDate.parse("2026-09")}
    found = on("2026-10-01", "2020-01-01 in-force", **told)
    assert (found.status, found.sure, found.contradicted) == ("in-force", False, True)
    assert on("2026-08-01", "2020-01-01 in-force", **told).sure
    assert on("2026-12-01", "2020-01-01 in-force", "2026-11-01 amended", **told).sure


EVENTS = st.lists(
    st.tuples(
        st.one_of(
            st.builds(PartialDate, st.integers(2000, 2030)),
            st.dates(dt.date(2000, 1, 1), dt.date(2030, 1, 1)).map(PartialDate.parse),
        ),
        st.sampled_from(sorted(RANK)),
    ),
    max_size=6,
)


@given(EVENTS, st.dates(dt.date(1999, 1, 1), dt.date(2031, 12, 31)), st.booleans())
def test_later_events_never_change_an_earlier_day_but_to_say_that_nothing_was_there_yet(
    events: list[tuple[PartialDate, str]], day: dt.date, federal: bool
) -> None:
    known = [event for event in events if event[0].earliest <= day]
    whole, part = (status_on(Instrument("act", tuple(some), us_federal=federal), day) for some in (events, known))
    assert whole == part or (whole.status == "not-yet" and part.status == "not-on-record")
    assert whole.status in Status.values


@pytest.mark.django_db
def test_statute_counts_what_is_published_only() -> None:
    act = a_statute("act", a_jurisdiction())
    an_event(act, "enacted", "2020-01-01")
    an_event(act, "repealed", "2021-01-01", status="draft")
    a_text(a_provision(act, "s. 1"), "2020-06-01", status="draft")
    day = dt.date(2022, 1, 1)
    assert lives.status_of(act, day).status == "enacted"
    assert status_on(lives.read([act.pk], drafts=True)[act.pk], day).status == "repealed"
