"""What is asked of the law: `question:answer|answer`, checked against the codebook. No Django."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

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


class BadCondition(ValueError):
    """A condition that cannot be asked; the message is for the person who wrote it."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One question and the answers that meet it."""

    question: str
    accepts: frozenset[str]

    def __str__(self) -> str:
        return f"{self.question}:{'|'.join(sorted(self.accepts))}"


def parse(asked: Iterable[str], allowed: Mapping[str, Iterable[str]]) -> tuple[Condition, ...]:
    """Read conditions such as `possession:yes` or `obscenity-required:no|silent`.

    `allowed` maps each question of the codebook to its answers. Raises BadCondition on an unknown
    question or answer, an empty set, and two conditions that no answer can meet together.
    """
    accepted: dict[str, frozenset[str]] = {}
    for text in asked:
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
        both = accepted.get(question, frozenset(known)) & words
        if not both:
            raise BadCondition(
                say("the conditions on {question} contradict each other: no answer meets them all", question=question)
            )
        accepted[question] = frozenset(both)
    if not accepted:
        raise BadCondition(say("ask at least one condition, as in possession:yes"))
    return tuple(Condition(question, accepts) for question, accepts in accepted.items())
