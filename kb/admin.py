"""Editing screens of figures and accounts, and the admin's first page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin as StockGroupAdmin
from django.contrib.auth.admin import UserAdmin as StockUserAdmin
from django.contrib.auth.models import Group, User
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from unfold.admin import ModelAdmin
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

from jurisdictions.admin.records import (
    RecordAdmin,
    RecordForm,
    RecordInline,
    Screen,
    SourceFilter,
    WordFilter,
    day,
)
from kb.curated import counts, importing, status
from kb.models import CorrectionRequest, Indicator, Observation, PublishedCount, RequestState


class ObservationInline(RecordInline):
    model = Observation
    fields = ("period", "value", "source", "pinpoint", "note", "status_word")


@admin.register(Indicator)
class IndicatorAdmin(RecordAdmin):
    spec = importing.INDICATORS
    slug_from = ("organisation", "measure")
    sections = (("Measure", ("organisation", "measure", "unit", "jurisdiction", "slug")),)
    inlines = (ObservationInline,)
    list_display = ("measure", "organisation", "unit", "jurisdiction", "status_word")
    list_filter = (("status", WordFilter), "organisation")
    list_select_related = ("jurisdiction",)
    search_fields = ("slug", "organisation", "measure", "unit")

    def option_label(self, record: Indicator) -> str:
        return f"{record.organisation}: {record.measure} ({record.unit})"


@admin.register(Observation)
class ObservationAdmin(RecordAdmin):
    spec = importing.OBSERVATIONS
    sections = (
        ("Figure", ("indicator", "period", "value", "slug")),
        ("Where it stands", ("source", "pinpoint")),
    )
    list_display = ("indicator", "period", "value", "status_word")
    list_filter = (("status", WordFilter), SourceFilter)
    list_select_related = ("indicator",)
    search_fields = ("slug", "indicator__measure", "indicator__organisation", "period")
    date_hierarchy = "period_start"
    named_by = ("indicator",)

    def option_label(self, record: Observation) -> str:
        return f"{record.indicator}, {record}"


class PublishedCountForm(RecordForm):
    """Refuses a query that coverage could not be asked, and places that are not on record."""

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors:
            count = PublishedCount(query=given.get("query") or {}, places=given.get("places") or [])
            for field, message in counts.wrong_with(count):
                self.add_error(field.partition(".")[0], f"{field}: {message}")
        return given


@admin.register(PublishedCount)
class PublishedCountAdmin(RecordAdmin):
    spec = importing.PUBLISHED_COUNTS
    form = PublishedCountForm
    sections = (
        ("Count", ("organisation", "subject", ("number", "unit"), "counted_on", "jurisdiction", "slug")),
        ("Where it stands", ("source", "pinpoint", "places", "places_source")),
        ("Our nearest question", ("query", "not_matched")),
    )
    list_display = ("organisation", "number", "unit", day("counted_on"), "subject", "status_word")
    list_filter = (("status", WordFilter), SourceFilter, "unit", "organisation")
    list_select_related = ("jurisdiction",)
    search_fields = ("slug", "organisation", "subject", "unit")
    date_hierarchy = "counted_on_latest"

    def option_label(self, record: PublishedCount) -> str:
        return f"{record} ({record.counted_on})"


class DecisionForm(forms.ModelForm):
    """Only the decision is the editor's; what the reader wrote stays as it came."""

    class Meta:
        model = CorrectionRequest
        fields = ("state", "decision")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("state") == RequestState.OPEN:
            self.add_error("state", "Say what was decided, or leave the page: an open request needs no saving.")
        elif not (given.get("decision") or "").strip():
            self.add_error("decision", "Give the reason: whoever has the reference is shown it.")
        return given


@admin.register(CorrectionRequest)
class CorrectionRequestAdmin(ModelAdmin):
    """Requests of readers. They come from the public form alone, and are decided once."""

    form = DecisionForm
    list_display = ("reference", "kind", "about", "received_at", "state")
    list_filter = ("state", "kind")
    search_fields = ("reference", "about", "text")
    readonly_fields = (
        "reference", "kind", "about", "text", "source_url", "contact", "language", "received_at",
        "decided_by", "decided_at",
    )  # fmt: skip
    fieldsets = (
        ("What was asked", {"fields": readonly_fields[:8]}),
        ("Decision", {
            "fields": ("state", "decision", "decided_by", "decided_at"),
            "description": "Answer by e-mail first if a contact was left: saving the decision erases it.",
        }),
    )  # fmt: skip

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: CorrectionRequest | None = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or obj.is_open)

    def save_model(self, request: HttpRequest, obj: CorrectionRequest, form: Any, change: bool) -> None:
        assert isinstance(request.user, User)
        obj.decide(form.cleaned_data["state"], form.cleaned_data["decision"], by=request.user)


admin.site.unregister(User)
admin.site.unregister(Group)


@admin.register(User)
class UserAdmin(StockUserAdmin, Screen):
    form = UserChangeForm
    add_form = UserCreationForm
    change_password_form = AdminPasswordChangeForm


@admin.register(Group)
class GroupAdmin(StockGroupAdmin, Screen):
    pass


admin.site.index_template = "kb/admin/index.html"
admin.site.index_title = "Editing"


def first_page(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """What awaits editors, by kind of record: `UNFOLD["DASHBOARD_CALLBACK"]`. Some four queries a kind."""
    models = {str(spec.model._meta.verbose_name_plural): spec.model for top in importing.SPECS for spec in top.family()}
    rows = []
    for kind in status.report(timezone.localdate()).kinds:
        options = models[kind.name]._meta
        if not request.user.has_perm(f"{options.app_label}.view_{options.model_name}"):
            continue
        address = reverse(f"admin:{options.app_label}_{options.model_name}_changelist")
        rows.append({"kind": kind, "address": address, "total": sum(kind.by_status.values())})
    may_see = request.user.has_perm("kb.view_correctionrequest")
    waiting = CorrectionRequest.objects.filter(state=RequestState.OPEN).count() if may_see else None
    return {**context, "awaiting": rows, "requests_waiting": waiting}


def own_styles(request: HttpRequest) -> str:
    """`UNFOLD["STYLES"]`."""
    return static("kb/admin.css")


def navigation(request: HttpRequest) -> list[dict[str, Any]]:
    """The side bar: `UNFOLD["SIDEBAR"]["navigation"]`."""
    return [
        {
            "title": title,
            "separator": True,
            "items": [
                _item(label, icon)
                for label, icon in kinds
                if request.user.has_perm("{}.view_{}".format(*label.lower().split(".")))
            ],
        }
        for title, kinds in NAVIGATION
    ]


NAVIGATION = (
    (
        "Law",
        (
            ("jurisdictions.Statute", "gavel"),
            ("jurisdictions.LegislativeEvent", "event"),
            ("jurisdictions.Provision", "segment"),
            ("jurisdictions.ProvisionText", "article"),
            ("jurisdictions.Coding", "fact_check"),
            ("jurisdictions.Penalty", "scale"),
            ("jurisdictions.ReportingDuty", "campaign"),
            ("jurisdictions.Question", "quiz"),
        ),
    ),
    (
        "Courts",
        (
            ("cases.Case", "folder"),
            ("cases.Charge", "list_alt"),
            ("cases.Ruling", "balance"),
            ("cases.Holding", "check_circle"),
            ("cases.Treatment", "compare_arrows"),
            ("cases.AppealOutcome", "arrow_upward"),
            ("cases.Effect", "bolt"),
            ("cases.Issue", "help"),
        ),
    ),
    (
        "Sources and figures",
        (
            ("jurisdictions.Source", "description"),
            ("kb.Indicator", "monitoring"),
            ("kb.Observation", "numbers"),
            ("kb.PublishedCount", "calculate"),
        ),
    ),
    (
        "Places",
        (
            ("jurisdictions.Jurisdiction", "public"),
            ("jurisdictions.LegislativeSession", "calendar_month"),
            ("jurisdictions.Participation", "handshake"),
            ("jurisdictions.Reservation", "report"),
            ("jurisdictions.Transposition", "move_down"),
            ("jurisdictions.Court", "account_balance"),
            ("jurisdictions.AppellateReview", "account_tree"),
        ),
    ),
    ("Readers", (("kb.CorrectionRequest", "mark_email_unread"),)),
    ("Accounts", (("auth.User", "person"), ("auth.Group", "group"))),
)


def _item(label: str, icon: str) -> dict[str, Any]:
    options = apps.get_model(label)._meta
    name = str(options.verbose_name_plural)
    address = reverse(f"admin:{options.app_label}_{options.model_name}_changelist")
    return {"title": name[:1].upper() + name[1:], "icon": icon, "link": address}
