"""CSL-JSON items, as citation processors and reference managers read them."""

from __future__ import annotations

from typing import Any

from jurisdictions.partial_dates import PartialDate
from kb.references.itself import TITLE
from kb.references.reference import Reference

TYPES = {
    "ruling": "legal_case",
    "case": "legal_case",
    "statute": "legislation",
    "bill": "bill",
    "treaty": "treaty",
    "figure": "report",
    "dataset": "dataset",
    "answer": "webpage",
}


def item(cited: Reference) -> dict[str, Any]:
    court = cited.kind in ("ruling", "case")
    issued = cited.issued or (PartialDate.parse(cited.updated) if cited.updated else None)
    found = {
        "id": cited.slug,
        "type": TYPES[cited.kind],
        "title": cited.title,
        "container-title": cited.container,
        "volume": cited.volume,
        "page": cited.page,
        "section": cited.section,
        "number": cited.docket or ("" if cited.container else cited.citation),
        "authority": cited.authority if court else "",
        "publisher": "" if court else cited.authority,
        "jurisdiction": cited.jurisdiction,
        "issued": date(issued) if issued else None,
        "accessed": date(cited.accessed) if cited.accessed else None,
        "URL": cited.url or cited.address,
        "source": TITLE,
        "version": cited.version,
        "note": "; ".join(cited.notes),
    }
    return {name: value for name, value in found.items() if value}


def date(value: PartialDate) -> dict[str, Any]:
    """As far as it is known: a year, a month or a day."""
    return {"date-parts": [[part for part in (value.year, value.month, value.day) if part]]}
