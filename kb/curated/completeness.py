"""How complete the record is: by jurisdiction and by question, what was read, from what, and how well it rests."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from jurisdictions.grades import Grade
from jurisdictions.models import Answer, Coding, Jurisdiction, Penalty, ProvisionText, Question, Reading, StatuteKind

#: What is not law yet, or never: its wordings have no first day to be found.
NO_LAW = (StatuteKind.BILL, StatuteKind.GUIDELINE)

#: An answer from the law's own text, with the place in it and the term on which it turns.
EXACT = Q(source__kind="primary") & ~Q(pinpoint="") & ~Q(words="")

#: One that a second reader has read too.
TWICE = ~Q(reviewer="")


@dataclass(frozen=True, slots=True)
class Rested:
    """Of a number of public answers: `exact` of them see `EXACT`, `twice` see `TWICE`, and by grade."""

    number: int = 0
    exact: int = 0
    twice: int = 0
    grades: tuple[int, int, int] = (0, 0, 0)


@dataclass(frozen=True, slots=True)
class OfPlace:
    """`wordings` are those of law, `dated` of them with a first day; `read` answers of offences whose clause was
    read; `penalties` kept as data."""

    slug: str
    code: str
    name: str
    wordings: int
    dated: int
    read: int
    penalties: int
    answers: Rested


@dataclass(frozen=True, slots=True)
class OfQuestion:
    """`places` have at least one answer to it; `by_answer` counts answers in the order of the codebook's words."""

    slug: str
    label: str
    places: int
    by_answer: tuple[tuple[str, int], ...]
    answers: Rested


@dataclass(frozen=True, slots=True)
class Completeness:
    places: list[OfPlace]
    questions: list[OfQuestion]


def completeness() -> Completeness:
    """Public records only, places by name: nine queries, whatever the number of rows. A place without a record of its
    own law is not listed: nothing is known of it."""
    return Completeness(_places(), _questions())


#: A heading, the names of the columns, and the rows.
type Table = tuple[str, tuple[str, ...], list[tuple[object, ...]]]

_RESTED = ("answers", "from the text", "read twice", *(f"grade {grade.value}" for grade in Grade))


def tables(known: Completeness) -> list[Table]:
    """The same as tables of English text, for terminals and files."""
    return [
        (
            "By jurisdiction",
            ("place", "wordings of law", "with first day", *_RESTED, "answers of offences read", "penalties"),
            [
                (one.code, one.wordings, one.dated, *_numbers(one.answers), one.read, one.penalties)
                for one in known.places
            ],
        ),
        (
            "By question",
            ("question", "places", *_RESTED, *Answer.values),
            [
                (one.slug, one.places, *_numbers(one.answers), *(number for _, number in one.by_answer))
                for one in known.questions
            ],
        ),
    ]


def _numbers(rests: Rested) -> tuple[int, ...]:
    return (rests.number, rests.exact, rests.twice, *rests.grades)


def _rested(path: str) -> dict[Any, Rested]:
    rows: Any = Coding.objects.public().with_grade().order_by()
    by_grade = {f"grade_{grade.value}": Count("pk", filter=Q(grade_is=grade.value)) for grade in Grade}
    counted = rows.values(path).annotate(
        number=Count("pk"), exact=Count("pk", filter=EXACT), twice=Count("pk", filter=TWICE), **by_grade
    )
    return {
        row[path]: Rested(row["number"], row["exact"], row["twice"], tuple(row[name] for name in by_grade))
        for row in counted
    }


def _places() -> list[OfPlace]:
    place = "text__provision__statute__jurisdiction"
    answers = _rested(place)
    offence = Q(text__provision__role__in=("offence", "other-offence"), read=Reading.CLAUSE)
    read = _counted(Coding.objects.public().filter(offence), place)
    penalties = _counted(Penalty.objects.public(), place)
    of_law = ProvisionText.objects.public().exclude(provision__statute__kind__in=NO_LAW).order_by()
    wordings = {
        pk: (number, dated)
        for pk, number, dated in of_law.values_list("provision__statute__jurisdiction").annotate(
            number=Count("pk"), dated=Count("pk", filter=Q(valid_from__isnull=False))
        )
    }
    return [
        OfPlace(
            slug,
            code,
            name,
            *wordings.get(pk, (0, 0)),
            read.get(pk, 0),
            penalties.get(pk, 0),
            answers.get(pk, Rested()),
        )
        for pk, slug, code, name in Jurisdiction.objects.public()
        .order_by("name", "pk")
        .values_list("pk", "slug", "code", "name")
        if pk in wordings or pk in answers
    ]


def _counted(rows: Any, path: str) -> dict[int, int]:
    return dict(rows.order_by().values_list(path).annotate(Count("pk")))


def _questions() -> list[OfQuestion]:
    answers = _rested("question")
    by_answer: dict[int, dict[str, int]] = defaultdict(dict)
    found = Coding.objects.public().order_by().values_list("question", "answer").annotate(Count("pk"))
    for question, answer, number in found:
        by_answer[question][answer] = number
    place = "text__provision__statute__jurisdiction"
    counted = Coding.objects.public().order_by().values_list("question").annotate(Count(place, distinct=True))
    places = dict(counted)
    return [
        OfQuestion(
            one.slug,
            one.label,
            places.get(one.pk, 0),
            tuple((word, by_answer[one.pk].get(word, 0)) for word in Answer.values),
            answers.get(one.pk, Rested()),
        )
        for one in Question.objects.public()
    ]
