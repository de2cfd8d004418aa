"""Whether a ruling was good law on a date."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from cases.standing import AppealOutcome, Citator, Edge, Standing, Treatment, good_law
from jurisdictions.partial_dates import PartialDate
from tests.cases.authority_courts import day

#: What is said where the record is silent.
SILENT = "no-negative-treatment"


def treats(
    citing: str, kind: str, cited: str, given: str, *, found_by: str = "person", issue: str | None = None
) -> Treatment:
    return Treatment(citing, cited, kind, PartialDate.parse(given), found_by, issue)


def reviews(by: str, kind: str, of: str, given: str) -> AppealOutcome:
    return AppealOutcome(of, kind, by, PartialDate.parse(given))


def record(*edges: Treatment | AppealOutcome) -> tuple[list[Treatment], list[AppealOutcome]]:
    return (
        [edge for edge in edges if isinstance(edge, Treatment)],
        [edge for edge in edges if isinstance(edge, AppealOutcome)],
    )


def statuses(edges: Sequence[Treatment | AppealOutcome], ruling: str, *dates: str) -> list[str]:
    citator = Citator(*record(*edges))
    return [citator.good_law(ruling, day(date)).status.value for date in dates]


def test_ruling_without_edges_is_good() -> None:
    answer = good_law("alone", day("2020-01-01"), [], [])
    assert (answer.status, answer.since, answer.because, answer.stands) == (
        SILENT,
        None,
        (),
        True,
    )
    assert answer.rules == ("no-treatment-on-record",)


def test_silence_is_said_to_be_silence_and_never_good_law() -> None:
    for date in ("1980-01-01", "2026-01-01"):
        answer = good_law("alone", day(date), [], [])
        assert answer.words == "No negative treatment on record"
        assert "good law" not in " ".join(step.text for step in answer.steps).lower()
    undone = [
        reviews("appeal", "reverses", "trial", "2001-01-01"),
        reviews("supreme", "reverses", "appeal", "2002-01-01"),
    ]
    assert good_law("trial", day("2002-06-01"), *record(*undone)).words == "Negative treatment on record, since undone"
    perhaps = good_law("ruling", day("2011-06-01"), *record(treats("later", "limits", "ruling", "2011")))
    assert (perhaps.stands, perhaps.words) == (True, "Whether a later ruling took from it by then is unclear")


def test_a_treatment_on_one_issue_counts_for_what_was_held_on_it_and_for_nothing_else() -> None:
    citator = Citator(*record(treats("later", "overrules", "old", "2010-01-01", issue="images")))
    on_it, beside, whole = (citator.good_law("old", day("2011-01-01"), issue) for issue in ("images", "proof", None))
    assert (on_it.status, on_it.stands) == (Standing.OVERRULED, False)
    assert (beside.status, beside.words) == (
        SILENT, "No negative treatment on this question on record",
    )  # fmt: skip
    assert [edge.issue for edge in beside.elsewhere] == ["images"]
    assert beside.rules == ("treatment-of-an-issue", "no-treatment-on-record")
    assert (whole.status, whole.stands, whole.words) == (Standing.OVERRULED_IN_PART, True, "Overruled in part")
    assert [step.text for step in whole.steps] == ["later overrules old on “images” (2010-01-01)."]
    assert citator.good_law("old", day("2009-12-31")).status == SILENT


def test_overruled_on_every_question_it_answered_a_ruling_is_overruled_as_a_whole() -> None:
    edges = record(
        treats("one", "overrules", "old", "2010-01-01", issue="images"),
        treats("two", "overrules", "old", "2012-01-01", issue="proof"),
    )
    both = Citator(*edges, held={"old": {"images", "proof"}})
    found = [both.good_law("old", day(date)) for date in ("2009-12-31", "2011-01-01", "2012-01-01")]
    assert [answer.status for answer in found] == [SILENT, Standing.OVERRULED_IN_PART, Standing.OVERRULED]
    assert (found[2].stands, found[2].since) == (False, PartialDate(2012, 1, 1))
    assert [edge.by for edge in found[2].because] == ["one", "two"]
    assert found[2].rules == ("overruled", "every-holding-overruled")
    only = Citator(*edges, held={"old": {"images"}})
    assert only.good_law("old", day("2010-01-01")).status is Standing.OVERRULED
    more = Citator(*edges, held={"old": {"images", "proof", "standing"}})
    assert more.good_law("old", day("2013-01-01")).status is Standing.OVERRULED_IN_PART


def test_what_it_did_to_others_falls_with_a_ruling_overruled_on_every_question() -> None:
    edges = record(
        treats("middle", "overrules", "old", "2010-01-01"),
        treats("last", "overrules", "middle", "2012-01-01", issue="images"),
    )
    assert Citator(*edges, held={"middle": {"images"}}).good_law("old", day("2013-01-01")).status == SILENT
    assert Citator(*edges).good_law("old", day("2013-01-01")).status is Standing.OVERRULED


def test_overruled_on_the_last_question_on_a_day_not_sure_is_unclear() -> None:
    citator = Citator(*record(treats("one", "overrules", "old", "2010", issue="images")), held={"old": {"images"}})
    answer = citator.good_law("old", day("2010-06-01"))
    assert (answer.status, answer.stands, answer.perhaps) == (Standing.UNCLEAR, None, ())
    assert citator.good_law("old", day("2011-01-01")).status is Standing.OVERRULED


@pytest.mark.parametrize(
    ("kind", "on_the_issue", "as_a_whole"),
    [("limits", "limited", "limited"), ("questions", "questioned", "questioned")],
)
def test_a_limit_or_doubt_on_one_issue(kind: str, on_the_issue: str, as_a_whole: str) -> None:
    citator = Citator(*record(treats("later", kind, "old", "2010-01-01", issue="images")))
    found = [citator.good_law("old", day("2011-01-01"), issue).status for issue in ("images", None, "proof")]
    assert found == [on_the_issue, as_a_whole, SILENT]


def test_what_overruled_a_ruling_on_one_issue_falls_where_it_is_itself_overruled_on_that_issue() -> None:
    middle_fell_on = {
        issue: Citator(
            *record(
                treats("middle", "overrules", "old", "2010-01-01", issue="images"),
                treats("last", "overrules", "middle", "2012-01-01", issue=issue),
            )
        )
        for issue in ("images", "proof", None)
    }
    on_images = {issue: one.good_law("old", day("2013-01-01"), "images") for issue, one in middle_fell_on.items()}
    assert [(issue, answer.status) for issue, answer in on_images.items()] == [
        ("images", SILENT),
        ("proof", Standing.OVERRULED),
        (None, SILENT),
    ]


def test_free_speech_coalition_overrules_hilton_from_its_day() -> None:
    edges = [treats("ashcroft-2002", "overrules", "hilton-1999", "2002-04-16")]
    assert statuses(edges, "hilton-1999", "2000-01-01", "2002-04-15", "2002-04-16", "2026-01-01") == [
        SILENT, SILENT, "overruled", "overruled",
    ]  # fmt: skip
    answer = good_law("hilton-1999", day("2026-01-01"), edges, [])
    assert answer.since == PartialDate(2002, 4, 16)
    assert answer.because == (Edge("hilton-1999", "overrules", "ashcroft-2002", PartialDate(2002, 4, 16)),)
    assert [step.text for step in answer.steps] == ["ashcroft-2002 overrules hilton-1999 (2002-04-16)."]
    assert answer.stands is False


@pytest.mark.parametrize(
    ("edge", "status", "stands"),
    [
        (reviews("later", "reverses", "ruling", "2010-01-01"), "reversed", False),
        (reviews("later", "vacates", "ruling", "2010-01-01"), "vacated", False),
        (reviews("later", "amends", "ruling", "2010-01-01"), "superseded", False),
        (treats("later", "overrules", "ruling", "2010-01-01"), "overruled", False),
        (treats("later", "limits", "ruling", "2010-01-01"), "limited", True),
        (treats("later", "criticizes", "ruling", "2010-01-01"), "questioned", True),
        (treats("later", "questions", "ruling", "2010-01-01"), "questioned", True),
        (treats("later", "distinguishes", "ruling", "2010-01-01"), SILENT, True),
        (treats("later", "follows", "ruling", "2010-01-01"), SILENT, True),
        (treats("later", "overrules", "ruling", "2010-01-01", found_by="machine"), SILENT, True),
        (reviews("later", "affirms", "ruling", "2010-01-01"), SILENT, True),
        (reviews("later", "remands", "ruling", "2010-01-01"), SILENT, True),
        (reviews("later", "stays", "ruling", "2010-01-01"), SILENT, True),
        (AppealOutcome("ruling", "pending"), SILENT, True),
        (treats("later", "overrules", "ruling", "2010"), "overruled", False),
        (treats("later", "overrules", "ruling", "2011"), "unclear", None),
        (treats("later", "limits", "ruling", "2011"), SILENT, True),
        (treats("later", "overrules", "ruling", "2012"), SILENT, True),
    ],
)
def test_what_one_edge_does(edge: Treatment | AppealOutcome, status: str, stands: bool | None) -> None:
    assert statuses([edge], "ruling", "2011-06-01") == [status]
    assert good_law("ruling", day("2011-06-01"), *record(edge)).stands is stands


def test_reversal_that_is_reversed_brings_the_ruling_back() -> None:
    edges: list[Treatment | AppealOutcome] = [
        reviews("appeal", "reverses", "trial", "2001-01-01"),
        reviews("supreme", "reverses", "appeal", "2002-01-01"),
    ]
    assert statuses(edges, "trial", "2000-06-01", "2001-06-01", "2002-06-01") == [
        SILENT,
        "reversed",
        SILENT,
    ]
    answer = good_law("trial", day("2002-06-01"), *record(*edges))
    assert [edge.by for edge in answer.undone] == ["appeal"]
    assert answer.rules == ("undone", "no-treatment-on-record")


def test_overruling_that_is_vacated_brings_the_ruling_back_and_its_reinstatement_kills_again() -> None:
    edges: list[Treatment | AppealOutcome] = [
        treats("panel", "overrules", "old", "2001-01-01"),
        reviews("full-court", "vacates", "panel", "2002-01-01"),
        reviews("supreme", "reverses", "full-court", "2003-01-01"),
    ]
    assert statuses(edges, "old", "2001-06-01", "2002-06-01", "2003-06-01") == [
        "overruled",
        SILENT,
        "overruled",
    ]


def test_overruling_that_is_itself_overruled_no_longer_counts() -> None:
    edges: list[Treatment | AppealOutcome] = [
        treats("second", "overrules", "first", "2001-01-01"),
        treats("third", "overrules", "second", "2002-01-01"),
    ]
    assert statuses(edges, "first", "2001-06-01", "2002-06-01") == ["overruled", SILENT]


def test_overruling_the_reviewing_court_in_another_case_revives_no_judgment() -> None:
    edges: list[Treatment | AppealOutcome] = [
        reviews("appeal", "reverses", "trial", "2001-01-01"),
        treats("elsewhere", "overrules", "appeal", "2002-01-01"),
    ]
    assert statuses(edges, "trial", "2002-06-01") == ["reversed"]
    assert statuses(edges, "appeal", "2002-06-01") == ["overruled"]


def test_hilton_amended_opinion_replaces_for_good_even_when_it_falls() -> None:
    edges: list[Treatment | AppealOutcome] = [
        reviews("hilton-2004-09", "amends", "hilton-2004-04", "2004-09-27"),
        reviews("later", "vacates", "hilton-2004-09", "2005-01-01"),
    ]
    assert statuses(edges, "hilton-2004-04", "2004-06-01", "2004-10-01", "2005-06-01") == [
        SILENT, "superseded", "superseded",
    ]  # fmt: skip


def test_what_an_opinion_did_goes_on_through_its_amendment_and_falls_with_it() -> None:
    edges: list[Treatment | AppealOutcome] = [
        reviews("appeal", "reverses", "trial", "2001-01-01"),
        reviews("appeal-amended", "amends", "appeal", "2001-03-01"),
        reviews("supreme", "reverses", "appeal-amended", "2002-01-01"),
    ]
    assert statuses(edges, "trial", "2001-02-01", "2001-06-01", "2002-06-01") == [
        "reversed",
        "reversed",
        SILENT,
    ]


def test_reversal_of_an_opinion_that_may_have_replaced_another_leaves_the_other_unclear() -> None:
    edges: list[Treatment | AppealOutcome] = [
        reviews("amended", "amends", "opinion", "2001"),
        reviews("supreme", "reverses", "amended", "2001-05-01"),
    ]
    assert statuses(edges, "opinion", "2001-06-01", "2001-12-31") == ["unclear", "reversed"]


def test_limit_is_told_before_a_doubt() -> None:
    edges: list[Treatment | AppealOutcome] = [
        treats("doubter", "questions", "stanley", "1970-01-01"),
        treats("reidel", "limits", "stanley", "1971-05-03"),
    ]
    assert statuses(edges, "stanley", "1970-06-01", "1971-05-02", "1971-05-03") == [
        "questioned",
        "questioned",
        "limited",
    ]


def test_first_blow_is_the_one_reported() -> None:
    edges: list[Treatment | AppealOutcome] = [
        treats("later", "overrules", "ruling", "2005-01-01"),
        reviews("appeal", "vacates", "ruling", "2003-01-01"),
    ]
    answer = good_law("ruling", day("2010-01-01"), *record(*edges))
    assert (answer.status, str(answer.since), len(answer.because)) == (Standing.VACATED, "2003-01-01", 2)


def test_circle_is_unclear_and_ends() -> None:
    edges: list[Treatment | AppealOutcome] = [
        treats("a", "overrules", "b", "2001-01-01"),
        treats("b", "overrules", "a", "2001-01-01"),
        treats("a", "overrules", "victim", "2001-01-01"),
    ]
    assert statuses(edges, "victim", "2002-01-01") == ["unclear"]
    answer = good_law("victim", day("2002-01-01"), *record(*edges))
    assert answer.rules == ("conflicting-record",)
    broken = [*edges, reviews("c", "vacates", "b", "2003-01-01")]
    assert statuses(broken, "victim", "2002-01-01", "2004-01-01") == ["unclear", "overruled"]


def test_a_blow_by_a_fallen_ruling_counts_for_nothing_even_when_its_date_is_open() -> None:
    edges: list[Treatment | AppealOutcome] = [
        treats("a", "overrules", "victim", "2001"),
        reviews("b", "vacates", "a", "2001-02-01"),
    ]
    assert statuses(edges, "victim", "2001-06-01") == [SILENT]


def test_long_chain_needs_no_recursion() -> None:
    edges: list[Treatment | AppealOutcome] = [
        reviews(f"r{number + 1}", "reverses", f"r{number}", "2001-01-01") for number in range(20_001)
    ]
    assert statuses(edges, "r0", "2002-01-01") == ["reversed"]
    assert statuses(edges[:-1], "r0", "2002-01-01") == [SILENT]


def test_holding_on_a_wording_that_ended_is_superseded() -> None:
    citator = Citator([treats("later", "questions", "ruling", "2000-01-01")], [])
    ended = PartialDate(2003, 4, 30)
    found = [
        citator.good_law("ruling", day(date), wording_ended=ended).status
        for date in ("1999-01-01", "2003-04-29", "2003-04-30")
    ]
    assert found == [SILENT, Standing.QUESTIONED, Standing.SUPERSEDED]
    assert citator.good_law("ruling", day("2003-04-29"), wording_ended=PartialDate(2003)).status is Standing.UNCLEAR


def test_what_need_not_be_loaded() -> None:
    assert [kind for kind in ("cites", "follows", "applies", "distinguishes", "remands", "pending", "overrules")
            if Citator.relevant(kind)] == ["overrules"]  # fmt: skip
