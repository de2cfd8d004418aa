"""Names of places and dates as readers of a language write them.

Names of countries are CLDR's (through Babel), names of states and provinces those of pycountry's catalogues.
"""

from __future__ import annotations

import datetime as dt
import gettext as catalogues
import re
from decimal import Decimal
from functools import cache, lru_cache

import pycountry
from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal
from django.utils.translation import get_language, gettext

from jurisdictions.partial_dates import PartialDate


def language() -> str:
    return (get_language() or "en").partition("-")[0]


def place_name(code: str, name: str) -> str:
    """The jurisdiction's name in the reader's language; in English the name on record."""
    return name if language() == "en" else _place_name(language(), code, name)


@cache
def _place_name(language: str, code: str, name: str) -> str:
    # CLDR has XA and XB for trying out software.
    territory = None if code in ("XA", "XB") else Locale(language).territories.get(code)
    if territory:
        return territory
    if "-" in code:
        return _subdivisions(language).gettext(name)
    return gettext(name)


@cache
def _subdivisions(language: str) -> catalogues.NullTranslations:
    return catalogues.translation("iso3166-2", pycountry.LOCALES_DIR, languages=[language], fallback=True)


def language_name(tag: str) -> str:
    """What a language is called in the reader's: "German" for `de`."""
    return Locale(language()).languages.get(tag.partition("-")[0], tag)


def day(value: PartialDate | dt.date | str | None) -> str:
    """A date in words, exactly as precise as it is known: "9 March 2025", "March 2025", "2025"."""
    if value is None or value == "":
        return ""
    return _day(language(), PartialDate.parse(value))


@lru_cache(maxsize=4096)
def _day(language: str, date: PartialDate) -> str:
    """Kept: a page of coverage writes several hundred dates, and CLDR's patterns are slow to fill."""
    if date.day is None:
        return format_skeleton("yMMMM", date.earliest, locale=language) if date.month else str(date.year)
    words = format_date(date.earliest, "d MMMM y", locale=language)
    # The first of the month is an ordinal in French, which CLDR's patterns do not say.
    return f"1er{words[1:]}" if language == "fr" and date.day == 1 else words


_HALF = re.compile(r"(\d{4})-H([12])")


def period(value: str) -> str:
    """A figure's period in words: "first half of 2025", "January 2025 to September 2025", "2023 to 2024"."""
    first, slash, last = value.partition("/")
    if slash:
        return gettext("%(first)s to %(last)s") % {"first": period(first), "last": period(last)}
    if half := _HALF.fullmatch(value):
        told = gettext("first half of %(year)s") if half[2] == "1" else gettext("second half of %(year)s")
        return told % {"year": half[1]}
    return day(value)


def figure(value: Decimal | int) -> str:
    """A number as the reader's language groups it, without zeros that only the column's scale adds."""
    return format_decimal(value, locale=language())
