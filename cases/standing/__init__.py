"""Whether a ruling was good law on a date, and what effects on a clause then stood. No Django.

citator = Citator(treatments, outcomes)
citator.good_law("ashcroft-v-free-speech-coalition-2002", date).status
enforceability(effects, date, citator=citator, authority=authority, wording_in_force=True, court="wiwd").verdict
"""

from cases.standing.citator import AppealOutcome, Citator, Edge, GoodLaw, Standing, Treatment, good_law
from cases.standing.effects import Effect, EffectStanding, Enforceability, Verdict, effect_standing, enforceability

__all__ = [
    "AppealOutcome",
    "Citator",
    "Edge",
    "Effect",
    "EffectStanding",
    "Enforceability",
    "GoodLaw",
    "Standing",
    "Treatment",
    "Verdict",
    "effect_standing",
    "enforceability",
    "good_law",
]
