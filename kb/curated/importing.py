"""The curated YAML of this app, and the whole of the knowledge base in writing order."""

from __future__ import annotations

from cases import importing as cases
from jurisdictions.importing import specs as jurisdictions
from jurisdictions.importing.spec import Spec
from kb.models import Indicator, Observation, PublishedCount

OBSERVATIONS = Spec(
    key="observations",
    model=Observation,
    parent="indicator",
    fields=("period", "value", "pinpoint"),
    refs=("source",),
)

INDICATORS = Spec(
    key="indicators",
    model=Indicator,
    fields=("organisation", "measure", "unit"),
    refs=("jurisdiction",),
    ref_keys={"jurisdiction": "code"},
    children=(OBSERVATIONS,),
)

PUBLISHED_COUNTS = Spec(
    key="published_counts",
    model=PublishedCount,
    fields=("organisation", "subject", "unit", "number", "counted_on", "query", "not_matched", "places", "pinpoint"),
    refs=("jurisdiction", "source", "places_source"),
    ref_keys={"jurisdiction": "code"},
)

#: Every kind of record, what others refer to first.
SPECS: tuple[Spec, ...] = (*jurisdictions.SPECS, *cases.SPECS, INDICATORS, PUBLISHED_COUNTS)
