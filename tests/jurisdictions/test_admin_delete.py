"""Deleting what others depend on, or what is public, is refused with a list."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from jurisdictions.models import LegislativeEvent, Record, Source, Statute
from tests import world as build
from tests.editors import Editor, address, told
from tests.jurisdictions.test_admin_edit_a_statute import faults

SURE = {"post": "yes"}


def refused(editor: Editor, row: Any) -> str:
    """The page that refuses, after a confirmed attempt; the row is still there."""
    response = editor.post(address(row, "delete"), SURE)
    assert response.status_code == 200
    assert type(row)._default_manager.filter(pk=row.pk).exists()
    page: str = response.content.decode()
    assert "cannot be deleted. Nothing was changed." in page
    return page


def all_drafts(*models: type[Record]) -> None:
    for model in models:
        model._default_manager.update(status="draft")


def test_a_draft_that_nothing_depends_on_is_deleted(alice: Editor, world: SimpleNamespace) -> None:
    act = build.a_statute("new-act", world.north, status="draft")
    build.an_event(act, "introduced", "2026", status="draft")
    page = alice.get(address(act, "delete")).content.decode()
    assert "Are you sure" in page
    assert alice.post(address(act, "delete"), SURE).status_code == 302
    assert not Statute.objects.filter(slug="new-act").exists()


def test_a_public_record_is_withdrawn_rather_than_deleted(alice: Editor, world: SimpleNamespace) -> None:
    event = build.an_event(world.act, "repealed", "2027")
    page = refused(alice, event)
    assert "public or withdrawn, so they stay: withdraw instead of deleting" in page
    LegislativeEvent.objects.filter(pk=event.pk).update(status="withdrawn", withdrawn_reason="x")
    refused(alice, event)


def test_a_draft_with_public_rows_under_it_is_not_deleted(alice: Editor, world: SimpleNamespace) -> None:
    act = build.a_statute("new-act", world.north, status="draft")
    event = build.an_event(act, "introduced", "2026")
    page = refused(alice, act)
    assert f'href="{address(event, "change")}"' in page
    assert "Legislative events (1)" in page


def test_what_holdings_and_effects_rest_on_is_not_deleted(alice: Editor, world: SimpleNamespace) -> None:
    """A holding is only linked to a clause: the database would drop the link without a word."""
    all_drafts(*(type(row) for row in (world.act, world.offence, world.old_text)), LegislativeEvent)
    world.old_text.codings.model.objects.update(status="draft")
    page = refused(alice, world.act)
    for row in (world.holding, world.effect):
        assert f'href="{address(row, "change")}"' in page
    assert "Holdings (1)</strong>: refer to what would be deleted" in page
    assert "Effects (1)</strong>: refer to what would be deleted" in page
    assert "Charges (1)</strong>: refer to what would be deleted" in page


def test_a_source_in_use_is_not_deleted(alice: Editor, world: SimpleNamespace) -> None:
    source = build.a_source("another", status="draft")
    world.act.sources.add(source)
    coding = build.a_coding(world.new_text, world.synthetic, source=source, status="draft")
    page = refused(alice, source)
    assert f'href="{address(world.act, "change")}"' in page
    assert f'href="{address(coding, "change")}"' in page


def test_a_list_of_rows_is_refused_together(alice: Editor, world: SimpleNamespace) -> None:
    free, used = build.a_source("free", status="draft"), build.a_source("used", status="draft")
    world.act.sources.add(used)
    chosen = {"action": "delete_selected", "_selected_action": [free.pk, used.pk]}
    page = alice.post(address(Source, "changelist"), chosen | SURE).content.decode()
    assert "The selected sources (2) cannot be deleted. Nothing was changed." in page
    assert Source.objects.filter(slug__in=["free", "used"]).count() == 2
    chosen["_selected_action"] = [free.pk]
    assert told(alice.post(address(Source, "changelist"), chosen | SURE)) == ["Successfully deleted 1 source."]


def test_a_public_row_is_not_deleted_from_its_parents_page(alice: Editor, world: SimpleNamespace) -> None:
    form = alice.open_form(address(world.act, "change")) | {"events-0-DELETE": "on"}
    response = alice.post(address(world.act, "change"), form)
    assert "cannot be deleted" in str(faults(response)["events"])
    assert world.act.events.count() == 3


def test_a_draft_row_is_deleted_from_its_parents_page(alice: Editor, world: SimpleNamespace) -> None:
    draft = build.an_event(world.act, "repealed", "2027", status="draft")
    form = alice.open_form(address(world.act, "change")) | {"events-3-DELETE": "on"}
    assert form["events-3-id"] == str(draft.pk)
    alice.post(address(world.act, "change"), form)
    assert not LegislativeEvent.objects.filter(pk=draft.pk).exists()


def test_a_long_list_of_blockers_is_cut_and_counted(alice: Editor, world: SimpleNamespace) -> None:
    court = build.a_court("busy", world.north, status="draft")
    for number in range(30):
        build.a_case(f"case-{number}", court)
    page = refused(alice, court)
    assert "Cases (30)" in page
    assert "… and 5 more" in page
