"""Who binds whom, on which date, and why. No Django.

For a deciding court, a date and holdings given as plain records, `Authority.weigh` says of each holding
whether it binds the court, is its own, persuades, or cannot be told, with the steps of reasoning and the
rule each rests on. `docs/decisions/0010-who-binds-whom.md` holds the rules with their sources; whether a
ruling was good law that day, and what effects stand, is in `cases.standing`.

    authority = Authority(Hierarchy(courts, reviews))
    weighed = authority.weigh(holding, court="wiwd", date=dt.date(2026, 11, 1))
    weighed.weight, [step.text for step in weighed.steps], weighed.rules
"""

from cases.authority.facts import (
    Court,
    Holding,
    Review,
    Ruling,
    Step,
    Weighed,
    Weight,
    asks_federal_law,
    happened,
    law_construed,
)
from cases.authority.hierarchy import Chain, Hierarchy, Line
from cases.authority.rules import RULES, Rule
from cases.authority.weighing import Authority

__all__ = [
    "RULES",
    "Authority",
    "Chain",
    "Court",
    "Hierarchy",
    "Holding",
    "Line",
    "Review",
    "Rule",
    "Ruling",
    "Step",
    "Weighed",
    "Weight",
    "asks_federal_law",
    "happened",
    "law_construed",
]
