"""The guards over every browser test: each finds the fault that it is there to find."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Page, Request

from tests.browser.accessibility import check_accessible, violations
from tests.browser.conftest import OpenPage
from tests.browser.layout import unreadable, unreadable_at_width, unreadable_when_enlarged
from tests.browser.watched import Browsing, transferred

OpenFaulty = Callable[..., tuple[Page, Browsing]]
ADD = "([name, attributes]) => document.body.append(Object.assign(document.createElement(name), attributes))"


@pytest.fixture
def open_faulty(browser: Browser, site: str) -> Iterator[OpenFaulty]:
    """The home page, and what was seen on it: these tests want the faults that fail the others."""
    readers: list[Browsing] = []

    def open_one(**choices: Any) -> tuple[Page, Browsing]:
        readers.append(Browsing(browser, site, **choices))
        page = readers[-1].new_page()
        page.goto("/")
        return page, readers[-1]

    yield open_one
    for reader in readers:
        reader.close()


def test_an_error_in_the_console_is_a_fault(open_faulty: OpenFaulty):
    page, reader = open_faulty()
    page.evaluate("console.error('the chart has no data')")
    assert reader.close() == ["console: the chart has no data"]


def test_a_script_that_fails_is_a_fault(open_faulty: OpenFaulty):
    page, reader = open_faulty()
    page.evaluate("() => { setTimeout(() => { throw new Error('no such figure') }) }")
    page.wait_for_timeout(50)
    assert reader.close() == ["script: no such figure"]


@pytest.mark.parametrize("java_script", [True, False])
def test_an_inline_style_breaks_the_security_policy(open_faulty: OpenFaulty, java_script: bool):
    page, reader = open_faulty(java_script_enabled=java_script)
    page.evaluate("document.body.setAttribute('style', 'color: red')")
    (fault,) = reader.close()
    assert "violates the following Content Security Policy directive 'style-src 'self''" in fault


def test_an_inline_script_breaks_the_security_policy_and_does_not_run(open_faulty: OpenFaulty):
    page, reader = open_faulty()
    page.evaluate(ADD, ["script", {"textContent": "document.title = 'changed'"}])
    assert page.title() != "changed"
    (fault,) = reader.close()
    assert "violates the following Content Security Policy directive 'script-src 'self''" in fault


def test_a_third_party_request_is_refused_and_a_fault(open_faulty: OpenFaulty):
    # Our policy would stop it first.
    page, reader = open_faulty(bypass_csp=True)
    answer = page.evaluate("fetch('https://fonts.example/serif.woff2').then(() => 'answered', () => 'refused')")
    assert answer == "refused"
    assert "third-party request: https://fonts.example/serif.woff2" in reader.close()


def test_leaving_for_another_site_is_refused_and_a_fault(open_faulty: OpenFaulty):
    page, reader = open_faulty()
    with pytest.raises(Error, match="ERR_FAILED"):
        page.goto("https://elsewhere.example/")
    assert reader.close() == ["third-party request: https://elsewhere.example/"]


def test_a_missing_file_is_a_fault_and_a_missing_page_is_not(open_faulty: OpenFaulty):
    page, reader = open_faulty()
    answer = page.goto("/no-such-page")
    assert answer
    assert answer.status == 404
    assert reader.faults == []
    with page.expect_response("**/no-such-picture.png"):
        page.evaluate(ADD, ["img", {"src": "/static/no-such-picture.png", "alt": ""}])
    (fault,) = reader.close()
    assert fault.startswith("answer 404: http://127.0.0.1:")


def test_an_answer_of_500_is_a_fault(open_faulty: OpenFaulty):
    page, reader = open_faulty()
    page.route("**/broken", lambda route: route.fulfill(status=500, body="Internal error"))
    page.goto("/broken")
    (fault,) = reader.close()
    assert fault.startswith("answer 500: http://127.0.0.1:")


def test_axe_finds_a_picture_without_words_under_our_own_security_policy(page: Page):
    page.goto("/")
    page.evaluate(ADD, ["img", {"src": "data:image/gif;base64,R0lGODlhAQABAAAAACw=", "id": "planted"}])
    (found,) = [fault for fault in violations(page) if fault.startswith("image-alt")]
    assert found.startswith("image-alt (critical): Images must have alternative text\n    at #planted\n    <img ")
    with pytest.raises(AssertionError, match="Fix any of the following"):
        check_accessible(page)


def test_axe_finds_faint_text_in_the_dark_scheme_alone(open_page: OpenPage):
    page = open_page(color_scheme="dark")
    page.goto("/")
    page.evaluate(ADD, ["p", {"textContent": "Hardly to be read", "id": "planted"}])
    page.evaluate("""() => {
        const style = document.getElementById("planted").style;
        style.color = matchMedia("(prefers-color-scheme: dark)").matches ? "#777777" : "#000000";
        style.backgroundColor = matchMedia("(prefers-color-scheme: dark)").matches ? "#666666" : "#ffffff";
    }""")
    assert any("#planted" in found for found in violations(page, colours_only=True))


def test_a_wide_box_scrolls_the_page_sideways_unless_it_scrolls_itself(page: Page):
    page.goto("/")
    page.evaluate(ADD, ["div", {"id": "frame"}])
    page.evaluate("""() => {
        const frame = document.getElementById("frame");
        const sheet = document.createElement("div");
        sheet.id = "sheet";
        sheet.style.width = "900px";
        sheet.style.height = "10px";
        frame.append(sheet);
    }""")
    assert [fault for fault in unreadable_at_width(page, 375) if "div#sheet" in fault]
    page.evaluate("() => { document.getElementById('frame').style.overflowX = 'auto' }")
    assert not [fault for fault in unreadable_at_width(page, 375) if "div#sheet" in fault]


def test_text_that_is_cut_off_when_enlarged_is_found(page: Page):
    page.goto("/")
    page.evaluate(ADD, ["div", {"id": "planted", "textContent": "One line of text in a box of fixed height"}])
    page.evaluate("""() => {
        const style = document.getElementById("planted").style;
        Object.assign(style, {height: "40px", lineHeight: "1.5", fontSize: "1rem", overflow: "hidden"});
    }""")
    assert not [fault for fault in unreadable(page) if "planted" in fault]
    assert [fault for fault in unreadable_when_enlarged(page) if "cut off in div#planted" in fault]
    assert not [fault for fault in unreadable(page) if "planted" in fault]


def test_texts_that_lie_over_each_other_are_found(page: Page):
    page.goto("/")
    for text in ("Arcadia", "Borduria"):
        page.evaluate(ADD, ["p", {"textContent": text, "className": "planted"}])
    assert not [fault for fault in unreadable(page) if "Arcadia" in fault]
    page.evaluate("""() => {
        for (const text of document.querySelectorAll(".planted"))
            Object.assign(text.style, {position: "absolute", top: "5000px", left: "0"});
    }""")
    assert '"Arcadia" and "Borduria" lie over each other' in unreadable(page)


def test_what_is_transferred_counts_the_page_and_its_parts(page: Page):
    requests: list[Request] = []
    page.on("requestfinished", lambda request: requests.append(request))  # noqa: PLW0108 - Playwright sets an attribute
    page.goto("/en/")
    bodies = sum(request.sizes()["responseBodySize"] for request in requests)
    assert len(requests) >= 2
    # The two count a compressed answer's framing differently, by a few hundred bytes.
    assert transferred(page) == pytest.approx(bodies + 300 * len(requests), abs=1000)
