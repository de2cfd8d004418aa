"""The law of one day, read from the database as the clauses that `answering` judges.

The number of queries does not depend on how many jurisdictions or provisions there are: one each for
wordings, incorporations, the life of their statutes, codings and effects; two for what
became of the rulings behind the effects, and one for the courts. Definitions kept elsewhere take two more a step.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import BooleanField, ExpressionWrapper, Func, Q, TextField
from django.db.models.functions import Cast

from cases import rows, standing
from cases.authority import Authority
from jurisdictions.grades import Grade, Graded, grade_of
from jurisdictions.lifecycle import US_FEDERAL, LifeStatus, may_be_law, may_have_commenced, status_on
from jurisdictions.models import (
    Coding,
    Jurisdiction,
    LegislativeEvent,
    Provision,
    ProvisionText,
    QuestionGroup,
    StatuteKind,
)
from jurisdictions.models.sources import Status
from jurisdictions.partial_dates import PartialDate
from jurisdictions.sentences import say
from kb.coverage.answering import Clause, Force
from kb.coverage.conditions import NOT_ASSESSED

START_NOT_ON_RECORD = say("start not on record")
DATE_NOT_EXACT = say("its dates are on record only to the month or year")
LIFE_NOT_SURE = say("whether its statute was still law that day is not sure")
COMMENCEMENT_NOT_ON_RECORD = say("made law, but no source shows it in force: commencement not on record")

#: Texts that bind nobody make nothing an offence, whatever they say of it.
NOT_BINDING = (StatuteKind.GUIDELINE,)


class Wording(NamedTuple):
    """What an answer shows of a clause: the provision, its wording's dates (as written) and its statute.

    The columns after `note` only decide. `enforceability` and `effects` are there where rulings had bearing on it.
    """

    text: int
    slug: str
    provision: str
    label: str
    statute: str
    citation: str
    statute_kind: str
    valid_from: str | None
    valid_to: str | None
    shown_on: str | None
    penalty: str
    note: str
    provision_id: int
    statute_id: int
    jurisdiction: str
    sure: bool
    enforceability: standing.Enforceability | None = None
    effects: tuple[Any, ...] = ()


class Evidence(NamedTuple):
    """What an answer shows of a coding: its source, the place in it, the caution, when it was checked, and what its
    grade follows from."""

    source: str
    title: str
    url: str
    kind: str
    language: str
    source_status: str
    pinpoint: str
    note: str
    checked_on: str | None
    words: str
    words_language: str
    read: str
    coder: str
    reviewer: str
    source_read: bool

    @property
    def graded(self) -> Graded:
        return grade_of(
            source_kind=self.kind if self.source_status == Status.PUBLISHED else None,
            source_read=self.source_read,
            read=self.read,
            words=self.words,
            pinpoint=self.pinpoint,
            coder=self.coder,
            reviewer=self.reviewer,
        )


@dataclass(slots=True)
class Law:
    """Clauses in force, or perhaps in force, on `date`."""

    date: dt.date
    clauses: list[Clause] = field(default_factory=list)


def law_on(
    date: dt.date,
    *,
    jurisdictions: Collection[str],
    questions: Collection[str],
    in_practice: bool = True,
    evidence: bool = True,
    grade: Grade | None = None,
) -> Law:
    """The clauses of these jurisdictions (by code), and those they incorporate, with their answers to
    these questions. Without `in_practice` no ruling is looked at; without `evidence` an answer comes alone.

    `grade`: an answer below it counts as not assessed. It stays the clause's own answer, so that no definition speaks
    in its place: a clause is not read through its definition because what its own words say is less well shown."""
    texts = _texts(date, rows.among_words("provision__statute__jurisdiction__code", jurisdictions))
    incorporates = _incorporations(row.provision_id for row in texts)
    here = {row.provision_id for row in texts}
    wanted = {provision for provisions in incorporates.values() for provision in provisions} - here
    for _ in range(10):  # definitions of definitions, kept in other jurisdictions' statutes
        if not wanted:
            break
        texts += _texts(date, rows.among("provision", wanted))
        more = _incorporations(wanted)
        here |= wanted
        wanted = {provision for provisions in more.values() for provision in provisions} - here
        incorporates |= more
    alive = _statuses(date, {row.statute_id: row.jurisdiction for row in texts})
    texts = [row for row in texts if _may_be_in_force(row, alive[row.statute_id].status)]
    incorporated = {provision for row in texts for provision in incorporates.get(row.provision_id, ())}
    definitions = [row.text for row in texts if row.provision_id in incorporated]
    answers, punishing = _answers([row.text for row in texts], definitions, questions, evidence=evidence, grade=grade)
    forces = _forces(date, texts) if in_practice else {}
    clauses = []
    for row in texts:
        force, about = Force.ENFORCEABLE, row
        if row.text in forces:
            enforceability, effects = forces[row.text]
            force, about = Force(enforceability.verdict), Wording(*row[:-2], enforceability, effects)
        clauses.append(
            Clause(
                provision=row.provision_id,
                jurisdiction=row.jurisdiction,
                answers=answers.get(row.text, {}),
                incorporates=incorporates.get(row.provision_id, ()),
                unsure=_unsure(row, date, sure_life=alive[row.statute_id].sure),
                force=force,
                defines=row.provision_id in incorporated and row.text not in punishing,
                about=about,
            )
        )
    return Law(date, clauses)


def _texts(date: dt.date, which: Func) -> list[Wording]:
    found = (
        ProvisionText.objects.public()
        .filter(which)
        .exclude(provision__statute__kind__in=NOT_BINDING)
        .filter(Q(valid_from__isnull=True) | Q(valid_from_earliest__lte=date))
        .filter(Q(valid_to__isnull=True) | Q(valid_to_latest__gt=date))
        .annotate(sure=ExpressionWrapper(Q(in_force__contains=date), output_field=BooleanField()))
        .order_by("id")
        .values_list(
            "id", "slug", "provision__slug", "provision__label", "provision__statute__slug",
            "provision__statute__citation", "provision__statute__kind",
            *(Cast(name, TextField()) for name in ("valid_from", "valid_to", "shown_on")), "penalty", "note",
            "provision_id", "provision__statute_id", "provision__statute__jurisdiction__code", "sure",
        )
    )  # fmt: skip
    return [Wording(*row) for row in found]


def _incorporations(provisions: Iterable[int]) -> dict[int, tuple[int, ...]]:
    found: dict[int, list[int]] = defaultdict(list)
    links = Provision.incorporates.through.objects.filter(
        rows.among("from_provision", provisions), to_provision__status=Status.PUBLISHED
    )
    for clause, definition in links.order_by("id").values_list("from_provision", "to_provision"):
        found[clause].append(definition)
    return {clause: tuple(definitions) for clause, definitions in found.items()}


def _statuses(date: dt.date, statutes: Mapping[int, str]) -> dict[int, LifeStatus]:
    """Each statute's life status that day and whether it is sure, given its jurisdiction's code. No event on
    record hinders nothing: it says nothing that the wording's own dates do not."""
    lives: dict[int, list[tuple[PartialDate, str]]] = defaultdict(list)
    for statute, when, kind in (
        LegislativeEvent.objects.filter(
            rows.among("statute", statutes), status=Status.PUBLISHED, date_earliest__lte=date
        )
        .order_by()
        .values_list("statute", "date", "kind")
    ):
        lives[statute].append((when, kind))
    return {
        statute: status_on(lives.get(statute, ()), date, us_federal=code == US_FEDERAL)
        for statute, code in statutes.items()
    }


def _answers(
    texts: Iterable[int],
    definitions: Iterable[int],
    questions: Collection[str],
    *,
    evidence: bool,
    grade: Grade | None = None,
) -> tuple[dict[int, dict[str, tuple[str, Evidence | None]]], set[int]]:
    """Answers to the questions by wording, and those of `definitions` that answer more than what the material
    is. All are public wordings."""
    found: dict[int, dict[str, tuple[str, Evidence | None]]] = defaultdict(dict)
    punishing: set[int] = set()
    asked = frozenset(questions)
    codings = (
        Coding.objects.filter(rows.among("text", texts), status=Status.PUBLISHED, question__status=Status.PUBLISHED)
        .filter(
            Q(question__slug__in=asked)
            | (Q(rows.among("text", definitions)) & ~Q(question__group=QuestionGroup.MATERIAL))
        )
        .order_by()
    )
    shown = (
        "source__slug", "source__title", "source__url", "source__kind", "source__language", "source__status",
        "pinpoint", "note",
        Cast("checked_on", TextField()), "words", "words_language", "read", "coder", "reviewer", "source__read",
    )  # fmt: skip
    for text, question, group, given, *about in codings.values_list(
        "text", "question__slug", "question__group", "answer", *(shown if evidence or grade else ())
    ):
        if question in asked:
            shown_of = Evidence(*about) if about else None
            counts = not (grade and shown_of) or shown_of.graded.grade.at_least(grade)
            found[text][question] = (given if counts else NOT_ASSESSED, shown_of)
        if group != QuestionGroup.MATERIAL:
            punishing.add(text)
    return found, punishing


def _forces(date: dt.date, texts: list[Wording]) -> dict[int, tuple[standing.Enforceability, tuple[Any, ...]]]:
    by_text = rows.effects_on(row.text for row in texts)
    if not by_text:
        return {}
    rulings = {effect.holding.ruling_id for pairs in by_text.values() for effect, _ in pairs}
    ending = {effect.ended_by_id for pairs in by_text.values() for effect, _ in pairs if effect.ended_by_id}
    citator = rows.citator(rulings | ending)
    authority = Authority(rows.hierarchy())
    forces = {}
    for text, pairs in by_text.items():
        found = standing.enforceability(
            [plain for _, plain in pairs], date, citator=citator, authority=authority, wording_in_force=True
        )
        shown = {entry.effect.slug for entry in found.effects}
        forces[text] = (found, tuple(effect for effect, _ in pairs if effect.slug in shown))
    return forces


def _may_be_in_force(row: Wording, status: str) -> bool:
    dated = not (row.valid_from is None and row.shown_on is None and row.valid_to is None)
    return may_be_law(row.statute_kind, status) and (dated or may_have_commenced(row.statute_kind, status))


def _unsure(row: Wording, date: dt.date, *, sure_life: bool) -> str:
    if row.sure:
        return "" if sure_life else LIFE_NOT_SURE
    if row.valid_from is not None:
        return DATE_NOT_EXACT
    if row.shown_on is None:
        return COMMENCEMENT_NOT_ON_RECORD if row.valid_to is None else START_NOT_ON_RECORD
    return START_NOT_ON_RECORD if date < PartialDate.parse(row.shown_on).latest else DATE_NOT_EXACT


def scope(within: str | None) -> list[dict[str, Any]]:
    """The jurisdictions asked about, in the order of their codes: all, or one and its descendants."""
    places = Jurisdiction.objects.public()
    if within:
        places = places.within(within)
    return [dict(place) for place in places.order_by("code").values("code", "slug", "name", "kind", "path")]
