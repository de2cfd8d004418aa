"""What every public page does: read the parameters, answer with public rows only, and say where it stands.

A page is a subclass of `Page` that names a template and answers with its context. The day asked about is
read here once; everything wrong with a request is found in one go and shown as a page of its own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse, translate_url
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.views.generic import View
from rest_framework.exceptions import Throttled

from jurisdictions.api import RecordViewSet
from jurisdictions.filtering import RecordFilterSet
from jurisdictions.models import Record
from jurisdictions.parameters import ParameterReader
from kb import references
from kb.asking.record_start import check_on_record
from kb.models import data_version, one_version
from kb.pages.paging import page_of
from kb.references import Reference
from kb.references.formats import jsonld
from kb.web.throttling import spend

#: What other sites add to the addresses they pass on; it asks nothing of a page.
TRACKERS = ("fbclid", "gclid", "msclkid", "mc_cid", "mc_eid")

#: Rows of a list on one page.
ROWS = 50


class Withdrawn(Exception):
    """The record was public and is withdrawn, or hangs on one that is: the page answers 410 with the reason."""

    def __init__(self, record: Record) -> None:
        self.record = record
        super().__init__(f"{record.slug} was withdrawn: {record.withdrawn_reason}")


@dataclass(frozen=True)
class Twin:
    """The same thing in the API: its path and query."""

    address: str

    def with_format(self, name: str) -> str:
        return f"{self.address}{'&' if '?' in self.address else '?'}format={name}"


class Page(View):
    """One public page. Subclasses set the class variables and write `answer`."""

    http_method_names = ["get", "head", "options"]

    template_name: ClassVar[str]
    #: Query parameters that the page reads besides `as_of`.
    parameters: ClassVar[tuple[str, ...]] = ()
    #: Whether the page asks about a day: it then reads `as_of` and shows the form that changes it.
    dated: ClassVar[bool] = True
    #: Whether search engines may list it. Pages about cases may not: see docs/decisions/0015.
    indexed: ClassVar[bool] = True
    #: Whether it is for one reader alone: then no copy of it is kept anywhere.
    private: ClassVar[bool] = False
    #: The entry of the menu that is lit.
    section: ClassVar[str] = ""
    #: A partial of the template, as `{% partialdef name %}` defines it, for requests that htmx makes.
    partial: ClassVar[str] = ""

    reader: ParameterReader
    as_of: dt.date

    def answer(self, **named: Any) -> Mapping[str, Any]:
        """The context. `title` is required; the base template also reads `description`, `twin` (a `Twin`),
        `citation` and `json_ld` (a safe <script>, as `kb.references` makes it). Reads parameters from
        `self.reader` and calls `self.check()` before it uses them."""
        raise NotImplementedError

    def known_parameters(self) -> list[str]:
        return [*self.parameters, *(["as_of"] if self.dated else [])]

    def dispatch(self, request: HttpRequest, *args: Any, **named: Any) -> HttpResponseBase:
        with one_version():
            return super().dispatch(request, *args, **named)

    def get(self, request: HttpRequest, **named: Any) -> HttpResponse:
        if spend(request) is None:
            raise Throttled
        plain = self.plain(request.GET)
        if plain != request.GET:
            return HttpResponseRedirect(with_query(request.path, dict(plain.lists())))
        self.reader = ParameterReader(plain)
        self.reader.check_names(self.known_parameters())
        self.as_of = self.reader.as_of() if self.dated else timezone.localdate()
        data_version()  # before anything is read
        if self.dated:
            check_on_record(self.reader, as_of=self.as_of)
        context = dict(self.answer(**named))
        self.check()
        return self.respond(request, context)

    def plain(self, sent: QueryDict) -> QueryDict:
        """The one query that asks what was sent. An address that has anything else in it leads there."""
        return asked(sent)

    def check(self) -> None:
        """Raise InvalidParameters, which is answered with a page that names each, if anything was wrong."""
        self.reader.done()

    def respond(self, request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
        htmx: Any = getattr(request, "htmx", None)
        in_part = bool(self.partial and htmx and not htmx.boosted and not htmx.history_restore_request)
        template = f"{self.template_name}#{self.partial}" if in_part else self.template_name
        response = render(request, template, {**self.frame(request), **context})
        # Kept by browsers and proxies, but asked about every time: a withdrawal must reach every copy at once.
        response.headers["Cache-Control"] = "no-store" if self.private else "no-cache"
        patch_vary_headers(response, ["HX-Request"])
        if not self.indexed:
            response.headers["X-Robots-Tag"] = "noindex"
        return response

    def frame(self, request: HttpRequest) -> dict[str, Any]:
        """What the base template shows around every page."""
        path, data = request.path, self.reader.data
        permanent = data.copy()
        if self.dated:
            permanent["as_of"] = self.as_of.isoformat()
        query = f"?{data.urlencode()}" if data else ""
        return {
            "page": self,
            "as_of": self.as_of,
            "today": timezone.localdate(),
            "section": self.section,
            "asked": data,
            "keeps": self.keeps,
            # Pairs for the hidden fields of a form that changes only the day.
            "kept": [(name, value) for name, values in data.lists() if name != "as_of" for value in values],
            "canonical": request.build_absolute_uri(f"{path}{query}"),
            "permalink": request.build_absolute_uri(path + (f"?{permanent.urlencode()}" if permanent else "")),
            "languages": languages(request, query),
            "version": data_version(),
            "robots": "" if self.indexed else "noindex",
        }

    @property
    def keeps(self) -> str:
        """The query that links to other pages carry on: the day, if one was asked for."""
        return f"?as_of={self.as_of.isoformat()}" if "as_of" in self.reader.data else ""

    def address(self, path: str, **parameters: object) -> str:
        """A path of this site with these parameters (None and "" are left out), and the day if one was asked for."""
        if "as_of" in self.reader.data:
            parameters.setdefault("as_of", self.as_of.isoformat())
        return with_query(path, parameters)

    def asked_at(self, path: str, *, drop: Iterable[str] = (), **changed: object) -> str:
        """What this page was asked, at a path of this site: without some parameters, and with others changed (None
        and "" are left out)."""
        data = self.reader.data
        return with_query(path, {name: data.getlist(name) for name in data if name not in drop} | changed)

    def on_the_day(self, path: str) -> Twin:
        """A record in the API, at this path, on the page's day."""
        return Twin(with_query(path, {"as_of": self.as_of.isoformat()}))

    def cited(self, reference: Reference, twin: Twin) -> dict[str, Any]:
        """How what is shown is cited, for `kb/parts/cite.html` and the base template: in words, and in the formats
        that the API has of its twin."""
        formats = {**references.DOWNLOADS, "jsonld": "JSON-LD"}
        return {
            "cited": reference,
            "citations": [(told, twin.with_format(name)) for name, told in formats.items()],
            "json_ld": jsonld.script(reference),
        }

    def permanent(self) -> str:
        """The page's own absolute address with the day in it, as an answer of it is cited."""
        return self.request.build_absolute_uri(self.asked_at(self.request.path, as_of=self.as_of.isoformat()))


class ListPage(Page):
    """A list of records with the API's own filters, orderings and rules: `viewset` is its twin's."""

    viewset: ClassVar[type[RecordViewSet]]
    #: The name of the twin's address.
    twin_name: ClassVar[str]
    indexed: ClassVar[bool] = True

    def known_parameters(self) -> list[str]:
        return [*self.viewset.filterset_class.base_filters, "ordering", "page", *super().known_parameters()]

    def listed(self, rows: QuerySet) -> tuple[RecordFilterSet, QuerySet, str]:
        """The filters as read, the rows they leave in the order asked for, and that order's name."""
        viewset = self.viewset()
        filterset = viewset.read_filters(self.reader, self.as_of)
        orderings = viewset.orderings()
        ordering = self.reader.choice("ordering", orderings, orderings[0])
        self.check()
        columns = viewset.filterset_class.orderings[ordering.removeprefix("-")]
        sign = "-" if ordering.startswith("-") else ""
        rows = filterset.filter_queryset(rows).order_by(*(f"{sign}{column}" for column in columns), "pk")
        return filterset, rows, ordering

    def twin(self) -> Twin:
        """The same list in the API, from its first page on."""
        return Twin(self.asked_at(reverse(self.twin_name), drop=("page",)))

    def paged(self, rows: QuerySet) -> Any:
        """The page of rows asked for: two queries. A number beyond the last is refused."""
        return page_of(rows, self.reader, ROWS)


def asked(given: QueryDict) -> QueryDict:
    """The parameters that ask something: a form sends its empty fields too, and other sites add their own."""
    kept = QueryDict(mutable=True)
    for name, values in given.lists():
        words = [value for value in values if value.strip()]
        if words and name not in TRACKERS and not name.startswith("utm_"):
            kept.setlist(name, words)
    return QueryDict(kept.urlencode())


def with_query(path: str, parameters: Mapping[str, object]) -> str:
    """The path with a query of these parameters; a list stands for a repeated one, None and "" are left out."""
    told = {name: value for name, value in parameters.items() if value not in (None, "", [], ())}
    return f"{path}?{urlencode(told, doseq=True, safe=':')}" if told else path


def languages(request: HttpRequest, query: str = "") -> list[dict[str, Any]]:
    """The page in every language of the site, with its own name for itself."""
    return [
        {
            "code": code,
            "name": translation.get_language_info(code)["name_local"].capitalize(),
            "address": translate_url(request.path, code) + query,
            "absolute": request.build_absolute_uri(translate_url(request.path, code) + query),
            "current": translation.get_language() == code,
        }
        for code, _ in settings.LANGUAGES
    ]


def found[R: Record](rows: QuerySet[R], slug: str) -> R:
    """The public record with this slug. Raises Withdrawn where it was one, and Http404 where there is none:
    a draft is unknown in the same words as a slug that never was."""
    record = rows.public().filter(slug=slug).first()  # type: ignore[attr-defined]
    if record is not None:
        return record
    hidden = rows.filter(slug=slug).first()
    if hidden is not None and (withdrawn := hidden.withdrawn()):
        raise Withdrawn(withdrawn)
    raise Http404(f"there is no {rows.model._meta.verbose_name} {slug!r}")


def in_groups[T, K](rows: Iterable[T], key: Callable[[T], K]) -> list[tuple[K, list[T]]]:
    """Rows by key, keys in the order of their first row; for templates."""
    groups: dict[K, list[T]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return list(groups.items())
