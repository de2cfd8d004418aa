"""What a wording attaches to what it forbids or orders: penalties, and duties to report."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from jurisdictions.models.codebook import Answer
from jurisdictions.models.sources import Assertion, tracked
from jurisdictions.models.statutes import ProvisionText

OF_A_WORDING = ("text", "text__provision", "text__provision__statute", "text__provision__statute__jurisdiction")


class Conduct(models.TextChoices):
    """For what a penalty is threatened. Where a question of the codebook asks of the same, it has its slug."""

    OFFENCE = "offence", "Every conduct of the clause"
    PRODUCTION = "production", "Making such material"
    DISTRIBUTION = "distribution", "Passing it on"
    POSSESSION = "possession", "Merely having it"
    INTENT = "possession-with-intent", "Having it in order to pass it on"
    ACCESS = "access", "Viewing or accessing it"
    SOLICITATION = "solicitation", "Offering, advertising or asking for it"
    TOOL = "ai-tool", "Making, having or supplying a tool"
    DUTY = "duty", "Breach of a duty"


class Occasion(models.TextChoices):
    FIRST = "first", "A first offence"
    REPEATED = "repeated", "A second or later offence"


class Depicted(models.TextChoices):
    REAL = "real", "Material that depicts a real child"
    SYNTHETIC = "synthetic", "Material that depicts no real child"


class FineIs(models.TextChoices):
    ALTERNATIVE = "alternative", "Instead of imprisonment, or with it"
    ADDED = "added", "With imprisonment"
    SOLE = "sole", "The only penalty"


@tracked
class Penalty(Assertion):
    """What may be ordered for one conduct, under one condition. Terms of imprisonment are in months, fines in whole
    units of an ISO 4217 currency; an empty bound is one that the law, or what was read of it, does not state. The
    wording's own `penalty` keeps in words what no column holds."""

    PUBLIC_PARENTS = OF_A_WORDING

    text = models.ForeignKey(ProvisionText, on_delete=models.CASCADE, related_name="penalties")
    position = models.PositiveSmallIntegerField(default=0, help_text="Its place among the wording's penalties.")
    conduct = models.CharField(max_length=25, choices=Conduct)
    occasion = models.CharField(max_length=10, choices=Occasion, blank=True, help_text="Empty: any.")
    depicted = models.CharField(max_length=10, choices=Depicted, blank=True, help_text="Empty: either.")
    condition = models.CharField(
        max_length=300, blank=True, help_text="What else must be so: more than 100 images, a child under 12."
    )
    offence_class = models.CharField(max_length=60, blank=True, help_text="As the law names it: class D felony.")
    minimum_months = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Least imprisonment, in months.")
    maximum_months = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Most imprisonment, in months.")
    life = models.BooleanField(default=False, help_text="The most is imprisonment for life.")
    fine = models.CharField(max_length=12, choices=FineIs, blank=True, help_text="Empty: none on record.")
    minimum_fine = models.PositiveBigIntegerField(null=True, blank=True)
    maximum_fine = models.PositiveBigIntegerField(null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True, help_text="ISO 4217 code.")

    class Meta(Assertion.Meta):
        verbose_name_plural = "penalties"
        ordering = ["text", "position", "id"]
        constraints = [
            *Assertion.Meta.constraints,
            models.CheckConstraint(name="penalty_is_for_a_known_conduct", condition=Q(conduct__in=Conduct.values)),
            models.CheckConstraint(
                name="penalty_says_what_may_be_ordered",
                condition=Q(minimum_months__isnull=False)
                | Q(maximum_months__isnull=False)
                | Q(life=True)
                | ~Q(fine="")
                | ~Q(offence_class=""),
                violation_error_message="Give imprisonment, a fine or the class of the offence.",
            ),
            models.CheckConstraint(
                name="penalty_has_one_longest_term",
                condition=Q(life=False) | Q(maximum_months__isnull=True),
                violation_error_message="Imprisonment for life has no most in months.",
            ),
            models.CheckConstraint(
                name="penalty_terms_are_in_order",
                condition=Q(minimum_months__isnull=True)
                | Q(maximum_months__isnull=True)
                | Q(maximum_months__gte=F("minimum_months")),
                violation_error_message="The most imprisonment is less than the least.",
            ),
            models.CheckConstraint(
                name="penalty_fines_are_in_order",
                condition=Q(minimum_fine__isnull=True)
                | Q(maximum_fine__isnull=True)
                | Q(maximum_fine__gte=F("minimum_fine")),
                violation_error_message="The highest fine is less than the lowest.",
            ),
            models.CheckConstraint(
                name="penalty_amounts_are_of_a_fine_in_a_currency",
                condition=Q(minimum_fine__isnull=True, maximum_fine__isnull=True, currency="")
                | (~Q(fine="") & Q(currency__regex=r"^[A-Z]{3}$")),
                violation_error_message="An amount needs its currency (three capitals: USD), and how the fine stands "
                "to imprisonment.",
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    def default_slug(self) -> str:
        parts = (self.text.slug, "penalty", self.conduct, self.occasion, self.depicted)
        return "--".join(part for part in parts if part)


@tracked
class ReportingDuty(Assertion):
    """Who must report such material, to whom and how fast."""

    PUBLIC_PARENTS = OF_A_WORDING

    text = models.ForeignKey(ProvisionText, on_delete=models.CASCADE, related_name="reporting_duties")
    who = models.CharField(max_length=200, help_text="Who must report: electronic communication service providers.")
    to = models.CharField(max_length=200, help_text="To whom: the CyberTipline of NCMEC.")
    deadline_hours = models.PositiveIntegerField(null=True, blank=True, help_text="Empty: not stated in hours or days.")
    deadline = models.CharField(max_length=100, blank=True, help_text="As the law says it: as soon as practicable.")
    names_ai = models.CharField(
        max_length=10, choices=Answer, blank=True, help_text="Whether it names generated material; empty: not read."
    )

    class Meta(Assertion.Meta):
        verbose_name_plural = "reporting duties"
        ordering = ["text", "id"]

    def __str__(self) -> str:
        return self.slug

    def default_slug(self) -> str:
        return f"{self.text.slug}--report"
