"""An answer in words that can be quoted: how many places, of which kinds, and what is counted of them.

Kinds are told apart: a state, the district of a federation and the federation itself are not three of a kind. A country
whose states are asked about beside it is told as what it then is, its federal law.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from jurisdictions.grades import Grade
from jurisdictions.sentences import Joined, Sentence, joined, say
from kb.coverage.answering import Outcome
from kb.coverage.conditions import ANSWERS, Basis, Condition

if TYPE_CHECKING:
    from kb.coverage.report import Coverage

#: What a country is called here whose states are asked about beside it.
FEDERATION = "federation"

#: The kinds of place in the order in which they are told: what they are called, one of them, several.
KINDS: dict[str, tuple[Sentence, Sentence, Callable[[int], Sentence]]] = {
    "country": (say("countries"), say("1 country"), lambda n: say("{number} countries", number=n)),
    "dependency": (say("dependencies"), say("1 dependency"), lambda n: say("{number} dependencies", number=n)),
    "special-administrative-region": (
        say("special administrative regions"),
        say("1 special administrative region"),
        lambda n: say("{number} special administrative regions", number=n),
    ),
    "constituent-country": (
        say("constituent countries"),
        say("1 constituent country"),
        lambda n: say("{number} constituent countries", number=n),
    ),
    "supranational": (
        say("bodies of states"),
        say("1 body of states"),
        lambda n: say("{number} bodies of states", number=n),
    ),
    "state": (say("states"), say("1 state"), lambda n: say("{number} states", number=n)),
    "province": (say("provinces"), say("1 province"), lambda n: say("{number} provinces", number=n)),
    "district": (say("districts"), say("1 district"), lambda n: say("{number} districts", number=n)),
    "territory": (say("territories"), say("1 territory"), lambda n: say("{number} territories", number=n)),
}


def kind_of(place: Mapping[str, Any], federations: Iterable[str]) -> str:
    return FEDERATION if place["code"] in federations else str(place["kind"])


def federations_among(places: Sequence[Mapping[str, Any]]) -> frozenset[str]:
    """Codes of the countries among these whose states are among them too."""
    parents = {code for place in places if place["kind"] == "state" for code in place["path"]}
    return frozenset(place["code"] for place in places if place["kind"] == "country" and place["code"] in parents)


def by_kind(coverage: Coverage) -> dict[str, dict[str, int]]:
    """How many places of each kind stand in each list; the kinds that none is of are left out."""
    federations = federations_among(coverage.places)
    found: dict[str, Counter[str]] = {outcome.value: Counter() for outcome in Outcome}
    for place in coverage.places:
        found[coverage.verdicts[place["code"]].outcome.value][kind_of(place, federations)] += 1
    order = [*KINDS, FEDERATION]
    return {name: {kind: counted[kind] for kind in order if counted[kind]} for name, counted in found.items()}


def told_by_kind(
    coverage: Coverage, outcome: Outcome = Outcome.MATCH, names: Mapping[str, str] | None = None
) -> Joined | Sentence | None:
    """The places of one list by kind: "21 states, the District of Columbia and federal law"; None where it is empty.

    `names`: what to call places, by code; else as on record."""
    federations = federations_among(coverage.places)
    found: dict[str, list[dict[str, Any]]] = {}
    for place in coverage.places:
        if coverage.verdicts[place["code"]].outcome is outcome:
            found.setdefault(kind_of(place, federations), []).append(place)
    parts: list[str] = []
    for kind, (_, one, several) in KINDS.items():
        match found.get(kind, ()):
            case [place] if kind == "district":
                parts.append(say("the {name}", name=(names or {}).get(place["code"], place["name"])))
            case [_]:
                parts.append(one)
            case [_, *_] as places:
                parts.append(several(len(places)))
    for place in found.get(FEDERATION, ()):
        if all(place["code"] in other["path"] for other in coverage.places):
            parts.append(say("federal law"))
        else:
            parts.append(say("the federal law of {name}", name=(names or {}).get(place["code"], place["name"])))
    if len(parts) < 2:
        return joined(say(", "), parts) if parts else None
    return say("{rest} and {last}", rest=joined(say(", "), parts[:-1]), last=parts[-1])


def sentence(
    coverage: Coverage, labels: Mapping[str, str] | None = None, names: Mapping[str, str] | None = None
) -> Joined:
    """What was counted, in words that can be quoted. `labels`: what to call the questions; else by their slugs.
    `names`: what to call places, by code; else as on record."""
    query, calls = coverage.query, labels or {}
    told = [_head(coverage, calls, names)]
    if query.also:
        told.append(
            say(
                "For each of the following, each of them also had a provision that meets it, the same or another: "
                "{asked}.",
                asked=_all(query.also, calls),
            )
        )
    if query.none_of:
        told.append(say("In none of them did a provision meet any of: {asked}.", asked=_any(query.none_of, calls)))
    if coverage.kinds:
        told.append(
            say(
                "Only these kinds of jurisdiction were asked about: {kinds}.",
                kinds=joined(say(", "), [KINDS[kind][0] for kind in coverage.kinds]),
            )
        )
    told.append(_tail(coverage))
    if coverage.grade:
        told.append(below(coverage.grade))
    return joined(" ", told)


def below(grade: Grade) -> Sentence:
    """What became of answers that rest less well than was asked for."""
    return say("Answers of a grade below {grade} count as not assessed.", grade=grade.value)


def _head(coverage: Coverage, labels: Mapping[str, str], names: Mapping[str, str] | None) -> Sentence:
    match, total = len(coverage.lists()[Outcome.MATCH.value]), len(coverage.places)
    kinds = told_by_kind(coverage, names=names)
    if kinds:
        whom = say("{match} of {total} jurisdictions asked about ({kinds})", match=match, total=total, kinds=kinds)
    else:
        whom = say("{match} of {total} jurisdictions asked about", match=match, total=total)
    values = {"date": coverage.date, "whom": whom, "meets": _meets(coverage, labels)}
    match coverage.basis:
        case Basis.ENFORCEABLE:
            return say(
                "On {date}, {whom} had at least one provision in force that, by its own words or a definition it takes "
                "in, {meets}; and can be enforced there, at least in part.",
                **values,
            )
        case Basis.IN_FORCE:
            return say(
                "On {date}, {whom} had at least one provision in force that, by its own words or a definition it takes "
                "in, {meets}; whether or not it can be enforced.",
                **values,
            )
    return say(
        "On {date}, {whom} had at least one provision made law by then that, by its own words or a definition it takes "
        "in, {meets}; whether or not it had begun or can be enforced.",
        **values,
    )


def _meets(coverage: Coverage, labels: Mapping[str, str]) -> Sentence:
    where, any_of = _all(coverage.query.where, labels), _any(coverage.query.any_of, labels)
    if not coverage.query.any_of:
        return say("meets all of: {asked}", asked=where)
    if not coverage.query.where:
        return say("meets at least one of: {asked}", asked=any_of)
    return say("meets all of: {asked}; and at least one of: {others}", asked=where, others=any_of)


def _tail(coverage: Coverage) -> Sentence:
    counts = {name: len(codes) for name, codes in coverage.lists().items()}
    if coverage.query.of_the_place:
        return say(
            "{no_match} fail some of this by what is on record. Unclear: {unclear}; silent: {silent}; not assessed: "
            "{not_assessed}. None of these three is a no.",
            **counts,
        )
    return say(
        "{no_match} had none on record. Unclear: {unclear}; silent: {silent}; not assessed: {not_assessed}. None of "
        "these three is a no.",
        **counts,
    )


def _all(conditions: Sequence[Condition], labels: Mapping[str, str]) -> Joined:
    return joined(say("; "), [_asked(condition, labels) for condition in conditions])


def _any(conditions: Sequence[Condition], labels: Mapping[str, str]) -> Joined:
    return joined(say(", "), [_asked(condition, labels) for condition in conditions])


def _asked(condition: Condition, labels: Mapping[str, str]) -> Sentence:
    answers = joined(say(" or "), [ANSWERS.get(answer, answer) for answer in sorted(condition.accepts)])
    if condition.question in labels:
        return say("“{question}” answered {answers}", question=labels[condition.question], answers=answers)
    return say("{question} answered {answers}", question=condition.question, answers=answers)
