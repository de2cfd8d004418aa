"""What moved between two days, and of which kind each move is: the law changed, a date is not exact, or we learned.

What each kind is stands in `kb.coverage.causes`; how the causes of a move are found, in `kb.coverage.differing`.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q

from cases.models import Effect
from jurisdictions.models import LegislativeEvent, ProvisionText
from jurisdictions.sentences import Sentence, joined, say
from kb.coverage.answering import Outcome, Verdict
from kb.coverage.causes import CHANGES_LAW, FIRST_SHOWN, Days, Kind, kind_of, named, record_of
from kb.coverage.differing import Aspect, Difference, deciding, law_for
from kb.coverage.law import NOT_BINDING, Wording
from kb.coverage.report import Coverage, source_shown


def moves(now: Coverage, then: Coverage) -> list[dict[str, Any]]:
    """Each jurisdiction that is in another list: its kind, and only the causes that moved it. Two queries, whatever
    the number of moves, and two more for each effect that ended because its ruling was undone.

    `from` and `to` are the lists of the day compared with and of the day asked about, whichever is earlier; causes
    are found and told in the order of time.
    """
    before, after = sorted((then, now), key=lambda coverage: coverage.date)
    days = Days(before.date, after.date)
    moved = [p for p in now.places if now.verdicts[p["code"]].outcome != then.verdicts[p["code"]].outcome]
    found = {place["code"]: _differences(place["code"], before, after) for place in moved}
    record = record_of(one for differences in found.values() for one in differences)
    made = []
    for place in moved:
        mine = found[place["code"]]
        causes = [cause for one in mine for cause in named(one, days, record)]
        made.append(_move(place, now, then, mine, causes))
    return made


def counted(found: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """How many moves there are of each kind."""
    return {kind.value: sum(move["kind"] == kind for move in found) for kind in Kind}


def moves_sentence(now: Coverage, then: Coverage, found: Sequence[Mapping[str, Any]]) -> Sentence:
    """What moved, in words that can be quoted and that take no move of another kind for a change of law."""
    first, last = sorted((now.date, then.date))
    if not found:
        return say("Between {first} and {last}, no place moved to another list.", first=first, last=last)
    number = counted(found)
    parts = [
        _told(number[Kind.LAW_CHANGED], say("the law changed in no place"), say("the law changed in 1 place"),
              say("the law changed in {number} places", number=number[Kind.LAW_CHANGED])),
        _told(number[Kind.DATE_NOT_EXACT], None, say("1 move is only that of a date that is not exact"),
              say("{number} moves are only those of dates that are not exact", number=number[Kind.DATE_NOT_EXACT])),
        _told(number[Kind.WE_LEARNED], None, say("1 move is only of what is on record, and not of the law"),
              say("{number} moves are only of what is on record, and not of the law", number=number[Kind.WE_LEARNED])),
    ]  # fmt: skip
    told = joined("; ", [part for part in parts if part is not None])
    return say("Between {first} and {last}, {told}.", first=first, last=last, told=told)


def _told(number: int, none: Sentence | None, one: Sentence, many: Sentence) -> Sentence | None:
    return (none, one)[number] if number < 2 else many


def _differences(code: str, before: Coverage, after: Coverage) -> list[Difference]:
    def outcome(clauses: Sequence[Any]) -> Outcome:
        return before.under(clauses, code).outcome

    def rank(one: Difference) -> int:
        """What only we learned is left out first, then what hangs on a date of which a part is open."""
        if one.aspect is Aspect.CERTAINTY:
            return 0 if one.clause.about.shown_on else 1
        return 2

    return deciding(law_for(code, before.clauses), law_for(code, after.clauses), outcome, rank)


def _move(
    place: Mapping[str, Any],
    now: Coverage,
    then: Coverage,
    found: Sequence[Difference],
    causes: list[dict[str, Any]],
) -> dict[str, Any]:
    ordered = sorted(causes, key=lambda cause: (list(Kind).index(cause["counts_as"]), cause["date"] or ""))
    provisions = {clause.provision for one in found for clause in (*one.before, *one.after)}
    old, new = then.verdicts[place["code"]], now.verdicts[place["code"]]
    return {
        "jurisdiction": {"code": place["code"], "slug": place["slug"], "name": place["name"]},
        "kind": kind_of(causes),
        "from": old.outcome.value,
        "to": new.outcome.value,
        "deciding": {"from": _deciding(old, provisions), "to": _deciding(new, provisions)},
        "because": [{name: value for name, value in cause.items() if name != "on"} for cause in _once(ordered)],
    }


def _once(causes: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """An event or ruling that decides through several wordings is told once for each instrument, or wording; the end
    of a wording that was replaced on its day is no second cause beside the beginning of the next."""
    begun = {(c["provision"]["slug"], c["date"]) for c in causes if c["what"] == "wording begins"}
    kept: dict[tuple[Any, ...], dict[str, Any]] = {}
    for cause in causes:
        if cause["what"] == "wording ends" and (cause["provision"]["slug"], cause["date"]) in begun:
            continue
        ruling = cause["ruling"] and cause["ruling"]["slug"]
        key = (cause["what"], cause["date"], cause["kind"], ruling, cause["statute"]["slug"])
        kept.setdefault(key if cause["what"] == "event" else (*key, cause["wording"]), cause)
    return list(kept.values())


def _deciding(verdict: Verdict, provisions: set[int]) -> dict[str, Any] | None:
    """The clause that decided, or came nearest: one of those that changed where there is one."""
    if not verdict.judgements:
        return None
    one = next(
        (
            judgement
            for judgement in verdict.judgements
            if judgement.clause.provision in provisions
            or any(
                answer.through is not None and answer.through.provision in provisions for answer in judgement.answers
            )
        ),
        verdict.judgements[0],
    )
    wording: Wording = one.clause.about
    return {
        "provision": wording.provision,
        "label": wording.label,
        "statute": {"slug": wording.statute, "citation": wording.citation},
        "wording": {
            "slug": wording.slug,
            "valid_from": wording.valid_from,
            "valid_to": wording.valid_to,
            "shown_on": wording.shown_on,
        },
        "reasons": list(one.reasons),
    }


def changes_between(codes: Sequence[str], first: dt.date, last: dt.date) -> dict[str, list[dict[str, Any]]]:
    """What changed the law of these jurisdictions after `first` and by `last`, by code, oldest first: all of it,
    whatever a question makes of it. Guidelines change no law. Three queries."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    within = {"date_latest__gt": first, "date_latest__lte": last}
    for event in (
        LegislativeEvent.objects.public()
        .filter(statute__jurisdiction__code__in=codes, kind__in=CHANGES_LAW, **within)
        .exclude(statute__kind__in=NOT_BINDING)
        .select_related("statute__jurisdiction", "source")
    ):
        found[event.statute.jurisdiction.code].append(
            {"what": "event", "date": str(event.date), "kind": event.kind, "by": event.by,
             "statute": {"slug": event.statute.slug, "citation": event.statute.citation},
             "source": source_shown(event.source)}
        )  # fmt: skip
    for text in (
        ProvisionText.objects.public()
        .filter(provision__statute__jurisdiction__code__in=codes)
        .exclude(provision__statute__kind__in=NOT_BINDING)
        .filter(
            Q(valid_from_latest__gt=first, valid_from_latest__lte=last)
            | Q(valid_to_earliest__gt=first, valid_to_earliest__lte=last)
            | Q(valid_from__isnull=True, in_force__startswith__gt=first, in_force__startswith__lte=last)
        )
        .select_related("provision__statute__jurisdiction")
        .order_by("id")
    ):
        found[text.provision.statute.jurisdiction.code].append(_wording(text, first, last))
    for effect in (
        Effect.objects.public()
        .filter(text__provision__statute__jurisdiction__code__in=codes)
        .filter(
            Q(since_latest__gt=first, since_latest__lte=last) | Q(until_earliest__gt=first, until_earliest__lte=last)
        )
        .select_related("holding__ruling__case", "text__provision__statute__jurisdiction")
        .order_by("id")
    ):
        ruling = effect.holding.ruling
        provision = {"slug": effect.text.provision.slug, "label": effect.text.provision.label}
        told = {"kind": effect.kind, "reach": effect.reach, "provision": provision,
                "ruling": {"slug": ruling.slug, "caption": ruling.caption}}  # fmt: skip
        changed = found[effect.text.provision.statute.jurisdiction.code]
        if first < effect.since.latest <= last:
            changed.append({"what": "ruling", "date": str(effect.since), **told})
        if effect.until is not None and first < effect.until.earliest <= last:
            changed.append({"what": "ruling ends", "date": str(effect.until), **told})
    return {code: sorted(changes, key=lambda change: change["date"]) for code, changes in found.items()}


def _wording(text: ProvisionText, first: dt.date, last: dt.date) -> dict[str, Any]:
    provision = {"slug": text.provision.slug, "label": text.provision.label}
    if text.valid_from is None and text.shown_on is not None and first < text.shown_on.latest <= last:
        return {"what": "first shown", "date": str(text.shown_on), "provision": provision, "wording": text.slug,
                "note": FIRST_SHOWN}  # fmt: skip
    if text.valid_from is not None and first < text.valid_from.latest <= last:
        return {"what": "wording begins", "date": str(text.valid_from), "provision": provision, "wording": text.slug}
    return {"what": "wording ends", "date": str(text.valid_to), "provision": provision, "wording": text.slug}
