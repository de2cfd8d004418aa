"""Where each jurisdiction stands on the tile maps: drawn by hand, as text.

One equal tile a jurisdiction, so that Malta and Singapore are as visible as Russia, and no border is drawn
that somebody disputes: see docs/decisions/0016-maps.md. A dot is an empty place. In a grid of regions a code of
two letters is ISO 3166-1, except the territories of the United States, which records keep as `US-PR`.
"""

from __future__ import annotations

from dataclasses import dataclass

#: The arrangement in common use, with the federal district among the states.
US_STATES = """
AK .  .  .  .  .  .  .  .  .  ME
.  .  .  .  .  WI .  .  .  VT NH
WA ID MT ND MN IL MI .  NY MA .
OR NV WY SD IA IN OH PA NJ CT RI
CA UT CO NE MO KY WV VA MD DE .
.  AZ NM KS AR TN NC SC DC .  .
.  .  .  OK LA MS AL GA .  .  .
HI .  .  TX .  .  .  .  FL .  .
"""

#: The Pacific on the left, the Caribbean on the right.
US_TERRITORIES = """
GU MP AS UM .  .  .  .  .  PR VI
"""

AMERICAS = """
.  .  .  .  .  .  .  .  GL .  .
.  CA .  .  .  .  .  PM .  .  .
.  US .  .  .  .  BM .  .  .  .
.  MX .  BS TC .  .  VG AI MF BL
GT BZ .  CU HT DO PR VI SX KN AG
SV HN .  KY JM .  .  .  MS GP DM
.  NI .  .  .  .  .  .  MQ LC BB
.  CR .  .  .  AW CW BQ VC GD TT
.  .  PA CO VE GY SR GF .  .  .
.  .  .  EC PE BR .  .  .  .  .
.  .  .  .  BO PY .  .  .  .  .
.  .  .  CL AR UY .  .  .  .  .
.  .  .  .  .  .  FK GS .  .  .
"""

#: With every member of the Council of Europe, whose conventions matter here more than a continent's edge.
EUROPE = """
.  .  .  .  SJ .  .  .  .  .  .
IS FO .  .  NO SE AX FI .  .  .
.  IE IM GB .  DK .  EE RU .  .
.  .  GG JE NL DE LT LV BY .  .
.  AD FR BE LU PL CZ SK UA .  .
PT ES MC CH LI AT HU RO MD .  .
.  GI .  IT SM SI HR RS BG GE .
.  .  .  VA .  BA ME MK TR AM AZ
.  .  .  MT .  .  AL GR CY .  .
"""

AFRICA = """
.  .  MA DZ TN LY EG .  .  .  .
CV EH MR ML NE TD SD ER .  .  .
GM SN GN BF BJ NG CF SS ET DJ .
GW SL CI GH TG CM CD UG KE SO IO
.  LR .  ST GQ GA CG RW TZ SC .
.  .  .  .  .  .  AO BI MW KM YT
.  .  SH .  .  .  NA ZM MZ MG MU
.  .  .  .  .  .  BW ZW SZ .  RE
.  .  .  BV .  .  ZA LS .  .  TF
"""

ASIA = """
.  .  .  .  KZ .  .  .  .  .  .
.  .  .  TM UZ KG MN KP KR JP .
LB SY IQ IR AF TJ CN MO HK TW .
IL JO KW .  PK NP BT LA VN .  .
PS SA BH QA .  IN BD MM TH KH PH
.  YE OM AE .  LK .  .  MY BN .
.  .  .  .  .  MV .  .  SG ID TL
"""

OCEANIA = """
.  .  .  PW GU MP MH .  UM .  .
.  .  .  .  FM NR KI .  .  .  .
CC CX .  PG SB TV WF TK .  .  .
.  .  AU NC VU FJ WS AS CK PF PN
.  .  .  NF .  TO NU .  .  .  .
.  HM .  .  NZ .  .  AQ .  .  .
"""

#: Bodies of states, with what is written in the tile. "AU" would be Australia.
BODIES = {"AFRICAN-UNION": "Afr. U.", "COE": "CoE", "EU": "EU", "UN": "UN"}

US_TERRITORY_CODES = frozenset({"AS", "GU", "MP", "PR", "UM", "VI"})
COLUMNS = 11
#: Tiles as wide as two hold codes such as `GB-SCT`.
WIDE_IN_A_ROW = 5


@dataclass(frozen=True, slots=True)
class Place:
    """A jurisdiction's place in a grid: column and row from 0, and how many columns it takes."""

    code: str
    text: str
    column: float
    row: float
    span: int = 1


def read(grid: str, *, prefix: str = "", below: float = 0) -> tuple[Place, ...]:
    """The places of a grid written as text, row by row, each code with the prefix it has on record."""
    return tuple(
        Place(prefix + text, text, column, row + below)
        for row, line in enumerate(grid.strip().splitlines())
        for column, text in enumerate(line.split())
        if text != "."
    )


def _region(grid: str) -> tuple[Place, ...]:
    return tuple(
        Place(f"US-{place.code}", place.text, place.column, place.row) if place.code in US_TERRITORY_CODES else place
        for place in read(grid)
    )


#: Region -> its places. The order is that of reading.
WORLD: dict[str, tuple[Place, ...]] = {
    "americas": _region(AMERICAS),
    "europe": _region(EUROPE),
    "africa": _region(AFRICA),
    "asia": _region(ASIA),
    "oceania": _region(OCEANIA),
}

#: The federal law stands above the states, where the grid leaves room.
US: tuple[Place, ...] = read(US_STATES, prefix="US-") + read(US_TERRITORIES, prefix="US-", below=8.4)
US_FEDERAL = Place("US", "US", 3, 0, 3)


def in_rows(codes: list[str]) -> tuple[Place, ...]:
    """Wide tiles for what has no place in a grid: bodies of states, parts of countries; in the order given."""
    return tuple(
        Place(code, BODIES.get(code, code), index % WIDE_IN_A_ROW * 2.25, index // WIDE_IN_A_ROW, 2)
        for index, code in enumerate(codes)
    )
