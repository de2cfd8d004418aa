"""What jurisdictions enact: instruments, their life, their clauses and each clause's wordings."""

from __future__ import annotations

import datetime as dt
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Deferrable, F, Func, Q

from jurisdictions import lifecycle
from jurisdictions.fields import PartialDateField, earliest_of, latest_of
from jurisdictions.models.places import Jurisdiction
from jurisdictions.models.sessions import LegislativeSession
from jurisdictions.models.sources import Assertion, Record, RecordQuerySet, Source, tracked, tracked_links
from jurisdictions.text_search import citation_numbers_column, search_column, weighed


class StatuteKind(models.TextChoices):
    CONSTITUTION = "constitution", "Constitution or a part of it"
    ACT = "act", "Act of a legislature"
    CODE_SECTION = "code-section", "Section of a code, as consolidated"
    BILL = "bill", "Proposal before a legislature"
    TREATY = "treaty", "Treaty or convention"
    DIRECTIVE = "directive", "EU directive"
    REGULATION = "regulation", "Regulation, of the EU or made under an act"
    GUIDELINE = "guideline", "Guideline or other text that does not bind"


class LifeStatus(models.TextChoices):
    """The statuses that `jurisdictions.lifecycle` derives; none is ever typed in."""

    NOT_ON_RECORD = lifecycle.UNKNOWN, "Neither an event nor a wording on record says what it was that day"
    NOT_YET = "not-yet", "Before the first step of its life on record: not law yet"
    PENDING = "pending", "Proposed; not law"
    ENACTED = "enacted", "Made; its coming into force is not on record, or lies ahead"
    IN_FORCE = "in-force", "Law in force"
    IN_PART = "in-force-in-part", "Law in force in part: some clauses are, and some are not"
    REPEALED = "repealed", "Repealed, or expired"
    FAILED = "failed", "Proposal that was rejected"
    LAPSED = "lapsed", "Proposal that ended with its session, without a vote on the whole"
    WITHDRAWN = "withdrawn", "Proposal or guideline that was withdrawn"
    VETOED = "vetoed", "Proposal that was vetoed"
    STRUCK_DOWN = "struck-down", "Held invalid as a whole"
    ISSUED = "issued", "Guideline or notice that stands; it is not law"


@tracked
class Statute(Record):
    """Any instrument, from a constitution to a bill. Its status on a date comes from its events."""

    PUBLIC_PARENTS = ("jurisdiction",)

    jurisdiction = models.ForeignKey(Jurisdiction, on_delete=models.PROTECT, related_name="statutes")
    kind = models.CharField(max_length=15, choices=StatuteKind)
    citation = models.CharField(max_length=300)
    title = models.CharField(max_length=500)
    language = models.CharField(
        max_length=10, default="en", help_text="BCP 47 tag of the language of its citation and title."
    )
    summary = models.TextField(help_text="One to three sentences in our own words.")
    official_url = models.URLField(max_length=1000, blank=True, help_text="Where its official text stands.")
    official_url_read = models.BooleanField(default=False, help_text="Whether that text has been read.")
    session = models.ForeignKey(
        LegislativeSession,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="bills",
        help_text="Of a bill: the session in which it was introduced, with which it may lapse.",
    )
    stated_status = models.CharField(
        max_length=20,
        choices=LifeStatus,
        blank=True,
        help_text="What the research dossier says; only compared with the derived status, never shown as it.",
    )
    amends = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="amended_by")
    sources = models.ManyToManyField(Source, blank=True, related_name="statutes")
    search = search_column(
        weighed("citation", "title", weight="A", language="language")
        + weighed("summary", weight="B")
        + weighed("note", weight="C")
    )
    citation_numbers = citation_numbers_column("citation")

    class Meta(Record.Meta):
        ordering = ["slug"]
        indexes = [
            GinIndex(fields=["search"], name="statute_search"),
            GinIndex(fields=["citation_numbers"], name="statute_citation_numbers"),
        ]

    def __str__(self) -> str:
        return self.citation


class EventKind(models.TextChoices):
    CONSULTATION = "consultation", "Public consultation"
    INTRODUCED = "introduced", "Introduced"
    COMMITTEE = "committee", "Step in committee"
    AMENDMENTS_TABLED = "amendments-tabled", "Amendments tabled, not decided"
    MOTION_REJECTED = "motion-rejected", "A motion or amendment was rejected; the proposal lives on"
    AGREEMENT = "agreement", "Political agreement between those who make it"
    PASSED_CHAMBER = "passed-chamber", "Passed one chamber"
    PASSED = "passed", "Passed the legislature"
    SIGNED = "signed", "Signed by a head of state or governor; of a treaty, by its parties"
    ASSENT = "assent", "Royal or presidential assent"
    PUBLISHED = "published", "Published in the official gazette"
    ENACTED = "enacted", "Enacted"
    ISSUED = "issued", "Issued: of a guideline or notice, which is not law"
    COMMENCEMENT = "commencement", "Commencement of the whole or a part, on a day its text or an order sets"
    IN_FORCE = "in-force", "In force"
    AMENDED = "amended", "Amended"
    DUTY_STARTS = "duty-starts", "A duty under it starts"
    VETOED = "vetoed", "Vetoed"
    FAILED = "failed", "Rejected"
    LAPSED = "lapsed", "Ended with its session or a dissolution, without a vote"
    WITHDRAWN = "withdrawn", "Withdrawn"
    STRUCK_DOWN = "struck-down", "Held invalid"
    REPEALED = "repealed", "Repealed or expired"


@tracked
class LegislativeEvent(Assertion):
    """One dated step in an instrument's life. Enacted, in force and duty-starts are different dates."""

    PUBLIC_PARENTS = ("statute", "statute__jurisdiction")

    statute = models.ForeignKey(Statute, on_delete=models.CASCADE, related_name="events")
    date = PartialDateField()
    kind = models.CharField(max_length=20, choices=EventKind)
    by = models.CharField(max_length=500, blank=True, help_text="Who or what did it: an act, a chamber, a ruling.")
    date_earliest = earliest_of("date")
    date_latest = latest_of("date")

    class Meta(Assertion.Meta):
        ordering = ["date_latest", "date_earliest", "id"]
        constraints = [
            *Assertion.Meta.constraints,
            models.UniqueConstraint(name="event_is_recorded_once", fields=["statute", "date", "kind", "by"]),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.date}"

    def default_slug(self) -> str:
        return f"{self.statute.slug}--{self.kind}--{self.date}"


class ProvisionRole(models.TextChoices):
    """What a clause does: which questions can be put to it."""

    OFFENCE = "offence", "Forbids conduct with material that depicts, or appears to depict, children"
    OTHER_OFFENCE = "other-offence", "Forbids something else that bears on it, as intimate images of anyone"
    DEFINITION = "definition", "Only says what a term means for other clauses"
    DUTY = "duty", "Duty of providers, platforms, developers or others"
    DEFENCE = "defence", "Only a defence, exemption or limit"
    REMEDY = "remedy", "Civil action, restitution or removal by order"
    PROCEDURE = "procedure", "Sentencing, evidence, registration, jurisdiction or limitation"
    PRINCIPLE = "principle", "Constitutional or other principle"


@tracked
class Provision(Record):
    """A clause with an identity that survives renumbering and rewording."""

    PUBLIC_PARENTS = ("statute", "statute__jurisdiction")

    statute = models.ForeignKey(Statute, on_delete=models.CASCADE, related_name="provisions")
    label = models.CharField(max_length=300, help_text="As cited: § 1466A(b)(1).")
    parent = models.ForeignKey("self", on_delete=models.RESTRICT, null=True, blank=True, related_name="children")
    position = models.PositiveSmallIntegerField(default=0, help_text="Its place among the statute's provisions.")
    role = models.CharField(max_length=15, choices=ProvisionRole, blank=True, help_text="Empty: not recorded.")
    is_group = models.BooleanField(default=False, help_text="Several sections coded together, as the source does.")
    incorporates = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="incorporated_by",
        help_text="Definitions it takes in by reference, through which it answers questions.",
    )
    stands_in = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="carries",
        help_text="Of a clause of an amending act: the clauses of the code in which its words now stand and are coded.",
    )
    search = search_column(weighed("label", weight="A") + weighed("note", weight="C"))
    citation_numbers = citation_numbers_column("label")

    class Meta(Record.Meta):
        ordering = ["statute", "position", "id"]
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(name="provision_label_is_unique_in_its_statute", fields=["statute", "label"]),
            models.CheckConstraint(
                name="provision_is_not_its_own_parent", condition=Q(parent__isnull=True) | ~Q(parent=F("id"))
            ),
        ]
        indexes = [
            GinIndex(fields=["search"], name="provision_search"),
            GinIndex(fields=["citation_numbers"], name="provision_citation_numbers"),
        ]

    def __str__(self) -> str:
        return self.label


class WordingState(models.TextChoices):
    """What a wording is on a date."""

    IN_FORCE = "in-force", "Surely in force"
    NOT_IN_FORCE = "not-in-force", "Surely not: not yet, or no longer"
    UNCLEAR = "unclear", "Its start is not on record, or a partial date leaves it open"
    NOT_ON_RECORD = "not-on-record", "No source shows it in force on any day"


class ProvisionTextQuerySet(RecordQuerySet):
    def in_force_on(self, date: dt.date) -> Self:
        """Wordings surely in force that day.

        A wording whose start is not on record counts from the first day a source shows it in force;
        one whose start or end is known only to the month or year counts from the last day the start
        may mean until the first day the end may mean.
        """
        return self.filter(in_force__contains=date)

    def perhaps_in_force_on(self, date: dt.date) -> Self:
        """Wordings that may have been in force that day without its being sure: the start is not on
        record and no source shows them so early, or a partial date leaves it open. A wording that no
        source shows in force on any day (a bill's) is not among them; one that has ended was in force."""
        return self.filter(
            Q(valid_from__isnull=False) | Q(shown_on__isnull=False) | Q(valid_to__isnull=False),
            Q(valid_from__isnull=True) | Q(valid_from_earliest__lte=date),
            Q(valid_to__isnull=True) | Q(valid_to_latest__gt=date),
            # Spelled out, because Django takes a generated column to be never NULL: exclude() would drop
            # the wordings of which no day is sure.
            Q(in_force__isnull=True) | ~Q(in_force__contains=date),
        )

    def not_surely_out_of_force_on(self, date: dt.date) -> Self:
        """Wordings in force that day, perhaps in force, or of which no source says so (a bill's)."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from_earliest__lte=date),
            Q(valid_to__isnull=True) | Q(valid_to_latest__gt=date),
        )


@tracked
class ProvisionText(Record):
    """One wording of a provision, and the days it is in force.

    `valid_from` empty means that the start is not on record, which is not an open start: `shown_on`
    is then the earliest day on which a source shows the wording in force. Empty both: nothing shows it
    in force (a bill). `valid_to` is the first day on which it is no longer in force; empty: no end on record.
    """

    PUBLIC_PARENTS = ("provision", "provision__statute", "provision__statute__jurisdiction")

    provision = models.ForeignKey(Provision, on_delete=models.CASCADE, related_name="texts")
    valid_from = PartialDateField(null=True, blank=True, help_text="First day in force; empty: not on record.")
    valid_to = PartialDateField(null=True, blank=True, help_text="First day no longer in force; empty: no end known.")
    shown_on = PartialDateField(
        null=True,
        blank=True,
        help_text="Where the start is not on record: earliest day a source shows it in force.",
    )
    made_by = models.ForeignKey(
        Statute,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="texts_made",
        help_text="The instrument that made this wording.",
    )
    summary = models.TextField(help_text="What it says, in our own words.")
    penalty = models.CharField(max_length=1000, blank=True)
    valid_from_earliest = earliest_of("valid_from")
    valid_from_latest = latest_of("valid_from")
    valid_to_earliest = earliest_of("valid_to")
    valid_to_latest = latest_of("valid_to")
    in_force = models.GeneratedField(
        expression=Func(
            F("valid_from"),
            F("valid_to"),
            F("shown_on"),
            function="wording_surely_in_force",
            output_field=DateRangeField(),
        ),
        output_field=DateRangeField(null=True),
        db_persist=True,
        help_text="Days on which it is surely in force.",
    )
    search = search_column(weighed("summary", weight="B") + weighed("penalty", "note", weight="C"))

    objects = ProvisionTextQuerySet.as_manager()  # type: ignore[misc]  # a manager of its own, in place of Record's

    class Meta(Record.Meta):
        verbose_name = "wording"
        ordering = ["provision", F("valid_from_earliest").asc(nulls_first=True), "id"]
        constraints = [
            *Record.Meta.constraints,
            ExclusionConstraint(
                name="provision_has_one_wording_at_a_time",
                expressions=[("provision", RangeOperators.EQUAL), ("in_force", RangeOperators.OVERLAPS)],
                # A load divides wordings in an order of its own, and is asked when all of them are written.
                deferrable=Deferrable.IMMEDIATE,
                violation_error_message="Another wording of this provision is in force on some of these days.",
            ),
            models.CheckConstraint(
                name="wording_ends_after_it_starts",
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_to_latest__gt=F("valid_from_earliest")),
                violation_error_message="The last day must come after the first.",
            ),
            models.CheckConstraint(
                name="wording_is_shown_only_where_its_start_is_unknown",
                condition=Q(valid_from__isnull=True) | Q(shown_on__isnull=True),
                violation_error_message="Give the first day in force, or the day a source shows it; not both.",
            ),
        ]
        indexes = [GinIndex(fields=["search"], name="provision_text_search")]

    def __str__(self) -> str:
        return self.slug

    def default_slug(self) -> str:
        return f"{self.provision.slug}--{self.valid_from or 'undated'}"

    def surely_in_force(self) -> tuple[dt.date | None, dt.date | None]:
        """First day it is surely in force and first day it no longer surely is (None: no end on record).

        The same rule as the generated column `in_force`, for a row that is not saved yet; (None, None)
        where no day is sure.
        """
        begins = self.valid_from or self.shown_on
        if begins is None:
            return None, None
        start, end = begins.latest, self.valid_to.earliest if self.valid_to else None
        return (None, None) if end is not None and end <= start else (start, end)


@tracked_links
class StatuteSource(Statute.sources.through):  # type: ignore[name-defined]
    class Meta:
        proxy = True


@tracked_links
class StatuteAmends(Statute.amends.through):  # type: ignore[name-defined]
    class Meta:
        proxy = True


@tracked_links
class ProvisionStandsIn(Provision.stands_in.through):  # type: ignore[name-defined]
    class Meta:
        proxy = True


@tracked_links
class ProvisionIncorporates(Provision.incorporates.through):  # type: ignore[name-defined]
    class Meta:
        proxy = True
