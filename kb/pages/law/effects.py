"""What the page of a clause is made of: rows for its lists and tables, each read once for the whole page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.authority import RULES, Rule
from cases.models import Charge, Effect, EffectKind, Holding, Reach
from cases.provision_status import ProvisionStatus
from cases.shown import ShownBy
from cases.standing.effects import Reached
from jurisdictions.models import Coding, LegislativeEvent, Provision, ProvisionText, Question, Source
from jurisdictions.sentences import Sentence
from kb.asking.provision_status import REACHES
from kb.coverage.conditions import NOT_ASSESSED
from kb.drawing.timeline import Bar, Strip, strip
from kb.languages import names, words
from kb.pages.courts.reasoning import captioned, rulings_named
from kb.pages.coverage.comparing import mark_of
from kb.pages.law.wordings import (
    WordingOn,
    clauses,
    dates_in_words,
    day_of,
    name_of,
    with_consequences,
    wordings,
)
from kb.pages.page import Page


@dataclass(frozen=True, slots=True)
class Compared:
    """One question in two wordings; a coding that is None was not made: not assessed."""

    question: Question
    one: Coding | None
    other: Coding | None

    @property
    def mark(self) -> str:
        """As in the comparison of jurisdictions: `differ` only where both say something for certain."""
        return mark_of([coding.answer if coding else NOT_ASSESSED for coding in (self.one, self.other)])


@dataclass(frozen=True, slots=True)
class EffectShown:
    """An effect on some wording of the clause. `standing` on the day asked about: `stands`, `unclear`, `ended`,
    `later`; or `other-wording` for one on a wording that was not that day's, and so does not carry over. `reached`:
    whether it reaches the court asked about, where one is and the effect stands or may."""

    effect: Effect
    wording: str
    standing: str
    reached: Reached | None = None

    @property
    def reaches(self) -> str:
        """A value of the vocabulary `reaches`; "" where no court is asked."""
        return REACHES[self.reached.reaches] if self.reached else ""


@dataclass(frozen=True, slots=True)
class StepShown:
    """One step of reasoning. `effect` is what it is about, where it is about one."""

    told: str
    rule: Rule | None
    effect: Effect | None


@dataclass(frozen=True, slots=True)
class WordingShown:
    """One wording in the list of all. `address` leads to a day on which it was law, where one is known."""

    text: ProvisionText
    name: str
    dates: str
    address: str
    chosen: bool
    effects: tuple[Effect, ...]


def provisions() -> QuerySet[Provision]:
    """Provisions of any status, each with what the public may see of its wordings and of the clauses around it."""
    texts = with_consequences(wordings()).prefetch_related(Prefetch("effects", effects(), to_attr="public_effects"))
    return Provision.objects.select_related("statute__jurisdiction", "parent__statute__jurisdiction").prefetch_related(
        Prefetch("statute__events", LegislativeEvent.objects.public(), to_attr="public_events"),
        Prefetch("texts", texts, to_attr="public_texts"),
        Prefetch("children", clauses(), to_attr="public_children"),
        Prefetch("incorporates", clauses(), to_attr="public_incorporates"),
        Prefetch("incorporated_by", clauses(), to_attr="public_incorporated_by"),
    )


def effects() -> QuerySet[Effect]:
    """Public effects of rulings, oldest first, with all that the page and the citation say of them."""
    return (
        Effect.objects.public()
        .select_related(
            "source", "court__jurisdiction", "ended_by__case__jurisdiction", "ended_by__court",
            "holding__issue", "holding__ruling__case__jurisdiction", "holding__ruling__court__jurisdiction",
        )
        .order_by("since_latest", "pk")
    )  # fmt: skip


def effects_on(texts: Iterable[Any]) -> list[Effect]:
    """What rulings did to any of these wordings, oldest first."""
    found = [effect for text in texts for effect in text.public_effects]
    return sorted(found, key=lambda effect: (effect.since.latest, effect.pk))


def holdings_on(provision: Provision) -> list[Holding]:
    """Holdings that concern it, oldest first."""
    # Their keys first, so that the rest is looked up by them.
    concerned = list(Holding.provisions.through.objects.filter(provision=provision).values_list("holding", flat=True))
    return list(
        Holding.objects.public()
        .filter(pk__in=concerned)
        .select_related("issue", "source", "ruling__case", "ruling__court")
        .order_by("ruling__date_latest", "pk")
    )


def charges_on(charges: QuerySet[Charge]) -> list[tuple[str, int]]:
    """Public ones among these charges, counted by their disposition, most first."""
    counted = charges.public().order_by().values("disposition").annotate(n=Count("pk"))  # type: ignore[attr-defined]
    return [(row["disposition"], row["n"]) for row in counted.order_by("-n", "disposition")]


def reasoning(status: ProvisionStatus, effects: Iterable[Effect]) -> list[StepShown]:
    """The steps to the verdict. What the engine says of an effect or ruling names it by its slug: a page shows the
    ruling. One query, or none."""
    by_slug = {effect.slug: effect for effect in effects}
    found = status.enforceability
    edges = [edge for entry in (*found.effects, *found.gone) for edge in entry.because]
    rulings = [slug for edge in edges for slug in (edge.by, edge.of)]
    known = rulings_named([*rulings, *([status.shown_by.ruling] if status.shown_by else [])])
    steps = []
    for step in found.steps:
        told, effect = step.text, None
        if isinstance(told, Sentence) and {"effect", "told"} <= set(told.values):
            told, effect = told.values["told"], by_slug.get(str(told.values["effect"]))
        steps.append(StepShown(captioned(told, known), RULES.get(step.rule), effect))
    return steps


def shown_effect(effect: Effect, chosen: WordingOn | None, status: ProvisionStatus) -> EffectShown:
    """What the verdict says of it. That it no longer stands is said only where the engine found that it ended."""
    found = status.enforceability
    standing = {entry.effect.slug: entry.stands for entry in (*found.effects, *found.gone)}
    if effect.since.earliest > status.date:
        told = "later"
    elif status.text is None or chosen is None or effect.text_id != status.text.pk or effect.slug not in standing:
        told = "other-wording"
    else:
        told = {True: "stands", None: "unclear", False: "ended"}[standing[effect.slug]]
    return EffectShown(effect, name_of(effect.text), told, found.reached.get(effect.slug))


def wording_shown(
    text: ProvisionText, chosen: WordingOn | None, effects: Iterable[Effect], page: Page, ruling: ShownBy | None
) -> WordingShown:
    """`ruling` shows the wording in force, where one does."""
    day = min((day for day in (day_of(text), ruling and ruling.day) if day), default=None)
    address = reverse("provision", args=[text.provision.slug])
    return WordingShown(
        text=text,
        name=name_of(text),
        dates=dates_in_words(text, ruling),
        address=page.address(address, as_of=day.isoformat()) if day else "",
        chosen=bool(chosen and chosen.text == text),
        effects=tuple(effect for effect in effects if effect.text_id == text.pk),
    )


def drawn(shown: Iterable[WordingShown], page: Page, *, bill: bool) -> Strip | None:
    """The wordings as bars over the years; a bar leads to a day of its wording."""
    bars = [
        Bar(
            label=one.name,
            start=one.text.valid_from,
            end=one.text.valid_to,
            shown_on=one.text.shown_on,
            start_label=names.day(one.text.valid_from),
            end_label=names.day(one.text.valid_to),
            shown_label=names.day(one.text.shown_on),
            href="" if one.chosen else one.address,
            note="; ".join(map(_effect_in_words, one.effects)),
            status="bill" if bill else "struck" if any(map(_strikes, one.effects)) else "in-force",
        )
        for one in shown
    ]
    return strip(bars, id="strip", today=timezone.localdate(), chosen=page.as_of) if bars else None


def _effect_in_words(effect: Effect) -> str:
    """Never without its reach: what a court struck between the parties stands for everyone else."""
    told = f"{words.word('effect', effect.kind)}, {names.day(effect.since)} ({words.word('reach', effect.reach)})"
    ended = _("ended on %(day)s") % {"day": names.day(effect.until)} if effect.until else ""
    return f"{told}, {ended}" if ended else told


def _strikes(effect: Effect) -> bool:
    return effect.kind == EffectKind.STRUCK and effect.reach == Reach.NATIONWIDE and effect.until is None


def compared(one: ProvisionText, other: ProvisionText) -> list[Compared]:
    """Every question that either wording answers, in the codebook's order."""
    ours, theirs = ({coding.question: coding for coding in text.public_codings} for text in (one, other))  # type: ignore[attr-defined]
    questions = sorted({*ours, *theirs}, key=lambda question: (question.position, question.slug))
    return [Compared(question, ours.get(question), theirs.get(question)) for question in questions]


def sources_of(texts: Iterable[Any]) -> list[Source]:
    """The public sources on which the answers of these wordings rest, each once."""
    found = {
        coding.source: None
        for text in texts
        for coding in text.public_codings
        if coding.source and coding.source.is_public()
    }
    return list(found)
