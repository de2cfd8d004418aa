"""The law of one day, read from the database as the clauses that `answering` judges.

The number of queries does not depend on how many jurisdictions or provisions there are: one each for
wordings, links between provisions, the life of their statutes, codings and effects; two for what
became of the rulings behind the effects, and one for the courts. Definitions kept elsewhere take two more a step, and
law that is only made five more.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import CharField, Func, Q, TextField, Value
from django.db.models.functions import Cast

from cases import rows, standing
from cases.authority import Authority
from jurisdictions import lives
from jurisdictions.grades import Grade, Graded, grade_of
from jurisdictions.lifecycle import (
    IN_FORCE,
    UNCLEAR,
    ClauseState,
    LifeStatus,
    by_events,
    clause_on,
    may_be_law,
)
from jurisdictions.models import (
    Coding,
    Jurisdiction,
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
from kb.coverage.made import PERHAPS_MADE, Made, making

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
    role: str
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


#: Stands for the evidence of an answer where it was not asked for: there is a coding, and nothing of it is shown.
NOT_READ = Evidence("", "", "", "", "", "", "", "", None, "", "", "", "", "", source_read=False)


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
    enacted: bool = False,
    evidence: bool = True,
    grade: Grade | None = None,
) -> Law:
    """The clauses of these jurisdictions (by code), and those they incorporate, with their answers to
    these questions. Without `in_practice` no ruling is looked at; without `evidence` an answer comes alone. With
    `enacted`, law that was made by then counts as if it were in force (`kb.coverage.made`).

    `grade`: an answer below it counts as not assessed. It stays the clause's own answer, so that no definition speaks
    in its place: a clause is not read through its definition because what its own words say is less well shown."""
    texts = _texts(date, rows.among_words("provision__statute__jurisdiction__code", jurisdictions), ahead=enacted)
    links = _links(row.provision_id for row in texts)
    here = {row.provision_id for row in texts}
    wanted = links.incorporated() - here
    for _ in range(10):  # definitions of definitions, kept in other jurisdictions' statutes
        if not wanted:
            break
        texts += _texts(date, rows.among("provision", wanted), ahead=enacted)
        more = _links(wanted)
        here |= wanted
        wanted = more.incorporated() - here
        links = _Links(links.incorporates | more.incorporates, links.stands_in | more.stands_in)
    states = _states(date, texts)
    unsure = {row.text: states[row.text].why for row in texts}
    counted: dict[int, str] = {}
    if enacted:
        texts, stands_in = _with_what_is_made(date, texts, states, unsure, counted, links.stands_in)
        links = _Links(links.incorporates, stands_in)
    else:
        texts = [row for row in texts if _counts(states[row.text])]
    # What a place answers must not depend on which others are asked about, whose law may take a clause of it in too.
    taken_in = {
        (row.jurisdiction, provision)
        for row in texts
        for provision in links.incorporates.get(row.provision_id, ())
        if provision != row.provision_id
    }
    definitions = {row.text for row in texts if (row.jurisdiction, row.provision_id) in taken_in}
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
                incorporates=links.incorporates.get(row.provision_id, ()),
                unsure=unsure[row.text],
                force=force,
                defines=row.text in definitions and row.text not in punishing,
                about=about,
                role=row.role,
                stands_in=links.stands_in.get(row.provision_id, ()),
                counted=counted.get(row.text, ""),
            )
        )
    return Law(date, clauses)


def _with_what_is_made(
    date: dt.date,
    texts: list[Wording],
    states: Mapping[int, ClauseState],
    unsure: dict[int, str],
    counted: dict[int, str],
    stands_in: Mapping[int, tuple[int, ...]],
) -> tuple[list[Wording], dict[int, tuple[int, ...]]]:
    """The wordings that count where made law does, and the links of those whose words the code has by then.

    What is made is sure in `unsure`, with the reason in `counted`. An amending act whose words the code will have
    only later, by what is on record of the code, is asked by itself until then."""
    begins = {row.text: PartialDate.parse(row.valid_from) for row in texts if row.valid_from is not None}
    ahead = {text for text, day in begins.items() if day.earliest > date}
    alive = _made_on(date, {row.statute_id for row in texts})
    known = making(date, [row for row in texts if states[row.text].state == UNCLEAR or row.text in ahead], _made_on)
    kept, waits = [], set()
    for row in texts:
        life = alive[row.statute_id]
        made = known.made(row, life) if row.text in known.facts else Made.NOT
        if row.text in ahead:
            if made is Made.SURELY and may_be_law(row.statute_kind, life.status):
                counted[row.text] = say("made law; it begins on {date}", date=begins[row.text])
                unsure[row.text] = ""
            elif made is Made.PERHAPS and may_be_law(row.statute_kind, life.status):
                unsure[row.text] = PERHAPS_MADE
                waits.add(row.provision_id)
            else:
                waits.add(row.provision_id)
                continue
        elif not _counts(states[row.text]):
            continue
        elif made is Made.SURELY and unsure[row.text]:
            counted[row.text], unsure[row.text] = unsure[row.text], ""
        kept.append(row)
    not_begun = {row.provision_id for row in kept if row.text in counted}
    links = {
        provision: carrying
        for provision, carrying in stands_in.items()
        if not (provision in not_begun and waits.intersection(carrying))
    }
    return kept, links


def _texts(date: dt.date, which: Func, *, ahead: bool = False) -> list[Wording]:
    """The wordings that are, or may be, in force that day by their own dates; with `ahead`, also those that begin
    later."""
    begun = Q() if ahead else Q(valid_from__isnull=True) | Q(valid_from_earliest__lte=date)
    found = (
        ProvisionText.objects.public()
        .filter(which)
        .exclude(provision__statute__kind__in=NOT_BINDING)
        .filter(begun)
        .filter(Q(valid_to__isnull=True) | Q(valid_to_latest__gt=date))
        .order_by("id")
        .values_list(
            "id", "slug", "provision__slug", "provision__label", "provision__statute__slug",
            "provision__statute__citation", "provision__statute__kind",
            *(Cast(name, TextField()) for name in ("valid_from", "valid_to", "shown_on")), "penalty", "note",
            "provision_id", "provision__statute_id", "provision__statute__jurisdiction__code",
            "provision__role",
        )
    )  # fmt: skip
    return [Wording(*row) for row in found]


class _Links(NamedTuple):
    """Provision -> those it incorporates, and those of the code in which its words now stand."""

    incorporates: dict[int, tuple[int, ...]]
    stands_in: dict[int, tuple[int, ...]]

    def incorporated(self) -> set[int]:
        return {provision for provisions in self.incorporates.values() for provision in provisions}


def _links(provisions: Iterable[int]) -> _Links:
    """Both kinds of link of these provisions: one query."""
    of = list(provisions)
    which: dict[str, Any] = {"incorporates": Provision.incorporates.through, "stands_in": Provision.stands_in.through}
    incorporates, stands_in = (
        link.objects.filter(rows.among("from_provision", of), to_provision__status=Status.PUBLISHED)
        .annotate(link=Value(name, output_field=CharField()))
        .order_by()
        .values_list("link", "id", "from_provision", "to_provision")
        for name, link in which.items()
    )
    found: dict[str, dict[int, list[int]]] = {name: defaultdict(list) for name in which}
    for name, _, clause, linked in sorted(incorporates.union(stands_in, all=True)):
        found[name][clause].append(linked)
    return _Links(*({clause: tuple(linked) for clause, linked in found[name].items()} for name in which))


def _states(date: dt.date, texts: Iterable[Wording]) -> dict[int, ClauseState]:
    """Whether each wording was law that day, by key: the rule that statutes and clauses are shown by, too."""
    found = list(texts)
    known = lives.read({row.statute_id for row in found})
    wordings = {wording.key: wording for life in known.values() for wording in life.wordings}
    return {row.text: clause_on(known[row.statute_id], wordings[row.text], date) for row in found}


def _counts(state: ClauseState) -> bool:
    """Whether a wording in this state is law, or may be."""
    return state.state in (IN_FORCE, UNCLEAR)


def _made_on(date: dt.date, statutes: Collection[int]) -> dict[int, LifeStatus]:
    """What the events of these statutes made of them by that day, and whether that is sure."""
    found = {pk: by_events(life, date) for pk, life in lives.read(statutes).items()}
    return {pk: LifeStatus(settled, settled == possible) for pk, (settled, possible) in found.items()}


def _answers(
    texts: Iterable[int],
    definitions: Iterable[int],
    questions: Collection[str],
    *,
    evidence: bool,
    grade: Grade | None = None,
) -> tuple[dict[int, dict[str, tuple[str, Evidence]]], set[int]]:
    """Answers to the questions by wording, and those of `definitions` that answer more than what the material
    is. All are public wordings."""
    found: dict[int, dict[str, tuple[str, Evidence]]] = defaultdict(dict)
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
            shown_of = Evidence(*about) if about else NOT_READ
            counts = grade is None or shown_of.graded.grade.at_least(grade)
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


def scope(within: str | None, kinds: Collection[str] = ()) -> list[dict[str, Any]]:
    """The jurisdictions asked about, in the order of their codes: all, or one and its descendants; of these kinds, if
    any are named."""
    places = Jurisdiction.objects.public()
    if kinds:
        places = places.filter(kind__in=kinds)
    if within:
        places = places.within(within)
    return [dict(place) for place in places.order_by("code").values("code", "slug", "name", "kind", "path")]
