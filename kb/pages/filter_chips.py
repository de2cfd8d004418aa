"""The filters that an address of a list carries, as words, each with the address that leaves it out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jurisdictions.models import Question
from kb.languages import names, words
from kb.languages.saying import said
from kb.pages.page import Page
from kb.pages.places import choices

#: Parameter -> what readers call it; a parameter that is missing here is shown by its name in the API.
NAMES = {
    "q": gettext_lazy("Words"),
    "jurisdiction": gettext_lazy("Jurisdiction"),
    "within": gettext_lazy("Within"),
    "parent": gettext_lazy("Directly under"),
    "kind": gettext_lazy("Kind"),
    "status": gettext_lazy("Status"),
    "question": gettext_lazy("Question"),
    "answer": gettext_lazy("Answer"),
    "language": gettext_lazy("Language"),
    "legal_system": gettext_lazy("Legal system"),
    "member_of": gettext_lazy("Member of"),
    "treaty": gettext_lazy("Treaty"),
    "event_kind": gettext_lazy("Event"),
    "event_after": gettext_lazy("Event on or after"),
    "event_before": gettext_lazy("Event on or before"),
    "amends": gettext_lazy("Amends"),
    "source": gettext_lazy("Source"),
    "source_host": gettext_lazy("Host of a source"),
    "checked_after": gettext_lazy("Checked on or after"),
    "checked_before": gettext_lazy("Checked on or before"),
}

#: Parameter -> the vocabulary of its values.
_VOCABULARIES = {
    "status": "life",
    "answer": "answer",
    "event_kind": "event",
    "legal_system": "legal-system",
}

#: Parameters whose values are codes of jurisdictions.
_PLACES = ("jurisdiction", "within", "parent", "member_of")


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter: its name, its value in words, and the address of the list without it."""

    name: str
    value: str
    without: str


def chips(page: Page, given: Mapping[str, Any], *, kinds: str = "statute") -> list[Chip]:
    """Every filter given, in the order of the address. `kinds`: the vocabulary of `kind` in this list.
    A filter that names jurisdictions or questions causes a query for their names."""
    vocabularies = _VOCABULARIES | {"kind": kinds}
    return [
        Chip(str(NAMES.get(name, name)), _value(page, vocabularies.get(name), name), _without(page, name))
        for name in page.reader.data
        if name in given
    ]


def _value(page: Page, vocabulary: str | None, name: str) -> str:
    if name == "q":
        return str(page.reader.data["q"])
    told = [one for value in page.reader.data.getlist(name) for one in value.split(",")]
    if vocabulary:
        told = [words.word(vocabulary, one) for one in told]
    elif name in _PLACES:
        known = choices.named()
        told = [known.get(one.upper(), one) for one in told]
    elif name == "question":
        labels = dict(Question.objects.public().filter(slug__in=told).values_list("slug", "label"))
        told = [said(labels.get(one, one)) for one in told]
    elif name.endswith(("_after", "_before")):
        told = [names.day(one) for one in told]
    return _(" or ").join(told)


def _without(page: Page, name: str) -> str:
    kept = page.reader.data.copy()
    for left_out in (name, "page"):
        kept.pop(left_out, None)
    return f"{page.request.path}?{kept.urlencode()}" if kept else page.request.path
