"""A sheet is previewed, taken whole or not at all, and every bad row is named with its column and a remedy."""

from __future__ import annotations

import datetime as dt
import io
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cases.models import Holding, Treatment
from jurisdictions.admin.sheet_files import MAX_ROWS
from jurisdictions.models import Coding, Court, Jurisdiction, LegislativeEvent, Provision, Source, Statute
from jurisdictions.models.statutes import EventKind
from kb.models import Observation
from tests import world as build
from tests.editors import Editor, address, told

EVENTS = ["slug", "statute", "date", "kind", "by", "source", "pinpoint"]


def csv_of(*rows: list[Any]) -> bytes:
    return "\r\n".join(",".join(f'"{cell}"' for cell in row) for row in rows).encode()


def xlsx_of(*rows: list[Any], formats: dict[str, str] | None = None) -> bytes:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for row in rows:
        sheet.append(row)
    for cell, number_format in (formats or {}).items():
        sheet[cell].number_format = number_format
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def preview(editor: Editor, model: Any, data: bytes, name: str = "sheet.xlsx") -> Any:
    return editor.post(address(model, "import"), {"sheet": SimpleUploadedFile(name, data)})


def confirm(editor: Editor, model: Any) -> Any:
    return editor.post(address(model, "process_import"))


def wrong(response: Any) -> dict[tuple[int, str], str]:
    """(row of the sheet, column) -> what is wrong."""
    result = response.context["result"]
    assert not result.base_errors, result.base_errors[0].error
    assert not result.row_errors(), result.row_errors()
    return {
        (row.number + 1, column): " ".join(texts)
        for row in result.invalid_rows
        for column, texts in row.error_dict.items()
    }


def refused(response: Any) -> str:
    """Why the file or its first row as a whole was refused."""
    if response.context["form"].errors:
        return str(response.context["form"].errors["sheet"][0])
    (error,) = response.context["result"].base_errors
    return str(error.error.messages[0])


@pytest.mark.parametrize("make", [csv_of, xlsx_of])
def test_a_sheet_with_a_bad_row_is_refused_and_the_mended_one_is_kept(
    alice: Editor, world: SimpleNamespace, make: Any
) -> None:
    good = ["", "xa-images-act", "2027-03", "amended", "Act 9", "gazette", "p. 1"]
    bad = ["", "xa-image-act", "03/2027", "amendd", "Act 9", "gazete", "p. 1"]
    response = preview(alice, LegislativeEvent, make(EVENTS, good, bad))
    assert wrong(response) == {
        (3, "statute"): "no statute has the slug 'xa-image-act'; did you mean xa-images-act?",
        (3, "date"): "'03/2027' is not a date: write 2025, 2025-03 or 2025-03-09",
        (3, "kind"): f"'amendd' is not one of {', '.join(EventKind.values)}; did you mean amended?",
        (3, "source"): "no source has the slug 'gazete'; did you mean gazette?",
    }
    page = response.content.decode()
    assert "Nothing was imported." in page
    assert "did you mean xa-images-act?" in page
    assert told(confirm(alice, LegislativeEvent)) == [
        "There is no sheet waiting to be imported: choose the file once more."
    ]
    assert world.act.events.count() == 3

    mended = ["", "xa-images-act", "2027", "repealed", "Act 10", "gazette", ""]
    response = preview(alice, LegislativeEvent, make(EVENTS, good, mended))
    assert wrong(response) == {}
    assert world.act.events.count() == 3  # nothing is kept yet
    assert told(confirm(alice, LegislativeEvent)) == [
        "Imported from sheet.xlsx: 2 new, as drafts; 0 changed; 0 already as in the sheet."
    ]
    new = world.act.events.filter(status="draft").order_by("date_latest")
    assert [(str(event.date), event.kind, event.slug, event.curated_in) for event in new] == [
        ("2027-03", "amended", "xa-images-act--amended--2027-03", ""),
        ("2027", "repealed", "xa-images-act--repealed--2027", ""),
    ]


def test_the_same_sheet_twice_is_refused_and_with_slugs_changes_nothing(alice: Editor, world: SimpleNamespace) -> None:
    row = ["", "xa-images-act", "2027", "repealed", "Act 10", "gazette", ""]
    preview(alice, LegislativeEvent, csv_of(EVENTS, row))
    confirm(alice, LegislativeEvent)
    assert "exists already: write it here" in wrong(preview(alice, LegislativeEvent, csv_of(EVENTS, row)))[2, "slug"]
    row[0] = "xa-images-act--repealed--2027"
    preview(alice, LegislativeEvent, csv_of(EVENTS, row))
    assert told(confirm(alice, LegislativeEvent)) == [
        "Imported from sheet.xlsx: 0 new, as drafts; 0 changed; 1 already as in the sheet."
    ]
    row[6] = "p. 4"
    response = preview(alice, LegislativeEvent, csv_of(EVENTS, row))
    assert response.context["result"].totals["update"] == 1
    confirm(alice, LegislativeEvent)
    assert LegislativeEvent.objects.get(slug=row[0]).pinpoint == "p. 4"


def test_an_import_is_in_the_history_with_its_sheet(alice: Editor, world: SimpleNamespace) -> None:
    row = ["", "xa-images-act", "2027", "repealed", "Act 10", "gazette", ""]
    preview(alice, LegislativeEvent, csv_of(EVENTS, row), "repeals.csv")
    confirm(alice, LegislativeEvent)
    page = alice.get(address(world.act, "history")).content.decode()
    assert "from the sheet repeals.csv" in page


def test_what_changed_since_the_preview_is_seen(alice: Editor, world: SimpleNamespace) -> None:
    row = ["", "xa-images-act", "2027", "repealed", "Act 10", "gazette", ""]
    preview(alice, LegislativeEvent, csv_of(EVENTS, row, [*row[:2], "2028", *row[3:]]))
    build.an_event(world.act, "repealed", "2028", by="Act 10")
    response = confirm(alice, LegislativeEvent)
    assert "exists already" in wrong(response)[3, "slug"]
    assert not LegislativeEvent.objects.filter(date="2027").exists()


def test_a_sheet_waits_for_its_own_editor_and_kind(alice: Editor, bob: Editor, world: SimpleNamespace) -> None:
    row = ["", "xa-images-act", "2027", "repealed", "Act 10", "gazette", ""]
    preview(alice, LegislativeEvent, csv_of(EVENTS, row))
    confirm(bob, LegislativeEvent)
    confirm(alice, Source)
    assert world.act.events.count() == 3


def test_a_month_of_a_spreadsheet_stays_a_month(alice: Editor, world: SimpleNamespace) -> None:
    """Excel turns 2027-03 into the first of March and shows "Mar-27"."""
    when = dt.date(2027, 3, 1)
    rows: list[list[Any]] = [
        ["", "xa-images-act", when, kind, "Act 9", "gazette", ""] for kind in ("amended", "failed", "vetoed")
    ]
    rows.append(["", "xa-images-act", 2027, "repealed", "Act 9", "gazette", 3.5])
    data = xlsx_of(EVENTS, *rows, formats={"C2": "mmm-yy", "C3": "yyyy", "C4": "dd/mm/yyyy"})
    preview(alice, LegislativeEvent, data)
    confirm(alice, LegislativeEvent)
    dates = {event.kind: str(event.date) for event in world.act.events.filter(status="draft")}
    assert dates == {"amended": "2027-03", "failed": "2027", "vetoed": "2027-03-01", "repealed": "2027"}
    assert world.act.events.get(kind="repealed").pinpoint == "3.5"


def test_columns_are_checked_first(alice: Editor, world: SimpleNamespace) -> None:
    response = preview(alice, LegislativeEvent, csv_of(["statut", "date", "date"], ["xa-images-act", "2027", "2027"]))
    assert refused(response) == (
        "First row: there is no column 'statut'; did you mean statute?; the column 'date' stands there twice; "
        "the column statute is missing; the column kind is missing."
    )
    assert "did you mean statute?" in response.content.decode()


def test_one_row_a_record(alice: Editor, world: SimpleNamespace) -> None:
    row = ["new-source", "https://gazette.example/1", "T", "P", "primary"]
    response = preview(alice, Source, csv_of(["slug", "url", "title", "publisher", "kind"], row, row))
    assert wrong(response) == {(3, "slug"): "new-source stands in row 2 already"}


def test_rows_may_refer_to_rows_above_them(alice: Editor, world: SimpleNamespace) -> None:
    head = ["slug", "statute", "label", "parent", "position"]
    rows = [["xa-2", "xa-images-act", "s. 2", "", 2], ["xa-2-1", "xa-images-act", "s. 2(1)", "xa-2", 3]]
    preview(alice, Provision, csv_of(head, *rows))
    confirm(alice, Provision)
    assert Provision.objects.get(slug="xa-2-1").parent == Provision.objects.get(slug="xa-2")


def test_lists_of_slugs_and_places_by_code(alice: Editor, world: SimpleNamespace) -> None:
    head = ["slug", "jurisdiction", "kind", "citation", "title", "summary", "sources", "amends"]
    row = ["new-act", "XA-NO", "act", "Act 1", "Act 1", "S", "gazette", "xa-images-act"]
    assert wrong(preview(alice, Statute, csv_of(head, [*row[:6], "gazette; nowhere", "xa-images-act"]))) == {
        (2, "sources"): "no source has the slug 'nowhere': add it first"
    }
    assert wrong(preview(alice, Statute, csv_of(head, ["new-act", "xa-no", *row[2:]]))) == {
        (2, "jurisdiction"): "no jurisdiction has the code 'xa-no': add it first"
    }
    preview(alice, Statute, csv_of(head, row))
    confirm(alice, Statute)
    act = Statute.objects.get(slug="new-act")
    assert (act.jurisdiction, list(act.sources.all()), list(act.amends.all())) == (
        world.north, [world.source], [world.act],
    )  # fmt: skip
    preview(alice, Statute, csv_of(["slug", *head[1:6], "sources"], [*row[:6], ""]))
    confirm(alice, Statute)
    assert list(act.sources.all()) == []
    assert list(act.amends.all()) == [world.act]  # a column left out is left alone


def test_the_rules_of_the_records_hold(alice: Editor, world: SimpleNamespace) -> None:
    head = ["ruling", "issue", "answer", "scope", "summary", "source"]
    row = ["merrow-2021-05-04", "virtual-image", "yes", "facial", "S", "gazette"]
    response = preview(alice, Holding, csv_of(["slug", *head], ["another", *row]))
    assert wrong(response)[2, "answer"].startswith("'yes' does not answer virtual-image: use one of constitutional")
    head = ["slug", "text", "question", "answer"]
    row = ["x", "xa-images-act-1--2022-03-01", "possession", "no"]
    response = preview(alice, Coding, csv_of(head, row))
    assert wrong(response) == {(2, "__all__"): "Coding with this Text and Question already exists."}
    response = preview(
        alice, Treatment, csv_of(["citing", "cited", "kind"], ["merrow-2021-05-04", "merrow-2021-05-04", "follows"])
    )
    assert "ruling_does_not_treat_itself" in wrong(response)[2, "__all__"]
    response = preview(alice, Observation, csv_of(["indicator", "period", "value"], ["reports", "2025-Q1", "1,5"]))
    assert wrong(response)[2, "period"].startswith("'2025-Q1' is not a period")
    assert "must be a decimal number" in wrong(response)[2, "value"]


def test_figures_are_imported(alice: Editor, world: SimpleNamespace) -> None:
    preview(
        alice, Observation, xlsx_of(["indicator", "period", "value", "source"], ["reports", 2024, 1200.5, "gazette"])
    )
    confirm(alice, Observation)
    figure = Observation.objects.get(period="2024")
    assert (str(figure.value), str(figure.period_end), figure.status) == ("1200.5000", "2024-12-31", "draft")


def test_a_sheet_changes_no_status_and_no_slug(alice: Editor, world: SimpleNamespace) -> None:
    head = ["slug", "url", "title", "publisher", "kind", "status"]
    row = ["gazette", "https://gazette.example/gazette", "New title", "Arcadian Gazette", "primary"]
    response = preview(alice, Source, csv_of(head, [*row, "withdrawn"], ["new", *row[1:], "published"]))
    assert set(wrong(response)) == {(2, "status"), (3, "status")}
    preview(alice, Source, csv_of(head, [*row, "published"]))
    confirm(alice, Source)
    world.source.refresh_from_db()
    assert (world.source.title, world.source.status) == ("New title", "published")


def test_empty_cells_of_required_columns_are_named(alice: Editor, world: SimpleNamespace) -> None:
    response = preview(alice, LegislativeEvent, csv_of(EVENTS, ["", "", "", "", "", "", "p. 3"]))
    assert wrong(response) == {(2, "statute"): "is missing", (2, "date"): "is missing", (2, "kind"): "is missing"}


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        (b"", "a.csv", "The submitted file is empty."),
        (b"  \n ", "a.csv", "The file is empty."),
        (b"slug,title\n", "a.csv", "The sheet has names of columns and no row under them."),
        (b"\n\na,b", "a.csv", "The first row must name the columns; it is empty."),
        ("slug,title\nä,é".encode("latin-1"), "a.csv", "The file is not UTF-8 (line 2): save it as “CSV UTF-8”"),
        (b"slug,title\na\x00b,c", "a.csv", "This is neither XLSX nor CSV: it holds NUL characters. Save the sheet"),
        (b"\x89PNG\r\n\x1a\n\xff\xfe", "a.xlsx", "The file is not UTF-8"),
        (b"%PDF-1.7 x\ny", "a.csv", "This is neither XLSX nor CSV."),
        (b"<!doctype html><html>\n<p>", "a.csv", "This is neither XLSX nor CSV."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "a.xls", "This is an old Excel file (XLS): save it as XLSX."),
        (b"PK\x03\x04 damaged", "a.xlsx", "The file cannot be read as XLSX: it is damaged, or of another kind."),
        (b'slug,title\n"a,b', "a.csv", "The file is not CSV"),
        (b"slug,title\na,b,c\n", "a.csv", "Row 2 holds a value beyond the last named column, in or after column C."),
        (b"slug\n" + b"a\n" * (MAX_ROWS + 1), "a.csv", "The sheet has 2,001 rows; at most 2,000 are read."),
        (b",".join(b"c%d" % n for n in range(99)) + b"\n1\n", "a.csv", "The sheet has 99 columns; at most 60 are read"),
        (b"x" * (10 * 1024 * 1024), "a.csv", "The file has 10.0 MB; at most 4 MB are read. Split it into several."),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_refused_with_the_reason(
    alice: Editor, world: SimpleNamespace, data: bytes, name: str, message: str
) -> None:
    response = preview(alice, Source, data, name)
    assert response.status_code == 200
    assert refused(response).startswith(message)


def test_no_file_at_all(alice: Editor, world: SimpleNamespace) -> None:
    assert refused(alice.post(address(Source, "import"), {})) == "This field is required."


def test_a_formula_is_refused_by_its_cell(alice: Editor, world: SimpleNamespace) -> None:
    data = xlsx_of(["slug", "title"], ["a", "=1+1"])
    assert refused(preview(alice, Source, data)) == "Cell B2 holds a formula: paste its value in its place."
    data = xlsx_of(["slug", "title"], ["a", "#REF!"])
    assert refused(preview(alice, Source, data)) == "Cell B2 holds an error (#REF!)."


def test_cells_cannot_write_markup_into_the_page(alice: Editor, world: SimpleNamespace) -> None:
    evil = "<script>alert(1)</script>"
    row = ["new", "https://gazette.example/1", evil, "P", "primary"]
    page = preview(alice, Source, csv_of(["slug", "url", "title", "publisher", "kind"], row)).content.decode()
    assert evil not in page
    page = preview(alice, Source, csv_of([evil], ["x"])).content.decode()
    assert evil not in page
    page = preview(
        alice, Source, csv_of(["slug", "url", "title", "publisher", "kind"], [*row[:4], evil])
    ).content.decode()
    assert evil not in page


def test_semicolons_of_excel_are_understood(alice: Editor, world: SimpleNamespace) -> None:
    data = "\ufeffslug;url;title;publisher;kind\nnew;https://gazette.example/1;Ä;P;primary\n".encode()
    preview(alice, Source, data)
    confirm(alice, Source)
    assert Source.objects.get(slug="new").title == "Ä"


def test_what_comes_from_packages_is_only_exported(alice: Editor, world: SimpleNamespace) -> None:
    for model in (Jurisdiction, Court):
        assert alice.get(address(model, "import")).status_code == 403
        assert alice.get(address(model, "export")).status_code == 200
