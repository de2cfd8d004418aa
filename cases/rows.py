"""Rows of the database as the plain records that `cases.authority` and `cases.standing` reason about.

Everything here reads what the public may see, and nothing is decided here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import BooleanField, F, Func, OuterRef, Value

from cases import authority, standing
from cases.models import (
    AppealKind,
    AppealOutcome,
    Effect,
    Finder,
    Holding,
    Issue,
    Ruling,
    Treatment,
    TreatmentKind,
    caption_of,
)
from cases.standing.pending import ENDING, PENDING
from jurisdictions.models import AppellateReview, Court, Jurisdiction
from jurisdictions.models.sources import Status
from jurisdictions.partial_dates import PartialDate


def among(column: str, keys: Iterable[int]) -> Func:
    """The condition that the column holds one of the keys, which go as one parameter: thousands of parameters
    cost more than the rows they find, and a list of numbers more than its text."""
    return _among(column, f"{{{','.join(map(str, keys))}}}", "bigint[]")


def among_words(column: str, words: Iterable[str]) -> Func:
    """The same for a column of text."""
    return _among(column, list(words), "text[]")


def _among(column: str, array: str | list[str], kind: str) -> Func:
    template = f"(%(expressions)s::{kind}))"
    return Func(F(column), Value(array), template=template, arg_joiner=" = ANY (", output_field=BooleanField())


#: The versions of all rows that a hierarchy is made of. PostgreSQL gives each version of a row its place
#: (ctid) and the transaction that wrote it (xmin), so no change goes unseen: not that of a bulk update,
#: which leaves `updated_at` alone, nor one of this very transaction.
_VERSIONS = " UNION ALL ".join(
    f"SELECT hashtextextended('{table}' || xmin || ctid, id) AS version FROM {table}"  # noqa: S608 - names of tables
    for table in (model._meta.db_table for model in (Court, Court.territory.through, AppellateReview, Jurisdiction))
)
_FINGERPRINT = f"SELECT count(*), bit_xor(version), sum(version) FROM ({_VERSIONS}) AS versions"  # noqa: S608 - the same

#: The last hierarchy read, by its fingerprint: courts change a few times a year.
_kept: tuple[object, authority.Hierarchy] | None = None


def hierarchy() -> authority.Hierarchy:
    """All courts and review relations on record, read anew where any row of them has changed: one query,
    and three more then. The answer is shared: it works out the lines of courts once and keeps them."""
    global _kept  # noqa: PLW0603 - a cache of one; whoever loses a race reads once more
    with connection.cursor() as cursor:
        cursor.execute(_FINGERPRINT)
        versions = cursor.fetchone()
    fingerprint = (connection.settings_dict["HOST"], connection.settings_dict["NAME"], versions)
    kept = _kept
    if kept is None or kept[0] != fingerprint:
        _kept = kept = (fingerprint, _read_hierarchy())
    return kept[1]


def _read_hierarchy() -> authority.Hierarchy:
    over: dict[str, set[str]] = defaultdict(set)
    for court, place in Court.territory.through.objects.order_by().values_list("court__slug", "jurisdiction__code"):
        over[court].add(place)
    courts = [
        authority.Court(
            slug=slug,
            level=level,
            jurisdiction=jurisdiction,
            legal_system=legal_system,
            name=name,
            since=since,
            until=until,
            predecessor=predecessor,
            predecessor_before=before,
            predecessor_authority=told_by,
            territory=frozenset(over[slug]),
        )
        for slug, level, jurisdiction, legal_system, name, since, until, predecessor, before, told_by in (
            # Rulings of a court are public whether or not its jurisdiction is: they must find it here.
            Court.objects.filter(status=Status.PUBLISHED)
            .order_by("slug")
            .values_list(
                "slug",
                "level",
                "jurisdiction__code",
                "jurisdiction__legal_system",
                "name",
                "since",
                "until",
                "predecessor__slug",
                "predecessor_before",
                "predecessor_authority",
            )
        )
    ]
    reviews = [
        authority.Review(lower=lower, upper=upper, scope=scope, since=since, until=until, authority=told_by)
        for lower, upper, scope, since, until, told_by in (
            AppellateReview.objects.public()
            .order_by("slug")
            .values_list("lower__slug", "upper__slug", "scope", "since", "until", "authority")
        )
    ]
    return authority.Hierarchy(courts, reviews)


#: Of treatments, all that bear on standing matter to the rulings asked about; to those that made them, and so
#: on up, only whether they were overruled: a ruling limited or questioned undoes another all the same.
_BEARING = [kind for kind in TreatmentKind.values if standing.Citator.relevant(kind)]
_OUTCOMES = [kind for kind in AppealKind.values if standing.Citator.relevant(kind)]

#: Edges onto the rulings asked about, onto the rulings that made those, and so on; a ring ends where it closes.
#: OFFSET 0 keeps each step a look-up by index: the planner takes the rows of a recursion to be many.
_EDGES = f"""
WITH RECURSIVE edge (is_treatment, id, ruling, kind, maker, issue) AS (
    (
        SELECT TRUE, id, cited_id, kind, citing_id, issue_id FROM {Treatment._meta.db_table}
        WHERE cited_id = ANY(%(asked)s) AND kind = ANY(%(bearing)s) AND found_by = %(person)s AND status = %(public)s
        UNION ALL
        SELECT FALSE, id, of_id, kind, by_id, NULL FROM {AppealOutcome._meta.db_table}
        WHERE of_id = ANY(%(asked)s) AND by_id IS NOT NULL AND kind = ANY(%(outcomes)s) AND status = %(public)s
    )
    UNION
    SELECT onto.* FROM edge CROSS JOIN LATERAL (
        SELECT TRUE, id, cited_id, kind, citing_id, issue_id FROM {Treatment._meta.db_table}
        WHERE cited_id = edge.maker AND kind = %(overrules)s AND found_by = %(person)s AND status = %(public)s
        UNION ALL
        SELECT FALSE, id, of_id, kind, by_id, NULL FROM {AppealOutcome._meta.db_table}
        WHERE of_id = edge.maker AND by_id IS NOT NULL AND kind = ANY(%(outcomes)s) AND status = %(public)s
        OFFSET 0
    ) AS onto
)
SELECT edge.is_treatment, edge.ruling, edge.kind, edge.maker, issue.slug, issue.title
FROM edge LEFT JOIN {Issue._meta.db_table} issue ON issue.id = edge.issue
WHERE edge.issue IS NULL OR issue.status = %(public)s
ORDER BY edge.is_treatment DESC, edge.id
"""  # noqa: S608 - names of tables


def citator(rulings: Collection[int], appeals: Iterable[standing.Appeal] | None = None) -> standing.Citator:
    """What was done to these rulings (by primary key), to the rulings that did it, and so on up: three queries,
    however many rulings are asked about and however long a chain of undoings is; two where `appeals` from these
    rulings are given.

    The citator answers `good_law` for these rulings only: of those above them it knows what undid them.
    """
    if not rulings:
        return standing.Citator([], [])
    asked: dict[str, Any] = {
        "asked": list(rulings), "bearing": _BEARING, "outcomes": _OUTCOMES, "overrules": TreatmentKind.OVERRULES.value,
        "person": Finder.PERSON.value, "public": Status.PUBLISHED.value,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_EDGES, asked)
        edges = cursor.fetchall()
    # A treatment or outcome is public where it is published and both its rulings are public.
    ends = {ruling for _, of, _, by, *_ in edges for ruling in (of, by)}
    issues = Holding.objects.public().filter(ruling=OuterRef("pk"), dictum=False).order_by().values("issue__slug")
    made = Ruling.objects.public().filter(among("pk", ends)).order_by()
    public: dict[int, tuple[str, PartialDate]] = {}
    held: dict[str, frozenset[str]] = {}
    for pk, slug, date, on in made.values_list("pk", "slug", "date", ArraySubquery(issues)):
        public[pk] = (slug, date)
        held[slug] = frozenset(on)
    treatments: list[standing.Treatment] = []
    outcomes: list[standing.AppealOutcome] = []
    for is_treatment, of, kind, by, issue, about in edges:
        if of in public and by in public:
            slug, given = public[by]
            if is_treatment:
                treatments.append(standing.Treatment(slug, public[of][0], kind, given, issue=issue, about=about or ""))
            else:
                outcomes.append(standing.AppealOutcome(of=public[of][0], kind=kind, by=slug, given=given))
    return standing.Citator(treatments, outcomes, appeals_from(rulings) if appeals is None else appeals, held)


#: Columns of an appeal, in the order of `_appeal`.
_APPEAL = (
    "of__slug", "of__date", "kind", "docket", "filed", "appellant", "note",
    "court__slug", "court__name", "court__status", "by__court__slug", "by__court__name", "by__date",
)  # fmt: skip


def appeals_from(rulings: Iterable[int]) -> list[standing.Appeal]:
    """The appeals on record from these rulings (by primary key), pending or decided, which are public: one query."""
    found = (
        AppealOutcome.objects.public()
        .filter(among("of", rulings), kind__in=[PENDING, *ENDING])
        .order_by("of", "id")
        .values_list(*_APPEAL)
    )
    return [_appeal(*row) for row in found]


def appeal_of(row: AppealOutcome) -> standing.Appeal:
    """The same of a row at hand, which is public, with its rulings and courts."""
    court = (row.court.slug, row.court.name, row.court.status) if row.court else (None, None, None)
    by = (row.by.court.slug, row.by.court.name, row.by.date) if row.by else (None, None, None)
    return _appeal(
        row.of.slug, row.of.date, row.kind, row.docket, row.filed, row.appellant, row.note, *court, *by
    )  # fmt: skip


def _appeal(
    of: str, given: PartialDate, kind: str, docket: str, filed: PartialDate | None, appellant: str, note: str,
    court: str | None, court_name: str | None, status: str | None,
    deciding: str | None, deciding_name: str | None, decided: PartialDate | None,
) -> standing.Appeal:  # fmt: skip
    """A decided appeal went to the court that decided it, whose ruling is public; a pending one names its court."""
    if deciding is not None:
        court, court_name, status = deciding, deciding_name, Status.PUBLISHED
    return standing.Appeal(
        of=of,
        given=given,
        kind=kind,
        court=court or "",
        court_name=court_name or "" if status == Status.PUBLISHED else "",
        docket=docket,
        filed=filed,
        decided=decided,
        appellant=appellant,
        note=note,
    )


class SourceRow(NamedTuple):
    slug: str
    title: str
    url: str
    status: str


class CourtRow(NamedTuple):
    slug: str
    status: str


class RulingRow(NamedTuple):
    slug: str
    caption: str
    court: CourtRow


class HoldingRow(NamedTuple):
    ruling_id: int
    ruling: RulingRow


class EffectRow(NamedTuple):
    """What an answer shows of an effect, under the names that the models have for it: an answer for every
    jurisdiction reads thousands, and a row of the model with its relations costs ten times as much."""

    slug: str
    kind: str
    reach: str
    since: PartialDate
    until: PartialDate | None
    note: str
    ended_by_id: int | None
    court: CourtRow | None
    source: SourceRow | None
    holding: HoldingRow


def effects_on(texts: Iterable[int]) -> dict[int, list[tuple[EffectRow, standing.Effect]]]:
    """Effects on these wordings (by primary key): the row, with what its answer shows, and the plain record.
    The wordings must be public: that is not looked at again. One query.
    """
    found: dict[int, list[tuple[EffectRow, standing.Effect]]] = {}
    of_the_holding = [f"{parent}__status" for parent in Effect.PUBLIC_PARENTS if parent.split("__")[0] == "holding"]
    for (
        text, slug, kind, reach, since, until, note, ended_by, ended_by_slug,
        territory, territory_status, ruling, ruling_slug, caption, court, court_status, issue,
        *source,
    ) in (
        Effect.objects.filter(among("text", texts))
        .filter(**dict.fromkeys(["status", *of_the_holding], Status.PUBLISHED))
        .order_by("text_id", "since_latest", "id")
        .values_list(
            "text", "slug", "kind", "reach", "since", "until", "note", "ended_by", "ended_by__slug",
            "court__slug", "court__status",
            "holding__ruling", "holding__ruling__slug", caption_of("holding__ruling__"),
            "holding__ruling__court__slug", "holding__ruling__court__status", "holding__issue__slug",
            "source__slug", "source__title", "source__url", "source__status",
        )
    ):  # fmt: skip
        row = EffectRow(
            slug=slug,
            kind=kind,
            reach=reach,
            since=since,
            until=until,
            note=note,
            ended_by_id=ended_by,
            court=None if territory is None else CourtRow(territory, territory_status),
            source=None if source[0] is None else SourceRow(*source),
            holding=HoldingRow(ruling, RulingRow(ruling_slug, caption, CourtRow(court, court_status))),
        )
        plain = standing.Effect(
            slug=slug,
            ruling=ruling_slug,
            court=court,
            kind=kind,
            reach=reach,
            since=since,
            until=until,
            territory=territory if territory_status == Status.PUBLISHED else None,
            ended_by=ended_by_slug,
            issue=issue,
        )
        found.setdefault(text, []).append((row, plain))
    return found
