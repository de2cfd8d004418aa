"""The curated YAML of this app: sources, places, the codebook, and statutes with all that hangs on them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from jurisdictions.importing.spec import Spec
from jurisdictions.models import (
    AppellateReview,
    Coding,
    Court,
    Jurisdiction,
    LegislativeEvent,
    LegislativeSession,
    Participation,
    Penalty,
    Provision,
    ProvisionText,
    Question,
    ReportingDuty,
    Reservation,
    Source,
    Statute,
    Transposition,
)


def events_in_order(events: list[LegislativeEvent]) -> Iterator[tuple[int, str, str]]:
    """Events stand oldest first; a later line may not surely precede the line above it."""
    for place, (before, after) in enumerate(pairwise(events), start=1):
        if after.date and before.date and after.date.surely_before(before.date):
            yield (
                place,
                "date",
                f"{after.kind} of {after.date} stands after {before.kind} of {before.date}: oldest first",
            )


def wordings_apart(texts: list[ProvisionText]) -> Iterator[tuple[int, str, str]]:
    """No two wordings of a provision are surely in force on one day."""
    for place, text in enumerate(texts):
        start, end = text.surely_in_force()
        if start is None:
            continue
        for other in texts[:place]:
            other_start, other_end = other.surely_in_force()
            if other_start is None or (end and end <= other_start) or (other_end and other_end <= start):
                continue
            yield place, "valid_from", f"overlaps the wording {other.slug or other.default_slug()}"


SOURCES = Spec(
    key="sources",
    model=Source,
    fields=("url", "title", "publisher", "kind", "language", "published", "retrieved", "read", "archived_url",
            "content_hash"),
)  # fmt: skip

JURISDICTIONS = Spec(
    key="jurisdictions",
    model=Jurisdiction,
    fields=("code", "name", "kind", "legal_system"),
    refs=("parent",),
    ref_keys={"parent": "code"},
)

COURTS = Spec(
    key="courts",
    model=Court,
    fields=("courts_db_id", "name", "name_local", "short_name", "level", "since", "until", "predecessor_before",
            "predecessor_authority"),
    refs=("jurisdiction", "predecessor"),
    ref_keys={"jurisdiction": "code", "territory": "code"},
    many=("territory",),
)  # fmt: skip

REVIEWS = Spec(
    key="reviews",
    model=AppellateReview,
    fields=("scope", "since", "until", "authority", "source_url"),
    refs=("lower", "upper"),
)

RESERVATIONS = Spec(
    key="reservations",
    model=Reservation,
    parent="participation",
    fields=("kind", "articles", "made", "until", "summary", "pinpoint"),
    refs=("source",),
)

PARTICIPATIONS = Spec(
    key="participations",
    model=Participation,
    fields=("kind", "signed", "ratified", "in_force", "ended", "pinpoint"),
    refs=("jurisdiction", "treaty", "body", "source"),
    ref_keys={"jurisdiction": "code", "body": "code"},
    children=(RESERVATIONS,),
)

TRANSPOSITIONS = Spec(
    key="transpositions",
    model=Transposition,
    fields=("state", "as_of", "pinpoint"),
    refs=("jurisdiction", "article", "source"),
    ref_keys={"jurisdiction": "code"},
    many=("measures",),
)

SESSIONS = Spec(
    key="sessions",
    model=LegislativeSession,
    fields=("name", "first_day", "last_day", "last_day_basis", "carries_over", "carries_over_basis"),
    refs=("jurisdiction", "source", "rule_source"),
    ref_keys={"jurisdiction": "code"},
)

QUESTIONS = Spec(
    key="questions",
    model=Question,
    fields=("label", "text", "rule", "group", "position", "answers", "direction", "relevant_to", "edition"),
)

CODINGS = Spec(
    key="codings",
    model=Coding,
    parent="text",
    fields=("answer", "words", "words_language", "pinpoint", "read", "coder", "reviewer", "recoded_from"),
    refs=("question", "source"),
)

PENALTIES = Spec(
    key="penalties",
    model=Penalty,
    parent="text",
    position="position",
    fields=("conduct", "occasion", "depicted", "condition", "offence_class", "minimum_months", "maximum_months", "life",
            "fine", "minimum_fine", "maximum_fine", "currency", "pinpoint"),
    refs=("source",),
)  # fmt: skip

REPORTING_DUTIES = Spec(
    key="reporting_duties",
    model=ReportingDuty,
    parent="text",
    fields=("who", "to", "deadline_hours", "deadline", "names_ai", "pinpoint"),
    refs=("source",),
)

TEXTS = Spec(
    key="wordings",
    model=ProvisionText,
    parent="provision",
    fields=("valid_from", "valid_to", "shown_on", "summary", "penalty"),
    refs=("made_by",),
    children=(CODINGS, PENALTIES, REPORTING_DUTIES),
    check=wordings_apart,
)

PROVISIONS = Spec(
    key="provisions",
    model=Provision,
    parent="statute",
    position="position",
    fields=("label", "role", "is_group"),
    refs=("parent",),
    many=("incorporates", "stands_in"),
    children=(TEXTS,),
)

EVENTS = Spec(
    key="events",
    model=LegislativeEvent,
    parent="statute",
    fields=("date", "kind", "by", "pinpoint"),
    refs=("source",),
    check=events_in_order,
)

STATUTES = Spec(
    key="statutes",
    model=Statute,
    fields=("kind", "citation", "title", "language", "summary", "official_url", "official_url_read", "stated_status"),
    refs=("jurisdiction", "session"),
    ref_keys={"jurisdiction": "code"},
    many=("amends", "sources"),
    children=(EVENTS, PROVISIONS),
)

#: In the order rows are written: what others refer to comes first.
SPECS = (SOURCES, JURISDICTIONS, COURTS, REVIEWS, SESSIONS, QUESTIONS, STATUTES, PARTICIPATIONS,
         TRANSPOSITIONS)  # fmt: skip
