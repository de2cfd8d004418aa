"""Editing screens of figures and accounts, and the admin's first page."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin as StockGroupAdmin
from django.contrib.auth.admin import UserAdmin as StockUserAdmin
from django.contrib.auth.models import Group, User
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

from jurisdictions.admin.records import RecordAdmin, RecordInline, Screen, SourceFilter, WordFilter
from kb import importing, status
from kb.models import Indicator, Observation


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
    return {**context, "awaiting": rows}


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
        (("jurisdictions.Source", "description"), ("kb.Indicator", "monitoring"), ("kb.Observation", "numbers")),
    ),
    (
        "Places",
        (
            ("jurisdictions.Jurisdiction", "public"),
            ("jurisdictions.Participation", "handshake"),
            ("jurisdictions.Court", "account_balance"),
            ("jurisdictions.AppellateReview", "account_tree"),
        ),
    ),
    ("Accounts", (("auth.User", "person"), ("auth.Group", "group"))),
)


def _item(label: str, icon: str) -> dict[str, Any]:
    options = apps.get_model(label)._meta
    name = str(options.verbose_name_plural)
    address = reverse(f"admin:{options.app_label}_{options.model_name}_changelist")
    return {"title": name[:1].upper() + name[1:], "icon": icon, "link": address}
