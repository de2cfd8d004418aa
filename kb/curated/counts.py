"""Whether the query and the places of a count that others publish can be asked at all.

Checked when the data is loaded, and in the admin: a question that the codebook does not have, an answer that it does
not allow, a parameter that coverage does not take, or a place that is not on record would else be found by a reader.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from jurisdictions.importing.building import Built
from jurisdictions.importing.reading import Fault
from jurisdictions.models import Jurisdiction, JurisdictionKind, Question
from jurisdictions.sentences import told
from kb.coverage.conditions import BadCondition, parse
from kb.models import PublishedCount
from kb.models.counts import CONDITIONS, QUERY

#: What is wrong: with which part of the record, and what.
type Wrong = tuple[str, str]


def check(built: Built, faults: list[Fault]) -> None:
    """Append what is wrong with the counts of one load, against the codebook and the places of that load."""
    counts = [row for row in built.rows.get(PublishedCount, []) if isinstance(row, PublishedCount)]
    questions = {row.slug: row.answers for row in built.rows.get(Question, []) if isinstance(row, Question)}
    codes = {row.code for row in built.rows.get(Jurisdiction, []) if isinstance(row, Jurisdiction)}
    for row in counts:
        entry = built.entry_of(row)
        faults.extend(entry.fault(field, message) for field, message in wrong(row.query, row.places, questions, codes))


def wrong_with(count: PublishedCount) -> list[Wrong]:
    """The same for one record, against what is in the database: two queries."""
    questions = dict(Question.objects.values_list("slug", "answers"))
    codes = set(Jurisdiction.objects.values_list("code", flat=True))
    return list(wrong(count.query, count.places, questions, codes))


def wrong(
    query: Mapping[str, Any], places: Iterable[str], questions: Mapping[str, Iterable[str]], codes: Collection[str]
) -> Iterator[Wrong]:
    for name, value in query.items():
        field = f"query.{name}"
        if name not in QUERY:
            yield field, f"coverage takes no such parameter of a count: use {', '.join(QUERY)}" + _near(name, QUERY)
        elif name in CONDITIONS:
            for condition in _listed(value):
                try:
                    parse([condition], questions)
                except BadCondition as error:
                    yield field, told(error)
        elif name == "kind":
            for kind in _listed(value):
                if kind not in JurisdictionKind.values:
                    yield field, f"{kind!r} is no kind of jurisdiction" + _near(kind, JurisdictionKind.values)
        elif not isinstance(value, str):
            yield field, "must be a single value, not a list"
    if query and not (query.get("where") or query.get("any")):
        yield "query", "asks nothing of a clause: give where or any"
    for code in places:
        if code not in codes:
            yield "places", f"no jurisdiction has the code {code!r}" + _near(code, codes)


def _listed(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]


def _near(word: str, known: Iterable[str]) -> str:
    found = difflib.get_close_matches(word, list(known), n=1)
    return f"; did you mean {found[0]}?" if found else ""
