"""The plain records that good law is worked out from, and the answer.

Kinds are the values of the models' choices (`TreatmentKind`, `AppealKind`), as text.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from cases.authority import Step
from cases.standing.pending import PendingAppeal
from jurisdictions.partial_dates import PartialDate
from jurisdictions.sentences import Sentence, say


class Standing(StrEnum):
    """What later rulings had made of a ruling. The first says only that the record holds nothing against it."""

    NO_NEGATIVE_TREATMENT = "no-negative-treatment"
    OVERRULED = "overruled"
    REVERSED = "reversed"
    VACATED = "vacated"
    OVERRULED_IN_PART = "overruled-in-part"
    LIMITED = "limited"
    QUESTIONED = "questioned"
    SUPERSEDED = "superseded"
    UNCLEAR = "unclear"


#: A ruling of these standings still decides something.
STANDS = frozenset({
    Standing.NO_NEGATIVE_TREATMENT, Standing.OVERRULED_IN_PART, Standing.LIMITED, Standing.QUESTIONED,
})  # fmt: skip

_WORDS = {
    Standing.OVERRULED: say("Overruled"),
    Standing.REVERSED: say("Reversed"),
    Standing.VACATED: say("Vacated"),
    Standing.OVERRULED_IN_PART: say("Overruled in part"),
    Standing.LIMITED: say("Limited"),
    Standing.QUESTIONED: say("Questioned"),
    Standing.SUPERSEDED: say("Superseded"),
    Standing.UNCLEAR: say("Unclear"),
}
_SILENT = say("No negative treatment on record")
_SILENT_ON_THE_ISSUE = say("No negative treatment on this question on record")
_ONLY_UNDONE = say("Negative treatment on record, since undone")
_PERHAPS = say("Whether a later ruling took from it by then is unclear")


@dataclass(frozen=True, slots=True)
class Treatment:
    """What the ruling `citing`, given on `given`, did to `cited`: on one issue (its slug and title), or, where none
    is named, to the whole of it. Only a person's assertion counts."""

    citing: str
    cited: str
    kind: str
    given: PartialDate
    found_by: str = "person"
    issue: str | None = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class AppealOutcome:
    """What the ruling `by`, given on `given`, did to `of` on review. A pending appeal has neither."""

    of: str
    kind: str
    by: str | None = None
    given: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """A treatment or outcome that bears on a ruling's standing: `by` did `kind` to `of` on `given`. `issue` is the
    only one that it goes to (`about`, its title); None: the whole ruling."""

    of: str
    kind: str
    by: str
    given: PartialDate
    issue: str | None = None
    about: str = ""

    def bears_on(self, issue: str | None) -> bool:
        """Whether it counts for what the ruling held on that issue; None asks of the ruling as a whole."""
        return self.issue is None or self.issue == issue


@dataclass(frozen=True, slots=True)
class GoodLaw:
    """A ruling's standing on a date: the status, since when, the edges it follows from, and edges that would
    have counted but were themselves undone by then.

    `stands` is False for a ruling that decides nothing any more and None where that is unclear: a ruling
    limited, questioned or overruled in part still stands. `perhaps` are limits and doubts whose date or maker is
    not sure: told, and not counted; `elsewhere` those on other issues than the one asked about; `appeals` are
    those from it that were pending.
    """

    status: Standing
    since: PartialDate | None
    because: tuple[Edge, ...]
    undone: tuple[Edge, ...]
    steps: tuple[Step, ...]
    perhaps: tuple[Edge, ...] = ()
    elsewhere: tuple[Edge, ...] = ()
    appeals: tuple[PendingAppeal, ...] = ()

    @property
    def rules(self) -> tuple[str, ...]:
        """Ids of the rules used, each once."""
        return tuple(dict.fromkeys(step.rule for step in self.steps))

    @property
    def stands(self) -> bool | None:
        return None if self.status is Standing.UNCLEAR else self.status in STANDS

    @property
    def is_silent(self) -> bool:
        """Whether nothing on record counts against it. That is silence, and no finding that it is good law."""
        return self.status is Standing.NO_NEGATIVE_TREATMENT

    @property
    def words(self) -> Sentence:
        """The status as it is said to readers. Silence is called silence."""
        if not self.is_silent:
            return _WORDS[self.status]
        if self.perhaps:
            return _PERHAPS
        if self.undone:
            return _ONLY_UNDONE
        return _SILENT_ON_THE_ISSUE if self.elsewhere else _SILENT

    @property
    def edges(self) -> tuple[Edge, ...]:
        """Every edge that its steps speak of."""
        return (*self.because, *self.undone, *self.perhaps, *self.elsewhere)
