"""What is searched: for each type of record its public rows, the words it is found by, and what is shown.

A row has its own words and, with the least weight (D), those of what it hangs on: a provision its
statute's, a ruling its case's caption beside its own, everything its jurisdiction's name. So "Wisconsin possession"
finds a section whose own words never say Wisconsin.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Aggregate, F, Func, OuterRef, Q, QuerySet, StringAgg, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce, Concat

from cases.models import Case, Holding, HoldingAnswer, Ruling, caption_of
from jurisdictions.models import Coding, Jurisdiction, Provision, ProvisionText, Record, Status, Statute
from kb.models import Indicator, Observation

TEXT = models.TextField()
VECTOR = SearchVectorField()
EMPTY = Cast(Value(""), VECTOR)


class Words(Func):
    """Several search columns as one; a missing one adds nothing."""

    arg_joiner = " || "
    template = "(%(expressions)s)"
    output_field = VECTOR

    def __init__(self, *vectors: Any, **extra: Any) -> None:
        super().__init__(*[Coalesce(vector, EMPTY) for vector in vectors], **extra)


class Least(Func):
    """A search column with all its words at the least weight."""

    template = "setweight(%(expressions)s, 'D')"
    output_field = VECTOR


class OfTerm(Func):
    """A search column with all its words at the weight of a summary."""

    template = "setweight(%(expressions)s, 'B')"
    output_field = VECTOR


class OfWeight(Func):
    """Those words of a search column that have one of the weights (`{a,b}`)."""

    function = "ts_filter"
    template = '%(function)s(%(expressions)s::"char"[])'
    output_field = VECTOR

    def __init__(self, vector: Any, weights: str) -> None:
        super().__init__(vector, Value(weights))


class AllWords(Aggregate):
    function = "all_words"
    output_field = VECTOR


_NOTHING = Value(None)


@dataclass(frozen=True)
class Indexed:
    """One type of record.

    `own_words` and `other_words` (of what it hangs on); `language`: the path to the tag of its name's
    language; `jurisdiction`: to its jurisdiction ("" for itself); `above`: to its statute's key. `names`: what a
    name typed is compared with, and `name_share` how much an equal name counts (a case before its
    rulings). `date` and `state`, unless `kb.search.standing` computes them. `title`, `subtitle` and `body`
    are what a result shows. `visible`: what must hold besides `public()`.
    """

    # The model stands first, for `type` is a field's name below it.
    model: type[Record]
    type: str
    resource: str
    own_words: Any
    other_words: tuple[Any, ...]
    title: Any
    subtitle: Any
    body: Any
    jurisdiction: str = "jurisdiction"
    language: str = ""
    above: str = ""
    names: tuple[str, ...] = ()
    name_share: float = 1.0
    date: Any = _NOTHING
    state: Any = _NOTHING
    visible: Q = Q()  # noqa: RUF009  (a Q is never changed in place)
    #: Of its own words, the terms of the law, which are a reason of their own.
    terms: Any = EMPTY

    def rows(self) -> QuerySet[Any]:
        manager: Any = self.model._default_manager
        return manager.public().filter(self.visible)

    def words(self) -> Words:
        return Words(self.own_words, *self.other_words)


def as_text(field: str) -> Cast:
    return Cast(F(field), TEXT)


def _hung_on(*paths: str) -> tuple[Least, ...]:
    return tuple(Least(F(f"{path}__search")) for path in paths)


def _caption(case: str) -> Least:
    """The words of a case's caption and docket, not what its summary tells of other rulings; or of a ruling's own
    caption and citations."""
    return Least(OfWeight(F(f"{case}__search"), "{a}"))


def _joined(*parts: Any) -> Concat:
    return Concat(*[F(part) if isinstance(part, str) else part for part in parts], output_field=TEXT)


_DOT, _SPACE = Value(" · "), Value(" ")
_ANSWER = models.Case(
    *[When(answer=answer.value, then=Value(answer.label)) for answer in HoldingAnswer], output_field=TEXT
)
_TEXTS = ProvisionText.objects.filter(provision=OuterRef("pk"), status=Status.PUBLISHED).order_by().values("provision")
_WORDINGS = Subquery(
    _TEXTS.annotate(
        # The latest first: what a search shows of a clause must not be what it said before it was amended.
        all=StringAgg("summary", Value(" … "), order_by=[F("valid_from_earliest").desc(nulls_last=True), "-id"])
    ).values("all")
)
_WORDINGS_WORDS = Subquery(_TEXTS.annotate(all=AllWords("search")).values("all"), output_field=VECTOR)
_TERMS = (
    Coding.objects.filter(
        text__provision=OuterRef("pk"),
        text__status=Status.PUBLISHED,
        question__status=Status.PUBLISHED,
        status=Status.PUBLISHED,
    )
    .exclude(words="")
    .order_by()
    .values("text__provision")
)
#: The terms of the law on which its answers turn; they weigh as much as its summary.
_TERMS_WORDS = Subquery(_TERMS.annotate(all=AllWords("search")).values("all"), output_field=VECTOR)
_TERMS_TEXT = Subquery(
    _TERMS.annotate(all=_joined(Value(" … "), StringAgg("words", Value(" · "), distinct=True))).values("all")
)
_RULINGS = Ruling.objects.public().filter(case=OuterRef("pk")).order_by("-date_latest", "-id")
_OBSERVATIONS = Observation.objects.public().filter(indicator=OuterRef("pk")).order_by("-period_end", "-id")

#: In the order in which equal scores are listed.
INDEX = (
    Indexed(
        type="statute",
        resource="statutes",
        model=Statute,
        own_words=F("search"),
        other_words=_hung_on("jurisdiction"),
        title=F("title"),
        subtitle=F("citation"),
        body=_joined("summary", _SPACE, "note"),
        language="language",
        names=("title", "citation"),
    ),
    Indexed(
        type="case",
        resource="cases",
        model=Case,
        own_words=F("search"),
        other_words=_hung_on("court", "jurisdiction"),
        title=F("caption"),
        subtitle=_joined("court__name", _DOT, "docket"),
        body=_joined("summary", _SPACE, "note"),
        language="language",
        names=("caption",),
        date=Coalesce(Subquery(_RULINGS.annotate(text=as_text("date")).values("text")[:1]), as_text("started")),
        state=F("state"),
    ),
    Indexed(
        type="provision",
        resource="provisions",
        model=Provision,
        own_words=Words(F("search"), _WORDINGS_WORDS, OfTerm(_TERMS_WORDS)),
        terms=_TERMS_WORDS,
        other_words=_hung_on("statute", "statute__jurisdiction"),
        title=F("label"),
        subtitle=_joined("statute__citation", _DOT, "statute__title"),
        # The terms last: a snippet begins with the summary where nothing of it is what was found.
        body=_joined(Coalesce(Cast(_WORDINGS, TEXT), F("note"), output_field=TEXT), Cast(_TERMS_TEXT, TEXT)),
        jurisdiction="statute__jurisdiction",
        language="statute__language",
        above="statute_id",
    ),
    Indexed(
        type="ruling",
        resource="rulings",
        model=Ruling,
        own_words=F("search"),
        other_words=(_caption("case"), *_hung_on("court", "case__jurisdiction")),
        title=caption_of(),
        subtitle=_joined(
            "court__name", _DOT, Func(F("citations"), Value("; "), function="array_to_string", output_field=TEXT)
        ),
        body=_joined("outcome", Value(". "), "summary", _SPACE, "note"),
        jurisdiction="case__jurisdiction",
        language="case__language",
        names=("own_caption", "case__caption"),
        name_share=0.9,
        date=F("date"),
        state=F("precedential"),
    ),
    Indexed(
        type="holding",
        resource="holdings",
        model=Holding,
        own_words=F("search"),
        other_words=(
            _caption("ruling__case"),
            _caption("ruling"),
            *_hung_on("issue", "ruling__court", "ruling__case__jurisdiction"),
        ),
        title=_joined("issue__title", Value(": "), _ANSWER),
        subtitle=_joined(caption_of("ruling__"), _DOT, "ruling__court__name"),
        body=_joined("summary", _SPACE, "note"),
        jurisdiction="ruling__case__jurisdiction",
        language="ruling__case__language",
        date=F("ruling__date"),
        state=F("ruling__precedential"),
    ),
    Indexed(
        type="jurisdiction",
        resource="jurisdictions",
        model=Jurisdiction,
        own_words=F("search"),
        other_words=(),
        title=F("name"),
        subtitle=F("code"),
        body=F("note"),
        jurisdiction="",
        names=("name", "code"),
    ),
    Indexed(
        type="indicator",
        resource="indicators",
        model=Indicator,
        own_words=F("search"),
        other_words=_hung_on("jurisdiction"),
        title=F("measure"),
        subtitle=F("organisation"),
        body=_joined("unit", _SPACE, "note"),
        names=("measure",),
        date=Subquery(_OBSERVATIONS.annotate(text=as_text("period_end")).values("text")[:1]),
        # It may have no jurisdiction, so that is no public parent; one that is hidden hides it all the same.
        visible=Q(jurisdiction__isnull=True) | Q(jurisdiction__status=Status.PUBLISHED),
    ),
)
BY_TYPE = {indexed.type: indexed for indexed in INDEX}
