"""Whether all of a page can be read: nothing scrolls sideways, is cut off, or lies over something else."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

SCRIPT = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
#: The size that lengths in rem and the page's own text start from.
ZOOM = "size => { document.documentElement.style.fontSize = size }"
#: The reader's own spacing, of WCAG 1.4.12. Adopted, for the page's Content Security Policy refuses an element.
SPACING = """
    * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
    p { margin-bottom: 2em !important }
"""
ADOPT = """css => {
    const sheets = css.map(text => { const sheet = new CSSStyleSheet(); sheet.replaceSync(text); return sheet });
    document.adoptedStyleSheets = sheets;
}"""


def unreadable(page: Page) -> list[str]:
    """Sentences, each on a fault of the page at its present size; empty when there is none."""
    return list(page.evaluate(SCRIPT))


def unreadable_at_width(page: Page, width: int) -> list[str]:
    """The same in a window of this width, which the page keeps. 320 px is also 1280 px at 400 % (WCAG 1.4.10)."""
    page.set_viewport_size({"width": width, "height": 800})
    return [f"at {width} px: {fault}" for fault in unreadable(page)]


def unreadable_when_enlarged(page: Page) -> list[str]:
    """The same with text of twice its size in a window of 1280 px (WCAG 1.4.4); the page is left as it was."""
    page.set_viewport_size({"width": 1280, "height": 800})
    page.evaluate(ZOOM, "200%")
    faults = unreadable(page)
    page.evaluate(ZOOM, "")
    return [f"text at 200 %: {fault}" for fault in faults]


def unreadable_when_spaced(page: Page) -> list[str]:
    """The same at the page's present size with letters, words, lines and paragraphs set apart."""
    page.evaluate(ADOPT, [SPACING])
    faults = unreadable(page)
    page.evaluate(ADOPT, [])
    return [f"text set apart: {fault}" for fault in faults]
