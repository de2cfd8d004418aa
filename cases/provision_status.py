"""Whether a provision could be enforced on a date: its wording, the effects then standing, and the verdict."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from cases import rows
from cases.authority import Authority
from cases.standing import Enforceability, enforceability
from jurisdictions import lives
from jurisdictions.lifecycle import IN_FORCE, UNCLEAR, clause_on
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
    effects: tuple[rows.EffectRow, ...]
    earlier: tuple[tuple[ProvisionText, tuple[rows.EffectRow, ...]], ...]


def provision_status(provision: Provision, date: dt.date, *, court: Court | None = None) -> ProvisionStatus:
    """The verdict for that court, or for the whole jurisdiction where none is named.

    Raises KeyError where the court is not public.
    """
    every = list(ProvisionText.objects.public().filter(provision=provision).defer("search"))
    text, in_force = wording_on(provision, every, date)
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
    shown = {entry.effect.slug for entry in found.effects}
    earlier = tuple(
        (other, tuple(effect for effect, _ in by_text[other.pk]))
        for other in every
        if other.pk in by_text and text is not None and other.pk != text.pk and _precedes(other, text)
    )
    return ProvisionStatus(
        provision, date, court, text, found, tuple(effect for effect, _ in pairs if effect.slug in shown), earlier
    )


def wording_on(
    provision: Provision, texts: list[ProvisionText], date: dt.date
) -> tuple[ProvisionText | None, bool | None]:
    """The wording that was law that day, and whether that is sure (None: it may be)."""
    life = lives.of(provision.statute)
    states = [(text, clause_on(life, lives.plain(text, life), date).state) for text in texts]
    for text, state in states:
        if state == IN_FORCE:
            return text, True
    perhaps = [text for text, state in states if state == UNCLEAR]
    # One with a day of its own says more than one that no source shows in force.
    perhaps.sort(key=lambda text: not (text.valid_from or text.shown_on or text.valid_to))
    return (perhaps[0], None) if perhaps else (None, False)


def _precedes(one: ProvisionText, other: ProvisionText) -> bool:
    start, later = one.surely_in_force()[0], other.surely_in_force()[0]
    return start is not None and later is not None and start < later
