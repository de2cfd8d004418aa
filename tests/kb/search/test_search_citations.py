"""How well what was typed cites a record: the pure part of search."""

from __future__ import annotations

import pytest

from kb.search.citations import Cited, likeness, likeness_to_clause


def share(typed: str, citation: str) -> float:
    return likeness(Cited(typed), Cited(citation))


def clause(typed: str, label: str, citation: str = "18 U.S.C. § 1466A") -> float:
    return likeness_to_clause(Cited(typed), Cited(citation), Cited(label))


@pytest.mark.parametrize(
    ("typed", "citation"),
    [
        ("18 USC 1466A", "18 U.S.C. § 1466A"),
        ("18 u.s.c. §1466a", "18 U.S.C. § 1466A"),
        ("18 U. S. C. sec 1466A", "18 U.S.C. § 1466A"),
        ("535 us 234", "535 U.S. 234"),
        ("198 f3d 1083", "198 F.3d 1083"),
        ("198 F. 3d 1083", "198 F.3d 1083"),
        ("Wis Stat 948.125", "Wis. Stat. § 948.125"),
        ("wis. stat. ann. 948.125", "Wis. Stat. § 948.125"),
        ("18 pacs 6312", "18 Pa.C.S. § 6312"),
        ("2005 Ohio 6709", "2005-Ohio-6709"),
        ("223 F Appx 478", "223 F. App'x 478"),
        ("US Const amend I", "U.S. Const. amend. I"),
        ("227-23 code penal", "Code pénal, art. 227-23"),
        ("art. 227-23 du code pénal", "Code pénal, art. 227-23"),
    ],
)
def test_whole_citation_in_any_spelling(typed: str, citation: str) -> None:
    assert share(typed, citation) >= 0.94


@pytest.mark.parametrize(
    ("typed", "citation"),
    [
        ("18 USC 1466", "18 U.S.C. § 1466A"),
        ("18 USC 1466(a)", "18 U.S.C. § 1466A"),
        ("S. 302", "S. 3021, 119th Cong. (2025)"),
        ("535 US 23", "535 U.S. 234"),
        ("42 USC 1466A", "18 U.S.C. § 1466A"),
        ("2024", "[2024] EWCA Crim 954"),
        ("5 years", "§ 5"),
        ("", "18 U.S.C. § 1466A"),
        ("§", "18 U.S.C. § 1466A"),
    ],
)
def test_another_citation_or_none(typed: str, citation: str) -> None:
    assert share(typed, citation) == 0


def test_one_of_several_citations_counts_less_than_the_only_one() -> None:
    act = "PROTECT Act of 2003, Pub. L. 108-21, 117 Stat. 650"

    assert 0 < share("Pub. L. 108-21", act) < share("Pub. L. 108-21", "Pub. L. 108-21") == 1


def test_what_a_record_is_counts_more_than_what_it_changes() -> None:
    itself = share("Regulation 2024/1689", "Regulation (EU) 2024/1689 (AI Act), arts. 5, 50, as amended by the Omnibus")
    change = share("Regulation 2024/1689", "Omnibus, regulation amending Regulation (EU) 2024/1689")

    assert itself > change > 0


@pytest.mark.parametrize("typed", ["13A-12-192", "Ala Code 13A-12-198", "ala. code § 13A-12-190"])
def test_section_within_a_range(typed: str) -> None:
    assert share(typed, "Ala. Code §§ 13A-12-190 to 13A-12-198") > 0


@pytest.mark.parametrize("typed", ["Ala Code 13A-12-199", "Ala Code 13A-11-192", "13B-12-192"])
def test_section_outside_a_range(typed: str) -> None:
    assert share(typed, "Ala. Code §§ 13A-12-190 to 13A-12-198") == 0


def test_clause_typed_is_put_before_its_neighbours_and_the_whole() -> None:
    typed = "18 USC 1466A(b)(1)"
    exact, whole = clause(typed, "§ 1466A(b)(1)"), share(typed, "18 U.S.C. § 1466A")

    assert exact > whole > 0
    assert clause(typed, "§ 1466A(b)(2)") == clause(typed, "§ 1466A(c)") == 0
    assert exact > clause("18 USC 1466A(b)", "§ 1466A(b)(1)") > 0
    assert exact > clause("18 USC 1466A(b)(1)(A)", "§ 1466A(b)(1)") > 0
    assert clause("18 USC 2252A(a)(2)", "§ 2252A(a)(1)-(2)", "18 U.S.C. § 2252A") > 0


def test_clause_of_another_section_of_the_same_record_is_not_meant() -> None:
    statute = "Ohio Rev. Code §§ 2907.321, 2907.322"

    assert clause("Ohio Rev Code 2907.321", "§ 2907.322(A)", statute) == 0
    assert clause("Ohio Rev Code 2907.322", "§ 2907.322(A)", statute) > 0


def test_docket_without_the_judges_initials() -> None:
    assert share("3:24-cr-00050", "3:24-cr-00050-jdp") > 0
