"""What readers ask of the editors: a correction, an addition, or that something be taken down."""

from __future__ import annotations

import secrets

import pghistory
from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q
from django.utils import timezone

#: Letters and digits that are not mistaken for each other when a reference is read out.
_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


class RequestKind(models.TextChoices):
    CORRECTION = "correction", "A fact is wrong or out of date"
    ADDITION = "addition", "Something is missing"
    REMOVAL = "removal", "Something should not be public"
    OTHER = "other", "Something else"


class RequestState(models.TextChoices):
    OPEN = "open", "Not decided yet"
    ACCEPTED = "accepted", "Accepted: the record was or will be changed"
    PARTLY = "partly", "Accepted in part"
    DECLINED = "declined", "Declined, for the reason given"


def new_reference() -> str:
    """Ten letters and digits: enough that nobody finds another's request by trying."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(10))


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    # The contact is kept nowhere once it is erased.
    exclude=["contact"],
    obj_field=pghistory.ObjForeignKey(related_name="history"),
    model_name="CorrectionRequestHistory",
)
class CorrectionRequest(models.Model):
    """One request, what was decided on it, by whom and why. Its text is seen by editors only; whoever has the
    reference sees the state and the decision."""

    reference = models.CharField(max_length=10, unique=True, default=new_reference, editable=False)
    kind = models.CharField(max_length=12, choices=RequestKind)
    about = models.CharField(max_length=500, blank=True, help_text="The page or record that it is about.")
    text = models.TextField(help_text="What is wrong, missing, or should not be public.")
    source_url = models.URLField(max_length=1000, blank=True, help_text="Where editors can check it.")
    contact = models.EmailField(
        blank=True, help_text="For questions back; erased when the decision is recorded, and kept in no history."
    )
    language = models.CharField(max_length=10, default="en", help_text="Language of the form it was written in.")
    received_at = models.DateTimeField(default=timezone.now, editable=False)
    state = models.CharField(max_length=10, choices=RequestState, default=RequestState.OPEN, db_index=True)
    decision = models.TextField(blank=True, help_text="Why; shown to whoever has the reference.")
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-received_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="a_decided_request_says_why_by_whom_and_when",
                condition=Q(state=RequestState.OPEN, decided_by=None, decided_at=None)
                | (
                    ~Q(state=RequestState.OPEN)
                    & ~Q(decision="")
                    & Q(decided_by__isnull=False, decided_at__isnull=False, contact="")
                ),
            ),
            models.CheckConstraint(name="a_request_has_a_known_kind", condition=Q(kind__in=RequestKind.values)),
            models.CheckConstraint(name="a_request_has_a_known_state", condition=Q(state__in=RequestState.values)),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_open(self) -> bool:
        return self.state == RequestState.OPEN

    def decide(self, state: str, decision: str, *, by: User) -> None:
        """Record the decision and erase the contact, in one write. Raises ValueError without a reason."""
        if state == RequestState.OPEN or not decision.strip():
            raise ValueError("a decision needs a state other than open, and its reason")
        self.state, self.decision, self.decided_by, self.decided_at = state, decision, by, timezone.now()
        self.contact = ""
        self.save(update_fields=["state", "decision", "decided_by", "decided_at", "contact"])
