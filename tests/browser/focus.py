"""Whether all that the keyboard reaches shows that it has the focus, and is not hidden then (WCAG 2.4.7, 2.4.11)."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

SCRIPT = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")


def lost_focus(page: Page) -> list[str]:
    """Sentences, each on a control of the page at its present size; empty when there is nothing to mend."""
    page.keyboard.press("Tab")
    return [str(fault) for fault in page.evaluate(SCRIPT)]
