"""What between two days put a jurisdiction in another list. No Django and no queries here.

The engine itself is asked: the law of the earlier day is changed, one difference at a time, into that of the later
day, and the difference that takes the jurisdiction to its later list decided it. So nothing is named only because it
happened between the days.

1. A difference that moves the jurisdiction **alone** is a cause; there may be several, each enough by itself.
2. Where none does, as when two offences had both to end, the causes are a set of differences that moves it
   **together**, and of which none can be left out. What only we learned is left out before what the law did.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from kb.coverage.answering import Clause, Outcome


class Aspect(StrEnum):
    """In what the law of the two days differs."""

    WORDING = "wording"
    CERTAINTY = "certainty"
    FORCE = "force"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is another on the later day.

    WORDING: the wordings of one provision that are law, or may be, on one of the days only; several may be replaced
    at once. CERTAINTY: one wording, in how sure it is that it is law. FORCE: one wording, in what rulings left of it.
    """

    aspect: Aspect
    before: tuple[Clause, ...]
    after: tuple[Clause, ...]

    @property
    def clause(self) -> Clause:
        """The clause as it is on the later day, or where it is gone by then as it was."""
        return (self.after or self.before)[0]


type Judge = Callable[[Sequence[Clause]], Outcome]


def differences(before: Iterable[Clause], after: Iterable[Clause]) -> list[Difference]:
    """All that differs between the law of two days, in the order of provisions."""
    old, new = _by_provision(before), _by_provision(after)
    found = []
    for provision in sorted(old.keys() | new.keys()):
        here, there = old.get(provision, {}), new.get(provision, {})
        gone = tuple(clause for text, clause in here.items() if text not in there)
        come = tuple(clause for text, clause in there.items() if text not in here)
        if gone or come:
            found.append(Difference(Aspect.WORDING, gone, come))
        for text in sorted(here.keys() & there.keys()):
            one, other = here[text], there[text]
            if replace(one, force=other.force, about=other.about, defines=other.defines) != other:
                found.append(Difference(Aspect.CERTAINTY, (one,), (other,)))
            if one.force != other.force:
                found.append(Difference(Aspect.FORCE, (one,), (other,)))
    return found


def deciding(
    before: Sequence[Clause], after: Sequence[Clause], judge: Judge, rank: Callable[[Difference], int]
) -> list[Difference]:
    """The differences that took a jurisdiction from its list under the one law to its list under the other.

    `judge` gives the list under any law. Of causes that only move it together, those of the lowest `rank` are left
    out first.
    """
    found, goal = differences(before, after), judge(after)
    between = _Between(before, after)
    alone = [one for one in found if judge(between.law([one])) is goal]
    if alone:
        return alone
    kept = found
    for one in sorted(found, key=rank):
        without = [other for other in kept if other is not one]
        if judge(between.law(without)) is goal:
            kept = without
    return kept


class _Between:
    """Law between that of two days: the earlier with some of the differences made."""

    def __init__(self, before: Iterable[Clause], after: Iterable[Clause]) -> None:
        self.before = {_text(clause): clause for clause in before}
        # A clause only defines while its place takes it in: in law between the days that is found out anew.
        self.definitions = {_text(clause) for law in (self.before.values(), after) for clause in law if clause.defines}

    def law(self, chosen: Iterable[Difference]) -> list[Clause]:
        law = dict(self.before)
        for one in chosen:
            if one.aspect is Aspect.WORDING:
                for clause in one.before:
                    del law[_text(clause)]
                law.update((_text(clause), clause) for clause in one.after)
                continue
            clause, here = one.clause, law[_text(one.clause)]
            law[_text(clause)] = (
                replace(here, force=clause.force, about=clause.about)
                if one.aspect is Aspect.FORCE
                else replace(clause, force=here.force, about=here.about)
            )
        taken_in = _taken_in(law.values())
        return [
            replace(clause, defines=(clause.jurisdiction, clause.provision) in taken_in)
            if text in self.definitions
            else clause
            for text, clause in sorted(law.items())
        ]


def law_for(code: str, clauses: Sequence[Clause]) -> list[Clause]:
    """The clauses of one jurisdiction, and the definitions that they take in wherever these stand."""
    by_provision: dict[int, list[Clause]] = {}
    for clause in clauses:
        by_provision.setdefault(clause.provision, []).append(clause)
    found = {_text(clause): clause for clause in clauses if clause.jurisdiction == code}
    todo = list(found.values())
    while todo:  # definitions of definitions; a ring ends where it closes
        for provision in todo.pop().incorporates:
            for clause in by_provision.get(provision, ()):
                if _text(clause) not in found:
                    found[_text(clause)] = clause
                    todo.append(clause)
    return list(found.values())


def _by_provision(clauses: Iterable[Clause]) -> dict[int, dict[int, Clause]]:
    found: dict[int, dict[int, Clause]] = {}
    for clause in clauses:
        found.setdefault(clause.provision, {})[_text(clause)] = clause
    return found


def _taken_in(clauses: Iterable[Clause]) -> set[tuple[str, int]]:
    """Provisions, each with the place of another clause that takes it in."""
    return {
        (clause.jurisdiction, provision)
        for clause in clauses
        for provision in clause.incorporates
        if provision != clause.provision
    }


def _text(clause: Clause) -> int:
    text: int = clause.about.text
    return text
