"""Which rule cites what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects

from cases.models import AppealOutcome, Case, Effect, Ruling
from jurisdictions import lives
from jurisdictions.models import LegislativeEvent, Provision, Record, Source, Statute
from jurisdictions.models.statutes import StatuteKind
from kb.models import Indicator, Observation
from kb.references.reference import Reference
from kb.references.related import joined, related
from kb.references.rules.figures import of_indicator, of_observation
from kb.references.rules.knowledge_base import of_answer, of_knowledge_base
from kb.references.rules.rulings import of_case, of_ruling
from kb.references.rules.statutes import of_provision, of_statute

__all__ = ["listed", "of", "of_answer", "of_knowledge_base"]

_RULES: dict[type[Record], Callable[[Any, dt.date, str], Reference]] = {
    Ruling: of_ruling,
    Case: of_case,
    Statute: of_statute,
    Provision: of_provision,
    Indicator: of_indicator,
    Observation: of_observation,
}


def of(record: Record, *, as_of: dt.date, address: str) -> Reference:
    """How the record is cited. Raises KeyError for a kind of record that nobody cites (a coding, a treatment)."""
    return _RULES[type(record)](record, as_of, address)


def listed(
    records: Sequence[Record], *, as_of: dt.date, address_of: Callable[[Record], str], expand: bool = True
) -> Iterator[Reference]:
    """The bibliography of these records, in their order. With `expand`, a case gives its rulings and an indicator
    the sources of its figures, where there are any. `address_of` gives a record's address; a figure has its
    indicator's.

    Asks as many queries for one record as for many.
    """
    shown = list(_expanded(records) if expand else records)
    rulings = [record for record in shown if isinstance(record, Ruling)]
    prefetch_related_objects(rulings, _public(AppealOutcome, "appeals"), _public(Source, "sources"))
    treaties = [row.statute for row in shown if isinstance(row, Provision) and row.statute.kind == StatuteKind.TREATY]
    prefetch_related_objects(treaties, _public(LegislativeEvent, "events"))
    texts = [text for row in shown if isinstance(row, Provision) for text in related(row, "texts")]
    prefetch_related_objects(texts, _public(Effect, "effects"))
    lives.share(
        row if isinstance(row, Statute) else row.statute for row in shown if isinstance(row, Statute | Provision)
    )
    for record in shown:
        of_what = record.indicator if isinstance(record, Observation) else record
        yield of(record, as_of=as_of, address=address_of(of_what))


def _public(model: type[Record], relation: str) -> Prefetch:
    rows: Any = model._default_manager
    return Prefetch(relation, joined(rows.public(), relation), to_attr=f"public_{relation}")


def _expanded(records: Iterable[Record]) -> Iterator[Record]:
    for record in records:
        inner: list[Any] = []
        if isinstance(record, Case):
            inner = related(record, "rulings")
            for ruling in inner:
                ruling.case = record  # the row at hand, with its jurisdiction
        elif isinstance(record, Indicator):
            inner = [row for row in related(record, "observations") if row.source and row.source.is_public()]
        yield from inner or [record]
