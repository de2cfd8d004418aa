"""The slow reference of the coverage rule, written apart from the engine and with no thought for speed."""

from __future__ import annotations

from kb.coverage.answering import Clause, Force
from kb.coverage.conditions import NOT_ASSESSED, Condition, Query


def by_hand(clauses: list[Clause], code: str, asked: Query, in_practice: bool) -> str:
    """The rule of answering.py's docstring, spelled out with sets and no thought for speed."""
    order = ["match", "unclear", "silent", "not_assessed", "no_match"]

    def wordings(provision: int) -> list[Clause]:
        return [c for c in clauses if c.provision == provision]

    def of_reading(offence: Clause, definitions: list[Clause], asked: list[Condition]) -> tuple[str, list[bool], bool]:
        used: dict[str, Clause | None] = {}
        given: dict[str, str] = {}
        for c in asked:
            telling = [one for one in (offence, *definitions) if c.question in one.answers]
            used[c.question] = telling[0] if telling else None
            given[c.question] = telling[0].answers[c.question][0] if telling else NOT_ASSESSED
        met = [given[c.question] in c.accepts for c in asked]
        known = any(used.values())
        relied = [offence, *(one for one in used.values() if one)]
        fails = [c.question for c in asked if given[c.question] in {"yes", "no", "partial"} - c.accepts]
        if in_practice and any(c.force == Force.NOT_ENFORCEABLE for c in relied):
            return "no_match", met, known
        if any(one is offence or (one and not one.unsure) for one in map(used.get, fails)):
            return "no_match", met, known
        if in_practice and any(c.force == Force.NOT_DETERMINABLE for c in relied):
            return "unclear", met, known
        if any(c.unsure for c in relied):
            return "unclear", met, known
        unmet = {given[c.question] for c in asked if given[c.question] not in c.accepts}
        if not unmet:
            return "match", met, known
        for word, result in ((NOT_ASSESSED, "not_assessed"), ("unclear", "unclear")):
            if word in unmet:
                return result, met, known
        return "silent", met, known

    def of_clause(offence: Clause, asked: list[Condition]) -> tuple[str, bool]:
        limbs = [path_from(clauses, d, offence.provision) for p in offence.incorporates for d in wordings(p)]
        union = list({id(d): d for limb in limbs for d in limb}.values())
        differ = any(
            len({d.answers[c.question][0] for d in union if c.question in d.answers}) > 1
            for c in asked
            if c.question not in offence.answers
        )
        readings = [of_reading(offence, limb, asked) for limb in (limbs if differ else [union])]
        best = min((result for result, _, _ in readings), key=order.index)
        met_together = all(any(column) for column in zip(*(m for _, m, _ in readings), strict=True))
        if best == "no_match" and len(readings) > 1 and met_together:
            best = "unclear"
        return best, any(known for _, _, known in readings)

    def may_be_asked(c: Clause, conditions: tuple[Condition, ...]) -> list[Condition]:
        if c.role in ("", "offence", "other-offence"):
            return list(conditions)
        return [one for one in conditions if one.put_to is None or c.role in one.put_to]

    def exists(where: tuple[Condition, ...], any_of: tuple[Condition, ...]) -> str:
        results = []
        for c in here:
            options = may_be_asked(c, any_of)
            if len(may_be_asked(c, where)) < len(where) or (any_of and not options):
                continue
            tried = [of_clause(c, [*where, one]) for one in options] if any_of else [of_clause(c, list(where))]
            if any(known for _, known in tried):
                results.append(min((result for result, _ in tried), key=order.index))
        return min(results, key=order.index) if results else "not_assessed"

    def nowhere(one: Condition) -> str:
        results = {"match"}
        for c in here:
            if may_be_asked(c, (one,)):
                result, known = of_clause(c, [one])
                relevant = not c.role or one.put_to is None or c.role in one.put_to
                if result == "match" and (known or relevant):
                    return "no_match"
                if result != "no_match" and (known or relevant):
                    results.add(result)
        return next(word for word in ("not_assessed", "unclear", "silent", "match") if word in results)

    def gone(c: Clause) -> bool:
        code_of = [one for one in clauses if one.provision in c.stands_in and one.jurisdiction == c.jurisdiction]
        return bool(code_of) and bool(c.unsure or not all(one.unsure for one in code_of))

    here = [
        c
        for c in clauses
        if c.jurisdiction == code
        and (c.role in ("offence", "other-offence", "duty") or (not c.role and not c.defines))
        and not gone(c)
    ]
    parts = [exists(asked.where, asked.any_of)]
    parts += [exists((one,), ()) for one in asked.also]
    parts += [nowhere(one) for one in asked.none_of]
    return next(word for word in ("no_match", "not_assessed", "unclear", "silent", "match") if word in parts)


def path_from(clauses: list[Clause], start: Clause, offence: int) -> list[Clause]:
    """Clauses reached from `start` depth first, each path ending where it meets itself or the offence."""
    out: list[Clause] = []

    def walk(c: Clause, path: tuple[int, ...]) -> None:
        if c.provision in path:
            return
        out.append(c)
        for deeper in c.incorporates:
            for one in clauses:
                if one.provision == deeper:
                    walk(one, (*path, c.provision))

    walk(start, (offence,))
    return out
