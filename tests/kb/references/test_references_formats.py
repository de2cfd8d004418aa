"""Citing: RIS, BibTeX and CSL-JSON as other programs read them; figures, answers, and the whole."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import rispy

from jurisdictions.partial_dates import PartialDate
from kb import references
from kb.models import DataVersion
from kb.references.formats import csl, jsonld, ris
from kb.references.state import state_of_answer
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


def a_version(**columns: Any) -> DataVersion:
    columns = {"digest": "1a2b3c4d5e6f7890" * 4, "changed_on": "2026-10-09",
               "checked_first": "2026-09", "checked_last": "2026-09"} | columns  # fmt: skip
    return DataVersion.objects.create(**columns)


def test_answer_is_cited_by_title_address_day_version_and_checks(db: None) -> None:
    a_version()
    found = an_answer()
    assert found.bluebook_text == (
        "Jurisdictions whose law meets <x>, Knowledge base of the law on AI-generated CSAM, "
        "https://law.example/x/?a=1 (law as of Jan. 1, 2025; facts checked by Sept. 2026; "
        "data version 1a2b3c4d5e6f)"
    )
    assert "<i>Jurisdictions whose law meets &lt;x&gt;</i>" in found.bluebook
    assert re.fullmatch(
        r"\u2018Jurisdictions whose law meets <x>\u2019 \(Knowledge base of the law on AI-generated CSAM, law as of "
        r"1 January 2025, facts checked by September 2026, data version 1a2b3c4d5e6f\) "
        r"<https://law\.example/x/\?a=1> accessed \d+ \w+ \d{4}",
        found.oscola_text,
    )
    assert ris_of(found)["type_of_reference"] == "ELEC"
    assert bibtex_of(found)["type"] == "online"
    assert csl.item(found)["issued"] == {"date-parts": [[2026, 10, 9]]}
    assert not {"author"} & set(csl.item(found))
    digest = DataVersion.objects.get().digest
    assert csl.item(found)["version"] == bibtex_of(found)["version"] == jsonld.document(found)["version"] == digest
    assert "Facts checked by September 2026; data version 1a2b3c4d5e6f" in ris_of(found)["notes"]


def test_days_of_checking_that_differ_are_a_range(db: None) -> None:
    a_version(checked_last="2026-11-24")
    assert "; facts checked between Sept. 2026 and Nov. 24, 2026; data version" in an_answer().bluebook_text


def test_answer_says_when_its_own_evidence_was_checked(db: None) -> None:
    a_version()
    evidence = {"match": [{"provisions": [{"conditions": [{"checked_on": "2026-11"}, {"checked_on": None}]}]}]}
    found = references.of_answer(
        "coverage", title="Asked", as_of=dt.date(2025, 1, 1), address=HERE, state=state_of_answer(evidence)
    )
    assert "facts checked by Nov. 2026" in found.bluebook_text


def test_answer_of_data_never_loaded_has_no_date_of_it(db: None) -> None:
    found = an_answer()
    assert "version" not in found.bluebook_text
    assert "checked" not in found.bluebook_text
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


# --- Records here -------------------------------------------------------------------------------------------


def test_record_says_which_data_it_is_of_and_by_when_its_own_facts_were_checked(world: SimpleNamespace) -> None:
    a_version(checked_first="2020", checked_last="2026-11")
    type(world.offence).objects.filter(pk=world.offence.pk).update(checked_on="2026-07")
    world.offence.public_texts = [world.new_text]
    world.new_text.public_codings = list(world.new_text.codings.all())
    world.new_text.public_codings[0].checked_on = PartialDate(2026, 9)
    world.offence.refresh_from_db()
    found = of(world.offence)
    told = "facts checked between July 2026 and September 2026; data version 1a2b3c4d5e6f"
    assert found.recorded == (
        f"Knowledge base of the law on AI-generated CSAM, law as of 1 November 2026; {told}: {HERE}"
    )
    assert told in csl.item(found)["note"]
    assert told in bibtex_of(found)["note"]
    assert any(told in note for note in ris_of(found)["notes"])
    # A statute is not itself of a version: what describes it here is.
    assert "version" not in csl.item(found)
    assert jsonld.document(found)["subjectOf"]["version"] == DataVersion.objects.latest().digest


def test_record_never_checked_says_nothing_of_checks(world: SimpleNamespace) -> None:
    a_version()
    for record in (world.act, world.top_ruling, world.case):
        assert "checked" not in of(record).recorded
        assert of(record).recorded.endswith(f"law as of 1 November 2026; data version 1a2b3c4d5e6f: {HERE}")
