"""The questions of law that rulings answer."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.db import models

from jurisdictions.models import Record
from jurisdictions.models.sources import tracked
from jurisdictions.text_search import search_column, weighed


class IssueKind(models.TextChoices):
    """The kind fixes the answers a holding may give."""

    PROTECTED = "protected-expression", "Is this material or conduct protected expression?"
    VALID = "validity", "Is the enactment valid?"
    REACH = "reach", "Does the enactment reach it, or must it be proved?"


class HoldingAnswer(models.TextChoices):
    PROTECTED = "protected", "Protected expression"
    NOT_PROTECTED = "not-protected", "Not protected expression"
    CONSTITUTIONAL = "constitutional", "The enactment is valid"
    UNCONSTITUTIONAL = "unconstitutional", "The enactment is invalid"
    YES = "yes", "The enactment reaches it, or it must be proved"
    NO = "no", "The enactment does not reach it, or it need not be proved"
    MIXED = "mixed", "In part"
    NOT_REACHED = "not-reached", "The court left the question open"


#: Answers that go with each kind (codebook, "Answers of rulings"). An issue of the first kind may also be
#: answered by a ruling on the statute itself, whose answers are those of the second.
ANSWERS: dict[str, frozenset[str]] = {
    IssueKind.PROTECTED: frozenset(
        {"protected", "not-protected", "constitutional", "unconstitutional", "mixed", "not-reached"}
    ),
    IssueKind.VALID: frozenset({"constitutional", "unconstitutional", "mixed", "not-reached"}),
    IssueKind.REACH: frozenset({"yes", "no", "mixed", "not-reached"}),
}

#: Answers that contradict each other, for finding splits between courts.
OPPOSITE = {
    "protected": frozenset({"not-protected", "constitutional"}),
    "not-protected": frozenset({"protected", "unconstitutional"}),
    "constitutional": frozenset({"unconstitutional", "protected"}),
    "unconstitutional": frozenset({"constitutional", "not-protected"}),
    "yes": frozenset({"no"}),
    "no": frozenset({"yes"}),
    "mixed": frozenset[str](),
    "not-reached": frozenset[str](),
}


@tracked
class Issue(Record):
    """One question of law, of one kind."""

    title = models.CharField(max_length=200)
    text = models.TextField(help_text="The question in full.")
    kind = models.CharField(max_length=25, choices=IssueKind)
    position = models.PositiveSmallIntegerField(default=0)
    search = search_column(weighed("title", "text", weight="A") + weighed("note", weight="C"))

    class Meta(Record.Meta):
        ordering = ["position", "slug"]
        indexes = [GinIndex(fields=["search"], name="issue_search")]

    def __str__(self) -> str:
        return self.title or self.slug

    @property
    def answers(self) -> frozenset[str]:
        """The answers a holding on this issue may give."""
        return ANSWERS[self.kind]
