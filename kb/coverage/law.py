"""The law of one day, read from the database as the clauses that `answering` judges.

The number of queries does not depend on how many jurisdictions or provisions there are: one each for
wordings, incorporations, codings, the life of their statutes and effects, and two a round for what became
of the rulings behind the effects.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q

from cases import rows, standing
from cases.authority import Authority
from jurisdictions.lifecycle import UNKNOWN, may_be_law, may_have_commenced
from jurisdictions.models import Coding, Jurisdiction, Provision, ProvisionText, QuestionGroup, Statute, StatuteKind
from jurisdictions.models.sources import Status
from jurisdictions.partial_dates import PartialDate
from kb.coverage.answering import Clause, Force

START_NOT_ON_RECORD = "start not on record"
DATE_NOT_EXACT = "its dates are on record only to the month or year"
LIFE_NOT_SURE = "whether its statute was still law that day is not sure"
COMMENCEMENT_NOT_ON_RECORD = "made law, but no source shows it in force: commencement not on record"

#: Texts that bind nobody make nothing an offence, whatever they say of it.
NOT_BINDING = (StatuteKind.GUIDELINE,)


@dataclass(frozen=True, slots=True)
class Wording:
    """What an answer shows of a clause: the provision, its wording's dates and its statute."""

    text: int
    slug: str
    provision: str
    label: str
    statute: str
    citation: str
    statute_kind: str
    valid_from: PartialDate | None
    valid_to: PartialDate | None
    shown_on: PartialDate | None
    penalty: str
    note: str
    enforceability: standing.Enforceability | None = None
    effects: tuple[Any, ...] = ()


@dataclass(slots=True)
class Law:
    """Clauses in force, or perhaps in force, on `date`."""

    date: dt.date
    clauses: list[Clause] = field(default_factory=list)


def law_on(
    date: dt.date, *, jurisdictions: Collection[str], questions: Collection[str], in_practice: bool = True
) -> Law:
    """The clauses of these jurisdictions (by code), and those they incorporate, with their answers to
    these questions. Without `in_practice` no ruling is looked at."""
    texts = _texts(date, Q(provision__statute__jurisdiction__code__in=jurisdictions))
    incorporates = _incorporations([row["provision_id"] for row in texts])
    here = {row["provision_id"] for row in texts}
    wanted = {provision for provisions in incorporates.values() for provision in provisions} - here
    for _ in range(10):  # definitions of definitions, kept in other jurisdictions' statutes
        if not wanted:
            break
        texts += _texts(date, Q(provision__in=wanted))
        more = _incorporations(wanted)
        here |= wanted
        wanted = {provision for provisions in more.values() for provision in provisions} - here
        incorporates |= more
    incorporated = {provision for provisions in incorporates.values() for provision in provisions}
    alive = _statuses(date, {row["provision__statute_id"] for row in texts})
    texts = [row for row in texts if _may_be_in_force(row, alive[row["provision__statute_id"]][0])]
    answers = _answers([row["id"] for row in texts], questions)
    forces = _forces(date, texts) if in_practice else {}
    clauses = []
    for row in texts:
        enforceability, effects = forces.get(row["id"], (None, ()))
        clauses.append(
            Clause(
                provision=row["provision_id"],
                jurisdiction=row["provision__statute__jurisdiction__code"],
                answers=answers.get(row["id"], {}),
                incorporates=tuple(incorporates.get(row["provision_id"], ())),
                unsure=_unsure(row, date, sure_life=alive[row["provision__statute_id"]][1]),
                force=Force(enforceability.verdict) if enforceability else Force.ENFORCEABLE,
                defines=row["provision_id"] in incorporated and not row["punishes"],
                about=_wording(row, enforceability, effects),
            )
        )
    return Law(date, clauses)


def _texts(date: dt.date, which: Q) -> list[dict[str, Any]]:
    beyond_definition = (
        Coding.objects.public().filter(text=OuterRef("pk")).exclude(question__group=QuestionGroup.MATERIAL)
    )
    rows_found: Iterable[Any] = (
        ProvisionText.objects.public()
        .filter(which)
        .exclude(provision__statute__kind__in=NOT_BINDING)
        .filter(Q(valid_from__isnull=True) | Q(valid_from_earliest__lte=date))
        .filter(Q(valid_to__isnull=True) | Q(valid_to_latest__gt=date))
        .annotate(
            sure=ExpressionWrapper(Q(in_force__contains=date), output_field=BooleanField()),
            punishes=Exists(beyond_definition),
        )
        .order_by("id")
        .values(
            "id", "slug", "provision_id", "provision__slug", "provision__label", "provision__statute_id",
            "provision__statute__slug", "provision__statute__citation", "provision__statute__kind",
            "provision__statute__jurisdiction__code", "valid_from", "valid_to", "shown_on", "penalty", "note",
            "sure", "punishes",
        )
    )  # fmt: skip
    return list(rows_found)


def _incorporations(provisions: Iterable[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    links = Provision.incorporates.through.objects.filter(
        from_provision__in=list(provisions), to_provision__status=Status.PUBLISHED
    )
    for clause, definition in links.order_by("id").values_list("from_provision", "to_provision"):
        found[clause].append(definition)
    return dict(found)


def _statuses(date: dt.date, statutes: Collection[int]) -> dict[int, tuple[str, bool]]:
    """Each statute's life status that day and whether it is sure; no event on record hinders nothing."""
    found: dict[int, tuple[str, bool]] = dict.fromkeys(statutes, (UNKNOWN, True))
    lived: Any = Statute.objects.filter(pk__in=statutes).with_status_on(date).order_by()
    for pk, status, sure in lived.values_list("pk", "life_status", "life_status_sure"):
        found[pk] = (status, sure)
    return found


def _answers(texts: list[int], questions: Collection[str]) -> dict[int, dict[str, tuple[str, Any]]]:
    found: dict[int, dict[str, tuple[str, Any]]] = defaultdict(dict)
    codings = Coding.objects.public().filter(text__in=texts, question__slug__in=questions).order_by("id")
    for row in codings.values(
        "text_id", "slug", "question__slug", "answer", "pinpoint", "note", "checked_on",
        "source__slug", "source__title", "source__url", "source__kind", "source__status",
    ):  # fmt: skip
        found[row["text_id"]][row["question__slug"]] = (row["answer"], row)
    return found


def _forces(date: dt.date, texts: list[dict[str, Any]]) -> dict[int, tuple[standing.Enforceability, tuple[Any, ...]]]:
    by_text = rows.effects_on(row["id"] for row in texts)
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


def _may_be_in_force(row: dict[str, Any], status: str) -> bool:
    kind = row["provision__statute__kind"]
    dated = any(row[name] is not None for name in ("valid_from", "shown_on", "valid_to"))
    return may_be_law(kind, status) and (dated or may_have_commenced(kind, status))


def _unsure(row: dict[str, Any], date: dt.date, *, sure_life: bool) -> str:
    if row["sure"]:
        return "" if sure_life else LIFE_NOT_SURE
    if row["valid_from"] is not None:
        return DATE_NOT_EXACT
    if row["shown_on"] is None:
        return COMMENCEMENT_NOT_ON_RECORD if row["valid_to"] is None else START_NOT_ON_RECORD
    return START_NOT_ON_RECORD if date < row["shown_on"].latest else DATE_NOT_EXACT


def _wording(row: dict[str, Any], enforceability: standing.Enforceability | None, effects: tuple[Any, ...]) -> Wording:
    return Wording(
        text=row["id"],
        slug=row["slug"],
        provision=row["provision__slug"],
        label=row["provision__label"],
        statute=row["provision__statute__slug"],
        citation=row["provision__statute__citation"],
        statute_kind=row["provision__statute__kind"],
        valid_from=row["valid_from"],
        valid_to=row["valid_to"],
        shown_on=row["shown_on"],
        penalty=row["penalty"],
        note=row["note"],
        enforceability=enforceability,
        effects=effects,
    )


def scope(within: str | None) -> list[dict[str, Any]]:
    """The jurisdictions asked about, in the order of their codes: all, or one and its descendants."""
    places = Jurisdiction.objects.public()
    if within:
        places = places.within(within)
    return [dict(place) for place in places.order_by("code").values("code", "slug", "name", "kind", "path")]
