"""Whether a ruling was good law on a date, and what effects on a clause then stood. No Django.

citator = Citator(treatments, outcomes)
citator.good_law("ashcroft-v-free-speech-coalition-2002", date).status
enforceability(effects, date, citator=citator, authority=authority, wording_in_force=True, court="wiwd").verdict
"""

from cases.standing.citator import Citator, good_law
from cases.standing.effects import Effect, EffectStanding, Enforceability, Verdict, effect_standing, enforceability
from cases.standing.facts import AppealOutcome, Edge, GoodLaw, Standing, Treatment
from cases.standing.pending import Appeal, PendingAppeal, pending_on

__all__ = [
    "Appeal",
    "AppealOutcome",
    "Citator",
    "Edge",
    "Effect",
    "EffectStanding",
    "Enforceability",
    "GoodLaw",
    "PendingAppeal",
    "Standing",
    "Treatment",
    "Verdict",
    "effect_standing",
    "enforceability",
    "good_law",
    "pending_on",
]
