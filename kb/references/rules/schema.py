"""Parts of schema.org descriptions (JSON-LD) that several kinds share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from jurisdictions.models import Jurisdiction, Source
from kb.references.itself import DESCRIPTION, LICENSE, LONG_TITLE, TITLE
from kb.references.state import DataState

#: What a series or an answer is one of; `knowledge_base` describes it in full.
CATALOG = {"@type": "DataCatalog", "name": TITLE, "license": LICENSE}


def place(jurisdiction: Jurisdiction) -> dict[str, Any]:
    return {"@type": "AdministrativeArea", "name": jurisdiction.name, "identifier": jurisdiction.code}


def sources(found: Iterable[Source]) -> list[dict[str, Any]]:
    return [
        {
            "@type": "CreativeWork",
            "name": source.title,
            "url": source.url,
            "publisher": {"@type": "Organization", "name": source.publisher},
        }
        | ({"datePublished": str(source.published)} if source.published else {})
        for source in found
    ]


def downloads(addresses: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        {"@type": "DataDownload", "encodingFormat": media_type, "contentUrl": address}
        for media_type, address in addresses.items()
    ]


def described(state: DataState) -> dict[str, Any]:
    """The data that describes a thing which is not itself a part of it, as a statute or a ruling is not."""
    return {"@type": "Dataset", "name": TITLE, "license": LICENSE} | known(
        version=state.digest, dateModified=str(state.changed_on or "")
    )


def knowledge_base(address: str, state: DataState, addresses: Mapping[str, str]) -> dict[str, Any]:
    return {
        "@type": "Dataset",
        "@id": address,
        "url": address,
        "name": TITLE,
        "alternateName": LONG_TITLE,
        "description": DESCRIPTION,
        "license": LICENSE,
        "isAccessibleForFree": True,
    } | known(version=state.digest, dateModified=str(state.changed_on or ""), distribution=downloads(addresses))


def known(**values: Any) -> dict[str, Any]:
    """Those that are known: nothing is said of what is not."""
    return {name: value for name, value in values.items() if value}
