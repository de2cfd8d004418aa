"""How well one answer of the codebook rests: a grade, worked out from what was read and by whom. No Django here.

- **A**: the official text of the clause was read, the term of the law on which the answer turns is named, the place
  in the text is given, and a second reader agrees.
- **B**: an official text or a report was read, and the place in it is given.
- **C**: anything less: one secondary source, a source that was not opened, or an answer without its place.

A text is official where its source is the law itself or a government's page (`primary`, `official`). That the clause
itself was read is on record (`clause`), or follows from nothing else being so where the source is the law itself:
what was opened there is its text. Of a government's page that cannot be known, and where only a definition or a digest
was read it is not so. Works of scholarship, news and advocacy are secondary, however good: what they say of a clause
is their reading of it.

A second reader agrees where one is named who is not the first: an answer on which two readers differed is settled
before it is published, and `recoded_from` keeps the first. A grade says how well an answer rests, not that it is
right, and nothing about the law.

`Coding.objects.with_grade()` is the same rule for the database; a test holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from jurisdictions.sentences import Sentence, say

#: Kinds of source (`SourceKind`) in which the law or an authority itself speaks.
OFFICIAL = ("primary", "official")
#: Kinds from which an answer may be of grade B.
REPORTED = (*OFFICIAL, "report")
#: What was read (`Reading`) that is less than the clause.
LESS_THAN_THE_CLAUSE = ("definition", "digest")


class Grade(StrEnum):
    """Best first."""

    A = "A"
    B = "B"
    C = "C"

    @property
    def meaning(self) -> Sentence:
        return _MEANINGS[self]

    def at_least(self, least: Grade) -> bool:
        return self <= least


_MEANINGS = {
    Grade.A: say("official text read, its term and place named, a second reader agrees"),
    Grade.B: say("official text or a report read, the place in it named"),
    Grade.C: say("one secondary source, or less than the other grades ask for"),
}

#: What a grade may be asked for as: at least this good.
GRADES = tuple(grade.value for grade in Grade)


@dataclass(frozen=True, slots=True)
class Graded:
    """`because`: what the answer rests on and, after it, what it lacks of the next better grade."""

    grade: Grade
    because: tuple[Sentence, ...]


_NO_SOURCE = say("its source is not public")
_READ = {
    "primary": say("the law itself was read"),
    "official": say("a government's page was read"),
    "report": say("a report was read"),
    "scholarship": say("a work of scholarship was read, which is secondary"),
    "news": say("a press report was read, which is secondary"),
    "advocacy": say("a page of an organisation that takes a side was read, which is secondary"),
}
_NOT_OPENED = say("its source was not opened")
_DIGEST = say("only a digest or report of the clause was read")
_DEFINITION = say("the definition was read, the clause that punishes was not")
_CLAUSE_NOT_ON_RECORD = say("whether the clause itself was read is not on record")
_PLACE = say("the place in it is given")
_NO_PLACE = say("the place in it is not given")
_TERM = say("the term of the law is named")
_NO_TERM = say("no term of the law is named")
_AGREES = say("a second reader agrees")
_ONE_READER = say("no second reader yet")
_NOT_OFFICIAL = say("the official text was not read")


def grade_of(
    *,
    source_kind: str | None,
    source_read: bool = False,
    read: str = "",
    words: str = "",
    pinpoint: str = "",
    coder: str = "",
    reviewer: str = "",
) -> Graded:
    """The grade of one answer, and why. `source_kind` is None where the public cannot see its source."""
    if source_kind is None:
        return Graded(Grade.C, (_NO_SOURCE,))
    if not source_read:
        return Graded(Grade.C, (_NOT_OPENED,))
    held = [_READ[source_kind]]
    lacking: list[Sentence] = []
    (held if pinpoint else lacking).append(_PLACE if pinpoint else _NO_PLACE)
    if source_kind not in REPORTED or not pinpoint:
        return Graded(Grade.C, (*held, *lacking))
    if source_kind not in OFFICIAL:
        lacking.append(_NOT_OFFICIAL)
    elif read in LESS_THAN_THE_CLAUSE:
        lacking.append(_DIGEST if read == "digest" else _DEFINITION)
    elif read == "" and source_kind != "primary":
        lacking.append(_CLAUSE_NOT_ON_RECORD)
    agrees = bool(reviewer) and reviewer != coder
    (held if words else lacking).append(_TERM if words else _NO_TERM)
    (held if agrees else lacking).append(_AGREES if agrees else _ONE_READER)
    return Graded(Grade.B if lacking else Grade.A, (*held, *lacking))
