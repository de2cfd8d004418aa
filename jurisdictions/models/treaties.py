"""How far a jurisdiction took on what a treaty or a directive asks: reservations and transpositions."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from jurisdictions.fields import PartialDateField
from jurisdictions.models.places import Jurisdiction, Participation
from jurisdictions.models.sources import Assertion, tracked, tracked_links
from jurisdictions.models.statutes import Provision, Statute


class ReservationKind(models.TextChoices):
    """Vienna Convention on the Law of Treaties, art. 2(1)(d), keeps reservations apart from declarations."""

    RESERVATION = "reservation", "Excludes or changes the effect of what it names"
    DECLARATION = "declaration", "Says how it is understood or applied"


@tracked
class Reservation(Assertion):
    """What one party excluded or declared, of which articles, and from when until when."""

    PUBLIC_PARENTS = (
        "participation",
        "participation__jurisdiction",
        "participation__treaty",
        "participation__treaty__jurisdiction",
    )

    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="reservations")
    kind = models.CharField(max_length=12, choices=ReservationKind, default=ReservationKind.RESERVATION)
    articles = models.CharField(max_length=100, help_text="As cited: art. 9(1)(d), 9(2)(b).")
    made = PartialDateField(null=True, blank=True)
    until = PartialDateField(null=True, blank=True, help_text="First day on which it no longer stands.")
    summary = models.TextField(help_text="What it excludes or declares, in our own words.")

    class Meta(Assertion.Meta):
        ordering = ["participation", "articles", "id"]

    def __str__(self) -> str:
        return self.slug

    def clean(self) -> None:
        """Raises ValidationError where its participation is in a body and not in a treaty."""
        super().clean()
        if self.participation_id and self.participation.treaty is None:
            raise ValidationError({"participation": "Reservations are made to treaties: choose a part in a treaty."})

    def default_slug(self) -> str:
        return f"{self.participation.slug}--{self.kind}"


class Transposed(models.TextChoices):
    FULL = "full", "A source finds that national law meets it"
    PART = "part", "A source finds that part of it is met"
    NOT = "not", "A source finds that it is not met"
    STATED = "stated", "The state says so; nobody is on record who examined it"


@tracked
class Transposition(Assertion):
    """How national law stands to one article of a directive, as a source finds it."""

    PUBLIC_PARENTS = ("jurisdiction", "article", "article__statute", "article__statute__jurisdiction")

    jurisdiction = models.ForeignKey(Jurisdiction, on_delete=models.PROTECT, related_name="transpositions")
    article = models.ForeignKey(Provision, on_delete=models.PROTECT, related_name="transpositions")
    state = models.CharField(max_length=10, choices=Transposed)
    as_of = PartialDateField(help_text="When the source found it so.")
    measures = models.ManyToManyField(
        Statute, blank=True, related_name="transposes", help_text="The instruments by which it was done."
    )

    class Meta(Assertion.Meta):
        ordering = ["article", "jurisdiction", "id"]
        constraints = [
            *Assertion.Meta.constraints,
            models.UniqueConstraint(name="transposition_is_recorded_once", fields=["jurisdiction", "article", "as_of"]),
            models.CheckConstraint(name="transposition_state_is_known", condition=Q(state__in=Transposed.values)),
        ]

    def __str__(self) -> str:
        return self.slug

    def default_slug(self) -> str:
        return f"{self.jurisdiction.slug}--{self.article.slug}--{self.as_of}"


@tracked_links
class TranspositionMeasure(Transposition.measures.through):  # type: ignore[name-defined]
    class Meta:
        proxy = True
