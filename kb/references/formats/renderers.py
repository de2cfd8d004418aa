"""The formats of citations, as answers of the API: `?format=ris`, or by the header Accept.

Where `takes_records` is set, a list or detail of records hands over the rows themselves in place of their JSON
(see `jurisdictions.api.records`). Every other view hands over its answer, and says with `cited(answer)` how that
is cited.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.urls import reverse
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.utils.urls import remove_query_param, replace_query_param

from cases.models import Case, Ruling
from jurisdictions.models import Provision, Record, Statute
from kb import references
from kb.models import Indicator
from kb.references.formats import bibtex, csl, jsonld, ris
from kb.references.reference import Reference
from kb.references.state import state_of_answer

#: Model -> the list it stands in.
_RESOURCES: dict[type[Record], str] = {
    Case: "cases",
    Indicator: "indicators",
    Provision: "provisions",
    Ruling: "rulings",
    Statute: "statutes",
}


#: Model -> its page, where a record has one of its own.
_PAGES: dict[type[Record], str] = {Case: "case", Provision: "provision", Ruling: "ruling", Statute: "statute"}

#: Answers with a page that takes the same parameters.
_ANSWERS = ("coverage", "precedents")


def page_of(record: Record, as_of: dt.date) -> str:
    """The page that a reader of the citation should see: that of the record, on the day the citation is of."""
    if type(record) not in _PAGES:
        return f"{reverse('indicators')}#{record.slug}"
    return f"{reverse(_PAGES[type(record)], args=[record.slug])}?as_of={as_of.isoformat()}"


class Citing(BaseRenderer):
    """What the four formats share."""

    takes_records = True
    #: Ending of the file that it is downloaded as; "" for what is read in place.
    ending = ""
    #: Whether records stand for what is in them: a case for its rulings.
    expands = True

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> bytes:
        view, request, response = (renderer_context[name] for name in ("view", "request", "response"))
        if isinstance(data, Record):
            found, name = self._references([data], request, view), data.slug
        elif hasattr(view, "cited"):
            found = [view.cited(data)]
            name = found[0].slug
        else:
            rows = data["results"]
            found, name = self._references(rows, request, view), _RESOURCES[view.queryset.model]
        if self.ending:
            response.headers["Content-Disposition"] = f'attachment; filename="{name}.{self.ending}"'
        return self.written(found, many=not isinstance(data, Record) and not hasattr(view, "cited")).encode()

    def _references(self, records: Sequence[Record], request: Request, view: Any) -> list[Reference]:
        as_of = view.parameters.as_of

        def address_of(record: Record) -> str:
            return request.build_absolute_uri(page_of(record, as_of))

        return list(references.listed(records, as_of=as_of, address_of=address_of, expand=self.expands))

    def written(self, found: list[Reference], *, many: bool) -> str:
        raise NotImplementedError


class Ris(Citing):
    media_type = "application/x-research-info-systems"
    format = "ris"
    charset = "utf-8"
    ending = "ris"

    def written(self, found: list[Reference], *, many: bool) -> str:
        # An empty line between entries; and an empty file still is one.
        return "\r\n".join(ris.entry(cited) for cited in found) or "\r\n"


class Bibtex(Citing):
    media_type = "application/x-bibtex"
    format = "bibtex"
    charset = "utf-8"
    ending = "bib"

    def written(self, found: list[Reference], *, many: bool) -> str:
        return "\n".join(bibtex.entry(cited) for cited in found) or "\n"


class CslJson(Citing):
    """An array, of one item too: that is what readers of CSL-JSON expect."""

    media_type = "application/vnd.citationstyles.csl+json"
    format = "csl-json"
    charset = None
    ending = "json"

    def written(self, found: list[Reference], *, many: bool) -> str:
        return json.dumps([csl.item(cited) for cited in found], ensure_ascii=False)


class JsonLd(Citing):
    """The thing itself after schema.org; of a list, all of its page in one graph."""

    media_type = "application/ld+json"
    format = "jsonld"
    charset = None
    expands = False

    def written(self, found: list[Reference], *, many: bool) -> str:
        graph = {"@context": "https://schema.org", "@graph": [cited.schema for cited in found]}
        return json.dumps(graph if many else jsonld.document(found[0]), ensure_ascii=False)


#: For views that answer in citations besides their own formats.
CITATIONS: tuple[type[Citing], ...] = (Ris, Bibtex, CslJson, JsonLd)

#: Their names, as `format` takes them.
CITED = tuple(renderer.format for renderer in CITATIONS)


def cited_answer(
    slug: str, title: str, data: Mapping[str, Any], renderers: Iterable[type[BaseRenderer]], summary: str = ""
) -> Reference:
    """How an answer that has a permalink and `applied.as_of` is cited; `renderers` are those of its view, of which
    the formats that hold the answer itself are its downloads."""
    address = remove_query_param(data["permalink"], "format")
    downloads = {
        renderer.media_type: replace_query_param(address, "format", renderer.format)
        for renderer in renderers
        if renderer not in CITATIONS
    }
    as_of = dt.date.fromisoformat(data["applied"]["as_of"])
    if slug in _ANSWERS:
        address = address.replace(reverse(f"api-{slug}"), reverse(slug), 1)
    return references.of_answer(
        slug,
        title=title,
        as_of=as_of,
        address=address,
        downloads=downloads,
        summary=summary,
        state=state_of_answer(data),
    )
