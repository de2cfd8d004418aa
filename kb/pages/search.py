"""Search: the API's, with its filters as things to tick, each with the number of results it would leave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import F, Value
from django.db.models.functions import Cast
from django.urls import path, reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from jurisdictions.parameters import MAX_PAGE_SIZE
from kb.asking import searching
from kb.asking.searching import ORDERINGS, RELEVANCE, filters, other_spellings, place_of, read
from kb.languages import names, words
from kb.pages.page import Page, Twin
from kb.pages.paging import page_of
from kb.search import Answer, Asked, Hit, Shown, answer, facets, jurisdiction_names, shown
from kb.search.finding import union
from kb.search.indexed import BY_TYPE, TEXT, as_text
from kb.search.suggesting import entries

RESULTS = 20
#: So few results that other ways on are offered beside them.
FEW = 3
#: Choices of a facet that stand open; the others fold away.
OPEN = 8

#: What a hit's status is one of, by its type.
STATES = {"statute": "life", "provision": "life", "case": "state", "ruling": "precedential", "holding": "precedential"}


@dataclass(frozen=True)
class Choice:
    """One value of a facet: how many results it has, or would add, beside the other filters."""

    value: str
    label: str
    count: int
    picked: bool


@dataclass(frozen=True)
class Facet:
    """One filter that is ticked, its choices with most results first."""

    name: str
    label: str
    choices: list[Choice]

    @property
    def open(self) -> list[Choice]:
        return [one for place, one in enumerate(self.choices) if place < OPEN or one.picked]

    @property
    def folded(self) -> list[Choice]:
        return [one for place, one in enumerate(self.choices) if place >= OPEN and not one.picked]


class SearchPage(Page):
    """Hits of one question. The search itself asks what the API's asks; two queries more for links and languages."""

    template_name = "kb/pages/search.html"
    partial = "found"
    parameters = (
        "q", "type", "jurisdiction", "within", "status", "date_after", "date_before", "ordering", "page",
    )  # fmt: skip
    indexed = False

    def answer(self, **named: Any) -> dict[str, Any]:
        asked = read(self.reader)
        ordering = self.reader.choice("ordering", ORDERINGS, RELEVANCE)
        self.check()
        everything, found = _found(asked)
        hits = found.hits
        if ordering != RELEVANCE:
            hits = sorted(hits, key=lambda hit: place_of(hit, ordering))
        page = page_of(hits, self.reader, RESULTS)
        codes = {hit.jurisdiction for hit in everything if hit.jurisdiction} | set(asked.jurisdictions)
        places = jurisdiction_names(codes) if codes else {}
        law = searching.places(page.object_list, self.as_of)
        few = len(hits) < FEW
        api = reverse("api-search")
        exported = {"as_of": self.as_of.isoformat(), "page_size": MAX_PAGE_SIZE}
        return {
            "title": _("Search: %(text)s") % {"text": asked.text} if asked.text else _("Search"),
            "heading": _("Search"),
            "description": _("Statutes, provisions, cases, rulings, holdings, jurisdictions and figures."),
            "question": asked,
            "ordering": ordering,
            "rows": page,
            "labels": law.labels,
            "hits": self._rows(list(page.object_list), found, places, law),
            "count": len(hits),
            "facets": _facets(everything, asked, places),
            "years": self._years(everything, asked),
            "filtered": [name for name in filters(asked) if name != "q"],
            "without_filters": self.address(reverse("search"), q=asked.text, ordering=self.reader.data.get("ordering")),
            "corrected": found.corrected,
            "others": [(text, self.address(reverse("search"), q=text)) for text in other_spellings(found)]
            if found.corrected
            else [],
            "suggestions": self._suggestions() if few else {},
            "downloads": [
                (name.upper(), self.asked_at(api, drop=("page",), **exported, format=name)) for name in ("csv", "json")
            ],
            "most": MAX_PAGE_SIZE,
            "twin": Twin(self.asked_at(api, drop=("page",))),
        }

    def _rows(
        self, hits: Sequence[Hit], found: Answer, places: dict[str, tuple[str, str]], law: searching.Places
    ) -> list[dict[str, Any]]:
        texts = shown(hits, found.typed) if hits else {}
        about = _about(hits) if hits else {}
        return [
            self._row(hit, texts[hit.key], found, about, places) | {"answers": law.of(hit)}
            for hit in hits
            if hit.key in texts
        ]

    def _row(
        self,
        hit: Hit,
        text: Shown,
        found: Answer,
        about: dict[tuple[str, int], tuple[str, str]],
        places: dict[str, tuple[str, str]],
    ) -> dict[str, Any]:
        language, ruling = about.get(hit.key, ("", ""))
        slug, name = places.get(hit.jurisdiction or "", ("", ""))
        is_place = hit.type == "jurisdiction"
        return {
            "type": hit.type,
            "title": names.place_name(hit.jurisdiction, name) if is_place and hit.jurisdiction else text.title,
            # A holding's title is ours; what it is told of is the court's.
            "title_language": names.language() if is_place else "en" if hit.type == "holding" else language or "en",
            "subtitle": text.subtitle,
            "subtitle_language": language or "en",
            # Escaped by the search, but for the <mark>s that it sets: see `kb.search.finding.marked`.
            "snippet": mark_safe(_as_a_part(text)),  # noqa: S308
            "address": self._address(hit, ruling),
            "place": {"code": hit.jurisdiction, "name": name} if slug and not is_place else None,
            "place_address": self.address(reverse("jurisdiction", args=[slug])) if slug else "",
            "date": hit.date,
            "status": words.word(STATES[hit.type], hit.state) if hit.state and hit.type in STATES else "",
            "reason": found.reason(hit, text),
        }

    def _address(self, hit: Hit, ruling: str) -> str:
        if hit.type == "holding":
            return f"{self.address(reverse('ruling', args=[ruling]))}#{hit.slug}"
        if hit.type == "indicator":
            return f"{reverse('indicators')}#{hit.slug}"
        return self.address(reverse(hit.type, args=[hit.slug]))

    def _years(self, everything: Iterable[Hit], asked: Asked) -> list[tuple[str, int, str, bool]]:
        """Years of the hits that the other filters leave, latest first: the number, the address that keeps only
        what surely lies in it (or, where it is picked, that drops it), and whether it is."""
        counts = facets(_kept(everything, asked, but="date"))["year"]
        after, before = asked.date_after, asked.date_before
        picked = str(after) if after and after == before and after.precision == "year" else ""
        told = []
        for year in sorted({*counts, *([picked] if picked else [])}, reverse=True):
            span = None if year == picked else year
            address = self.asked_at(reverse("search"), drop=("page",), date_after=span, date_before=span)
            told.append((year, counts[year], address, year == picked))
        return told

    def _suggestions(self) -> dict[str, list[tuple[str, str]]]:
        """Where to begin: issues, questions of the codebook, jurisdictions with most law on record."""
        found: dict[str, list[tuple[str, str]]] = {}
        for entry in entries():
            if entry.kind == "question":
                address = f"{reverse('codebook')}#{entry.slug}"
            else:
                address = self.address(reverse(entry.kind, args=[entry.slug]))
            text = names.place_name(entry.slug.upper(), entry.text) if entry.kind == "jurisdiction" else entry.text
            found.setdefault(entry.kind, []).append((text, address))
        return found


def _as_a_part(text: Shown) -> str:
    """The snippet with dots where it seems to be cut out of more."""
    if not text.snippet:
        return ""
    before = "… " if text.snippet[0].islower() else ""
    return f"{before}{text.snippet_html}{'' if text.snippet.rstrip()[-1:] in '.!?”)' else ' …'}"


def _found(asked: Asked) -> tuple[list[Hit], Answer]:
    """Every hit of the words, for the facets, and the answer that the filters leave: the API's, hit by hit."""
    wide = answer(Asked(asked.text, asked.as_of, within=asked.within))
    kept = [hit for hit in wide.hits if _keeps(hit, asked)]
    # Where filters leave nothing, the API looks for near words among what they leave.
    found = replace(wide, hits=kept) if kept or not wide.hits else answer(asked)
    return wide.hits, found


def _keeps(hit: Hit, asked: Asked) -> bool:
    return (
        (not asked.types or hit.type in asked.types)
        and (not asked.jurisdictions or hit.jurisdiction in asked.jurisdictions)
        and asked.keeps(hit)
    )


def _kept(hits: Iterable[Hit], asked: Asked, *, but: str) -> list[Hit]:
    """What the filters leave if one of them is not asked: the choices beside those that are picked."""
    without: dict[str, dict[str, Any]] = {
        "type": {"types": ()},
        "jurisdiction": {"jurisdictions": ()},
        "status": {"statuses": ()},
        "date": {"date_after": None, "date_before": None},
    }
    others = replace(asked, **without[but])
    return [hit for hit in hits if _keeps(hit, others)]


def _facets(everything: list[Hit], asked: Asked, places: dict[str, tuple[str, str]]) -> list[Facet]:
    labels: dict[str, tuple[str, Sequence[str], Callable[[str], str]]] = {
        "type": (_("Type"), asked.types, lambda value: words.word("types", value)),
        "jurisdiction": (
            _("Jurisdiction"),
            asked.jurisdictions,
            lambda code: names.place_name(code, places[code][1] if code in places else code),
        ),
        "status": (_("Status on the date"), asked.statuses, _status),
    }
    told = []
    for name, (label, picked, called) in labels.items():
        counts: Counter[str] = facets(_kept(everything, asked, but=name))[name]
        values = sorted({*counts, *picked}, key=lambda value: (-counts[value], value))
        told.append(Facet(name, label, [Choice(one, called(one), counts[one], one in picked) for one in values]))
    return told


def _status(value: str) -> str:
    known = next((name for name in ("life", "state", "precedential") if value in words.WORDS[name]), "life")
    return words.word(known, value)


def _about(hits: Sequence[Hit]) -> dict[tuple[str, int], tuple[str, str]]:
    """The language of each record's name, and of holdings the slug of their ruling. One query."""
    parts = []
    for type_ in dict.fromkeys(hit.type for hit in hits):
        indexed = BY_TYPE[type_]
        if not indexed.language:
            continue
        ruling = F("ruling__slug") if type_ == "holding" else Value("")
        parts.append(
            indexed.rows()
            .filter(pk__in=[hit.pk for hit in hits if hit.type == type_])
            .order_by()
            .annotate(
                found_type=Value(type_, output_field=TEXT),
                tag=as_text(indexed.language),
                of_ruling=Cast(ruling, TEXT),
            )
            .values_list("found_type", "pk", "tag", "of_ruling")
        )
    return {(type_, pk): (tag, ruling) for type_, pk, tag, ruling in union(parts)} if parts else {}


urlpatterns = [
    path("search/", SearchPage.as_view(), name="search"),
]
