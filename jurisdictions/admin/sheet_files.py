"""Spreadsheet files <-> cells of text. No model is touched here."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile
from typing import Any

import openpyxl
import tablib
from import_export.formats.base_formats import CSV, XLSX
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.utils import get_column_letter

#: Limits of one import. The longest kind of sheet (codings) has some hundred rows.
MAX_BYTES, MAX_ROWS, MAX_COLUMNS = 4 * 1024 * 1024, 2_000, 60

#: Limit of what an XLSX file may unfold to.
MAX_UNPACKED = 64 * 1024 * 1024

#: A cell that begins so is run as a formula by a spreadsheet program.
FORMULA = re.compile(r"[=+\-@\t\r]")
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


class SheetRefused(Exception):
    """The file as a whole cannot be read; the message says why and what to do."""


def read_sheet(data: bytes) -> tablib.Dataset:
    """Every cell of the first sheet as text, as a person sees it. Raises SheetRefused.

    Empty rows are kept as they are (so that row numbers agree) unless they come last.
    """
    if not data.strip():
        raise SheetRefused("The file is empty.")
    rows = _xlsx(data) if data[:4] == b"PK\x03\x04" else _csv(data)
    while rows and not any(rows[-1]):
        rows.pop()
    if not rows:
        raise SheetRefused("The file is empty.")
    header = [name.strip() for name in rows[0]]
    while header and not header[-1]:
        header.pop()
    if not header:
        raise SheetRefused("The first row must name the columns; it is empty.")
    if len(header) > MAX_COLUMNS:
        raise SheetRefused(f"The sheet has {len(header)} columns; at most {MAX_COLUMNS} are read.")
    if len(rows) == 1:
        raise SheetRefused("The sheet has names of columns and no row under them.")
    if len(rows) - 1 > MAX_ROWS:
        raise SheetRefused(
            f"The sheet has {len(rows) - 1:,} rows; at most {MAX_ROWS:,} are read. Split it into several."
        )
    sheet = tablib.Dataset(headers=header)
    for number, row in enumerate(rows[1:], start=2):
        if any(row[len(header) :]):
            letter = get_column_letter(len(header) + 1)
            raise SheetRefused(f"Row {number} holds a value beyond the last named column, in or after column {letter}.")
        sheet.append([cell.strip() for cell in (row + [""] * len(header))[: len(header)]])
    return sheet


def _csv(data: bytes) -> list[list[str]]:
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise SheetRefused("This is an old Excel file (XLS): save it as XLSX.")
    if b"\x00" in data:
        raise SheetRefused("This is neither XLSX nor CSV: it holds NUL characters. Save the sheet as XLSX.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise SheetRefused(f"The file is not UTF-8 (line {line}): save it as “CSV UTF-8”, or as XLSX.") from error
    first = text.split("\n", 1)[0]
    if "<html" in first.lower() or first.startswith("%PDF"):
        raise SheetRefused("This is neither XLSX nor CSV.")
    # Excel writes semicolons where the comma is the decimal mark.
    delimiter = max(",;\t", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise SheetRefused(f"The file is not CSV: {error}.") from error
    return [[_unescaped(cell) for cell in row] for row in rows]


def _xlsx(data: bytes) -> list[list[str]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
            if unpacked > MAX_UNPACKED:
                raise SheetRefused(f"The file unfolds to {unpacked // 1024 // 1024} MB; that is too much to read.")
        # Formulas are kept as such, so that they can be refused: their values are whatever was saved last.
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False)
        sheet = book.worksheets[0]
        rows = []
        for number, row in enumerate(sheet.iter_rows(), start=1):
            if number > MAX_ROWS * 2:
                raise SheetRefused(f"The sheet has more than {MAX_ROWS:,} rows. Split it into several.")
            rows.append([_text(cell, number, place) for place, cell in enumerate(row, start=1)])
    except SheetRefused:
        raise
    except Exception as error:  # openpyxl raises whatever a damaged file makes it raise
        raise SheetRefused("The file cannot be read as XLSX: it is damaged, or of another kind.") from error
    return rows


def _text(cell: Any, number: int, place: int) -> str:
    """The cell as a person sees it. A date shown as a month or a year is no more than that."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        raise SheetRefused(f"Cell {get_column_letter(place)}{number} holds a formula: paste its value in its place.")
    if cell.data_type == "e":
        raise SheetRefused(f"Cell {get_column_letter(place)}{number} holds an error ({value}).")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.datetime | dt.date):
        shape = re.sub(r'\[[^]]*\]|"[^"]*"|\\.', "", str(cell.number_format)).lower()
        day = value.date() if isinstance(value, dt.datetime) else value
        if "y" in shape and "d" not in shape:
            return day.isoformat()[: 7 if "m" in shape else 4]
        return day.isoformat()
    if isinstance(value, float):
        return f"{value:.10f}".rstrip("0").rstrip(".")
    return _unescaped(str(value))


def _unescaped(text: str) -> str:
    """Take off the apostrophe that `_escaped` put before what looks like a formula."""
    return text[1:] if text[:1] == "'" and FORMULA.match(text[1:]) else text


def _escaped(value: Any) -> str:
    """Text that no spreadsheet program runs as a formula, and that XLSX can hold."""
    text = ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", "" if value is None else str(value))
    return f"'{text}" if FORMULA.match(text) and not NUMBER.fullmatch(text) else text


def _safe(dataset: tablib.Dataset) -> tablib.Dataset:
    return tablib.Dataset(*([_escaped(cell) for cell in row] for row in dataset), headers=dataset.headers)


class SafeCSV(CSV):
    """CSV whose cells cannot run."""

    def export_data(self, dataset: tablib.Dataset, **kwargs: Any) -> Any:
        return super().export_data(_safe(dataset), **kwargs)


class SafeXLSX(XLSX):
    """XLSX whose cells cannot run."""

    def export_data(self, dataset: tablib.Dataset, **kwargs: Any) -> Any:
        return super().export_data(_safe(dataset), **kwargs)


FORMATS = (SafeXLSX, SafeCSV)
