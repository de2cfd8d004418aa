"""What a place can be asked about: the questions of the codebook, and questions that join several of them.

A joined question is put to one clause: "possession of wholly synthetic material" is a yes only where one clause
punishes possession and reaches material that depicts no real child. Each is defined here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from jurisdictions.models import Direction, Question
from jurisdictions.sentences import say
from kb.coverage.folding import LIMITS, SYNTHETIC

#: What holds of every question, however it reads.
OF_EVERY_QUESTION = (
    say(
        "A clause that narrows a definition which it takes in is answered for itself, and its own answer goes before "
        "that of the definition."
    ),
    say(
        "An offence that was read whole and does not name an act answers no for that act, unless an authority reads "
        "it in: criminal law is not extended by analogy. Of a definition, a duty or a defence that says nothing, the "
        "answer is silent."
    ),
)

#: The group in which joined questions stand, beside those of the codebook.
TOGETHER = "together"


@dataclass(frozen=True, slots=True)
class JoinedQuestion:
    """Questions of the codebook that one clause must answer together. It stands where a `Question` may."""

    slug: str
    label: str
    text: str
    parts: tuple[str, ...]
    group: str = TOGETHER
    direction: str = Direction.WIDENS.value


JOINED = (
    JoinedQuestion(
        "possession-of-wholly-synthetic",
        say("Possession of wholly synthetic material"),
        say("Does one clause punish or forbid merely having material that depicts no real child?"),
        ("possession", SYNTHETIC),
    ),
    JoinedQuestion(
        "production-of-wholly-synthetic",
        say("Production of wholly synthetic material"),
        say("Does one clause punish or forbid making material that depicts no real child?"),
        ("production", SYNTHETIC),
    ),
    JoinedQuestion(
        "distribution-of-wholly-synthetic",
        say("Distribution of wholly synthetic material"),
        say("Does one clause punish or forbid passing on material that depicts no real child?"),
        ("distribution", SYNTHETIC),
    ),
)

#: Subjects of which a *yes* says little without what the clauses that give it ask of the material, and the
#: questions that one clause is asked together to learn it.
LIMITED = {
    SYNTHETIC: (SYNTHETIC,),
    "drawings": ("drawings",),
    **{joined.slug: joined.parts for joined in JOINED},
    **{joined.parts[0]: joined.parts for joined in JOINED},
}

type Subject = Question | JoinedQuestion


def subjects() -> list[Subject]:
    """All that can be asked about, joined questions first, then the codebook in its order: one query."""
    questions = list(Question.objects.public())
    known = {question.slug for question in questions}
    return [*(one for one in JOINED if known.issuperset(one.parts)), *questions]


def with_joined(slugs: Iterable[str], known: Collection[str]) -> tuple[str, ...]:
    """The subjects named, and before them the joined questions all of whose parts are among them."""
    named = tuple(slugs)
    implied = [
        one.slug for one in JOINED if one.slug in known and one.slug not in named and set(named).issuperset(one.parts)
    ]
    return (*implied, *named)


def codebook_needed(slugs: Iterable[str]) -> frozenset[str]:
    """The questions of the codebook whose answers decide these subjects and their limits."""
    asked = frozenset(slugs)
    parts = {part for slug in asked for part in LIMITED.get(slug, ())}
    # Whether a clause reaches synthetic material decides whether a limit is put to it.
    limits = {*LIMITS, SYNTHETIC} if parts or asked.intersection(LIMITS) else set()
    return asked.difference(one.slug for one in JOINED) | parts | limits
