"""Citing what is on record, in the forms that the style guides print: Bluebook (21st ed.) and OSCOLA (4th ed.)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import rispy
from bibtexparser.entrypoint import parse_string

from cases.models import Ruling
from jurisdictions.models import Provision, Statute
from kb import references
from kb.references.formats import bibtex, csl, jsonld, ris

pytestmark = pytest.mark.usefixtures("curated")

DAY = dt.date(2026, 11, 1)

RULINGS = {
    "ashcroft-v-free-speech-coalition-2002": (
        "Ashcroft v. Free Speech Coalition, 535 U.S. 234 (2002)",
        "Ashcroft v Free Speech Coalition 535 US 234 (2002)",
    ),
    "new-york-v-ferber-1982": (
        "New York v. Ferber, 458 U.S. 747 (1982)",
        "New York v Ferber 458 US 747 (1982)",
    ),
    "free-speech-coalition-v-paxton-2025": (
        "Free Speech Coalition, Inc. v. Paxton, 606 U.S. ___ (2025)",
        "Free Speech Coalition, Inc. v Paxton 606 US ___ (2025)",
    ),
    "anderegg-2025-02-13": (
        (
            "United States v. Anderegg, No. 24-cr-50-jdp (W.D. Wis. Feb. 13, 2025), "
            "aff'd, No. 25-1354 (7th Cir. Aug. 25, 2026)"
        ),
        "United States v Anderegg No 24-cr-50-jdp (WD Wis, 13 February 2025)",
    ),
    "united-states-v-ostrander-2024": (
        "United States v. Ostrander, No. 22-14160 (11th Cir. Sept. 5, 2024)",
        "United States v Ostrander No 22-14160 (11th Cir, 5 September 2024)",
    ),
    "state-v-holze-2004": (
        "State v. Holze, No. 03-1506-CR (Wis. Ct. App. May 4, 2004)",
        "State v Holze No 03-1506-CR (Wis Ct App, 4 May 2004)",
    ),
}

#: By a citation on record, where the slug says less.
CITED = {
    "444 F.3d 1286": (
        "United States v. Williams, 444 F.3d 1286 (11th Cir. 2006), rev'd, 553 U.S. 285 (2008)",
        "United States v Williams 444 F 3d 1286 (11th Cir 2006)",
    ),
    "564 F. Supp. 2d 996": (
        "United States v. Handley, 564 F. Supp. 2d 996 (S.D. Iowa 2008)",
        "United States v Handley 564 F Supp 2d 996 (SD Iowa 2008)",
    ),
    "940 A.2d 255": ("State v. Zidel, 940 A.2d 255 (N.H. 2008)", "State v Zidel 940 A 2d 255 (NH 2008)"),
    "196 Cal.App.4th 368": (
        "People v. Gerber, 196 Cal. App. 4th 368 (2011)",
        "People v Gerber 196 Cal App 4th 368 (2011)",
    ),
    "2007-Ohio-3698": (
        "State v. Tooley, 2007-Ohio-3698, 114 Ohio St. 3d 366",
        "State v Tooley 2007-Ohio-3698, 114 Ohio St 3d 366",
    ),
    "[2024] EWCA Crim 954": ("R v. Jaycock [2024] EWCA (Crim) 954 (Eng.)", "R v Jaycock [2024] EWCA Crim 954"),
    "[2000] EWHC Admin 302": (
        (
            "Atkins v. Director of Public Prosecutions; Goodland v. Director of Public Prosecutions "
            "[2000] EWHC (Admin) 302, [2000] 1 WLR 1427 (Eng.)"
        ),
        (
            "Atkins v Director of Public Prosecutions; Goodland v Director of Public Prosecutions "
            "[2000] EWHC Admin 302, [2000] 1 WLR 1427"
        ),
    ),
    "2001 SCC 2": (
        "R v. Sharpe, 2001 SCC 2, [2001] 1 S.C.R. 45 (Can.)",
        "R v Sharpe 2001 SCC 2, [2001] 1 SCR 45",
    ),
    "[2008] NSWSC 1292": ("McEwen v. Simmons [2008] NSWSC 1292 (Austl.)", "McEwen v Simmons [2008] NSWSC 1292"),
    "ECHR 001-104816": (
        "Karttunen v. Finland, App. No. 1685/10 (May 10, 2011)",
        "Karttunen v Finland App no 1685/10 (ECtHR, 10 May 2011)",
    ),
    "ECLI:NL:HR:2013:BY9719": (
        "Hoge Raad 12 maart 2013, ECLI:NL:HR:2013:BY9719 (Neth.)",
        "Hoge Raad 12 maart 2013, ECLI:NL:HR:2013:BY9719",
    ),
}

STATUTES = {
    "us-18-usc-1466a": ("18 U.S.C. § 1466A", "18 USC § 1466A"),
    "us-wi-stat-948-125": ("Wis. Stat. § 948.125", "Wis Stat § 948.125"),
    "us-s-1829-119-stop-csam-act": (
        "STOP CSAM Act of 2025, S. 1829, 119th Cong. (2025)",
        "STOP CSAM Act of 2025, S 1829, 119th Cong (2025)",
    ),
    "coe-budapest-art9": (
        "Convention on Cybercrime art. 9, Nov. 23, 2001, E.T.S. No. 185",
        (
            "Convention on Cybercrime (signed 23 November 2001, entered into force 1 July 2004) ETS No 185 "
            "(Budapest Convention) art 9"
        ),
    ),
    "eu-2011-93": (
        (
            "Directive 2011/93/EU on combating the sexual abuse and sexual exploitation of children and child "
            "pornography, arts. 2(c), 5(7)\u2013(8)"
        ),
        (
            "Directive 2011/93/EU on combating the sexual abuse and sexual exploitation of children and child "
            "pornography, arts 2(c), 5(7)\u2013(8)"
        ),
    ),
    "gb-poca-1978-s1": (
        "Protection of Children Act 1978, c. 37, §§ 1, 1A, 1B, 7 (UK)",
        "Protection of Children Act 1978, ss 1, 1A, 1B, 7",
    ),
    "ca-cc-163-1": (
        "Criminal Code, R.S.C. 1985, c. C-46, s. 163.1 (Can.)",
        "Criminal Code, RSC 1985, c C-46, s 163.1",
    ),
    "de-stgb-184b": ("§ 184b StGB (Ger.)", "§ 184b StGB"),
}


def of(record: Ruling | Statute | Provision, as_of: dt.date = DAY) -> references.Reference:
    return references.of(record, as_of=as_of, address=f"https://law.example/{record.slug}/")


@pytest.mark.parametrize("slug", RULINGS)
def test_ruling(slug: str) -> None:
    found = of(Ruling.objects.public().get(slug=slug))
    assert (found.bluebook_text, found.oscola_text) == RULINGS[slug]


@pytest.mark.parametrize("citation", CITED)
def test_ruling_by_its_citation(citation: str) -> None:
    found = of(Ruling.objects.public().get(citations__contains=[citation]))
    assert (found.bluebook_text, found.oscola_text) == CITED[citation]


@pytest.mark.parametrize("slug", STATUTES)
def test_statute(slug: str) -> None:
    found = of(Statute.objects.public().get(slug=slug))
    assert (found.bluebook_text, found.oscola_text) == STATUTES[slug]


def test_names_of_cases_are_in_italics_and_nothing_else() -> None:
    found = of(Ruling.objects.get(slug="anderegg-2025-02-13"))
    assert found.bluebook == (
        "<i>United States v. Anderegg</i>, No. 24-cr-50-jdp (W.D. Wis. Feb. 13, 2025), "
        "<i>aff&#x27;d</i>, No. 25-1354 (7th Cir. Aug. 25, 2026)"
    )
    assert found.oscola == "<i>United States v Anderegg</i> No 24-cr-50-jdp (WD Wis, 13 February 2025)"
    assert "<i>" not in of(Ruling.objects.get(citations__contains=["ECLI:NL:HR:2013:BY9719"])).bluebook


def test_two_wordings_of_one_citation() -> None:
    provision = Provision.objects.get(slug="us-18-usc-2256-8-b")
    struck, stands = of(provision, dt.date(2003, 1, 1)), of(provision)
    assert struck.bluebook_text == (
        "18 U.S.C. § 2256(8)(B) (wording in force from Sept. 30, 1996 until Apr. 30, 2003), "
        "invalidated by Ashcroft v. Free Speech Coalition, 535 U.S. 234 (2002)"
    )
    assert stands.bluebook_text == "18 U.S.C. § 2256(8)(B) (wording in force since Apr. 30, 2003)"
    assert "legislationLegalForce" not in jsonld.document(struck)
    assert jsonld.document(stands)["legislationLegalForce"] == "https://schema.org/InForce"


def test_regulation_that_expired_is_cited_as_such() -> None:
    regulation = Statute.objects.get(slug="eu-2021-1232")
    assert of(regulation).bluebook_text.endswith("(repealed 2026)")
    assert "repealed" not in of(regulation, dt.date(2025, 1, 1)).bluebook_text


def test_parts_of_a_reported_ruling_have_their_fields() -> None:
    found = of(Ruling.objects.get(slug="ashcroft-v-free-speech-coalition-2002"))
    (entry,) = rispy.loads(ris.entry(found))
    assert (entry["type_of_reference"], entry["title"], entry["year"]) == (
        "CASE",
        "Ashcroft v. Free Speech Coalition",
        "2002",
    )
    assert (entry["volume"], entry["secondary_title"], entry["start_page"]) == ("535", "U.S.", "234")
    assert entry["date"] == "2002/04/16/"
    assert csl.item(found)["authority"] == "Supreme Court of the United States"
    assert csl.item(found)["issued"] == {"date-parts": [[2002, 4, 16]]}
    assert jsonld.document(found)["@type"] == "CreativeWork"
    assert jsonld.document(found)["additionalType"].endswith("LegalDecision")


@pytest.mark.parametrize(
    ("model", "joins"),
    [
        (Ruling, ["case__jurisdiction", "court__jurisdiction"]),
        (Statute, ["jurisdiction"]),
        (Provision, ["statute__jurisdiction"]),
    ],
)
def test_everything_public_can_be_cited_and_read_back(model: Any, joins: list[str]) -> None:
    rows = list(model.objects.public().select_related(*joins))
    slugs = [row.slug for row in rows]
    assert slugs
    found = list(references.listed(rows, as_of=DAY, address_of=lambda row: f"https://law.example/{row.slug}/"))
    assert [cited.slug for cited in found] == slugs
    assert all(cited.bluebook_text and cited.oscola_text for cited in found)
    entries = rispy.loads("\r\n".join(ris.entry(cited) for cited in found))
    assert [entry["id"] for entry in entries] == slugs
    library = parse_string("\n".join(bibtex.entry(cited) for cited in found))
    assert not library.failed_blocks
    assert [entry.key for entry in library.entries] == slugs
