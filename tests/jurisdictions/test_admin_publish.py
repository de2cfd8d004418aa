"""Publishing takes a second person; withdrawing a reason; and each step says what it did and what it refused."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import Holding, Ruling
from jurisdictions.models import LegislativeEvent, Source, Statute
from tests import world as build
from tests.editors import Editor, address, an_editor, told

CONFIRMED = {"confirmed": "yes"}


def edit(editor: Editor, row: Any, **values: Any) -> None:
    """Save the row's page with these values typed in."""
    response = editor.post(address(row, "change"), editor.open_form(address(row, "change")) | values)
    assert response.status_code == 302
    row.refresh_from_db()


def run(editor: Editor, action: str, *rows: Any, **values: Any) -> Any:
    """Run an action on rows of one list, confirmed."""
    selected = {"action": f"{action}_selected", "_selected_action": [row.pk for row in rows]}
    return editor.post(address(type(rows[0]), "changelist"), selected | CONFIRMED | values)


def test_the_one_who_edited_last_cannot_publish_and_another_can(
    alice: Editor, bob: Editor, world: SimpleNamespace
) -> None:
    act = build.a_statute("new-act", world.north, status="draft")
    act.sources.add(world.source)
    edit(alice, act, title="A better title")
    assert "you were the last to edit it" in alice.get(address(act, "publish")).content.decode()
    response = alice.post(address(act, "publish"), CONFIRMED)
    refusal = "because you were the last to edit it: a second person has to publish it"
    assert told(response) == [f"Not published (1), {refusal}: NEW-ACT: A better title."]
    act.refresh_from_db()
    assert act.status == "draft"

    response = bob.post(address(act, "publish"), CONFIRMED)
    assert told(response) == ["Published: 1 statute."]
    act.refresh_from_db()
    assert act.status == "published"


def test_a_link_made_is_an_edit_too(alice: Editor, bob: Editor, world: SimpleNamespace) -> None:
    act = build.a_statute("new-act", world.north, status="draft")
    edit(bob, act, title="A better title")
    edit(alice, act, sources=[world.source.pk])
    alice.post(address(act, "publish"), CONFIRMED)
    act.refresh_from_db()
    assert act.status == "draft"


def test_a_step_of_review_is_no_edit(alice: Editor, bob: Editor, world: SimpleNamespace) -> None:
    source = build.a_source("another", status="draft")
    edit(alice, source, title="A better title")
    bob.post(address(source, "publish"), CONFIRMED)
    bob.post(address(source, "draft"), CONFIRMED)
    alice.post(address(source, "publish"), CONFIRMED)
    source.refresh_from_db()
    assert source.status == "draft"
    bob.post(address(source, "publish"), CONFIRMED)
    source.refresh_from_db()
    assert source.status == "published"


def test_what_a_file_says_may_be_published_by_anyone(alice: Editor, bob: Editor, world: SimpleNamespace) -> None:
    source = build.a_source("another", status="draft")
    alice.post(address(source, "publish"), CONFIRMED)
    source.refresh_from_db()
    assert source.status == "published"


def test_a_page_that_is_only_looked_at_changes_nothing(alice: Editor, bob: Editor, world: SimpleNamespace) -> None:
    for step in ("withdraw", "draft"):
        alice.get(address(world.act, step))
    alice.post(address(world.act, "draft"), {})
    world.act.refresh_from_db()
    assert world.act.status == "published"


def test_the_only_editor_publishes_with_a_note_in_the_history(alice: Editor, world: SimpleNamespace) -> None:
    source = build.a_source("another", status="draft")
    edit(alice, source, title="A better title")
    response = alice.post(address(source, "publish"), CONFIRMED)
    assert "Tick this, or ask for a second editor&#x27;s account" in response.content.decode()
    source.refresh_from_db()
    assert source.status == "draft"
    alice.post(address(source, "publish"), CONFIRMED | {"alone": "on"})
    source.refresh_from_db()
    assert source.status == "published"
    assert "no second editor exists" in alice.get(address(source, "history")).content.decode()


def test_accounts_that_cannot_publish_are_no_second_editor(alice: Editor, world: SimpleNamespace) -> None:
    an_editor("carol", is_superuser=False)
    an_editor("dave", is_active=False)
    page = alice.get(address(build.a_source("another", status="draft"), "publish")).content.decode()
    assert "No second editor exists" in page
    User.objects.filter(username="dave").update(is_active=True)
    page = alice.get(address(Source.objects.get(slug="another"), "publish")).content.decode()
    assert "No second editor exists" not in page


def test_an_assertion_without_a_source_is_refused(alice: Editor, bob: Editor, world: SimpleNamespace) -> None:
    event = build._make(LegislativeEvent, statute=world.act, kind="repealed", date="2027", status="draft")
    assert told(bob.post(address(event, "publish"), CONFIRMED)) == [
        "Not published (1), because it names no source: Images Act, s. 1: repealed 2027."
    ]
    event.refresh_from_db()
    assert event.status == "draft"


def test_a_statute_without_a_source_is_refused_and_so_is_a_ruling_unless_its_case_has_one(
    alice: Editor, bob: Editor, world: SimpleNamespace
) -> None:
    act = build.a_statute("new-act", world.north, status="draft")
    unsourced = build.a_ruling(world.case, "2023", status="draft")
    case = build.a_case("sourced", world.trial)
    case.sources.add(world.source)
    ruling = build.a_ruling(case, "2023", status="draft")
    assert "it names no source" in told(bob.post(address(act, "publish"), CONFIRMED))[0]
    assert "it names no source" in told(bob.post(address(unsourced, "publish"), CONFIRMED))[0]
    assert told(bob.post(address(ruling, "publish"), CONFIRMED)) == ["Published: 1 ruling."]


def test_many_are_published_at_once_with_a_summary(alice: Editor, bob: Editor, world: SimpleNamespace) -> None:
    good = [build.an_event(world.act, "duty-starts", f"203{n}", status="draft") for n in range(3)]
    bad = build._make(LegislativeEvent, statute=world.act, kind="repealed", date="2040", status="draft")
    response = run(bob, "publish", *good, bad, world.act.events.get(kind="enacted"))
    assert told(response) == [
        "Published: 3 legislative events.",
        "Not published (1), because it is published already: Images Act, s. 1: enacted 2019-11-20.",
        "Not published (1), because it names no source: Images Act, s. 1: repealed 2040.",
    ]
    assert {event.status for event in world.act.events.filter(kind="duty-starts")} == {"published"}


def test_the_drafts_that_hang_on_it_go_with_it_if_asked(alice: Editor, bob: Editor, world: SimpleNamespace) -> None:
    ruling = build.a_ruling(world.case, "2023", status="draft")
    ruling.sources.add(world.source)
    holding = build.a_holding(ruling, world.issue, status="draft")
    unsourced = build._make(
        Holding,
        ruling=ruling,
        issue=build.an_issue("other"),
        answer="mixed",
        scope="facial",
        summary="x",
        status="draft",
    )
    effect = build.an_effect(holding, world.new_text, status="draft")
    page = bob.get(address(ruling, "publish"))
    assert [verdict.row for verdict in page.context["verdicts_below"]] == [holding, unsourced, effect]
    response = bob.post(address(ruling, "publish"), CONFIRMED | {"below": "on"})
    assert told(response)[0] == "Published: 1 ruling, 1 holding, 1 effect."
    assert "it names no source" in told(response)[1]
    for row, status in ((ruling, "published"), (holding, "published"), (effect, "published"), (unsourced, "draft")):
        row.refresh_from_db()
        assert row.status == status


def test_withdrawing_asks_for_the_reason_and_keeps_it_until_it_is_published_again(
    alice: Editor, bob: Editor, world: SimpleNamespace
) -> None:
    world.act.sources.add(world.source)
    response = alice.post(address(world.act, "withdraw"), CONFIRMED)
    assert "Give the reason that readers will be shown." in response.content.decode()
    response = run(alice, "withdraw", world.act, reason="The court asked for it.")
    assert told(response) == ["Withdrawn: 1 statute."]
    world.act.refresh_from_db()
    assert (world.act.status, world.act.withdrawn_reason) == ("withdrawn", "The court asked for it.")
    assert told(bob.post(address(world.act, "publish"), CONFIRMED)) == ["Published: 1 statute."]
    world.act.refresh_from_db()
    assert (world.act.status, world.act.withdrawn_reason) == ("published", "")


def test_only_what_is_public_is_withdrawn(alice: Editor, world: SimpleNamespace) -> None:
    draft = build.a_source("another", status="draft")
    assert "it is not public" in told(run(alice, "withdraw", draft, reason="x"))[0]


def test_the_buttons_are_the_steps_that_can_be_taken(alice: Editor, world: SimpleNamespace) -> None:
    def buttons(row: Any) -> set[str]:
        page = alice.get(address(row, "change")).content.decode()
        return {step for step in ("publish", "withdraw", "draft") if f'href="{address(row, step)}"' in page}

    assert buttons(world.act) == {"withdraw", "draft"}
    assert buttons(build.a_source("another", status="draft")) == {"publish"}


def test_an_edit_of_a_public_record_leaves_it_public(alice: Editor, world: SimpleNamespace) -> None:
    edit(alice, world.act, title="A better title")
    assert (world.act.status, world.act.title) == ("published", "A better title")


def test_publishing_ten_takes_as_many_queries_as_publishing_two(
    alice: Editor, bob: Editor, world: SimpleNamespace
) -> None:
    world.case.sources.add(world.source)
    first = [build.a_ruling(world.case, f"190{n}", status="draft") for n in range(2)]
    more = [build.a_ruling(world.case, f"191{n}", status="draft") for n in range(10)]
    assert Ruling.objects.filter(status="draft").count() == 12
    with CaptureQueriesContext(connection) as of_two:
        run(bob, "publish", *first)
    with CaptureQueriesContext(connection) as of_ten:
        run(bob, "publish", *more)
    assert len(of_ten) == len(of_two)
    assert not Ruling.objects.filter(status="draft").exists()


def test_a_publish_is_in_the_log_of_the_admin(alice: Editor, bob: Editor, world: SimpleNamespace) -> None:
    source = build.a_source("another", status="draft")
    bob.post(address(source, "publish"), CONFIRMED)
    assert bob.user.logentry_set.get().change_message == "Published"
    assert Statute.objects.get(pk=world.act.pk).status == "published"
