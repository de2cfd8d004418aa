"""What courts decided, what later courts did to it, and what it does to a wording."""

from __future__ import annotations

import datetime as dt
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce, NullIf

from cases.models.cases import Case
from cases.models.issues import HoldingAnswer, Issue
from jurisdictions.fields import PartialDateField, earliest_of, latest_of
from jurisdictions.models import Assertion, Court, Provision, ProvisionText, Record, RecordQuerySet, Source, Statute
from jurisdictions.models.sources import tracked, tracked_links
from jurisdictions.text_search import citation_numbers_column, search_column, weighed


class RulingKind(models.TextChoices):
    OPINION = "opinion", "Opinion"
    ORDER = "order", "Order"
    JUDGMENT = "judgment", "Judgment"
    SENTENCE = "sentence", "Sentence"
    CERTIORARI_DENIED = "certiorari-denied", "Certiorari denied"
    ADVISORY = "advisory", "Advisory opinion"


class PrecedentialStatus(models.TextChoices):
    PRECEDENTIAL = "precedential", "Issued as precedent (published, where the court publishes)"
    NON_PRECEDENTIAL = "non-precedential", "Unpublished, or issued as not precedent"
    UNKNOWN = "unknown", "Not on record"


class Composition(models.TextChoices):
    """Who spoke for the court, where it bears on what binds."""

    MAJORITY = "majority", "Opinion of the court, by a majority or a panel"
    EN_BANC = "en-banc", "Opinion of the full court"
    PLURALITY = "plurality", "No opinion commanded a majority"
    UNKNOWN = "unknown", "Not on record"


def caption_of(path: str = "") -> Coalesce:
    """`Ruling.caption` as an expression, of the ruling to which `path` leads (`ruling__`)."""
    own = NullIf(F(f"{path}own_caption"), Value(""))
    return Coalesce(own, F(f"{path}case__caption"), output_field=models.CharField())


class RulingQuerySet(RecordQuerySet):
    def decided_by(self, date: dt.date) -> Self:
        """Rulings surely given by the end of that day."""
        return self.filter(date_latest__lte=date)


@tracked
class Ruling(Record):
    """One decision in a case."""

    PUBLIC_PARENTS = ("case", "case__jurisdiction", "court")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="rulings")
    court = models.ForeignKey(Court, on_delete=models.PROTECT, related_name="rulings")
    own_caption = models.CharField(
        max_length=300, blank=True, help_text="As this court published it, where that is not the case's caption."
    )
    date = PartialDateField()
    kind = models.CharField(max_length=20, choices=RulingKind)
    citations = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    precedential = models.CharField(
        max_length=20,
        choices=PrecedentialStatus,
        default=PrecedentialStatus.UNKNOWN,
        verbose_name="precedential status",
    )
    composition = models.CharField(max_length=10, choices=Composition, default=Composition.UNKNOWN)
    outcome = models.CharField(max_length=500, help_text="What was ordered, in our own words.")
    summary = models.TextField(help_text="In our own words.")
    sources = models.ManyToManyField(
        Source, blank=True, related_name="rulings", help_text="Where it has its own; else the case's stand for it."
    )
    date_earliest = earliest_of("date")
    date_latest = latest_of("date")
    search = search_column(
        weighed("own_caption", "citations", weight="A")
        + weighed("outcome", "summary", weight="B")
        + weighed("note", weight="C")
    )
    citation_numbers = citation_numbers_column("citations")

    objects = RulingQuerySet.as_manager()  # type: ignore[misc]  # a manager of its own, in place of Record's

    class Meta(Record.Meta):
        indexes = [
            GinIndex(fields=["search"], name="ruling_search"),
            GinIndex(fields=["citation_numbers"], name="ruling_citation_numbers"),
        ]
        ordering = [F("date_latest").desc(), "slug"]

    def __str__(self) -> str:
        return f"{self.caption} ({self.date})"

    @property
    def caption(self) -> str:
        """What this ruling is called: its own caption, else its case's."""
        return self.own_caption or self.case.caption

    def default_slug(self) -> str:
        return f"{self.case.slug}-{self.date}"


class HoldingScope(models.TextChoices):
    FACIAL = "facial", "On the enactment as a whole"
    AS_APPLIED = "as-applied", "On its application to these facts"
    STATUTORY = "statutory", "On what the enactment means"
    SENTENCING = "sentencing", "On punishment only"


@tracked
class Holding(Assertion):
    """A ruling's answer to one issue."""

    PUBLIC_PARENTS = ("issue", "ruling", "ruling__case", "ruling__case__jurisdiction", "ruling__court")

    ruling = models.ForeignKey(Ruling, on_delete=models.CASCADE, related_name="holdings")
    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="holdings")
    answer = models.CharField(max_length=20, choices=HoldingAnswer)
    scope = models.CharField(max_length=12, choices=HoldingScope)
    dictum = models.BooleanField(default=False, help_text="Not needed for the result: marked, and never binding.")
    summary = models.TextField(help_text="In our own words.")
    statutes = models.ManyToManyField(Statute, blank=True, related_name="holdings")
    provisions = models.ManyToManyField(Provision, blank=True, related_name="holdings")
    recoded_from = models.CharField(
        max_length=20, choices=HoldingAnswer, blank=True, help_text="The first answer, where a rule changed it."
    )
    search = search_column(weighed("summary", weight="B") + weighed("note", weight="C"))

    class Meta(Assertion.Meta):
        indexes = [GinIndex(fields=["search"], name="holding_search")]
        ordering = ["ruling", "issue__position", "id"]
        constraints = [
            *Assertion.Meta.constraints,
            models.CheckConstraint(name="holding_answer_is_known", condition=Q(answer__in=HoldingAnswer.values)),
            models.CheckConstraint(
                name="holding_is_recoded_with_a_note",
                condition=Q(recoded_from="") | ~Q(note=""),
                violation_error_message="Say in the note which rule changed the answer.",
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    def default_slug(self) -> str:
        return f"{self.ruling.slug}--{self.issue.slug}"

    def clean(self) -> None:
        """The answer must be one that the issue's kind allows. (A rule across two tables: the database
        cannot hold it in a check, so importing and the admin both call this.)"""
        if self.issue_id and self.answer not in self.issue.answers:
            allowed = ", ".join(sorted(self.issue.answers))
            raise ValidationError(
                {"answer": f"{self.answer!r} does not answer {self.issue.slug}: use one of {allowed}."}
            )


class TreatmentKind(models.TextChoices):
    FOLLOWS = "follows", "Follows"
    APPLIES = "applies", "Applies"
    DISTINGUISHES = "distinguishes", "Distinguishes"
    LIMITS = "limits", "Limits"
    CRITICIZES = "criticizes", "Criticizes"
    QUESTIONS = "questions", "Questions"
    OVERRULES = "overrules", "Overrules or abrogates"
    CITES = "cites", "Cites, no more"


class Finder(models.TextChoices):
    PERSON = "person", "Asserted by a person who read the source"
    MACHINE = "machine", "Found by machine; never overwrites a person's"


@tracked
class Treatment(Assertion):
    """What a later ruling does to an earlier one."""

    PUBLIC_PARENTS = (
        "citing", "citing__case", "citing__case__jurisdiction", "citing__court",
        "cited", "cited__case", "cited__case__jurisdiction", "cited__court",
    )  # fmt: skip
    PUBLIC_IF_NAMED = ("issue",)

    citing = models.ForeignKey(Ruling, on_delete=models.CASCADE, related_name="treatments_given")
    cited = models.ForeignKey(Ruling, on_delete=models.PROTECT, related_name="treatments_received")
    issue = models.ForeignKey(
        Issue,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="treatments",
        help_text="The question of law on which it treats the other; empty: the whole of it.",
    )
    kind = models.CharField(max_length=15, choices=TreatmentKind)
    found_by = models.CharField(max_length=8, choices=Finder, default=Finder.PERSON)

    class Meta(Assertion.Meta):
        ordering = ["citing", "cited", "id"]
        constraints = [
            *Assertion.Meta.constraints,
            models.CheckConstraint(name="ruling_does_not_treat_itself", condition=~Q(citing=F("cited"))),
            models.UniqueConstraint(
                name="treatment_is_recorded_once",
                fields=["citing", "cited", "issue", "kind", "found_by"],
                nulls_distinct=False,
            ),
        ]
        indexes = [
            # A ruling may be cited by thousands; what bears on its standing are a few of them.
            models.Index(name="treatment_by_cited_and_kind", fields=["cited", "kind"]),
        ]

    def __str__(self) -> str:
        return self.slug

    def default_slug(self) -> str:
        return f"{self.citing.slug}--{self.kind}--{self.cited.slug}"


class AppealKind(models.TextChoices):
    AFFIRMS = "affirms", "Affirms"
    REVERSES = "reverses", "Reverses"
    VACATES = "vacates", "Vacates"
    REMANDS = "remands", "Remands"
    AMENDS = "amends", "Amends or replaces"
    STAYS = "stays", "Stays"
    PENDING = "pending", "Appeal pending"


@tracked
class AppealOutcome(Assertion):
    """What review did to a ruling; or an appeal that is pending, which has no ruling yet."""

    PUBLIC_PARENTS = ("of", "of__case", "of__case__jurisdiction", "of__court")
    PUBLIC_IF_NAMED = ("by",)

    of = models.ForeignKey(Ruling, on_delete=models.CASCADE, related_name="appeals")
    kind = models.CharField(max_length=10, choices=AppealKind)
    by = models.ForeignKey(Ruling, on_delete=models.CASCADE, null=True, blank=True, related_name="appeals_decided")
    court = models.ForeignKey(
        Court, on_delete=models.PROTECT, null=True, blank=True, related_name="+", help_text="Of a pending appeal."
    )
    docket = models.CharField(max_length=200, blank=True)
    filed = PartialDateField(null=True, blank=True)
    appellant = models.CharField(max_length=200, blank=True, help_text="The side that appealed; never a private name.")

    class Meta(Assertion.Meta):
        ordering = ["of", "id"]
        constraints = [
            *Assertion.Meta.constraints,
            models.CheckConstraint(name="ruling_does_not_review_itself", condition=Q(by__isnull=True) | ~Q(of=F("by"))),
            models.CheckConstraint(
                name="appeal_is_pending_or_names_its_ruling",
                condition=Q(kind=AppealKind.PENDING, by__isnull=True, court__isnull=False)
                | (~Q(kind=AppealKind.PENDING) & Q(by__isnull=False)),
                violation_error_message="A pending appeal names its court; a decided one the ruling that decided it.",
            ),
            models.UniqueConstraint(
                name="appeal_outcome_is_recorded_once", fields=["of", "by", "kind", "court"], nulls_distinct=False
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    def default_slug(self) -> str:
        other = self.by.slug if self.by else self.court.slug if self.court else ""
        return f"{self.of.slug}--{self.kind}--{other}"


class EffectKind(models.TextChoices):
    UPHELD = "upheld", "Upheld"
    STRUCK = "struck", "Struck down"
    STRUCK_AS_APPLIED = "struck-as-applied", "Struck down as applied"
    NARROWED = "narrowed", "Read down"
    ENJOINED = "enjoined", "Enforcement enjoined"
    STAYED = "stayed", "Stayed"


class Reach(models.TextChoices):
    PARTIES = "parties", "The parties only; it persuades others"
    TERRITORY = "territory", "The territory of the court named"
    NATIONWIDE = "nationwide", "The whole jurisdiction of the enactment"


@tracked
class Effect(Assertion):
    """What a holding does to one wording: from when, until when, and for whom.

    It hangs on a wording, not on a provision, so that a new wording at the same citation starts clean.
    `until` is the first day it no longer stands; `ended_by` the ruling that undid it.
    """

    PUBLIC_PARENTS = (
        "holding", "holding__ruling", "holding__ruling__case", "holding__ruling__court",
        "text", "text__provision", "text__provision__statute", "text__provision__statute__jurisdiction",
    )  # fmt: skip

    holding = models.ForeignKey(Holding, on_delete=models.CASCADE, related_name="effects")
    text = models.ForeignKey(ProvisionText, on_delete=models.PROTECT, related_name="effects")
    kind = models.CharField(max_length=20, choices=EffectKind)
    reach = models.CharField(max_length=10, choices=Reach)
    court = models.ForeignKey(
        Court,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="effects",
        help_text="The court whose territory it reaches.",
    )
    since = PartialDateField()
    until = PartialDateField(null=True, blank=True)
    ended_by = models.ForeignKey(Ruling, on_delete=models.PROTECT, null=True, blank=True, related_name="effects_ended")
    since_earliest = earliest_of("since")
    since_latest = latest_of("since")
    until_earliest = earliest_of("until")
    until_latest = latest_of("until")

    class Meta(Assertion.Meta):
        ordering = ["text", "since_latest", "id"]
        constraints = [
            *Assertion.Meta.constraints,
            models.UniqueConstraint(name="effect_is_recorded_once", fields=["holding", "text", "kind"]),
            models.CheckConstraint(
                name="effect_on_a_territory_names_its_court",
                condition=~Q(reach=Reach.TERRITORY) | Q(court__isnull=False),
                violation_error_message="Name the court whose territory it reaches.",
            ),
            models.CheckConstraint(
                name="effect_ends_after_it_starts",
                condition=Q(until__isnull=True) | Q(until_latest__gte=F("since_earliest")),
            ),
            models.CheckConstraint(
                name="effect_ended_by_a_ruling_has_a_day",
                condition=Q(ended_by__isnull=True) | Q(until__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    def default_slug(self) -> str:
        return f"{self.holding.slug}--{self.kind}--{self.text.slug}"

    def clean(self) -> None:
        """An effect is evidence: a ruling decided on the wording as law, and so shows it in force on its day. Not so
        an order that only stops enforcement, an advisory opinion, or a ruling on what had ended. (A rule across
        tables: the database cannot hold it in a check, so importing and the admin both call this.)"""
        text, ruling = self.text, self.holding.ruling
        before_it_is_law = self.kind in (EffectKind.ENJOINED, EffectKind.STAYED) or ruling.kind == RulingKind.ADVISORY
        had_ended = text.valid_to is not None and not ruling.date.surely_before(text.valid_to)
        if text.valid_from is not None or before_it_is_law or had_ended:
            return
        if text.shown_on is None or ruling.date.surely_before(text.shown_on):
            told = f"The ruling of {ruling.date} shows {text.slug} in force: give that wording shown_on {ruling.date}."
            raise ValidationError({"text": told})


@tracked_links
class RulingSource(Ruling.sources.through):  # type: ignore[name-defined]
    class Meta:
        proxy = True


@tracked_links
class HoldingStatute(Holding.statutes.through):  # type: ignore[name-defined]
    class Meta:
        proxy = True


@tracked_links
class HoldingProvision(Holding.provisions.through):  # type: ignore[name-defined]
    class Meta:
        proxy = True
