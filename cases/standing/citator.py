"""Good law on a date: what later rulings had done to a ruling by then.

Nothing is stored about a ruling's standing; it is worked out from the treatments and the outcomes of
appeals whose own rulings were given by the date, so a fact added for a later day changes no earlier answer.

A treatment counts while the ruling that made it is itself neither undone nor overruled; an outcome of an
appeal counts while the judgment that gave it is not undone by review (overruling the reviewing court's
precedent in some other case revives no judgment). Where the record runs in a circle, or a date is known
only to the month or year and the day lies within it, the answer is `unclear` if it depends on that.

A treatment may go to one issue only. Asked about what a ruling held on an issue, treatments on other issues count
for nothing, at every step. As a whole a ruling stands while one of its holdings on record does: overruled on one
issue of two it is overruled in part, and overruled on each it is overruled.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from cases.authority import Step, happened
from cases.standing.facts import AppealOutcome, Edge, GoodLaw, Standing, Treatment
from cases.standing.pending import Appeal, PendingAppeal, pending_on
from jurisdictions.partial_dates import PartialDate
from jurisdictions.sentences import Sentence, say

#: What takes a ruling's force away, and what leaves it some: kind of edge -> status, rule.
_HARD = {
    "reverses": (Standing.REVERSED, "reversed-or-vacated"),
    "vacates": (Standing.VACATED, "reversed-or-vacated"),
    "overrules": (Standing.OVERRULED, "overruled"),
    "amends": (Standing.SUPERSEDED, "superseded-opinion"),
}
_SOFT = {
    "limits": (Standing.LIMITED, "limited"),
    "criticizes": (Standing.QUESTIONED, "questioned"),
    "questions": (Standing.QUESTIONED, "questioned"),
}
_UNDOING = frozenset({"reverses", "vacates"})
_TREATMENTS = frozenset({"overrules", *_SOFT})
_OUTCOMES = frozenset({*_UNDOING, "amends", "stays", "affirms"})

type _Attackers = Callable[[str], Iterable[tuple[Edge, bool]]]


class Citator:
    """Treatments and outcomes, indexed by the ruling they were done to.

    Built in O(edges); a question visits only the edges that bear on the ruling, directly or by undoing one
    another, and what was learnt of a ruling on a date is kept. It must hold the edges onto the rulings asked
    about, the edges onto those that made them, and so on up (`relevant` says whether a kind is needed). `appeals`
    are those from the rulings asked about, `held` the issues on which each of all these rulings has a holding on
    record that is no dictum.
    """

    def __init__(
        self,
        treatments: Iterable[Treatment],
        outcomes: Iterable[AppealOutcome],
        appeals: Iterable[Appeal] = (),
        held: Mapping[str, Collection[str]] = MappingProxyType({}),
    ) -> None:
        self._held = held
        self._onto: dict[str, list[Edge]] = defaultdict(list)
        for treatment in treatments:
            if treatment.kind in _TREATMENTS and treatment.found_by == "person":
                self._onto[treatment.cited].append(
                    Edge(
                        treatment.cited,
                        treatment.kind,
                        treatment.citing,
                        treatment.given,
                        treatment.issue,
                        treatment.about or treatment.issue or "",
                    )
                )
        for outcome in outcomes:
            if outcome.kind in _OUTCOMES and outcome.by is not None and outcome.given is not None:
                self._onto[outcome.of].append(Edge(outcome.of, outcome.kind, outcome.by, outcome.given))
        self._appeals: dict[str, list[Appeal]] = defaultdict(list)
        for appeal in appeals:
            self._appeals[appeal.of].append(appeal)
        self._judgments: dict[dt.date, dict[str, bool | None]] = defaultdict(dict)
        self._precedents: dict[tuple[dt.date, str | None], dict[str, bool | None]] = defaultdict(dict)

    @staticmethod
    def relevant(kind: str) -> bool:
        """Whether treatments or outcomes of this kind can change an answer, and so need to be loaded."""
        return kind in _TREATMENTS | _OUTCOMES

    def good_law(
        self, ruling: str, date: dt.date, issue: str | None = None, *, wording_ended: PartialDate | None = None
    ) -> GoodLaw:
        """The ruling's standing on that date: of what it held on the issue, or, where none is given, of the whole.
        `wording_ended` is the first day on which the wording that a holding was about was no longer in force."""
        counting, unsure, undone, elsewhere = self._sorted_edges(ruling, date, issue)
        hard, part, soft = (
            [edge for edge in counting if edge.kind in _HARD and edge.bears_on(issue)],
            [edge for edge in counting if edge.kind in _HARD and not edge.bears_on(issue)],
            [edge for edge in counting if edge.kind in _SOFT],
        )
        maybe = [edge for edge in unsure if edge.kind in _HARD and edge.bears_on(issue)]
        holdings = [] if issue else [self.good_law(ruling, date, one) for one in self._holdings(ruling)]
        fell_by = list(dict.fromkeys(edge for holding in holdings for edge in holding.because))
        first_blows = {holding.because[0] for holding in holdings if holding.because}
        stands = one_of(holding.stands for holding in holdings)
        if stands:
            hard, part, maybe, fell_by = [], [*hard, *part], [], []
        elif stands is None:
            hard, maybe, fell_by = [], fell_by, []
        elif first_blows - {*hard[:1]}:
            hard = []
        appeals = self.pending(ruling, date)
        perhaps = tuple(edge for edge in unsure if edge not in maybe)
        steps = [Step("undone", say("{done}, but {by} was itself undone.", done=done(e), by=e.by)) for e in undone]
        steps += [_unsure_step(edge, date) for edge in unsure]

        def answer(status: Standing, because: Iterable[Edge], since: PartialDate | None) -> GoodLaw:
            told = (*steps, *(entry.step for entry in appeals))
            return GoodLaw(status, since, tuple(because), undone, told, perhaps, elsewhere, appeals)

        if hard:
            steps += [Step(_HARD[edge.kind][1], _in_full(edge)) for edge in hard]
            return answer(_HARD[hard[0].kind][0], hard, hard[0].given)
        if fell_by:
            steps += [Step(_HARD[edge.kind][1], _in_full(edge)) for edge in fell_by]
            steps.append(Step("every-holding-overruled", _EVERY_HOLDING))
            last = max((holding.since for holding in holdings if holding.since), key=lambda since: since.latest)
            return answer(Standing.OVERRULED, fell_by, last)
        if wording_ended is not None and happened(wording_ended, date):
            text = say("The wording it was about ended on {date}.", date=wording_ended)
            steps.append(Step("superseded-wording", text))
            return answer(Standing.SUPERSEDED, (), wording_ended)
        if maybe:
            return answer(Standing.UNCLEAR, maybe, None)
        if wording_ended is not None and happened(wording_ended, date) is None:
            text = say(
                "The wording it was about ended in {ended}: whether by {date} is not on record.",
                ended=wording_ended,
                date=date,
            )
            steps.append(Step("date-within-span", text))
            return answer(Standing.UNCLEAR, (), None)
        if part or soft:
            soft.sort(key=lambda edge: edge.kind != "limits")
            steps += [Step("treatment-of-an-issue", _in_full(edge)) for edge in part]
            steps += [Step(_SOFT[edge.kind][1], _in_full(edge)) for edge in soft]
            status = Standing.OVERRULED_IN_PART if part else _SOFT[soft[0].kind][0]
            return answer(status, [*part, *soft], (part or soft)[0].given)
        steps += [Step("treatment-of-an-issue", _beside(edge)) for edge in elsewhere]
        steps.append(_nothing_undoes(date))
        return answer(Standing.NO_NEGATIVE_TREATMENT, (), None)

    def pending(self, ruling: str, date: dt.date) -> tuple[PendingAppeal, ...]:
        """The appeals from the ruling that were pending that day."""
        return pending_on(self._appeals.get(ruling, ()), date)

    def judgment_stands(self, ruling: str, date: dt.date) -> bool | None:
        """Whether the ruling's judgment stood, as review of its own case left it (None: unclear)."""
        return self._settle(ruling, self._judgments[date], lambda here: self._on_judgment(here, date, _UNDOING))

    def precedent_stands(self, ruling: str, date: dt.date, issue: str | None = None) -> bool | None:
        """Whether the ruling could still undo others on that issue: its judgment stood, and nothing had overruled
        it there, or as a whole; or, where no issue is given, whether it could on any on which it has a holding."""
        whole = issue is None

        def overrulings(here: str) -> Iterable[tuple[Edge, bool]]:
            return () if whole and self._held.get(here) else self._overrulings(here, date, issue)

        def base(here: str) -> bool | None:
            held = self._held.get(here) if whole else None
            if not held:
                return self.judgment_stands(here, date)
            return one_of(self.precedent_stands(here, date, one) for one in held)

        return self._settle(ruling, self._precedents[date, issue], overrulings, base)

    def undoings(self, ruling: str, date: dt.date) -> list[tuple[Edge, bool | None]]:
        """The reversals, vacaturs and stays on the ruling, or on an opinion that replaced it, by the date.
        Each comes with whether it counts: True, False (itself undone), or None (unclear)."""
        return [
            (edge, self._counts(edge, sure, date))
            for edge, sure in self._on_judgment(ruling, date, {*_UNDOING, "stays"})
        ]

    def affirmed_after(self, ruling: str, edge: Edge, date: dt.date) -> bool:
        """Whether review, not itself undone, affirmed the ruling by the date and not surely before that edge."""
        affirmed = self._on_judgment(ruling, date, {"affirms"})
        return any(
            not other.given.surely_before(edge.given) and self._counts(other, sure, date) is not False
            for other, sure in affirmed
        )

    def overruled(self, ruling: str, date: dt.date, issue: str | None = None) -> tuple[Edge, ...]:
        """The edges by which the ruling was overruled on that date: on the issue, or as a whole."""
        edges = self._overrulings(ruling, date, issue)
        return tuple(edge for edge, sure in edges if self._counts(edge, sure, date, issue))

    # Behind the questions

    def _holdings(self, ruling: str) -> list[str]:
        return sorted(self._held.get(ruling, ()))

    def _given(self, ruling: str, date: dt.date, kinds: Collection[str]) -> Iterator[tuple[Edge, bool]]:
        """Edges of those kinds onto the ruling that may have been made by the date, and whether surely."""
        for edge in self._onto.get(ruling, ()):
            if edge.kind in kinds:
                given = happened(edge.given, date)
                if given is not False:
                    yield edge, given is True

    def _overrulings(self, ruling: str, date: dt.date, issue: str | None) -> Iterator[tuple[Edge, bool]]:
        return ((e, sure) for e, sure in self._on_judgment(ruling, date, {"overrules"}) if e.bears_on(issue))

    def _on_judgment(self, ruling: str, date: dt.date, kinds: Collection[str]) -> Iterator[tuple[Edge, bool]]:
        """Edges onto the ruling, or onto an opinion of its case that by then replaced it."""
        todo, seen = [(ruling, True)], {ruling}
        while todo:
            here, sure_here = todo.pop()
            for edge, sure in self._given(here, date, {*kinds, "amends"}):
                if edge.kind in kinds:
                    yield edge, sure and sure_here
                if edge.kind == "amends" and edge.by not in seen:
                    seen.add(edge.by)
                    todo.append((edge.by, sure and sure_here))

    def _counts(self, edge: Edge, sure: bool, date: dt.date, issue: str | None = None) -> bool | None:
        """Whether an edge counts on the date, for what was held on that issue. An opinion once replaced stays
        replaced; an edge that goes to one issue counts while its maker stands on that issue."""
        if edge.kind == "amends":
            return True if sure else None
        by_review = edge.kind in _OUTCOMES
        on = edge.issue or issue
        maker = self.judgment_stands(edge.by, date) if by_review else self.precedent_stands(edge.by, date, on)
        return maker if sure or maker is False else None

    def _sorted_edges(
        self, ruling: str, date: dt.date, issue: str | None
    ) -> tuple[list[Edge], list[Edge], tuple[Edge, ...], tuple[Edge, ...]]:
        """The edges onto the ruling by the date, oldest first: those that count, may count, are undone, and those
        that would count on another issue than the one asked about. Onto the whole of a ruling with holdings on
        record, an edge counts where it counts on one of their issues."""
        onto = [
            *self._on_judgment(ruling, date, _UNDOING),
            *self._given(ruling, date, {"amends", *_TREATMENTS}),
        ]
        onto.sort(key=lambda item: (item[0].given.latest, item[0].by, item[0].kind, item[0].issue or ""))
        counting: list[Edge] = []
        unsure: list[Edge] = []
        undone: list[Edge] = []
        elsewhere: list[Edge] = []
        into = {True: counting, None: unsure, False: undone}
        asked: Sequence[str | None] = [issue] if issue else self._holdings(ruling) or [None]
        for edge, sure in onto:
            counts = one_of(self._counts(edge, sure, date, one) for one in asked)
            if issue is not None and not edge.bears_on(issue):
                elsewhere += [edge] if counts is not False else []
            else:
                into[counts].append(edge)
        return counting, unsure, tuple(undone), tuple(elsewhere)

    def _settle(
        self,
        ruling: str,
        known: dict[str, bool | None],
        attackers: _Attackers,
        base: Callable[[str], bool | None] = lambda ruling: True,
    ) -> bool | None:
        """Whether the ruling stands, given who attacks whom: the grounded answer.

        Starting from rulings that nothing attacks, which stand as `base` says, a ruling attacked by one that
        stands falls, and one whose every attacker fell stands. What is left over (a circle, or an attack
        that is not sure) is None. All within reach is settled at once, in O(edges), without recursion.
        """
        if ruling in known:
            return known[ruling]
        victims: dict[str, list[tuple[str, bool]]] = defaultdict(list)
        left: dict[str, int] = {}
        todo = [ruling]
        while todo:
            here = todo.pop()
            if here in left or here in known:
                continue
            attacks = list(attackers(here))
            left[here] = len(attacks)
            for edge, sure in attacks:
                victims[edge.by].append((here, sure))
                todo.append(edge.by)
        answers: dict[str, bool | None] = {here: base(here) for here, count in left.items() if not count}
        answers |= {here: False for here in left if base(here) is False}
        settled = [(here, answer) for here, answer in answers.items() if answer is not None]
        settled += [(here, answer) for here in victims if here not in left and (answer := known[here]) is not None]
        while settled:
            attacker, stands = settled.pop()
            for here, sure in victims.get(attacker, ()):
                if here in answers or (stands and not sure):
                    continue
                if not stands:
                    left[here] -= 1
                if stands or not left[here]:
                    answers[here] = False if stands else base(here)
                    if (answer := answers[here]) is not None:
                        settled.append((here, answer))
        known.update({here: answers.get(here) for here in left})
        return known[ruling]


def one_of(answers: Iterable[bool | None]) -> bool | None:
    """Whether one of them is True: None where none is, and one may be."""
    known = set(answers)
    return True if True in known else None if None in known else False


def good_law(ruling: str, date: dt.date, treatments: Iterable[Treatment], outcomes: Iterable[AppealOutcome]) -> GoodLaw:
    """One ruling's standing on one date. For more than one, build a `Citator` once."""
    return Citator(treatments, outcomes).good_law(ruling, date)


def done(edge: Edge) -> Sentence:
    """What was done, as a clause with a verb of its own for each kind, so that it can be put in any order."""
    values = {"by": edge.by, "of": edge.of, "date": edge.given}
    if edge.issue is not None:
        values["issue"] = edge.about or edge.issue
    match edge.kind, edge.issue is not None:
        case "reverses", _:
            return say("{by} reverses {of} ({date})", **values)
        case "vacates", _:
            return say("{by} vacates {of} ({date})", **values)
        case "overrules", True:
            return say("{by} overrules {of} on “{issue}” ({date})", **values)
        case "overrules", _:
            return say("{by} overrules {of} ({date})", **values)
        case "amends", _:
            return say("{by} amends or replaces {of} ({date})", **values)
        case "limits", True:
            return say("{by} limits {of} on “{issue}” ({date})", **values)
        case "limits", _:
            return say("{by} limits {of} ({date})", **values)
        case "criticizes", True:
            return say("{by} criticizes {of} on “{issue}” ({date})", **values)
        case "criticizes", _:
            return say("{by} criticizes {of} ({date})", **values)
        case "questions", True:
            return say("{by} questions {of} on “{issue}” ({date})", **values)
        case "questions", _:
            return say("{by} questions {of} ({date})", **values)
        case "stays", _:
            return say("{by} stays {of} ({date})", **values)
        case _:
            return say("{by} {kind} {of} ({date})", kind=edge.kind, **values)


def _beside(edge: Edge) -> Sentence:
    return say("{done}: that is another question, and does not count here.", done=done(edge))


def _in_full(edge: Edge) -> Sentence:
    return say("{done}.", done=done(edge))


_EVERY_HOLDING = say("On record it decided no other question: nothing of it on record stands.")


@lru_cache(maxsize=1_000)
def _nothing_undoes(date: dt.date) -> Step:
    """Said of most holdings of an answer, so it is made once for a day."""
    return Step("no-treatment-on-record", say("Nothing on record undoes it by {date}.", date=date))


def _unsure_step(edge: Edge, date: dt.date) -> Step:
    if happened(edge.given, date) is None:
        text = say("{done}: whether by {date} is not on record.", done=done(edge), date=date)
        return Step("date-within-span", text)
    text = say("{done}, and {by}'s own standing is unclear.", done=done(edge), by=edge.by)
    return Step("conflicting-record", text)
