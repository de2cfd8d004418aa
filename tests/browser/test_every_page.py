"""What holds for every kind of page, whatever is on it. The pages are listed in tests/browser/addresses.py."""

from __future__ import annotations

from collections import Counter

import pytest
from playwright.sync_api import Page

from tests.browser.accessibility import violations
from tests.browser.addresses import ADDRESSES, in_french
from tests.browser.conftest import OpenPage
from tests.browser.focus import lost_focus
from tests.browser.layout import unreadable_at_width, unreadable_when_enlarged, unreadable_when_spaced
from tests.browser.watched import transferred

BUDGET = 150_000
BUDGET_WITH_MAP = 300_000
OUTLINE = """() => ({
    language: document.documentElement.lang,
    title: document.title,
    headings: [...document.querySelectorAll("h1")].map(heading => heading.textContent.trim()),
    ids: [...document.querySelectorAll("[id]")].map(element => element.id),
})"""
#: Title -> path of the pages seen so far, by language.
titles: dict[str, dict[str, str]] = {"en": {}, "fr": {}}


def faults_of_outline(page: Page, language: str, path: str) -> list[str]:
    """One heading, a title that no other page has, no id twice, and the language said."""
    outline = page.evaluate(OUTLINE)
    faults = [] if outline["language"] == language else [f"lang is {outline['language']!r}, not {language!r}"]
    if len(outline["headings"]) != 1 or not outline["headings"][0]:
        faults.append(f"not one h1 but {outline['headings']}")
    if twice := {name for name, times in Counter(outline["ids"]).items() if times > 1}:
        faults.append(f"on more than one element is the id {', '.join(sorted(twice))}")
    other = titles[language].setdefault(outline["title"], path)
    if not outline["title"] or other != path:
        faults.append(f"the title {outline['title']!r} is that of {other} too")
    return faults


@pytest.mark.parametrize("name", ADDRESSES)
def test_page(name: str, page: Page):
    """Light and dark pass axe-core; all can be read on a phone, with text twice as large, and with text set apart; the
    focus is seen; it is light to load."""
    address = ADDRESSES[name]
    answer = page.goto(address.path)
    assert answer
    assert answer.status == address.status
    faults = faults_of_outline(page, "en", address.path)
    budget = BUDGET_WITH_MAP if address.has_map else BUDGET
    if (weight := transferred(page)) > budget:
        faults.append(f"{weight} bytes transferred, more than {budget}")
    faults += violations(page)
    page.emulate_media(color_scheme="dark")
    faults += [f"dark: {fault}" for fault in violations(page, colours_only=True)]
    faults += unreadable_when_enlarged(page) + unreadable_when_spaced(page)
    faults += [fault for width in (375, 320) for fault in unreadable_at_width(page, width)]
    faults += unreadable_when_spaced(page) + lost_focus(page)
    assert not faults, "\n".join([address.path, *faults])


@pytest.mark.parametrize("name", ADDRESSES)
def test_page_in_french(name: str, open_page: OpenPage):
    """Its words are longer: they have to fit as well."""
    address = ADDRESSES[name]
    path = in_french(address.path)
    page = open_page(locale="fr-FR", viewport={"width": 320, "height": 800})
    answer = page.goto(path)
    assert answer
    assert answer.status == address.status
    faults = faults_of_outline(page, "fr", path) + unreadable_at_width(page, 320) + unreadable_when_spaced(page)
    assert not faults, "\n".join([path, *faults])
