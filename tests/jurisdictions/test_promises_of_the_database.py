"""Each constraint of this app, from both sides."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction

from jurisdictions.models import AppellateReview, Coding, Court, Jurisdiction, Participation, ProvisionText, Question
from tests.world import a_coding, a_court, a_provision, a_review, a_statute, a_text, an_event


def refused(constraint: str) -> pytest.RaisesExc[IntegrityError]:
    return pytest.raises(IntegrityError, match=constraint)


def test_wordings_that_meet_are_kept_and_that_overlap_are_refused(world: SimpleNamespace) -> None:
    clause = a_provision(world.act, "s. 2")
    a_text(clause, "2020-01-01", valid_to="2022-03-01")
    with refused("provision_has_one_wording_at_a_time"), transaction.atomic():
        a_text(clause, "2022-02-28")
    a_text(clause, "2022-03-01")
    a_text(a_provision(world.act, "s. 3"), "2021-01-01")  # another clause's wording on the same days


def test_wordings_whose_partial_dates_only_may_overlap_are_kept(world: SimpleNamespace) -> None:
    clause = a_provision(world.act, "s. 2")
    a_text(clause, "2020", valid_to="2022")
    a_text(clause, "2022")
    assert clause.texts.in_force_on(dt.date(2022, 6, 1)).count() == 0
    assert clause.texts.perhaps_in_force_on(dt.date(2022, 6, 1)).count() == 2


def test_wording_with_unknown_start_counts_from_the_day_a_source_shows_it(world: SimpleNamespace) -> None:
    clause = a_provision(world.act, "s. 2")
    text = a_text(clause, None, shown_on="2023-05")
    assert list(clause.texts.in_force_on(dt.date(2023, 5, 31))) == [text]
    assert list(clause.texts.in_force_on(dt.date(2023, 5, 30))) == []
    assert list(clause.texts.perhaps_in_force_on(dt.date(2023, 5, 30))) == [text]
    with refused("provision_has_one_wording_at_a_time"), transaction.atomic():
        a_text(clause, "2024-01-01")


def test_wording_that_nothing_shows_in_force_is_never_surely_in_force(world: SimpleNamespace) -> None:
    bill = a_text(a_provision(a_statute("bill", world.arcadia, kind="bill")), None)
    assert bill.surely_in_force() == (None, None)
    assert list(ProvisionText.objects.filter(pk=bill.pk).in_force_on(dt.date(2030, 1, 1))) == []
    assert list(ProvisionText.objects.filter(pk=bill.pk).perhaps_in_force_on(dt.date(2030, 1, 1))) == []


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "shown_on"),
    [("2020", "2021", None), ("2020", "2020", None), ("2020-05-01", None, None), (None, "2021", "2020-02"),
     (None, None, "2020"), (None, "2020", "2020")],
)  # fmt: skip
def test_python_and_database_agree_on_the_days_in_force(
    world: SimpleNamespace, valid_from: str | None, valid_to: str | None, shown_on: str | None
) -> None:
    text = a_text(a_provision(world.act, "s. 2"), valid_from, valid_to=valid_to, shown_on=shown_on)
    assert text.in_force is not None
    assert text.surely_in_force() == (
        (None, None) if text.in_force.isempty else (text.in_force.lower, text.in_force.upper)
    )


def test_wording_ends_after_it_starts(world: SimpleNamespace) -> None:
    clause = a_provision(world.act, "s. 2")
    with refused("wording_ends_after_it_starts"), transaction.atomic():
        a_text(clause, "2022-03-01", valid_to="2022-03-01")
    a_text(clause, "2022-03-01", valid_to="2022-03-02")


def test_day_shown_stands_only_where_the_start_is_unknown(world: SimpleNamespace) -> None:
    clause = a_provision(world.act, "s. 2")
    with refused("wording_is_shown_only_where_its_start_is_unknown"), transaction.atomic():
        a_text(clause, "2022-03-01", shown_on="2023")
    a_text(clause, None, shown_on="2023")


def test_jurisdiction_is_not_its_own_parent(world: SimpleNamespace) -> None:
    with refused("jurisdiction_is_not_its_own_parent"), transaction.atomic():
        Jurisdiction.objects.filter(pk=world.north.pk).update(parent=world.north)
    assert Jurisdiction.objects.filter(pk=world.north.pk).update(parent=world.south) == 1


def test_jurisdiction_code_is_used_once(world: SimpleNamespace) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Jurisdiction.objects.filter(pk=world.north.pk).update(code="XA-SO")


def test_descendants_are_found_by_code(world: SimpleNamespace) -> None:
    assert [place.code for place in Jurisdiction.objects.within("xa")] == ["XA", "XA-NO", "XA-SO"]
    assert [place.code for place in Jurisdiction.objects.within("XA-NO")] == ["XA-NO"]


def test_predecessor_is_named_with_its_day(world: SimpleNamespace) -> None:
    court = Court.objects.filter(pk=world.appeal.pk)
    with refused("court_names_predecessor_and_day_together"), transaction.atomic():
        court.update(predecessor=world.supreme)
    assert court.update(predecessor=world.supreme, predecessor_before=dt.date(1981, 10, 1)) == 1


def test_court_does_not_review_itself(world: SimpleNamespace) -> None:
    with refused("court_does_not_review_itself"), transaction.atomic():
        a_review(world.trial, world.trial)


def test_review_relation_is_recorded_once_for_a_start(world: SimpleNamespace) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        AppellateReview.objects.create(slug="again", lower=world.trial, upper=world.appeal, authority="Act")
    a_review(world.trial, world.appeal, since="1990")


def test_review_relation_ends_after_it_starts(world: SimpleNamespace) -> None:
    other = a_court("xatr2", world.south)
    with refused("review_relation_ends_after_it_starts"), transaction.atomic():
        a_review(other, world.appeal, since="1990-01-01", until="1990-01-01")
    a_review(other, world.appeal, since="1981-10-01", until="1990-01-01")
    reviews = AppellateReview.objects.filter(lower=other)
    days = [dt.date(1981, 9, 30), dt.date(1981, 10, 1), dt.date(1989, 12, 31), dt.date(1990, 1, 1)]
    assert [reviews.standing_on(day).count() for day in days] == [0, 1, 1, 0]


def test_participation_is_in_a_treaty_or_a_body(world: SimpleNamespace) -> None:
    fields = {"jurisdiction": world.north, "source": world.source, "status": "published"}
    with refused("participation_is_in_a_treaty_or_a_body"), transaction.atomic():
        Participation.objects.create(kind="party", slug="p", body=world.arcadia, **fields)
    with refused("participation_is_in_a_treaty_or_a_body"), transaction.atomic():
        Participation.objects.create(kind="member", slug="p", treaty=world.act, **fields)
    Participation.objects.create(kind="member", body=world.arcadia, **fields)
    Participation.objects.create(kind="party", treaty=world.act, **fields)
    with refused("participation_is_recorded_once"), transaction.atomic():
        Participation.objects.create(kind="party", slug="p2", treaty=world.act, **fields)


def test_event_is_recorded_once(world: SimpleNamespace) -> None:
    an_event(world.act, "amended", "2024", by="Second Amendment Act")
    with refused("event_is_recorded_once"), transaction.atomic():
        an_event(world.act, "amended", "2024", by="Second Amendment Act")
    an_event(world.act, "amended", "2024", by="Third Amendment Act")


def test_label_is_unique_in_its_statute(world: SimpleNamespace) -> None:
    with refused("provision_label_is_unique_in_its_statute"), transaction.atomic():
        a_provision(world.act, "s. 1", slug="another")
    a_provision(a_statute("other", world.arcadia), "s. 1")


def test_provision_is_not_its_own_parent(world: SimpleNamespace) -> None:
    from jurisdictions.models import Provision

    with refused("provision_is_not_its_own_parent"), transaction.atomic():
        Provision.objects.filter(pk=world.offence.pk).update(parent=world.offence)
    assert Provision.objects.filter(pk=world.offence.pk).update(parent=world.definition) == 1


def test_question_allows_answers_of_the_codebook(world: SimpleNamespace) -> None:
    question = Question.objects.filter(pk=world.possession.pk)
    for wrong, constraint in ((["perhaps"], "question_allows_known_answers"), ([], "question_allows_some_answer")):
        with refused(constraint), transaction.atomic():
            question.update(answers=wrong)
    assert question.update(answers=["yes", "no"]) == 1


def test_question_is_answered_once_for_a_wording(world: SimpleNamespace) -> None:
    with refused("question_is_answered_once_for_a_wording"), transaction.atomic():
        a_coding(world.new_text, world.possession, "no", slug="again")
    a_coding(world.new_text, world.synthetic, "no")


def test_coding_answer_is_in_the_codebook(world: SimpleNamespace) -> None:
    coding = Coding.objects.filter(text=world.new_text)
    with refused("coding_answer_is_in_the_codebook"), transaction.atomic():
        coding.update(answer="maybe")
    assert coding.update(answer="silent") == 1


def test_recoded_answer_says_why(world: SimpleNamespace) -> None:
    coding = Coding.objects.filter(text=world.old_text)
    with refused("coding_is_recoded_with_a_note"), transaction.atomic():
        coding.update(recoded_from="partial")
    assert coding.update(recoded_from="partial", note="Rule on possession.") == 1
