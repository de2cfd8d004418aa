"""The history of a record: who, when, and what changed, in its own words."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pghistory

from jurisdictions.admin.history import Change, Entry, entries
from jurisdictions.models import Statute
from tests import world as build
from tests.editors import Editor, address
from tests.jurisdictions.test_admin_edit_a_statute import new_row
from tests.jurisdictions.test_admin_publish import CONFIRMED, edit


def latest(row: Any) -> Entry:
    return entries(row)[0]


def test_an_edit_is_told_field_by_field(alice: Editor, world: SimpleNamespace) -> None:
    edit(alice, world.act, title="A better title", checked_on="2026-11", jurisdiction=world.north.pk)
    entry = latest(world.act)
    assert (entry.who, entry.how) == ("alice", "")
    (change,) = entry.changes
    assert (change.did, change.subject) == ("changed", "")
    assert set(change.fields) == {
        ("title", "Images Act", "A better title"),
        ("checked on", "", "2026-11"),
        ("jurisdiction", "xa", "xa-no"),
    }
    page = alice.get(address(world.act, "history")).content.decode()
    assert "<del>Images Act</del>" in page
    assert "<ins>A better title</ins>" in page
    assert "alice" in page


def test_links_and_rows_under_it_are_told_with_the_same_save(alice: Editor, world: SimpleNamespace) -> None:
    form = alice.open_form(address(world.act, "change")) | {"sources": [world.source.pk], "title": "A better title"}
    form |= new_row("events", 3, date="2027", kind="repealed", by="Parliament")
    form |= {"events-0-by": "Both chambers"}
    alice.post(address(world.act, "change"), form)
    entry = latest(world.act)
    assert Change("sources: linked", "gazette") in entry.changes
    told = {(change.did, change.subject) for change in entry.changes}
    assert told == {
        ("changed", ""),
        ("sources: linked", "gazette"),
        ("added", "legislative event xa-images-act--repealed--2027"),
        ("changed", "legislative event xa-images-act--enacted--2019-11-20"),
    }
    edit(alice, world.act, sources=[])
    assert latest(world.act).changes == [Change("sources: unlinked", "gazette")]


def test_a_row_deleted_under_it_is_told(alice: Editor, world: SimpleNamespace) -> None:
    event = build.an_event(world.act, "repealed", "2027", status="draft")
    alice.post(address(event, "delete"), {"post": "yes"})
    assert [(change.did, change.subject) for change in latest(world.act).changes] == [
        ("deleted", f"legislative event {event.slug}")
    ]


def test_a_load_is_told_with_its_file(alice: Editor, world: SimpleNamespace) -> None:
    with pghistory.context(by="load_kb"):
        act = build.a_statute("loaded", world.north, curated_in="jurisdictions/data/xa.yaml")
    entry = latest(act)
    assert (entry.who, entry.how) == ("", "loaded from file jurisdictions/data/xa.yaml")
    assert ("citation", "", "LOADED") in entry.changes[0].fields
    assert "loaded from file jurisdictions/data/xa.yaml" in alice.get(address(act, "history")).content.decode()


def test_a_step_of_review_is_told(alice: Editor, bob: Editor, world: SimpleNamespace) -> None:
    bob.post(address(world.act, "withdraw"), CONFIRMED | {"reason": "The court asked for it."})
    entry = latest(world.act)
    assert entry.who == "bob"
    assert entry.changes == [
        Change(
            "changed", "", [("status", "published", "withdrawn"), ("withdrawn reason", "", "The court asked for it.")]
        )
    ]


def test_an_account_since_deleted_still_has_its_number(alice: Editor, bob: Editor, world: SimpleNamespace) -> None:
    edit(alice, world.act, title="A better title")
    number = alice.user.pk
    alice.user.delete()
    assert latest(world.act).who == f"account {number}, since deleted"
    assert bob.get(address(world.act, "history")).status_code == 200


def test_names_cannot_write_markup_into_the_page(alice: Editor, world: SimpleNamespace) -> None:
    edit(alice, world.act, title="<script>alert(1)</script>")
    page = alice.get(address(world.act, "history")).content.decode()
    assert "<script>alert(1)</script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_a_record_that_is_not_there_has_no_history(alice: Editor, world: SimpleNamespace) -> None:
    response = alice.get(address(world.act, "history").replace(str(world.act.pk), "999999"))
    assert response.status_code == 302
    assert Statute.objects.count() == 1
