"""Sentences of the engine (`jurisdictions.sentences`) and of the codebook in the reader's language."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from pathlib import Path
from typing import Any

from babel.messages.mofile import read_mo
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from jurisdictions.partial_dates import PartialDate
from jurisdictions.sentences import Joined, Sentence
from kb.languages import names


def said(text: str) -> str:
    """The text in the reader's language, with its dates as that language writes them; what the catalogue does not
    have stays English. A plain str is looked up as it is: a label or a question of the codebook."""
    if isinstance(text, Joined | Sentence):
        return _said(text)
    # The empty message is the catalogue's own head.
    return gettext(text) if text else ""


def is_translated(text: str) -> bool:
    """Whether all of the text's words stand in the reader's language, so that nothing need be marked English."""
    language = names.language()
    return language == "en" or not text or _stands_in(_messages(language, tuple(map(str, settings.LOCALE_PATHS))), text)


def tagged(text: str, tag: str = "en") -> str | SafeString:
    """Text in a language of its own: marked where that is not the page's. Without a tag it is English, as our
    own summaries and notes are."""
    if not text or (tag or "en").partition("-")[0] == names.language():
        return text
    return format_html('<span lang="{}">{}</span>', tag or "en", text)


def _said(value: Any) -> str:
    if isinstance(value, Sentence):
        template = gettext(value.template)
        values = value.values
        return template.format_map({name: _said(one) for name, one in values.items()}) if values else template
    if isinstance(value, Joined):
        return _said(value.separator).join(map(_said, value.parts))
    return names.day(value) if isinstance(value, dt.date | PartialDate) else str(value)


def _stands_in(messages: frozenset[str], text: str) -> bool:
    if isinstance(text, Joined):
        parts = [one for one in (text.separator, *text.parts) if isinstance(one, Joined | Sentence)]
        return all(_stands_in(messages, part) for part in parts)
    if isinstance(text, Sentence):
        parts = [one for one in text.values.values() if isinstance(one, Joined | Sentence)]
        return text.template in messages and all(_stands_in(messages, part) for part in parts)
    return text in messages


@lru_cache(maxsize=8)
def _messages(language: str, folders: tuple[str, ...]) -> frozenset[str]:
    """What the compiled catalogues translate. Asked of the files, because a translation may well equal its
    message, and Django's look-up does not tell."""
    found: set[str] = set()
    for folder in folders:
        path = Path(folder) / language / "LC_MESSAGES" / "django.mo"
        if path.exists():
            with path.open("rb") as file:
                catalogue = read_mo(file)
            found.update(str(message.id) for message in catalogue if not message.context and not message.pluralizable)
    return frozenset(found)
