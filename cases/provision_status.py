"""Whether a provision could be enforced on a date: its wording, the effects then standing, and the verdict."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from cases import rows
from cases.authority import Authority, Step
from cases.shown import ShownBy, shown_by_rulings
from cases.standing import Enforceability, enforceability
from jurisdictions import lives
from jurisdictions.lifecycle import IN_FORCE, UNCLEAR, clause_on
from jurisdictions.models import Court, Provision, ProvisionText
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
    every = list(ProvisionText.objects.public().filter(provision=provision).defer("search"))
    text, in_force = wording_on(provision, every, date)
    shown_by = shown_by_rulings(one.pk for one in every)
    because = _ruling_that_shows(text, shown_by) if in_force else None
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


def _ruling_that_shows(text: ProvisionText | None, shown_by: Mapping[int, ShownBy]) -> ShownBy | None:
    """The ruling whose day is the first on which the wording is shown in force, where it is a ruling that shows it."""
    because = shown_by.get(text.pk) if text is not None and text.shown_on else None
    return because if because and text and text.shown_on and because.day == text.shown_on.latest else None


def _precedes(one: ProvisionText, other: ProvisionText) -> bool:
    start, later = one.surely_in_force()[0], other.surely_in_force()[0]
    return start is not None and later is not None and start < later
