"""What a search asks, read from its parameters, and the orders its results can stand in: for the API and the page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from jurisdictions.grades import Grade
from jurisdictions.models import Jurisdiction
from jurisdictions.parameters import ParameterReader, nearest, not_one_of
from jurisdictions.parameters import shown as quoted
from jurisdictions.partial_dates import PartialDate
from jurisdictions.sentences import say
from jurisdictions.text_search import LONGEST_QUERY
from kb.asking.matrix import MatrixAsked
from kb.coverage.folding import Cell
from kb.coverage.grading import grade_of_cell
from kb.coverage.subjects import JoinedQuestion, subjects
from kb.search import STATUSES, TYPES, Answer, Asked, Hit

RELEVANCE, OLDEST, NEWEST = "relevance", "date", "-date"
ORDERINGS = (RELEVANCE, OLDEST, NEWEST)


def place_of(hit: Hit, ordering: str) -> tuple[Any, ...]:
    """Where the hit stands in this order, least first. No two hits have one place.

    By date, a known day comes before the month or year that it lies in, either way; hits without a date come
    last, either way; those of one date stand as by relevance.
    """
    if ordering == RELEVANCE:
        return hit.order
    if hit.date is None:
        return (1, 0, 0, *hit.order)
    early, late = hit.date.earliest.toordinal(), hit.date.latest.toordinal()
    return (0, *((late, -early) if ordering == OLDEST else (-early, late)), *hit.order)


@dataclass(frozen=True, slots=True)
class SummedUp:
    """What the law of a place answers to one joined question."""

    question: JoinedQuestion
    cell: Cell

    @property
    def grade(self) -> Grade | None:
        return grade_of_cell(self.cell)


@dataclass(frozen=True, slots=True)
class Places:
    """What the places among some hits are summed up with, by code, and what each question is called."""

    answers: Mapping[str, tuple[SummedUp, ...]]
    labels: Mapping[str, str]

    def of(self, hit: Hit) -> tuple[SummedUp, ...]:
        """Empty for what is no place."""
        return self.answers.get(hit.jurisdiction or "", ()) if hit.type == "jurisdiction" else ()


def places(hits: Iterable[Hit], date: dt.date) -> Places:
    """Each place among the hits, by the joined questions, as the matrix answers them that day. The number of queries
    does not depend on how many there are."""
    codes = tuple(hit.jurisdiction for hit in hits if hit.type == "jurisdiction" and hit.jurisdiction)
    known = subjects() if codes else []
    joined = [one for one in known if isinstance(one, JoinedQuestion)]
    if not joined:
        return Places({}, {})
    found = MatrixAsked(tuple(one.slug for one in joined), date, among=codes).answer(evidence=True)
    return Places(
        {code: tuple(SummedUp(one, row[one.slug]) for one in joined) for code, row in found.cells.items()},
        {one.slug: one.label for one in known},
    )


def without_empty_query(given: QueryDict) -> QueryDict:
    """An empty `q` is a question too: it is answered with suggestions."""
    if any(value.strip() for value in given.getlist("q")):
        return given
    given = given.copy()
    given.pop("q", None)
    return given


def read(reader: ParameterReader) -> Asked:
    text = reader.one("q") or ""
    if len(text) > LONGEST_QUERY:
        reader.fault("q", say("is {count} characters long: write at most {most}", count=len(text), most=LONGEST_QUERY))
    codes = [code.upper() for code in reader.words("jurisdiction")]
    within = (reader.one("within") or "").upper()
    _check_codes(reader, codes, within)
    return Asked(
        text=text,
        as_of=reader.as_of(),
        types=_words(reader, "type", TYPES),
        jurisdictions=tuple(codes),
        within=within,
        statuses=_words(reader, "status", STATUSES),
        date_after=_date(reader, "date_after"),
        date_before=_date(reader, "date_before"),
    )


def _words(reader: ParameterReader, name: str, known: list[str]) -> tuple[str, ...]:
    words = reader.words(name)
    for word in words:
        if word not in known:
            reader.fault(name, *not_one_of(word, known))
            return ()
    return tuple(words)


def _date(reader: ParameterReader, name: str) -> PartialDate | None:
    value = reader.one(name)
    if value is not None:
        with reader.refusing(name):
            return PartialDate.parse(value)
    return None


def _check_codes(reader: ParameterReader, codes: list[str], within: str) -> None:
    """One query, and only where a jurisdiction is named."""
    wanted = {"jurisdiction": codes, "within": [within] if within else []}
    if not any(wanted.values()):
        return
    known = set(Jurisdiction.objects.public().order_by().values_list("code", flat=True))
    for name, given in wanted.items():
        for code in given:
            if code not in known:
                near = nearest(code.lower(), [one.lower() for one in known]).upper()
                if near:
                    told = say(
                        "{code} is the code of no jurisdiction here; did you mean {near}?", code=quoted(code), near=near
                    )
                else:
                    told = say("{code} is the code of no jurisdiction here", code=quoted(code))
                reader.fault(name, told, near)
                break


def other_spellings(found: Answer) -> list[str]:
    """What was searched for, and the same with each of the less near words."""
    texts = [found.corrected]
    for words in found.near.values():
        texts.extend(found.corrected.replace(words[0].lower(), other.lower(), 1) for other in words[1:])
    return list(dict.fromkeys(texts))[:5]


def filters(asked: Asked) -> dict[str, Any]:
    """The filters of a search as an answer echoes them, by parameter."""
    given: dict[str, Any] = {
        "q": asked.text,
        "type": list(asked.types),
        "jurisdiction": list(asked.jurisdictions),
        "within": asked.within,
        "status": list(asked.statuses),
        "date_after": str(asked.date_after or ""),
        "date_before": str(asked.date_before or ""),
    }
    return {name: value for name, value in given.items() if value}
