"""Disputes and what was charged in them."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.db import models

from jurisdictions.fields import PartialDateField, earliest_of, latest_of
from jurisdictions.models import Court, Jurisdiction, Provision, Record, Source, Statute
from jurisdictions.models.sources import tracked, tracked_links
from jurisdictions.text_search import citation_numbers_column, search_column, weighed


class CaseKind(models.TextChoices):
    CRIMINAL = "criminal", "Criminal prosecution"
    CIVIL = "civil", "Civil action"
    CONSTITUTIONAL = "constitutional", "Challenge to an enactment"
    INVESTIGATION = "investigation", "A regulator's or prosecutor's inquiry"
    OTHER = "other", "Other proceedings"


class CaseState(models.TextChoices):
    PENDING = "pending", "Pending"
    DECIDED = "decided", "Decided"
    CLOSED = "closed", "Closed without a decision"
    ON_APPEAL = "on-appeal", "On appeal"


@tracked
class Case(Record):
    """One dispute. The caption stands as the court published it; no person is named beyond it."""

    PUBLIC_PARENTS = ("jurisdiction", "court")

    caption = models.CharField(max_length=300, help_text="As the court published it, with its pseudonyms.")
    jurisdiction = models.ForeignKey(Jurisdiction, on_delete=models.PROTECT, related_name="cases")
    court = models.ForeignKey(Court, on_delete=models.PROTECT, related_name="cases")
    docket = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=15, choices=CaseKind)
    language = models.CharField(max_length=10, default="en", help_text="BCP 47 tag of the language of its caption.")
    started = PartialDateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=CaseState)
    summary = models.TextField(help_text="In our own words.")
    sentence = models.TextField(blank=True, help_text="As ordered, where there is one.")
    sources = models.ManyToManyField(Source, blank=True, related_name="cases")
    started_earliest = earliest_of("started")
    started_latest = latest_of("started")
    search = search_column(
        weighed("caption", "docket", weight="A", language="language")
        + weighed("summary", weight="B")
        + weighed("sentence", "note", weight="C")
    )
    citation_numbers = citation_numbers_column("docket")

    class Meta(Record.Meta):
        ordering = ["slug"]
        indexes = [
            GinIndex(fields=["search"], name="case_search"),
            GinIndex(fields=["citation_numbers"], name="case_citation_numbers"),
        ]

    def __str__(self) -> str:
        return self.caption


class Disposition(models.TextChoices):
    PENDING = "pending", "Pending"
    DISMISSED = "dismissed", "Dismissed"
    PLEA = "convicted-plea", "Convicted on a plea"
    TRIAL = "convicted-trial", "Convicted at trial"
    ACQUITTED = "acquitted", "Acquitted"
    WITHDRAWN = "withdrawn", "Withdrawn"


@tracked
class Charge(Record):
    """One charge in a case, by the clause it was brought under."""

    PUBLIC_PARENTS = ("case", "case__jurisdiction", "case__court")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="charges")
    position = models.PositiveSmallIntegerField(default=1)
    citation = models.CharField(max_length=400, help_text="The clause as the source cites it.")
    statute = models.ForeignKey(Statute, on_delete=models.PROTECT, null=True, blank=True, related_name="charges")
    provision = models.ForeignKey(Provision, on_delete=models.PROTECT, null=True, blank=True, related_name="charges")
    disposition = models.CharField(max_length=15, choices=Disposition)
    date = PartialDateField(null=True, blank=True, help_text="Of the disposition.")

    class Meta(Record.Meta):
        ordering = ["case", "position", "id"]

    def __str__(self) -> str:
        return self.citation

    def default_slug(self) -> str:
        return f"{self.case.slug}--charge-{self.position}"


@tracked_links
class CaseSource(Case.sources.through):  # type: ignore[name-defined]
    class Meta:
        proxy = True
