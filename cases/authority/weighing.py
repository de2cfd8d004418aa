"""The weight of a holding before a court on a date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache

from cases.authority.facts import Court, Holding, Ruling, Step, Weighed, Weight, happened
from cases.authority.hierarchy import Hierarchy
from cases.authority.relations import Finding, relate
from cases.authority.rules import RULES
from jurisdictions.partial_dates import PartialDate
from jurisdictions.sentences import Sentence, say

#: Courts whose every ruling on the merits is precedent, so that a status not on record means that.
ALWAYS_PRECEDENT = frozenset({"scotus"})
_1996 = dt.date(1996, 1, 1)

_DECLINED = say("It only declined to hear the case.")
_NOT_NEEDED = say("It was not needed for the result.")
_NO_MAJORITY = say("No opinion commanded a majority.")
_ADVISORY = say("It is an advisory opinion.")
_BEFORE_1996 = say("Unpublished, but given before 1996.")
_PERHAPS_BEFORE_1996 = say("Whether the exception for older unpublished opinions applies is not on record.")
_NOT_ISSUED = say("It was not issued as precedent.")

_ADOPTED = (Weight.BINDING, Weight.OWN_COURT)


class Authority:
    """Weighs holdings. Keep one for as long as the courts and their relations do not change.

    How two courts stand to each other is worked out once for each span of dates without a change and kept,
    so weighing n holdings costs O(n) after the first look at each pair of courts.
    """

    def __init__(self, hierarchy: Hierarchy) -> None:
        self.hierarchy = hierarchy
        self._found: dict[tuple[str, str, int, bool | None, str | None], Finding] = {}

    def weigh(self, holding: Holding, *, court: str, date: dt.date) -> Weighed:
        """What the holding is to the court (its slug) on the date. Raises KeyError for an unknown court.

        The steps come in order: was it given, how do the courts stand, is it precedent, and is it on a law that the
        court applies as its own.
        """
        finding = self._weigh(holding, self.hierarchy.courts[court], date)
        return Weighed(holding, finding.weight, finding.steps)

    def weigh_all(self, holdings: Iterable[Holding], *, court: str, date: dt.date) -> dict[Weight, list[Weighed]]:
        """Every holding in exactly one group, in the order given. All groups are there, also the empty ones."""
        groups: dict[Weight, list[Weighed]] = {weight: [] for weight in Weight}
        for holding in holdings:
            weighed = self.weigh(holding, court=court, date=date)
            groups[weighed.weight].append(weighed)
        return groups

    def relation(
        self, ruling: Ruling, *, court: str, date: dt.date, federal_question: bool | None, law: str | None = None
    ) -> Finding:
        """How the court stands to the ruling's court for that ruling, through predecessors too; nothing is
        asked of the ruling but its court and date, and whose law it construes, where it does."""
        deciding, ruled = self.hierarchy.courts[court], self.hierarchy.courts[ruling.court]
        question = (federal_question, law)
        finding = self._relate(deciding, ruled, date, question)
        return finding if finding.adopts else self._inherit(deciding, ruled, ruling, date, question) or finding

    def _weigh(self, holding: Holding, deciding: Court, date: dt.date) -> Finding:
        ruling = holding.ruling
        given = happened(ruling.date, date)
        if given is False:
            return Finding(Weight.NOT_YET, (_not_yet(ruling.date),))
        if given is None:
            text = say(
                "It is dated {given}: whether it was given by {date} is not on record.", given=ruling.date, date=date
            )
            return Finding(Weight.NOT_DETERMINABLE, (Step("date-within-span", text),))
        if self.hierarchy.sits(deciding.slug, date) is not True:
            return Finding(Weight.NOT_DETERMINABLE, (_not_sitting(deciding, date),))
        finding = self.relation(
            ruling, court=deciding.slug, date=date, federal_question=holding.federal_question, law=holding.law
        )
        if finding.adopts:
            finding = self._if_precedent(finding, holding)
        return self._on_its_law(finding, holding, deciding) if finding.weight in _ADOPTED else finding

    def _on_its_law(self, finding: Finding, holding: Holding, deciding: Court) -> Finding:
        """A holding that binds on the meaning of a law which the court does not apply as its own binds on that
        alone. Where no law is named, a state's court that answered a question of state law spoke of its own."""
        ruled = self.hierarchy.courts[holding.ruling.court]
        of_a_state = ruled.system == "US" and ruled.jurisdiction != "US" and holding.federal_question is False
        law = holding.law or (ruled.jurisdiction if of_a_state else None)
        if law is None or deciding.applies(law):
            return finding
        values = {"law": holding.law_name or law, "court": deciding.label}
        text = say("It binds on the meaning of the law of {law}, which {court} does not apply as its own.", **values)
        return _ending(finding, Weight.BINDING_ON_OTHER_LAW, "law-of-another-sovereign", text)

    def _relate(
        self, deciding: Court, ruled: Court, date: dt.date, question: tuple[bool | None, str | None]
    ) -> Finding:
        key = (deciding.slug, ruled.slug, self.hierarchy.epoch(date), *question)
        if key not in self._found:
            finding = relate(self.hierarchy, deciding, ruled, date, *question)
            self._found[key] = _if_rules_then_stood(finding, date)
        return self._found[key]

    def _inherit(
        self, deciding: Court, ruled: Court, ruling: Ruling, date: dt.date, question: tuple[bool | None, str | None]
    ) -> Finding | None:
        """The finding through a court whose predecessor ruled: the deciding court itself, or one above it."""
        above = self.hierarchy.line(deciding.slug, date).above
        for heir_slug in (deciding.slug, *(slug for slug, chain in above.items() if chain.sure)):
            heir = self.hierarchy.courts[heir_slug]
            if heir.predecessor != ruled.slug or heir.predecessor_before is None:
                continue
            before = _given_before(ruling, heir.predecessor_before)
            if before is False:
                continue
            as_heirs = self._relate(deciding, heir, date, question)
            if not as_heirs.adopts:
                return as_heirs
            step = _adoption(heir, ruled)
            if before is None:
                text = say(
                    "It is dated {given}: whether before {day} is not on record.",
                    given=ruling.date,
                    day=heir.predecessor_before,
                )
                return Finding(Weight.NOT_DETERMINABLE, (step, Step("date-within-span", text)))
            return Finding(as_heirs.weight, (step, *as_heirs.steps))
        return None

    def _if_precedent(self, finding: Finding, holding: Holding) -> Finding:
        """A holding of a court whose precedents bind, or are the court's own: is this one a precedent?"""
        ruling = holding.ruling
        ruled = self.hierarchy.courts[ruling.court]
        if ruling.kind == "certiorari-denied":
            return _ending(finding, Weight.PERSUASIVE, "us-certiorari-denied", _DECLINED)
        if holding.dictum:
            return _ending(finding, Weight.PERSUASIVE, "dictum", _NOT_NEEDED)
        if ruling.composition == "plurality":
            return _ending(finding, Weight.NOT_DETERMINABLE, "plurality", _NO_MAJORITY)
        if ruling.kind == "advisory":
            return _ending(finding, Weight.NOT_DETERMINABLE, "advisory", _ADVISORY)
        if ruling.precedential == "non-precedential":
            return self._unpublished(finding, ruling)
        if ruling.precedential == "unknown" and ruled.system == "US" and ruled.slug not in ALWAYS_PRECEDENT:
            return _ending(finding, Weight.NOT_DETERMINABLE, "status-not-on-record", _issued_as(ruled.label))
        return finding

    def _unpublished(self, finding: Finding, ruling: Ruling) -> Finding:
        if ruling.court == "ca5":
            before = _given_before(ruling, _1996)
            inherited = any(step.rule == "predecessor" for step in finding.steps)
            rule = "us-ca5-unpublished-before-1996"
            if before and not inherited:
                return _ending(finding, finding.weight, rule, _BEFORE_1996)
            if before is not False:
                return _ending(finding, Weight.NOT_DETERMINABLE, rule, _PERHAPS_BEFORE_1996)
        return _ending(finding, Weight.PERSUASIVE, "unpublished", _NOT_ISSUED)


# Said of many holdings of one answer, so each is made once.


@lru_cache(maxsize=1_000)
def _not_yet(given: PartialDate) -> Step:
    return Step("not-yet-given", say("It was given only on {date}.", date=given))


@lru_cache(maxsize=1_000)
def _not_sitting(court: Court, date: dt.date) -> Step:
    text = say("{court} is not on record as sitting on {date}.", court=court.label, date=date)
    return Step("court-not-sitting", text)


@lru_cache(maxsize=1_000)
def _issued_as(court: str) -> Sentence:
    return say("Whether {court} issued it as precedent is not on record.", court=court)


def _if_rules_then_stood(finding: Finding, date: dt.date) -> Finding:
    for step in finding.steps:
        since = RULES[step.rule].since
        if since is not None and date < since:
            text = say("That rule dates from {since}; what held before is not on record.", since=since)
            return Finding(Weight.NOT_DETERMINABLE, (*finding.steps, Step("no-rule-on-record", text)))
    return finding


def _given_before(ruling: Ruling, day: dt.date) -> bool | None:
    return happened(ruling.date, day - dt.timedelta(days=1))


def _adoption(heir: Court, ruled: Court) -> Step:
    values = {"older": ruled.label, "day": heir.predecessor_before, "court": heir.label}
    if by := heir.predecessor_authority:
        text = say("Decisions of {older} before {day} count as {court}'s own ({authority}).", authority=by, **values)
    else:
        text = say("Decisions of {older} before {day} count as {court}'s own.", **values)
    return Step("predecessor", text)


def _ending(finding: Finding, weight: Weight, rule: str, text: Sentence) -> Finding:
    return Finding(weight, (*finding.steps, Step(rule, text)))
