"""Citing: the styles and the data formats, on invented law: escaping, gaps, and what is never said."""

from __future__ import annotations

import datetime as dt
import json
import re
from types import SimpleNamespace

import pytest
from django.utils.safestring import SafeString

from kb.references.formats import csl, jsonld, ris
from kb.references.rules.reports import court_beside, read
from kb.references.rules.statutes import cited
from kb.references.styled import bluebook_spacing, oscola_abbreviation, without_points
from tests.kb.references.citing import HERE, bibtex_of, of, ris_of
from tests.world import (
    a_case,
    a_ruling,
    a_source,
    a_statute,
    a_text,
    an_appeal,
    an_event,
)

# --- Rulings ------------------------------------------------------------------------------------------------


def test_ruling_with_a_report_is_cited_by_it(world: SimpleNamespace) -> None:
    found = of(world.top_ruling)
    assert found.bluebook_text == "Arcadia v. Merrow, 12 Arc. 345 (Arc. May 4, 2021) (Arcadia)"
    assert found.oscola_text == "Arcadia v Merrow 12 Arc 345 (Arc, 4 May 2021)"
    assert found.bluebook.startswith("<i>Arcadia v. Merrow</i>, ")
    assert found.oscola.startswith("<i>Arcadia v Merrow</i> ")


def test_ruling_without_citation_docket_or_day_shows_none(world: SimpleNamespace) -> None:
    case = a_case("gap", world.trial)
    found = of(a_ruling(case, "2024"))
    assert found.bluebook_text == "Arcadia v. Gap (D. North. 2024) (Arcadia)"
    assert found.oscola_text == "Arcadia v Gap (D North, 2024)"
    entry = ris_of(found)
    assert not {"volume", "start_page", "secondary_title", "custom1"} & set(entry)
    assert entry["year"] == "2024"
    assert entry["date"] == "2024///"
    assert csl.item(found)["issued"] == {"date-parts": [[2024]]}
    assert "month" not in bibtex_of(found)


def test_caption_names_nobody_beyond_the_court(world: SimpleNamespace) -> None:
    found = of(world.top_ruling)
    assert not {"author", "editor"} & set(csl.item(found))
    assert not {"author", "editor"} & set(bibtex_of(found))
    assert not re.search(r"^(?:A\d|AU|ED)  - ", ris.entry(found), re.MULTILINE)


def test_docket_of_another_court_is_not_taken_for_the_rulings_own(world: SimpleNamespace) -> None:
    case = a_case("dock", world.trial, docket="3:24-cr-50")
    assert "3:24-cr-50" in of(a_ruling(case, "2024-02-01")).bluebook_text
    assert "3:24-cr-50" not in of(a_ruling(case, "2024-03-01", court=world.appeal)).bluebook_text


def test_caption_is_escaped_in_html_and_whole_in_text(world: SimpleNamespace) -> None:
    case = a_case("sly", world.trial, caption="Arcadia v. <script>alert(1)</script> & Co.")
    found = of(a_ruling(case, "2024-02-01"))
    assert isinstance(found.bluebook, SafeString)
    assert "<script>" not in found.bluebook
    assert found.bluebook.startswith("<i>Arcadia v. &lt;script&gt;alert(1)&lt;/script&gt; &amp; Co.</i>")
    assert found.bluebook_text.startswith("Arcadia v. <script>alert(1)</script> & Co.")
    assert jsonld.script(found).count("<") == 2
    body = re.sub(r"^<script[^>]*>|</script>$", "", jsonld.script(found))
    assert json.loads(body)["name"] == case.caption


def test_draft_of_an_appeal_or_a_source_is_not_shown(world: SimpleNamespace) -> None:
    a_secret = a_source("secret", status="draft")
    world.top_ruling.sources.add(a_secret)
    found = of(world.top_ruling)
    assert a_secret.url not in json.dumps(jsonld.document(found))
    assert csl.item(found)["URL"] == HERE
    world.top_ruling.sources.add(world.source)
    assert csl.item(of(world.top_ruling))["URL"] == world.source.url


# --- United States: later history ---------------------------------------------------------------------------


@pytest.fixture
def federal(db: None) -> SimpleNamespace:
    from tests.world import a_court, a_jurisdiction

    f = SimpleNamespace(us=a_jurisdiction("US", name="United States"))
    a_source()
    f.trial = a_court("trial", f.us, short_name="D. Nowhere")
    f.appeal = a_court("appeal", f.us, short_name="13th Cir.", level="appellate")
    f.case = a_case("roe", f.trial, caption="United States v. Roe", docket="No. 24-1")
    f.ruling = a_ruling(f.case, "2024-03-01")
    return f


def test_later_history_is_that_of_the_day(federal: SimpleNamespace) -> None:
    later = a_ruling(federal.case, "2025-05-02", court=federal.appeal, citations=["999 F.4th 1"])
    an_appeal(federal.ruling, later, "vacates")
    an_appeal(federal.ruling, later, "remands")
    plain = "United States v. Roe, No. 24-1 (D. Nowhere Mar. 1, 2024)"
    assert of(federal.ruling, dt.date(2025, 5, 1)).bluebook_text == plain
    after = of(federal.ruling, dt.date(2025, 5, 2))
    assert after.bluebook_text == f"{plain}, vacated and remanded, 999 F.4th 1 (13th Cir. 2025)"
    assert "<i>vacated and remanded</i>" in after.bluebook


def test_parts_that_fared_differently_are_said_so(federal: SimpleNamespace) -> None:
    later = a_ruling(federal.case, "2025-05-02", court=federal.appeal)
    an_appeal(federal.ruling, later, "affirms")
    an_appeal(federal.ruling, later, "reverses")
    assert of(federal.ruling).bluebook_text.endswith(", aff'd in part, rev'd in part (13th Cir. May 2, 2025)")


def test_an_appeal_decided_since_was_docketed_until_then(federal: SimpleNamespace) -> None:
    decided = a_ruling(federal.case, "2025-05-02", court=federal.appeal, citations=["999 F.4th 1"])
    an_appeal(federal.ruling, decided, "affirms", docket="25-77", filed="2024-04-02")
    docketed = ", appeal docketed, No. 25-77 (13th Cir. Apr. 2, 2024)"
    assert "docketed" not in of(federal.ruling, dt.date(2024, 4, 1)).bluebook_text
    assert of(federal.ruling, dt.date(2025, 5, 1)).bluebook_text.endswith(docketed)
    assert of(federal.ruling, dt.date(2025, 5, 2)).bluebook_text.endswith(", aff'd, 999 F.4th 1 (13th Cir. 2025)")


def test_pending_appeal_is_docketed_once_filed(federal: SimpleNamespace) -> None:
    columns = {"court": federal.appeal, "docket": "25-77", "filed": "2024-04-02"}
    an_appeal(federal.ruling, None, "pending", **columns)
    assert "appeal docketed" not in of(federal.ruling, dt.date(2024, 4, 1)).bluebook_text
    assert of(federal.ruling).bluebook_text.endswith(", appeal docketed, No. 25-77 (13th Cir. Apr. 2, 2024)")
    decided = a_ruling(federal.case, "2025-05-02", court=federal.appeal)
    an_appeal(federal.ruling, decided, "affirms")
    assert "docketed" not in of(federal.ruling).bluebook_text


# --- Statutes and provisions --------------------------------------------------------------------------------


def test_wording_of_the_day_is_named_with_its_dates(world: SimpleNamespace) -> None:
    now, then = of(world.offence), of(world.offence, dt.date(2020, 6, 1))
    assert now.bluebook_text == "Images Act, s. 1 (Arcadia) (wording in force since Mar. 1, 2022)"
    assert now.oscola_text == "Images Act, s 1 (wording in force since 1 March 2022)"
    assert "(wording in force from Jan. 1, 2020 until Mar. 1, 2022)" in then.bluebook_text
    assert csl.item(then)["issued"] == {"date-parts": [[2020, 1, 1]]}
    assert "wording" not in of(world.offence, dt.date(2019, 1, 1)).bluebook_text


def test_start_that_is_not_on_record_is_not_made_up(world: SimpleNamespace) -> None:
    world.new_text.delete()
    a_text(world.offence, None, shown_on="2023-05", slug="shown")
    found = of(world.offence)
    assert "(wording shown in force May 2023)" in found.bluebook_text
    assert "issued" not in csl.item(found)


@pytest.mark.parametrize(
    ("day", "force"),
    [("2019-01-01", "NotInForce"), ("2019-12-01", None), ("2020-06-01", "InForce"), ("2026-01-01", "NotInForce")],
)
def test_legal_force_is_said_only_where_it_is_known(world: SimpleNamespace, day: str, force: str | None) -> None:
    an_event(world.act, "repealed", "2025-07-01")
    found = of(world.act, dt.date.fromisoformat(day))
    assert jsonld.document(found).get("legislationLegalForce") == (force and f"https://schema.org/{force}")
    assert found.bluebook_text.endswith("(repealed 2025)") == (day == "2026-01-01")


def test_status_that_a_partial_date_leaves_open_has_no_force(world: SimpleNamespace) -> None:
    an_event(world.act, "repealed", "2025")
    assert "legislationLegalForce" not in jsonld.document(of(world.act, dt.date(2025, 6, 1)))
    assert "repealed" not in of(world.act, dt.date(2025, 6, 1)).bluebook_text


def test_section_of_a_code_with_a_pending_amendment_is_not_said_to_be_out_of_force(world: SimpleNamespace) -> None:
    code = a_statute("code", world.arcadia, kind="code-section")
    bill = a_statute("bill", world.arcadia, kind="bill")
    for statute in (code, bill):
        an_event(statute, "introduced", "2025-01-01")
    assert "legislationLegalForce" not in jsonld.document(of(code))
    assert jsonld.document(of(bill))["legislationLegalForce"] == "https://schema.org/NotInForce"


def test_struck_wording_is_cited_with_the_ruling_and_without_force(world: SimpleNamespace) -> None:
    before, after = of(world.offence, dt.date(2021, 5, 3)), of(world.offence, dt.date(2021, 5, 5))
    assert jsonld.document(before)["legislationLegalForce"] == "https://schema.org/InForce"
    assert "legislationLegalForce" not in jsonld.document(after)
    assert after.bluebook_text.endswith(", invalidated by Arcadia v. Merrow, 12 Arc. 345 (Arc. May 4, 2021) (Arcadia)")
    assert "invalidated" not in before.bluebook_text
    # The new wording at the same citation starts clean.
    assert jsonld.document(of(world.offence))["legislationLegalForce"] == "https://schema.org/InForce"


def test_jsonld_of_a_provision_is_part_of_its_statute(world: SimpleNamespace) -> None:
    found = jsonld.document(of(world.offence))
    assert found["@type"] == "Legislation"
    assert found["isPartOf"] == {
        "@type": "Legislation",
        "name": "Images Act",
        "legislationIdentifier": "Images Act, s. 1",
    }
    assert found["legislationJurisdiction"]["identifier"] == "XA"
    assert found["legislationDateVersion"] == "2026-11-01"
    assert not {"inLanguage", "legislationPassedBy", "author"} & set(found)


def test_date_of_an_act_is_not_given_to_a_code_that_it_amends(world: SimpleNamespace) -> None:
    code = a_statute("code", world.arcadia, kind="code-section")
    an_event(code, "enacted", "2024-02-02")
    assert jsonld.document(of(world.act))["legislationDate"] == "2019-11-20"
    assert "legislationDate" not in jsonld.document(of(code))
    assert "issued" not in csl.item(of(code))


@pytest.mark.parametrize(
    ("citation", "label", "whole"),
    [
        ("18 U.S.C. § 2256", "§ 2256(8)(B)", "18 U.S.C. § 2256(8)(B)"),
        ("13 V.S.A. §§ 2821, 2824, 2827", "§ 2827", "13 V.S.A. § 2827"),
        ("§ 184b StGB", "§ 184b(1) sentence 2", "§ 184b(1) sentence 2 StGB"),
        ("KRS 531.010, 531.320, 531.335", "KRS 531.320", "KRS 531.320"),
        ("Criminal Code, RSC 1985, c C-46, s 163.1", "s 163.1(2)", "Criminal Code, RSC 1985, c C-46, s 163.1(2)"),
        ("Convention (ETS No. 185), art. 9", "art. 9(1)", "Convention (ETS No. 185), art. 9(1)"),
        ("Act, ss 72\u201374 (Other Act, s 46A), s 99", "s 99", "Act, ss 72\u201374 (Other Act, s 46A), s 99"),
        ("Act, s 1 (Other Act, s 2), s 3 and more", "s 3", "Act, s 1 (Other Act, s 2), s 3 and more, s 3"),
        ("Bill C-63", "Platform duties", "Bill C-63, Platform duties"),
    ],
)
def test_provision_continues_the_citation_of_its_statute(citation: str, label: str, whole: str) -> None:
    assert cited(citation, label) == whole


# --- Names of reporters and courts --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "bluebook", "oscola"),
    [
        ("Cal.App.4th", "Cal. App. 4th", "Cal App 4th"),
        ("F. 3d", "F.3d", "F 3d"),
        ("F. App'x", "F. App'x", "F App'x"),
        ("Ohio St.3d", "Ohio St. 3d", "Ohio St 3d"),
        ("U.S.", "U.S.", "US"),
        ("F. Supp. 2d", "F. Supp. 2d", "F Supp 2d"),
        ("W.D. Wis.", "W.D. Wis.", "WD Wis"),
    ],
)
def test_reporters_are_spaced_as_each_style_has_it(written: str, bluebook: str, oscola: str) -> None:
    assert bluebook_spacing(written) == bluebook
    assert oscola_abbreviation(written) == oscola


def test_points_inside_numbers_stay() -> None:
    assert without_points("Wis. Stat. § 948.125, No. 3, art. 7.") == "Wis Stat § 948.125, No 3, art 7."


def test_court_that_the_reporter_names_is_not_named_again() -> None:
    assert court_beside("U.S.", "U.S. 234") == ""
    assert court_beside("Cal. Ct. App.", "Cal. App. 4th 368") == ""
    assert court_beside("N.H.", "A.2d 255") == "N.H."
    assert court_beside("Ohio Ct. App. 11th Dist.", "2005-Ohio-6709") == "Ct. App. 11th Dist."


def test_citation_is_taken_apart() -> None:
    report = read("606 U.S. ___ (2025)", "U.S.")
    assert (report.volume, report.reporter, report.page) == ("606", "U.S.", "___")
    assert read("[2000] EWHC Admin 302", "EWHC (Admin)").neutral
    assert not read("[2000] QB 88", "EWCA Crim").neutral
    assert read("ECLI:NL:HR:2013:BY9719", "HR").neutral
    assert read("NStZ 2013, 642", "BGH").reporter == ""
