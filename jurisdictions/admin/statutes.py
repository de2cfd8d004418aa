"""Screens of what jurisdictions enact, and of the codebook."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget

from jurisdictions.admin.records import (
    RecordAdmin,
    RecordForm,
    RecordFormSet,
    RecordInline,
    SourceFilter,
    StackedRecordInline,
    WordFilter,
    day,
    word,
)
from jurisdictions.importing import specs
from jurisdictions.models import (
    Answer,
    Coding,
    LegislativeEvent,
    Penalty,
    Provision,
    ProvisionRole,
    ProvisionText,
    Question,
    ReportingDuty,
    Statute,
)
from jurisdictions.models.codebook import roles_of_law


class EventInline(StackedRecordInline):
    model = LegislativeEvent
    fields = (("date", "kind", "by"), ("source", "pinpoint"), "note", "status_word")


class ProvisionInline(RecordInline):
    model = Provision
    fields = ("label", "slug", "parent", "position", "is_group", "status_word")


@admin.register(Statute)
class StatuteAdmin(RecordAdmin):
    spec = specs.STATUTES
    slug_from = ("citation",)
    sections = (
        ("Instrument", ("jurisdiction", "kind", "citation", "title", "slug", "language", "summary")),
        ("Text and sources", ("official_url", "official_url_read", "sources", "amends")),
        ("Check", ("stated_status",)),
    )
    inlines = (EventInline, ProvisionInline)
    list_display = ("citation", "title", "jurisdiction", word("kind"), day("checked_on"), "status_word")
    list_filter = (("status", WordFilter), ("kind", WordFilter), SourceFilter, "jurisdiction")
    list_select_related = ("jurisdiction",)
    search_fields = ("slug", "citation", "title", "jurisdiction__code", "jurisdiction__name")

    def option_label(self, record: Statute) -> str:
        return f"{record.citation}: {record.title}" if record.title != record.citation else record.citation


@admin.register(LegislativeEvent)
class LegislativeEventAdmin(RecordAdmin):
    spec = specs.EVENTS
    sections = (("Event", ("statute", "date", "kind", "by", "slug")), ("Source", ("source", "pinpoint")))
    list_display = (day("date"), word("kind"), "statute", "by", "status_word")
    list_display_links = ("date_day", "kind_word")
    list_filter = (("status", WordFilter), ("kind", WordFilter), SourceFilter)
    list_select_related = ("statute",)
    search_fields = ("slug", "statute__citation", "statute__title", "by")
    date_hierarchy = "date_latest"
    named_by = ("statute",)

    def option_label(self, record: LegislativeEvent) -> str:
        return f"{record.statute.citation}: {record.kind.replace('-', ' ')} {record.date}"


class TextRowForm(RecordForm):
    """Whether wordings overlap is seen from all rows: one may end where another, as new, begins."""

    left_to_rows = frozenset({"in_force"})


class TextFormSet(RecordFormSet):
    """Refuses two wordings in force on one day."""

    def clean(self) -> None:
        super().clean()
        rows = [form for form in self.forms if form not in self.deleted_forms and not form.errors]
        rows = [form for form in rows if form.instance.pk or form.has_changed()]
        for place, _, message in specs.wordings_apart([form.instance for form in rows]):
            rows[place].add_error("valid_from", f"It {message}.")


class TextInline(StackedRecordInline):
    model = ProvisionText
    form = TextRowForm
    formset = TextFormSet
    verbose_name = "wording"
    verbose_name_plural = "wordings"
    fields = (("valid_from", "valid_to", "shown_on"), "made_by", "summary", "penalty", "note", "status_word")


class ProvisionForm(RecordForm):
    """Keeps the tree of clauses a tree within one statute."""

    def clean(self) -> dict[str, Any] | None:
        data = super().clean() or self.cleaned_data
        parent = data.get("parent")
        if parent and data.get("statute") and parent.statute_id != data["statute"].pk:
            self.add_error("parent", f"{parent} is a clause of another statute.")
        above = parent
        while above is not None:
            if self.instance.pk and above.pk == self.instance.pk:
                raise ValidationError({"parent": f"{parent} is itself a part of this clause."})
            above = above.parent
        return data


@admin.register(Provision)
class ProvisionAdmin(RecordAdmin):
    spec = specs.PROVISIONS
    form = ProvisionForm
    sections = (("Clause", ("statute", "label", "slug", "parent", "position", "is_group", "incorporates")),)
    inlines = (TextInline,)
    list_display = ("label", "statute", "parent", "is_group", "status_word")
    list_filter = (("status", WordFilter), "is_group")
    list_select_related = ("statute", "parent")
    search_fields = ("slug", "label", "statute__citation", "statute__title")
    named_by = ("statute",)

    def option_label(self, record: Provision) -> str:
        return f"{record.label}, {record.statute.citation}"


class CodingInline(RecordInline):
    model = Coding
    fields = (
        "question", "answer", "words", "words_language", "source", "pinpoint", "read", "note", "coder", "reviewer",
        "checked_on", "status_word",
    )  # fmt: skip


class PenaltyInline(StackedRecordInline):
    model = Penalty
    fields = (
        ("conduct", "occasion", "depicted", "condition"),
        ("offence_class", "minimum_months", "maximum_months", "life"),
        ("fine", "minimum_fine", "maximum_fine", "currency"),
        ("source", "pinpoint"),
        "note",
        "status_word",
    )


class ReportingDutyInline(StackedRecordInline):
    model = ReportingDuty
    fields = (("who", "to"), ("deadline_hours", "deadline", "names_ai"), ("source", "pinpoint"), "note", "status_word")


@admin.register(ProvisionText)
class ProvisionTextAdmin(RecordAdmin):
    spec = specs.TEXTS
    sections = (
        ("Wording", ("provision", "slug", "summary", "penalty", "made_by")),
        ("Days in force", ("valid_from", "valid_to", "shown_on", "in_force")),
    )
    inlines = (CodingInline, PenaltyInline, ReportingDutyInline)
    readonly_fields = ("in_force",)
    list_display = ("provision", "statute", day("valid_from"), day("valid_to"), day("shown_on"), "status_word")
    list_filter = (("status", WordFilter),)
    list_select_related = ("provision__statute",)
    search_fields = ("slug", "provision__label", "provision__statute__citation", "summary")
    date_hierarchy = "valid_from_earliest"
    named_by = ("provision__statute",)

    @admin.display(description="statute", ordering="provision__statute__citation")
    def statute(self, record: ProvisionText) -> str:
        return record.provision.statute.citation

    def option_label(self, record: ProvisionText) -> str:
        days = f"from {record.valid_from or '?'}" + (f" to {record.valid_to}" if record.valid_to else "")
        return f"{record.provision.label}, {record.provision.statute.citation}, {days}"


@admin.register(Question)
class QuestionAdmin(RecordAdmin):
    spec = specs.QUESTIONS
    slug_from = ("label",)
    sections = (
        ("Question", ("label", "slug", "text", "rule", "answers", "group", "position", "edition")),
        ("One answer for a place", ("direction", "relevant_to")),
    )
    list_display = ("label", "slug", word("group"), "position", "edition", "status_word")
    list_filter = (("status", WordFilter), ("group", WordFilter), "edition")
    search_fields = ("slug", "label", "text")

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        several = {"answers": (Answer, list(Answer.values)), "relevant_to": (ProvisionRole, roles_of_law())}
        if db_field.name in several:
            words, initial = several[db_field.name]
            return forms.MultipleChoiceField(
                choices=[(value, f"{value}: {label}") for value, label in words.choices],
                initial=initial,
                help_text=db_field.help_text,
                widget=UnfoldAdminCheckboxSelectMultipleWidget(),
            )
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class CodingForm(RecordForm):
    """Asks for an answer that the question allows. A term is English where no language is given."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "words_language" in self.fields:
            self.fields["words_language"].required = False

    def clean_words_language(self) -> str:
        return self.cleaned_data["words_language"] or "en"

    def clean(self) -> dict[str, Any] | None:
        data = super().clean() or self.cleaned_data
        question, answer = data.get("question"), data.get("answer")
        if question and answer and answer not in question.answers:
            self.add_error("answer", f"“{question}” allows {', '.join(question.answers)}.")
        return data


CodingInline.form = CodingForm


@admin.register(Coding)
class CodingAdmin(RecordAdmin):
    spec = specs.CODINGS
    form = CodingForm
    sections = (
        ("Answer", ("text", "question", "answer", "recoded_from", "slug")),
        ("Grounds", ("words", "words_language", "source", "pinpoint", "read", "coder", "reviewer", "grade")),
    )
    readonly_fields = ("grade",)
    list_display = (
        "question", "answer", "words", "provision", "statute", "coder", "reviewer", "grade_letter", day("checked_on"),
        "status_word",
    )  # fmt: skip
    list_filter = (("status", WordFilter), ("answer", WordFilter), ("read", WordFilter), SourceFilter, "question")
    list_select_related = ("question", "source", "text__provision__statute")
    search_fields = (
        "slug", "words", "text__provision__label", "text__provision__statute__citation", "question__label", "coder",
    )  # fmt: skip

    def option_label(self, record: Coding) -> str:
        return record.slug

    @admin.display(description="grade")
    def grade_letter(self, record: Coding) -> str:
        return record.graded.grade.value

    @admin.display(description="grade")
    def grade(self, record: Coding) -> str:
        """Worked out, never typed in; of a draft, what it would be."""
        return f"{record.graded.grade}: {'; '.join(record.graded.because)}" if record.pk else "-"

    @admin.display(description="provision", ordering="text__provision__label")
    def provision(self, record: Coding) -> str:
        return f"{record.text.provision.label} ({record.text.valid_from or 'undated'})"

    @admin.display(description="statute", ordering="text__provision__statute__citation")
    def statute(self, record: Coding) -> str:
        return record.text.provision.statute.citation


@admin.register(Penalty)
class PenaltyAdmin(RecordAdmin):
    spec = specs.PENALTIES
    sections = (
        ("For what", ("text", "conduct", "occasion", "depicted", "condition", "slug")),
        ("Imprisonment", ("offence_class", "minimum_months", "maximum_months", "life")),
        ("Fine", ("fine", "minimum_fine", "maximum_fine", "currency")),
        ("Source", ("source", "pinpoint")),
    )
    list_display = (
        "text", word("conduct"), word("occasion"), "minimum_months", "maximum_months", "life", "maximum_fine",
        "currency", "status_word",
    )  # fmt: skip
    list_filter = (("status", WordFilter), ("conduct", WordFilter), SourceFilter)
    list_select_related = ("text",)
    search_fields = ("slug", "text__provision__label", "text__provision__statute__citation", "condition")


@admin.register(ReportingDuty)
class ReportingDutyAdmin(RecordAdmin):
    spec = specs.REPORTING_DUTIES
    sections = (
        ("Duty", ("text", "who", "to", "deadline_hours", "deadline", "names_ai", "slug")),
        ("Source", ("source", "pinpoint")),
    )
    list_display = ("text", "who", "to", "deadline_hours", "status_word")
    list_filter = (("status", WordFilter), SourceFilter)
    list_select_related = ("text",)
    search_fields = ("slug", "who", "to", "text__provision__label", "text__provision__statute__citation")
