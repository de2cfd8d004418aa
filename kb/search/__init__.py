"""Search over statutes, provisions, cases, rulings, holdings, jurisdictions and indicators, in one ranking.

The ranking rule, best first; a hit's score says by its whole part which of these it is:

4. **Citation**: what was typed cites the record, in any spelling. 5.0 is its whole citation; less where it
   is one of several, or a clause of it or over it (`kb.search.citations.likeness`).
3. **Name**: the title, caption or name is what was typed, begins with it, or holds it word for word.
2. **Words**: all of the words (with "phrases", or, -) stand in the record, in any language and form;
   ordered by PostgreSQL's cover density, where a word of the name or citation counts 1, of the summary
   or a term of the law 0.4, of a note 0.15, and of what the record belongs to 0.05.
1. **Nearly**: only where nothing was found: the same with each word that no record has replaced by the
   nearest one that some record has.

Only public rows are read, and of people only what stands in the caption as the court published it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from cases import citing
from cases.models import CaseState, PrecedentialStatus
from jurisdictions.models import LifeStatus
from jurisdictions.partial_dates import PartialDate
from jurisdictions.sentences import say
from kb.search.citations import folded
from kb.search.finding import (
    NAMED,
    NEARLY,
    WORDED,
    Citations,
    Hit,
    Shown,
    Typed,
    cited,
    hits,
    jurisdiction_names,
    read,
    shown,
)
from kb.search.indexed import INDEX
from kb.search.standing import ENDED
from kb.search.suggesting import near_words

__all__ = ["STATUSES", "TYPES", "Answer", "Asked", "Hit", "Shown", "answer", "facets", "jurisdiction_names", "shown"]

TYPES = [indexed.type for indexed in INDEX]
#: What a hit's status may be: an instrument's on the date, a case's, or whether a ruling is precedent.
STATUSES = list(dict.fromkeys([*LifeStatus.values, ENDED, *CaseState.values, *PrecedentialStatus.values]))


@dataclass(frozen=True)
class Asked:
    """One question. `jurisdictions` are codes; `within` is one whose descendants count too. A date filter
    keeps a hit whose whole span of days ("2025") lies on that side, the day itself included."""

    text: str
    as_of: dt.date
    types: tuple[str, ...] = ()
    jurisdictions: tuple[str, ...] = ()
    within: str = ""
    statuses: tuple[str, ...] = ()
    date_after: PartialDate | None = None
    date_before: PartialDate | None = None

    def keeps(self, hit: Hit) -> bool:
        if self.statuses and hit.state not in self.statuses:
            return False
        if (self.date_after or self.date_before) and hit.date is None:
            return False
        assert hit.date is not None or not (self.date_after or self.date_before)
        if self.date_after and hit.date and hit.date.earliest < self.date_after.earliest:
            return False
        return not (self.date_before and hit.date and hit.date.latest > self.date_before.latest)


@dataclass(frozen=True)
class Answer:
    """All hits, best first. `typed` is what they were found by; `corrected` is the text it came from, where
    words had to be replaced ("" otherwise), and `near` the replacements: as typed -> near ones, best first."""

    hits: list[Hit]
    typed: Typed
    corrected: str = ""
    near: dict[str, list[str]] = field(default_factory=dict)

    def reason(self, hit: Hit, shown: Shown) -> str:
        """Why the hit is one, in a few words."""
        if hit.reason:
            return hit.reason
        if self.corrected:
            told = ", ".join(f"{word} ~ {words[0]}" for word, words in self.near.items())
            if shown.where == "name" or hit.score >= _NAMED_NEARLY:
                return say("name, nearly ({words})", words=told)
            return say("words, nearly ({words})", words=told)
        if hit.score >= NAMED:
            return _NAME if hit.score >= NAMED + 0.8 else _WORDS_OF_NAME
        return _REASONS[shown.where]


_NAME = say("name, as typed")
_WORDS_OF_NAME = say("words of its name, as typed")
_REASONS = {
    "name": say("words in its name"),
    "term": say("term of the law"),
    "summary": say("words in its summary"),
    "notes": say("words in its notes"),
    "context": say("words in what it belongs to"),
}


def answer(asked: Asked) -> Answer:
    """At most six queries; five more where nothing was found."""
    typed = read(asked.text)
    citations = cited([typed.text])
    if not citations and (usual := _usual_forms(typed.text)):
        citations = cited(usual)
    found = _found(asked, typed, citations)
    if found or typed.is_empty:
        return Answer(found, typed)
    words = re.findall(r"[^\W_]+", typed.text)
    near = near_words(list(dict.fromkeys(folded(word) for word in words)))
    if not near:
        return Answer([], typed)
    corrected = re.sub(r"[^\W_]+", lambda word: near.get(folded(word.group()), [word.group()])[0], typed.text)
    told = {word: [_like(word, one) for one in near[folded(word)]] for word in words if folded(word) in near}
    again = read(corrected)
    return Answer([_nearly(hit) for hit in _found(asked, again, {})], again, corrected, told)


def _found(asked: Asked, typed: Typed, citations: Citations) -> list[Hit]:
    everything = hits(
        typed,
        asked.as_of,
        citations=citations,
        types=asked.types,
        jurisdictions=asked.jurisdictions,
        within=asked.within,
    )
    return [hit for hit in everything if asked.keeps(hit)]


def _usual_forms(text: str) -> list[str]:
    """The usual form of the citation that the text is from end to end: "Florida Statutes 827.072" is
    "Fla. Stat. § 827.072"."""
    # Words alone are not worth the second that the citation readers' tables take to load.
    if not re.search(r"\d", text):
        return []
    return [one.normal for one in citing.find(text, sloppy=True) if one.end - one.start >= len(text) - 1]


def _nearly(hit: Hit) -> Hit:
    return replace(hit, score=_nearly_score(hit.score))


def _nearly_score(score: float) -> float:
    """2 to 4 becomes 1 to 2, in the same order."""
    return round(NEARLY + (score - WORDED) / 2.01, 6)


_NAMED_NEARLY = _nearly_score(NAMED)


def _like(typed: str, word: str) -> str:
    return word.capitalize() if typed[:1].isupper() else word


def facets(found: Iterable[Hit]) -> dict[str, Counter[str]]:
    """How many of all hits have each type, jurisdiction, year and status. A hit with no date, no
    jurisdiction or no status is in none of that facet."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in ("type", "jurisdiction", "year", "status")}
    for hit in found:
        counts["type"][hit.type] += 1
        if hit.jurisdiction:
            counts["jurisdiction"][hit.jurisdiction] += 1
        if hit.date:
            counts["year"][str(hit.date.year)] += 1
        if hit.state:
            counts["status"][hit.state] += 1
    return counts
