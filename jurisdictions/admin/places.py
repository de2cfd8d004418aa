"""Screens of places, courts, sessions of legislatures, and the sources that everything rests on."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from jurisdictions.admin.records import (
    RecordAdmin,
    RecordForm,
    RecordInline,
    SourceFilter,
    StackedRecordInline,
    WordFilter,
    day,
    word,
)
from jurisdictions.importing import specs
from jurisdictions.models import (
    AppellateReview,
    Court,
    Jurisdiction,
    LegislativeSession,
    Participation,
    Reservation,
    Source,
    Transposition,
)


@admin.register(Source)
class SourceAdmin(RecordAdmin):
    spec = specs.SOURCES
    slug_from = ("title",)
    sections = (
        ("Document", ("url", "title", "slug", "publisher", "kind", "language", "published")),
        ("Reading", ("read", "retrieved", "archived_url", "content_hash")),
    )
    list_display = ("title", "publisher", word("kind"), day("published"), day("retrieved"), "read", "status_word")
    list_filter = (("status", WordFilter), ("kind", WordFilter), "read", "language")
    search_fields = ("slug", "title", "publisher", "url")
    date_hierarchy = "published_latest"

    def option_label(self, record: Source) -> str:
        return f"{record.title} ({record.publisher})"


class ParticipationInline(StackedRecordInline):
    model = Participation
    fk_name = "jurisdiction"
    fields = (
        ("kind", "treaty", "body"),
        ("signed", "ratified", "in_force", "ended"),
        ("source", "pinpoint"),
        "status_word",
    )


class JurisdictionForm(RecordForm):
    """Keeps the tree of places a tree."""

    def clean_parent(self) -> Any:
        parent = self.cleaned_data["parent"]
        if parent and self.instance.pk and self.instance.code in parent.path:
            raise ValidationError(f"{parent} is itself part of {self.instance}.")
        return parent


@admin.register(Jurisdiction)
class JurisdictionAdmin(RecordAdmin):
    spec = specs.JURISDICTIONS
    importable = False
    form = JurisdictionForm
    set_once = ("slug", "code")
    sections = (("Jurisdiction", ("code", "slug", "name", "kind", "legal_system", "parent")),)
    inlines = (ParticipationInline,)
    list_display = ("name", "code", word("kind"), word("legal_system"), "parent", "status_word")
    list_filter = (("status", WordFilter), ("kind", WordFilter), ("legal_system", WordFilter))
    list_select_related = ("parent",)
    search_fields = ("code", "name", "slug")

    def save_model(self, request: HttpRequest, obj: Jurisdiction, form: Any, change: bool) -> None:
        """Moving a place moves what is under it: each row's `path` follows from its parent's."""
        below = list(Jurisdiction.objects.within(obj.code).exclude(pk=obj.pk)) if change else []
        super().save_model(request, obj, form, change)
        if change and "parent" in form.changed_data:
            for place in sorted(below, key=lambda place: len(place.path)):
                # Read again: its parent has just got another path.
                Jurisdiction.objects.select_related("parent").get(pk=place.pk).save()


class ReviewedByInline(RecordInline):
    model = AppellateReview
    fk_name = "lower"
    verbose_name = "court that reviews it"
    verbose_name_plural = "courts that review it"
    fields = ("upper", "scope", "since", "until", "authority", "status_word")


@admin.register(Court)
class CourtAdmin(RecordAdmin):
    spec = specs.COURTS
    importable = False
    sections = (
        ("Court", ("name", "name_local", "short_name", "slug", "courts_db_id", "level", "jurisdiction", "territory")),
        ("Life", ("since", "until", "predecessor", "predecessor_before", "predecessor_authority")),
    )
    inlines = (ReviewedByInline,)
    list_display = ("name", "slug", word("level"), "jurisdiction", day("since"), day("until"), "status_word")
    list_filter = (("status", WordFilter), ("level", WordFilter))
    list_select_related = ("jurisdiction",)
    search_fields = ("slug", "name", "name_local", "short_name", "jurisdiction__code", "jurisdiction__name")
    named_by = ("jurisdiction",)

    def option_label(self, record: Court) -> str:
        return f"{record.name} ({record.jurisdiction.code})"


@admin.register(AppellateReview)
class AppellateReviewAdmin(RecordAdmin):
    spec = specs.REVIEWS
    importable = False
    sections = (("Review", ("lower", "upper", "slug", "scope", "since", "until", "authority", "source_url")),)
    list_display = ("lower", "upper", word("scope"), day("since"), day("until"), "status_word")
    list_display_links = ("lower", "upper")
    list_filter = (("status", WordFilter), ("scope", WordFilter))
    list_select_related = ("lower", "upper")
    search_fields = ("slug", "lower__name", "upper__name", "lower__slug", "upper__slug", "authority")


class ReservationInline(StackedRecordInline):
    model = Reservation
    fields = (("kind", "articles", "made", "until"), "summary", ("source", "pinpoint"), "note", "status_word")


@admin.register(Participation)
class ParticipationAdmin(RecordAdmin):
    spec = specs.PARTICIPATIONS
    sections = (
        ("Part in a treaty, or membership of a body", ("jurisdiction", "kind", "treaty", "body", "slug")),
        ("Dates", ("signed", "ratified", "in_force", "ended")),
        ("Source", ("source", "pinpoint")),
    )
    inlines = (ReservationInline,)
    list_display = ("jurisdiction", word("kind"), "treaty", "body", day("signed"), day("in_force"), "status_word")
    list_filter = (("status", WordFilter), ("kind", WordFilter))
    list_select_related = ("jurisdiction", "treaty", "body")
    search_fields = ("slug", "jurisdiction__name", "jurisdiction__code", "treaty__citation", "body__name")


@admin.register(Reservation)
class ReservationAdmin(RecordAdmin):
    spec = specs.RESERVATIONS
    sections = (
        ("Reservation", ("participation", "kind", "articles", "summary", "made", "until", "slug")),
        ("Source", ("source", "pinpoint")),
    )
    list_display = ("participation", word("kind"), "articles", day("made"), day("until"), "status_word")
    list_filter = (("status", WordFilter), ("kind", WordFilter), SourceFilter)
    list_select_related = ("participation",)
    search_fields = ("slug", "articles", "summary", "participation__jurisdiction__name")


@admin.register(Transposition)
class TranspositionAdmin(RecordAdmin):
    spec = specs.TRANSPOSITIONS
    sections = (
        ("Transposition", ("jurisdiction", "article", "state", "as_of", "measures", "slug")),
        ("Source", ("source", "pinpoint")),
    )
    list_display = ("jurisdiction", "article", word("state"), day("as_of"), "status_word")
    list_filter = (("status", WordFilter), ("state", WordFilter), SourceFilter)
    list_select_related = ("jurisdiction", "article__statute")
    search_fields = ("slug", "jurisdiction__name", "jurisdiction__code", "article__label")


@admin.register(LegislativeSession)
class LegislativeSessionAdmin(RecordAdmin):
    spec = specs.SESSIONS
    slug_from = ("name",)
    sections = (
        ("Session", ("jurisdiction", "name", "slug")),
        ("Days", ("first_day", ("last_day", "last_day_basis"), "source")),
        ("Bills still pending at its end", (("carries_over", "carries_over_basis"), "rule_source")),
    )
    list_display = ("name", "jurisdiction", day("first_day"), day("last_day"), word("carries_over"), "status_word")
    list_filter = (("status", WordFilter), ("carries_over", WordFilter), ("last_day_basis", WordFilter))
    list_select_related = ("jurisdiction",)
    search_fields = ("slug", "name", "jurisdiction__code", "jurisdiction__name")
    date_hierarchy = "first_day_latest"
    named_by = ("jurisdiction",)

    def option_label(self, record: LegislativeSession) -> str:
        return f"{record.name} ({record.jurisdiction.code})"
