"""Whether a provision could be enforced on a date: its wording, the effects then standing, and the verdict."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from cases import rows
from cases.authority import Authority, Step
from cases.shown import ShownBy, shown_by_rulings
from cases.standing import Enforceability, enforceability
from jurisdictions.lifecycle import may_be_law, may_have_commenced
from jurisdictions.models import Court, Provision, ProvisionText
from jurisdictions.models.sources import Status
from jurisdictions.models.statutes import ProvisionTextQuerySet
from jurisdictions.sentences import say


@dataclass(frozen=True, slots=True)
class ProvisionStatus:
    """`text` is the wording in force, or perhaps in force, that day; `earlier` are wordings it replaced that
    rulings had bearing on, with those effects: they do not carry over. `shown_by` is the ruling that shows the
    wording in force that day, where no date of its own does; `shown` what rulings show of every wording (by key)."""

    provision: Provision
    date: dt.date
    court: Court | None
    text: ProvisionText | None
    enforceability: Enforceability
    effects: tuple[rows.EffectRow, ...]
    earlier: tuple[tuple[ProvisionText, tuple[rows.EffectRow, ...]], ...]
    shown_by: ShownBy | None = None
    shown: Mapping[int, ShownBy] = field(default_factory=dict)


def provision_status(provision: Provision, date: dt.date, *, court: Court | None = None) -> ProvisionStatus:
    """The verdict for that court, or for the whole jurisdiction where none is named.

    Raises KeyError where the court is not public.
    """
    texts = ProvisionText.objects.public().filter(provision=provision).defer("search")
    every = list(texts)
    shown_by = shown_by_rulings(one.pk for one in every)
    text, in_force, because = _wording_on(provision, texts, date, shown_by)
    by_text = rows.effects_on(one.pk for one in every)
    pairs = by_text.get(text.pk, []) if text else []
    rulings = {effect.holding.ruling_id for effect, _ in pairs} | {e.ended_by_id for e, _ in pairs if e.ended_by_id}
    found = enforceability(
        [plain for _, plain in pairs],
        date,
        citator=rows.citator(rulings),
        authority=Authority(rows.hierarchy()),
        wording_in_force=in_force,
        court=court.slug if court else None,
    )
    if because is not None:
        told = say("{ruling} had an effect on the wording, and so shows it in force on {date}.",
                   ruling=because.ruling, date=because.day)  # fmt: skip
        found = replace(found, steps=(Step("shown-by-ruling", told), *found.steps))
    shown = {entry.effect.slug for entry in found.effects}
    earlier = tuple(
        (other, tuple(effect for effect, _ in by_text[other.pk]))
        for other in every
        if other.pk in by_text and text is not None and other.pk != text.pk and _precedes(other, text)
    )
    return ProvisionStatus(
        provision,
        date,
        court,
        text,
        found,
        tuple(effect for effect, _ in pairs if effect.slug in shown),
        earlier,
        because,
        shown_by,
    )


def _wording_on(
    provision: Provision, texts: ProvisionTextQuerySet, date: dt.date, shown_by: Mapping[int, ShownBy]
) -> tuple[ProvisionText | None, bool | None, ShownBy | None]:
    """The wording that was law that day, and whether that is sure (None: it may be): by its own dates and by
    what its statute was that day, as coverage reads them; and the ruling that shows it, where its dates do not."""
    statute = provision.statute
    life = statute.status_from(statute.events.filter(status=Status.PUBLISHED), date)
    if not may_be_law(statute.kind, life.status):
        return None, False, None
    sure = texts.in_force_on(date).first()
    if sure is not None:
        return sure, True if life.sure else None, None
    # Where none is in force by its own dates, a ruling may show one: from its day on, as a source does from its own.
    for text in texts.not_surely_out_of_force_on(date):
        because = shown_by.get(text.pk)
        if because is not None and because.day <= date and (text.valid_to is None or date < text.valid_to.earliest):
            return text, True if life.sure else None, because
    perhaps = texts.perhaps_in_force_on(date).first()
    if perhaps is None and may_have_commenced(statute.kind, life.status):
        perhaps = texts.not_surely_out_of_force_on(date).first()
    return perhaps, False if perhaps is None else None, None


def _precedes(one: ProvisionText, other: ProvisionText) -> bool:
    start, later = one.surely_in_force()[0], other.surely_in_force()[0]
    return start is not None and later is not None and start < later
