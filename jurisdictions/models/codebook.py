"""The public codebook and the answers coded with it."""

from __future__ import annotations

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Case, F, Q, Value, When

from jurisdictions import grades
from jurisdictions.models.sources import Assertion, Record, RecordQuerySet, SourceKind, Status, tracked
from jurisdictions.models.statutes import ProvisionRole, ProvisionText
from jurisdictions.text_search import search_column, weighed


class Answer(models.TextChoices):
    """The answers of the codebook. A missing row means *not assessed*, which is never *no*."""

    YES = "yes", "The provision reaches it, by its own words or by a definition it takes in"
    PARTIAL = "partial", "Only part of the class, for a reason that no other question records"
    UNCLEAR = "unclear", "Texts or authorities conflict, or the operative words were not read"
    SILENT = "silent", "The text was read and says nothing, and no authority fills the gap"
    NO = "no", "The text or an authority excludes it"


class QuestionGroup(models.TextChoices):
    MATERIAL = "material", "Material: what is depicted, and how"
    CONDUCT = "conduct", "Conduct: what may not be done with it"
    DUTIES = "duties", "Duties of providers and developers"
    LIMITS = "limits", "Limits and remedies"


class Direction(models.TextChoices):
    """What *yes* does to the reach of an offence: how several clauses make one answer for a place follows from it."""

    WIDENS = "widens", "Yes: the law reaches further"
    LIMITS = "limits", "Yes: the law reaches less far"


class Reading(models.TextChoices):
    """What was read of the law for one answer."""

    CLAUSE = "clause", "The clause itself was read"
    DEFINITION = "definition", "Its definition was read, the clause that punishes was not"
    DIGEST = "digest", "Only a digest or report of it was read"


def roles_of_law() -> list[str]:
    """Every role but that of a principle, to which no question of the codebook is put."""
    return [role for role in ProvisionRole.values if role != ProvisionRole.PRINCIPLE]


def every_answer() -> list[str]:
    return list(Answer.values)


@tracked
class Question(Record):
    """One entry of the codebook: what is asked of one provision, and what counts as an answer."""

    label = models.CharField(max_length=120, help_text="Short, for column heads.")
    text = models.TextField(help_text="The question as it is put to one provision.")
    rule = models.TextField(blank=True, help_text="What counts as yes, partial or no where readers differed.")
    group = models.CharField(max_length=10, choices=QuestionGroup)
    position = models.PositiveSmallIntegerField(default=0)
    answers = ArrayField(
        models.CharField(max_length=10, choices=Answer), default=every_answer, help_text="The answers allowed."
    )
    direction = models.CharField(max_length=10, choices=Direction, default=Direction.WIDENS)
    relevant_to = ArrayField(
        models.CharField(max_length=15, choices=ProvisionRole),
        default=roles_of_law,
        help_text="Roles of clauses that it is put to: only those can say *no* for a place.",
    )
    edition = models.PositiveSmallIntegerField(default=1, help_text="Edition of the codebook it first stood in.")
    search = search_column(
        weighed("label", "text", weight="A") + weighed("rule", weight="B") + weighed("note", weight="C")
    )

    class Meta(Record.Meta):
        ordering = ["position", "slug"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                name="question_allows_known_answers", condition=Q(answers__contained_by=Answer.values)
            ),
            models.CheckConstraint(name="question_allows_some_answer", condition=~Q(answers=[])),
            models.CheckConstraint(
                name="question_is_put_to_known_roles", condition=Q(relevant_to__contained_by=ProvisionRole.values)
            ),
        ]
        indexes = [GinIndex(fields=["search"], name="question_search")]

    def __str__(self) -> str:
        return self.label or self.slug


class CodingQuerySet(RecordQuerySet):
    def with_grade(self) -> Self:
        """Each row with `grade_is`, its grade: the rule of `jurisdictions.grades`, computed by the database."""
        opened = Q(source__status=Status.PUBLISHED, source__read=True) & ~Q(pinpoint="")
        reported = opened & Q(source__kind__in=grades.REPORTED)
        clause = Q(read=Reading.CLAUSE) | Q(read="", source__kind=SourceKind.PRIMARY)
        agreed = ~Q(reviewer="") & ~Q(reviewer=F("coder"))
        best = reported & Q(source__kind__in=grades.OFFICIAL) & clause & ~Q(words="") & agreed
        return self.annotate(
            grade_is=Case(
                When(best, then=Value(grades.Grade.A.value)),
                When(reported, then=Value(grades.Grade.B.value)),
                default=Value(grades.Grade.C.value),
            )
        )


@tracked
class Coding(Assertion):
    """The answer to one question for one wording of one provision."""

    PUBLIC_PARENTS = (
        "question",
        "text",
        "text__provision",
        "text__provision__statute",
        "text__provision__statute__jurisdiction",
    )

    text = models.ForeignKey(ProvisionText, on_delete=models.CASCADE, related_name="codings")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="codings")
    answer = models.CharField(max_length=10, choices=Answer)
    words = models.CharField(
        max_length=150,
        blank=True,
        help_text="The term of the law on which the answer turns: at most 12 words, never a sentence.",
    )
    words_language = models.CharField(max_length=10, default="en", help_text="BCP 47 tag of the term's language.")
    read = models.CharField(max_length=10, choices=Reading, blank=True, help_text="Empty: not recorded.")
    coder = models.CharField(max_length=100, blank=True, help_text="Who read the words and chose the answer.")
    reviewer = models.CharField(max_length=100, blank=True, help_text="The second reader, if one has read it.")
    recoded_from = models.CharField(
        max_length=10,
        choices=Answer,
        blank=True,
        help_text="The first answer, where a rule of the codebook changed it.",
    )
    search = search_column(weighed("words", weight="A", language="words_language"))

    objects = CodingQuerySet.as_manager()  # type: ignore[misc]  # a manager of its own, in place of Record's

    class Meta(Assertion.Meta):
        ordering = ["text", "question__position", "id"]
        indexes = [GinIndex(fields=["search"], name="coding_search")]
        constraints = [
            *Assertion.Meta.constraints,
            models.CheckConstraint(
                name="coding_quotes_at_most_twelve_words",
                condition=~Q(words__regex=r"(\S+\s+){12,}\S"),
                violation_error_message="Give a term of the law of at most 12 words, not a sentence.",
            ),
            models.UniqueConstraint(name="question_is_answered_once_for_a_wording", fields=["text", "question"]),
            models.CheckConstraint(name="coding_answer_is_in_the_codebook", condition=Q(answer__in=Answer.values)),
            models.CheckConstraint(
                name="coding_is_recoded_with_a_note",
                condition=Q(recoded_from="") | ~Q(note=""),
                violation_error_message="Say in the note which rule changed the answer.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question_id}: {self.answer}"

    def default_slug(self) -> str:
        return f"{self.text.slug}--{self.question.slug}"

    @property
    def graded(self) -> grades.Graded:
        """Its grade and why. Reads its source: join that for lists, or this causes a query a row."""
        source = self.source if self.source and self.source.status == Status.PUBLISHED else None
        return grades.grade_of(
            source_kind=source.kind if source else None,
            source_read=bool(source and source.read),
            read=self.read,
            words=self.words,
            pinpoint=self.pinpoint,
            coder=self.coder,
            reviewer=self.reviewer,
        )
