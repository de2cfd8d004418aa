"""Jurisdictions to choose among, named and in the order of the reader's alphabet."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from jurisdictions.models import Jurisdiction, Status
from kb.languages import names


def alphabetical(name: str) -> str:
    """What a name is sorted by: É stands with E."""
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold() or name


def in_alphabet(rows: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Codes and names as they are on record -> codes and names in the reader's language, in the order of these."""
    found = [(code, names.place_name(code, name)) for code, name in rows]
    return sorted(found, key=lambda pair: alphabetical(pair[1]))


def named() -> dict[str, str]:
    """Code -> name of every public jurisdiction, in the order of names: one query."""
    return dict(in_alphabet(Jurisdiction.objects.public().order_by().values_list("code", "name")))


def scopes() -> list[tuple[str, str]]:
    """Code and name of each jurisdiction that others are part of, for the choice of where to ask: one query."""
    rows = Jurisdiction.objects.public().filter(children__status=Status.PUBLISHED).order_by().distinct()
    return in_alphabet(rows.values_list("code", "name"))


def grouped(places: Mapping[str, str]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The places of `named` for a long list of choices: states of the United States, other parts of countries, and
    countries with the bodies they form."""
    parts: dict[str, list[tuple[str, str]]] = {
        _("Countries and bodies of states"): [],
        _("States and territories of the United States"): [],
        _("Parts of other countries"): [],
    }
    countries, states, others = parts.values()
    for code, name in places.items():
        (states if code.startswith("US-") else others if "-" in code and code[:2] in places else countries).append(
            (code, name)
        )
    return [(title, found) for title, found in parts.items() if found]


def options(groups: Sequence[tuple[str, list[tuple[str, str]]]]) -> SafeString:
    """The options of a <select>, made once for the several that offer the same."""
    return format_html_join(
        "",
        '<optgroup label="{}">{}</optgroup>',
        ((title, format_html_join("", '<option value="{}">{}</option>', found)) for title, found in groups),
    )
