"""Wordings of provisions as pages show them: their dates in words, their state on a day, the answers they carry.

Whether a wording is law on a day is the models' and the lifecycle's to say; here it is only put into words.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from cases.shown import ShownBy
from jurisdictions import lives
from jurisdictions.lifecycle import DATE_NOT_EXACT, START_NOT_ON_RECORD, clause_on
from jurisdictions.models import (
    Coding,
    Penalty,
    Provision,
    ProvisionText,
    ReportingDuty,
    Statute,
    WordingState,
)
from kb.languages import names
from kb.languages.saying import said

#: Which of several wordings says most about a day.
_NEAREST = (WordingState.IN_FORCE, WordingState.UNCLEAR, WordingState.NOT_ON_RECORD, WordingState.NOT_IN_FORCE)


@dataclass(frozen=True, slots=True)
class WordingOn:
    """One wording on a day: `state` is a value of `WordingState`, `why` a sentence or ""."""

    text: ProvisionText
    state: str
    why: str

    @property
    def is_law(self) -> bool:
        """Whether it surely is, or may be, law that day."""
        return self.state in (WordingState.IN_FORCE, WordingState.UNCLEAR)


def wordings() -> QuerySet[ProvisionText]:
    """Public wordings, oldest first, with the instrument that made each and its answers (`public_codings`)."""
    codings = Coding.objects.public().select_related("question", "source")
    return (
        ProvisionText.objects.public()
        .select_related("made_by__jurisdiction")
        .prefetch_related(Prefetch("codings", codings, to_attr="public_codings"))
    )


def with_consequences(texts: QuerySet[ProvisionText]) -> QuerySet[ProvisionText]:
    """The same with what each threatens and orders (`public_penalties`, `public_reporting_duties`)."""
    penalties = Penalty.objects.public().select_related("source")
    duties = ReportingDuty.objects.public().select_related("source")
    return texts.prefetch_related(
        Prefetch("penalties", penalties, to_attr="public_penalties"),
        Prefetch("reporting_duties", duties, to_attr="public_reporting_duties"),
    )


def clauses() -> QuerySet[Provision]:
    """Public provisions with their statute, for links to them."""
    return Provision.objects.public().select_related("statute__jurisdiction")


def dates_in_words(text: ProvisionText, ruling: ShownBy | None = None) -> str:
    """From when and until when it is in force, as exactly as that is on record; `ruling` shows it in force too."""
    if text.valid_from:
        begins = _("In force from %(day)s") % {"day": names.day(text.valid_from)}
    elif text.shown_on:
        begins = _("Start not on record; a source shows it in force on %(day)s") % {"day": names.day(text.shown_on)}
    elif ruling or text.valid_to:
        begins = _("Start not on record")
    else:
        return _("No source shows it in force on any day")
    if ruling and not text.valid_from:
        begins += "; " + _("a ruling shows it in force on %(day)s") % {"day": names.day(ruling.day)}
    if text.valid_to:
        return begins + "; " + _("no longer in force from %(day)s") % {"day": names.day(text.valid_to)}
    return begins + "; " + _("no end on record")


def name_of(text: ProvisionText) -> str:
    """What a wording is called among the others of its provision."""
    if text.valid_from:
        return _("Wording of %(day)s") % {"day": names.day(text.valid_from)}
    if text.shown_on:
        return _("Wording shown on %(day)s") % {"day": names.day(text.shown_on)}
    if text.made_by and text.made_by.is_public():
        return _("Wording proposed or made by %(instrument)s") % {"instrument": text.made_by.citation}
    return _("Wording without a date on record")


def day_of(text: ProvisionText) -> dt.date | None:
    """A day on which it surely was in force, for links to it; None where there is none."""
    return text.surely_in_force()[0]


def wording_on(text: ProvisionText, statute: Statute, date: dt.date) -> WordingOn:
    """One wording on a day, by its own dates and by what its statute was that day: see `jurisdictions.lifecycle`."""
    life = lives.of(statute)
    found = clause_on(life, lives.plain(text, life), date)
    by_dates = found.why in (START_NOT_ON_RECORD, DATE_NOT_EXACT)
    return WordingOn(text, found.state, _by_dates(text, date) if by_dates else said(found.why))


def nearest_wording(texts: Sequence[ProvisionText], statute: Statute, date: dt.date) -> WordingOn | None:
    """The wording that was law that day; else the one that may have been; else the last one before it, or the
    first one after it. None where no wording is on record."""
    found = [wording_on(text, statute, date) for text in texts]
    if not found:
        return None
    best = min(found, key=lambda one: _NEAREST.index(WordingState(one.state))).state
    same = [one for one in found if one.state == best]
    begun = [one for one in same if (day := day_of(one.text)) is None or day <= date]
    return begun[-1] if begun else same[0]


def _by_dates(text: ProvisionText, date: dt.date) -> str:
    """Why its own dates leave open whether it is in force."""
    if text.valid_from is None and text.shown_on is None:
        return _("Its start is not on record")
    if text.shown_on and date < text.shown_on.latest:
        told = _("Its start is not on record; it is first shown in force on %(day)s")
        return told % {"day": names.day(text.shown_on)}
    if text.valid_from and date < text.valid_from.latest:
        return _("Its start is known only as %(day)s") % {"day": names.day(text.valid_from)}
    return _("Its end is known only as %(day)s") % {"day": names.day(text.valid_to)}
