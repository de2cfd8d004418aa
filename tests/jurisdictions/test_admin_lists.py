"""Every list and every page of the admin opens; lists are searched and filtered; their queries do not grow."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jurisdictions.models import Coding, LegislativeEvent, Participation, Record, Source, Statute
from tests import world as build
from tests.editors import Editor, address, an_editor

RECORDS = sorted((m for m in admin.site._registry if issubclass(m, Record)), key=lambda model: model.__name__)


def test_every_record_has_a_screen() -> None:
    found = {model for model in _subclasses(Record) if not model._meta.abstract and not model._meta.proxy}
    assert found == set(RECORDS)


def _subclasses(model: Any) -> set[Any]:
    children: list[Any] = model.__subclasses__()
    return {sub for child in children for sub in {child, *_subclasses(child)}}


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model.__name__)
def test_pages_of_every_kind_of_record_open(alice: Editor, world: SimpleNamespace, model: type[Record]) -> None:
    build.a_treatment(world.top_ruling, world.trial_ruling)
    build._make(Participation, jurisdiction=world.north, kind="member", body=world.arcadia, source=world.source)
    treaty = build.a_statute("xa-treaty", world.arcadia, kind="treaty")
    build.a_reservation(build.a_part_in(treaty, world.arcadia))
    build.a_transposition(world.arcadia, world.offence)
    build.a_penalty(world.new_text)
    build.a_reporting_duty(world.new_text)
    row = model._default_manager.first()
    assert row is not None
    for page in ("changelist", "add", "export"):
        assert alice.get(address(model, page)).status_code == 200, page
    for page in ("change", "history", "delete", "publish", "withdraw", "draft"):
        assert alice.get(address(row, page)).status_code == 200, page
    found = alice.get(address(model, "changelist"), {"q": row.slug})
    assert list(found.context["cl"].result_list) == [row] or row in found.context["cl"].result_list


MORE: list[tuple[type[Record], Callable[[SimpleNamespace, int], Any]]] = [
    (Source, lambda w, n: build.a_source(f"source-{n}")),
    (Statute, lambda w, n: build.a_statute(f"statute-{n}", build.a_jurisdiction(f"XB-{n}"))),
    (LegislativeEvent, lambda w, n: build.an_event(build.a_statute(f"statute-{n}", w.north), "signed", f"20{n:02}")),
    (Coding, lambda w, n: build.a_coding(
        build.a_text(build.a_provision(w.act, f"s. 1{n}")), build.a_question(f"question-{n}"))),
]  # fmt: skip


@pytest.mark.parametrize(("model", "another"), MORE, ids=[model.__name__ for model, _ in MORE])
def test_a_list_takes_as_many_queries_for_one_row_as_for_three(
    alice: Editor,
    world: SimpleNamespace,
    model: type[Record],
    another: Callable[[SimpleNamespace, int], Any],
) -> None:
    alice.get(address(model, "changelist"))  # what is read once a process is read now
    with CaptureQueriesContext(connection) as before:
        alice.get(address(model, "changelist"))
    for number in (11, 12, 13):
        another(world, number)
    with CaptureQueriesContext(connection) as after:
        alice.get(address(model, "changelist"))
    assert len(after) == len(before)
    assert len(after) <= 12


def test_filters_and_dates_narrow_a_list(alice: Editor, world: SimpleNamespace) -> None:
    draft = build.an_event(world.act, "repealed", "2027-05", status="draft")
    listed = alice.get(address(LegislativeEvent, "changelist"), {"status__exact": "draft"}).context["cl"]
    assert list(listed.result_list) == [draft]
    listed = alice.get(address(LegislativeEvent, "changelist"), {"date_latest__year": "2027"}).context["cl"]
    assert list(listed.result_list) == [draft]
    listed = alice.get(address(LegislativeEvent, "changelist"), {"has_source": "no"}).context["cl"]
    assert list(listed.result_list) == []


def test_lists_show_short_words_and_keep_partial_dates(alice: Editor, world: SimpleNamespace) -> None:
    build.an_event(world.act, "duty-starts", "2027-05")
    page = alice.get(address(LegislativeEvent, "changelist")).content.decode()
    assert "Duty starts" in page
    assert '<span class="whitespace-nowrap">2027-05</span>' in page


@pytest.mark.parametrize(
    "query",
    ["q=%00", "q=%27%22%3B--", "status__exact=%00", "status__exact=nonsense", "nonsense=1", "date_latest__year=abc",
     "date_latest__year=99999999999", "p=abc", "p=-1", "p=99999", "o=99.x", "has_source=%00", "statute__id__exact=x",
     "statute__id__exact=99999999999999999999", "q=" + "x" * 5000, "all=1&q=%F0%9F%98%80"],
)  # fmt: skip
def test_hostile_queries_of_a_list_are_no_server_error(alice: Editor, world: SimpleNamespace, query: str) -> None:
    response = alice.get(f"{address(LegislativeEvent, 'changelist')}?{query}", follow=True)
    assert response.status_code in (200, 400)


def test_relations_are_chosen_by_typing_part_of_a_name(alice: Editor, world: SimpleNamespace) -> None:
    found = alice.get(
        "/admin/autocomplete/",
        {"term": "s. 9", "app_label": "cases", "model_name": "charge", "field_name": "provision"},
    ).json()
    assert [option["text"] for option in found["results"]] == ["s. 9, Images Act, s. 1"]


def test_a_reader_without_rights_sees_no_list_and_cannot_import(alice: Editor, world: SimpleNamespace) -> None:
    carol = an_editor("carol", is_superuser=False)
    for page in ("changelist", "import", "export"):
        assert carol.get(address(Source, page)).status_code == 403, page
    assert carol.get(address(world.source, "publish")).status_code == 403
