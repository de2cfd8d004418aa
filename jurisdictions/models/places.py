"""Who makes law, which courts sit, and which court reviews which."""

from __future__ import annotations

import datetime as dt
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from jurisdictions.fields import PartialDateField, earliest_of, latest_of
from jurisdictions.models.sources import Assertion, Record, RecordQuerySet, tracked
from jurisdictions.text_search import search_column, weighed


class JurisdictionKind(models.TextChoices):
    COUNTRY = "country", "A state with an ISO 3166-1 code"
    DEPENDENCY = "dependency", "A territory with its own ISO 3166-1 code, under another country"
    SPECIAL_REGION = "special-administrative-region", "A region with its own legal system under another country"
    CONSTITUENT_COUNTRY = "constituent-country", "A country that is part of another, as Scotland is"
    STATE = "state", "A state of a federation"
    PROVINCE = "province", "A province, prefecture or region"
    DISTRICT = "district", "A federal or capital district"
    TERRITORY = "territory", "A territory of a federation"
    SUPRANATIONAL = "supranational", "A body of states that makes or frames law"


class LegalSystem(models.TextChoices):
    COMMON_LAW = "common-law", "Courts' rulings are a source of law"
    CIVIL_LAW = "civil-law", "Codes are; rulings do not formally bind"
    MIXED = "mixed", "Elements of both, or of religious or customary law"
    RELIGIOUS = "religious", "Chiefly religious law"
    SUPRANATIONAL = "supranational", "The law of a body of states"


class JurisdictionQuerySet(RecordQuerySet):
    def within(self, code: str) -> Self:
        """The jurisdiction with this code and all that descend from it, at any depth, in one query."""
        return self.filter(path__contains=[code.upper()])


@tracked
class Jurisdiction(Record):
    """A maker of law: ISO 3166-1 or -2 code, or EU, COE, UN, AFRICAN-UNION."""

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=30, choices=JurisdictionKind)
    legal_system = models.CharField(max_length=20, choices=LegalSystem, blank=True, help_text="Empty: not recorded.")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    path = ArrayField(
        models.CharField(max_length=20),
        editable=False,
        default=list,
        help_text="Its own code and those above it, so that descendants are found without recursion.",
    )
    search = search_column(weighed("name", "code", weight="A") + weighed("note", weight="C"))

    objects = JurisdictionQuerySet.as_manager()  # type: ignore[misc]  # a manager of its own, in place of Record's

    class Meta(Record.Meta):
        ordering = ["code"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                name="jurisdiction_is_not_its_own_parent", condition=Q(parent__isnull=True) | ~Q(parent=F("id"))
            ),
        ]
        indexes = [GinIndex(fields=["search"], name="jurisdiction_search")]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"

    def default_slug(self) -> str:
        return self.code.lower()

    def derive(self) -> None:
        """Put `path` in step with `parent`. Moving a jurisdiction that has children means saving them too."""
        self.path = [self.code, *(self.parent.path if self.parent else [])]


class CourtLevel(models.TextChoices):
    SUPREME = "supreme", "Court of last resort"
    CONSTITUTIONAL = "constitutional", "Court that reviews laws against a constitution"
    APPELLATE = "appellate", "Intermediate court of appeal"
    TRIAL = "trial", "Court of first instance"
    MILITARY_APPELLATE = "military-appellate", "Military court of appeal"
    INTERNATIONAL = "international", "Court of a treaty"
    REGULATOR = "regulator", "A regulator that decides cases; not a court"
    OTHER = "other", "A prosecutor, police or other body; not a court"


@tracked
class Court(Record):
    """A court, or a body that decides cases. Its slug is the courts-db id where it has one."""

    PUBLIC_PARENTS = ("jurisdiction",)

    courts_db_id = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=300)
    name_local = models.CharField(max_length=300, blank=True, help_text="Its name in its own language.")
    short_name = models.CharField(max_length=80, blank=True, help_text="As cited: 7th Cir., W.D. Wis.")
    level = models.CharField(max_length=20, choices=CourtLevel)
    jurisdiction = models.ForeignKey(Jurisdiction, on_delete=models.PROTECT, related_name="courts")
    territory = models.ManyToManyField(Jurisdiction, blank=True, related_name="courts_sitting_over")
    since = PartialDateField(null=True, blank=True)
    until = PartialDateField(null=True, blank=True)
    predecessor = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="successors",
        help_text="The court whose decisions before `predecessor_before` this court is bound by.",
    )
    predecessor_before = models.DateField(null=True, blank=True)
    predecessor_authority = models.CharField(max_length=300, blank=True, help_text="The ruling or law that says so.")
    search = search_column(weighed("name", "name_local", "short_name", weight="A") + weighed("note", weight="C"))

    class Meta(Record.Meta):
        ordering = ["slug"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                name="court_names_predecessor_and_day_together",
                condition=Q(predecessor__isnull=True, predecessor_before__isnull=True)
                | Q(predecessor__isnull=False, predecessor_before__isnull=False),
            ),
        ]
        indexes = [GinIndex(fields=["search"], name="court_search")]

    def __str__(self) -> str:
        return self.name


class ReviewScope(models.TextChoices):
    ALL = "all", "Every question of law"
    FEDERAL_QUESTIONS = "federal-questions", "Questions of federal law only (28 U.S.C. § 1257)"


class AppellateReviewQuerySet(RecordQuerySet):
    def standing_on(self, date: dt.date) -> Self:
        """Relations on record for that day. A relation with no start on record is taken to stand:
        the date of a change is recorded where one matters (the split of the Fifth Circuit)."""
        return self.filter(
            Q(since__isnull=True) | Q(since_latest__lte=date), Q(until__isnull=True) | Q(until_earliest__gt=date)
        )


@tracked
class AppellateReview(Record):
    """Which court reviews which, on which questions, from when (inclusive) until when (exclusive)."""

    PUBLIC_PARENTS = ("lower", "upper")

    lower = models.ForeignKey(Court, on_delete=models.PROTECT, related_name="reviewed_by")
    upper = models.ForeignKey(Court, on_delete=models.PROTECT, related_name="reviews")
    scope = models.CharField(max_length=20, choices=ReviewScope, default=ReviewScope.ALL)
    since = PartialDateField(null=True, blank=True)
    until = PartialDateField(null=True, blank=True)
    authority = models.CharField(max_length=300, help_text="The law that sets it, as cited.")
    source_url = models.URLField(max_length=500, blank=True)
    since_latest = latest_of("since")
    until_earliest = earliest_of("until")

    objects = AppellateReviewQuerySet.as_manager()  # type: ignore[misc]  # a manager of its own, in place of Record's

    class Meta(Record.Meta):
        ordering = ["lower", "upper", "since_latest"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(name="court_does_not_review_itself", condition=~Q(lower=F("upper"))),
            models.UniqueConstraint(
                name="review_relation_is_recorded_once", fields=["lower", "upper", "since"], nulls_distinct=False
            ),
            models.CheckConstraint(
                name="review_relation_ends_after_it_starts",
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until_earliest__gt=F("since_latest")),
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    def default_slug(self) -> str:
        return f"{self.lower.slug}--{self.upper.slug}" + (f"--{self.since}" if self.since else "")


class ParticipationKind(models.TextChoices):
    PARTY = "party", "Party to a treaty, or on the way to it"
    MEMBER = "member", "Member of a body"


@tracked
class Participation(Assertion):
    """A jurisdiction's part in a treaty (an instrument) or membership of a body, with its dates."""

    PUBLIC_PARENTS = ("jurisdiction",)
    PUBLIC_IF_NAMED = ("treaty", "body")

    jurisdiction = models.ForeignKey(Jurisdiction, on_delete=models.PROTECT, related_name="participations")
    kind = models.CharField(max_length=10, choices=ParticipationKind)
    treaty = models.ForeignKey(
        "jurisdictions.Statute", on_delete=models.PROTECT, null=True, blank=True, related_name="participations"
    )
    body = models.ForeignKey(Jurisdiction, on_delete=models.PROTECT, null=True, blank=True, related_name="members")
    signed = PartialDateField(null=True, blank=True)
    ratified = PartialDateField(null=True, blank=True, help_text="Ratification, acceptance, approval or accession.")
    in_force = PartialDateField(null=True, blank=True, help_text="Entry into force for it, or start of membership.")
    ended = PartialDateField(null=True, blank=True, help_text="Denunciation in effect, or end of membership.")

    class Meta(Assertion.Meta):
        ordering = ["slug"]
        constraints = [
            *Assertion.Meta.constraints,
            models.CheckConstraint(
                name="participation_is_in_a_treaty_or_a_body",
                condition=Q(kind=ParticipationKind.PARTY, treaty__isnull=False, body__isnull=True)
                | Q(kind=ParticipationKind.MEMBER, treaty__isnull=True, body__isnull=False),
            ),
            models.UniqueConstraint(
                name="participation_is_recorded_once",
                fields=["jurisdiction", "treaty", "body", "in_force"],
                nulls_distinct=False,
            ),
        ]

    def default_slug(self) -> str:
        other = self.treaty.slug if self.treaty else self.body.slug if self.body else ""
        return f"{self.jurisdiction.slug}--{other}"
