"""The date and status, on a day, of the statutes and provisions that a search found."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from jurisdictions import lifecycle
from jurisdictions.models import LegislativeEvent, ProvisionText
from jurisdictions.partial_dates import PartialDate

#: The status of a provision all of whose wordings have ended by the day, in a statute that may well stand.
ENDED = "ended"

type Standing = tuple[PartialDate | None, str | None]


def standings(found: Iterable[tuple[str, int, int | None]], day: dt.date) -> dict[tuple[str, int], Standing]:
    """(type, key) -> date and status, for found (type, key, key of the statute above). Two queries.

    A statute's date is that of the last event on record by the day, or else of the first to come; its
    status follows from its public events by the rule of `jurisdictions.lifecycle`. A provision's date
    is the start of its latest wording begun by the day (or the first day a source shows it), its status
    that of its statute, or `ended`.
    """
    statutes = {pk for type_, pk, _ in found if type_ == "statute"}
    provisions = {pk: above for type_, pk, above in found if type_ == "provision" and above}
    lives = _lives(statutes | set(provisions.values()), day)
    standing: dict[tuple[str, int], Standing] = {("statute", pk): lives[pk] for pk in statutes}
    wordings = _wordings(provisions)
    for pk, above in provisions.items():
        texts = wordings[pk]
        ended = bool(texts) and all(until and until.latest <= day for _, until in texts)
        begun = [start for start, _ in texts if start and start.latest <= day]
        latest = max(begun, key=lambda start: start.latest, default=None)
        standing["provision", pk] = (latest, ENDED if ended else lives[above][1])
    return standing


def _lives(keys: set[int], day: dt.date) -> dict[int, Standing]:
    federal: set[int] = set()
    events: dict[int, list[tuple[PartialDate, str]]] = defaultdict(list)
    rows = LegislativeEvent.objects.public().filter(statute__in=keys).order_by("date_latest", "id")
    for key, code, date, kind in rows.values_list("statute_id", "statute__jurisdiction__code", "date", "kind"):
        events[key].append((date, kind))
        if code == "US":
            federal.add(key)
    lives: dict[int, Standing] = {}
    for key in keys:
        happened = [date for date, _ in events[key] if date.latest <= day]
        date = happened[-1] if happened else next((date for date, _ in events[key]), None)
        lives[key] = (date, lifecycle.status_on(events[key], day, us_federal=key in federal).status)
    return lives


def _wordings(keys: Iterable[int]) -> dict[int, list[tuple[PartialDate | None, PartialDate | None]]]:
    texts: dict[int, list[tuple[PartialDate | None, PartialDate | None]]] = defaultdict(list)
    rows = ProvisionText.objects.public().filter(provision__in=list(keys)).order_by("id")
    for key, start, shown, until in rows.values_list("provision_id", "valid_from", "shown_on", "valid_to"):
        texts[key].append((start or shown, until))
    return texts
