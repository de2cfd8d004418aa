"""A printed page is a brief: the answer and its sources, without what only a screen can use."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.addresses import ADDRESSES, PRINTED


def test_paper_has_the_answer_and_no_controls(page: Page) -> None:
    page.emulate_media(media="print")
    for name in PRINTED:
        page.goto(ADDRESSES[name].path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.get_by_role("navigation", name="Main")).to_be_hidden()
        expect(page.get_by_role("button", name="Search")).to_be_hidden()
        assert page.pdf(format="A4").startswith(b"%PDF")


def test_a_source_is_printed_with_its_address(page: Page) -> None:
    page.goto(ADDRESSES["provision"].path)
    page.emulate_media(media="print")
    source = page.locator("main .source a").first
    after = source.evaluate("link => getComputedStyle(link, '::after').content")
    assert str(source.get_attribute("href")) in after
