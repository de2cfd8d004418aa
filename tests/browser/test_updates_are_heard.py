"""What a form puts in place without a new page is told once to those who do not see it, and takes nobody's place."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

#: Before: every live region tells into `heard` from now on. One that comes only with the answer is heard by nobody.
LISTEN = """() => {
    window.heard = [];
    for (const region of document.querySelectorAll("[role=status], [role=alert], [aria-live]")) {
        const tell = () => window.heard.push(region.textContent.trim().replace(/\\s+/g, " "));
        new MutationObserver(tell).observe(region, { childList: true, subtree: true, characterData: true });
    }
}"""


@pytest.mark.parametrize(
    ("path", "field", "choice", "told"),
    [
        ("/en/jurisdictions/", "Kind", "country", "jurisdictions, "),
        ("/en/statutes/", "Kind", "bill", "instruments, "),
        ("/en/cases/", "Jurisdiction, with its parts", "US", " cases"),
        ("/en/map/", "Question", "possession", "Map: Possession: Yes "),
        ("/en/timeline/", "Jurisdiction", "US-CA", " dated entries"),
        ("/en/search/?q=possession", "Order", "date", " results"),
        ("/en/compare/?jurisdiction=US-CA&jurisdiction=US-TX", "Number 3", "GB", "differ"),
        ("/en/coverage/?where=possession:yes", "Where", "US", " jurisdictions match"),
    ],
)
def test_a_change_is_told_once_and_the_focus_stays(page: Page, path: str, field: str, choice: str, told: str) -> None:
    page.goto(path)
    page.evaluate(LISTEN)
    main = page.get_by_role("main")
    asked = main.get_by_label(field, exact=True)
    asked.focus()
    before = page.url
    asked.select_option(choice)
    page.wait_for_function("before => location.href !== before", arg=before)
    page.wait_for_function("heard.length > 0")
    heard = page.evaluate("heard")
    assert len(heard) == 1
    assert told in heard[0]
    expect(asked).to_be_focused()
    expect(asked).to_have_value(choice)
