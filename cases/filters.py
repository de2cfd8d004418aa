"""The filters of issues, cases, rulings, holdings, treatments and effects."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from cases.models import (
    Case,
    CaseKind,
    CaseState,
    Charge,
    Composition,
    Disposition,
    EffectKind,
    Finder,
    Holding,
    HoldingAnswer,
    HoldingScope,
    Issue,
    IssueKind,
    PrecedentialStatus,
    Reach,
    Ruling,
    RulingKind,
    TreatmentKind,
    caption_of,
)
from jurisdictions.filtering import (
    Choice,
    Exactly,
    Flag,
    Given,
    Host,
    Link,
    Named,
    OnOrAfter,
    OnOrBefore,
    Place,
    RecordFilterSet,
    Within,
)
from jurisdictions.filters import PUBLIC_SOURCE
from jurisdictions.models import Court, CourtLevel, Provision, ProvisionText, Source, Status, Statute

#: A holding concerns a statute that it names, and the statute of any public provision that it names.
HOLDING_TO_STATUTE = (
    Link(Holding.statutes.through, "holding", "statute"),
    Link(Holding.provisions.through, "holding", "provision__statute", Q(provision__status=Status.PUBLISHED)),
)
HOLDING_TO_PROVISION = (Link(Holding.provisions.through, "holding", "provision"),)

DECIDED_AFTER = "Decided on or after this date."
DECIDED_BEFORE = "Decided on or before this date."


class IssueFilterSet(RecordFilterSet):
    texts = ("title", "text", "slug")
    orderings = {"position": ("position",), "slug": ("slug",), "title": ("title",)}
    default_ordering = "position"

    kind = Choice("kind", IssueKind, "Kind of question, which fixes the answers allowed.")


class CaseFilterSet(RecordFilterSet):
    texts = ("caption", "docket", "summary", "note", "slug")
    orderings = {
        "slug": ("slug",),
        "caption": ("caption",),
        "started": ("started_latest", "started_earliest"),
        "jurisdiction": ("jurisdiction__code",),
    }
    through = {"ruling": (Ruling, "case"), "holding": (Holding, "ruling__case"), "charge": (Charge, "case")}

    jurisdiction = Place("jurisdiction", "Cases of these jurisdictions, by code.")
    within = Within("jurisdiction__path", "Cases of these jurisdictions and their descendants, by code.")
    court = Named("court", Court, "In these courts, or with a ruling of theirs, by slug.",
                  links=(Link(Ruling, "case", "court", Q(status=Status.PUBLISHED)),))  # fmt: skip
    kind = Choice("kind", CaseKind, "Kind of case.")
    state = Choice("state", CaseState, "Where the case stands.")
    language = Exactly("language", "BCP 47 tag of the language of its caption.")
    started_after = OnOrAfter("started", "Begun on or after this date.")
    started_before = OnOrBefore("started", "Begun on or before this date.")
    decided_after = OnOrAfter("date", "Has a ruling given on or after this date.", through="ruling")
    decided_before = OnOrBefore("date", "Has a ruling given on or before this date.", through="ruling")
    issue = Named("issue", Issue, "Has a holding on these issues, by slug.", through="holding")
    answer = Choice("answer", HoldingAnswer, "Has a holding (on `issue`, if given) that answers so.", through="holding")
    scope = Choice("scope", HoldingScope, "Has a holding of this scope.", through="holding")
    statute = Named("statute", Statute, "Has a charge under these instruments, by slug.", through="charge")
    provision = Named("provision", Provision, "Has a charge under these provisions, by slug.", through="charge")
    disposition = Choice("disposition", Disposition, "Has a charge with this disposition.", through="charge")
    source = Named("", Source, "Rests on these sources, by slug.",
                   links=(Link(Case.sources.through, "case", "source"),))  # fmt: skip
    source_host = Host("", "Rests on a source at this host, or at a domain below it.",
                       links=(Link(Case.sources.through, "case", "source", PUBLIC_SOURCE),))  # fmt: skip


class RulingFilterSet(RecordFilterSet):
    texts = ("own_caption", "case__caption", "citations", "outcome", "summary", "note", "slug")
    orderings = {
        "date": ("date_latest", "date_earliest"),
        "slug": ("slug",),
        "court": ("court__slug",),
        "caption": ("shown_caption",),
        "jurisdiction": ("case__jurisdiction__code",),
    }
    default_ordering = "-date"
    through = {"holding": (Holding, "ruling")}

    def prepare(self, queryset: QuerySet) -> QuerySet:
        return super().prepare(queryset).annotate(shown_caption=caption_of())

    case = Named("case", Case, "In these cases, by slug.")
    jurisdiction = Place("case__jurisdiction", "In cases of these jurisdictions, by code.")
    within = Within("case__jurisdiction__path", "In cases of these jurisdictions and their descendants, by code.")
    court = Named("court", Court, "By these courts, by slug.")
    court_level = Choice("court__level", CourtLevel, "By courts of this level.")
    kind = Choice("kind", RulingKind, "Kind of ruling.")
    precedential = Choice("precedential", PrecedentialStatus, "Precedential status.")
    composition = Choice("composition", Composition, "Who spoke for the court.")
    decided_after = OnOrAfter("date", DECIDED_AFTER)
    decided_before = OnOrBefore("date", DECIDED_BEFORE)
    issue = Named("issue", Issue, "Has a holding on these issues, by slug.", through="holding")
    answer = Choice("answer", HoldingAnswer, "Has a holding (on `issue`, if given) that answers so.", through="holding")
    scope = Choice("scope", HoldingScope, "Has a holding of this scope.", through="holding")
    dictum = Flag("dictum", "Has a holding that is (or is not) marked as dictum.", through="holding")
    statute = Named("", Statute, "Has a holding that concerns these instruments, by slug.",
                    links=HOLDING_TO_STATUTE, through="holding")  # fmt: skip
    provision = Named("", Provision, "Has a holding that concerns these provisions, by slug.",
                      links=HOLDING_TO_PROVISION, through="holding")  # fmt: skip
    source = Named("", Source, "Rests on these sources of its own, by slug.",
                   links=(Link(Ruling.sources.through, "ruling", "source"),))  # fmt: skip
    source_host = Host("", "Rests on a source of its own at this host, or at a domain below it.",
                       links=(Link(Ruling.sources.through, "ruling", "source", PUBLIC_SOURCE),))  # fmt: skip


class HoldingFilterSet(RecordFilterSet):
    texts = ("summary", "note", "pinpoint", "ruling__own_caption", "ruling__case__caption", "issue__title")
    orderings = {
        "date": ("ruling__date_latest", "ruling__date_earliest"),
        "slug": ("slug",),
        "issue": ("issue__position", "issue__slug"),
        "answer": ("answer",),
        "court": ("ruling__court__slug",),
    }
    default_ordering = "-date"

    issue = Named("issue", Issue, "On these issues, by slug.")
    answer = Choice("answer", HoldingAnswer, "The answer given.")
    scope = Choice("scope", HoldingScope, "Scope of the holding.")
    dictum = Flag("dictum", "Whether it is marked as dictum.")
    recoded = Given("recoded_from", "Whether a rule of the codebook changed the first answer.")
    ruling = Named("ruling", Ruling, "Of these rulings, by slug.")
    case = Named("ruling__case", Case, "In these cases, by slug.")
    jurisdiction = Place("ruling__case__jurisdiction", "In cases of these jurisdictions, by code.")
    within = Within("ruling__case__jurisdiction__path", "In cases of these and their descendants, by code.")
    court = Named("ruling__court", Court, "By these courts, by slug.")
    court_level = Choice("ruling__court__level", CourtLevel, "By courts of this level.")
    precedential = Choice("ruling__precedential", PrecedentialStatus, "Precedential status of its ruling.")
    decided_after = OnOrAfter("ruling__date", DECIDED_AFTER)
    decided_before = OnOrBefore("ruling__date", DECIDED_BEFORE)
    statute = Named("", Statute, "Concerning these instruments, by slug.", links=HOLDING_TO_STATUTE)
    provision = Named("", Provision, "Concerning these provisions, by slug.", links=HOLDING_TO_PROVISION)
    source = Named("source", Source, "Resting on these sources, by slug.")
    source_host = Host("source__url", "Resting on a source at this host, or at a domain below it.")


class TreatmentFilterSet(RecordFilterSet):
    texts = ("note", "pinpoint", "citing__own_caption", "citing__case__caption", "cited__own_caption",
             "cited__case__caption", "issue__title")  # fmt: skip
    orderings = {
        "date": ("citing__date_latest", "citing__date_earliest"),
        "slug": ("slug",),
        "kind": ("kind",),
        "citing": ("citing__slug",),
        "cited": ("cited__slug",),
    }
    default_ordering = "-date"

    kind = Choice("kind", TreatmentKind, "What the later ruling does to the earlier one.")
    citing = Named("citing", Ruling, "By these later rulings, by slug.")
    cited = Named("cited", Ruling, "Of these earlier rulings, by slug.")
    citing_court = Named("citing__court", Court, "By rulings of these courts, by slug.")
    issue = Named(
        "issue", Issue, "Limited to these issues, by slug; what goes to a ruling as a whole is not among them."
    )
    cited_court = Named("cited__court", Court, "Of rulings of these courts, by slug.")
    found_by = Choice("found_by", Finder, "Asserted by a person, or found by machine.")
    decided_after = OnOrAfter("citing__date", "The later ruling was given on or after this date.")
    decided_before = OnOrBefore("citing__date", "The later ruling was given on or before this date.")
    source = Named("source", Source, "Resting on these sources, by slug.")
    source_host = Host("source__url", "Resting on a source at this host, or at a domain below it.")


class EffectFilterSet(RecordFilterSet):
    texts = ("note", "pinpoint", "text__provision__label", "text__provision__statute__citation",
             "holding__ruling__own_caption", "holding__ruling__case__caption")  # fmt: skip
    orderings = {
        "since": ("since_latest", "since_earliest"),
        "until": ("until_latest", "until_earliest"),
        "slug": ("slug",),
        "kind": ("kind",),
        "provision": ("text__provision__slug",),
    }
    default_ordering = "-since"

    kind = Choice("kind", EffectKind, "What it does to the wording.")
    reach = Choice("reach", Reach, "Whom it reaches.")
    wording = Named("text", ProvisionText, "On these wordings, by slug.")
    provision = Named("text__provision", Provision, "On wordings of these provisions, by slug.")
    statute = Named("text__provision__statute", Statute, "On clauses of these instruments, by slug.")
    jurisdiction = Place("text__provision__statute__jurisdiction", "On the law of these jurisdictions, by code.")
    within = Within("text__provision__statute__jurisdiction__path", "On law of these and their descendants, by code.")
    court = Named("holding__ruling__court", Court, "By rulings of these courts, by slug.")
    holding = Named("holding", Holding, "Of these holdings, by slug.")
    ruling = Named("holding__ruling", Ruling, "Of these rulings, by slug.")
    issue = Named("holding__issue", Issue, "Of holdings on these issues, by slug.")
    since_after = OnOrAfter("since", "Standing since a day on or after this date.")
    since_before = OnOrBefore("since", "Standing since a day on or before this date.")
    source = Named("source", Source, "Resting on these sources, by slug.")
    source_host = Host("source__url", "Resting on a source at this host, or at a domain below it.")
