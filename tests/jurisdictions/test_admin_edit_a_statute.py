"""Adding and changing a statute with its events, clauses and wordings."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from jurisdictions.admin.records import RecordForm
from jurisdictions.models import (
    Coding,
    Jurisdiction,
    LegislativeEvent,
    Provision,
    ProvisionText,
    Question,
    Source,
    Statute,
)
from jurisdictions.partial_dates import PartialDate
from tests import world as build
from tests.editors import Editor, address, told


def filled(alice: Editor, model: Any, **values: Any) -> dict[str, Any]:
    """What the page of a new record would send, with these values typed in."""
    return {**alice.open_form(address(model, "add")), **values}


def new_row(prefix: str, number: int = 0, **values: Any) -> dict[str, Any]:
    """One new row of an inline, as the browser sends it."""
    return {
        f"{prefix}-TOTAL_FORMS": number + 1,
        **{f"{prefix}-{number}-{name}": value for name, value in values.items()},
    }


def faults(response: Any) -> dict[str, list[str]]:
    """Field -> what is wrong with it, on the page that came back; rows of inlines included."""
    found = dict(response.context["adminform"].form.errors)
    for inline in response.context["inline_admin_formsets"]:
        for number, errors in enumerate(inline.formset.errors):
            found.update({f"{inline.formset.prefix}-{number}-{name}": text for name, text in errors.items()})
        if inline.formset.non_form_errors():
            found[inline.formset.prefix] = inline.formset.non_form_errors()
    return {name: list(text) for name, text in found.items()}


def a_new_act(alice: Editor, world: SimpleNamespace, **values: Any) -> dict[str, Any]:
    given = {"jurisdiction": world.north.pk, "kind": "act", "citation": "Act 7", "title": "Act 7", "language": "en",
             "summary": "It says so.", "slug": "xa-no-act-7"} | values  # fmt: skip
    return filled(alice, Statute, **given)


def test_a_statute_is_added_with_an_event_and_a_clause_all_drafts(alice: Editor, world: SimpleNamespace) -> None:
    form = a_new_act(alice, world, sources=[world.source.pk])
    form |= new_row("events", date="2026-03", kind="enacted", by="Parliament", source=world.source.pk, pinpoint="p. 1")
    form |= new_row("provisions", label="s. 1", slug="xa-no-act-7-1", position=1)
    alice.post(address(Statute, "add"), form)

    act = Statute.objects.get(slug="xa-no-act-7")
    assert (act.status, act.curated_in, list(act.sources.all())) == ("draft", "", [world.source])
    event = act.events.get()
    assert (event.date, event.status) == (PartialDate(2026, 3), "draft")
    assert event.slug == "xa-no-act-7--enacted--2026-03"
    assert [clause.slug for clause in act.provisions.all()] == ["xa-no-act-7-1"]


@pytest.mark.parametrize("typed", ["12/03/2026", "2026-13", "2026-3", "March 2026", "0001", "२०२६"])
def test_a_date_that_is_none_is_refused_with_the_forms_allowed(
    alice: Editor, world: SimpleNamespace, typed: str
) -> None:
    form = a_new_act(alice, world) | new_row("events", date=typed, kind="enacted")
    (fault,) = faults(alice.post(address(Statute, "add"), form))["events-0-date"]
    assert fault.startswith(f"{typed!r} is not a date")
    assert not Statute.objects.filter(slug="xa-no-act-7").exists()


def test_a_nul_character_is_refused(alice: Editor, world: SimpleNamespace) -> None:
    response = alice.post(address(Statute, "add"), a_new_act(alice, world, title="A\x00B"))
    assert faults(response) == {"title": ["Null characters are not allowed."]}


def test_a_slug_must_be_chosen_where_there_is_no_default(alice: Editor, world: SimpleNamespace) -> None:
    response = alice.post(address(Statute, "add"), a_new_act(alice, world, slug=""))
    assert faults(response)["slug"] == ["Choose a slug: the record's address for good, of letters, digits and hyphens."]


def test_a_slug_stands_for_good(alice: Editor, world: SimpleNamespace) -> None:
    page = alice.get(address(world.act, "change"))
    assert "slug" not in page.context["adminform"].form.fields
    alice.post(address(world.act, "change"), {**alice.open_form(address(world.act, "change")), "slug": "other"})
    world.act.refresh_from_db()
    assert world.act.slug == "xa-images-act"


def test_status_reason_and_file_cannot_be_typed(alice: Editor, world: SimpleNamespace) -> None:
    Statute.objects.filter(pk=world.act.pk).update(curated_in="jurisdictions/data/xa.yaml")
    page = alice.get(address(world.act, "change"))
    assert not {"status", "withdrawn_reason", "curated_in"} & set(page.context["adminform"].form.fields)
    assert "jurisdictions/data/xa.yaml" in page.content.decode()
    form = alice.open_form(address(world.act, "change"))
    alice.post(address(world.act, "change"), {**form, "status": "draft", "curated_in": "x", "title": "New title"})
    world.act.refresh_from_db()
    assert (world.act.status, world.act.curated_in) == ("published", "jurisdictions/data/xa.yaml")
    assert world.act.title == "New title"


def test_saving_an_untouched_page_changes_nothing(alice: Editor, world: SimpleNamespace) -> None:
    before = LegislativeEvent.history.rel.related_model.objects.count()  # type: ignore[attr-defined]
    response = alice.post(address(world.act, "change"), alice.open_form(address(world.act, "change")))
    assert response.status_code == 302
    assert LegislativeEvent.history.rel.related_model.objects.count() == before  # type: ignore[attr-defined]


def test_a_new_wording_may_not_overlap_another(alice: Editor, world: SimpleNamespace) -> None:
    form = alice.open_form(address(world.offence, "change"))
    form |= new_row("texts", 2, valid_from="2021", summary="Another wording.")
    response = alice.post(address(world.offence, "change"), form)
    assert faults(response) == {
        "texts-2-valid_from": [
            "It overlaps the wording xa-images-act-1--2020-01-01.",
            "It overlaps the wording xa-images-act-1--2022-03-01.",
        ]
    }
    form = filled(alice, ProvisionText, provision=world.offence.pk, valid_from="2021", summary="Another wording.")
    response = alice.post(address(ProvisionText, "add"), form)
    assert "Another wording of this provision is in force on some of these days." in str(faults(response))
    assert world.offence.texts.count() == 2


def test_a_wording_ends_where_the_next_begins_in_one_go(alice: Editor, world: SimpleNamespace) -> None:
    form = alice.open_form(address(world.offence, "change")) | {"texts-1-valid_to": "2024-01-01"}
    form |= new_row("texts", 2, valid_from="2024-01-01", summary="A third wording.")
    alice.post(address(world.offence, "change"), form)
    assert [str(text.valid_to) for text in world.offence.texts.all()] == ["2022-03-01", "2024-01-01", "None"]


def test_a_wording_does_not_end_before_it_starts(alice: Editor, world: SimpleNamespace) -> None:
    form = alice.open_form(address(world.offence, "change")) | {"texts-1-valid_to": "2021"}
    response = alice.post(address(world.offence, "change"), form)
    assert "The last day must come after the first." in str(faults(response))


def test_what_the_database_alone_refuses_is_told_and_nothing_is_saved(
    alice: Editor, world: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(RecordForm, "validate_constraints", lambda self: None)
    form = alice.open_form(address(world.new_text, "change")) | {"valid_to": "2021"}
    response = alice.post(address(world.new_text, "change"), form)
    assert told(response) == ["The database refuses this (wording ends after it starts). Nothing was saved."]
    world.new_text.refresh_from_db()
    assert world.new_text.valid_to is None


def test_a_wording_is_added_under_its_clause(alice: Editor, world: SimpleNamespace) -> None:
    ProvisionText.objects.filter(pk=world.new_text.pk).update(valid_to="2024-01-01")
    form = alice.open_form(address(world.offence, "change"))
    form |= new_row("texts", 2, valid_from="2024-01-01", summary="A third wording.", made_by=world.act.pk)
    alice.post(address(world.offence, "change"), form)
    assert world.offence.texts.get(valid_from="2024-01-01").slug == "xa-images-act-1--2024-01-01"


def test_an_answer_that_the_question_does_not_allow_is_refused(alice: Editor, world: SimpleNamespace) -> None:
    Question.objects.filter(pk=world.synthetic.pk).update(answers=["yes", "no"])
    form = alice.open_form(address(world.new_text, "change"))
    form |= new_row("codings", 1, question=world.synthetic.pk, answer="partial")
    response = alice.post(address(world.new_text, "change"), form)
    assert faults(response) == {"codings-1-answer": ["“Wholly-synthetic” allows yes, no."]}


def test_a_coding_is_added_and_gets_its_slug(alice: Editor, world: SimpleNamespace) -> None:
    form = alice.open_form(address(world.new_text, "change"))
    form |= new_row("codings", 1, question=world.synthetic.pk, answer="silent", coder="Alice")
    alice.post(address(world.new_text, "change"), form)
    coding = Coding.objects.get(text=world.new_text, question=world.synthetic)
    assert (coding.slug, coding.status, coding.coder) == (
        "xa-images-act-1--2022-03-01--wholly-synthetic", "draft", "Alice",
    )  # fmt: skip


def test_a_clause_of_another_statute_is_no_parent(alice: Editor, world: SimpleNamespace) -> None:
    other = build.a_provision(build.a_statute("other-act", world.arcadia))
    form = alice.open_form(address(world.offence, "change")) | {"parent": other.pk}
    assert faults(alice.post(address(world.offence, "change"), form)) == {
        "parent": ["s. 1 is a clause of another statute."]
    }


def test_a_clause_is_not_a_part_of_its_own_part(alice: Editor, world: SimpleNamespace) -> None:
    Provision.objects.filter(pk=world.definition.pk).update(parent=world.offence)
    form = alice.open_form(address(world.offence, "change")) | {"parent": world.definition.pk}
    assert faults(alice.post(address(world.offence, "change"), form)) == {
        "parent": ["s. 9 is itself a part of this clause."]
    }


def test_moving_a_place_moves_what_is_under_it(alice: Editor, world: SimpleNamespace) -> None:
    town = build.a_jurisdiction("XA-NO-1", parent=world.north)
    form = alice.open_form(address(world.north, "change")) | {"parent": world.south.pk}
    alice.post(address(world.north, "change"), form)
    town.refresh_from_db()
    assert town.path == ["XA-NO-1", "XA-NO", "XA-SO", "XA"]
    form = alice.open_form(address(world.south, "change")) | {"parent": town.pk}
    assert "is itself part of" in str(faults(alice.post(address(world.south, "change"), form)))
    assert Jurisdiction.objects.get(pk=world.south.pk).path == ["XA-SO", "XA"]


def test_a_question_keeps_the_answers_ticked(alice: Editor, world: SimpleNamespace) -> None:
    form = alice.open_form(address(world.possession, "change"))
    assert form["answers"] == ["yes", "partial", "unclear", "silent", "no"]
    alice.post(address(world.possession, "change"), form | {"answers": ["yes", "no"]})
    world.possession.refresh_from_db()
    assert world.possession.answers == ["yes", "no"]


def test_a_source_is_added(alice: Editor, world: SimpleNamespace) -> None:
    alice.post(
        address(Source, "add"),
        filled(alice, Source, url="https://gazette.example/7", title="No. 7", slug="gazette-7", publisher="Gazette",
               kind="primary", retrieved="2026-11", read="on"),
    )  # fmt: skip
    source = Source.objects.get(slug="gazette-7")
    assert (str(source.retrieved), source.read, source.status) == ("2026-11", True, "draft")


def test_nothing_is_chosen_for_the_editor(alice: Editor, world: SimpleNamespace) -> None:
    form = filled(alice, Statute)
    assert form["kind"] == ""
