"""Appeals that were pending on a date. No Django.

An appeal is pending from the day it was filed until a ruling of that court on it is on record. Where the day of
filing is not on record it counts from the ruling's own, and says so; where a partial date leaves open whether it
had begun or ended, it may be pending, and is not `sure`.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from cases.authority import Step, happened
from jurisdictions.partial_dates import PartialDate
from jurisdictions.sentences import Sentence, say

#: What ends an appeal. A stay is an order on the way, and an amended opinion is the work of the same court.
ENDING = frozenset({"affirms", "reverses", "vacates", "remands"})
PENDING = "pending"


@dataclass(frozen=True, slots=True)
class Appeal:
    """One record of an appeal from the ruling `of`, given on `given`, to `court` (its slug; `court_name` is empty
    where it may not be shown). `kind` is `pending`, or what the court's ruling of `decided` did on it."""

    of: str
    given: PartialDate
    kind: str
    court: str
    court_name: str = ""
    docket: str = ""
    filed: PartialDate | None = None
    decided: PartialDate | None = None
    appellant: str = ""
    note: str = ""

    @property
    def shown_court(self) -> str | None:
        """The court's slug, where it may be shown."""
        return self.court if self.court_name else None


@dataclass(frozen=True, slots=True)
class PendingAppeal:
    """An appeal that was pending on a day. `sure`: no date on record leaves that open."""

    appeal: Appeal
    sure: bool

    @property
    def told(self) -> Sentence:
        """In a sentence: where it is pending, and since when."""
        appeal = self.appeal
        if appeal.filed is None:
            text = say("The day on which it was filed is not on record: it is counted from the ruling's own.")
        elif appeal.docket:
            text = say("Filed {day}, No. {docket}.", day=appeal.filed, docket=appeal.docket.removeprefix("No. "))
        else:
            text = say("Filed {day}.", day=appeal.filed)
        values = {"court": appeal.court_name, "told": text}
        if not self.sure:
            if appeal.court_name:
                return say("An appeal to {court} may be pending; its dates leave it open. {told}", **values)
            return say("An appeal may be pending; its dates leave it open. {told}", told=text)
        if appeal.court_name:
            return say("An appeal to {court} is pending. {told}", **values)
        return say("An appeal is pending. {told}", told=text)

    @property
    def step(self) -> Step:
        return Step("appeal-pending", self.told)

    def shown(self) -> dict[str, object]:
        """What an answer shows of it. `filed` None: not on record, and counted from the ruling's day."""
        return {
            "court": self.appeal.shown_court,
            "court_name": self.appeal.court_name or None,
            "docket": self.appeal.docket,
            "filed": None if self.appeal.filed is None else str(self.appeal.filed),
            "sure": self.sure,
            "told": self.told,
        }


def pending_on(appeals: Iterable[Appeal], date: dt.date) -> tuple[PendingAppeal, ...]:
    """The appeals from one ruling that were pending that day, one a court at most, the first filed first."""
    by_court: dict[str, list[Appeal]] = defaultdict(list)
    for appeal in appeals:
        by_court[appeal.court].append(appeal)
    found = []
    for records in by_court.values():
        open_ = [entry for appeal in records if (entry := _pending(appeal, records, date))]
        # The same appeal may stand on record twice, as pending and as decided: what is surer goes before.
        if open_:
            found.append(min(open_, key=lambda entry: (not entry.sure, entry.appeal.filed is None)))
    return tuple(sorted(found, key=_by_filing))


def _by_filing(entry: PendingAppeal) -> tuple[dt.date, str]:
    appeal = entry.appeal
    return (appeal.filed or appeal.given).latest, appeal.court


def _pending(appeal: Appeal, records: Iterable[Appeal], date: dt.date) -> PendingAppeal | None:
    """That appeal, if it was or may have been pending. A decided one tells when it was only by its day of filing."""
    if appeal.kind != PENDING and (appeal.filed is None or appeal.kind not in ENDING):
        return None
    began = happened(appeal.filed or appeal.given, date)
    if began is False:
        return None
    ended: bool | None = False
    for other in records if appeal.decided is None else (appeal,):
        earlier = other.decided is not None and appeal.filed is not None and other.decided.surely_before(appeal.filed)
        if other.kind not in ENDING or other.decided is None or earlier:
            continue
        decided = happened(other.decided, date)
        if decided:
            return None
        ended = None if decided is None else ended
    return PendingAppeal(appeal, sure=began is True and ended is False)
