"""Which law a holding is on: the instruments that it names, and the place whose enactment it says the meaning of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from cases import authority, rows
from cases.models import Holding
from cases.precedents.on_record import published
from jurisdictions.models import JurisdictionKind, Provision, Statute


class Law(NamedTuple):
    """A place, as whose law an answer names it."""

    code: str
    name: str


class _Named(NamedTuple):
    """An instrument that a holding names, by its place and kind."""

    code: str
    kind: str
    place: str
    place_kind: str


def laws_named(holdings: Iterable[int]) -> dict[int, list[_Named]]:
    """The instruments that each holding names, by themselves or by a clause, which are public: two queries."""
    keys = list(holdings)
    found: dict[int, list[_Named]] = defaultdict(list)
    for links, to in ((Holding.statutes.through, ("statute",)), (Holding.provisions.through, ("provision", "statute"))):
        path = "__".join(to)
        parents = Statute.PUBLIC_PARENTS if len(to) == 1 else Provision.PUBLIC_PARENTS
        for holding, *named in (
            links.objects.filter(rows.among("holding", keys))
            .filter(**published(to[0], parents))
            .order_by("id")
            .values_list(
                "holding", f"{path}__jurisdiction__code", f"{path}__kind", f"{path}__jurisdiction__name",
                f"{path}__jurisdiction__kind",
            )
        ):  # fmt: skip
            found[holding].append(_Named(*named))
    return found


def law_of(issue_kind: str, scope: str, named: Iterable[_Named]) -> Law | None:
    """The place whose enactment the holding says the meaning of. What a body of states makes is the law of each of
    them, and sets no court apart."""
    places = {one.code: one for one in named}
    code = authority.law_construed(issue_kind, [(one.code, one.kind) for one in named], scope)
    if code is None or places[code].place_kind == JurisdictionKind.SUPRANATIONAL:
        return None
    return Law(code, places[code].place)
