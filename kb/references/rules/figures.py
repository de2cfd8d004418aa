"""How a figure is cited: by the source that gives it; and an indicator, as a series in this knowledge base.

schema.org's `Observation` wants a measured property from a vocabulary, which none of these measures has: an
indicator is a `Dataset` that says what it measures.
"""

from __future__ import annotations

import datetime as dt

from jurisdictions.partial_dates import PartialDate
from kb.models import Indicator, Observation
from kb.references.reference import Kind, Reference
from kb.references.related import record_note, related
from kb.references.rules import schema
from kb.references.rules.knowledge_base import bluebook_page, oscola_page, today
from kb.references.state import state_of
from kb.references.styled import bluebook_date, italic, oscola_date, roman, tidy


def of_indicator(indicator: Indicator, as_of: dt.date, address: str) -> Reference:
    observations: list[Observation] = related(indicator, "observations")
    sources = {row.source.pk: row.source for row in observations if row.source and row.source.is_public()}
    state = state_of(indicator, observations)
    return Reference(
        kind=Kind.DATASET,
        slug=indicator.slug,
        title=str(indicator),
        bluebook_styled=bluebook_page(str(indicator), address, None, state),
        oscola_styled=oscola_page(str(indicator), address, None, state),
        address=address,
        updated=state.changed_on,
        version=state.digest,
        accessed=today(),
        jurisdiction=indicator.jurisdiction.code if indicator.jurisdiction else "",
        notes=(record_note(address, as_of, state),),
        schema={
            "@type": "Dataset",
            "@id": address,
            "name": str(indicator),
            "description": f"{indicator.measure} ({indicator.unit}), as reported by or about {indicator.organisation}.",
            "variableMeasured": {
                "@type": "PropertyValue",
                "name": indicator.measure,
                "unitText": indicator.unit,
            },
            "includedInDataCatalog": schema.CATALOG,
        }
        | schema.known(
            version=state.digest,
            dateModified=str(state.changed_on or ""),
            spatialCoverage=schema.place(indicator.jurisdiction) if indicator.jurisdiction else None,
            temporalCoverage=_span(observations),
            citation=schema.sources(sources.values()),
        ),
    )


def of_observation(observation: Observation, as_of: dt.date, address: str) -> Reference:
    """Raises ValueError where its source is not public: there is nothing to cite."""
    indicator, source = observation.indicator, observation.source
    if source is None or not source.is_public():
        raise ValueError(f"{observation.slug} has no public source")
    figure = (
        f"{indicator.organisation}: {indicator.measure}: {observation.value.normalize():,f} {indicator.unit}, "
        f"{observation.period}"
    )
    published = source.published
    dated = f" ({bluebook_date(published)})" if published else ""
    read = PartialDate.parse(source.retrieved) if source.retrieved else None
    oscola = roman(f"{source.publisher}, \u2018{source.title}\u2019")
    oscola += (f" ({oscola_date(published)})" if published else "") + f" <{source.url}>"
    oscola += (f" accessed {oscola_date(read)}" if read else "") + f" ({figure})"
    state = state_of(observation)
    recorded = record_note(address, as_of, state)
    return Reference(
        kind=Kind.FIGURE,
        slug=observation.slug,
        title=source.title,
        bluebook_styled=roman(f"{source.publisher}, ") + italic(source.title) + f"{dated}, {source.url} ({figure})",
        oscola_styled=oscola,
        address=address,
        url=source.url,
        issued=published,
        accessed=read,
        authority=source.publisher,
        jurisdiction=indicator.jurisdiction.code if indicator.jurisdiction else "",
        recorded=recorded,
        notes=tuple(note for note in (tidy((figure, observation.pinpoint)), recorded) if note),
        schema={
            "@type": "Dataset",
            "@id": address,
            "name": f"{indicator} ({observation.period})",
            "description": figure,
            "variableMeasured": {
                "@type": "PropertyValue",
                "name": indicator.measure,
                "unitText": indicator.unit,
                "value": float(observation.value),
            },
            "temporalCoverage": f"{observation.period_start}/{observation.period_end}",
            "citation": schema.sources([source]),
            "includedInDataCatalog": schema.CATALOG,
        }
        | schema.known(version=state.digest, dateModified=str(state.changed_on or "")),
    )


def _span(observations: list[Observation]) -> str:
    if not observations:
        return ""
    return f"{min(row.period_start for row in observations)}/{max(row.period_end for row in observations)}"
