"""What holdings did to a clause on a date, and whether a court could then enforce it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from cases.authority import Authority, Ruling, Step, Weight, happened
from cases.standing.citator import Citator, done
from cases.standing.facts import Edge
from jurisdictions.partial_dates import PartialDate
from jurisdictions.sentences import Sentence, say

_WHOLE = say("It reaches the whole jurisdiction of the enactment.")
_A_PART = say("It reaches a part of the jurisdiction, and not the whole.")
_PARTIES = say("It reaches the parties, and does not strike the clause.")
_NOT_FOR_ALL = say("The clause stands, but not for all that its words cover.")


@dataclass(frozen=True, slots=True)
class Effect:
    """What a holding of `ruling` (of the court `court`) did to one wording. `kind` and `reach` are values of
    the models' `EffectKind` and `Reach`; `territory` is the court whose territory it reaches; `ended_by` the
    ruling that undid it; `issue` what its holding answers."""

    slug: str
    ruling: str
    court: str
    kind: str
    reach: str
    since: PartialDate
    until: PartialDate | None = None
    territory: str | None = None
    ended_by: str | None = None
    issue: str | None = None


@dataclass(frozen=True, slots=True)
class EffectStanding:
    """Whether an effect stood on a date (None: not determinable), by which edges, and the reasoning."""

    effect: Effect
    stands: bool | None
    because: tuple[Edge, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Reached:
    """Whether an effect reaches the court that is asked (None: not determinable), and the reasoning."""

    reaches: bool | None
    steps: tuple[Step, ...]


class Verdict(StrEnum):
    ENFORCEABLE = "enforceable"
    LIMITED = "limited"
    NOT_ENFORCEABLE = "not-enforceable"
    NOT_IN_FORCE = "not-in-force"
    NOT_DETERMINABLE = "not-determinable"


@dataclass(frozen=True, slots=True)
class Enforceability:
    """The verdict on one wording for a court (or the whole jurisdiction) and a date. `effects` are those that
    stood or may have stood that day, `gone` those that had ended or not begun; `reached` says of each of `effects`
    (by its slug) whether it reaches the court that is asked, and is empty where none is."""

    verdict: Verdict
    effects: tuple[EffectStanding, ...]
    steps: tuple[Step, ...]
    gone: tuple[EffectStanding, ...] = ()
    reached: Mapping[str, Reached] = field(default_factory=dict)

    @property
    def rules(self) -> tuple[str, ...]:
        """Ids of the rules used, each once."""
        return tuple(dict.fromkeys(step.rule for step in self.steps))


def effect_standing(effect: Effect, date: dt.date, citator: Citator) -> EffectStanding:
    """Whether the effect stood on that date.

    It stands from `since` to the day before `until` (unless the ruling that ended it was itself undone),
    while its ruling is not reversed, vacated or stayed. Its ruling's being overruled in another case ends
    what merely followed from precedent (upheld, narrowed); whether it revives a struck clause is None.
    """
    began = happened(effect.since, date)
    if began is False:
        return _settled(effect, False, "effect-stands", say("It begins only on {date}.", date=effect.since))
    ended = False if effect.until is None else happened(effect.until, date)
    if ended is not False and effect.ended_by is not None:
        ending_stands = citator.judgment_stands(effect.ended_by, date)
        ended = False if ending_stands is False else None if ending_stands is None else ended
    if ended:
        return _settled(effect, False, "effect-stands", say("It ended on {date}.", date=effect.until))
    undone = _undone(effect, date, citator)
    if undone is not None and undone.stands is False:
        return undone
    overruled = _overruled(effect, date, citator)
    if overruled is not None and overruled.stands is False:
        return overruled
    if began is None or ended is None:
        return _settled(effect, None, "date-within-span", _dates_leave_open(effect, date))
    stands = say("It stands since {date}.", date=effect.since)
    return undone or overruled or _settled(effect, True, "effect-stands", stands)


def _dates_leave_open(effect: Effect, date: dt.date) -> Sentence:
    since, until = effect.since, effect.until
    if until is None:
        return say(
            "Its dates ({since} to no end on record) leave open whether it stood on {date}.", since=since, date=date
        )
    return say(
        "Its dates ({since} to {until}) leave open whether it stood on {date}.", since=since, until=until, date=date
    )


def enforceability(
    effects: Iterable[Effect],
    date: dt.date,
    *,
    citator: Citator,
    authority: Authority,
    wording_in_force: bool | None,
    court: str | None = None,
    federal_question: bool | None = True,
) -> Enforceability:
    """Whether a wording could be enforced on the date: in that court, or at all where no court is named.

    `effects` are those on this wording; `wording_in_force` None says that its dates are not on record.
    `federal_question` is whether they rest on federal law of the United States (a clause is mostly struck
    under the federal Constitution). Where effects may or may not stand, or reach the court, and the verdict
    depends on it, it is `not-determinable`. Raises KeyError for an unknown court.
    """
    if wording_in_force is False:
        step = Step("wording-in-force", say("The wording is not in force on {date}.", date=date))
        return Enforceability(Verdict.NOT_IN_FORCE, (), (step,))
    standings = [effect_standing(effect, date, citator) for effect in effects]
    standing = tuple(entry for entry in standings if entry.stands is not False)
    gone = tuple(entry for entry in standings if entry.stands is False)
    place = _Place(authority, date, court, federal_question)
    reached = {entry.effect.slug: place.reach(entry.effect) for entry in standing}
    answered = reached if court else {}
    steps = [_of(entry.effect, step) for entry in standings for step in entry.steps]
    if wording_in_force is None:
        # What rulings did is told all the same: it is on record, though the wording's own days are not.
        text = say("Whether the wording is in force on {date} is not on record.", date=date)
        steps = [Step("wording-in-force", text), *steps]
        return Enforceability(Verdict.NOT_DETERMINABLE, standing, tuple(steps), gone, answered)
    upheld = [entry for entry in standing if entry.effect.kind == "upheld"]
    least = most = Verdict.ENFORCEABLE
    for entry in standing:
        sure, verdict, told = place.judge(entry, reached[entry.effect.slug], upheld)
        steps += [_of(entry.effect, step) for step in told]
        most = max(most, verdict, key=_GRAVITY.index)
        if sure:
            least = max(least, verdict, key=_GRAVITY.index)
    if least is Verdict.ENFORCEABLE and most is Verdict.ENFORCEABLE:
        steps.append(Step("nothing-limits", say("No standing effect limits it on {date}.", date=date)))
    verdict = least if least is most else Verdict.NOT_DETERMINABLE
    return Enforceability(verdict, standing, tuple(steps), gone, answered)


def _of(effect: Effect, step: Step) -> Step:
    return Step(step.rule, say("{effect}: {told}", effect=effect.slug, told=step.text))


_GRAVITY = (Verdict.ENFORCEABLE, Verdict.LIMITED, Verdict.NOT_ENFORCEABLE)


def _settled(
    effect: Effect, stands: bool | None, rule: str, text: Sentence, because: tuple[Edge, ...] = ()
) -> EffectStanding:
    return EffectStanding(effect, stands, because, (Step(rule, text),))


def _undone(effect: Effect, date: dt.date, citator: Citator) -> EffectStanding | None:
    """The effect undone, or perhaps undone, by what review did to its ruling; None where it did nothing."""
    perhaps = None
    for edge, counts in citator.undoings(effect.ruling, date):
        if counts and edge.kind == "stays" and citator.affirmed_after(effect.ruling, edge, date):
            text = say("{done}; whether the stay outlasted the affirmance is not on record.", done=done(edge))
            perhaps = _settled(effect, None, "stay-after-affirmance", text, (edge,))
        elif counts:
            return _settled(effect, False, "effect-undone", say("{done}.", done=done(edge)), (edge,))
        elif counts is None and perhaps is None:
            text = say("{done}; whether that counts is unclear.", done=done(edge))
            perhaps = _settled(effect, None, "effect-undone", text, (edge,))
    return perhaps


def _overruled(effect: Effect, date: dt.date, citator: Citator) -> EffectStanding | None:
    edges = citator.overruled(effect.ruling, date, effect.issue)
    if not edges:
        return None
    stands = {"upheld": False, "narrowed": False, "enjoined": True, "stayed": True}.get(effect.kind)
    text = say("{by} overrules {of}.", by=edges[0].by, of=effect.ruling)
    return _settled(effect, stands, "effect-overruled", text, edges)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where and when enforceability is asked."""

    authority: Authority
    date: dt.date
    court: str | None
    federal_question: bool | None

    def judge(
        self, entry: EffectStanding, reached: Reached, upheld: list[EffectStanding]
    ) -> tuple[bool, Verdict, list[Step]]:
        """What the effect makes of the clause here, whether that is sure, and the steps."""
        effect = entry.effect
        if effect.kind == "upheld":
            return True, Verdict.ENFORCEABLE, []
        reaches, steps = reached.reaches, list(reached.steps)
        if reaches is False:
            return True, Verdict.ENFORCEABLE, steps
        displaced, because = self._displaced(effect, upheld)
        if displaced:
            return True, Verdict.ENFORCEABLE, [*steps, *because]
        verdict, told = self._gravity(effect)
        sure = bool(entry.stands) and bool(reaches) and displaced is False
        return sure, verdict, [*steps, *because, *told]

    def reach(self, effect: Effect) -> Reached:
        """Whether the effect reaches the court, or where none is named the jurisdiction or a part of it."""
        if self.court is None:
            return Reached(True, ())
        courts = self.authority.hierarchy.courts
        here, label = courts[self.court], courts[effect.territory or effect.court].label
        if effect.reach == "nationwide":
            if here.system == courts[effect.court].system:
                return Reached(True, (Step("effect-reaches", _WHOLE),))
            text = say("{court} is a court of another country.", court=here.label)
            return Reached(False, (Step("effect-does-not-reach", text),))
        source = effect.territory if effect.reach == "territory" and effect.territory else effect.court
        if self.court == source:
            text = say("It is an effect of, or within the territory of, {court}.", court=label)
            return Reached(True, (Step("effect-reaches", text),))
        ruling = Ruling(effect.ruling, source, effect.since)
        finding = self.authority.relation(
            ruling, court=self.court, date=self.date, federal_question=self.federal_question
        )
        if finding.adopts:
            text = say("{court} is bound by {other}.", court=here.label, other=label)
            return Reached(True, (*finding.steps, Step("effect-reaches", text)))
        if finding.weight is Weight.PERSUASIVE:
            text = say("It does not reach {court}.", court=here.label)
            return Reached(False, (*finding.steps, Step("effect-does-not-reach", text)))
        return Reached(None, finding.steps)

    def _displaced(self, effect: Effect, upheld: list[EffectStanding]) -> tuple[bool | None, list[Step]]:
        """Whether the court that struck the clause, or one above it, upheld it later."""
        answer: bool | None = False
        steps: list[Step] = []
        above = self.authority.hierarchy.line(effect.court, self.date).above
        for other in upheld if effect.kind == "struck" else ():
            chain = above.get(other.effect.court)
            if other.effect.court != effect.court and (chain is None or not chain.sure):
                continue
            later = effect.since.surely_before(other.effect.since)
            if not later and not effect.since.latest < other.effect.since.latest:
                continue
            text = say("{effect} upholds it since {date}.", effect=other.effect.slug, date=other.effect.since)
            steps.append(Step("higher-court-upheld", text))
            if later and other.stands:
                return True, steps
            answer = None
        return answer, steps

    def _gravity(self, effect: Effect) -> tuple[Verdict, list[Step]]:
        courts = self.authority.hierarchy.courts
        if effect.reach == "parties":
            return Verdict.LIMITED, [Step("parties-only", _PARTIES)]
        if effect.kind in ("struck-as-applied", "narrowed"):
            return Verdict.LIMITED, [Step("effect-reaches", _NOT_FOR_ALL)]
        if effect.kind == "struck" and courts[effect.court].level == "trial":
            text = say("{court} is a court of first instance.", court=courts[effect.court].label)
            return Verdict.LIMITED, [Step("trial-court-does-not-strike", text)]
        if self.court is None and effect.reach == "territory":
            return Verdict.LIMITED, [Step("effect-reaches", _A_PART)]
        return Verdict.NOT_ENFORCEABLE, []
