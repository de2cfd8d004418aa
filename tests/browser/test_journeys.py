"""What people come for, done from the first page to the answer: by mouse, by keyboard alone, and the first two
without JavaScript."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.hands import HANDS, Hands, Mouse

#: The first question on 1 January 2025, as the data answers it.
MATCH = ["US-AL", "US-FL", "US-PA", "US-SD", "US-UT", "US-WY"]
WAYS = [
    pytest.param("mouse", True, id="mouse"),
    pytest.param("keyboard", True, id="keyboard"),
    pytest.param("mouse", False, id="without JavaScript"),
]


def hands_of(open_page: OpenPage, way: str, *, javascript: bool = True, **choices: Any) -> Hands:
    return HANDS[way](open_page(java_script_enabled=javascript, accept_downloads=True, **choices))


def downloaded(page: Page, hands: Hands, link: Any, folder: Path) -> Path:
    page.wait_for_load_state()
    # Beforehand: a keyboard's way to the link, past every cell of a table, is no part of what the download takes.
    hands.reach(link)
    with page.expect_download() as download:
        hands.press(link)
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


@pytest.mark.parametrize(("way", "javascript"), WAYS)
def test_find_anderegg_and_see_whether_it_binds_the_western_district_of_wisconsin(
    open_page: OpenPage, way: str, javascript: bool
) -> None:
    hands = hands_of(open_page, way, javascript=javascript)
    page = hands.page
    page.goto("/en/")
    hands.write(page.get_by_role("searchbox"), "Anderegg")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=Anderegg*")
    found = page.get_by_role("main").get_by_role("listitem").filter(has_text="Ruling").filter(has_text="W.D. Wis")
    hands.press(found.get_by_role("link", name="United States v. Anderegg").first)
    page.wait_for_url("**/rulings/anderegg-2025-02-13/**")
    expect(page.get_by_role("heading", level=1)).to_have_text("United States v. Anderegg")

    # Its holding on private possession has a field of its own for the court.
    court = page.get_by_label(re.compile("Does it bind a court.*rivate possession of obscene"))
    hands.write(court, "W.D. Wis.")
    page.keyboard.press("Enter")
    page.wait_for_url("**/precedents/**court=wiwd**")
    expect(page.get_by_role("main")).to_contain_text("Western District of Wisconsin")
    persuasive = page.get_by_role("region", name=re.compile("^Persuasive"))
    named = page.get_by_role("heading", name="United States v. Anderegg")
    holding = persuasive.get_by_role("article").filter(has=named)
    expect(holding).to_be_visible()
    hands.press(holding.locator("summary").filter(has_text="Why"))
    expect(holding).to_contain_text("binds neither another district, nor its own, nor the same judge")
    binding = page.get_by_role("region", name="Binding").locator("article")
    expect(binding.first).to_contain_text("Seventh Circuit")
    expect(binding.nth(1)).to_contain_text("Stanley v. Georgia")


@pytest.mark.parametrize(("way", "javascript"), WAYS)
def test_answer_design_question_1_in_the_explorer_and_download_the_sheet(
    open_page: OpenPage, way: str, javascript: bool, tmp_path: Path
) -> None:
    """Which US states criminalise possession of wholly synthetic material without an obscenity test, as of
    1 January 2025?"""
    hands = hands_of(open_page, way, javascript=javascript)
    page = hands.page
    page.goto("/en/")
    hands.press(page.get_by_role("navigation", name="Main").get_by_role("link", name="Coverage"))
    page.wait_for_url("**/en/coverage/")
    # The day first, so that every answer after it is of that day.
    hands.write(page.get_by_label("The law on"), "2025-01-01")
    hands.press(page.get_by_role("button", name="Show", exact=True))
    page.wait_for_url("**as_of=2025-01-01**")
    for question, answer in (("Wholly synthetic", "Yes"), ("Obscenity required", "No"), ("Possession", "Yes")):
        pick = page.locator("details.pick").filter(has=page.locator("summary", has_text=re.compile(f"^\\s*{question}")))
        box = pick.get_by_label(answer, exact=True)
        if not box.is_visible():
            hands.press(pick.locator("summary"))
        hands.tick(box)
    hands.choose(page.get_by_label("Where", exact=True), "United States and its parts")
    hands.press(page.get_by_role("button", name="Show the answer"))
    page.wait_for_url(re.compile("where=possession.*within=US"))
    counted = page.locator("#counted")
    expect(counted).to_contain_text(f"On 1 January 2025, {len(MATCH)} of 58 jurisdictions")
    matches = page.get_by_role("region", name=re.compile("^Match"))
    expect(matches).to_contain_text("Florida")
    expect(matches).to_contain_text("Utah")
    # Gaps are told apart, and none is a no.
    for name in ("Unclear", "Silent", "Not assessed"):
        expect(page.get_by_role("region", name=re.compile(f"^{name}"))).to_contain_text("not a no")

    sheet = downloaded(page, hands, page.get_by_role("main").get_by_role("link", name="CSV").first, tmp_path)
    with sheet.open(newline="") as file:
        rows = list(csv.DictReader(file))
    lists = {row["jurisdiction"]: row["list"] for row in rows}
    assert sorted(code for code, name in lists.items() if name == "match") == MATCH
    assert set(lists.values()) == {"match", "no_match", "unclear", "silent", "not_assessed"}


@pytest.mark.parametrize("way", HANDS)
def test_compare_california_texas_and_the_united_kingdom(open_page: OpenPage, way: str, tmp_path: Path) -> None:
    hands = hands_of(open_page, way)
    page = hands.page
    page.goto("/en/compare/")
    for number, name in enumerate(("California", "Texas", "United Kingdom"), start=1):
        hands.choose(page.get_by_label(f"Number {number}"), name)
    hands.press(page.get_by_role("button", name="Compare", exact=True))
    page.wait_for_url(re.compile("US-CA.*US-TX.*GB"))
    table = page.get_by_role("table").first
    for name in ("California", "Texas", "United Kingdom"):
        expect(table.get_by_role("columnheader", name=name)).to_be_visible()
    row = table.get_by_role("row").filter(has_text="Names AI")
    expect(row).to_contain_text("differ")
    sheet = downloaded(page, hands, page.get_by_role("main").get_by_role("link", name="XLSX").first, tmp_path)
    assert sheet.read_bytes()[:2] == b"PK"


@pytest.mark.parametrize("way", HANDS)
def test_switch_to_french_and_keep_the_question(open_page: OpenPage, way: str) -> None:
    hands = hands_of(open_page, way)
    page = hands.page
    page.goto("/en/statutes/?kind=treaty&as_of=2025-06-01")
    hands.press(page.get_by_role("link", name="Français"))
    page.wait_for_url("**/fr/statutes/?kind=treaty&as_of=2025-06-01")
    assert page.locator("html").get_attribute("lang") == "fr"
    expect(page.get_by_role("heading", level=1)).to_have_text("Textes")
    hands.press(page.get_by_role("link", name="English"))
    page.wait_for_url("**/en/statutes/?kind=treaty&as_of=2025-06-01")


def test_a_french_browser_is_shown_french(open_page: OpenPage) -> None:
    page = open_page(locale="fr-CH")
    page.goto("/")
    assert page.url.endswith("/fr/")


@pytest.mark.parametrize("way", HANDS)
def test_file_a_correction_and_read_what_becomes_of_it(open_page: OpenPage, way: str) -> None:
    hands = hands_of(open_page, way)
    page = hands.page
    page.goto("/en/statutes/us-18-usc-1466a/")
    hands.press(page.get_by_role("link", name="Tell the editors"))
    page.wait_for_url("**/corrections/**")
    expect(page.get_by_label("Which page or record?")).to_have_value("/en/statutes/us-18-usc-1466a/")
    hands.press(page.get_by_role("button", name="Send to the editors"))
    # What is missing is said, and leads to its field.
    faults = page.get_by_role("alert")
    expect(faults).to_contain_text("What should the editors know?")
    hands.press(faults.get_by_role("link", name="What should the editors know?"))
    hands.write(page.get_by_label("What should the editors know?"), "The effective date is a day later.")
    hands.press(page.get_by_role("button", name="Send to the editors"))
    page.wait_for_url(re.compile(r"/corrections/[0-9A-Z]{10}/"))
    expect(page.get_by_role("main")).to_contain_text("Not decided yet")


def test_picking_a_facet_updates_the_results_and_the_address(open_page: OpenPage) -> None:
    hands = Mouse(open_page())
    page = hands.page
    page.goto("/en/search/?q=synthetic")
    before = page.get_by_role("status").first.inner_text()
    filters = page.get_by_role("complementary", name="Filters")
    if not filters.get_by_role("checkbox").first.is_visible():
        hands.press(filters.locator("summary").first)
    filters.get_by_role("checkbox", name=re.compile("Holdings")).check()
    page.wait_for_url("**type=holding**")
    expect(page.get_by_role("status").first).not_to_have_text(before)
    for hit in page.locator("li.hit .tag").all():
        expect(hit).to_have_text("Holding")
    page.go_back()
    page.wait_for_url(re.compile(r"q=synthetic$"))


def test_the_skip_link_is_the_first_stop_and_leads_to_the_content(page: Page) -> None:
    page.goto("/en/statutes/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
