"""How this knowledge base, and an answer of it, is cited: as a web resource without an author, by its title and
permanent address, with the version of its data, by when its facts were checked and, for an answer, the day the law
was asked about (Bluebook, rule 18.2; OSCOLA 3.4.8)."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from urllib.parse import urlsplit

from django.utils import timezone

from jurisdictions.partial_dates import PartialDate
from kb.references.itself import LICENSE, TITLE
from kb.references.reference import Kind, Reference
from kb.references.rules import schema
from kb.references.state import DataState, state_of_all
from kb.references.styled import Styled, bluebook_date, italic, oscola_date, roman, tidy


def of_knowledge_base(*, address: str, downloads: Mapping[str, str] | None = None) -> Reference:
    """The whole of it. `downloads` maps media types to addresses."""
    state = state_of_all()
    return Reference(
        kind=Kind.DATASET,
        slug="law-on-ai-generated-csam",
        title=TITLE,
        bluebook_styled=bluebook_page("", address, None, state),
        oscola_styled=oscola_page("", address, None, state),
        address=address,
        updated=state.changed_on,
        version=state.digest,
        accessed=today(),
        notes=told(state),
        schema=schema.knowledge_base(address, state, downloads or {}),
    )


def of_answer(
    slug: str,
    *,
    title: str,
    as_of: dt.date,
    address: str,
    downloads: Mapping[str, str] | None = None,
    summary: str = "",
    state: DataState | None = None,
) -> Reference:
    """One answer: `title` says in plain text what was asked, `summary` what was found, where there is a sentence
    for it; `address` asks it again with its date. `slug` is its kind: coverage, matrix, precedents. `state` is that of
    the facts it rests on, where they are at hand (`state_of_answer`); else that of all that is published."""
    state = state or state_of_all()
    plain = " ".join(title.split()).removesuffix(".")
    date = PartialDate.parse(as_of)
    return Reference(
        kind=Kind.ANSWER,
        slug=f"{slug}-{as_of}-{_mark(address)}",
        title=plain,
        bluebook_styled=bluebook_page(plain, address, date, state),
        oscola_styled=oscola_page(plain, address, date, state),
        address=address,
        container=TITLE,
        updated=state.changed_on,
        version=state.digest,
        accessed=today(),
        notes=tuple(note for note in (summary, f"Law as of {oscola_date(date)}", *told(state)) if note),
        schema={
            "@type": "Dataset",
            "@id": address,
            "url": address,
            "name": plain,
            "description": summary
            or f"{plain}. An answer of the {TITLE[0].lower()}{TITLE[1:]}, law as of {oscola_date(date)}.",
            "license": LICENSE,
            "temporalCoverage": as_of.isoformat(),
            "isAccessibleForFree": True,
            "includedInDataCatalog": schema.CATALOG,
        }
        | schema.known(
            version=state.digest,
            dateModified=str(state.changed_on or ""),
            distribution=schema.downloads(downloads or {}),
        ),
    )


def _mark(address: str) -> str:
    """Tells answers of one day apart in a bibliography; the same for the same question."""
    return hashlib.sha256(urlsplit(address).query.encode()).hexdigest()[:8]


def today() -> PartialDate:
    """Both styles want the day an address was visited: that of the citation."""
    return PartialDate.parse(timezone.localdate())


def told(state: DataState) -> tuple[str, ...]:
    """Notes of a bibliography: `Facts checked by September 2026; data version 1a2b3c4d5e6f`."""
    text = tidy(state.told(oscola_date), "; ")
    return (text[0].upper() + text[1:],) if text else ()


def bluebook_page(title: str, address: str, as_of: PartialDate | None, state: DataState) -> Styled:
    dates = tidy((f"law as of {bluebook_date(as_of)}" if as_of else "", *state.told(bluebook_date)), "; ")
    named = italic(title) + f", {TITLE}" if title else italic(TITLE)
    return named + f", {address}" + (f" ({dates})" if dates else "")


def oscola_page(title: str, address: str, as_of: PartialDate | None, state: DataState) -> Styled:
    dates = tidy((f"law as of {oscola_date(as_of)}" if as_of else "", *state.told(oscola_date)))
    after = f" <{address}> accessed {oscola_date(today())}"
    if not title:
        return roman(f"\u2018{TITLE}\u2019" + (f" ({dates})" if dates else "") + after)
    return roman(f"\u2018{title}\u2019 (") + italic(TITLE) + (f", {dates}" if dates else "") + f"){after}"
