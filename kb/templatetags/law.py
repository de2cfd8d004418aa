"""Filters and tags of the public pages: dates, words of the vocabularies, names, and the language of parts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from jurisdictions.partial_dates import PartialDate
from kb.languages import names, penalties, words
from kb.languages.saying import is_translated, tagged
from kb.languages.saying import said as in_the_readers_language

register = template.Library()

register.filter(tagged)
register.filter(penalties.what_it_is)
register.filter(penalties.what_it_is_for)


@register.filter
def day(value: PartialDate | dt.date | str | None) -> SafeString:
    """A date in words with its machine form: `<time datetime="2025-03">March 2025</time>`; empty for none."""
    if value is None or value == "":
        return SafeString("")
    return format_html('<time datetime="{}">{}</time>', str(value), names.day(value))


@register.filter
def plain_day(value: PartialDate | dt.date | str | None) -> str:
    """A date in words, where no markup may stand."""
    return names.day(value)


@register.filter
def word(value: object, vocabulary: str) -> str:
    """`{{ statute.kind|word:"statute" }}`: see `kb.languages.words`."""
    return words.word(vocabulary, value)


@register.filter
def sign(value: object) -> str:
    return words.SIGNS.get(str(value), "")


@register.filter
def said(text: str) -> str | SafeString:
    """A sentence of the engine or of the codebook in the reader's language; where the catalogue has none, the
    English, marked as such."""
    told = in_the_readers_language(text)
    return told if is_translated(text) else format_html('<span lang="en">{}</span>', told)


@register.filter
def plain_said(text: str) -> str:
    """The same where no markup may stand."""
    return in_the_readers_language(text)


@register.filter
def place(jurisdiction: Any) -> str:
    """A jurisdiction's name in the reader's language, from a row or a mapping with `code` and `name`."""
    if isinstance(jurisdiction, Mapping):
        return names.place_name(str(jurisdiction["code"]), str(jurisdiction["name"]))
    return names.place_name(jurisdiction.code, jurisdiction.name)


@register.filter
def language_name(tag: str) -> str:
    return names.language_name(tag)


@register.filter
def is_foreign(tag: str) -> bool:
    """Whether the language is not that of the page."""
    return tag.partition("-")[0] != names.language()


@register.filter
def number(value: Any) -> str:
    """A count or figure as the reader's language groups it: 485,000 or 485 000."""
    return "" if value is None else names.figure(value)


@register.filter
def host(url: str) -> str:
    """The site an address leads to, for people who want to know before they follow it."""
    return url.partition("//")[2].partition("/")[0].removeprefix("www.")


@register.filter
def item(mapping: Mapping[Any, Any], key: Any) -> Any:
    """The value of a key that is itself a variable; None where there is none."""
    return mapping.get(key)


@register.simple_tag
def colon() -> str:
    """A colon after a label, as the reader's language sets it: French has a no-break space before it."""
    return "\N{NO-BREAK SPACE}:" if names.language() == "fr" else ":"
