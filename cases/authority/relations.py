"""How two courts stand to each other, before anything about the ruling itself is looked at.

`relate` answers with a weight and the steps to it. Each legal system with a rule on record has a function
here; the others are *not determinable*.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from cases.authority.facts import NOT_COURTS, Court, Step, Weight
from cases.authority.hierarchy import Chain, Hierarchy, Line
from cases.authority.rules import RULES
from jurisdictions.sentences import Sentence, say

#: The District of Columbia and the territories: their courts had other courts of review before the
#: Supreme Court's, and Erie is not on record for them.
NOT_STATES = frozenset({"US-DC", "US-PR", "US-VI", "US-GU", "US-AS", "US-MP", "US-UM"})
HIGHEST = frozenset({"supreme", "constitutional"})

#: What the steps call a legal system (`LegalSystem`).
_LEGAL_SYSTEMS = {
    "common-law": say("common-law"),
    "civil-law": say("civil-law"),
    "mixed": say("mixed"),
    "religious": say("religious"),
    "supranational": say("supranational"),
}
_NOT_RECORDED = say("not recorded")


@dataclass(frozen=True, slots=True)
class Finding:
    """A weight, and the steps that led to it."""

    weight: Weight
    steps: tuple[Step, ...]

    @property
    def adopts(self) -> bool:
        """Whether the ruling would bind, or be the court's own, if it is precedent at all."""
        return self.weight in (Weight.BINDING, Weight.OWN_COURT)


@dataclass(frozen=True, slots=True)
class Pair:
    """A deciding court, the court that ruled, and what is needed to relate them on a date."""

    deciding: Court
    ruling: Court
    line: Line
    ruling_line: Line
    federal_question: bool | None
    law: str | None
    reviews_some: bool
    courts: Mapping[str, Court]

    def label(self, slug: str) -> str:
        return self.courts[slug].label if slug in self.courts else slug

    @property
    def chain(self) -> Chain | None:
        return self.line.above.get(self.ruling.slug)

    @property
    def stands_above(self) -> bool:
        """Whether the deciding court surely reviews the court that ruled, itself or through others."""
        chain = self.ruling_line.above.get(self.deciding.slug)
        return chain is not None and chain.sure

    @property
    def on_its_own_law(self) -> bool:
        """Whether the ruling is not known to be on another law than that of its court's place."""
        return self.law is None or self.law == self.ruling.jurisdiction

    @property
    def is_own(self) -> bool:
        return self.deciding.slug == self.ruling.slug


def relate(
    hierarchy: Hierarchy, deciding: Court, ruling: Court, date: dt.date, federal: bool | None, law: str | None = None
) -> Finding:
    """What a precedent of `ruling` is to `deciding` on that date, where it is on a question of federal law or not and
    construes that law. Predecessors are not looked at here."""
    system = SYSTEMS.get(deciding.system)
    if deciding.level in NOT_COURTS:
        return _unknown(
            "no-rule-on-record",
            say("{court} is not a court; what binds it is not on record.", court=deciding.label),
        )
    if system is None:
        return _no_rule(deciding)
    if ruling.level in NOT_COURTS:
        return _persuades(
            "not-a-court",
            say("{body} is not a court: its decision binds none, and may persuade.", body=ruling.label),
        )
    pair = Pair(
        deciding,
        ruling,
        hierarchy.line(deciding.slug, date),
        hierarchy.line(ruling.slug, date),
        federal,
        law,
        ruling.slug in hierarchy.reviewing(date),
        hierarchy.courts,
    )
    if ruling.system != deciding.system:
        strasbourg = RULES["gb-strasbourg"].since
        if ruling.jurisdiction == "COE" and deciding.system == "GB" and strasbourg and date >= strasbourg:
            text = say("{court} must take {other} into account.", court=deciding.label, other=ruling.label)
            return _persuades("gb-strasbourg", text)
        text = say("{court} is not a court of {system}.", court=ruling.label, system=deciding.system)
        return _persuades("foreign-ruling", text)
    return system(pair)


def _persuades(rule: str, text: Sentence) -> Finding:
    return Finding(Weight.PERSUASIVE, (Step(rule, text),))


def _unknown(rule: str, text: Sentence) -> Finding:
    return Finding(Weight.NOT_DETERMINABLE, (Step(rule, text),))


def _no_rule(deciding: Court) -> Finding:
    text = say(
        "No rule of precedent is on record for {jurisdiction} (legal system: {kind}).",
        jurisdiction=deciding.jurisdiction,
        kind=_LEGAL_SYSTEMS.get(deciding.legal_system, deciding.legal_system or _NOT_RECORDED),
    )
    return _unknown("no-rule-on-record", text)


def _own(rule: str, pair: Pair) -> Finding:
    text = say("It is {court}'s own precedent.", court=pair.deciding.label)
    return Finding(Weight.OWN_COURT, (Step(rule, text),))


def _binds(rule: str, pair: Pair, chain: Chain) -> Finding:
    way = " → ".join(pair.label(slug) for slug in (pair.deciding.slug, *(review.upper for review in chain.reviews)))
    laws = "; ".join(dict.fromkeys(review.authority for review in chain.reviews if review.authority))
    upper, lower = pair.ruling.label, pair.deciding.label
    if laws:
        reviewed = say("{upper} reviews {lower} ({way}: {laws}).", upper=upper, lower=lower, way=way, laws=laws)
    else:
        reviewed = say("{upper} reviews {lower} ({way}).", upper=upper, lower=lower, way=way)
    return Finding(Weight.BINDING, (Step(rule, reviewed),))


def _no_relation(pair: Pair) -> Finding:
    text = say(
        "No review of {lower} by {upper} is on record for that day.",
        lower=pair.deciding.label,
        upper=pair.ruling.label,
    )
    return _unknown("no-relation-on-record", text)


def _below(pair: Pair) -> Finding:
    text = say("{lower} stands below {upper}.", lower=pair.ruling.label, upper=pair.deciding.label)
    return _persuades("lower-court", text)


def _own_ruling_does_not_bind(rule: str, court: Court) -> Finding:
    return _persuades(rule, say("A ruling of {court} does not bind {court} itself.", court=court.label))


def _own_not_on_record(court: Court) -> Finding:
    text = say("Whether {court} is bound by its own rulings is not on record.", court=court.label)
    return _unknown("no-rule-on-record", text)


def _perhaps_reviewed(pair: Pair) -> Finding:
    text = say(
        "Whether {upper} reviewed {lower} on that very day is not on record.",
        upper=pair.ruling.label,
        lower=pair.deciding.label,
    )
    return _unknown("date-within-span", text)


def _of_another(rule: str, ruling: Court) -> Finding:
    text = say("{court} is a court of {jurisdiction}.", court=ruling.label, jurisdiction=ruling.jurisdiction)
    return _persuades(rule, text)


def _is_below(pair: Pair) -> bool:
    """On record as below; or a trial court, seen from a court of appeal or of last resort of its system."""
    by_level = pair.ruling.level == "trial" and pair.deciding.level in HIGHEST | {"appellate"}
    return pair.stands_above or (by_level and pair.chain is None)


# The United States


def _united_states(pair: Pair) -> Finding:
    if pair.is_own:
        return _us_own(pair)
    if pair.chain is not None:
        return _us_above(pair, pair.chain)
    deciding_is_federal, ruling_is_federal = pair.deciding.jurisdiction == "US", pair.ruling.jurisdiction == "US"
    if deciding_is_federal:
        return _us_federal_sees_federal(pair) if ruling_is_federal else _us_federal_sees_state(pair)
    return _us_state_sees_federal(pair) if ruling_is_federal else _us_state_sees_state(pair)


def _us_own(pair: Pair) -> Finding:
    court = pair.deciding
    if court.jurisdiction == "US":
        if court.level == "trial":
            return _own_ruling_does_not_bind("us-district-court", court)
        rules = {"supreme": "us-supreme-court-own", "appellate": "us-law-of-the-circuit"}
        if rule := rules.get(court.level) or ("us-armed-forces-own" if court.slug == "armfor" else None):
            return _own(rule, pair)
    elif court.level in HIGHEST and court.legal_system == "common-law":
        return _own("us-state-highest-own", pair)
    elif court.slug == "wisctapp":
        return _own("us-wi-court-of-appeals-own", pair)
    return _own_not_on_record(court)


def _us_above(pair: Pair, chain: Chain) -> Finding:
    if not chain.sure:
        return _perhaps_reviewed(pair)
    if pair.ruling.jurisdiction != "US":
        if pair.deciding.legal_system != "common-law":
            return _no_rule(pair.deciding)
        return _binds("us-vertical-state", pair, chain)
    if not chain.federal_only:
        military = "military-appellate" in (pair.deciding.level, pair.ruling.level)
        return _binds("us-vertical-military" if military else "us-vertical-federal", pair, chain)
    if pair.federal_question is None:
        text = say(
            "{upper} reviews {lower} on federal questions; whether this is one is open.",
            upper=pair.ruling.label,
            lower=pair.deciding.label,
        )
        return _unknown("question-not-classified", text)
    if pair.federal_question:
        return _binds("us-supreme-court-binds-states", pair, chain)
    return _persuades("us-state-law-is-the-states", say("The question is one of state law."))


def _us_federal_sees_federal(pair: Pair) -> Finding:
    deciding, ruling = pair.deciding, pair.ruling
    if pair.stands_above:
        return _below(pair)
    if ruling.level == "trial":
        text = say("{court} is a court of first instance; it binds no other court.", court=ruling.label)
        return _persuades("us-district-court", text)
    military = "military-appellate"
    if (deciding.level == military) != (ruling.level == military) and "supreme" not in (deciding.level, ruling.level):
        return _persuades("us-civil-and-military", say("{court} stands in another line of review.", court=ruling.label))
    if deciding.level == ruling.level == "appellate":
        text = say("{one} and {other} each have their own circuit.", one=ruling.label, other=deciding.label)
        return _persuades("us-other-circuit", text)
    if deciding.level == "trial" and ruling.level == "appellate" and pair.line.recorded and pair.reviews_some:
        text = say(
            "{court} answers to {courts}, and not to {other}.",
            court=deciding.label,
            courts=", ".join(_names(pair)),
            other=ruling.label,
        )
        return _persuades("us-other-circuit", text)
    return _no_relation(pair)


def _names(pair: Pair) -> list[str]:
    return [pair.label(slug) for slug, chain in pair.line.above.items() if chain.sure]


def _us_federal_sees_state(pair: Pair) -> Finding:
    ruling = pair.ruling
    if ruling.level not in HIGHEST:
        return _persuades("us-lower-state-court", say("{court} is not the state's highest court.", court=ruling.label))
    if pair.federal_question is None:
        text = say(
            "Whether the question is one of {jurisdiction}'s own law is not on record.",
            jurisdiction=ruling.jurisdiction,
        )
        return _unknown("question-not-classified", text)
    if pair.federal_question:
        return _persuades("us-state-court-on-federal-law", say("The question is one of federal law."))
    if not pair.on_its_own_law:
        return _of_another("us-erie", ruling)
    if ruling.jurisdiction in NOT_STATES:
        text = say("Whether federal courts are bound by {court} on local law is not on record.", court=ruling.label)
        return _unknown("no-rule-on-record", text)
    return _highest_on_its_law("us-erie", ruling)


def _highest_on_its_law(rule: str, ruling: Court) -> Finding:
    values = {"court": ruling.label, "jurisdiction": ruling.jurisdiction}
    text = say("{court} is the highest court of {jurisdiction}, and the question one of its law.", **values)
    return Finding(Weight.BINDING, (Step(rule, text),))


def _us_state_sees_federal(pair: Pair) -> Finding:
    if pair.ruling.level == "supreme" or (pair.deciding.jurisdiction in NOT_STATES and not _answers_to_highest(pair)):
        return _no_relation(pair)
    text = say(
        "{other} is a federal court below the Supreme Court; {court} is not under it.",
        other=pair.ruling.label,
        court=pair.deciding.label,
    )
    return _persuades("us-lower-federal-and-states", text)


def _answers_to_highest(pair: Pair) -> bool:
    """Whether review by the Supreme Court is on record: before it began, another federal court reviewed."""
    chain = pair.line.above.get("scotus")
    return chain is not None and chain.sure


def _us_state_sees_state(pair: Pair) -> Finding:
    deciding, ruling = pair.deciding, pair.ruling
    if deciding.jurisdiction != ruling.jurisdiction:
        own_law = pair.federal_question is False and pair.on_its_own_law
        if own_law and ruling.level in HIGHEST and ruling.jurisdiction not in NOT_STATES:
            return _highest_on_its_law("us-sister-state-law", ruling)
        return _of_another("us-sister-state", ruling)
    if _is_below(pair):
        return _below(pair)
    if deciding.jurisdiction == "US-FL" and ruling.level == "appellate":
        if deciding.level == "appellate":
            return _persuades("us-fl-districts", say("{court} is another district.", court=ruling.label))
        text = say(
            "{court} is another district's court: it binds only if no district disagrees, not judged here.",
            court=ruling.label,
        )
        return _unknown("us-fl-districts", text)
    return _no_relation(pair)


# Other common-law systems


def _commonwealth(
    vertical: str,
    own: Callable[[Court], str | None],
    sister: str | None = None,
    own_persuades: Callable[[Court], str | None] = lambda court: None,
) -> Callable[[Pair], Finding]:
    """A system with one line of courts: `vertical` and `sister` are rule ids; `own` gives the rule by which a
    court follows its own rulings, `own_persuades` that by which it need not."""

    def decide(pair: Pair) -> Finding:
        deciding, ruling = pair.deciding, pair.ruling
        if pair.is_own:
            if rule := own(deciding):
                return _own(rule, pair)
            if rule := own_persuades(deciding):
                return _own_ruling_does_not_bind(rule, deciding)
            return _own_not_on_record(deciding)
        if pair.chain is not None:
            if deciding.legal_system != "common-law":
                return _no_rule(deciding)
            if pair.chain.sure:
                return _binds(vertical, pair, pair.chain)
            return _perhaps_reviewed(pair)
        national = deciding.system in (deciding.jurisdiction, ruling.jurisdiction)
        if sister and not national and deciding.jurisdiction != ruling.jurisdiction:
            return _of_another(sister, ruling)
        return _below(pair) if _is_below(pair) else _no_relation(pair)

    return decide


def _own_gb(court: Court) -> str | None:
    by_slug = {"gb-court-of-appeal-criminal-division": "gb-court-of-appeal-own"}
    return "gb-highest-own" if court.level == "supreme" else by_slug.get(court.slug)


def _own_ca(court: Court) -> str | None:
    by_slug = {"ca-on-court-of-appeal": "ca-on-court-of-appeal-own"}
    return "ca-supreme-court-own" if court.level == "supreme" else by_slug.get(court.slug)


#: The legal systems with rules on record, by the first part of their courts' jurisdiction code.
SYSTEMS: dict[str, Callable[[Pair], Finding]] = {
    "US": _united_states,
    "GB": _commonwealth(
        "gb-vertical",
        _own_gb,
        own_persuades=lambda court: (
            "gb-divisional-court-own" if court.slug == "gb-high-court-divisional-court" else None
        ),
    ),
    "CA": _commonwealth("ca-vertical", _own_ca, "ca-other-province"),
    "AU": _commonwealth(
        "au-vertical", lambda court: "au-high-court-own" if court.level == "supreme" else None, "au-other-state"
    ),
    "HK": _commonwealth("hk-vertical", lambda court: "hk-own" if court.level in {"supreme", "appellate"} else None),
}
