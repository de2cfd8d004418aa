"""How a test cites a record, and reads the citation back with the parsers that reference managers use."""

from __future__ import annotations

import datetime as dt
from typing import Any

import rispy
from bibtexparser.entrypoint import parse_string

from kb import references
from kb.references.formats import bibtex, ris

DAY = dt.date(2026, 11, 1)
HERE = "https://law.example/x/"
FORMULA = 'A & B: 100% of "$x_1^2" {braces} ~ \\end #1 <b>§'


def of(record: Any, as_of: dt.date = DAY) -> references.Reference:
    return references.of(record, as_of=as_of, address=HERE)


def ris_of(cited: references.Reference) -> dict[str, Any]:
    (entry,) = rispy.loads(ris.entry(cited))
    return entry


def bibtex_of(cited: references.Reference) -> dict[str, str]:
    library = parse_string(bibtex.entry(cited))
    assert not library.failed_blocks
    (entry,) = library.entries
    return {"type": entry.entry_type, "key": entry.key} | {field.key: field.value for field in entry.fields}
