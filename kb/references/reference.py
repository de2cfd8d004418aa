"""One thing as it is cited: what is known of it. Every format is made from this, and this knows of none."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.safestring import SafeString

from jurisdictions.partial_dates import PartialDate
from kb.references.styled import Styled

#: Formats that a reference manager takes, as `format=` names them, and their own names.
DOWNLOADS = {"ris": "RIS", "bibtex": "BibTeX", "csl-json": "CSL-JSON"}


class Kind(StrEnum):
    RULING = "ruling"
    CASE = "case"
    STATUTE = "statute"
    BILL = "bill"
    TREATY = "treaty"
    FIGURE = "figure"
    DATASET = "dataset"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What is not known is empty or None and appears in no form."""

    kind: Kind
    slug: str
    title: str
    bluebook_styled: Styled
    oscola_styled: Styled
    #: Where this knowledge base has it.
    address: str
    schema: dict[str, Any]
    #: Where the thing itself can be read; `address`, where that is not on record.
    url: str = ""
    citation: str = ""
    issued: PartialDate | None = None
    updated: dt.date | None = None
    #: Of the data, where the thing cited is this knowledge base, a series or an answer of it.
    version: str = ""
    #: The record of it here, with the version of the data and by when its facts were checked; "" for what is ours.
    recorded: str = ""
    accessed: PartialDate | None = None
    #: The court of a ruling, or the publisher.
    authority: str = ""
    container: str = ""
    volume: str = ""
    page: str = ""
    section: str = ""
    docket: str = ""
    jurisdiction: str = ""
    notes: tuple[str, ...] = field(default=())

    @property
    def bluebook(self) -> SafeString:
        """Bluebook (21st edition), in the form for court documents: names of cases in italics."""
        return self.bluebook_styled.html

    @property
    def bluebook_text(self) -> str:
        return self.bluebook_styled.text

    @property
    def oscola(self) -> SafeString:
        """OSCOLA (4th edition; the 5th does not differ in what is used here)."""
        return self.oscola_styled.html

    @property
    def oscola_text(self) -> str:
        return self.oscola_styled.text
