"""One answer for a place, from the clauses of its law that answer a question. No Django and no queries here.

The rule, in words:

1. A clause is **put** a question where its role is among those that the question is relevant to, or is not on
   record. A clause that only defines, and is taken in by another clause of its place, counts through that clause
   alone. A clause of an amending act does not count beside the clauses of the code in which its words stand.
   Whether material must be obscene, or pass for real, is put to no clause that surely reaches nothing synthetic.
2. To a question whose *yes* **widens** the law, the answer is the most far-reaching one of the clauses surely in
   force: yes, partial, unclear, silent. One clause is enough, as one way of committing an offence is; and a *yes*
   or *partial* counts whatever the role of the clause that gives it.
3. To a question whose *yes* **limits** the law, the answer is that of the clause that asks least: no, partial,
   unclear, silent. Only clauses that the question is put to count. Where two of them surely in force differ for
   certain (two of yes, partial and no), it depends on the clause: **varies**, with the clauses on each side.
4. The other end, *no* to what widens and *yes* to what limits, is said of all clauses or not at all: every clause
   that is put the question, and is surely or perhaps in force, must have been asked and say so. Where some were
   not asked the place is *not assessed*, and the reason counts those that say so.
5. An answer of a wording that is only perhaps in force never settles anything: alone it is *unclear*, and beside
   answers that all say the other end it makes the place unclear, unless it says so too.
6. Where no clause that counts answers, the place is *not assessed*. None of unclear, silent and not assessed is *no*.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from jurisdictions.sentences import Sentence, joined, say
from kb.coverage.answering import Clause
from kb.coverage.conditions import ANSWERS, NOT_ASSESSED
from kb.coverage.judging import stands_elsewhere

SYNTHETIC = "wholly-synthetic"

#: What a clause may ask of synthetic material before it reaches it. The codebook puts both to clauses that reach
#: synthetic material, so a clause that surely does not is none of those that were left unasked.
LIMITS = ("obscenity-required", "indistinguishable-required")

#: The answer of a place whose clauses differ for certain on what limits them.
VARIES = "varies"

#: Answers that say for certain what the law is.
SETTLED = frozenset({"yes", "partial", "no"})

#: To what widens, the most far-reaching answer first; the last is said of all clauses or not at all.
WIDENING = ("yes", "partial", "unclear", "silent", "no")
#: To what limits, that of the clause that asks least first.
LIMITING = ("no", "partial", "unclear", "silent", "yes")

#: Clauses named on each side of an answer that varies; the cell has them all.
NAMED = 2

AND = say("; ")
_COMMA = say(", ")
_UNANSWERED = say("no provision in force that day answers it")


class Part(NamedTuple):
    """One question as one clause answers it: `through` is the clause whose coding it is, if any."""

    question: str
    answer: str
    through: Clause | None


@dataclass(frozen=True, slots=True)
class Given:
    """A clause that gives a cell its answer, with its own answer to what was asked, part by part."""

    clause: Clause
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One answer. `given`: the clauses that give it, or the nearest to it. `of` clauses are put the question or
    answer it, `asked` of them answer it. `limits`: to a yes or partial, what the clauses that give it ask of the
    material, by question. `by_all`: it is said of all the clauses that give it, or of one against another; else one
    would be enough."""

    answer: str
    reason: str
    given: tuple[Given, ...] = ()
    asked: int = 0
    of: int = 0
    limits: tuple[tuple[str, Cell], ...] = ()
    by_all: bool = False

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """Those that give it, each once."""
        return tuple({given.clause.provision: given.clause for given in self.given}.values())

    @property
    def through(self) -> tuple[Clause, ...]:
        """Those whose codings the answer rests on."""
        return tuple(part.through for given in self.given for part in given.parts if part.through is not None)

    @property
    def told(self) -> tuple[str, ...]:
        """Its answer and those of its limits: what another cell must equal to say the same."""
        return (self.answer, *(limit.answer for _, limit in self.limits))


#: Of a place without a clause that counts.
UNANSWERED = Cell(NOT_ASSESSED, _UNANSWERED)


class Rule(NamedTuple):
    """How a question is folded: its slug, whether *yes* limits, and the roles of the clauses that it is put to."""

    question: str
    limits: bool
    roles: frozenset[str]


class Reply(NamedTuple):
    """A clause's answer: its own, or that of a definition it takes in (`through`)."""

    clause: Clause
    answer: str
    through: Clause

    @property
    def unsure(self) -> str:
        return self.clause.unsure or self.through.unsure


def counted(clauses: Iterable[Clause], by_provision: Mapping[int, Sequence[Clause]]) -> list[Clause]:
    """Of the clauses of one place, those that count by themselves."""
    beside = [clause for clause in clauses if not stands_elsewhere(clause, by_provision)]
    taken_in = {provision for clause in beside for provision in clause.incorporates if provision != clause.provision}
    return [clause for clause in beside if not (clause.defines and clause.provision in taken_in)]


def replies(clause: Clause, question: str, by_provision: Mapping[int, Sequence[Clause]]) -> Iterator[Reply]:
    """The clause's own answer, or where it has none that of each definition it takes in, at any depth. An own answer
    below the grade asked for is not assessed, and stands in the way of the definitions' (see `law_on`)."""
    for source in _sources(clause, question, by_provision, frozenset()):
        yield Reply(clause, source.answers[question][0], source)


def _sources(
    clause: Clause, question: str, by_provision: Mapping[int, Sequence[Clause]], seen: frozenset[int]
) -> Iterator[Clause]:
    if question in clause.answers:
        if clause.answers[question][0] != NOT_ASSESSED:
            yield clause
    elif clause.incorporates:
        seen |= {clause.provision}
        for provision in clause.incorporates:
            if provision not in seen:
                for definition in by_provision.get(provision, ()):
                    yield from _sources(definition, question, by_provision, seen)


def cell_of(clauses: Iterable[Clause], rule: Rule, by_provision: Mapping[int, Sequence[Clause]]) -> Cell:
    """One cell by the rule above; `clauses` are those that count for the place."""
    every: list[Reply] = []
    unasked: set[int] = set()
    put: set[int] = set()
    for clause in clauses:
        found = list(replies(clause, rule.question, by_provision))
        if is_put_to(clause, rule.roles):
            if found or not _out_of_question(clause, rule.question, by_provision):
                put.add(clause.provision)
            if found:
                every += found
            elif clause.provision in put:
                unasked.add(clause.provision)
        elif not rule.limits:
            every += [reply for reply in found if reply.answer in ("yes", "partial")]
    return fold(rule, every, unasked, put)


def is_put_to(clause: Clause, roles: Collection[str]) -> bool:
    """A clause whose role is not on record is taken to be one that the question is put to."""
    return not clause.role or clause.role in roles


def _out_of_question(clause: Clause, question: str, by_provision: Mapping[int, Sequence[Clause]]) -> bool:
    if question not in LIMITS:
        return False
    reach = [reply.answer for reply in replies(clause, SYNTHETIC, by_provision)]
    return bool(reach) and all(answer == "no" for answer in reach)


def fold(rule: Rule, every: Sequence[Reply], unasked: Collection[int] = (), put: Collection[int] = ()) -> Cell:
    """`every` answer that counts, `unasked`: provisions that were put the question and have none, `put`: all that
    were put it."""
    if not every:
        return Cell(NOT_ASSESSED, _UNANSWERED, (), 0, len({*put, *unasked})) if put or unasked else UNANSWERED
    order = LIMITING if rule.limits else WIDENING
    end = order[-1]
    answering = {reply.clause.provision for reply in every}
    of, asked = len(answering.union(put, unasked)), len(answering.difference(unasked))
    sure = [reply for reply in every if not reply.unsure]
    perhaps = [reply for reply in every if reply.unsure]
    differ = SETTLED.intersection(reply.answer for reply in sure)
    if rule.limits and len(differ) > 1:
        sides = [reply for answer in LIMITING if answer in differ for reply in sure if reply.answer == answer]
        return _cell(rule, VARIES, _sides(sides), sides, asked, of)
    best = min((reply.answer for reply in sure), key=order.index, default=None)
    open_ones = [reply for reply in perhaps if best is None or reply.answer != end]
    if open_ones and best in (None, "silent", end):
        return _cell(rule, "unclear", _why(open_ones), open_ones, asked, of)
    assert best is not None  # there are answers, and none is sure only where all are open
    giving = [reply for reply in (every if best == end else sure) if reply.answer == best]
    number = len({reply.clause.provision for reply in giving})
    if best == end and unasked:
        return _cell(
            rule,
            NOT_ASSESSED,
            (of_clauses_say_no if end == "no" else _of_clauses_say_yes)(number, of),
            giving,
            asked,
            of,
        )
    every_sure = len({reply.clause.provision for reply in sure})
    return _cell(rule, best, _counted(number, max(number, every_sure)), giving, asked, of)


def _cell(rule: Rule, answer: str, reason: str, giving: Iterable[Reply], asked: int, of: int) -> Cell:
    """Each clause once for each answer it gives."""
    once = {(reply.clause.provision, reply.answer): reply for reply in reversed(list(giving))}
    given = [Given(one.clause, (Part(rule.question, one.answer, one.through),)) for one in reversed(once.values())]
    by_all = answer in (VARIES, (LIMITING if rule.limits else WIDENING)[-1])
    return Cell(answer, reason, tuple(given), asked, of, by_all=by_all)


def _why(perhaps: Iterable[Reply]) -> str:
    return joined(AND, sorted({reply.unsure for reply in perhaps}))


def _sides(giving: Iterable[Reply]) -> str:
    """ "no in § a; yes in § b" """
    sides: dict[str, dict[int, str]] = {}
    for reply in giving:
        sides.setdefault(reply.answer, {})[reply.clause.provision] = label_of(reply.clause)
    return joined(AND, [_side(answer, tuple(named.values())) for answer, named in sides.items()])


def label_of(clause: Clause) -> str:
    about: Any = clause.about
    return str(about.label)


@lru_cache(maxsize=1_000)
def _side(answer: str, named: tuple[str, ...]) -> Sentence:
    shown = joined(_COMMA, named[:NAMED])
    if (more := len(named) - NAMED) > 0:
        return say("{answer} in {clauses} and {more} more", answer=ANSWERS[answer], clauses=shown, more=more)
    return say("{answer} in {clauses}", answer=ANSWERS[answer], clauses=shown)


@lru_cache(maxsize=1_000)
def _counted(giving: int, every: int) -> Sentence:
    return say("{giving} of {every} answers in force that day", giving=giving, every=every)


@lru_cache(maxsize=1_000)
def of_clauses_say_no(giving: int, of: int) -> Sentence:
    return say("{giving} of {of} clauses say no; the others were not asked", giving=giving, of=of)


@lru_cache(maxsize=1_000)
def _of_clauses_say_yes(giving: int, of: int) -> Sentence:
    return say("{giving} of {of} clauses say yes; the others were not asked", giving=giving, of=of)
