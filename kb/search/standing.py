"""The date and status, on a day, of the statutes and provisions that a search found."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from jurisdictions import lives
from jurisdictions.lifecycle import status_on
from jurisdictions.models import ProvisionText
from jurisdictions.partial_dates import PartialDate

#: The status of a provision all of whose wordings have ended by the day, in a statute that may well stand.
ENDED = "ended"

type Standing = tuple[PartialDate | None, str | None]


def standings(found: Iterable[tuple[str, int, int | None]], day: dt.date) -> dict[tuple[str, int], Standing]:
    """(type, key) -> date and status, for found (type, key, key of the statute above). Two queries.

    A statute's date is that of the last event on record by the day, or else of the first to come; its
    status is that of `jurisdictions.lifecycle`. A provision's date
    is the start of its latest wording begun by the day (or the first day a source shows it), its status
    that of its statute, or `ended`.
    """
    statutes = {pk for type_, pk, _ in found if type_ == "statute"}
    provisions = {pk: above for type_, pk, above in found if type_ == "provision" and above}
    lived = _lives(statutes | set(provisions.values()), day)
    standing: dict[tuple[str, int], Standing] = {("statute", pk): lived[pk] for pk in statutes}
    wordings = _wordings(provisions)
    for pk, above in provisions.items():
        texts = wordings[pk]
        ended = bool(texts) and all(until and until.latest <= day for _, until in texts)
        begun = [start for start, _ in texts if start and start.latest <= day]
        latest = max(begun, key=lambda start: start.latest, default=None)
        standing["provision", pk] = (latest, ENDED if ended else lived[above][1])
    return standing


def _lives(keys: set[int], day: dt.date) -> dict[int, Standing]:
    found: dict[int, Standing] = {}
    for key, life in lives.read(keys).items():
        dates = sorted((date for date, _ in life.events), key=lambda date: date.latest)
        happened = [date for date in dates if date.latest <= day]
        found[key] = (happened[-1] if happened else next(iter(dates), None), status_on(life, day).status)
    return found


def _wordings(keys: Iterable[int]) -> dict[int, list[tuple[PartialDate | None, PartialDate | None]]]:
    texts: dict[int, list[tuple[PartialDate | None, PartialDate | None]]] = defaultdict(list)
    rows = ProvisionText.objects.public().filter(provision__in=list(keys)).order_by("id")
    for key, start, shown, until in rows.values_list("provision_id", "valid_from", "shown_on", "valid_to"):
        texts[key].append((start or shown, until))
    return texts
