"""The filters of indicators, and of the counts that others publish."""

from __future__ import annotations

from jurisdictions.filtering import (
    DayOnOrAfter,
    DayOnOrBefore,
    Exactly,
    Host,
    Link,
    Named,
    OnOrAfter,
    OnOrBefore,
    Place,
    RecordFilterSet,
    Within,
)
from jurisdictions.filters import PUBLISHED_WITH_PUBLIC_SOURCE
from jurisdictions.models import Source
from kb.models import Observation


class IndicatorFilterSet(RecordFilterSet):
    texts = ("organisation", "measure", "unit", "note", "slug")
    orderings = {"slug": ("slug",), "organisation": ("organisation",), "measure": ("measure",)}
    through = {"observation": (Observation, "indicator")}

    organisation = Exactly("organisation", "Measured by this organisation; capitals do not count.")
    unit = Exactly("unit", "Counted in this unit; capitals do not count.")
    jurisdiction = Place("jurisdiction", "About these jurisdictions, by code.")
    within = Within("jurisdiction__path", "About these jurisdictions and their descendants, by code.")
    period_after = DayOnOrAfter("period_start", "Has a value for a period that starts on or after this date.",
                                through="observation")  # fmt: skip
    period_before = DayOnOrBefore("period_end", "Has a value for a period that ends on or before this date.",
                                  through="observation")  # fmt: skip
    source = Named("source", Source, "Has a value from these sources, by slug.", through="observation")
    source_host = Host("", "Has a value from a source at this host, or at a domain below it.",
                       links=(Link(Observation, "indicator", "source", PUBLISHED_WITH_PUBLIC_SOURCE),))  # fmt: skip


class PublishedCountFilterSet(RecordFilterSet):
    texts = ("organisation", "subject", "unit", "not_matched", "note", "slug")
    orderings = {
        "counted_on": ("counted_on_latest",),
        "slug": ("slug",),
        "organisation": ("organisation",),
        "number": ("number",),
    }
    default_ordering = "counted_on"

    organisation = Exactly("organisation", "Published by this organisation; capitals do not count.")
    unit = Exactly("unit", "Counts this unit (states, countries); capitals do not count.")
    jurisdiction = Place("jurisdiction", "Counts within these jurisdictions, by code.")
    source = Named("source", Source, "Rests on these sources, by slug.")
    counted_after = OnOrAfter("counted_on", "Counted on or after this date.")
    counted_before = OnOrBefore("counted_on", "Counted on or before this date.")
