"""A list is exported as it is filtered, in a form that can be imported again and that runs nothing."""

from __future__ import annotations

import csv
import io
from types import SimpleNamespace
from typing import Any

import openpyxl
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jurisdictions.models import Court, LegislativeEvent, Source, Statute
from tests import world as build
from tests.editors import Editor, address, told
from tests.jurisdictions.test_admin_import import confirm, preview

XLSX, CSV = "0", "1"


def exported(editor: Editor, model: Any, format_: str = CSV, query: str = "") -> bytes:
    form = editor.open_form(address(model, "export"))
    response = editor.post(f"{address(model, 'export')}{query}", form | {"format": format_})
    assert response["Content-Disposition"].startswith("attachment"), response.content.decode()[-3000:]
    return response.content


def rows_of(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_a_filtered_list_is_exported(alice: Editor, world: SimpleNamespace) -> None:
    build.an_event(world.act, "repealed", "2027", status="draft")
    (row,) = rows_of(exported(alice, LegislativeEvent, query="?status__exact=draft"))
    assert row == {
        "slug": "xa-images-act--repealed--2027", "statute": "xa-images-act", "source": "gazette", "date": "2027",
        "kind": "repealed", "by": "", "pinpoint": "", "checked_on": "", "note": "", "status": "draft",
    }  # fmt: skip


def test_what_is_exported_can_be_imported_again_and_changes_nothing(alice: Editor, world: SimpleNamespace) -> None:
    world.act.sources.add(world.source)
    for model in (Statute, LegislativeEvent, Source):
        for format_ in (XLSX, CSV):
            response = preview(alice, model, exported(alice, model, format_))
            assert not response.context["faulty"]
            assert response.context["result"].totals["skip"] == model._default_manager.count()
            confirm(alice, model)


def test_no_cell_is_run_as_a_formula(alice: Editor, world: SimpleNamespace) -> None:
    evil = '=HYPERLINK("https://evil.example","x")'
    Source.objects.filter(pk=world.source.pk).update(title=evil, publisher="+1", note="@x\ny", content_hash="-2+3")
    (row,) = rows_of(exported(alice, Source))
    assert (row["title"], row["publisher"], row["note"], row["content_hash"]) == (f"'{evil}", "+1", "'@x\ny", "'-2+3")
    sheet: Any = openpyxl.load_workbook(io.BytesIO(exported(alice, Source, XLSX))).active
    cells = {cell.value: cell.data_type for row in sheet.iter_rows() for cell in row}
    assert cells[f"'{evil}"] == "s"
    assert "f" not in cells.values()
    preview(alice, Source, exported(alice, Source))
    confirm(alice, Source)
    world.source.refresh_from_db()
    assert world.source.title == evil


def test_characters_that_xlsx_cannot_hold_are_replaced(alice: Editor, world: SimpleNamespace) -> None:
    Source.objects.filter(pk=world.source.pk).update(title="A\x07B")
    sheet: Any = openpyxl.load_workbook(io.BytesIO(exported(alice, Source, XLSX))).active
    assert "A�B" in {cell.value for row in sheet.iter_rows() for cell in row}


def test_only_the_columns_ticked_are_exported(alice: Editor, world: SimpleNamespace) -> None:
    form = {"format": CSV, "resource": "0", "courtresource_slug": "on", "courtresource_territory": "on"}
    world.trial.territory.set([world.north, world.south])
    rows = rows_of(alice.post(address(Court, "export"), form).content)
    assert {tuple(row) for row in rows} == {("slug", "territory")}
    assert {"slug": "xatr1", "territory": "XA-NO; XA-SO"} in rows


def test_an_export_takes_as_many_queries_for_one_row_as_for_many(alice: Editor, world: SimpleNamespace) -> None:
    exported(alice, Statute)
    with CaptureQueriesContext(connection) as of_one:
        exported(alice, Statute)
    for number in range(3):
        build.a_statute(f"act-{number}", build.a_jurisdiction(f"XB-{number}")).sources.add(world.source)
    with CaptureQueriesContext(connection) as of_four:
        exported(alice, Statute)
    assert len(of_four) == len(of_one)


def test_a_wrong_filter_exports_nothing(alice: Editor, world: SimpleNamespace) -> None:
    response = alice.get(f"{address(Source, 'export')}?nonsense=1")
    assert response.status_code == 302
    assert told(response) == ["That filter is not one of the list's: nothing was exported."]
