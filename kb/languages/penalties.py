"""Penalties in words of the reader's language: "5 to 25 years in prison, and a fine of up to USD 100,000"."""

from __future__ import annotations

from babel.units import format_unit
from django.utils.translation import gettext as _

from jurisdictions.models import FineIs, Penalty
from kb.languages import names, words


def what_it_is(penalty: Penalty) -> str:
    """The class of the offence, the term and the fine, as far as they are on record."""
    told = _joined(_term(penalty), _fine(penalty), penalty.fine)
    if penalty.offence_class and told:
        return _("%(offence_class)s: %(penalty)s") % {"offence_class": penalty.offence_class, "penalty": told}
    return penalty.offence_class or told


def what_it_is_for(penalty: Penalty) -> str:
    """The conduct and what else must be so."""
    parts = (
        words.word("conduct", penalty.conduct),
        penalty.occasion and words.word("occasion", penalty.occasion),
        penalty.depicted and words.word("depicted", penalty.depicted),
        penalty.condition,
    )
    return "; ".join(part for part in parts if part)


def _joined(term: str, fine: str, how: str) -> str:
    if not term or not fine:
        return term or fine
    told = _("%(term)s, and %(fine)s") if how == FineIs.ADDED else _("%(term)s, or %(fine)s, or both")
    return told % {"term": term, "fine": fine}


def _term(penalty: Penalty) -> str:
    least, most = penalty.minimum_months, penalty.maximum_months
    if penalty.life:
        return _("%(least)s in prison, up to life") % {"least": _length(least)} if least else _("up to life in prison")
    if least and most:
        told = _("%(most)s in prison") if least == most else _("%(least)s to %(most)s in prison")
        return told % {"least": _length(least), "most": _length(most)}
    if most:
        return _("up to %(most)s in prison") % {"most": _length(most)}
    return _("at least %(least)s in prison") % {"least": _length(least)} if least else ""


def _fine(penalty: Penalty) -> str:
    if not penalty.fine:
        return ""
    least, most = penalty.minimum_fine, penalty.maximum_fine
    if least is not None and most is not None and least != most:
        told = _("a fine of %(currency)s %(least)s to %(most)s")
    elif least is not None and most is None:
        told = _("a fine of at least %(currency)s %(least)s")
    elif most is not None:
        told = _("a fine of %(currency)s %(most)s") if least == most else _("a fine of up to %(currency)s %(most)s")
    else:
        told = _("a fine")
    return told % {
        "currency": penalty.currency,
        "least": "" if least is None else names.figure(least),
        "most": "" if most is None else names.figure(most),
    }


def _length(months: int) -> str:
    years, rest = divmod(months, 12)
    parts = [(years, "duration-year"), (rest, "duration-month")]
    return " ".join(format_unit(number, unit, locale=names.language()) for number, unit in parts if number)
