"""The filters of places, courts, sources, statutes, provisions and the codebook."""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, OuterRef, Q, QuerySet

from jurisdictions import lives
from jurisdictions.filtering import (
    Choice,
    Exactly,
    Flag,
    Given,
    Host,
    InForce,
    Link,
    MayHoldDay,
    Named,
    OnOrAfter,
    OnOrBefore,
    Place,
    RecordFilterSet,
    Typed,
    Within,
)
from jurisdictions.grades import Grade
from jurisdictions.models import (
    Answer,
    CarriesOver,
    Coding,
    Conduct,
    Court,
    CourtLevel,
    Depicted,
    EventKind,
    JurisdictionKind,
    LegalSystem,
    LegislativeEvent,
    LifeStatus,
    Occasion,
    Participation,
    Provision,
    ProvisionText,
    Question,
    QuestionGroup,
    Reading,
    Source,
    SourceKind,
    Status,
    Statute,
    StatuteKind,
    Transposed,
)

#: Links are followed to public sources only.
PUBLIC_SOURCE = Q(source__status=Status.PUBLISHED)
PUBLISHED_WITH_PUBLIC_SOURCE = Q(status=Status.PUBLISHED) & PUBLIC_SOURCE


class JurisdictionFilterSet(RecordFilterSet):
    texts = ("name", "code", "note")
    orderings = {"code": ("code",), "name": ("name",), "slug": ("slug",)}
    default_ordering = "code"
    through = {"participation": (Participation, "jurisdiction")}

    kind = Choice("kind", JurisdictionKind, "Kind of jurisdiction.")
    legal_system = Choice("legal_system", LegalSystem, "Legal system, where it is recorded.")
    parent = Place("parent", "Directly under these jurisdictions, by code.")
    within = Within("path", "These jurisdictions and all that descend from them, by code.")
    treaty = Named("treaty", Statute, "On the way to, or party to, these treaties, by slug.", through="participation")
    member_of = Place("body", "Members, now or once, of these bodies, by code.", through="participation")


class CourtFilterSet(RecordFilterSet):
    texts = ("name", "name_local", "short_name", "slug")
    orderings = {"slug": ("slug",), "name": ("name",), "level": ("level",)}

    jurisdiction = Place("jurisdiction", "Courts of these jurisdictions, by code.")
    within = Within("jurisdiction__path", "Courts of these jurisdictions and their descendants, by code.")
    level = Choice("level", CourtLevel, "Level of the court.")
    sits_over = Place(
        "", "Courts whose territory holds these jurisdictions, by code.",
        links=(Link(Court.territory.through, "court", "jurisdiction"),),
    )  # fmt: skip


class SourceFilterSet(RecordFilterSet):
    texts = ("title", "publisher", "url", "note")
    orderings = {
        "slug": ("slug",),
        "title": ("title",),
        "publisher": ("publisher",),
        "published": ("published_latest", "published_earliest"),
    }

    kind = Choice("kind", SourceKind, "Kind of source.")
    language = Exactly("language", "BCP 47 tag of the document's language.")
    read = Flag("read", "Whether its text was opened.")
    source_host = Host("url", "Host of its address, or a domain above it.")
    published_after = OnOrAfter("published", "Published on or after this date.")
    published_before = OnOrBefore("published", "Published on or before this date.")


class LegislativeSessionFilterSet(RecordFilterSet):
    texts = ("name", "slug", "note")
    orderings = {
        "slug": ("slug",),
        "jurisdiction": ("jurisdiction__code",),
        "first_day": ("first_day_earliest",),
    }

    jurisdiction = Place("jurisdiction", "Of the legislatures of these jurisdictions, by code.")
    within = Within("jurisdiction__path", "Of these jurisdictions and their descendants, by code.")
    carries_over = Choice("carries_over", CarriesOver, "Whether a pending bill goes on in the next session.")
    on = MayHoldDay(
        "first_day",
        "last_day",
        "Sat on this day, or may have: its dates do not rule it out. One whose end is not on record may go on.",
    )


class AsksCodings(RecordFilterSet):
    """Lists filtered by their codings: those of wordings that are surely not law on `as_of` do not count."""

    def always(self, through: str) -> Q:
        if through == "coding":
            return Q(text__in=ProvisionText.objects.not_surely_out_of_force_on(self.as_of))
        return super().always(through)


class HasLifeStatus(Choice):
    """One of the statuses that `jurisdictions.lifecycle` derives for the day."""

    def condition(self, value: list[str], as_of: dt.date) -> Q:
        return Q(pk__in=[pk for pk, life in lives.statuses_on(as_of).items() if life.status in value])


class StatuteFilterSet(AsksCodings):
    texts = ("citation", "title", "summary", "note", "slug")
    orderings = {
        "slug": ("slug",),
        "citation": ("citation",),
        "title": ("title",),
        "jurisdiction": ("jurisdiction__code",),
        "kind": ("kind",),
    }
    through = {"event": (LegislativeEvent, "statute"), "coding": (Coding, "text__provision__statute")}

    jurisdiction = Place("jurisdiction", "Law of these jurisdictions, by code.")
    within = Within("jurisdiction__path", "Law of these jurisdictions and their descendants, by code.")
    kind = Choice("kind", StatuteKind, "Kind of instrument.")
    status = HasLifeStatus("", LifeStatus, "Its status on `as_of`, derived from its events, wordings and session.")
    language = Exactly("language", "BCP 47 tag of the language of its citation and title.")
    event_kind = Choice("kind", EventKind, "Has an event of these kinds.", through="event")
    event_after = OnOrAfter("date", "Has an event (of `event_kind`, if given) on or after this date.", through="event")
    event_before = OnOrBefore(
        "date", "Has an event (of `event_kind`, if given) on or before this date.", through="event"
    )
    question = Named(
        "question", Question,
        "Answers these questions, by slug, in a wording of its provisions that is not surely out of force on `as_of`.",
        through="coding",
    )  # fmt: skip
    answer = Choice("answer", Answer, "Gives one of these answers (to `question`, if given).", through="coding")
    amends = Named(
        "", Statute, "Amends these instruments, by slug.",
        links=(Link(Statute.amends.through, "from_statute", "to_statute"),),
    )  # fmt: skip
    source = Named(
        "", Source, "Rests on these sources, by slug.",
        links=(Link(Statute.sources.through, "statute", "source"),),
    )  # fmt: skip
    source_host = Host(
        "", "Rests on a source at this host, or at a domain below it.",
        links=(Link(Statute.sources.through, "statute", "source", PUBLIC_SOURCE),),
    )  # fmt: skip

    def prepare(self, queryset: QuerySet) -> QuerySet:
        """What is not law is listed only where it is asked for: by `kind`, or by a status that guidelines have."""
        given = self.given()
        asked = "kind" in given or LifeStatus.ISSUED in given.get("status", [])
        return queryset if asked else queryset.exclude(kind=StatuteKind.GUIDELINE)


class HasWordingInForce(Flag):
    """False means that no wording is: not that some wording is not."""

    def condition(self, value: bool, as_of: dt.date) -> Q:
        wordings = ProvisionText.objects.public().in_force_on(as_of).filter(provision=OuterRef("pk"))
        return Q(Exists(wordings)) if value else ~Q(Exists(wordings))


class ProvisionFilterSet(AsksCodings):
    texts = ("label", "statute__citation", "statute__title", "note", "slug")
    orderings = {
        "slug": ("slug",),
        "label": ("label",),
        "statute": ("statute__slug", "position"),
        "jurisdiction": ("statute__jurisdiction__code",),
    }
    through = {"coding": (Coding, "text__provision")}

    jurisdiction = Place("statute__jurisdiction", "Clauses of the law of these jurisdictions, by code.")
    within = Within("statute__jurisdiction__path", "Of these jurisdictions and their descendants, by code.")
    statute = Named("statute", Statute, "Clauses of these instruments, by slug.")
    kind = Choice("statute__kind", StatuteKind, "Kind of the instrument it stands in.")
    question = Named(
        "question", Question,
        "Answers these questions, by slug, in a wording that is not surely out of force on `as_of`.",
        through="coding",
    )  # fmt: skip
    answer = Choice("answer", Answer, "Gives one of these answers (to `question`, if given).", through="coding")
    in_force = HasWordingInForce("", "Whether one of its wordings is surely in force on `as_of`.")
    is_group = Flag("is_group", "Several sections coded together.")
    incorporates = Named(
        "", Provision, "Takes in these definitions, by slug.",
        links=(Link(Provision.incorporates.through, "from_provision", "to_provision"),),
    )  # fmt: skip


class QuestionFilterSet(RecordFilterSet):
    texts = ("label", "text", "rule", "slug")
    orderings = {"position": ("position",), "slug": ("slug",), "label": ("label",)}
    default_ordering = "position"

    group = Choice("group", QuestionGroup, "Group of the codebook.")


class OfAWordingFilterSet(RecordFilterSet):
    """Filters of what hangs on a wording, by where the wording stands."""

    jurisdiction = Place("text__provision__statute__jurisdiction", "Of the law of these jurisdictions, by code.")
    within = Within("text__provision__statute__jurisdiction__path", "Of these and their descendants, by code.")
    statute = Named("text__provision__statute", Statute, "Of clauses of these instruments, by slug.")
    provision = Named("text__provision", Provision, "Of these provisions, by slug.")
    wording = Named("text", ProvisionText, "Of these wordings, by slug.")
    in_force = InForce("text__in_force", "Whether its wording is surely in force on `as_of`.")
    source = Named("source", Source, "Resting on these sources, by slug.")
    source_host = Host("source__url", "Resting on a source at this host, or at a domain below it.")


class CodingFilterSet(OfAWordingFilterSet):
    texts = ("pinpoint", "note", "text__provision__label", "text__provision__statute__citation", "question__label")
    orderings = {
        "slug": ("slug",),
        "jurisdiction": ("text__provision__statute__jurisdiction__code",),
        "question": ("question__position", "question__slug"),
        "answer": ("answer",),
    }

    question = Named("question", Question, "Answers to these questions, by slug.")
    answer = Choice("answer", Answer, "The answer given.")
    grade = Choice("grade_is", Grade, "How well the answer rests.")
    words = Typed(
        'Turning on a term of the law with these words: "a phrase", `or`, and `-` to refuse a word.',
        language="words_language",
    )
    read = Choice("read", Reading, "What was read of the law for it.")
    recoded = Given("recoded_from", "Whether a rule of the codebook changed the first answer.")
    reviewed = Given("reviewer", "Whether a second reader has read it.")

    def prepare(self, queryset: QuerySet) -> QuerySet:
        return queryset.with_grade() if "grade" in self.given() else queryset  # type: ignore[attr-defined]


class PenaltyFilterSet(OfAWordingFilterSet):
    texts = ("condition", "offence_class", "note", "text__provision__label", "text__provision__statute__citation")
    orderings = {
        "slug": ("slug",),
        "jurisdiction": ("text__provision__statute__jurisdiction__code",),
        "conduct": ("conduct",),
    }

    conduct = Choice("conduct", Conduct, "For what it is threatened.")
    occasion = Choice("occasion", Occasion, "Only for a first, or for a later offence.")
    depicted = Choice("depicted", Depicted, "Only for material of this kind.")
    life = Flag("life", "Whether the most is imprisonment for life.")


class ReportingDutyFilterSet(OfAWordingFilterSet):
    texts = ("who", "to", "deadline", "note", "text__provision__label", "text__provision__statute__citation")
    orderings = {"slug": ("slug",), "jurisdiction": ("text__provision__statute__jurisdiction__code",)}

    names_ai = Choice("names_ai", Answer, "Whether it names generated material.")


class TranspositionFilterSet(RecordFilterSet):
    texts = ("note", "article__label", "jurisdiction__name")
    orderings = {
        "slug": ("slug",),
        "jurisdiction": ("jurisdiction__code",),
        "as_of": ("as_of",),
    }

    jurisdiction = Place("jurisdiction", "By these jurisdictions, by code.")
    directive = Named("article__statute", Statute, "Of articles of these directives, by slug.")
    article = Named("article", Provision, "Of these articles, by slug.")
    state = Choice("state", Transposed, "What the source found.")
    source = Named("source", Source, "Resting on these sources, by slug.")
