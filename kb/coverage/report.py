"""The coverage answer as it goes out: five lists, each entry with its evidence; `counting` puts it in a sentence."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cases.rows import EffectRow, SourceRow
from jurisdictions.grades import Grade
from jurisdictions.models import Question, Source
from jurisdictions.models.sources import Status
from kb.coverage.answering import Answered, Clause, Judgement, Outcome, Part, Verdict, answer
from kb.coverage.conditions import ASK_SOMETHING, BadCondition, Basis, Condition, Query, all_of, one_of, read
from kb.coverage.counting import sentence
from kb.coverage.law import Evidence, Wording, law_on, scope

__all__ = [
    "NEAREST",
    "Coverage",
    "cover",
    "effect_shown",
    "entries",
    "read_conditions",
    "read_query",
    "sentence",
    "source_shown",
]

#: Offences shown for a jurisdiction without a match: the nearest misses, best first.
NEAREST = 3


@dataclass(frozen=True, slots=True)
class Coverage:
    """One answered question: for whom it was asked, the verdicts, and those of the law above them. `kinds`: of
    jurisdictions, where only some were asked about."""

    date: dt.date
    query: Query
    basis: Basis
    kinds: tuple[str, ...]
    places: list[dict[str, Any]]
    verdicts: dict[str, Verdict]
    clauses: Sequence[Clause] = ()
    grade: Grade | None = None

    def under(self, clauses: Iterable[Clause], code: str) -> Verdict:
        """What the same question gives for one jurisdiction under other law than that of the day."""
        return answer(clauses, [code], self.query, in_practice=self.in_practice)[code]

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Those that one clause must meet together."""
        return self.query.where

    @property
    def in_practice(self) -> bool:
        return self.basis.in_practice

    def lists(self) -> dict[str, list[str]]:
        """Codes by list; every jurisdiction asked about is in exactly one."""
        found: dict[str, list[str]] = {outcome.value: [] for outcome in Outcome}
        for place in self.places:
            found[self.verdicts[place["code"]].outcome.value].append(place["code"])
        return found


def read_conditions(asked: Sequence[str]) -> tuple[Condition, ...]:
    """Conditions that one clause must meet, checked against the codebook: one query. Raises BadCondition."""
    found, faults = read_query({"where": asked})
    if faults:
        raise faults["where"]
    if not found.where:
        raise BadCondition(ASK_SOMETHING)
    return found.where


def read_query(asked: Mapping[str, Sequence[str]]) -> tuple[Query, dict[str, BadCondition]]:
    """What `where`, `any`, `none` and `also` ask, checked against the codebook, and what is wrong with which: one
    query."""
    codebook = list(Question.objects.public().values_list("slug", "answers", "relevant_to"))
    answers = {slug: allowed for slug, allowed, _ in codebook}
    put_to = {slug: roles for slug, _, roles in codebook}
    found: dict[str, tuple[Condition, ...]] = {}
    faults: dict[str, BadCondition] = {}
    for name, texts in asked.items():
        try:
            each = [read(text, answers, put_to) for text in texts]
            found[name] = all_of(each) if name == "where" else tuple(dict.fromkeys(each))
        except BadCondition as error:
            faults[name] = error
    query = Query(
        found.get("where", ()), one_of(found.get("any", ())), one_of(found.get("none", ())), found.get("also", ())
    )
    return query, faults


def cover(
    asked: Query | Sequence[Condition],
    date: dt.date,
    *,
    within: str | None = None,
    kinds: Collection[str] = (),
    basis: Basis = Basis.ENFORCEABLE,
    grade: Grade | None = None,
) -> Coverage:
    """Answer for every jurisdiction in scope, of these kinds if any are named, and for those above them, whose law
    applies there too. Conditions alone are asked as `where`. With `grade`, an answer that rests less well
    counts as not assessed (see `law_on`)."""
    query = asked if isinstance(asked, Query) else Query(tuple(asked))
    places = scope(within, kinds)
    asked_about = {place["code"] for place in places}
    above = {code for place in places for code in place["path"]} - asked_about
    law = law_on(
        date,
        jurisdictions=asked_about | above,
        questions=query.questions,
        in_practice=basis.in_practice,
        enacted=basis.enacted,
        grade=grade,
    )
    verdicts = answer(law.clauses, sorted(asked_about | above), query, in_practice=basis.in_practice)
    return Coverage(date, query, basis, tuple(kinds), places, verdicts, law.clauses, grade)


def entries(coverage: Coverage) -> dict[str, list[dict[str, Any]]]:
    """The five lists, each entry with its provisions and evidence, in the order of codes."""
    found: dict[str, list[dict[str, Any]]] = {outcome.value: [] for outcome in Outcome}
    for place in coverage.places:
        verdict = coverage.verdicts[place["code"]]
        found[verdict.outcome.value].append(_entry(place, verdict, coverage))
    return found


def _entry(place: dict[str, Any], verdict: Verdict, coverage: Coverage) -> dict[str, Any]:
    shown = verdict.judgements if verdict.outcome is Outcome.MATCH else _nearest(verdict.judgements)
    reasons = dict.fromkeys((*verdict.reasons, *(reason for judgement in shown for reason in judgement.reasons)))
    return {
        "jurisdiction": {"code": place["code"], "slug": place["slug"], "name": place["name"], "kind": place["kind"]},
        "reasons": list(reasons),
        "provisions": [_provision(judgement, coverage.query) for judgement in shown],
        "provisions_considered": len(verdict.judgements),
        "law_above": [
            {"jurisdiction": code, "list": coverage.verdicts[code].outcome.value}
            for code in place["path"]
            if code != place["code"]
        ],
    }


def _nearest(judgements: Iterable[Judgement]) -> list[Judgement]:
    """The first few of each part of what was asked."""
    seen: Counter[Part] = Counter()
    shown = []
    for judgement in judgements:
        seen[judgement.part] += 1
        if seen[judgement.part] <= NEAREST:
            shown.append(judgement)
    return shown


def _provision(judgement: Judgement, query: Query) -> dict[str, Any]:
    wording: Wording = judgement.clause.about
    asked = [judgement.part.value] * len(judgement.answers)
    if judgement.part is Part.WHERE:
        asked[len(query.where) :] = ["any"] * (len(asked) - len(query.where))
    return {
        **_clause(wording),
        "asked": judgement.part.value,
        "reasons": list(judgement.reasons),
        "enforceability": str(judgement.clause.force),
        "penalty": wording.penalty,
        "note": wording.note,
        "conditions": [_condition(answered, one) for answered, one in zip(judgement.answers, asked, strict=True)],
        "effects": [effect_shown(effect) for effect in _effects(judgement)],
    }


def _clause(wording: Wording) -> dict[str, Any]:
    return {
        "provision": wording.provision,
        "label": wording.label,
        "statute": {"slug": wording.statute, "citation": wording.citation},
        "wording": {
            "slug": wording.slug,
            "valid_from": _text(wording.valid_from),
            "valid_to": _text(wording.valid_to),
            "shown_on": _text(wording.shown_on),
        },
    }


def _condition(answered: Answered, asked: str) -> dict[str, Any]:
    coding = answered.coding
    return {
        "asked": asked,
        "question": answered.condition.question,
        "accepts": sorted(answered.condition.accepts),
        "answer": answered.answer,
        "met": answered.met,
        "through": _clause(answered.through.about) if answered.through else None,
        "source": {"slug": coding.source, "title": coding.title, "url": coding.url, "kind": coding.kind,
                   "language": coding.language}
                  if coding and coding.source_status == Status.PUBLISHED else None,
        "pinpoint": coding.pinpoint if coding else "",
        "note": coding.note if coding else "",
        "checked_on": coding.checked_on if coding else None,
        **evidence_shown(coding),
    }  # fmt: skip


def evidence_shown(coding: Evidence | None) -> dict[str, Any]:
    """The term an answer turns on, what was read for it, and how well it rests."""
    graded = coding.graded if coding else None
    return {
        "words": coding.words if coding else "",
        "words_language": coding.words_language if coding and coding.words else None,
        "read": (coding.read or None) if coding else None,
        "grade": graded.grade.value if graded else None,
        "grade_because": list(graded.because) if graded else [],
    }


def _effects(judgement: Judgement) -> Iterable[EffectRow]:
    """Effects on the clause and on the definitions it was read through, each once."""
    used = [judgement.clause, *(a.through for a in judgement.answers if a.through is not None)]
    found = {effect.slug: effect for clause in used for effect in clause.about.effects}
    return found.values()


def effect_shown(effect: EffectRow) -> dict[str, Any]:
    """One effect of a ruling, short."""
    ruling = effect.holding.ruling
    return {
        "slug": effect.slug,
        "kind": effect.kind,
        "reach": effect.reach,
        "court": effect.court.slug if effect.court and effect.court.status == Status.PUBLISHED else None,
        "since": str(effect.since),
        "until": _text(effect.until),
        "ruling": {"slug": ruling.slug, "caption": ruling.caption, "court": ruling.court.slug},
        "source": source_shown(effect.source),
        "note": effect.note,
    }


def source_shown(source: Source | SourceRow | None) -> dict[str, Any] | None:
    """A source, short; None where the public may not see it."""
    if source is None or source.status != Status.PUBLISHED:
        return None
    return {"slug": source.slug, "title": source.title, "url": source.url}


def _text(value: object) -> str | None:
    return None if value is None else str(value)
