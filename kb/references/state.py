"""Which state of the data a citation is of, and by when the facts that it rests on were checked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from jurisdictions.models import Record
from jurisdictions.partial_dates import PartialDate, span_of
from kb.models import DataVersion, data_version

#: Relations of a record that belong to it: facts of its own, each with a check of its own.
OWN = frozenset({
    "appeals", "charges", "codings", "effects", "events", "holdings", "observations", "rulings", "texts",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class DataState:
    """`version`: None where nothing was ever published. `checked`: the earliest and the latest day of a last check
    among the facts shown; None where none is on record."""

    version: DataVersion | None
    checked: tuple[PartialDate, PartialDate] | None = None

    def told(self, written: Callable[[PartialDate], str]) -> Iterator[str]:
        """In English, as citations are; days as `written` writes them."""
        if self.checked:
            first, last = self.checked
            if first == last:
                yield f"facts checked by {written(last)}"
            else:
                yield f"facts checked between {written(first)} and {written(last)}"
        if self.version:
            yield f"data version {self.version.short}"

    @property
    def digest(self) -> str:
        return self.version.digest if self.version else ""

    @property
    def changed_on(self) -> dt.date | None:
        """The day on which the data last changed; None where nothing was ever published."""
        return self.version.changed_on if self.version else None


def state_of_all() -> DataState:
    """All that is published: one query, or none inside `one_version`."""
    version = data_version()
    if version is None or version.checked_first is None or version.checked_last is None:
        return DataState(version)
    return DataState(version, (version.checked_first, version.checked_last))


def state_of(record: Record, *more: Iterable[Record]) -> DataState:
    """Of a record and the facts of its own that were fetched with it to be shown (as `public_<relation>`), and of
    `more` rows. A fact whose check is not on record says nothing of it."""
    rows = [*_with_its_own(record), *(row for given in more for row in given)]
    return DataState(data_version(), span_of(row.checked_on for row in rows if row.checked_on))


def state_of_answer(found: Any) -> DataState:
    """Of an answer as it goes out: of every `checked_on` in it, else of all that is published."""
    days = span_of(PartialDate.parse(day) for day in _checks(found))
    return DataState(data_version(), days) if days else state_of_all()


def _with_its_own(record: Record) -> Iterator[Record]:
    yield record
    for relation in OWN:
        for row in getattr(record, f"public_{relation}", ()):
            yield from _with_its_own(row)


def _checks(found: Any) -> Iterator[str]:
    if isinstance(found, dict):
        if found.get("checked_on"):
            yield str(found["checked_on"])
        for value in found.values():
            yield from _checks(value)
    elif isinstance(found, list | tuple):
        for value in found:
            yield from _checks(value)
