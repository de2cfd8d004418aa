"""How a statute or a provision is cited.

The citation on record is in the usual form of its own field; each style sets it its own way. A provision's is made
of its statute's and its label. What is said of time is said in words, since neither style has a form for it: the
wording in force on the day asked about ("wording in force since Apr. 30, 2003"), or that the statute was repealed.
What a ruling struck everywhere is followed by "invalidated by" and the ruling (rule 12.7.1).
No year of a code's edition is given, for none is on record (rule 12.3.2 no longer asks for one of the U.S. Code).

As schema.org Legislation: `legislationLegalForce` follows from the derived status on the day where that is sure and
says it; a statute whose commencement is not on record has none, and neither has a wording that a ruling limits: it
stands in the code, and saying that it is in force would say more. `inLanguage` is left out, for the record has the
language of a title, which may be a translation;
`legislationPassedBy`, because events name who acted only in free text.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, NamedTuple

from cases.models import Effect
from cases.models.rulings import EffectKind, Reach
from jurisdictions import lifecycle, lives
from jurisdictions.models import LegislativeEvent, Provision, ProvisionText, Statute
from jurisdictions.models.sources import SourceKind
from jurisdictions.models.statutes import EventKind, StatuteKind, WordingState
from jurisdictions.partial_dates import PartialDate
from kb.references.reference import Kind, Reference
from kb.references.related import record_note, related
from kb.references.rules import rulings, schema
from kb.references.rules.places import country
from kb.references.state import DataState, state_of
from kb.references.styled import Styled, bluebook_date, italic, oscola_date, roman, without_points

#: A sign before sections, and the same before several.
_PLURAL = {"§": "§§", "art.": "arts.", "Art.": "Arts.", "s": "ss", "c.": "cc."}
_TREATY = re.compile(r"(?P<name>.+?) \((?P<series>(?:C?ETS No\. \d+|A/RES/[\d/]+))\)(?:, (?P<place>.+))?")
_EUROPEAN = re.compile(r"(?:Directive|Regulation) (?:\((?:EU|EC)\) )?\d+/\d+(?:/E[UC])?")
_BRITISH = re.compile(r"(?P<name>.+? (?:18|19|20)\d\d) \(c\. (?P<chapter>\d+)\)(?P<rest>.*)", re.DOTALL)
_USC = re.compile(r"(?P<title>\d+) (?P<code>U\.S\.C\.|Pa\.C\.S\.|V\.S\.A\.) §§? (?P<section>.+)")
#: A short title, and not the sentence with which some acts begin.
_SHORT_TITLE = re.compile(r"(?!An Act\b|AN ACT\b|To |Relating\b)(?=.{3,90}$).*\b(?:Act|Bill)\b.*")

_KINDS = {StatuteKind.BILL: Kind.BILL, StatuteKind.TREATY: Kind.TREATY}
#: Consolidated texts: events of theirs are mostly those of acts that amend them.
_CONSOLIDATED = lifecycle.AMENDED_BY_BILLS


def of_statute(statute: Statute, as_of: dt.date, address: str) -> Reference:
    events: list[LegislativeEvent] = related(statute, "events")
    sources = related(statute, "sources")
    life = lives.status_of(statute, as_of)
    ended = _ended(events, life, as_of)
    closing = f" ({ended})" if ended else ""
    place = _place(statute.citation)
    state = state_of(statute)
    return Reference(
        kind=_KINDS.get(StatuteKind(statute.kind), Kind.STATUTE),
        slug=statute.slug,
        title=statute.title,
        bluebook_styled=roman(bluebook(statute, statute.citation, events) + closing),
        oscola_styled=roman(oscola(statute, statute.citation, events) + closing),
        address=address,
        url=statute.official_url or next((s.url for s in sources if s.kind == SourceKind.PRIMARY), ""),
        citation=statute.citation,
        issued=made_on(statute, events),
        jurisdiction=statute.jurisdiction.code,
        recorded=record_note(address, as_of, state),
        notes=(record_note(address, as_of, state),),
        schema=_legislation(statute, as_of, address, state)
        | {"name": _named(statute.title, statute.language), "legislationIdentifier": statute.citation}
        | schema.known(
            legislationDate=str(made_on(statute, events) or ""),
            legislationLegalForce=_force(statute, life),
            sameAs=statute.official_url,
            citation=schema.sources(sources),
        ),
        volume=place.volume,
        container=place.code,
        section=place.section,
    )


def of_provision(provision: Provision, as_of: dt.date, address: str) -> Reference:
    statute = provision.statute
    citation = cited(statute.citation, provision.label)
    text = next(
        (row for row in related(provision, "texts") if lives.wording_on(row, as_of).state == WordingState.IN_FORCE),
        None,
    )
    place = _place(citation)
    limited = _standing(text, as_of) if text else []
    struck = _invalidated(limited)
    state = state_of(provision)
    recorded = record_note(address, as_of, state)
    # Only a treaty is cited with its dates.
    events = related(statute, "events") if statute.kind == StatuteKind.TREATY else []
    whole = bluebook(statute, citation, events), oscola(statute, citation, events)
    return Reference(
        kind=_KINDS.get(StatuteKind(statute.kind), Kind.STATUTE),
        slug=provision.slug,
        title=statute.title,
        bluebook_styled=_worded(whole[0], text, bluebook_date) + (roman(", ") + struck if struck.pieces else ""),
        oscola_styled=_worded(whole[1], text, oscola_date),
        address=address,
        url=statute.official_url,
        citation=citation,
        issued=text.valid_from if text else None,
        jurisdiction=statute.jurisdiction.code,
        recorded=recorded,
        notes=tuple(note for note in (_wording(text, oscola_date), struck.text, recorded) if note),
        schema=_legislation(statute, as_of, address, state)
        | {
            "name": provision.label,
            "legislationIdentifier": citation,
            "isPartOf": {
                "@type": "Legislation",
                "name": _named(statute.title, statute.language),
                "legislationIdentifier": statute.citation,
            },
        }
        | schema.known(
            legislationLegalForce="" if limited else _force_of_wordings(provision, as_of), sameAs=statute.official_url
        ),
        volume=place.volume,
        container=place.code,
        section=place.section,
    )


def cited(citation: str, label: str) -> str:
    """The provision as cited: `18 U.S.C. § 2256` and `§ 2256(8)(B)` make `18 U.S.C. § 2256(8)(B)`, `§ 184b StGB`
    and `§ 184b(1)` make `§ 184b(1) StGB`. Where the label does not continue the citation, both stand."""
    if citation.endswith(label):
        return citation
    lead = re.match(r"(?P<sign>[^\d,;:]*?)\s*(?=\d)", label)
    sign = lead["sign"] if lead else ""
    if not sign:
        return f"{citation}, {label}"
    single = {plural: one for one, plural in _PLURAL.items()}.get(sign, sign)
    forms = {single, _PLURAL.get(single, single)}
    pattern = "|".join(rf"(?<!\w){re.escape(form)}(?= ?\d)" for form in sorted(forms, key=len, reverse=True))
    places = list(re.finditer(pattern, citation, re.IGNORECASE if single == "art." else 0))
    if len(places) != 1:
        return f"{citation}, {label}"
    start, end = places[0].span()
    if start:
        return citation[:start] + label
    # `§ 184b StGB`: the number comes first, and the name of the code after it.
    code = re.fullmatch(r" ?[^\s,]+(?P<name> [^\W\d].*)", citation[end:])
    return label + (code["name"] if code else "")


def bluebook(statute: Statute, citation: str, events: list[LegislativeEvent]) -> str:
    abroad = country(statute.jurisdiction)
    if found := _TREATY.fullmatch(citation):
        signed = _date_of(events, EventKind.SIGNED) or _date_of(events, EventKind.ENACTED)
        series = found["series"].replace("CETS", "C.E.T.S.").replace("ETS", "E.T.S.").replace("C.C.", "C.")
        parts = [found["name"] + (f" {found['place']}" if found["place"] else "")]
        return ", ".join([*parts, *([bluebook_date(signed)] if signed else []), series])
    if found := _BRITISH.fullmatch(citation):
        rest = re.sub(r", (ss?) (?=\d)", lambda sign: ", §§ " if sign[1] == "ss" else ", § ", found["rest"])
        return f"{found['name']}, c. {found['chapter']}{rest} (UK)"
    whole = _with_title(statute, citation)
    if statute.jurisdiction.code.partition("-")[0] == "CA":
        # Table T2: points in "R.S.C.", "c." and "s.".
        whole = re.sub(r"\b(R?S)C (?=(?:19|20)\d\d)", lambda found: ".".join(found[1]) + ".C. ", whole)
        whole = re.sub(r"(?<=, )(c|ss?) (?=[A-Z\d])", r"\1. ", whole)
    named = abroad and f"({statute.jurisdiction.name})" not in whole
    return f"{whole} ({abroad})" if named else whole


def oscola(statute: Statute, citation: str, events: list[LegislativeEvent]) -> str:
    if found := _TREATY.fullmatch(citation):
        signed, force = _date_of(events, EventKind.SIGNED), _date_of(events, EventKind.IN_FORCE)
        dates = [f"signed {oscola_date(signed)}"] if signed else []
        dates += [f"entered into force {oscola_date(force)}"] if force else []
        place = f" {without_points(found['place'])}" if found["place"] else ""
        series = without_points(found["series"])
        known_as = re.search(r"\(([^()]*(?:Convention|Treaty|Protocol))\)$", statute.title)
        short = known_as[1] if known_as else statute.title if statute.title not in found["name"] else ""
        return (
            found["name"]
            + (f" ({', '.join(dates)})" if dates else "")
            + (f" {series}" + (f" ({short})" if short else ""))
            + place
        )
    if found := _BRITISH.fullmatch(citation):
        return found["name"] + without_points(found["rest"])
    if european := _european(statute, citation):
        return european[0] + without_points(european[1])
    titled = _with_title(statute, citation)
    return titled.removesuffix(citation) + without_points(citation)


def _with_title(statute: Statute, citation: str) -> str:
    """The citation, with the title before it where the citation does not say what the thing is called."""
    if found := _european(statute, citation):
        return "".join(found)
    number_only = statute.kind in (StatuteKind.BILL, StatuteKind.ACT) and not re.search(r"\b(?:Act|Bill)\b", citation)
    if number_only and statute.language == "en" and _SHORT_TITLE.fullmatch(statute.title):
        return f"{statute.title}, {citation}"
    return citation


def _european(statute: Statute, citation: str) -> tuple[str, str] | None:
    """The full title of an act of the European Union, and the place in it."""
    head = _EUROPEAN.match(citation)
    if head is None or not statute.title.startswith(head.group()):
        return None
    place = citation[head.end() :]
    return statute.title, place if place.startswith(", art") else ""


def _date_of(events: list[LegislativeEvent], kind: str) -> PartialDate | None:
    return next((event.date for event in events if event.kind == kind), None)


def made_on(statute: Statute, events: list[LegislativeEvent]) -> PartialDate | None:
    """When it was signed or adopted; for a bill, introduced. None for a consolidated text: its events are those of
    acts that amend it, and none on record says when it was first made."""
    if statute.kind in _CONSOLIDATED:
        return None
    if statute.kind == StatuteKind.BILL:
        return _date_of(events, EventKind.INTRODUCED)
    kinds = (EventKind.SIGNED, EventKind.ASSENT, EventKind.ENACTED, EventKind.PUBLISHED)
    return next((date for kind in kinds if (date := _date_of(events, kind))), None)


def _ended(events: list[LegislativeEvent], life: lifecycle.LifeStatus, as_of: dt.date) -> str:
    kinds = {"repealed": EventKind.REPEALED, "struck-down": EventKind.STRUCK_DOWN}
    if not life.sure or life.status not in kinds:
        return ""
    last = next((e.date for e in reversed(events) if e.kind == kinds[life.status] and e.date.latest <= as_of), None)
    if last is None:
        return ""
    return f"repealed {last.year}" if life.status == "repealed" else f"held invalid {last.year}"


def _wording(text: ProvisionText | None, written: Any) -> str:
    if text is None:
        return ""
    if text.valid_from is None:
        # A single day it was seen in force: not its start.
        return f"wording shown in force {written(text.shown_on)}" if text.shown_on else ""
    if text.valid_to:
        return f"wording in force from {written(text.valid_from)} until {written(text.valid_to)}"
    return f"wording in force since {written(text.valid_from)}"


def _worded(citation: str, text: ProvisionText | None, written: Any) -> Styled:
    wording = _wording(text, written)
    return roman(citation + (f" ({wording})" if wording else ""))


#: What leaves a wording in the code, and its force in doubt.
_LIMITING = frozenset(EffectKind.values) - {EffectKind.UPHELD}


def _standing(text: ProvisionText, as_of: dt.date) -> list[Effect]:
    """Effects that limit the wording and stand, or may stand, on the day."""
    return [
        effect
        for effect in related(text, "effects")
        if effect.kind in _LIMITING
        and effect.since.earliest <= as_of
        and (effect.until is None or effect.until.latest > as_of)
    ]


def _invalidated(limited: list[Effect]) -> Styled:
    """By which ruling it was struck everywhere (Bluebook, rule 12.7.1)."""
    for effect in limited:
        if effect.kind == EffectKind.STRUCK and effect.reach == Reach.NATIONWIDE:
            return italic("invalidated by") + " " + rulings.bluebook(effect.holding.ruling)
    return Styled()


class _Place(NamedTuple):
    """Where in a code that is numbered by titles."""

    volume: str = ""
    code: str = ""
    section: str = ""


def _place(citation: str) -> _Place:
    found = _USC.fullmatch(citation)
    return _Place(found["title"], found["code"], found["section"]) if found else _Place()


def _named(title: str, language: str) -> str | dict[str, str]:
    """A title in another language says which."""
    return title if language == "en" else {"@language": language, "@value": title}


def _legislation(statute: Statute, as_of: dt.date, address: str, state: DataState) -> dict[str, Any]:
    return {
        "@type": "Legislation",
        "@id": address,
        "legislationType": statute.get_kind_display(),
        "legislationJurisdiction": schema.place(statute.jurisdiction),
        "legislationDateVersion": as_of.isoformat(),
        "subjectOf": schema.described(state),
    }


_IN_FORCE, _NOT_IN_FORCE = "https://schema.org/InForce", "https://schema.org/NotInForce"
_IN_PART = "https://schema.org/PartiallyInForce"


def _force(statute: Statute, life: lifecycle.LifeStatus) -> str:
    """ "" where the record does not say, or does not say it surely. A guideline has no force to have. A bill has none
    whether it is pending still or has lapsed."""
    if statute.kind == StatuteKind.BILL and life.status in ("pending", "lapsed"):
        return _NOT_IN_FORCE
    if not life.sure or statute.kind == StatuteKind.GUIDELINE or life.status in (lifecycle.UNKNOWN, "enacted"):
        return ""
    if life.status == "in-force":
        return _IN_FORCE
    if life.status == "in-force-in-part":
        return _IN_PART
    return "" if lifecycle.may_be_law(statute.kind, life.status) else _NOT_IN_FORCE


def _force_of_wordings(provision: Provision, as_of: dt.date) -> str:
    states = {lives.wording_on(row, as_of).state for row in related(provision, "texts")}
    if WordingState.IN_FORCE in states:
        return _IN_FORCE
    return _NOT_IN_FORCE if states == {WordingState.NOT_IN_FORCE} else ""
