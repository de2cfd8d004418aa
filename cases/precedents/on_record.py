"""The holdings on record and their standing on a day, whichever court is asked: rows read once for an answer."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Exists, Model, OuterRef, Q

from cases import rows
from cases.models import Effect, Finder, Holding, Issue, IssueKind, Ruling, Treatment, caption_of
from cases.standing import Appeal, GoodLaw, PendingAppeal, pending_on
from jurisdictions.models import Provision, Statute
from jurisdictions.models.sources import Status
from jurisdictions.partial_dates import PartialDate


class CourtShown(NamedTuple):
    slug: str
    name: str


class RulingShown(NamedTuple):
    """What an answer shows of a ruling, under the names that `Ruling` has for it. An answer may hold
    thousands: a row of the model with its relations costs ten times as much."""

    slug: str
    date: PartialDate
    citations: list[str]
    precedential: str
    caption: str
    court: CourtShown


class HoldingShown(NamedTuple):
    """What an answer shows of a holding, under the names that `Holding` has for it."""

    pk: int
    slug: str
    answer: str
    scope: str
    dictum: bool
    summary: str
    pinpoint: str
    note: str
    source: rows.SourceRow | None
    ruling: RulingShown


class Later(NamedTuple):
    """A treatment that a holding's ruling had received by the date: on one issue (its slug and title) or, where none
    is named, on the whole. `appeals` are those then pending from the later ruling."""

    kind: str
    note: str
    citing: RulingShown
    issue: str | None
    about: str
    appeals: tuple[PendingAppeal, ...]


@dataclass(frozen=True, slots=True)
class Concerning:
    """Only holdings that concern this clause, or this instrument by itself or by one of its clauses."""

    provision: Provision | None = None
    statute: Statute | None = None

    def condition(self) -> Q:
        """As of rows of `Holding`."""
        found = Q()
        if self.provision is not None:
            found &= _linked(Holding.provisions.through, provision=self.provision)
        if self.statute is not None:
            found &= _linked(Holding.statutes.through, statute=self.statute) | _linked(
                Holding.provisions.through, provision__statute=self.statute, provision__status=Status.PUBLISHED
            )
        return found


#: Every holding.
EVERYTHING = Concerning()


def _linked(links: type[Model], **of: object) -> Q:
    return Q(Exists(links._default_manager.filter(holding=OuterRef("pk"), **of)))


@dataclass(frozen=True, slots=True)
class OnRecord:
    """One holding on an issue (by primary key) and its standing on a day, whichever court is asked. `later` are
    the treatments its ruling had received by then; kind and composition are the ruling's."""

    issue: int
    kind: str
    composition: str
    holding: HoldingShown
    good_law: GoodLaw
    later: tuple[Later, ...]


def on_record(date: dt.date, issue: Issue | None = None, concerning: Concerning = EVERYTHING) -> list[OnRecord]:
    """Every holding on the issue (on any, where none is given) that may have been given by the date, the latest
    first, with its standing that day: seven queries or fewer, however many there are."""
    holdings = _holdings(date, issue, concerning)
    rulings = {ruling for _, ruling, *_ in holdings}
    treated = _treated(rulings, date)
    appeals = rows.appeals_from(rulings | {one.citing for given in treated.values() for one in given})
    standing = _standings(
        ((one.pk, one.ruling.slug, slug, question) for *_, question, slug, one in holdings), rulings, appeals, date
    )
    by_ruling = defaultdict(list)
    for appeal in appeals:
        by_ruling[appeal.of].append(appeal)
    pending = {slug: pending_on(records, date) for slug, records in by_ruling.items()}
    later = {
        ruling: tuple(
            Later(one.kind, one.note, one.shown, one.issue, one.about, pending.get(one.shown.slug, ())) for one in given
        )
        for ruling, given in treated.items()
    }
    return [
        OnRecord(of, kind, composition, holding, standing[holding.pk], later.get(ruling, ()))
        for of, ruling, kind, composition, _, _, holding in holdings
    ]


def standings(holdings: Iterable[Holding], date: dt.date) -> dict[int, GoodLaw]:
    """The standing that day of what each holding answered, by its key: as `on_record` has it, for rows at hand with
    their rulings and issues. Four queries, or none. The rulings must surely have been given by then."""
    found = list(holdings)
    rulings = {one.ruling_id for one in found}
    if not found:
        return {}
    appeals = rows.appeals_from(rulings)
    return _standings(
        ((one.pk, one.ruling.slug, one.issue.slug, one.issue.kind) for one in found), rulings, appeals, date
    )


def _standings(
    holdings: Iterable[tuple[int, str, str, str]], rulings: set[int], appeals: list[Appeal], date: dt.date
) -> dict[int, GoodLaw]:
    """Of holdings given by key, ruling, issue and the issue's kind."""
    found = list(holdings)
    citator = rows.citator(rulings, appeals)
    # What is protected expression does not depend on any wording.
    on_wordings = [pk for pk, *_, kind in found if kind != IssueKind.PROTECTED]
    ended = _wordings_ended(on_wordings) if on_wordings else {}
    return {pk: citator.good_law(ruling, date, issue, wording_ended=ended.get(pk)) for pk, ruling, issue, _ in found}


def _holdings(
    date: dt.date, issue: Issue | None, concerning: Concerning
) -> list[tuple[int, int, str, str, str, str, HoldingShown]]:
    """Every holding on the issue, or on any, that may have been given by the date, the latest first: the primary
    keys of its issue and ruling, the ruling's kind and composition, the issue's kind and slug, and what is shown
    of it."""
    public = Holding.objects.public().filter(concerning.condition())
    found = []
    for (
        pk, slug, answer, scope, dictum, summary, pinpoint, note, ruling, ruling_slug, given, citations, precedential,
        kind, composition, caption, court, name, of, question, issue_slug, *source,
    ) in (
        (public if issue is None else public.filter(issue=issue))
        .filter(ruling__date_earliest__lte=date)
        .order_by("-ruling__date_latest", "slug")
        .values_list(
            "pk", "slug", "answer", "scope", "dictum", "summary", "pinpoint", "note", "ruling", "ruling__slug",
            "ruling__date", "ruling__citations", "ruling__precedential", "ruling__kind", "ruling__composition",
            caption_of("ruling__"), "ruling__court__slug", "ruling__court__name", "issue", "issue__kind", "issue__slug",
            "source__slug", "source__title", "source__url", "source__status",
        )
    ):  # fmt: skip
        by = RulingShown(ruling_slug, given, citations, precedential, caption, CourtShown(court, name))
        shown = HoldingShown(
            pk, slug, answer, scope, dictum, summary, pinpoint, note,
            None if source[0] is None else rows.SourceRow(*source), by,
        )  # fmt: skip
        found.append((of, ruling, kind, composition, question, issue_slug, shown))
    return found


def _wordings_ended(holdings: Iterable[int]) -> dict[int, PartialDate]:
    """The first day on which no wording that the holding had an effect on was in force any more; none where
    one still is, or none is on record. What is protected expression does not depend on any wording."""
    of_the_text = [path.removeprefix("text__") for path in Effect.PUBLIC_PARENTS if path.startswith("text__")]
    ends: dict[int, list[PartialDate | None]] = defaultdict(list)
    for holding, end in (
        Effect.objects.filter(rows.among("holding", holdings), status=Status.PUBLISHED)
        .filter(**published("text", of_the_text))
        .order_by()
        .values_list("holding", "text__valid_to")
    ):
        ends[holding].append(end)
    return {
        holding: max((day for day in days if day is not None), key=lambda day: day.latest)
        for holding, days in ends.items()
        if None not in days
    }


class _Treated(NamedTuple):
    kind: str
    note: str
    citing: int
    shown: RulingShown
    issue: str | None
    about: str


def _treated(rulings: Iterable[int], date: dt.date) -> dict[int, list[_Treated]]:
    """The treatments of these rulings, which are public, by a ruling of the date at the latest."""
    found: dict[int, list[_Treated]] = defaultdict(list)
    courts: dict[str, CourtShown] = {}
    for cited, kind, note, issue, about, pk, slug, given, citations, precedential, caption, court, name in (
        Treatment.objects.filter(rows.among("cited", rulings), status=Status.PUBLISHED, found_by=Finder.PERSON)
        .filter(Q(issue__isnull=True) | Q(issue__status=Status.PUBLISHED))
        .filter(citing__date_latest__lte=date, **published("citing", Ruling.PUBLIC_PARENTS))
        .order_by("citing__date_latest", "id")
        .values_list(
            "cited", "kind", "note", "issue__slug", "issue__title",
            "citing", "citing__slug", "citing__date", "citing__citations", "citing__precedential",
            caption_of("citing__"), "citing__court__slug", "citing__court__name",
        )
    ):  # fmt: skip
        by = courts.get(court) or courts.setdefault(court, CourtShown(court, name))
        citing = RulingShown(slug, given, citations, precedential, caption, by)
        found[cited].append(_Treated(kind, note, pk, citing, issue, about or ""))
    return found


def published(relation: str, parents: Iterable[str]) -> dict[str, str]:
    """Conditions that the related record is public, where the row at hand is known to be."""
    return {f"{path}__status": Status.PUBLISHED.value for path in (relation, *(f"{relation}__{p}" for p in parents))}
