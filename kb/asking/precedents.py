"""What binds a court: an issue, a court and a day; and the rulings and steps that answers about courts show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from cases.authority import Step
from cases.models import Issue, Ruling
from cases.precedents import GROUPS, Precedent, Precedents, RulingShown, Split, precedents
from cases.standing import GoodLaw
from jurisdictions.models import Court, Record
from jurisdictions.parameters import TIME_ZONE, ParameterReader, nearest, shown
from kb.coverage.report import source_shown

CAUTION = "Only rulings on record here are weighed. An empty group says that none is on record, not that none exists."

PARAMETERS = ("issue", "court", "as_of")


@dataclass(frozen=True, slots=True)
class PrecedentsAsked:
    issue: Issue
    court: Court
    as_of: dt.date

    @property
    def title(self) -> str:
        """What the answer is called where it is cited."""
        return f"Precedents for the {self.court.name} on: {self.issue.text}"

    def query(self) -> dict[str, object]:
        """The parameters that ask it again, on its day."""
        return {"issue": self.issue.slug, "court": self.court.slug, "as_of": self.as_of.isoformat()}

    def answer(self) -> Precedents:
        return precedents(self.issue, self.court, self.as_of)


def read(reader: ParameterReader, as_of: dt.date) -> PrecedentsAsked:
    """The question; raises InvalidParameters with all that is wrong, for without issue or court there is none."""
    issue, court = the(reader, "issue", Issue), the(reader, "court", Court)
    reader.done()
    assert issue is not None
    assert court is not None
    return PrecedentsAsked(issue, court, as_of)


def the[R: Record](reader: ParameterReader, name: str, model: type[R]) -> R | None:
    """The public record whose slug the parameter gives; a fault, with the nearest slug, where there is none."""
    slug = reader.one(name)
    if slug is None:
        if not reader.refused(name):
            reader.fault(name, "is missing: give the slug of one")
        return None
    rows: Any = model._default_manager.public()
    found: R | None = rows.filter(slug=slug).first() if "\x00" not in slug else None
    if found is None:
        near = nearest(slug, rows.values_list("slug", flat=True))
        reader.fault(name, f"there is no {name} {shown(slug)}" + (f"; did you mean {near}?" if near else ""), near)
    return found


def precedents_body(found: Precedents) -> dict[str, Any]:
    """The answer as plain data: the groups, the splits and the rules that it used."""
    return {
        "applied": {
            "issue": found.issue.slug,
            "court": found.court.slug,
            "as_of": found.date.isoformat(),
            "time_zone": TIME_ZONE,
        },
        "question": found.issue.text,
        "caution": CAUTION,
        **{weight.value: [_precedent(entry) for entry in found.groups[weight]] for weight in GROUPS},
        "splits": [_split(split) for split in found.splits],
        "rules": [{"id": rule.id, "sentence": rule.sentence, "authority": rule.source} for rule in found.rules],
    }


def _precedent(entry: Precedent) -> dict[str, Any]:
    holding = entry.holding
    return {
        "slug": holding.slug,
        "answer": holding.answer,
        "scope": holding.scope,
        "dictum": holding.dictum,
        "summary": holding.summary,
        "ruling": ruling_shown(holding.ruling),
        "good_law": standing_shown(entry.good_law),
        "later_treatment": [
            {"kind": treatment.kind, "by": ruling_shown(treatment.citing), "note": treatment.note}
            for treatment in entry.later
        ],
        "steps": steps_shown(entry.weighed.steps),
        "source": source_shown(holding.source),
        "pinpoint": holding.pinpoint,
        "note": holding.note,
    }


def _split(split: Split) -> dict[str, Any]:
    return {
        "sides": [
            {"answer": answer, "rulings": [ruling_shown(holding.ruling) for holding in holdings]}
            for answer, holdings in zip(split.answers, split.holdings, strict=True)
        ]
    }


def ruling_shown(ruling: Ruling | RulingShown) -> dict[str, Any]:
    """A ruling, short."""
    return {
        "slug": ruling.slug,
        "caption": ruling.case.caption,
        "court": ruling.court.slug,
        "court_name": ruling.court.name,
        "date": str(ruling.date),
        "citations": ruling.citations,
        "precedential_status": ruling.precedential,
    }


def steps_shown(steps: Iterable[Step]) -> list[dict[str, str]]:
    return [{"rule": step.rule, "text": step.text} for step in steps]


def standing_shown(good: GoodLaw) -> dict[str, Any]:
    """Whether a ruling stood on the day, since when and why."""
    return {
        "status": good.status.value,
        "since": None if good.since is None else str(good.since),
        "stands": good.stands,
        "steps": steps_shown(good.steps),
    }
