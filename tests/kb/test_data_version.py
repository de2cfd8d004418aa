"""Which state of the data is published: the same for the same data, another once a published word is."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client

from cases.models import Holding
from jurisdictions.models import Coding, Jurisdiction, Provision, ProvisionText, Question, Source, Statute
from kb.models import DataChange, DataVersion, data_version, one_version
from kb.models.versions import bring_up_to_date, note_changes, published, tables_of_records
from tests.asking import answer, ask
from tests.world import a_coding, a_question, a_source, a_statute, a_text, make_world


def publish() -> str:
    """What the end of a transaction does, and the first reader after it."""
    note_changes()
    bring_up_to_date()
    version = data_version()
    assert version is not None
    return version.digest


def test_it_does_not_depend_on_keys_or_on_the_order_of_rows(world: SimpleNamespace) -> None:
    before, _ = published()
    # The same rows once more, under keys of their own, the codings in another order.
    codings = list(Coding.objects.values("slug", "text_id", "question_id", "answer", "source_id", "pinpoint", "note"))
    Coding.objects.all().delete()
    for row in reversed(codings):
        Coding.objects.create(status="published", **row)
    definition = world.offence.incorporates.get()
    world.offence.incorporates.clear()
    world.offence.incorporates.add(definition)
    assert published()[0] == before


def test_two_worlds_made_apart_are_of_one_version(db: None) -> None:
    found = set()
    for skipped in (0, 5):
        with transaction.atomic():
            for number in range(skipped):
                a_source(f"draft{number}", status="draft")  # keys and sequences move on
            make_world()
            found.add(published()[0])
            transaction.set_rollback(True)
    assert len(found) == 1


def test_a_published_word_changes_it(world: SimpleNamespace) -> None:
    first = publish()
    ProvisionText.objects.filter(pk=world.new_text.pk).update(summary="Possessing an image, knowing that it is one.")
    second = publish()
    world.offence.stands_in.add(world.definition)
    third = publish()
    Coding.objects.filter(text=world.new_text).update(words="appears to be")
    assert len({first, second, third, publish()}) == 4


def test_times_and_keys_of_editing_change_nothing(world: SimpleNamespace) -> None:
    first = publish()
    for model in (Statute, Provision, Coding, Jurisdiction):
        for row in model.objects.all():
            row.curated_in = "elsewhere.yaml"
            row.save()
    assert publish() == first
    assert DataVersion.objects.count() == 1


def test_a_draft_changes_nothing_nor_what_hangs_on_it_or_leads_to_it(world: SimpleNamespace) -> None:
    first = publish()
    draft = a_question("draft", status="draft")
    a_coding(world.new_text, draft)
    Provision.objects.filter(pk=world.offence.pk).update(
        parent=Provision.objects.create(statute=world.act, label="Part 1", slug="part-1")
    )
    world.act.amends.add(a_statute("draft-act", world.arcadia, status="draft"))
    world.act.sources.add(a_source("unread", status="draft"))
    assert publish() == first


def test_publishing_and_withdrawing_change_it(world: SimpleNamespace) -> None:
    text = a_text(world.definition, None, status="draft", slug="proposed")
    first = publish()
    ProvisionText.objects.filter(pk=text.pk).update(status="published")
    second = publish()
    ProvisionText.objects.filter(pk=text.pk).update(status="withdrawn", withdrawn_reason="Read wrongly.")
    third = publish()
    ProvisionText.objects.filter(pk=text.pk).update(withdrawn_reason="It was of another act.")
    assert len({first, second, third, publish()}) == 4


def test_the_day_is_that_of_the_last_change_and_not_of_the_last_look(world: SimpleNamespace) -> None:
    publish()
    DataVersion.objects.update(changed_on="2026-03-04")
    Statute.objects.update(curated_in="again.yaml")
    publish()
    assert str(DataVersion.objects.latest().changed_on) == "2026-03-04"
    Statute.objects.update(title="Another")
    publish()
    assert str(DataVersion.objects.latest().changed_on) > "2026-03-04"


def test_nothing_published_is_no_version(db: None) -> None:
    assert data_version() is None
    assert "Data-Version" not in answer("statutes/")


def test_each_table_of_records_and_of_links_is_watched(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, tgdeferrable AND tginitdeferred FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
            " WHERE tgname = 'data_change'"
        )
        watched = dict(cursor.fetchall())
    assert sorted(watched) == sorted(tables_of_records())
    assert all(watched.values())


@pytest.mark.parametrize(
    "change",
    [
        lambda w: Statute.objects.filter(pk=w.act.pk).update(title="Bulk"),
        lambda w: Question.objects.bulk_create([Question(slug="new", label="New", text="?", group="conduct")]),
        lambda w: Holding.objects.filter(pk=w.holding.pk).delete(),
        lambda w: w.holding.provisions.clear(),
        lambda w: connection.cursor().execute("UPDATE jurisdictions_source SET title = 'By hand'"),
    ],
)
def test_no_change_goes_unnoticed(world: SimpleNamespace, change: Any) -> None:
    publish()
    change(world)
    assert not DataChange.objects.exists()  # nothing is published before the transaction ends
    note_changes()
    assert DataChange.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_first_reader_after_a_commit_sees_the_new_version() -> None:
    make_world()
    first = answer("statutes/")["Data-Version"]
    assert answer("statutes/")["Data-Version"] == first
    Statute.objects.update(title="Another")
    second = answer("statutes/")["Data-Version"]
    assert first != second
    assert list(DataVersion.objects.values_list("digest", flat=True)) == [second, first]
    assert not DataChange.objects.exists()


def test_it_is_asked_of_the_database_once_an_answer(world: SimpleNamespace, django_assert_num_queries: Any) -> None:
    publish()
    with django_assert_num_queries(1), one_version():
        assert data_version() == data_version()
    with django_assert_num_queries(1 + 1):
        ask("statutes/", fields="slug")


def test_every_answer_says_it(world: SimpleNamespace) -> None:
    digest = publish()
    paths = ["", "statutes/", "statutes/xa-images-act/", "statutes/?format=csv", "search/?q=images", "nonsense/",
             "statutes/nonsense/", "statutes/?nonsense=1", "coverage/?where=possession:yes", "limits/"]  # fmt: skip
    for path in paths:
        assert Client().get(f"/api/v1/{path}")["Data-Version"] == digest, path
    first = answer("statutes/")
    assert first["ETag"].startswith(f'"{digest[:12]}-')
    same = Client().get("/api/v1/statutes/", headers={"if-none-match": first["ETag"]})
    assert (same.status_code, same["Data-Version"]) == (304, digest)


def test_an_answer_kept_from_another_version_is_sent_again(world: SimpleNamespace) -> None:
    publish()
    kept = answer("courts/")["ETag"]
    Statute.objects.update(title="Another")
    publish()
    assert Client().get("/api/v1/courts/", headers={"if-none-match": kept}).status_code == 200


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("coverage/", {"where": "possession:yes"}),
        ("matrix/", {"within": "XA"}),
        ("precedents/", {"issue": "virtual-image", "court": "xatr1"}),
        ("provisions/xa-images-act-1/status/", {}),
        ("rulings/merrow-2021-05-04/history/", {}),
    ],
)
def test_computed_answers_say_it_beside_the_day_of_the_last_change(
    world: SimpleNamespace, path: str, asked: dict[str, str]
) -> None:
    digest = publish()
    DataVersion.objects.update(changed_on="2026-03-04")
    if path.startswith("rulings"):
        path = f"rulings/{world.top_ruling.slug}/history/"
    body = ask(path, **asked)
    assert (body["data_version"], body["published_on"]) == (digest, "2026-03-04")


@pytest.mark.parametrize("path", ["/en/", "/en/statutes/", "/en/method/", "/en/statutes/nonsense/", "/en/map/?where=x"])
def test_every_page_says_it_at_its_foot(client: Client, world: SimpleNamespace, path: str) -> None:
    digest = publish()
    DataVersion.objects.update(changed_on="2026-03-04")
    foot = client.get(path).content.decode().partition("<footer")[2]
    assert digest[:12] in foot
    assert "4 March 2026" in foot
    assert "UTC" in foot


def test_kb_status_says_it(world: SimpleNamespace, capsys: pytest.CaptureFixture[str]) -> None:
    digest = publish()
    call_command("kb_status")
    assert f"Data version: {digest}, since " in capsys.readouterr().out


def test_an_empty_field_that_nobody_filled_changes_nothing(world: SimpleNamespace) -> None:
    first = publish()
    Source.objects.update(archived_url="")
    Coding.objects.update(words="")
    assert publish() == first
