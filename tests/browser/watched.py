"""Pages in a real Chromium on which every fault that a reader would not see is noted.

A page asks nobody but its own site, logs no error, breaks no rule of its Content Security Policy, and misses no
file it names. What goes wrong is collected in `Browsing.faults`.
"""

from __future__ import annotations

import contextlib
import re
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, Request, Response, WebError

from tests.browser import chromium

#: Parts of a page that are missing when the answer is an error. A form's answer may be one.
PARTS = {"script", "stylesheet", "image", "font", "media", "manifest"}


def launch(playwright: Any) -> Browser:
    """A Chromium without a window. Raises NoChromium."""
    return playwright.chromium.launch(executable_path=chromium.ensure(), args=chromium.arguments())


class Browsing:
    """One reader's browser: no cookies of another's, and a list of the faults seen."""

    def __init__(self, browser: Browser, site: str, **choices: Any) -> None:
        """`site` is the only origin that may be asked; `choices` are Playwright's for a context."""
        self.faults: list[str] = []
        defaults = {"locale": "en-GB", "viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce"}
        self.context: BrowserContext = browser.new_context(
            base_url=site, service_workers="block", **{**defaults, **choices}
        )
        self.context.set_default_timeout(15_000)
        self.foreign = re.compile(f"^(?!{re.escape(site)}/)(?!data:|blob:|about:)")
        self.context.route(self.foreign, lambda route: route.abort())
        # Heard of here, not where they are refused: a redirect to another site passes by the route.
        self.context.on("request", self._request)
        self.context.on("console", self._console)
        self.context.on("weberror", self._error)
        self.context.on("response", self._response)

    def new_page(self) -> Page:
        return self.context.new_page()

    def close(self) -> list[str]:
        """Ends it; the faults seen, with those of what was still under way."""
        for page in self.context.pages:
            # An answer that comes after what the page has said before. A page that is being left gives none.
            with contextlib.suppress(Error):
                page.evaluate("null")
        self.context.close()
        return self.faults

    def _request(self, request: Request) -> None:
        if self.foreign.match(request.url):
            self.faults.append(f"third-party request: {request.url}")

    def _console(self, message: ConsoleMessage) -> None:
        # Chromium logs every answer of 400 and more, that of a deliberate 404 page too: see _response.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.faults.append(f"console: {message.text}")

    def _error(self, error: WebError) -> None:
        self.faults.append(f"script: {error.error}")

    def _response(self, response: Response) -> None:
        if response.status >= 500 or (response.status >= 400 and response.request.resource_type in PARTS):
            self.faults.append(f"answer {response.status}: {response.url}")


TRANSFERRED = """() => performance.getEntries()
    .filter(entry => entry.entryType === "navigation" || entry.entryType === "resource")
    .reduce((sum, entry) => sum + entry.transferSize, 0)"""


def transferred(page: Page) -> int:
    """Bytes over the wire for the page shown and all its parts. The browser counts headers as 300 bytes an answer."""
    return int(page.evaluate(TRANSFERRED))
