"""Adding a ruling with two holdings and a treatment; the answers a holding may give; effects."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from cases.models import Case, Effect, Holding, Ruling
from tests import world as build
from tests.editors import Editor, address
from tests.jurisdictions.test_admin_edit_a_statute import faults, filled, new_row


def a_new_ruling(alice: Editor, world: SimpleNamespace, **values: Any) -> dict[str, Any]:
    reach = build.an_issue("real-child", kind="reach")
    form = filled(
        alice, Ruling, case=world.case.pk, court=world.appeal.pk, date="2026-03", kind="opinion",
        citations="14 Arc. 1\r\n\r\n 2026 AL 7, at *2 ", outcome="affirmed", summary="It affirms.",
    )  # fmt: skip
    form |= new_row("holdings", 0, issue=world.issue.pk, answer="not-protected", scope="facial", summary="It is not.",
                    source=world.source.pk, pinpoint="at 3", provisions=[world.offence.pk])  # fmt: skip
    form |= new_row("holdings", 1, issue=reach.pk, answer="no", scope="statutory", summary="Need not be proved.")
    form |= new_row("treatments_given", 0, cited=world.top_ruling.pk, kind="distinguishes", issue=world.issue.pk,
                    source=world.source.pk)  # fmt: skip
    return form | values


def test_a_ruling_is_added_with_two_holdings_and_a_treatment(alice: Editor, world: SimpleNamespace) -> None:
    alice.post(address(Ruling, "add"), a_new_ruling(alice, world))
    ruling = Ruling.objects.get(court=world.appeal)
    assert (ruling.slug, ruling.status, ruling.citations) == (
        "merrow-2026-03", "draft", ["14 Arc. 1", "2026 AL 7, at *2"],
    )  # fmt: skip
    assert [(holding.slug, holding.answer, holding.status) for holding in ruling.holdings.order_by("id")] == [
        ("merrow-2026-03--virtual-image", "not-protected", "draft"),
        ("merrow-2026-03--real-child", "no", "draft"),
    ]
    assert list(ruling.holdings.order_by("id")[0].provisions.all()) == [world.offence]
    treatment = ruling.treatments_given.get()
    assert (treatment.cited, treatment.kind, treatment.found_by) == (world.top_ruling, "distinguishes", "person")
    assert treatment.issue == world.issue


def test_an_answer_that_the_issue_does_not_allow_is_refused_with_those_it_does(
    alice: Editor, world: SimpleNamespace
) -> None:
    form = a_new_ruling(alice, world) | {"holdings-0-answer": "yes"}
    allowed = "constitutional, mixed, not-protected, not-reached, protected, unconstitutional"
    assert faults(alice.post(address(Ruling, "add"), form)) == {
        "holdings-0-answer": [f"'yes' does not answer virtual-image: use one of {allowed}."]
    }
    assert Ruling.objects.count() == 2


def test_no_answer_is_chosen_for_the_editor(alice: Editor, world: SimpleNamespace) -> None:
    assert filled(alice, Holding)["answer"] == ""
    page = alice.get(address(Holding, "add")).content.decode()
    assert "not-protected: Not protected expression" in page


def test_a_ruling_does_not_treat_itself(alice: Editor, world: SimpleNamespace) -> None:
    form = alice.open_form(address(world.top_ruling, "change"))
    form |= new_row("treatments_given", 0, cited=world.top_ruling.pk, kind="follows")
    response = alice.post(address(world.top_ruling, "change"), form)
    assert response.status_code == 200
    assert world.top_ruling.treatments_given.count() == 0


def test_an_effect_is_added_under_its_holding(alice: Editor, world: SimpleNamespace) -> None:
    form = alice.open_form(address(world.holding, "change"))
    form |= new_row("effects", 1, text=world.new_text.pk, kind="enjoined", reach="territory", since="2026")
    response = alice.post(address(world.holding, "change"), form)
    assert "Name the court whose territory it reaches." in str(faults(response))
    alice.post(address(world.holding, "change"), form | {"effects-1-court": world.appeal.pk})
    effect = Effect.objects.get(text=world.new_text)
    assert (effect.kind, str(effect.since), effect.court, effect.status) == ("enjoined", "2026", world.appeal, "draft")


def test_a_pending_appeal_names_its_court(alice: Editor, world: SimpleNamespace) -> None:
    form = alice.open_form(address(world.top_ruling, "change")) | new_row("appeals", 0, kind="pending")
    response = alice.post(address(world.top_ruling, "change"), form)
    assert "A pending appeal names its court" in str(faults(response))


def test_a_case_is_added_with_a_charge(alice: Editor, world: SimpleNamespace) -> None:
    form = filled(
        alice, Case, caption="Arcadia v. Thorne", slug="thorne", jurisdiction=world.north.pk, court=world.trial.pk,
        kind="criminal", state="pending", summary="A case.", started="2026", sources=[world.source.pk],
    )  # fmt: skip
    form |= new_row("charges", 0, position=1, citation="Images Act, s. 1", provision=world.offence.pk,
                    disposition="pending")  # fmt: skip
    alice.post(address(Case, "add"), form)
    assert Case.objects.get(slug="thorne").charges.get().slug == "thorne--charge-1"
