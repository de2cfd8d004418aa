"""Each constraint of this app, from both sides."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cases.models import ANSWERS, Effect, Holding, Ruling
from tests.world import a_holding, a_ruling, a_treatment, an_appeal, an_effect, an_issue


def refused(constraint: str) -> pytest.RaisesExc[IntegrityError]:
    return pytest.raises(IntegrityError, match=constraint)


def test_holding_answers_what_its_issue_asks(world: SimpleNamespace) -> None:
    for kind, answers in ANSWERS.items():
        issue = an_issue(f"of-kind-{kind}", kind=kind)
        for answer in ("protected", "constitutional", "yes", "not-reached", "perhaps"):
            holding = Holding(ruling=world.top_ruling, issue=issue, answer=answer)
            if answer in answers:
                holding.clean()
            else:
                with pytest.raises(ValidationError, match=f"does not answer of-kind-{kind}: use one of"):
                    holding.clean()


def test_holding_answer_is_known(world: SimpleNamespace) -> None:
    with refused("holding_answer_is_known"), transaction.atomic():
        Holding.objects.update(answer="perhaps")
    assert Holding.objects.update(answer="mixed") == 1


def test_recoded_holding_says_why(world: SimpleNamespace) -> None:
    with refused("holding_is_recoded_with_a_note"), transaction.atomic():
        Holding.objects.update(recoded_from="mixed")
    assert Holding.objects.update(recoded_from="mixed", note="Rule on kinds of issue.") == 1


def test_ruling_does_not_treat_itself(world: SimpleNamespace) -> None:
    with refused("ruling_does_not_treat_itself"), transaction.atomic():
        a_treatment(world.top_ruling, world.top_ruling)
    a_treatment(world.top_ruling, world.trial_ruling)


def test_treatment_is_recorded_once_for_a_person_and_once_for_a_machine(world: SimpleNamespace) -> None:
    a_treatment(world.top_ruling, world.trial_ruling)
    with refused("treatment_is_recorded_once"), transaction.atomic():
        a_treatment(world.top_ruling, world.trial_ruling)
    a_treatment(world.top_ruling, world.trial_ruling, found_by="machine")
    a_treatment(world.top_ruling, world.trial_ruling, "overrules")


def test_ruling_does_not_review_itself(world: SimpleNamespace) -> None:
    with refused("ruling_does_not_review_itself"), transaction.atomic():
        an_appeal(world.top_ruling, world.top_ruling)


def test_appeal_is_pending_or_names_its_ruling(world: SimpleNamespace) -> None:
    with refused("appeal_is_pending_or_names_its_ruling"), transaction.atomic():
        an_appeal(world.top_ruling, None, "affirms")
    with refused("appeal_is_pending_or_names_its_ruling"), transaction.atomic():
        an_appeal(world.top_ruling, None, "pending")
    with refused("appeal_is_pending_or_names_its_ruling"), transaction.atomic():
        an_appeal(world.trial_ruling, world.top_ruling, "pending", court=world.appeal)
    an_appeal(world.top_ruling, None, "pending", court=world.appeal)
    with refused("appeal_outcome_is_recorded_once"), transaction.atomic():
        an_appeal(world.top_ruling, None, "pending", court=world.appeal)


def test_effect_is_recorded_once(world: SimpleNamespace) -> None:
    with refused("effect_is_recorded_once"), transaction.atomic():
        an_effect(world.holding, world.old_text, "struck")
    an_effect(world.holding, world.old_text, "stayed")


def test_effect_on_a_territory_names_its_court(world: SimpleNamespace) -> None:
    effect = Effect.objects.filter(pk=world.effect.pk)
    with refused("effect_on_a_territory_names_its_court"), transaction.atomic():
        effect.update(reach="territory")
    assert effect.update(reach="territory", court=world.appeal) == 1


def test_effect_ends_after_it_starts(world: SimpleNamespace) -> None:
    effect = Effect.objects.filter(pk=world.effect.pk)
    with refused("effect_ends_after_it_starts"), transaction.atomic():
        effect.update(until="2020")
    assert effect.update(until="2021") == 1


def test_effect_ended_by_a_ruling_has_a_day(world: SimpleNamespace) -> None:
    effect = Effect.objects.filter(pk=world.effect.pk)
    with refused("effect_ended_by_a_ruling_has_a_day"), transaction.atomic():
        effect.update(ended_by=world.top_ruling)
    assert effect.update(ended_by=world.top_ruling, until="2023-01-01") == 1


def test_new_wording_starts_clean_of_what_was_done_to_the_old(world: SimpleNamespace) -> None:
    assert list(world.old_text.effects.all()) == [world.effect]
    assert list(world.new_text.effects.all()) == []


def test_ruling_of_a_partial_date_is_not_yet_given_within_it(world: SimpleNamespace) -> None:
    ruling = a_ruling(world.case, "2023", slug="undated")
    rulings = Ruling.objects.filter(pk=ruling.pk)
    assert [rulings.decided_by(dt.date(2023, m, 1)).exists() for m in (1, 12)] == [False, False]
    assert rulings.decided_by(dt.date(2023, 12, 31)).exists()


def test_default_slugs_of_equal_children_are_told_apart(world: SimpleNamespace) -> None:
    again = a_holding(world.top_ruling, world.issue, "mixed")
    assert (world.holding.slug, again.slug) == (
        "merrow-2021-05-04--virtual-image",
        "merrow-2021-05-04--virtual-image--2",
    )
