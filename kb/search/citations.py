"""How well what a person typed cites a record. No Django.

A citation is read into words ("wis", "stat"), numbers ("948.125", "1466a") and the clauses named after
them ("(b)", "(1)"). Small words (section, art., the) may be left out; points, signs, capitals, accents and
the order do not count: "227-23 code pénal" cites "Code pénal, art. 227-23".
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

#: Words that a person may leave out or put in.
SMALL = frozenset(
    {
        *("section", "sections", "sec", "secs", "s", "ss", "art", "arts", "article", "articles", "articulo"),
        *("articulos", "artikel", "no", "nos", "nr", "n", "o", "cl", "para", "paras", "paragraph", "par", "ann", "ff"),
        *("the", "of", "and", "to", "at", "in", "et", "y", "e", "und", "du", "de", "del", "der", "la", "le", "les"),
    }
)
_TOKEN = re.compile(
    r"(?<=[\w)\u2013-])\s?\((?P<clause>\w{1,4}(?:[.-]\w{1,2})?)\)|(?P<number>\d\w*(?:[.:/-]\w+)*)|(?P<word>[^\W\d_]+)"
)
_ABBREVIATION = re.compile(r"(?<=\b[^\W\d_])\.\s?(?=[^\W\d_]\b|\d(?:d|th)\b)")
_SPACED_LETTERS = re.compile(r"\b[^\W\d_](?: [^\W\d_])+\b")
_RANGE = re.compile(r"(\d[\w.:/-]*)\s?(?:\u2013|\u2014|\bto\b|\bthrough\b)\s?(\d[\w.:/-]*)")
#: After these a citation names what the record changes, or was changed by.
_AMENDING = re.compile(r"\b(?:amending|(?:as )?amended|adding|modificad[oa]|que modifica)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")


def folded(text: str) -> str:
    """Without accents, apostrophes and capitals."""
    plain = unicodedata.normalize("NFKD", text.replace("\u2019", "'").replace("'", ""))
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()


@dataclass(frozen=True)
class Cited:
    """One citation, read."""

    text: str

    @cached_property
    def _plain(self) -> str:
        text = _ABBREVIATION.sub("", folded(self.text))
        return _SPACED_LETTERS.sub(lambda match: match.group().replace(" ", ""), text)

    @cached_property
    def _tokens(self) -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...]]:
        words, numbers, clauses = set(), [], []
        for match in _TOKEN.finditer(self._plain):
            if match["clause"] and not _YEAR.fullmatch(match["clause"]):
                clauses.append(re.sub(r"[.-]", "", match["clause"]))
            elif match["number"]:
                numbers.append(match["number"].rstrip(".-:/"))
            elif match["word"] and match["word"] not in SMALL:
                words.add(match["word"])
        return frozenset(words), tuple(numbers), tuple(clauses)

    @property
    def words(self) -> frozenset[str]:
        return self._tokens[0]

    @property
    def numbers(self) -> tuple[str, ...]:
        return self._tokens[1]

    @property
    def clauses(self) -> tuple[str, ...]:
        """(b)(1) -> b, 1."""
        return self._tokens[2]

    @cached_property
    def squeezed(self) -> str:
        """Letters and digits only: "18usc1466ab1"."""
        return re.sub(r"[\W_]", "", self._plain)

    @cached_property
    def ranges(self) -> list[tuple[str, str]]:
        """ "13A-12-190 to 13A-12-198" -> its two ends."""
        return [(match[1], match[2]) for match in _RANGE.finditer(self._plain)]

    @cached_property
    def digits(self) -> list[str]:
        """The runs of digits by which records are looked up: the longer ones, where there are any."""
        runs = list(dict.fromkeys(re.findall(r"\d+", self._plain)))
        return [run for run in runs if len(run) > 1] or runs

    @cached_property
    def _run_together(self) -> set[str]:
        """Neighbouring words as one: "Pa.C.S." is also typed "pacs"."""
        words = re.findall(r"[^\W\d_]+", self._plain)
        return {"".join(words[start:end]) for start in range(len(words)) for end in range(start + 2, start + 5)}

    def says(self, words: frozenset[str]) -> bool:
        return all(word in self.words or word in self._run_together for word in words)

    def holds(self, number: str) -> bool:
        if number in self.numbers or any(_between(number, *ends) for ends in self.ranges):
            return True
        # A docket without the judge's initials: 3:24-cr-00050 for 3:24-cr-00050-jdp.
        return "-c" in number and any(one.startswith(f"{number}-") for one in self.numbers)


def _between(number: str, first: str, last: str) -> bool:
    """Whether the section stands in the range: all but the last run of digits is alike, and that lies between."""
    parts = [re.fullmatch(r"(.*?)(\d+)\D*", text) for text in (number, first, last)]
    if not all(parts):
        return False
    stems, ends = zip(*((part[1], int(part[2])) for part in parts if part), strict=True)
    # "§§ 62 to 69" gives the last end without what precedes it.
    return stems[0] == stems[1] and stems[2] in (stems[1], "") and ends[1] <= ends[0] <= ends[2]


def likeness(typed: Cited, record: Cited) -> float:
    """1 where `typed` is the whole citation of the record, in any spelling; less where it is one of several
    citations, or part of one; 0 where it cites something else, or nothing."""
    if not typed.numbers:
        return 1.0 if typed.squeezed and typed.squeezed == record.squeezed else 0.0
    if typed.squeezed == record.squeezed and (not typed.clauses or typed.clauses == record.clauses):
        # "1466a" may mean § 1466A or § 1466(a): as typed comes first.
        return 1.0 if typed.clauses == record.clauses else 0.97
    return _part(typed, record, record.clauses)


def likeness_to_clause(typed: Cited, statute: Cited, label: Cited) -> float:
    """The same for a clause, whose own label ("§ 1466A(b)(1)") leaves out what its statute's citation says.

    The section typed must be one that the label names.
    """
    if label.numbers and not any(label.holds(number) for number in typed.numbers):
        return 0.0
    if not label.numbers and not (label.words and label.words <= typed.words):
        return 0.0
    if typed.squeezed == label.squeezed and typed.clauses == label.clauses:
        return 0.95
    return _part(typed, Cited(f"{statute.text} ; {label.text}"), label.clauses)


def _part(typed: Cited, record: Cited, clauses: tuple[str, ...]) -> float:
    if not record.says(typed.words) or not all(record.holds(number) for number in typed.numbers):
        return 0.0
    if not typed.words and not _says_enough(typed.numbers):
        return 0.0
    amended = _AMENDING.search(record.text)
    if amended and (itself := _part(typed, Cited(record.text[: amended.start()]), clauses)):
        return itself
    share = (len(typed.words) + len(set(typed.numbers))) / (len(record.words) + len(set(record.numbers)) or 1)
    told = 0.94 * _clause_factor(typed.clauses, clauses) * (0.5 + 0.5 * min(1.0, share))
    return told * 0.8 if amended else told


def _says_enough(numbers: tuple[str, ...]) -> bool:
    """A lone number is a citation if it looks like a section: "948.125", "1466A"; a year or "5" is not."""
    return len(numbers) > 1 or not (numbers[0].isdigit() and (len(numbers[0]) < 3 or _YEAR.fullmatch(numbers[0])))


def _clause_factor(typed: tuple[str, ...], named: tuple[str, ...]) -> float:
    """How near the clause typed is to the one a record names."""
    if typed == named:
        return 1.0
    if not typed:
        return 0.6  # a clause of what was cited
    if not named:
        return 0.7  # the whole that holds the clause
    if named[: len(typed)] == typed:
        return 0.8  # a clause under it
    if typed[: len(named)] == named:
        return 0.9  # the nearest clause over it
    names = iter(named)
    return 0.85 if all(clause in names for clause in typed) else 0.0  # (a)(1)-(2) holds (a)(2)
