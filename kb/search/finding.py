"""The query: all types in one ranking, as thin rows; and, for the rows of one page, what is shown."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchQueryField, SearchRank
from django.db import connection, models
from django.db.models import F, Func, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Greatest

from cases.models import Case, Ruling
from jurisdictions.models import Jurisdiction, Provision, Statute
from jurisdictions.partial_dates import PartialDate
from jurisdictions.sentences import say
from jurisdictions.text_search import LONGEST_QUERY, STEMMED
from kb.search.citations import Cited, likeness, likeness_to_clause
from kb.search.indexed import BY_TYPE, INDEX, TEXT, Indexed, OfWeight, Words, as_text
from kb.search.standing import standings

#: D, C, B, A: what a record hangs on, notes, summary, name and citation.
WEIGHTS = [0.05, 0.15, 0.4, 1.0]
#: Rank divided by 1 + log(length), then brought between 0 and 1.
NORMALIZATION = 1 | 32
#: The whole part of a score: why a record is a hit.
CITED, NAMED, WORDED, NEARLY = 4, 3, 2, 1
#: Marks around a matched word until the text is escaped: private-use characters.
OPEN, CLOSE = "\ue000", "\ue001"

#: (type, primary key)
type Key = tuple[str, int]
#: How well a record is cited, 0 to 1, and the reason shown.
type Citations = Mapping[Key, tuple[float, str]]


@dataclass(frozen=True, slots=True)
class Hit:
    """One record found. `order` puts hits best first, and two of one score by type and slug, so that a
    page can begin after any hit. `state` is its status on the date, `reason` why it is cited, or ""."""

    type: str
    pk: int
    slug: str
    score: float
    jurisdiction: str | None
    date: PartialDate | None
    state: str | None
    reason: str = ""

    @property
    def key(self) -> Key:
        return self.type, self.pk

    @property
    def order(self) -> tuple[float, int, str]:
        return (-self.score, _PLACES[self.type], self.slug)


#: Why a record was found by what was typed: all of it cites the record, or part of it does.
_DOCKET = (say("docket number"), say("docket number, in part"))
_CITATION = (say("citation"), say("citation, in part"))
_OF_ITS_RULING = say("citation of its ruling")

_PLACES = {indexed.type: place for place, indexed in enumerate(INDEX)}


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed, made ready: `queries` are tsqueries as text by language of the record, "" where nothing
    can be searched for; `name` its form as a name."""

    text: str
    queries: Mapping[str, str]
    name: str

    @property
    def is_empty(self) -> bool:
        return not self.name and not any(self.queries.values())


class ReadyQuery(SearchQuery):
    """A tsquery that the database has already made, so that it is not made once for every row and type."""

    template = "%(expressions)s::tsquery"

    def __init__(self, query: str) -> None:
        super().__init__(Value(query))


class QueryByLanguage(SearchQuery):
    """The ready query for the language of each row."""

    template = "%(expressions)s"

    def __init__(self, typed: Typed, language: str) -> None:
        default = ReadyQuery(typed.queries["en"])
        special = [tag for tag in STEMMED if language and typed.queries[tag] != typed.queries["en"]]
        whens = [When(**{f"{language}__istartswith": tag, "then": ReadyQuery(typed.queries[tag])}) for tag in special]
        super().__init__(models.Case(*whens, default=default, output_field=SearchQueryField()) if whens else default)


def read(text: str) -> Typed:
    """One query: the database reads the text, because its dictionaries do."""
    text = " ".join(text.replace("\x00", " ").split())[:LONGEST_QUERY]
    tags = ["en", *STEMMED]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name_key(%s), array_agg(coalesce(search_query(%s, tag)::text, '') ORDER BY place)"
            " FROM unnest(%s::text[]) WITH ORDINALITY AS languages(tag, place)",
            [text, text, tags],
        )
        name, queries = cursor.fetchone()
    return Typed(text, dict(zip(tags, queries, strict=True)), name)


def cited(texts: Sequence[str]) -> dict[Key, tuple[float, str]]:
    """How well one of the texts, spellings of one citation, cites each record. One query, or none where no
    digit is typed. A case is cited by its docket and through its rulings."""
    typed = [Cited(text) for text in texts]
    digits = list(dict.fromkeys(run for one in typed for run in one.digits))
    if not digits:
        return {}
    own = Q(citation_numbers__overlap=digits)
    parts = (
        _citations(Statute, "statute", own, "citation"),
        _citations(Provision, "provision", own | Q(statute__citation_numbers__overlap=digits), "label",
                   above="statute__citation"),
        _citations(Case, "case", own, "docket"),
        _citations(Ruling, "ruling", own, "citations", case="case_id"),
    )  # fmt: skip
    found: dict[Key, tuple[float, str]] = {}
    for type_, pk, given, above, case in union(parts):
        if type_ == "provision":
            share = max(likeness_to_clause(one, Cited(above), Cited(given)) for one in typed)
        else:
            share = max(likeness(one, Cited(each)) for one in typed for each in given.split("\n"))
        if not share:
            continue
        in_full, in_part = _DOCKET if type_ == "case" else _CITATION
        _keep(found, (type_, pk), share, in_full if share >= 0.94 else in_part)
        if case:
            _keep(found, ("case", case), share * 0.98, _OF_ITS_RULING)
    return found


def _keep(found: dict[Key, tuple[float, str]], key: Key, share: float, reason: str) -> None:
    if share > found.get(key, (0.0, ""))[0]:
        found[key] = (share, reason)


def _citations(
    model: Any, type_: str, condition: Q, citation: str, *, above: str = "", case: str = ""
) -> QuerySet[Any]:
    given: Any = F(citation)
    if citation == "citations":
        given = Func(given, Value("\n"), function="array_to_string")
    return (
        model.objects.public()
        .filter(condition)
        .order_by()
        .annotate(
            found_type=Value(type_, output_field=TEXT),
            given=Cast(given, TEXT),
            above=as_text(above) if above else Value("", output_field=TEXT),
            of_case=Cast(F(case) if case else Value(None), models.BigIntegerField()),
        )
        .values_list("found_type", "pk", "given", "above", "of_case")
    )


def union(parts: Iterable[QuerySet[Any]]) -> QuerySet[Any]:
    first, *others = parts
    return first.union(*others, all=True).order_by() if others else first


def hits(
    typed: Typed,
    date: dt.date,
    *,
    citations: Citations,
    types: Iterable[str] = (),
    jurisdictions: Iterable[str] = (),
    within: str = "",
) -> list[Hit]:
    """Every record found among the types and jurisdictions asked for, best first, with its date and its
    status on that date. Three queries, whatever is found."""
    if typed.is_empty and not citations:
        return []
    parts = []
    for indexed in [BY_TYPE[type_] for type_ in types] or INDEX:
        keys = [pk for type_, pk in citations if type_ == indexed.type]
        parts.append(_matching(indexed, typed, keys, list(jurisdictions), within))
    rows = list(union(parts))
    known = standings([(type_, pk, above) for type_, pk, _, _, _, _, above, _, _ in rows], date)
    found = []
    for type_, pk, slug, rank, named, place, _, own_day, own_state in rows:
        score, reason = _score(citations.get((type_, pk)), named, rank or 0.0)
        day, state = known.get((type_, pk), (PartialDate.parse(own_day) if own_day else None, own_state))
        found.append(Hit(type_, pk, slug, score, place, day, state, reason))
    return sorted(found, key=lambda hit: hit.order)


def _score(citation: tuple[float, str] | None, named: float, rank: float) -> tuple[float, str]:
    # Rounded, so that a score read back from a cursor is the same number.
    if citation:
        return round(CITED + citation[0], 6), citation[1]
    if named:
        return round(NAMED + 0.9 * named + 0.09 * rank, 6), ""
    return round(WORDED + rank, 6), ""


def _matching(indexed: Indexed, typed: Typed, keys: list[int], jurisdictions: list[str], within: str) -> QuerySet[Any]:
    rows = indexed.rows()
    prefix = f"{indexed.jurisdiction}__" if indexed.jurisdiction else ""
    if jurisdictions:
        rows = rows.filter(**{f"{prefix}code__in": jurisdictions})
    if within:
        rows = rows.filter(**{f"{prefix}path__contains": [within]})
    query = QueryByLanguage(typed, indexed.language)
    named = [_name_share(name, typed.name) for name in indexed.names if typed.name]
    share: Any = Greatest(*named) if len(named) > 1 else named[0] if named else Value(0.0)
    condition = Q(all_words=query)
    if keys:
        condition |= Q(pk__in=keys)
    if named and _is_unspaced(typed.name):
        # Elsewhere, whatever holds the typed words in its name is found by its words already.
        condition |= Q(named__gt=0)
    return (
        rows.annotate(all_words=indexed.words(), named=Cast(share, models.FloatField()) * Value(indexed.name_share))
        .filter(condition)
        .annotate(
            found_type=Value(indexed.type, output_field=TEXT),
            rank=SearchRank(
                F("all_words"), query, weights=WEIGHTS, normalization=Value(NORMALIZATION), cover_density=True
            ),
            place=as_text(f"{prefix}code"),
            above=Cast(F(indexed.above) if indexed.above else Value(None), models.BigIntegerField()),
            day=Cast(indexed.date, TEXT),
            state_=Cast(indexed.state, TEXT),
        )
        .order_by()
        .values_list("found_type", "pk", "slug", "rank", "named", "place", "above", "day", "state_")
    )


def _name_share(name: str, key: str) -> Func:
    given = (F(name), Value(key), Value(_is_unspaced(key)))
    return Func(*given, function="name_share", output_field=models.FloatField())


def _is_unspaced(key: str) -> bool:
    """Whether it has letters of a script that sets no blanks between words: Thai, Chinese, Japanese, Korean."""
    return any(letter >= "\u0e00" for letter in key)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows of one hit. `where` its words stand: name, term (of the law), summary, notes, or
    context (what it belongs to). `snippet_html` is safe to put in a page: escaped, with <mark> around the words."""

    title: str
    subtitle: str
    snippet: str
    snippet_html: str
    where: str


def shown(page: Sequence[Hit], typed: Typed) -> dict[Key, Shown]:
    """What each hit of a page shows. One query."""
    parts = []
    for indexed in INDEX:
        keys = [hit.pk for hit in page if hit.type == indexed.type]
        if keys:
            parts.append(_shown(indexed, keys, typed))
    if not parts:
        return {}
    return {
        (type_, pk): Shown(title, subtitle.removesuffix(" · "), _plain(snippet), marked(snippet), where)
        for type_, pk, title, subtitle, snippet, where in union(parts)
    }


def _shown(indexed: Indexed, keys: list[int], typed: Typed) -> QuerySet[Any]:
    query = QueryByLanguage(typed, indexed.language)
    # A text that holds our marks itself must not open a tag.
    body = Func(Cast(indexed.body, TEXT), Value(OPEN + CLOSE), Value(""), function="translate", output_field=TEXT)
    headline = SearchHeadline(
        body, query, config="kb_english", start_sel=OPEN, stop_sel=CLOSE,
        max_words=40, min_words=15, max_fragments=2, fragment_delimiter=" … ",
    )  # fmt: skip
    return (
        indexed.rows()
        .filter(pk__in=keys)
        .alias(
            in_name=OfWeight(indexed.own_words, "{a}"),
            in_summary=OfWeight(indexed.own_words, "{a,b}"),
            in_own=Words(indexed.own_words),
            in_terms=Words(indexed.terms),
        )
        .annotate(
            found_type=Value(indexed.type, output_field=TEXT),
            title_text=Cast(indexed.title, TEXT),
            subtitle_text=Cast(indexed.subtitle, TEXT),
            snippet=headline,
            where=models.Case(
                When(in_name=query, then=Value("name")),
                When(in_terms=query, then=Value("term")),
                When(in_summary=query, then=Value("summary")),
                When(in_own=query, then=Value("notes")),
                default=Value("context"),
                output_field=TEXT,
            ),
        )
        .order_by()
        .values_list("found_type", "pk", "title_text", "subtitle_text", "snippet", "where")
    )


def marked(snippet: str) -> str:
    """The snippet as HTML: everything escaped, matched words in <mark>."""
    return html.escape(snippet).replace(OPEN, "<mark>").replace(CLOSE, "</mark>")


def _plain(snippet: str) -> str:
    return snippet.replace(OPEN, "").replace(CLOSE, "")


def jurisdiction_names(codes: Iterable[str]) -> dict[str, tuple[str, str]]:
    """code -> (slug, name). One query."""
    rows = Jurisdiction.objects.public().filter(code__in=list(codes)).order_by()
    return {code: (slug, name) for code, slug, name in rows.values_list("code", "slug", "name")}
