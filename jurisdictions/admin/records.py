"""What every editing screen of a record has in common. The other apps' screens are built on these too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin import ActionLocation
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.forms import SimpleArrayField
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, models
from django.db.models import F, Func
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils.html import format_html
from unfold.admin import ModelAdmin, StackedInline, TabularInline
from unfold.decorators import display
from unfold.forms import PaginationInlineFormSet
from unfold.views import ChangeList
from unfold.widgets import UnfoldAdminTextareaWidget, UnfoldAdminTextInputWidget

from jurisdictions.admin.deleting import DeletingMixin, why_kept
from jurisdictions.admin.history import HistoryMixin
from jurisdictions.admin.review import ReviewMixin
from jurisdictions.admin.sheets import SheetMixin
from jurisdictions.fields import PartialDateField
from jurisdictions.models import Record, Status
from jurisdictions.partial_dates import PartialDate

DATE_HINT = "2025, 2025-03 or 2025-03-09: as exact as the source is, no more."

#: Kept by review, by loading and by the database; shown, never typed.
KEPT_FIELDS = ("status", "withdrawn_reason", "curated_in", "updated_at")


class PartialDateFormField(forms.CharField):
    """A year, a month or a day, typed as text."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        try:
            return PartialDate.parse(text)
        except ValueError as error:
            raise ValidationError(f"{error}.", code="invalid") from error

    def prepare_value(self, value: Any) -> str:
        return "" if value is None else str(value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.prepare_value(initial) != self.prepare_value(data).strip()


class LinesField(SimpleArrayField):
    """A list, one entry a line. (A citation may hold a comma.)"""

    def __init__(self, base_field: forms.Field, **kwargs: Any) -> None:
        super().__init__(base_field, **{**kwargs, "delimiter": "\n"})

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = "\n".join(line.strip() for line in value.splitlines() if line.strip())
        return super().to_python(value)


def word(name: str, description: str = "") -> Callable[[Any], str]:
    """A list column with the short word of a choice, where forms show its whole sentence."""

    def column(record: Any) -> str:
        return str(getattr(record, name)).replace("-", " ").capitalize()

    column.__name__ = f"{name}_word"
    return admin.display(description=description or name.replace("_", " "), ordering=name, empty_value="-")(column)


def day(name: str) -> Callable[[Any], str]:
    """A list column with a partial date, kept on one line and sorted by the first day it may mean."""

    def column(record: Any) -> str:
        value = getattr(record, name)
        return format_html('<span class="whitespace-nowrap">{}</span>', value) if value else ""

    column.__name__ = f"{name}_day"
    order = Func(F(name), function="partial_date_earliest", output_field=models.DateField())
    return admin.display(description=name.replace("_", " "), ordering=order, empty_value="-")(column)


class WordFilter(admin.ChoicesFieldListFilter):
    """The choices by their short word."""

    def choices(self, changelist: Any) -> Iterator[Any]:
        words = ["All", *(str(value).replace("-", " ").capitalize() or "Empty" for value, _ in self.field.flatchoices)]
        for word_shown, choice in zip(words, super().choices(changelist), strict=False):
            yield {**choice, "display": word_shown}


class SourceFilter(admin.SimpleListFilter):
    """Assertions that name no source, which cannot be published."""

    title = "source"
    parameter_name = "has_source"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("no", "Without a source"), ("yes", "With a source")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        column = "source" if any(f.name == "source" for f in queryset.model._meta.fields) else "sources"
        if self.value() in ("yes", "no"):
            return queryset.filter(**{f"{column}__isnull": self.value() == "no"}).distinct()
        return queryset


class RecordForm(forms.ModelForm):
    """Asks for a slug where the record has no default one, and tries every rule the database holds.

    `left_to_rows`: generated columns whose rules are tried for all rows of an inline together instead.
    """

    left_to_rows: frozenset[str] = frozenset()

    def validate_constraints(self) -> None:
        """Django leaves out rules on columns that are not in the form. Those that the database generates
        never are, but follow from columns that may be."""
        if self.errors:
            return
        generated = {f.name for f in self.instance._meta.fields if isinstance(f, models.GeneratedField)}
        exclude = self._get_validation_exclusions() - (generated - self.left_to_rows)  # type: ignore[attr-defined]
        try:
            self.instance.validate_constraints(exclude=exclude)
        except ValidationError as error:
            self._update_errors(error)  # type: ignore[attr-defined]

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if not self.errors and not self.instance.slug and not self.instance.default_slug():
            field = "slug" if "slug" in self.fields else None
            self.add_error(field, "Choose a slug: the record's address for good, of letters, digits and hyphens.")


class RecordFormSet(PaginationInlineFormSet):
    """Refuses to delete a row that is or was public, or that others depend on."""

    def clean(self) -> None:
        super().clean()
        for form in self.deleted_forms:
            if form.instance.pk and (reasons := why_kept(form.instance)):
                raise ValidationError(f"“{form.instance}” cannot be deleted: {'; '.join(reasons)}.")


class RecordOptions:
    """Fields and widgets, for pages and inlines alike."""

    form = RecordForm
    formfield_overrides = {
        PartialDateField: {
            "form_class": PartialDateFormField,
            "widget": UnfoldAdminTextInputWidget(attrs={"placeholder": "YYYY, YYYY-MM or YYYY-MM-DD"}),
        },
        ArrayField: {"form_class": LinesField, "widget": UnfoldAdminTextareaWidget(attrs={"rows": 3})},
        models.TextField: {"widget": UnfoldAdminTextareaWidget(attrs={"rows": 4})},
    }

    def get_autocomplete_fields(self, request: HttpRequest) -> list[str]:
        """Every relation: none of them fits a drop-down list."""
        options = self.model._meta  # type: ignore[attr-defined]
        own = [f.name for f in options.fields if isinstance(f, models.ForeignKey)]
        return own + [f.name for f in options.many_to_many]

    def formfield_for_choice_field(self, db_field: models.Field[Any, Any], request: HttpRequest, **kwargs: Any) -> Any:
        """Unfold selects the first choice where one is needed; here nothing is chosen unless a person does."""
        if "choices" not in kwargs:
            blank = db_field.blank or not db_field.has_default()
            choices = db_field.get_choices(include_blank=blank, blank_choice=[("", "Select value")])
            if db_field.name in ("answer", "recoded_from"):  # by the word that lists and messages use
                choices = [(value, f"{value}: {label}" if value else label) for value, label in choices]
            kwargs["choices"] = choices
        return super().formfield_for_choice_field(db_field, request, **kwargs)  # type: ignore[misc]

    def formfield_for_dbfield(self, db_field: models.Field[Any, Any], request: HttpRequest, **kwargs: Any) -> Any:
        if isinstance(db_field, PartialDateField):
            kwargs["help_text"] = f"{db_field.help_text} {DATE_HINT}".strip()
        if isinstance(db_field, ArrayField):
            kwargs["help_text"] = f"{db_field.help_text} One a line.".strip()
        field = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]
        if isinstance(field, forms.ModelChoiceField) and field.queryset is not None:
            if isinstance(field.widget, RelatedFieldWidgetWrapper):
                field.widget.can_delete_related = False  # a record is deleted from its own page
            model = field.queryset.model
            target = admin.site.get_model_admin(model) if admin.site.is_registered(model) else None
            if isinstance(target, RecordAdmin):
                field.queryset = target.get_queryset(request)
                field.label_from_instance = target.option_label  # type: ignore[method-assign,assignment]
        return field


class InlineOptions(RecordOptions):
    """Rows of a record's page. New ones are drafts; each has a page of its own."""

    extra = 0
    formset = RecordFormSet
    show_change_link = True
    tab = True
    readonly_fields: tuple[str, ...] = ("status_word",)

    @display(description="status", label={"Draft": "warning", "Published": "success", "Withdrawn": "danger"})
    def status_word(self, record: Record) -> str:
        return Status(record.status).name.capitalize() if record.pk else "Draft"


class RecordInline(InlineOptions, TabularInline):
    """In a table: for rows of a few short values."""


class StackedRecordInline(InlineOptions, StackedInline):
    """One under the other: for rows with texts, or with several relations."""


class SafeChangeList(ChangeList):
    """A filter that the database or Python cannot read is a wrong filter, not a server error."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        try:
            super().__init__(*args, **kwargs)
        except (DataError, OverflowError, ValueError) as error:
            raise IncorrectLookupParameters(error) from error


class Screen(ModelAdmin):
    """Unfold's page, with the signature that Django 6.1 asks of a method that unfold overrides."""

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return SafeChangeList

    def get_action_choices(
        self,
        request: HttpRequest,
        default_choices: Any = None,
        action_location: ActionLocation = ActionLocation.CHANGE_LIST,
    ) -> list[tuple[str, str]]:
        chosen = default_choices or [("", "Select action")]
        return super(ModelAdmin, self).get_action_choices(request, chosen, action_location)


class RecordAdmin(RecordOptions, ReviewMixin, HistoryMixin, DeletingMixin, SheetMixin, Screen):
    """A record's page and list.

    `sections` are the page's groups of fields, (title, names); what every record has is added.
    `named_by`: relations that the record's name needs, read with it.
    """

    sections: tuple[tuple[str | None, tuple[Any, ...]], ...] = ()
    named_by: tuple[str, ...] = ()
    #: Fields that stand for good once the record is saved.
    set_once: tuple[str, ...] = ("slug",)
    #: Field that the browser proposes a slug from.
    slug_from: tuple[str, ...] = ()

    compressed_fields = False
    list_filter_submit = False
    list_fullwidth = True
    list_per_page = 50
    warn_unsaved_form = True
    save_on_top = False

    def get_queryset(self, request: HttpRequest) -> Any:
        rows = super().get_queryset(request)
        return rows.select_related(*self.named_by) if self.named_by else rows

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        groups = [*self.sections, ("Caution and check", ("checked_on", "note"))]
        if obj:
            told = ("withdrawn_reason",) if obj.withdrawn_reason else ()
            groups.insert(0, (None, (("status", "curated_in", "updated_at"), *told)))
        return [(title, {"fields": names}) for title, names in groups]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return [*super().get_readonly_fields(request, obj), *KEPT_FIELDS, *(self.set_once if obj else ())]

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return {"slug": self.slug_from} if self.slug_from and obj is None else {}

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """The forms try every rule; where the database still refuses (another editor was faster), say so."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except IntegrityError as error:
            broken = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
            rule = f" ({broken.replace('_', ' ')})" if broken else ""
            messages.error(request, f"The database refuses this{rule}. Nothing was saved.")
            return HttpResponseRedirect(request.get_full_path())

    def option_label(self, record: Any) -> str:
        """The record's name where one is chosen from a list."""
        return str(record)

    @display(
        description="status",
        ordering="status",
        label={"Draft": "warning", "Published": "success", "Withdrawn": "danger"},
    )
    def status_word(self, record: Record) -> str:
        return Status(record.status).name.capitalize()


class LabelledAutocomplete(AutocompleteJsonView):
    """The stock view, with the names that `RecordAdmin.option_label` gives."""

    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, str]:
        result = super().serialize_result(obj, to_field_name)
        if isinstance(self.model_admin, RecordAdmin):
            result["text"] = self.model_admin.option_label(obj)
        return result


def _autocomplete(request: HttpRequest) -> HttpResponseBase:
    return LabelledAutocomplete.as_view(admin_site=admin.site)(request)


# The site itself is made by unfold, so its one method that needs changing is set on the object.
admin.site.autocomplete_view = _autocomplete  # type: ignore[method-assign,assignment]
