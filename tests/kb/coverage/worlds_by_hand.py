"""What the law of a generated world was on a day, in slow and plain Python: what the dates may mean, and who undid
whom, spelled out."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from jurisdictions.lifecycle import LifeStatus, may_be_law, may_have_commenced
from jurisdictions.partial_dates import PartialDate
from kb.coverage.answering import Clause, Force
from kb.coverage.conditions import Basis
from tests.kb.coverage.generated_worlds import EVENTS, Act, Wording, World


def may_mean(day: PartialDate) -> list[dt.date]:
    return sorted({day.earliest, day.latest})


def state_by_hand(wording: Wording, date: dt.date) -> str:
    """Every way to read the dates is tried; a start that is not on record may be any day by `shown_on`."""
    starts = may_mean(wording.valid_from) if wording.valid_from else [dt.date.min]
    if wording.valid_from is None:
        starts += may_mean(wording.shown_on) if wording.shown_on else [dt.date.max]
    ends = may_mean(wording.valid_to) if wording.valid_to else [dt.date.max]
    readings = {start <= date < end for start in starts for end in ends}
    if wording.valid_from is None and wording.shown_on is None and wording.valid_to is None:
        return "not-on-record"
    if readings == {True}:
        return "in-force"
    return "unclear" if True in readings else "not-in-force"


def act_by_hand(act: Act, kinds: list[str]) -> str:
    """What these events, oldest first, make of the act: nothing, proposed, made, in force or repealed."""
    state = "nothing"
    for kind in kinds:
        if kind == "repealed":
            state = "repealed"
        elif kind == "in-force" or (kind == "amended" and state != "proposed" and state != "repealed"):
            state = "in force"
        elif kind == "enacted" and state != "in force":
            state = "made"
        elif kind == "introduced" and act.kind != "code-section" and state not in ("made", "in force"):
            state = "proposed"
    return state


def life_by_hand(act: Act, date: dt.date) -> LifeStatus:
    """What its events alone made of the act by then, and whether that is sure."""
    named = {"nothing": "not-on-record", "proposed": "pending", "made": "enacted", "in force": "in-force"}
    life = sorted(act.events, key=lambda event: (event[1].latest, EVENTS.index(event[0])))
    surely = act_by_hand(act, [kind for kind, when in life if when.latest <= date])
    perhaps = act_by_hand(act, [kind for kind, when in life if when.earliest <= date])
    return LifeStatus(named.get(surely, surely), surely == perhaps)


def clause_by_hand(act: Act, wording: Wording, date: dt.date) -> str:
    """Whether the clause was law that day: what its own dates say, if the act was law, or is shown to have been."""
    order = EVENTS.index
    if act.kind != "code-section" and act.events:
        kind, when = min(act.events, key=lambda event: (event[1].earliest, order(event[0])))
        if kind not in ("amended", "repealed") and date < when.earliest:
            return "not-in-force"
    own = state_by_hand(wording, date)
    life = sorted(act.events, key=lambda event: (event[1].latest, order(event[0])))
    surely = act_by_hand(act, [kind for kind, when in life if when.latest <= date])
    perhaps = act_by_hand(act, [kind for kind, when in life if when.earliest <= date])
    if own == "not-in-force" or surely == "repealed":
        return "not-in-force"
    if surely == "proposed":
        return own if own == "in-force" and act.kind != "bill" else "not-in-force"
    if own == "not-on-record":
        return "unclear" if surely in ("made", "in force") else own
    return "unclear" if own == "in-force" and perhaps in ("repealed", "proposed") else own


def judgment_stands(world: World, d: int, date: dt.date) -> bool:
    return not any(
        judgment_stands(world, by, date)
        for by, decision in enumerate(world.decisions)
        if decision.date <= date and decision.edges.get(d) == "reverses"
    )


def precedent_stands(world: World, d: int, date: dt.date) -> bool:
    return judgment_stands(world, d, date) and not any(
        precedent_stands(world, by, date)
        for by, decision in enumerate(world.decisions)
        if decision.date <= date and decision.edges.get(d) == "overrules"
    )


def force_by_hand(world: World, a: int, w: int, date: dt.date) -> Force:
    """Struck nationwide by a court above the lowest: not enforceable. Where that ruling was overruled, nobody
    can tell; where its judgment was reversed, nothing is left of it."""
    surely_struck = perhaps_struck = False
    for d, decision in enumerate(world.decisions):
        struck = decision.effects.get((a, w)) == "struck" and decision.court == "xasup"
        if struck and decision.date <= date and judgment_stands(world, d, date):
            surely_struck |= precedent_stands(world, d, date)
            perhaps_struck = True
    if surely_struck:
        return Force.NOT_ENFORCEABLE
    return Force.NOT_DETERMINABLE if perhaps_struck else Force.ENFORCEABLE


def clauses_by_hand(world: World, date: dt.date, basis: Basis = Basis.ENFORCEABLE) -> list[Clause]:
    """Every wording that counts, as the engine should judge it."""
    found: list[Clause] = []
    only_made: set[int] = set()
    comes_later: set[int] = set()
    for a, act in enumerate(world.acts):
        life = life_by_hand(act, date)
        for w, wording in enumerate(act.wordings):
            state = clause_by_hand(act, wording, date)
            made = made_by_hand(act, w, life, date) if basis is Basis.ENACTED else ""
            ahead = wording.valid_from is not None and wording.valid_from.earliest > date
            if basis is Basis.ENACTED and ahead and not (made == "surely" and may_be_law(act.kind, life.status)):
                comes_later.add(a)
            if ahead and not (made and may_be_law(act.kind, life.status)):
                continue
            if not ahead and state in ("not-in-force", "not-on-record"):
                continue
            sure = state == "in-force"
            if made == "surely" and not sure:
                only_made.add(a)
            found.append(
                Clause(
                    provision=a,
                    jurisdiction=act.place,
                    answers={question: (answer, "coding") for question, answer in wording.answers.items()},
                    incorporates=tuple(sorted(act.incorporates)),
                    unsure="" if sure or made == "surely" else "unsure",
                    force=force_by_hand(world, a, w, date) if basis is Basis.ENFORCEABLE else Force.ENFORCEABLE,
                    role=act.role,
                    stands_in=tuple(act.stands_in),
                )
            )
    return defining(
        [
            replace(c, stands_in=()) if c.provision in only_made and comes_later.intersection(c.stands_in) else c
            for c in found
        ]
    )


def defining(clauses: list[Clause]) -> list[Clause]:
    """The same, with what others of its place take in, and says only what the material is, told as that."""
    taken_in = {(c.jurisdiction, other) for c in clauses for other in c.incorporates if other != c.provision}
    return [
        replace(c, defines=(c.jurisdiction, c.provision) in taken_in and "possession" not in c.answers) for c in clauses
    ]


def made_by_hand(act: Act, w: int, life: LifeStatus, date: dt.date) -> str:
    """Whether a wording that is not surely in force was law already made: "surely", "perhaps" or ""."""
    wording = act.wordings[w]
    if wording.valid_to and wording.valid_to.earliest <= date:
        return ""
    if state_by_hand(wording, date) == "in-force":
        return ""
    if not (wording.valid_from or wording.shown_on or wording.valid_to):
        return "surely" if life.sure and may_have_commenced(act.kind, life.status) else ""
    if w == 0 and life == LifeStatus("enacted", True, life.because):
        return "surely"
    if wording.valid_from is None:
        return ""
    makes_law = [when for kind, when in act.events if kind in ("enacted", "amended")]
    by_then = [when for when in makes_law if when.earliest <= wording.valid_from.latest]
    return "perhaps" if by_then and max(when.earliest for when in by_then) <= date else ""
