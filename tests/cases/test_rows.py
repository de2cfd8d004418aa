"""Rows read for the rules of precedent: nothing that is not public, nothing stale, and chains of any length."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases import rows
from cases.models import AppealOutcome, Holding, Issue, Ruling, Treatment
from jurisdictions.models import AppellateReview, Court, Jurisdiction
from tests.world import a_case, a_court, a_holding, a_jurisdiction, a_review, a_ruling, a_treatment, an_appeal, an_issue

#: What is said where the record is silent.
SILENT = "no-negative-treatment"

DAY = dt.date(2026, 1, 1)


@pytest.fixture
def courts(db: None) -> SimpleNamespace:
    """Two states with a court each, so that either side of an edge can be withheld alone."""
    here, there = a_jurisdiction("XA"), a_jurisdiction("XB")
    return SimpleNamespace(old=a_court("old", here), new=a_court("new", there))


def ruling(court: Court, name: str, date: str) -> Ruling:
    return a_ruling(a_case(name, court), date, slug=name)


@pytest.mark.parametrize("path", ["", *Treatment.PUBLIC_PARENTS])
def test_a_treatment_counts_only_where_it_and_all_it_hangs_on_are_public(courts: SimpleNamespace, path: str) -> None:
    old, new = ruling(courts.old, "old", "2010-01-01"), ruling(courts.new, "new", "2020-01-01")
    treatment = a_treatment(new, old, "overrules")
    assert rows.citator({old.pk}).good_law("old", DAY).status == "overruled"
    withhold(treatment, path)
    assert rows.citator({old.pk}).good_law("old", DAY).status == SILENT


@pytest.mark.parametrize(
    "path",
    ["", *AppealOutcome.PUBLIC_PARENTS, "by", *(f"by__{parent}" for parent in Ruling.PUBLIC_PARENTS)],
)
def test_an_outcome_counts_only_where_it_and_all_it_hangs_on_are_public(courts: SimpleNamespace, path: str) -> None:
    old, new = ruling(courts.old, "old", "2010-01-01"), ruling(courts.new, "new", "2020-01-01")
    outcome = an_appeal(old, new, "reverses")
    assert rows.citator({old.pk}).good_law("old", DAY).status == "reversed"
    withhold(outcome, path)
    assert rows.citator({old.pk}).good_law("old", DAY).status == SILENT


def withhold(row: Treatment | AppealOutcome, path: str) -> None:
    record = row
    for relation in path.split("__") if path else ():
        record = getattr(record, relation)
    type(record)._default_manager.filter(pk=record.pk).update(status="draft")


def test_a_treatment_on_an_issue_that_is_a_draft_does_not_count(courts: SimpleNamespace) -> None:
    old, new = ruling(courts.old, "old", "2010-01-01"), ruling(courts.new, "new", "2020-01-01")
    issue = an_issue("images")
    a_treatment(new, old, "overrules", issue=issue)
    assert rows.citator({old.pk}).good_law("old", DAY, "images").status == "overruled"
    Issue.objects.filter(pk=issue.pk).update(status="draft")
    assert rows.citator({old.pk}).good_law("old", DAY, "images").status == SILENT


def test_a_ruling_overruled_on_all_that_it_holds_is_overruled(courts: SimpleNamespace) -> None:
    """A dictum holds nothing, and what is a draft is not on record."""
    old, new = ruling(courts.old, "old", "2010-01-01"), ruling(courts.new, "new", "2020-01-01")
    images, proof = an_issue("images"), an_issue("proof")
    a_treatment(new, old, "overrules", issue=images)
    a_holding(old, images)
    other = a_holding(old, proof)
    assert rows.citator({old.pk}).good_law("old", DAY).status == "overruled-in-part"
    for change in ({"dictum": True}, {"dictum": False, "status": "draft"}):
        Holding.objects.filter(pk=other.pk).update(**change)
        assert rows.citator({old.pk}).good_law("old", DAY).status == "overruled"


def test_a_court_applies_the_law_of_the_places_it_sits_over(courts: SimpleNamespace) -> None:
    assert not rows.hierarchy().courts["old"].applies("XB")
    courts.old.territory.add(courts.new.jurisdiction)
    assert rows.hierarchy().courts["old"].applies("XB")
    assert not rows.hierarchy().courts["new"].applies("XA")


@pytest.mark.parametrize("path", ["", "of", "of__case"])
def test_an_appeal_is_told_only_where_it_and_its_ruling_are_public(courts: SimpleNamespace, path: str) -> None:
    old = ruling(courts.old, "old", "2010-01-01")
    appeal = an_appeal(old, None, "pending", court=courts.new, filed="2010-02-01")
    assert [entry.appeal.court for entry in rows.citator({old.pk}).pending("old", DAY)] == ["new"]
    withhold(appeal, path)
    assert rows.citator({old.pk}).pending("old", DAY) == ()


def test_a_pending_appeal_to_a_court_that_is_a_draft_names_no_court(courts: SimpleNamespace) -> None:
    old = ruling(courts.old, "old", "2010-01-01")
    an_appeal(old, None, "pending", court=courts.new, filed="2010-02-01")
    Court.objects.filter(pk=courts.new.pk).update(status="draft")
    [entry] = rows.citator({old.pk}).pending("old", DAY)
    assert entry.shown()["court"] is None
    assert courts.new.name not in entry.told


def test_a_machine_finding_never_counts(courts: SimpleNamespace) -> None:
    old, new = ruling(courts.old, "old", "2010-01-01"), ruling(courts.new, "new", "2020-01-01")
    a_treatment(new, old, "overrules", found_by="machine")
    assert rows.citator({old.pk}).good_law("old", DAY).status == SILENT


@pytest.mark.parametrize("length", [1, 2, 30, 31])
def test_a_chain_of_any_length_takes_three_queries(courts: SimpleNamespace, length: int) -> None:
    chain = [ruling(courts.old, f"r{n}", f"{1980 + n}-01-01") for n in range(length + 1)]
    for one, later in pairwise(chain):
        a_treatment(later, one, "overrules")
    with CaptureQueriesContext(connection) as queries:
        citator = rows.citator({chain[0].pk})
    assert len(queries) == 3
    assert citator.good_law("r0", DAY).status == ("overruled" if length % 2 else SILENT)


def test_who_only_doubted_a_ruling_is_followed_up_too(courts: SimpleNamespace) -> None:
    old, doubting = ruling(courts.old, "old", "2010-01-01"), ruling(courts.new, "doubting", "2015-01-01")
    a_treatment(doubting, old, "questions")
    assert rows.citator({old.pk}).good_law("old", DAY).status == "questioned"
    an_appeal(doubting, ruling(courts.new, "last", "2020-01-01"), "reverses")
    assert rows.citator({old.pk}).good_law("old", DAY).status == SILENT


def test_a_ring_of_overrulings_ends(courts: SimpleNamespace) -> None:
    one, other = ruling(courts.old, "one", "2010-01-01"), ruling(courts.new, "other", "2010-01-01")
    a_treatment(one, other, "overrules")
    a_treatment(other, one, "overrules")
    assert rows.citator({one.pk}).good_law("one", DAY).status == "unclear"


def test_the_hierarchy_is_kept_while_nothing_changes(courts: SimpleNamespace) -> None:
    a_review(courts.old, courts.new)
    kept = rows.hierarchy()
    with CaptureQueriesContext(connection) as queries:
        assert rows.hierarchy() is kept
    assert len(queries) == 1


def test_the_hierarchy_is_read_again_after_any_change(courts: SimpleNamespace) -> None:
    """Bulk updates too, which leave `updated_at` alone, and all within one transaction."""
    assert not rows.hierarchy().line("old", DAY).above
    review = a_review(courts.old, courts.new)
    assert list(rows.hierarchy().line("old", DAY).above) == ["new"]
    AppellateReview.objects.filter(pk=review.pk).update(until="2000-01-01")
    assert not rows.hierarchy().line("old", DAY).above
    Court.objects.filter(pk=courts.new.pk).update(name="Renamed")
    assert rows.hierarchy().courts["new"].name == "Renamed"
    Jurisdiction.objects.filter(code="XB").update(legal_system="civil-law")
    assert rows.hierarchy().courts["new"].legal_system == "civil-law"
    Court.objects.filter(pk=courts.new.pk).update(status="draft")
    assert list(rows.hierarchy().courts) == ["old"]
    review.delete()
    Court.objects.filter(pk=courts.old.pk).delete()
    assert not rows.hierarchy().courts
