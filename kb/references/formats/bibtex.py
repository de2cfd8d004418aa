"""BibTeX, in UTF-8. The types are biblatex's (`@jurisdiction`, `@legislation`, `@online`, `@dataset`); plain BibTeX
sets a type that it does not know as `@misc`, for which `howpublished`, `year`, `month` and `note` are there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jurisdictions.partial_dates import PartialDate
from kb.references.reference import Reference

TYPES = {
    "ruling": "jurisdiction",
    "case": "jurisdiction",
    "statute": "legislation",
    "bill": "legislation",
    "treaty": "legislation",
    "figure": "report",
    "dataset": "dataset",
    "answer": "online",
}

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


def entry(cited: Reference) -> str:
    lines = "".join(f"  {name} = {value},\n" for name, value in _fields(cited))
    return f"@{TYPES[cited.kind]}{{{cited.slug},\n{lines}}}\n"


def _fields(cited: Reference) -> Iterator[tuple[str, str]]:
    # In braces of their own, titles keep their capitals whatever the style does to titles.
    yield "title", f"{{{{{escape(cited.title)}}}}}"
    published = cited.bluebook_text if cited.kind in ("ruling", "case", "statute", "bill", "treaty") else ""
    issued = cited.issued or (PartialDate.parse(cited.updated) if cited.updated else None)
    texts = [
        ("journaltitle", cited.container),
        ("volume", cited.volume),
        ("pages", cited.page),
        ("number", cited.docket or ("" if cited.container else cited.citation)),
        ("institution", cited.authority),
        ("howpublished", published),
        ("version", cited.version),
    ]
    for name, value in texts:
        if value:
            yield name, f"{{{escape(value)}}}"
    if issued:
        yield "date", f"{{{issued}}}"
        yield "year", f"{{{issued.year}}}"
        if issued.month:
            yield "month", MONTHS[issued.month - 1]
    yield "url", f"{{{verbatim(cited.url or cited.address)}}}"
    if cited.accessed:
        yield "urldate", f"{{{cited.accessed}}}"
    if cited.notes:
        yield "note", f"{{{escape('; '.join(cited.notes))}}}"


def escape(text: str) -> str:
    """What has a meaning to TeX, as what it looks like."""
    return re.sub(r"[\\{}$&%#_~^]", lambda found: _SPECIAL[found.group()], " ".join(text.split()))


def verbatim(address: str) -> str:
    """An address is read as it stands; only braces, which would end the field, are written as URLs may write them."""
    return address.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")
