"""Citing: RIS, BibTeX and CSL-JSON as other programs read them; figures, answers, and the whole."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from types import SimpleNamespace

import rispy

from kb import references
from kb.models import Load, last_loaded
from kb.references.formats import csl, jsonld, ris
from tests.kb.references.citing import FORMULA, HERE, bibtex_of, of, ris_of
from tests.world import (
    a_case,
    a_ruling,
    a_source,
    a_statute,
    an_indicator,
    an_observation,
)

# --- Formats ------------------------------------------------------------------------------------------------


def test_what_tex_would_read_as_a_command_is_text(world: SimpleNamespace) -> None:
    statute = a_statute("sly", world.arcadia, title=FORMULA, official_url="https://law.example/a_b%20c{1}?x=1&y=#z")
    found = bibtex_of(of(statute))
    assert found["title"] == (
        r'{A \& B: 100\% of "\$x\_1\textasciicircum{}2" \{braces\} \textasciitilde{} \textbackslash{}end \#1 <b>§}'
    )
    assert found["url"] == "https://law.example/a_b%20c%7B1%7D?x=1&y=#z"
    assert (found["type"], found["key"]) == ("legislation", "sly")


def test_ris_has_its_lines_and_its_end(world: SimpleNamespace) -> None:
    case = a_case("lines", world.trial, caption="Arcadia v. One\r\nER  - \r\nTY  - BOOK")
    text = ris.entry(of(a_ruling(case, "2024-02")))
    assert text.startswith("TY  - CASE\r\n")
    assert text.endswith("\r\nER  - \r\n")
    assert text.count("\r\n") == text.count("\n")
    (entry,) = rispy.loads(text)
    assert entry["title"] == "Arcadia v. One ER - TY - BOOK"
    assert entry["date"] == "2024/02//"


def test_every_kind_has_its_type_in_every_format(world: SimpleNamespace) -> None:
    treaty = a_statute("pact", world.arcadia, kind="treaty")
    bill = a_statute("bill", world.arcadia, kind="bill")
    observation = world.indicator.observations.get()
    types = {
        record.slug: (ris_of(found)["type_of_reference"], bibtex_of(found)["type"], csl.item(found)["type"])
        for record in (
            world.top_ruling, world.case, world.act, world.offence, treaty, bill, world.indicator, observation,
        )
        for found in [of(record)]
    }  # fmt: skip
    assert list(types.values()) == [
        ("CASE", "jurisdiction", "legal_case"),
        ("CASE", "jurisdiction", "legal_case"),
        ("STAT", "legislation", "legislation"),
        ("STAT", "legislation", "legislation"),
        ("STAT", "legislation", "treaty"),
        ("BILL", "legislation", "bill"),
        ("DATA", "dataset", "dataset"),
        ("RPRT", "report", "report"),
    ]


def test_csl_is_set_by_a_citation_processor(world: SimpleNamespace) -> None:
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
    from citeproc.source.json import CiteProcJSON

    items = [
        csl.item(of(row)) for row in (world.top_ruling, world.act, world.offence, world.indicator.observations.get())
    ]
    source = CiteProcJSON(items)
    book = CitationStylesBibliography(
        CitationStylesStyle("harvard-cite-them-right", validate=False), source, formatter.plain
    )
    for item in items:
        book.register(Citation([CitationItem(item["id"])]))
    book.sort()
    text = " ".join(str(entry) for entry in book.bibliography())
    assert "Arcadia v. Merrow" in text
    assert "2021" in text
    assert "Images Act" in text


# --- Figures ------------------------------------------------------------------------------------------------


def test_figure_is_cited_by_the_source_that_gives_it(db: None) -> None:
    source = a_source("report", title="Yearly report", publisher="Hotline", published="2025-09")
    row = an_observation(an_indicator(), "2025-H1", 485000, source=source, pinpoint="p. 3")
    found = of(row)
    assert found.bluebook_text == (
        "Hotline, Yearly report (Sept. 2025), https://gazette.example/report "
        "(Arcadian Hotline: Measure reports: 485,000 reports, 2025-H1)"
    )
    assert found.oscola_text.startswith(
        "Hotline, \u2018Yearly report\u2019 (September 2025) <https://gazette.example/report> ("
    )
    assert "accessed" not in csl.item(found)
    assert "p. 3" in csl.item(found)["note"]
    row.value = Decimal("5.9000")
    assert "5.9 reports" in of(row).bluebook_text


def test_indicator_says_what_it_measures_and_when(world: SimpleNamespace) -> None:
    found = jsonld.document(of(world.indicator))
    assert found["@type"] == "Dataset"
    assert found["variableMeasured"]["unitText"] == "reports"
    assert found["temporalCoverage"] == "2025-01-01/2025-06-30"
    assert [source["name"] for source in found["citation"]] == ["Gazette: gazette"]


# --- Answers and the whole ----------------------------------------------------------------------------------


def an_answer(address: str = f"{HERE}?a=1") -> references.Reference:
    title = "Jurisdictions whose law meets <x>."
    return references.of_answer("coverage", title=title, as_of=dt.date(2025, 1, 1), address=address)


def test_answer_is_cited_by_title_address_and_two_days(db: None) -> None:
    Load.objects.create(digest="x", finished_at=dt.datetime(2026, 10, 9, 12, tzinfo=dt.UTC), changes=1)
    assert last_loaded() is not None
    found = an_answer()
    assert found.bluebook_text == (
        "Jurisdictions whose law meets <x>, Knowledge base of the law on AI-generated CSAM, "
        "https://law.example/x/?a=1 (law as of Jan. 1, 2025; last updated Oct. 9, 2026)"
    )
    assert "<i>Jurisdictions whose law meets &lt;x&gt;</i>" in found.bluebook
    assert re.fullmatch(
        r"\u2018Jurisdictions whose law meets <x>\u2019 \(Knowledge base of the law on AI-generated CSAM, law as of "
        r"1 January 2025, updated 9 October 2026\) <https://law\.example/x/\?a=1> accessed \d+ \w+ \d{4}",
        found.oscola_text,
    )
    assert ris_of(found)["type_of_reference"] == "ELEC"
    assert bibtex_of(found)["type"] == "online"
    assert csl.item(found)["issued"] == {"date-parts": [[2026, 10, 9]]}
    assert not {"author"} & set(csl.item(found))


def test_answer_of_data_never_loaded_has_no_date_of_it(db: None) -> None:
    found = an_answer()
    assert "updated" not in found.bluebook_text
    assert "issued" not in csl.item(found)
    assert "dateModified" not in jsonld.document(found)


def test_questions_of_one_day_have_their_own_keys(db: None) -> None:
    assert an_answer().slug != an_answer(address=f"{HERE}?a=2").slug
    assert an_answer().slug == an_answer(address="https://elsewhere.example/?a=1").slug


def test_knowledge_base_is_a_data_set_under_its_licence(db: None) -> None:
    found = references.of_knowledge_base(address=HERE, downloads={"text/csv": f"{HERE}all.csv"})
    assert jsonld.document(found)["name"] == references.TITLE
    assert jsonld.document(found)["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert jsonld.document(found)["distribution"] == [
        {"@type": "DataDownload", "encodingFormat": "text/csv", "contentUrl": f"{HERE}all.csv"}
    ]
    assert found.bluebook == f"<i>{references.TITLE}</i>, {HERE}"
