"""The counts that others publish: our nearest question, asked of the day they counted, and where the two differ.

A number is compared with the places that match. That the two differ shows no fault of either: what of their definition
our question cannot say is told in words, and what is unclear, silent or not assessed here is no *no*.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db import connection
from django.http import QueryDict

from jurisdictions.models import Jurisdiction, Provision
from jurisdictions.parameters import ParameterReader
from jurisdictions.sentences import Sentence, say
from kb.asking import coverage
from kb.asking.record_start import check_on_record
from kb.coverage.answering import Outcome
from kb.coverage.report import Coverage, entries
from kb.curated.importing import SPECS
from kb.models import PublishedCount

NONE_COMES_NEAR = say("no question of ours comes near what is counted")
_NOT_ASKED = say("not among the places that our question asks about")


@dataclass(frozen=True, slots=True)
class Differing:
    """A place that one of the two counts and the other does not: our list (None: our question does not ask about it),
    our reasons, and the clause that decided or came nearest."""

    place: Mapping[str, Any]
    list: str | None
    reasons: tuple[str, ...]
    provision: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Checked:
    """One count against our question. `refused` says why it cannot be run, and is empty where it was; `lists` is then
    the number of places in each."""

    count: PublishedCount
    day: dt.date
    refused: tuple[str, ...] = ()
    lists: Mapping[str, int] | None = None
    matches: tuple[Mapping[str, Any], ...] = ()
    only_theirs: tuple[Differing, ...] = ()
    only_ours: tuple[Differing, ...] = ()

    @property
    def query(self) -> str:
        """The query of coverage that asks it, on the day."""
        return _query(self.count, self.day).urlencode(safe=":")

    @property
    def ours(self) -> int | None:
        return None if self.lists is None else len(self.matches)

    @property
    def by_kind(self) -> dict[str, int]:
        """Our number by kind of place: a state and a district are not one unit."""
        kinds = [place["kind"] for place in self.matches]
        return {kind: kinds.count(kind) for kind in dict.fromkeys(sorted(kinds))}

    @property
    def difference(self) -> int | None:
        return None if self.ours is None else self.ours - self.count.number

    @property
    def why(self) -> Sentence | None:
        """What of ours is left open, in words; None where it could not be run."""
        if self.lists is None:
            return None
        return say(
            "Of {total} places asked about, {unclear} are unclear here, {silent} silent and {not_assessed} not "
            "assessed: none of these is a no.",
            total=sum(self.lists.values()),
            **{name: self.lists[name] for name in ("unclear", "silent", "not_assessed")},
        )


#: What a check depends on: every record, and which clauses take in or carry which.
_TABLES = [spec.model._meta.db_table for top in SPECS for spec in top.family()] + [
    Provision.incorporates.through._meta.db_table,
    Provision.stands_in.through._meta.db_table,
]
#: The versions of all their rows: see `cases.rows`, which keeps the courts in the same way.
_VERSIONS = " UNION ALL ".join(
    f"SELECT hashtextextended('{table}' || xmin || ctid, id) AS version FROM {table}"  # noqa: S608  (names of tables)
    for table in _TABLES
)
_FINGERPRINT = f"SELECT count(*), bit_xor(version), sum(version) FROM ({_VERSIONS}) AS versions"  # noqa: S608  (the same)

#: The checks that were made since a row changed, by the key of the count.
_kept: tuple[object, dict[int, Checked]] = (None, {})


def check(count: PublishedCount) -> Checked:
    """The count against our nearest question, on the last day that its date may mean. Kept until any row changes, for
    the page runs all of them: one query then."""
    global _kept  # noqa: PLW0603 - a cache of one; whoever loses a race asks once more
    with connection.cursor() as cursor:
        cursor.execute(_FINGERPRINT)
        versions = (connection.settings_dict["HOST"], connection.settings_dict["NAME"], cursor.fetchone())
    kept, checks = _kept
    if kept != versions:
        checks = {}
        _kept = (versions, checks)
    if count.pk not in checks:
        checks[count.pk] = _check(count)
    return checks[count.pk]


def _check(count: PublishedCount) -> Checked:
    day = count.counted_on.latest
    if not count.query:
        return Checked(count, day, (NONE_COMES_NEAR,))
    reader = ParameterReader(_query(count, day))
    reader.check_names(list(coverage.PARAMETERS))
    check_on_record(reader, as_of=day)
    asked = None if reader.faults else coverage.read(reader, day)
    if asked is None or reader.faults:
        return Checked(
            count,
            day,
            tuple(say("{parameter}: {detail}", parameter=f.parameter, detail=f.detail) for f in reader.faults),
        )
    answered = asked.on(day)
    return _compared(count, day, answered)


def _compared(count: PublishedCount, day: dt.date, answered: Coverage) -> Checked:
    found = entries(answered)
    listed = {entry["jurisdiction"]["code"]: (name, entry) for name, rows in found.items() for entry in rows}
    matches = [entry["jurisdiction"] for entry in found[Outcome.MATCH.value]]
    lists = {name: len(rows) for name, rows in found.items()}
    if not count.places:
        return Checked(count, day, (), lists, tuple(matches))
    ours = {place["code"] for place in matches}
    missing = [code for code in count.places if code not in ours]
    unasked = {
        place["code"]: place
        for place in Jurisdiction.objects.public()
        .filter(code__in=[code for code in missing if code not in listed])
        .values("code", "slug", "name", "kind")
    }
    return Checked(
        count,
        day,
        (),
        lists,
        tuple(matches),
        tuple(
            _differing(*listed[code]) if code in listed else Differing(unasked[code], None, (_NOT_ASKED,), None)
            for code in missing
            if code in listed or code in unasked
        ),
        tuple(_differing(*listed[code]) for code in sorted(ours - set(count.places))),
    )


def _differing(name: str, entry: Mapping[str, Any]) -> Differing:
    return Differing(
        entry["jurisdiction"], name, tuple(entry["reasons"]), entry["provisions"][0] if entry["provisions"] else None
    )


def _query(count: PublishedCount, day: dt.date) -> QueryDict:
    query = dict(sorted(count.query.items()))
    if count.jurisdiction_id is not None and count.jurisdiction is not None:
        query["within"] = count.jurisdiction.code
    return QueryDict(urlencode({**query, "as_of": day.isoformat()}, doseq=True))
