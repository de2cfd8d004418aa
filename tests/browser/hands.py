"""How a reader works a page: with a mouse, or with the keyboard alone.

Both do the same things to controls found by role and name, so a journey is written once. The keyboard reaches a
control by Tab only, as people do, and what it reaches must show that it has the focus.
"""

from __future__ import annotations

from typing import Protocol

from playwright.sync_api import Locator, Page, expect

#: Presses of Tab after which a control counts as out of reach. A page with two maps has some 300 stops.
STOPS = 450

#: Where the focus is, asked of the control: "gone" once the page has put another in its place.
_FOCUS = """element => {
    if (!element.isConnected) return "gone";
    if (element !== document.activeElement) return "elsewhere";
    const style = getComputedStyle(element);
    const seen = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    return element.matches(":focus-visible") && seen ? "seen" : "not seen";
}"""


class Hands(Protocol):
    page: Page

    def reach(self, control: Locator) -> None:
        """Go to a control, as far as the hands must before they work it."""

    def press(self, control: Locator) -> None:
        """A link, a button, or the summary of something folded."""

    def write(self, field: Locator, text: str) -> None: ...

    def tick(self, box: Locator) -> None: ...

    def choose(self, select: Locator, label: str) -> None: ...


class Mouse:
    def __init__(self, page: Page) -> None:
        self.page = page

    def reach(self, control: Locator) -> None:
        expect(control).to_be_visible()

    def press(self, control: Locator) -> None:
        control.click()

    def write(self, field: Locator, text: str) -> None:
        field.fill(text)

    def tick(self, box: Locator) -> None:
        box.check()

    def choose(self, select: Locator, label: str) -> None:
        select.select_option(label=label)


class Keyboard:
    def __init__(self, page: Page) -> None:
        self.page = page

    def reach(self, control: Locator) -> None:
        """Tab until the control has the focus, from wherever it is now."""
        # Found by its role and name once: on a large page that takes longer than a key.
        found = control.element_handle()
        for _ in range(STOPS):
            focus = found.evaluate(_FOCUS)
            if focus == "gone":
                found = control.element_handle()
            elif focus == "elsewhere":
                self.page.keyboard.press("Tab")
            else:
                assert focus == "seen", f"nothing shows that {control} has the focus"
                return
        raise AssertionError(f"{control} is not reached in {STOPS} presses of Tab")

    def press(self, control: Locator) -> None:
        self.reach(control)
        self.page.keyboard.press("Enter")

    def write(self, field: Locator, text: str) -> None:
        self.reach(field)
        if field.get_attribute("type") == "date":
            year, month, day = text.split("-")
            # In the order in which an English (UK) reader's field has them.
            self.page.keyboard.type(f"{day}{month}{year}")
            return
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(text)

    def tick(self, box: Locator) -> None:
        self.reach(box)
        if not box.is_checked():
            self.page.keyboard.press("Space")

    def choose(self, select: Locator, label: str) -> None:
        self.reach(select)
        # Letters lead to the first option that begins with them, as in every browser.
        self.page.keyboard.type(label)
        assert select.evaluate("select => select.selectedOptions[0].label.trim()") == label


HANDS: dict[str, type[Mouse | Keyboard]] = {"mouse": Mouse, "keyboard": Keyboard}
