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

from django.http import QueryDict

from jurisdictions.models import Jurisdiction
from jurisdictions.parameters import ParameterReader
from jurisdictions.sentences import Sentence, say
from kb.asking import coverage
from kb.asking.record_start import check_on_record
from kb.coverage.answering import Outcome
from kb.coverage.report import Coverage, entries
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
    """One count against our question. `refused` says why it cannot be run, and is empty where it was."""

    count: PublishedCount
    day: dt.date
    refused: tuple[str, ...] = ()
    coverage: Coverage | None = None
    matches: tuple[Mapping[str, Any], ...] = ()
    only_theirs: tuple[Differing, ...] = ()
    only_ours: tuple[Differing, ...] = ()

    @property
    def query(self) -> str:
        """The query of coverage that asks it, on the day."""
        return _query(self.count, self.day).urlencode(safe=":")

    @property
    def ours(self) -> int | None:
        return len(self.matches) if self.coverage else None

    @property
    def by_kind(self) -> dict[str, int]:
        """Our number by kind of place: a state and a district are not one unit."""
        kinds = [place["kind"] for place in self.matches]
        return {kind: kinds.count(kind) for kind in dict.fromkeys(sorted(kinds))}

    @property
    def difference(self) -> int | None:
        return None if self.ours is None else self.ours - self.count.number

    @property
    def lists(self) -> dict[str, int] | None:
        if self.coverage is None:
            return None
        return {name: len(codes) for name, codes in self.coverage.lists().items()}

    @property
    def why(self) -> Sentence | None:
        """What of ours is left open, in words; None where it could not be run."""
        if (lists := self.lists) is None:
            return None
        return say(
            "Of {total} places asked about, {unclear} are unclear here, {silent} silent and {not_assessed} not "
            "assessed: none of these is a no.",
            total=sum(lists.values()),
            **{name: lists[name] for name in ("unclear", "silent", "not_assessed")},
        )


def check(count: PublishedCount) -> Checked:
    """The count against our nearest question, on the last day that its date may mean."""
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
    if not count.places:
        return Checked(count, day, (), answered, tuple(matches))
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
        answered,
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
