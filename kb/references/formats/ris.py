"""RIS: one tag a line, lines that end in CRLF, an entry from `TY` to `ER`."""

from __future__ import annotations

from collections.abc import Iterator

from jurisdictions.partial_dates import PartialDate
from kb.references.itself import TITLE
from kb.references.reference import Reference

#: The format has no type for a treaty.
TYPES = {
    "ruling": "CASE",
    "case": "CASE",
    "statute": "STAT",
    "bill": "BILL",
    "treaty": "STAT",
    "figure": "RPRT",
    "dataset": "DATA",
    "answer": "ELEC",
}


def entry(cited: Reference) -> str:
    return "".join(f"{tag}  - {value}\r\n" for tag, value in _lines(cited))


def _lines(cited: Reference) -> Iterator[tuple[str, str]]:
    yield "TY", TYPES[cited.kind]
    issued = cited.issued or (PartialDate.parse(cited.updated) if cited.updated else None)
    values = [
        ("ID", cited.slug),
        ("TI", cited.title),
        ("T2", cited.container),
        ("VL", cited.volume),
        ("SP", cited.page),
        ("SE", cited.section),
        ("M1", "" if cited.container else cited.citation),
        ("SV", cited.docket),
        ("PB", cited.authority),
        ("PY", str(issued.year) if issued else ""),
        ("DA", date(issued) if issued else ""),
        ("Y2", date(cited.accessed) if cited.accessed else ""),
        ("UR", cited.url or cited.address),
        ("DB", "" if cited.kind in ("dataset", "answer") else TITLE),
        *(("N1", note) for note in cited.notes),
    ]
    for tag, value in values:
        # A line break inside a value would begin a tag.
        if plain := " ".join(value.split()):
            yield tag, plain
    yield "ER", ""


def date(value: PartialDate) -> str:
    """YYYY/MM/DD/ with what is known; the slashes always stand."""
    month = f"{value.month:02}" if value.month else ""
    day = f"{value.day:02}" if value.day else ""
    return f"{value.year:04}/{month}/{day}/"
