"""Editing screens of what courts decide."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from cases import importing
from cases.models import (
    ANSWERS,
    AppealOutcome,
    Case,
    Charge,
    Effect,
    Holding,
    HoldingAnswer,
    Issue,
    IssueKind,
    Ruling,
    Treatment,
    caption_of,
)
from jurisdictions.admin.records import (
    RecordAdmin,
    RecordInline,
    SourceFilter,
    StackedRecordInline,
    WordFilter,
    day,
    word,
)


@admin.register(Issue)
class IssueAdmin(RecordAdmin):
    spec = importing.ISSUES
    slug_from = ("title",)
    sections = (("Issue", ("title", "slug", "text", "kind", "position")),)
    list_display = ("title", "slug", word("kind"), "position", "status_word")
    list_filter = (("status", WordFilter), ("kind", WordFilter))
    search_fields = ("slug", "title", "text")

    def option_label(self, record: Issue) -> str:
        """Its kind is told as well: it fixes the answers."""
        return f"{record.title}, {IssueKind(record.kind).value.replace('-', ' ')}"


class ChargeInline(RecordInline):
    model = Charge
    fields = ("position", "citation", "statute", "provision", "disposition", "date", "status_word")


class RulingInline(StackedRecordInline):
    model = Ruling
    fields = (
        "own_caption", ("date", "court", "kind"), ("precedential", "composition"), "outcome", "summary", "status_word",
    )  # fmt: skip


@admin.register(Case)
class CaseAdmin(RecordAdmin):
    spec = importing.CASES
    slug_from = ("caption",)
    sections = (
        ("Case", ("caption", "slug", "jurisdiction", "court", "docket", "kind", "state", "started", "language")),
        ("What it is about", ("summary", "sentence", "sources")),
    )
    inlines = (ChargeInline, RulingInline)
    list_display = ("caption", "court", "jurisdiction", word("kind"), word("state"), day("started"), "status_word")
    list_filter = (("status", WordFilter), ("kind", WordFilter), ("state", WordFilter), SourceFilter)
    list_select_related = ("court", "jurisdiction")
    search_fields = ("slug", "caption", "docket", "court__name", "jurisdiction__code", "jurisdiction__name")
    date_hierarchy = "started_latest"


@admin.register(Charge)
class ChargeAdmin(RecordAdmin):
    spec = importing.CHARGES
    sections = (("Charge", ("case", "position", "citation", "statute", "provision", "disposition", "date", "slug")),)
    list_display = ("citation", "case", word("disposition"), day("date"), "status_word")
    list_filter = (("status", WordFilter), ("disposition", WordFilter))
    list_select_related = ("case",)
    search_fields = ("slug", "citation", "case__caption", "statute__citation", "provision__label")
    named_by = ("case",)

    def option_label(self, record: Charge) -> str:
        return f"{record.case.caption}: {record.citation}"


class HoldingInline(StackedRecordInline):
    model = Holding
    fields = (
        "issue", ("answer", "scope", "dictum"), "summary", ("source", "pinpoint"), "provisions", "statutes", "note",
        "status_word",
    )  # fmt: skip


class TreatmentInline(StackedRecordInline):
    model = Treatment
    fk_name = "citing"
    verbose_name = "treatment of an earlier ruling"
    verbose_name_plural = "treatments of earlier rulings"
    fields = (("cited", "kind", "issue"), ("source", "pinpoint"), "note", "status_word")


class AppealInline(StackedRecordInline):
    model = AppealOutcome
    fk_name = "of"
    verbose_name = "appeal from it"
    verbose_name_plural = "appeals from it"
    fields = (
        ("kind", "by"),
        ("court", "docket", "filed", "appellant"),
        ("source", "pinpoint"),
        "status_word",
    )


@admin.register(Ruling)
class RulingAdmin(RecordAdmin):
    spec = importing.RULINGS
    sections = (
        (
            "Ruling",
            ("case", "own_caption", "court", "date", "kind", "citations", "precedential", "composition", "slug"),
        ),
        ("What it decides", ("outcome", "summary", "sources")),
    )
    inlines = (HoldingInline, TreatmentInline, AppealInline)
    list_display = (
        "called", day("date"), "court", word("kind"), word("precedential"), "first_citation", "status_word",
    )  # fmt: skip
    list_filter = (
        ("status", WordFilter),
        ("kind", WordFilter),
        ("precedential", WordFilter),
        ("composition", WordFilter),
    )
    list_select_related = ("case", "court")
    search_fields = (
        "slug", "own_caption", "case__caption", "case__docket", "citations", "court__name", "court__short_name",
    )  # fmt: skip
    date_hierarchy = "date_latest"
    named_by = ("case", "court")

    @admin.display(description="caption", ordering=caption_of())
    def called(self, record: Ruling) -> str:
        return record.caption

    @admin.display(description="citation")
    def first_citation(self, record: Ruling) -> str:
        return record.citations[0] if record.citations else "-"

    def option_label(self, record: Ruling) -> str:
        return f"{record.caption}, {record.court.short_name or record.court.name} ({record.date})"


class EffectInline(StackedRecordInline):
    model = Effect
    fields = (
        ("text", "kind"),
        ("reach", "court"),
        ("since", "until", "ended_by"),
        ("source", "pinpoint"),
        "status_word",
    )


@admin.register(Holding)
class HoldingAdmin(RecordAdmin):
    spec = importing.HOLDINGS
    sections = (
        ("Holding", ("ruling", "issue", "answer", "scope", "dictum", "summary", "recoded_from", "slug")),
        ("Where it stands, and on what it bears", ("source", "pinpoint", "statutes", "provisions")),
    )
    inlines = (EffectInline,)
    list_display = ("issue", "answer", "ruling", word("scope"), "dictum", "status_word")
    list_filter = (("status", WordFilter), ("answer", WordFilter), ("scope", WordFilter), SourceFilter, "issue")
    list_select_related = ("issue", "ruling__case")
    search_fields = ("slug", "summary", "issue__title", "ruling__own_caption", "ruling__case__caption", "pinpoint")

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        if "answer" in form.base_fields:
            form.base_fields["answer"].help_text = "; ".join(
                f"{kind.replace('-', ' ')}: {', '.join(answer for answer in HoldingAnswer.values if answer in allowed)}"
                for kind, allowed in ANSWERS.items()
            )
        return form


@admin.register(Treatment)
class TreatmentAdmin(RecordAdmin):
    spec = importing.TREATMENTS
    sections = (
        ("Treatment", ("citing", "kind", "cited", "issue", "found_by", "slug")),
        ("Where it stands", ("source", "pinpoint")),
    )
    list_display = ("citing", word("kind"), "cited", "issue", word("found_by"), "status_word")
    list_display_links = ("citing", "kind_word")
    list_filter = (("status", WordFilter), ("kind", WordFilter), ("found_by", WordFilter), SourceFilter)
    list_select_related = ("citing__case", "cited__case", "issue")
    search_fields = (
        "slug", "citing__own_caption", "citing__case__caption", "cited__own_caption", "cited__case__caption",
        "issue__title", "pinpoint",
    )  # fmt: skip


@admin.register(AppealOutcome)
class AppealOutcomeAdmin(RecordAdmin):
    spec = importing.APPEALS
    sections = (
        ("Appeal", ("of", "kind", "by", "court", "docket", "filed", "appellant", "slug")),
        ("Where it stands", ("source", "pinpoint")),
    )
    list_display = ("of", word("kind"), "by", "court", day("filed"), "status_word")
    list_display_links = ("of", "kind_word")
    list_filter = (("status", WordFilter), ("kind", WordFilter), SourceFilter)
    list_select_related = ("of__case", "by__case", "court")
    search_fields = (
        "slug", "of__own_caption", "of__case__caption", "by__own_caption", "by__case__caption", "docket",
    )  # fmt: skip


@admin.register(Effect)
class EffectAdmin(RecordAdmin):
    spec = importing.EFFECTS
    sections = (
        ("Effect", ("holding", "kind", "text", "reach", "court", "slug")),
        ("Days", ("since", "until", "ended_by")),
        ("Where it stands", ("source", "pinpoint")),
    )
    list_display = ("text", word("kind"), "holding", word("reach"), day("since"), day("until"), "status_word")
    list_display_links = ("text", "kind_word")
    list_filter = (("status", WordFilter), ("kind", WordFilter), ("reach", WordFilter), SourceFilter)
    list_select_related = ("text", "holding")
    search_fields = (
        "slug",
        "text__slug",
        "holding__slug",
        "holding__ruling__own_caption",
        "holding__ruling__case__caption",
    )
    date_hierarchy = "since_latest"
