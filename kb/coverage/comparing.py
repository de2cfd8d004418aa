"""What moved between two days, and the events, wordings and rulings that moved it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import Any

from django.db.models import Q

from cases.models import Effect
from jurisdictions.models import LegislativeEvent, ProvisionText
from jurisdictions.sentences import say
from kb.coverage.report import Coverage, source_shown

_FIRST_SHOWN = say("a source first shows this wording then; when it began is not on record")


def moves(now: Coverage, then: Coverage) -> list[dict[str, Any]]:
    """Each jurisdiction that is in another list, with what happened between the days: three queries.

    A jurisdiction may also move because a source first shows a wording on some day in between: then what
    changed is what is on record, not the law, and the entry says so.
    """
    moved = [p for p in now.places if now.verdicts[p["code"]].outcome != then.verdicts[p["code"]].outcome]
    codes = [place["code"] for place in moved]
    first, last = sorted((then.date, now.date))
    changes = changes_between(codes, first, last)
    return [
        {
            "jurisdiction": {"code": place["code"], "slug": place["slug"], "name": place["name"]},
            "from": then.verdicts[place["code"]].outcome.value,
            "to": now.verdicts[place["code"]].outcome.value,
            "because": changes.get(place["code"], []),
        }
        for place in moved
    ]


def changes_between(codes: list[str], first: dt.date, last: dt.date) -> dict[str, list[dict[str, Any]]]:
    """What changed the law of these jurisdictions after `first` and by `last`, by code, oldest first."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    within = {"date_latest__gt": first, "date_latest__lte": last}
    for event in (
        LegislativeEvent.objects.public()
        .filter(statute__jurisdiction__code__in=codes, **within)
        .exclude(kind__in=["introduced", "committee", "passed-chamber", "passed", "consultation"])
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
        told = {"kind": effect.kind, "reach": effect.reach, "provision": effect.text.provision.slug,
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
                "note": _FIRST_SHOWN}  # fmt: skip
    if text.valid_from is not None and first < text.valid_from.latest <= last:
        return {"what": "wording begins", "date": str(text.valid_from), "provision": provision, "wording": text.slug}
    return {"what": "wording ends", "date": str(text.valid_to), "provision": provision, "wording": text.slug}
