"""Readers of the real site, each in a real Chromium.

Playwright's event loop runs in the thread of the tests, and Django refuses to ask a database there: these tests
use no fixture that does (`db`, `world`, `curated`, `alice`). They read the site as anybody does, and write to it
through its forms alone. The browser ends with the last test of this folder before others run.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django import DjangoDbBlocker

from tests import databases, servers
from tests.browser.site import start
from tests.browser.watched import Browsing, launch


class OpenPage(Protocol):
    def __call__(self, **choices: Any) -> Page: ...


@pytest.fixture(scope="session")
def site(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> str:
    """The address of the site with the curated data. One serves every worker of the suite, whose plugin ends it."""
    folder = Path(os.environ[servers.VARIABLE]) / "site"
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        address = folder.with_suffix(".address")
        if not address.exists():
            folder.mkdir()
            folder.chmod(0o755)  # as root its database is another account's, which has to enter
            with django_db_blocker.unblock():
                started = start(folder, databases.curated_for("site"))
            started.process.returncode = 0  # it is the plugin's to end: nothing here waits for it
            address.write_text(started.address)
        return address.read_text()


@pytest.fixture(scope="package")
def browser(site: str) -> Iterator[Browser]:
    """Started after the site, whose database is made by Django."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser, site: str) -> Iterator[OpenPage]:
    """Makes a page of a reader's own, with Playwright's choices for a context, and fails the test on its faults.

    As in `open_page(locale="fr-FR", color_scheme="dark", forced_colors="active", viewport={...})`. What counts as a
    fault is said in tests/browser/watched.py.
    """
    readers: list[Browsing] = []

    def open_one(**choices: Any) -> Page:
        readers.append(Browsing(browser, site, **choices))
        return readers[-1].new_page()

    yield open_one
    faults = [fault for reader in readers for fault in reader.close()]
    assert faults == []


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """An English reader's, 1280 by 800 px."""
    return open_page()


@pytest.fixture
def plain_page(open_page: OpenPage) -> Page:
    """The same without JavaScript."""
    return open_page(java_script_enabled=False)
