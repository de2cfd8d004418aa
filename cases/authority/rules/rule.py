"""What a rule is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `source` is its authority as cited; empty for a rule of this knowledge base itself."""

    id: str
    sentence: str
    source: str = ""
    since: dt.date | None = None
