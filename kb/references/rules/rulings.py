"""How a ruling, or a case without one, is cited.

United States, Bluebook: reporter, court and year; else docket, court and full date (rule 10.8.1), with later history
(rule 10.7): what a higher court did by `as_of`, or that an appeal is docketed. Elsewhere: the neutral citation, the
best report on record, and the country (rule 20.3 and table T2). OSCOLA: neutral citation and best report, or court
and date in brackets; a foreign ruling as in its own country, without points.

schema.org has no type for a ruling. `Legislation` would be wrong, since courts do not legislate and its properties
(legal force, who passed it) would be read as facts; so it is a `CreativeWork` whose `additionalType` is
bibo:LegalDecision, with the ECLI, where there is one, among its identifiers.
"""

from __future__ import annotations

import datetime as dt
import re

from cases.models import AppealOutcome, Case, Ruling
from cases.models.rulings import AppealKind
from cases.rows import appeal_of
from cases.standing import pending_on
from jurisdictions.models import Court
from jurisdictions.models.sources import SourceKind
from kb.references.reference import Kind, Reference
from kb.references.related import record_note, related
from kb.references.rules import schema
from kb.references.rules.places import country_of_court
from kb.references.rules.reports import Report, best_of, court_beside, neutral_of, read
from kb.references.state import state_of
from kb.references.styled import (
    Styled,
    bluebook_caption,
    bluebook_date,
    italic,
    names_parties,
    oscola_abbreviation,
    oscola_caption,
    oscola_date,
    roman,
    tidy,
)

#: `No. 24-cr-50-jdp (W.D. Wis. Feb. 13, 2025)`: how the record cites what is in no reporter.
_DOCKETED = re.compile(r"No\. (?P<docket>.+) \([^()]*\d{4}\)")
_BARE_DOCKET = re.compile(r"Nos?\. (?P<docket>[^()]+)")
#: Bluebook, table T8.
_HISTORY = {
    AppealKind.AFFIRMS: "aff'd",
    AppealKind.REVERSES: "rev'd",
    AppealKind.VACATES: "vacated",
    AppealKind.REMANDS: "remanded",
}


def of_ruling(ruling: Ruling, as_of: dt.date, address: str) -> Reference:
    case, court = ruling.case, ruling.court
    reports, docket = _read(ruling)
    best = best_of(reports)
    sources = related(ruling, "sources")
    state = state_of(ruling)
    recorded = record_note(address, as_of, state)
    notes = [tidy(("Also cited as " + "; ".join(others) if (others := _others(ruling, reports, best)) else "",))]
    return Reference(
        kind=Kind.RULING,
        slug=ruling.slug,
        title=ruling.caption,
        bluebook_styled=_bluebook(ruling, reports, docket) + _later(ruling, as_of),
        oscola_styled=_oscola(ruling, reports, docket),
        address=address,
        url=next((source.url for source in sources if source.kind == SourceKind.PRIMARY), ""),
        issued=ruling.date,
        authority=court.name,
        container=best.reporter if best else "",
        volume=best.volume if best else "",
        page=best.page if best and best.page.isdigit() else "",
        docket=docket or _neutral_text(reports),
        citation="; ".join(ruling.citations),
        jurisdiction=case.jurisdiction.code,
        recorded=recorded,
        notes=tuple(note for note in (*notes, recorded) if note),
        schema={
            "@type": "CreativeWork",
            "@id": address,
            "additionalType": "http://purl.org/ontology/bibo/LegalDecision",
            "name": ruling.caption,
            "identifier": list(ruling.citations),
            "dateCreated": str(ruling.date),
            "creator": {"@type": "GovernmentOrganization", "name": court.name},
            "spatialCoverage": schema.place(case.jurisdiction),
            "citation": schema.sources(sources),
            "subjectOf": schema.described(state),
        },
    )


def bluebook(ruling: Ruling) -> Styled:
    """As cited after Bluebook, without its later history."""
    return _bluebook(ruling, *_read(ruling))


def of_case(case: Case, as_of: dt.date, address: str) -> Reference:
    """A dispute as such: caption, docket and court. When it was filed is not on record, so no date is given."""
    us = case.court.jurisdiction.code.partition("-")[0] == "US"
    named = _docket_of(case.docket) if us or not _speaks_for_itself(case.caption, [case.docket]) else ""
    court = _short(case.court)
    sources = related(case, "sources")
    state = state_of(case)
    caption, abroad = bluebook_caption(case.caption), country_of_court(case.court)
    bluebook = _name(caption) + (f", No. {named}" if us and named else f", {named}" if named else "")
    bluebook += f" ({court})" + (f" ({abroad})" if abroad else "")
    oscola = _name(oscola_caption(case.caption)) + (f" No {named}" if us and named else f" {named}" if named else "")
    return Reference(
        kind=Kind.CASE,
        slug=case.slug,
        title=case.caption,
        bluebook_styled=bluebook,
        oscola_styled=oscola + f" ({oscola_abbreviation(court)})",
        address=address,
        url=next((source.url for source in sources if source.kind == SourceKind.PRIMARY), ""),
        authority=case.court.name,
        docket=case.docket,
        jurisdiction=case.jurisdiction.code,
        recorded=record_note(address, as_of, state),
        notes=(record_note(address, as_of, state),),
        schema={
            "@type": "CreativeWork",
            "@id": address,
            "name": case.caption,
            "identifier": [case.docket] if case.docket else [],
            "spatialCoverage": schema.place(case.jurisdiction),
            "citation": schema.sources(sources),
            "subjectOf": schema.described(state),
        },
    )


def _read(ruling: Ruling) -> tuple[list[Report], str]:
    """Its citations taken apart, and its docket: from its own citation, else the case's where the same court
    decided it. (A case's docket is one court's; another court numbers it anew.)"""
    docket, reports = "", []
    for citation in ruling.citations:
        if found := _DOCKETED.fullmatch(citation) or _BARE_DOCKET.fullmatch(citation):
            docket = docket or found["docket"]
        else:
            reports.append(read(citation, ruling.court.short_name))
    if not docket and ruling.court_id == ruling.case.court_id and ruling.case.docket not in ruling.citations:
        docket = _docket_of(ruling.case.docket)
    return reports, docket


def _docket_of(text: str) -> str:
    return re.sub(r"^Nos?\. ", "", text)


def _neutral_text(reports: list[Report]) -> str:
    neutral = neutral_of(reports)
    return neutral.text if neutral else ""


def _others(ruling: Ruling, reports: list[Report], best: Report | None) -> list[str]:
    """Citations that have no field of their own."""
    return [report.text for report in reports if report != best and not (report.neutral and not best)]


def _short(court: Court) -> str:
    """As it is cited; without the country that some short names carry and that follows anyway."""
    return re.sub(r" \([A-Z][a-z]+\)$", "", court.short_name) or court.name


def _name(caption: str) -> Styled:
    return italic(caption) if names_parties(caption) else roman(caption)


def _speaks_for_itself(caption: str, known: list[str]) -> bool:
    """Whether the caption already holds the docket or a citation, as those of civil-law courts do."""
    return any(word and word in caption for word in known)


def _bluebook(ruling: Ruling, reports: list[Report], docket: str) -> Styled:
    caption = bluebook_caption(ruling.caption)
    code = ruling.court.jurisdiction.code
    if code.partition("-")[0] != "US":
        return _bluebook_abroad(ruling, reports, docket)
    neutral, best = neutral_of(reports), best_of(reports, state="-" in code)
    return _name(caption) + _cited_us(ruling, neutral, best, docket)


def _cited_us(ruling: Ruling, neutral: Report | None, best: Report | None, docket: str) -> str:
    court = _short(ruling.court)
    if neutral or best:
        shown = tidy(report.bluebook for report in (neutral, best) if report)
        beside = court_beside(court, neutral.text if neutral else best.bluebook.partition(" ")[2] if best else "")
        year = "" if neutral else str(ruling.date.year)
        closing = tidy((beside, year), " ")
        return f", {shown}" + (f" ({closing})" if closing else "")
    return (f", No. {docket}" if docket else "") + f" ({court} {bluebook_date(ruling.date)})"


def _bluebook_abroad(ruling: Ruling, reports: list[Report], docket: str) -> Styled:
    caption, court = bluebook_caption(ruling.caption), ruling.court
    abroad = country_of_court(court)
    after = f" ({abroad})" if abroad else ""
    if court.jurisdiction.code == "COE" and docket:
        # Rule 21.5.3: by application number and date.
        return _name(caption) + f", App. No. {docket} ({bluebook_date(ruling.date)})"
    if _speaks_for_itself(ruling.caption, [docket, *ruling.citations]):
        dated = "" if str(ruling.date.year) in caption else f" ({bluebook_date(ruling.date)})"
        return _name(caption) + dated + after
    neutral, best = neutral_of(reports), best_of(reports)
    shown = [report.bluebook for report in (neutral, best) if report] or [report.text for report in reports[:1]]
    # Table T2: the division in brackets in England, points in Canada's Supreme Court Reports.
    shown = [re.sub(r"\b(EW[CH][AC]) (Crim|Civ|Admin)\b", r"\1 (\2)", text) for text in shown]
    if court.jurisdiction.code.partition("-")[0] == "CA":
        shown = [re.sub(r"\bSCR\b", "S.C.R.", text) for text in shown]
    if not shown:
        return (
            _name(caption)
            + (f", {docket}" if docket else "")
            + f" ({_short(court)} {bluebook_date(ruling.date)}){after}"
        )
    # Tables of the Commonwealth set no comma before a year in brackets; Canada's does.
    comma = " " if shown[0][0] in "[(" and court.jurisdiction.code.partition("-")[0] != "CA" else ", "
    dated = "" if neutral or (best and best.year) else f" ({_short(court)} {bluebook_date(ruling.date)})"
    return _name(caption) + comma + ", ".join(shown) + dated + after


def _oscola(ruling: Ruling, reports: list[Report], docket: str) -> Styled:
    caption, court = _name(oscola_caption(ruling.caption)), ruling.court
    us = court.jurisdiction.code.partition("-")[0] == "US"
    neutral, best = neutral_of(reports), best_of(reports, state=us and "-" in court.jurisdiction.code)
    short = "ECtHR" if court.short_name == "ECtHR" else oscola_abbreviation(_short(court))
    if court.jurisdiction.code == "COE" and docket:
        return caption + f" App no {docket} ({short}, {oscola_date(ruling.date)})"
    if us and (neutral or best):
        shown = tidy(report.oscola for report in (neutral, best) if report)
        beside = court_beside(
            _short(court), neutral.text if neutral else best.bluebook.partition(" ")[2] if best else ""
        )
        closing = tidy((oscola_abbreviation(beside), "" if neutral else str(ruling.date.year)), " ")
        return caption + f" {shown}" + (f" ({closing})" if closing else "")
    if not us and _speaks_for_itself(ruling.caption, [docket, *ruling.citations]):
        return caption if str(ruling.date.year) in caption.text else caption + f" ({oscola_date(ruling.date)})"
    if shown := tidy(report.oscola for report in (neutral, best) if report) or tidy(r.text for r in reports[:1]):
        closing = "" if neutral else f" ({short})" if best and best.year else f" ({short}, {oscola_date(ruling.date)})"
        return caption + f" {shown}{closing}"
    named = f" No {docket}" if us and docket else f" {docket}" if docket else ""
    return caption + f"{named} ({short}, {oscola_date(ruling.date)})"


def _later(ruling: Ruling, as_of: dt.date) -> Styled:
    """Later history of a ruling of the United States by `as_of`. Denials of certiorari are left out, as rule 10.7
    leaves them out after two years."""
    later = Styled()
    if ruling.court.jurisdiction.code.partition("-")[0] != "US":
        return later
    appeals: list[AppealOutcome] = related(ruling, "appeals")
    decided: dict[int, list[AppealOutcome]] = {}
    for appeal in appeals:
        if appeal.by and appeal.by_id and appeal.by.date.latest <= as_of and appeal.kind in _HISTORY:
            decided.setdefault(appeal.by_id, []).append(appeal)
    for outcomes in sorted(decided.values(), key=lambda found: found[0].by.date.latest if found[0].by else as_of):
        by = outcomes[0].by
        assert by is not None
        reports, docket = _read(by)
        state = "-" in by.court.jurisdiction.code
        cited = _cited_us(by, neutral_of(reports), best_of(reports, state=state), docket)
        later = later + ", " + italic(_phrase(outcomes)) + cited
    if not decided:
        later = later + _pending(appeals, as_of)
    return later


def _phrase(outcomes: list[AppealOutcome]) -> str:
    kinds = [kind for kind in _HISTORY if any(outcome.kind == kind for outcome in outcomes)]
    ended = [_HISTORY[kind] for kind in kinds if kind != AppealKind.REMANDS]
    remanded = " and remanded" if ended and AppealKind.REMANDS in kinds else ""
    if len(ended) > 1:
        ended = [f"{word} in part" for word in ended]
    return (tidy(ended) + remanded) or _HISTORY[AppealKind.REMANDS]


def _pending(appeals: list[AppealOutcome], as_of: dt.date) -> Styled:
    """An appeal that was surely pending by then, with its docket and the day of filing: rule 10.7.1 names both."""
    courts = {one.slug: one for appeal in appeals if (one := appeal.by.court if appeal.by else appeal.court)}
    for entry in pending_on([appeal_of(appeal) for appeal in appeals], as_of):
        appeal = entry.appeal
        if entry.sure and appeal.docket and appeal.filed and appeal.shown_court:
            filed = bluebook_date(appeal.filed)
            named = f", No. {_docket_of(appeal.docket)} ({_short(courts[appeal.court])} {filed})"
            return roman(", ") + italic("appeal docketed") + named
    return Styled()
