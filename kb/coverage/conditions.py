"""What is asked of the law: `question:answer|answer`, checked against the codebook. No Django."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from jurisdictions.sentences import say

#: Said of a question that has no row for a wording. It can be asked for like the codebook's answers.
NOT_ASSESSED = "not-assessed"

#: What sentences call each answer: its own value in English.
ANSWERS = {
    "yes": say("yes"),
    "no": say("no"),
    "partial": say("partial"),
    "unclear": say("unclear"),
    "silent": say("silent"),
    NOT_ASSESSED: say("not-assessed"),
}

ASK_SOMETHING = say("ask at least one condition, as in possession:yes")


class BadCondition(ValueError):
    """A condition that cannot be asked; the message is for the person who wrote it."""


class Basis(StrEnum):
    """What counts as law that day, the widest first."""

    ENACTED = "enacted"
    IN_FORCE = "in-force"
    ENFORCEABLE = "enforceable"

    @property
    def in_practice(self) -> bool:
        """Whether rulings count that leave a clause without force."""
        return self is Basis.ENFORCEABLE

    @property
    def enacted(self) -> bool:
        """Whether law counts that is made and has not begun, or whose beginning is not on record."""
        return self is Basis.ENACTED


@dataclass(frozen=True, slots=True)
class Condition:
    """One question and the answers that meet it. `put_to`: the roles of clauses that the codebook puts the question
    to; None where that is not known, and then it is every role."""

    question: str
    accepts: frozenset[str]
    put_to: frozenset[str] | None = field(default=None, compare=False)

    def __str__(self) -> str:
        return f"{self.question}:{'|'.join(sorted(self.accepts))}"

    def concerns(self, role: str) -> bool:
        """Whether the question is put to clauses of this role; to those whose role is not recorded, it is."""
        return not role or self.put_to is None or role in self.put_to


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked of the law of a place. Of one clause: all of `where`, and one at least of `any_of`. Of all its
    clauses: that none meets one of `none_of`. Of some clause, that one or another: each of `also`."""

    where: tuple[Condition, ...] = ()
    any_of: tuple[Condition, ...] = ()
    none_of: tuple[Condition, ...] = ()
    also: tuple[Condition, ...] = ()

    @property
    def every(self) -> tuple[Condition, ...]:
        return (*self.where, *self.any_of, *self.none_of, *self.also)

    @property
    def questions(self) -> list[str]:
        return list(dict.fromkeys(condition.question for condition in self.every))

    @property
    def of_the_place(self) -> bool:
        """Whether something is asked of more than one clause."""
        return bool(self.none_of or self.also)

    def __bool__(self) -> bool:
        """Whether there is a clause to look for."""
        return bool(self.where or self.any_of)


def read(
    text: str, allowed: Mapping[str, Iterable[str]], put_to: Mapping[str, Iterable[str]] | None = None
) -> Condition:
    """One condition such as `possession:yes` or `obscenity-required:no|silent`.

    `allowed` maps each question of the codebook to its answers, `put_to` to the roles of clauses that it is put to.
    Raises BadCondition on an unknown question or answer, and an empty set.
    """
    question, colon, answers = (part.strip() for part in text.partition(":"))
    if not colon or not answers:
        raise BadCondition(
            say("{text} is not a condition: write question:answer, as in possession:yes", text=repr(text))
        )
    if question not in allowed:
        near = difflib.get_close_matches(question, list(allowed), n=1, cutoff=0.4)
        name = repr(question)
        if near:
            raise BadCondition(say("no question is called {name}; did you mean {near}?", name=name, near=near[0]))
        raise BadCondition(say("no question is called {name}", name=name))
    words = {word.strip() for word in answers.split("|")}
    known = {*allowed[question], NOT_ASSESSED}
    for word in sorted(words - known):
        raise BadCondition(
            say(
                "{word} is no answer to {question}: use {known}",
                word=repr(word),
                question=question,
                known=", ".join(sorted(known)),
            )
        )
    roles = None if put_to is None or question not in put_to else frozenset(put_to[question])
    return Condition(question, frozenset(words), roles)


def all_of(conditions: Iterable[Condition]) -> tuple[Condition, ...]:
    """Conditions that one clause must meet together: those on one question become one that accepts what all of them
    do. Raises BadCondition where no answer meets them all."""
    found: dict[str, Condition] = {}
    for condition in conditions:
        before = found.get(condition.question)
        accepts = condition.accepts & before.accepts if before else condition.accepts
        if not accepts:
            raise BadCondition(
                say(
                    "the conditions on {question} contradict each other: no answer meets them all",
                    question=condition.question,
                )
            )
        found[condition.question] = Condition(condition.question, accepts, condition.put_to)
    return tuple(found.values())


def one_of(conditions: Iterable[Condition]) -> tuple[Condition, ...]:
    """Conditions of which one is enough: those on one question become one that accepts what any of them does."""
    found: dict[str, Condition] = {}
    for condition in conditions:
        before = found.get(condition.question)
        accepts = condition.accepts | before.accepts if before else condition.accepts
        found[condition.question] = Condition(condition.question, accepts, condition.put_to)
    return tuple(found.values())


def parse(asked: Iterable[str], allowed: Mapping[str, Iterable[str]]) -> tuple[Condition, ...]:
    """Conditions that one clause must meet together, at least one. Raises BadCondition."""
    found = all_of(read(text, allowed) for text in asked)
    if not found:
        raise BadCondition(ASK_SOMETHING)
    return found
