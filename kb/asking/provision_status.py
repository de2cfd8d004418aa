"""Whether a clause could be enforced on a day, in a court or at all."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from cases.provision_status import ProvisionStatus, provision_status
from jurisdictions.models import Court, Provision
from jurisdictions.parameters import TIME_ZONE, ParameterReader
from kb.asking.precedents import if_given, steps_shown
from kb.coverage.report import effect_shown

PARAMETERS = ("as_of", "court")


@dataclass(frozen=True, slots=True)
class ProvisionStatusAsked:
    """`court` None: for the whole jurisdiction."""

    as_of: dt.date
    court: Court | None = None

    def answer(self, provision: Provision) -> ProvisionStatus:
        return provision_status(provision, self.as_of, court=self.court)


def read(reader: ParameterReader, as_of: dt.date) -> ProvisionStatusAsked:
    return ProvisionStatusAsked(as_of, if_given(reader, "court", Court))


def status_body(found: ProvisionStatus) -> dict[str, Any]:
    """The answer as plain data."""
    return {
        "applied": {
            "as_of": found.date.isoformat(),
            "time_zone": TIME_ZONE,
            "court": found.court and found.court.slug,
        },
        "provision": found.provision.slug,
        "label": found.provision.label,
        "verdict": found.enforceability.verdict.value,
        "wording": _dates(found.text) if found.text else None,
        "shown_by": None
        if found.shown_by is None
        else {"ruling": found.shown_by.ruling, "date": found.shown_by.day.isoformat()},
        "effects": [effect_shown(effect) | _reaches(found, effect.slug) for effect in found.effects],
        "earlier_wordings": [
            {"wording": _dates(text), "effects": [effect_shown(effect) for effect in effects]}
            for text, effects in found.earlier
        ],
        "steps": steps_shown(found.enforceability.steps),
    }


#: Whether an effect reaches the court that is asked.
REACHES = {True: "yes", False: "no", None: "not-determinable"}


def _reaches(found: ProvisionStatus, effect: str) -> dict[str, Any]:
    """Whether the effect reaches the court asked about, and why; null where none is."""
    reached = found.enforceability.reached.get(effect)
    if reached is None:
        return {"reaches": None, "reach_steps": []}
    return {"reaches": REACHES[reached.reaches], "reach_steps": steps_shown(reached.steps)}


def _dates(text: Any) -> dict[str, Any]:
    names = ("valid_from", "valid_to", "shown_on")
    dates = {name: getattr(text, name) for name in names}
    return {"slug": text.slug} | {name: None if date is None else str(date) for name, date in dates.items()}
