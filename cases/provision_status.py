"""Whether a provision could be enforced on a date: its wording, the effects then standing, and the verdict."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from cases import rows
from cases.authority import Authority
from cases.models import Effect
from cases.standing import Enforceability, enforceability
from jurisdictions.models import Court, Provision, ProvisionText


@dataclass(frozen=True, slots=True)
class ProvisionStatus:
    """`text` is the wording in force, or perhaps in force, that day; `earlier` are wordings it replaced that
    rulings had bearing on, with those effects: they do not carry over."""

    provision: Provision
    date: dt.date
    court: Court | None
    text: ProvisionText | None
    enforceability: Enforceability
    effects: tuple[Effect, ...]
    earlier: tuple[tuple[ProvisionText, tuple[Effect, ...]], ...]


def provision_status(provision: Provision, date: dt.date, *, court: Court | None = None) -> ProvisionStatus:
    """The verdict for that court, or for the whole jurisdiction where none is named.

    Raises KeyError where the court is not public.
    """
    texts = ProvisionText.objects.public().filter(provision=provision)
    sure, perhaps = list(texts.in_force_on(date)), list(texts.perhaps_in_force_on(date))
    text = next(iter(sure or perhaps), None)
    by_text = rows.effects_on(texts.values_list("pk", flat=True))
    pairs = by_text.get(text.pk, []) if text else []
    rulings = {effect.holding.ruling_id for effect, _ in pairs} | {e.ended_by_id for e, _ in pairs if e.ended_by_id}
    found = enforceability(
        [plain for _, plain in pairs],
        date,
        citator=rows.citator(rulings),
        authority=Authority(rows.hierarchy()),
        wording_in_force=True if sure else None if perhaps else False,
        court=court.slug if court else None,
    )
    shown = {entry.effect.slug for entry in found.effects}
    earlier = tuple(
        (other, tuple(effect for effect, _ in by_text[other.pk]))
        for other in texts
        if other.pk in by_text and text is not None and other.pk != text.pk and _precedes(other, text)
    )
    return ProvisionStatus(
        provision, date, court, text, found, tuple(effect for effect, _ in pairs if effect.slug in shown), earlier
    )


def _precedes(one: ProvisionText, other: ProvisionText) -> bool:
    start, later = one.surely_in_force()[0], other.surely_in_force()[0]
    return start is not None and later is not None and start < later
