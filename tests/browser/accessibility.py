"""axe-core over a page: WCAG 2.0, 2.1 and 2.2 at levels A and AA, and its best practices."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: The rules whose answer depends on colours, all that has to be asked again in another colour scheme.
COLOUR_RULES = ["color-contrast", "link-in-text-block"]
# target-size is WCAG 2.2's, and axe asks it only when told to. What it found in order would be most of its answer.
RUN = """async choice => (await axe.run(document, {
    runOnly: choice, resultTypes: ["violations"], rules: choice.type === "tag" ? {"target-size": {enabled: true}} : {},
})).violations"""


def check_accessible(page: Page, *, colours_only: bool = False) -> None:
    """Fails with a list of what axe-core finds: the rule, the element, and how to mend it."""
    if found := violations(page, colours_only=colours_only):
        raise AssertionError("\n".join([f"axe-core on {page.url}:", *found]))


def violations(page: Page, *, colours_only: bool = False) -> list[str]:
    """A paragraph for every element at fault; empty when there is none."""
    # Evaluated from outside, where the page's Content Security Policy does not apply.
    if not page.evaluate("typeof axe !== 'undefined'"):
        page.evaluate(AXE_SCRIPT)
    rules = {"type": "rule", "values": COLOUR_RULES}
    choice = rules if colours_only else {"type": "tag", "values": TAGS}
    return [told(rule, node) for rule in page.evaluate(RUN, choice) for node in rule["nodes"]]


def told(rule: dict[str, Any], node: dict[str, Any]) -> str:
    target = " ".join(str(part) for part in node["target"])
    remedy = node["failureSummary"].replace("\n", "\n    ")
    return f"{rule['id']} ({rule['impact']}): {rule['help']}\n    at {target}\n    {node['html'][:300]}\n    {remedy}"
