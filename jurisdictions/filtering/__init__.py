"""The kinds of filter that lists have, and how one list's filters work together. Shared by API and pages.

Each filter turns its value into one condition. Conditions about rows that hang on the listed one (its
events, its codings) are put into one EXISTS for each such kind of row, so that `question=…&answer=…` asks
for one coding that has both, and no join multiplies the listed rows.
"""

from jurisdictions.filtering.naming import Host, Link, Named, Place, Within
from jurisdictions.filtering.sets import RecordFilterSet
from jurisdictions.filtering.values import (
    Choice,
    DayOnOrAfter,
    DayOnOrBefore,
    Exactly,
    Flag,
    Given,
    InForce,
    MayHoldDay,
    OnOrAfter,
    OnOrBefore,
    RecordFilter,
    Typed,
)

__all__ = [
    "Choice",
    "DayOnOrAfter",
    "DayOnOrBefore",
    "Exactly",
    "Flag",
    "Given",
    "Host",
    "InForce",
    "Link",
    "MayHoldDay",
    "Named",
    "OnOrAfter",
    "OnOrBefore",
    "Place",
    "RecordFilter",
    "RecordFilterSet",
    "Typed",
    "Within",
]
