"""The coverage answer as it goes out: five lists, each entry with its evidence, and a sentence to quote."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cases.rows import EffectRow, SourceRow
from jurisdictions.grades import Grade
from jurisdictions.models import Question, Source
from jurisdictions.models.sources import Status
from jurisdictions.sentences import Joined, Sentence, joined, say
from kb.coverage.answering import Answered, Judgement, Outcome, Verdict, answer
from kb.coverage.conditions import ANSWERS, Condition, parse
from kb.coverage.law import Evidence, Wording, law_on, scope

#: Offences shown for a jurisdiction without a match: the nearest misses, best first.
NEAREST = 3


@dataclass(frozen=True, slots=True)
class Coverage:
    """One answered question: for whom it was asked, the verdicts, and those of the law above them."""

    date: dt.date
    conditions: tuple[Condition, ...]
    in_practice: bool
    places: list[dict[str, Any]]
    verdicts: dict[str, Verdict]
    grade: Grade | None = None

    def lists(self) -> dict[str, list[str]]:
        """Codes by list; every jurisdiction asked about is in exactly one."""
        found: dict[str, list[str]] = {outcome.value: [] for outcome in Outcome}
        for place in self.places:
            found[self.verdicts[place["code"]].outcome.value].append(place["code"])
        return found


def read_conditions(asked: Sequence[str]) -> tuple[Condition, ...]:
    """Conditions checked against the codebook: one query. Raises BadCondition."""
    return parse(asked, dict(Question.objects.public().values_list("slug", "answers")))


def cover(
    conditions: tuple[Condition, ...],
    date: dt.date,
    *,
    within: str | None = None,
    in_practice: bool = True,
    grade: Grade | None = None,
) -> Coverage:
    """Answer for every jurisdiction in scope, and for those above them, whose law applies there too. With `grade`, an
    answer that rests less well counts as not assessed (see `law_on`)."""
    places = scope(within)
    asked_about = {place["code"] for place in places}
    above = {code for place in places for code in place["path"]} - asked_about
    law = law_on(
        date,
        jurisdictions=asked_about | above,
        questions=[condition.question for condition in conditions],
        in_practice=in_practice,
        grade=grade,
    )
    verdicts = answer(law.clauses, sorted(asked_about | above), conditions, in_practice=in_practice)
    return Coverage(date, conditions, in_practice, places, verdicts, grade)


def entries(coverage: Coverage) -> dict[str, list[dict[str, Any]]]:
    """The five lists, each entry with its provisions and evidence, in the order of codes."""
    found: dict[str, list[dict[str, Any]]] = {outcome.value: [] for outcome in Outcome}
    for place in coverage.places:
        verdict = coverage.verdicts[place["code"]]
        found[verdict.outcome.value].append(_entry(place, verdict, coverage))
    return found


def _entry(place: dict[str, Any], verdict: Verdict, coverage: Coverage) -> dict[str, Any]:
    shown = verdict.judgements if verdict.outcome is Outcome.MATCH else verdict.judgements[:NEAREST]
    reasons = verdict.reasons or tuple(dict.fromkeys(reason for judgement in shown for reason in judgement.reasons))
    return {
        "jurisdiction": {"code": place["code"], "slug": place["slug"], "name": place["name"], "kind": place["kind"]},
        "reasons": list(reasons),
        "provisions": [_provision(judgement) for judgement in shown],
        "provisions_considered": len(verdict.judgements),
        "law_above": [
            {"jurisdiction": code, "list": coverage.verdicts[code].outcome.value}
            for code in place["path"]
            if code != place["code"]
        ],
    }


def _provision(judgement: Judgement) -> dict[str, Any]:
    wording: Wording = judgement.clause.about
    return {
        **_clause(wording),
        "reasons": list(judgement.reasons),
        "enforceability": str(judgement.clause.force),
        "penalty": wording.penalty,
        "note": wording.note,
        "conditions": [_condition(answered) for answered in judgement.answers],
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


def _condition(answered: Answered) -> dict[str, Any]:
    coding = answered.coding
    return {
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
        "ruling": {"slug": ruling.slug, "caption": ruling.case.caption, "court": ruling.court.slug},
        "source": source_shown(effect.source),
        "note": effect.note,
    }


def source_shown(source: Source | SourceRow | None) -> dict[str, Any] | None:
    """A source, short; None where the public may not see it."""
    if source is None or source.status != Status.PUBLISHED:
        return None
    return {"slug": source.slug, "title": source.title, "url": source.url}


def sentence(coverage: Coverage, labels: Mapping[str, str] | None = None) -> Sentence | Joined:
    """What was counted, in words that can be quoted. `labels`: what to call the questions; else by their slugs."""
    told = _counted(coverage, labels)
    return joined(" ", [told, below(coverage.grade)]) if coverage.grade else told


def below(grade: Grade) -> Sentence:
    """What became of answers that rest less well than was asked for."""
    return say("Answers of a grade below {grade} count as not assessed.", grade=grade.value)


def _counted(coverage: Coverage, labels: Mapping[str, str] | None) -> Sentence:
    lists = {name: len(codes) for name, codes in coverage.lists().items()}
    values = {
        "date": coverage.date,
        "total": len(coverage.places),
        "asked": joined(say("; "), [_asked(condition, labels or {}) for condition in coverage.conditions]),
        **lists,
    }
    if coverage.in_practice:
        return say(
            "On {date}, {match} of {total} jurisdictions asked about had at least one provision in force that, by its "
            "own words or a definition it takes in, meets all of: {asked}; and can be enforced there, at least in "
            "part. {no_match} had none on record. Unclear: {unclear}; silent: {silent}; not assessed: {not_assessed}. "
            "None of these three is a no.",
            **values,
        )
    return say(
        "On {date}, {match} of {total} jurisdictions asked about had at least one provision in force that, by its own "
        "words or a definition it takes in, meets all of: {asked}; whether or not it can be enforced. {no_match} had "
        "none on record. Unclear: {unclear}; silent: {silent}; not assessed: {not_assessed}. None of these three is a "
        "no.",
        **values,
    )


def _asked(condition: Condition, labels: Mapping[str, str]) -> Sentence:
    answers = joined(say(" or "), [ANSWERS.get(answer, answer) for answer in sorted(condition.accepts)])
    if condition.question in labels:
        return say("“{question}” answered {answers}", question=labels[condition.question], answers=answers)
    return say("{question} answered {answers}", question=condition.question, answers=answers)


def _text(value: object) -> str | None:
    return None if value is None else str(value)
