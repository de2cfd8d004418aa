"""Text -> the citations in it: cases, statutes, bills. No Django here.

Three readers, each for what it is best at: eyecite for reported cases, citeurl for the laws of the
United States, and the rules below for what both miss (Louisiana, Kentucky, Georgia and others, the law
of other countries, bills, session laws, neutral citations) or cut short: citeurl reads
"Conn. Gen. Stat. § 53a-193(13)" as § 53a, "720 ILCS 5/11-20.1" as 5/11, and only the first of
"§§ 311, 311.1, 311.2".
"""

from __future__ import annotations

import re
import sys
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import ModuleType
from typing import Any


class Kind(StrEnum):
    CASE = "case"
    STATUTE = "statute"
    BILL = "bill"


class Reader(StrEnum):
    EYECITE = "eyecite"
    CITEURL = "citeurl"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Citation:
    """`text[start:end]` cites what `normal` names in the field's usual form. `url` is where citeurl says
    that the official or a common text stands ("" where it does not know, or read less than we did)."""

    kind: Kind
    normal: str
    start: int
    end: int
    reader: Reader
    url: str = ""


#: One section as codes number them: 1466A, 948.125, 53a-193, 2C:24-4, 5/11-20.1, 14:73.13; and its (b)(1).
SUBSECTIONS = r"(?:\s?\((?:[a-z]{1,4}|[A-Z]{1,4}|\d{1,3}|[a-zA-Z0-9]{1,3}[.-]\d{1,2})\))*"
NUMBER = r"\d+[a-zA-Z]{0,4}\d*(?:[.:/-]\d*[a-zA-Z]{0,2}\d*(?<=\w))*"
SECTION = rf"{NUMBER}{SUBSECTIONS}"
SIGN = r"(?:§§?|[Ss]ections?|[Ss]ecs?\.?|[Ss]s?\.?)"
#: What may follow the first section of a list, and must itself look like a section of a code.
FURTHER = re.compile(
    rf"\s*(?:,|;|,?\s(?:and|to|through|or)|\s?&)\s*(?:§§?\s*)?({SECTION})(?!\s*(?:U\.S|Stat\.|Cong|\w*th\b))"
)
TAIL = re.compile(rf"(?:(?<=\w)[.:/-]\w+(?:[.:/-]\w+)*)?{SUBSECTIONS}")

#: Codes that citeurl does not know, or knows under one name only: how they are written -> how we write
#: them. {0} is the section, or the title before the name and then the section.
_CODES = [
    (rf"K\.?R\.?S\.?(?:\sAnn\.)?\s*{SIGN}?\s*", "KRS {}"),
    (rf"N\.?R\.?S\.?(?:\sAnn\.)?\s*{SIGN}?\s*(?=\d+\.)", "NRS {}"),
    (rf"O\.?R\.?S\.?\s*{SIGN}?\s*(?=\d+\.)", "ORS {}"),
    (rf"R\.?C\.?W\.?\s*{SIGN}?\s*", "RCW {}"),
    (rf"(?:RSMo\.?|Mo\.?\sRev\.?\sStat\.?)\s*{SIGN}?\s*", "RSMo § {}"),
    (rf"(?:La\.?\s)?R\.?\s?S\.?\s*{SIGN}?\s*(?=\d+:)", "La. R.S. {}"),
    (rf"(?:N\.?H\.?\s)?R\.?S\.?A\.?\s*{SIGN}?\s*", "N.H. RSA {}"),
    (rf"N\.?M\.?S\.?A\.?(?:\s1978)?,?\s*{SIGN}?\s*", "NMSA 1978, § {}"),
    (rf"(?:O\.?C\.?G\.?A\.?|Ga\.?\sCode(?:\sAnn\.?)?)\s*{SIGN}?\s*", "O.C.G.A. § {}"),
    (rf"R\.?\s?I\.?\sGen\.?\sLaws(?:\sAnn\.?)?\s*{SIGN}?\s*", "R.I. Gen. Laws § {}"),
    (rf"S\.?\s?D\.?\s(?:Codified\sLaws|C\.?L\.?)\s*{SIGN}?\s*(?=\d+[A-Z]?-)", "S.D. Codified Laws § {}"),
    (rf"(?:USSG|U\.S\.S\.G\.)\s*{SIGN}?\s*", "USSG § {}"),
    (rf"(?:Idaho\sCode)\s*{SIGN}?\s*", "Idaho Code § {}"),
]
_MARYLAND = re.compile(rf"Md\.?\sCode(?:\sAnn\.)?,?\s([A-Z][\w.&\s]*?)\s{SIGN}\s*({SECTION})")
_TITLED = re.compile(
    rf"\b(\d+(?:-[A-Z])?)\s(Pa\.?\s?C\.?S\.?(?:A\.?)?|V\.?S\.?A\.?|M\.?R\.?S\.?(?:A\.?)?|Del\.?\sC\.?|I\.?L\.?C\.?S\.?)"
    rf"\s*{SIGN}?\s*({SECTION})"
)
_TITLED_NAMES = {"p": "Pa.C.S. §", "v": "V.S.A. §", "m": "M.R.S. §", "d": "Del. C. §", "i": "ILCS"}
_CIVIL_CODES = (
    r"Code\sp[ée]nal|C[óo]digo\sPenal(?:\sFederal)?|Codice\spenale|Kodeks\skarny|Wetboek\svan\sStrafrecht|StGB|StPO"
)
_ARTICLE = r"\d+(?:[.-]\d+|[ -]?[A-Z]\b)*(?:[\s-]?(?:bis|ter|qu[aá]ter|quinquies))?(?:\.\d+)?"
_CIVIL = re.compile(
    rf"(?P<code>{_CIVIL_CODES})(?:\s\([^)]{{3,30}}\))?,?\s(?:arts?\.|articles?|art[íi]culos?)\s?(?P<after>{_ARTICLE})"
    rf"|(?:\barts?\.|\barticles?|\bart[íi]culos?|\bartikel)\s?(?P<before>{_ARTICLE})\s(?:(?:du|del?|of\sthe)\s)?(?P<of>{_CIVIL_CODES})"
    rf"|(?P<bare>{_ARTICLE})\s(?:du\s)?(?P<of_bare>Code\sp[ée]nal)",
    re.IGNORECASE,
)
_GERMAN = re.compile(r"§§?\s?(\d+[a-z]?)((?:\s?(?:Abs\.\s?\d+|\(\d+\)))*)\s(StGB|StPO|NetzDG|JuSchG)\b")
_CAPITALISED = r"(?:[A-Z][\w'-]*|\([A-Z][^()]*\))"
_ACT_NAME = (
    rf"{_CAPITALISED}(?:,?\s(?:and\s|of\s|the\s|from\s|for\s|in\s|to\s|against\s)*{_CAPITALISED})*\s(?:Act|Order)"
)
_COMMONWEALTH = re.compile(
    rf"(?P<name>{_ACT_NAME}),?\s(?P<year>(?:18|19|20)\d\d)(?:\s\((?:c\.\s?\d+|Cth|SA|NSW|Vic|Qld)\))?,\s(?P<sign>ss?)\.?\s(?P<after>{SECTION})"
    rf"|\b(?P<sign2>ss?|[Ss]ections?)\.?\s(?P<before>{SECTION})(?:\sof)?(?:\sthe)?\s(?P<name2>{_ACT_NAME})\s(?P<year2>(?:18|19|20)\d\d)"
)
_CANADA = re.compile(rf"Criminal\sCode,?\sR\.?S\.?C\.?,?\s1985,?\sc\.?\sC-46,?\s(?:ss?\.?|sections?)\s({SECTION})")
_EUROPE = re.compile(r"\b(Regulation|Directive)\s(?:\((EU|EC)\)\s)?(?:No\.?\s)?(\d{2,4}/\d{1,4})(?:/(EU|EC|JHA))?")
_SESSION_LAWS = [
    (re.compile(r"\b(\d{4}) (?:Wis(?:consin|\.)) Act (\d+)"), "{} Wisconsin Act {}"),
    (re.compile(r"\b(\d{4}) PA (\d+)"), "{} PA {}"),
    (re.compile(r"\bStats\. (\d{4}), ch\. (\d+)"), "Stats. {}, ch. {}"),
    (re.compile(r"\bP\.?L\.? (\d{4}), c\. (\d+)"), "P.L. {}, c. {}"),
    (re.compile(r"\bP\.?A\.? (\d{2,3})-(\d{3,4})"), "P.A. {}-{}"),
    (re.compile(r"\bS\.?L\.? (\d{4})-(\d+)"), "S.L. {}-{}"),
]
_BILL = re.compile(
    r"\b(S\.|H\.\s?R\.|S\.\s?B\.|H\.\s?B\.|H\.\s?F\.|S\.\s?F\.|HB|SB|HF|SF|LB|LD|AB)\s?(\d{1,5}(?:-\d{1,4})?)\b"
    r"(?:,\s(\d{2,3})(?:st|nd|rd|th)\sCong\.)?(?!\s(?:Supp|Ct|E\.|W\.))"
)
_NEUTRAL = re.compile(
    r"\[(?P<year>\d{4})\]\s(?P<court>EWCA\s(?:Crim|Civ)|EWHC(?:\sAdmin)?|UKSC|UKHL|UKPC|HCA|NSWSC|NSWCCA|VSC|VSCA|QDC|QCA|ZACC|ZASCA|NZSC|NZCA|SGCA|SGHC|HKCFA)"
    r"\s(?P<number>\d+)(?:\s\((?P<division>Admin)\))?"
    r"|\b(?P<year2>\d{4})\s(?P<court2>SCC|CSC|INSC|QCCQ|QCCA|ONCA|ONCJ|BCCA|ABCA|SKCA|MBCA)\s(?P<number2>\d+)"
    r"|\b(?P<ecli>ECLI:[A-Z]{2}:[A-Z0-9]{1,7}:\d{4}:[A-Z0-9.]{1,25})"
)

#: citeurl's names -> the field's usual ones.
_NAMES = [
    (re.compile(r"^Public Law No\. (\d+)[\u2013-]"), r"Pub. L. \1-"),
    (re.compile(r"^California (.*) Code"), r"Cal. \1 Code"),
    (re.compile(r" Ill\. Comp\. Stat\. "), " ILCS "),
    (re.compile(r"\\"), ""),
    (re.compile("§§"), "§"),
    (re.compile("^Michigan Compiled Laws"), "Mich. Comp. Laws"),
]
#: What citeurl reads that is no statute of this field, and misfires on (House *Amendment 1* of a bill).
_REFUSED_TEMPLATES = frozenset({"U.S. Caselaw", "Law Journals", "U.S. Constitution Amendments"})


def find(text: str, *, sloppy: bool = False) -> list[Citation]:
    """The citations in `text`, in order, none overlapping another. Each section of a list ("§§ 311,
    311.1") is one, with the name of its code.

    `sloppy` reads small letters and left-out points as well ("wis stat 948.125"), at the price of more
    false hits: for a search box, not for an opinion. The first call takes about a second, to load
    the two libraries' tables.
    """
    found = [*_own(text), *_statutes(text, sloppy), *_cases(text)]
    # The longer reading of a place wins; our own on a tie, for it is made where theirs is known to fail.
    preference = {Reader.OWN: 0, Reader.CITEURL: 1, Reader.EYECITE: 2}
    kept: list[Citation] = []
    for citation in sorted(found, key=lambda c: (c.start - c.end, preference[c.reader], c.start)):
        if all(citation.end <= other.start or other.end <= citation.start for other in kept):
            kept.append(citation)
    return sorted(kept, key=lambda c: c.start)


def _cases(text: str) -> Iterator[Citation]:
    from eyecite import get_citations  # here: it takes half a second to load, and few requests need it
    from eyecite.models import FullCaseCitation

    if not re.search(r"\d", text):
        return
    for found in get_citations(text):
        if isinstance(found, FullCaseCitation):
            start, end = found.span()
            yield Citation(Kind.CASE, found.corrected_citation(), start, end, Reader.EYECITE)


@cache
def _citator() -> Any:
    # citeurl 12.0.4 imports its Markdown extension, and with it a package that it does not declare.
    stand_in = ModuleType("citeurl.mdx")
    stand_in.makeExtension = None  # type: ignore[attr-defined]
    sys.modules.setdefault("citeurl.mdx", stand_in)
    with warnings.catch_warnings():
        # An unescaped "\s" in citeurl 12.0.4 warns when Python compiles it.
        warnings.simplefilter("ignore", SyntaxWarning)
        from citeurl import Citator  # here: its patterns take a second to compile
    return Citator()


def _statutes(text: str, sloppy: bool) -> Iterator[Citation]:
    if not re.search(r"\d|amend|Const", text):
        return
    for template in _citator().templates.values():
        if template.name in _REFUSED_TEMPLATES and "Const" not in text:
            continue
        for found in template.list_longform_cites(text, broad=sloppy):
            if template.name in _REFUSED_TEMPLATES and "onst" not in found.text:
                continue
            yield from _whole(text, found, template.name)


def _whole(text: str, found: Any, template: str) -> Iterator[Citation]:
    """What citeurl found, with the rest of a section it cut, and the further sections of its list."""
    start, end = found.span
    normal = found.name or found.text
    for pattern, name in _NAMES:
        normal = pattern.sub(name, normal)
    if template == "U.S. Constitution Amendments":
        normal = found.text
    written = re.search(rf"{SECTION}$", found.text)
    if written and normal.casefold().endswith(written.group().casefold()):
        # It writes § 76-5b-103 as § 76-5B-103, for an address that wants capitals.
        normal = normal[: -len(written.group())] + written.group()
    tail = TAIL.match(text, end)
    cut = tail.group() if tail else ""
    url = "" if cut and not cut.lstrip().startswith("(") else found.URL or ""
    yield Citation(Kind.STATUTE, normal + re.sub(r"\s", "", cut), start, end + len(cut), Reader.CITEURL, url)
    stem = re.match(r"(.*?§\s*)\S", normal)
    if stem and "§" in text[start:end]:
        yield from _list(text, end + len(cut), stem.group(1))


def _list(text: str, at: int, stem: str) -> Iterator[Citation]:
    while following := FURTHER.match(text, at):
        start, at = following.span(1)
        yield Citation(Kind.STATUTE, stem + _tidy(following.group(1)), start, at, Reader.OWN)


def _tidy(section: str) -> str:
    return re.sub(r"\s", "", section)


@cache
def _codes() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(rf"(?<![\w.]){written}({SECTION})"), normal) for written, normal in _CODES]


def _own(text: str) -> Iterator[Citation]:
    for pattern, normal in _codes():
        for match in pattern.finditer(text):
            yield _statute(match, normal.format(_tidy(match.group(1))))
            yield from _list(text, match.end(), normal.format(""))
    for match in _TITLED.finditer(text):
        stem = f"{match[1]} {_TITLED_NAMES[match[2][0].lower()]} "
        yield _statute(match, stem + _tidy(match[3]))
        yield from _list(text, match.end(), stem)
    for match in _MARYLAND.finditer(text):
        yield _statute(match, f"Md. Code, {match[1]} § {_tidy(match[2])}")
    for match in _CIVIL.finditer(text):
        code = match["code"] or match["of"] or match["of_bare"]
        yield _statute(match, f"{code}, art. {match['after'] or match['before'] or match['bare']}")
    for match in _GERMAN.finditer(text):
        paragraphs = "".join(f"({number})" for number in re.findall(r"\d+", match[2]))
        yield _statute(match, f"§ {match[1]}{paragraphs} {match[3]}")
    for match in _COMMONWEALTH.finditer(text):
        name, year = match["name"] or match["name2"], match["year"] or match["year2"]
        yield _statute(match, f"{name} {year}, s {_tidy(match['after'] or match['before'])}")
        if match["after"]:
            yield from _list(text, match.end(), f"{name} {year}, s ")
    for match in _CANADA.finditer(text):
        yield _statute(match, f"Criminal Code, RSC 1985, c C-46, s {_tidy(match[1])}")
    for match in _EUROPE.finditer(text):
        union = f"({match[2]}) " if match[2] else ""
        yield _statute(match, f"{match[1]} {union}{match[3]}" + (f"/{match[4]}" if match[4] else ""))
    for pattern, normal in _SESSION_LAWS:
        for match in pattern.finditer(text):
            yield _statute(match, normal.format(*match.groups()))
    for match in _BILL.finditer(text):
        congress = f", {match[3]}{_ordinal(int(match[3]))} Cong." if match[3] else ""
        yield Citation(Kind.BILL, f"{re.sub(r'\s', '', match[1])} {match[2]}{congress}", *match.span(), Reader.OWN)
    for match in _NEUTRAL.finditer(text):
        yield Citation(Kind.CASE, re.sub(r"\s+", " ", match.group()), *match.span(), Reader.OWN)


def _statute(match: re.Match[str], normal: str) -> Citation:
    return Citation(Kind.STATUTE, re.sub(r"\s+", " ", normal), *match.span(), Reader.OWN)


def _ordinal(number: int) -> str:
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10 if number % 100 not in (11, 12, 13) else 0, "th")
