"""What binds a court: an issue, a court and a day, and whether only holdings on one clause or instrument; and the
rulings and steps that answers about courts show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from cases.authority import Step
from cases.models import Issue, Ruling
from cases.precedents import EVERYTHING, GROUPS, Concerning, Precedent, Precedents, RulingShown, Split, precedents
from cases.standing import GoodLaw, PendingAppeal
from jurisdictions.models import Court, Provision, Record, Statute
from jurisdictions.parameters import TIME_ZONE, ParameterReader, nearest, shown
from jurisdictions.sentences import say
from kb.coverage.report import source_shown

CAUTION = "Only rulings on record here are weighed. An empty group says that none is on record, not that none exists."

PARAMETERS = ("issue", "court", "provision", "statute", "as_of")


@dataclass(frozen=True, slots=True)
class PrecedentsAsked:
    """`concerning`: only holdings that concern that clause or instrument."""

    issue: Issue
    court: Court
    as_of: dt.date
    concerning: Concerning = EVERYTHING

    @property
    def title(self) -> str:
        """What the answer is called where it is cited."""
        title = f"Precedents for the {self.court.name} on: {self.issue.text}"
        return f"{title} (holdings on {self.about})" if self.about else title

    @property
    def about(self) -> str:
        """The clause or instrument that the holdings concern, as cited; "" where all are asked for."""
        provision, statute = self.concerning.provision, self.concerning.statute
        told = [f"{provision.statute.citation}, {provision.label}"] if provision else []
        if statute and (provision is None or provision.statute_id != statute.pk):
            told.append(statute.citation)
        return "; ".join(told)

    def query(self) -> dict[str, object]:
        """The parameters that ask it again, on its day."""
        return {
            "issue": self.issue.slug,
            "court": self.court.slug,
            **{name: slug for name, slug in concerned(self.concerning).items() if slug},
            "as_of": self.as_of.isoformat(),
        }

    def answer(self) -> Precedents:
        return precedents(self.issue, self.court, self.as_of, self.concerning)


def concerned(concerning: Concerning) -> dict[str, str | None]:
    """The clause and instrument by their slugs."""
    return {
        "provision": concerning.provision.slug if concerning.provision else None,
        "statute": concerning.statute.slug if concerning.statute else None,
    }


def read(reader: ParameterReader, as_of: dt.date) -> PrecedentsAsked:
    """The question; raises InvalidParameters with all that is wrong, for without issue or court there is none."""
    issue, court = the(reader, "issue", Issue), the(reader, "court", Court)
    concerning = read_concerning(reader)
    reader.done()
    assert issue is not None
    assert court is not None
    return PrecedentsAsked(issue, court, as_of, concerning)


def read_concerning(reader: ParameterReader) -> Concerning:
    """The clause and the instrument that are asked about, if any are."""
    return Concerning(if_given(reader, "provision", Provision), if_given(reader, "statute", Statute))


def the[R: Record](reader: ParameterReader, name: str, model: type[R]) -> R | None:
    """The public record whose slug the parameter gives; a fault, with the nearest slug, where there is none."""
    found = if_given(reader, name, model)
    if found is None and name not in reader.data and not reader.refused(name):
        reader.fault(name, "is missing: give the slug of one")
    return found


def if_given[R: Record](reader: ParameterReader, name: str, model: type[R]) -> R | None:
    """The same where the parameter may be left out."""
    slug = reader.one(name)
    if slug is None:
        return None
    rows: Any = model._default_manager.public()
    found: R | None = rows.filter(slug=slug).first() if "\x00" not in slug else None
    if found is None:
        near = nearest(slug, rows.values_list("slug", flat=True))
        if near:
            told = say("there is no {name} {slug}; did you mean {near}?", name=name, slug=shown(slug), near=near)
        else:
            told = say("there is no {name} {slug}", name=name, slug=shown(slug))
        reader.fault(name, told, near)
    return found


def precedents_body(found: Precedents) -> dict[str, Any]:
    """The answer as plain data: the groups, the splits and the rules that it used."""
    return {
        "applied": {
            "issue": found.issue.slug,
            "court": found.court.slug,
            **concerned(found.concerning),
            "as_of": found.date.isoformat(),
            "time_zone": TIME_ZONE,
        },
        "question": found.issue.text,
        "caution": CAUTION,
        **{weight.value: [_precedent(entry) for entry in found.groups[weight]] for weight in GROUPS},
        "splits": [_split(split, _pending(found)) for split in found.splits],
        "rules": [{"id": rule.id, "sentence": rule.sentence, "authority": rule.source} for rule in found.rules],
    }


def _pending(found: Precedents) -> dict[str, Iterable[PendingAppeal]]:
    """The appeals pending from each ruling that the answer weighs."""
    return {entry.holding.ruling.slug: entry.good_law.appeals for group in found.groups.values() for entry in group}


def _precedent(entry: Precedent) -> dict[str, Any]:
    holding = entry.holding
    return {
        "slug": holding.slug,
        "answer": holding.answer,
        "scope": holding.scope,
        "dictum": holding.dictum,
        "summary": holding.summary,
        "law": None if entry.law is None else {"code": entry.law.code, "name": entry.law.name},
        "ruling": ruling_shown(holding.ruling, entry.good_law.appeals),
        "good_law": standing_shown(entry.good_law),
        "later_treatment": [
            {
                "kind": treatment.kind,
                "issue": treatment.issue,
                "by": ruling_shown(treatment.citing, treatment.appeals),
                "note": treatment.note,
            }
            for treatment in entry.later
        ],
        "steps": steps_shown(entry.weighed.steps),
        "source": source_shown(holding.source),
        "pinpoint": holding.pinpoint,
        "note": holding.note,
    }


def _split(split: Split, pending: dict[str, Iterable[PendingAppeal]]) -> dict[str, Any]:
    return {
        "sides": [
            {
                "answer": answer,
                "rulings": [ruling_shown(one.ruling, pending.get(one.ruling.slug, ())) for one in holdings],
            }
            for answer, holdings in zip(split.answers, split.holdings, strict=True)
        ]
    }


def ruling_shown(ruling: Ruling | RulingShown, appeals: Iterable[PendingAppeal]) -> dict[str, Any]:
    """A ruling, short, with the appeals from it that were pending on the day."""
    return {
        "slug": ruling.slug,
        "caption": ruling.caption,
        "court": ruling.court.slug,
        "court_name": ruling.court.name,
        "date": str(ruling.date),
        "citations": ruling.citations,
        "precedential_status": ruling.precedential,
        "appeal_pending": [appeal.shown() for appeal in appeals],
    }


def steps_shown(steps: Iterable[Step]) -> list[dict[str, str]]:
    return [{"rule": step.rule, "text": step.text} for step in steps]


def standing_shown(good: GoodLaw) -> dict[str, Any]:
    """What later rulings had made of a ruling by the day, since when and why. Silence is said to be silence."""
    return {
        "status": good.status.value,
        "words": good.words,
        "since": None if good.since is None else str(good.since),
        "stands": good.stands,
        "steps": steps_shown(good.steps),
    }
