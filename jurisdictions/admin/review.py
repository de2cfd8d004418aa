"""Publishing, withdrawing and returning to draft. A record's status is changed here and nowhere else.

Nothing reaches the public before a second person has approved it: whoever changed a record's facts last
may not publish it. See docs/decisions/0007-editing.md.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pghistory
from django import forms
from django.contrib import messages
from django.contrib.admin import helpers
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.admin.utils import model_ngettext, unquote
from django.contrib.auth import get_permission_codename, get_user_model
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from unfold.admin import ModelAdmin
from unfold.decorators import action
from unfold.widgets import UnfoldAdminTextareaWidget, UnfoldBooleanWidget

from jurisdictions.admin.history import last_edits
from jurisdictions.admin.names import name_of, page_of
from jurisdictions.models import Assertion, Record, Status

#: Rows that the page shows before it asks; all are dealt with.
ROWS_SHOWN = 100


@dataclass(frozen=True)
class Step:
    """One of the three steps of review."""

    name: str
    title: str
    done: str
    to: Status
    since: frozenset[str]


PUBLISH = Step("publish", "Publish", "published", Status.PUBLISHED, frozenset({Status.DRAFT, Status.WITHDRAWN}))
WITHDRAW = Step("withdraw", "Withdraw", "withdrawn", Status.WITHDRAWN, frozenset({Status.PUBLISHED}))
DRAFT = Step(
    "draft", "Back to draft", "returned to draft", Status.DRAFT, frozenset({Status.PUBLISHED, Status.WITHDRAWN})
)


@dataclass(frozen=True)
class Verdict:
    """Whether one row may take the step; `refusal` is empty where it may."""

    row: Record
    editor: str
    edited_at: dt.datetime
    refusal: str

    @property
    def kind(self) -> str:
        return str(self.row._meta.verbose_name)

    @property
    def name(self) -> str:
        return name_of(self.row)

    @property
    def address(self) -> str:
        return page_of(self.row)

    @property
    def history(self) -> str:
        return page_of(self.row, "history")


class ReviewForm(forms.Form):
    """What a step must be told. Fields that it does not need are dropped."""

    reason = forms.CharField(
        max_length=500,
        label="Reason, as readers will be shown it",
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 3}),
        error_messages={"required": "Give the reason that readers will be shown."},
    )
    below = forms.BooleanField(
        required=False, label="Publish the drafts that hang on them as well", widget=UnfoldBooleanWidget()
    )
    alone = forms.BooleanField(
        label="No second editor exists: I have checked this against its sources once more, and publish it on my own",
        widget=UnfoldBooleanWidget(),
        error_messages={"required": "Tick this, or ask for a second editor's account: the history will say so."},
    )

    def __init__(self, *args: Any, step: Step, alone: bool, below: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if step is not WITHDRAW:
            del self.fields["reason"]
        if step is not PUBLISH or not below:
            del self.fields["below"]
        if step is not PUBLISH or not alone:
            del self.fields["alone"]


def has_source(row: Record) -> bool:
    """Whether a source stands behind the row. Causes a query where its sources are a list of links.

    A ruling without its own rests on its case's; places, questions and the like need none.
    """
    if isinstance(row, Assertion):
        return row.source_id is not None
    linked: Any = row
    if "sources" not in {f.name for f in row._meta.many_to_many}:
        return True
    return bool(linked.sources.all()) or (hasattr(row, "case") and bool(linked.case.sources.all()))


def rows_below(rows: Iterable[Record]) -> list[Record]:
    """Drafts that hang on these rows at any depth: what would be deleted with them."""
    found: dict[tuple[type, int], Record] = {}
    layer: dict[type[Record], list[int]] = defaultdict(list)
    for row in rows:
        layer[type(row)].append(row.pk)
    while layer:
        below: dict[type[Record], list[int]] = defaultdict(list)
        for model, keys in layer.items():
            for relation in model._meta.related_objects:
                child: Any = relation.related_model
                if not (relation.one_to_many and relation.on_delete is models.CASCADE and issubclass(child, Record)):
                    continue
                for row in child._default_manager.filter(**{f"{relation.field.name}__in": keys}):
                    if (child, row.pk) not in found:
                        found[child, row.pk] = row
                        below[child].append(row.pk)
        layer = below
    return [row for row in found.values() if row.status == Status.DRAFT]


def verdicts(rows: Iterable[Record], step: Step, user: Any, *, alone: bool) -> list[Verdict]:
    """For each row whether it may take the step. A few queries a model, whatever the number of rows."""
    by_model: dict[type[Record], list[Record]] = defaultdict(list)
    for row in rows:
        by_model[type(row)].append(row)
    found = []
    names = dict(get_user_model()._default_manager.values_list("pk", "username"))
    for model, members in by_model.items():
        edits = last_edits(model, [row.pk for row in members])
        relations = [f"case__{f.name}" for f in model._meta.many_to_many if hasattr(model, "case")]
        links = [f.name for f in model._meta.many_to_many if f.name == "sources"]
        if step is PUBLISH and links:
            models.prefetch_related_objects(members, *links, *relations)
        for row in members:
            edit = edits[row.pk]
            editor = names.get(edit.user, f"account {edit.user}") if edit.user else "a file or command"
            found.append(Verdict(row, editor, edit.at, _refusal(row, step, edit.user == user.pk and not alone)))
    return found


def _refusal(row: Record, step: Step, own_edit: bool) -> str:
    if row.status not in step.since:
        if step is WITHDRAW:
            return "it is not public: only what was public is withdrawn"
        return f"it is {Status(row.status).name.lower()} already"
    if step is PUBLISH:
        if not has_source(row):
            return "it names no source"
        if own_edit:
            return "you were the last to edit it: a second person has to publish it"
    return ""


def is_alone(user: Any, model: type[Record]) -> bool:
    """Whether no other active account could approve what this one edits."""
    options = model._meta
    permission = f"{options.app_label}.{get_permission_codename('change', options)}"
    others = get_user_model()._default_manager.filter(is_active=True, is_staff=True).exclude(pk=user.pk)
    return not any(other.has_perm(permission) for other in others)


def take(step: Step, rows: Iterable[Record], *, user: Any, alone: bool, reason: str = "") -> list[Verdict]:
    """Take the step with every row that may, all in one transaction, and say which could not."""
    with transaction.atomic():
        by_model: dict[type[Record], list[int]] = defaultdict(list)
        for row in rows:
            by_model[type(row)].append(row.pk)
        # Locked, so that an edit made since the page was shown is seen and cannot slip in.
        locked = [
            row
            for model, keys in by_model.items()
            for row in model._default_manager.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
        ]
        found = verdicts(locked, step, user, alone=alone)
        notes: dict[str, Any] = {"review": step.name}
        if alone and step is PUBLISH:
            notes["no_second_editor"] = True
        # Adds to the context that the middleware has opened for this request.
        with pghistory.context(**notes):
            for model in by_model:
                allowed = [verdict.row.pk for verdict in found if type(verdict.row) is model and not verdict.refusal]
                model._default_manager.filter(pk__in=allowed).update(
                    status=step.to, withdrawn_reason=reason, updated_at=timezone.now()
                )
                if allowed:
                    LogEntry.objects.log_actions(
                        user.pk,
                        [verdict.row for verdict in found if type(verdict.row) is model and not verdict.refusal],
                        CHANGE,
                        change_message=step.done.capitalize() + (f": {reason}" if reason else ""),
                    )
    return found


class ReviewMixin(ModelAdmin):
    """The three steps as buttons on a record's page and as actions on a list; each asks first."""

    actions = ("publish_selected", "withdraw_selected", "draft_selected")
    actions_detail = ("publish", "withdraw", "draft")

    @action(description="Publish…", permissions=["change"], icon="check_circle")
    def publish(self, request: HttpRequest, object_id: str) -> HttpResponseBase | None:
        return self._review_one(request, object_id, PUBLISH)

    @action(description="Withdraw…", permissions=["change"], icon="block")
    def withdraw(self, request: HttpRequest, object_id: str) -> HttpResponseBase | None:
        return self._review_one(request, object_id, WITHDRAW)

    @action(description="Back to draft…", permissions=["change"], icon="undo")
    def draft(self, request: HttpRequest, object_id: str) -> HttpResponseBase | None:
        return self._review_one(request, object_id, DRAFT)

    @action(description="Publish…", permissions=["change"])
    def publish_selected(self, request: HttpRequest, queryset: Any) -> HttpResponseBase | None:
        return self._review(request, queryset, PUBLISH)

    @action(description="Withdraw…", permissions=["change"])
    def withdraw_selected(self, request: HttpRequest, queryset: Any) -> HttpResponseBase | None:
        return self._review(request, queryset, WITHDRAW)

    @action(description="Back to draft…", permissions=["change"])
    def draft_selected(self, request: HttpRequest, queryset: Any) -> HttpResponseBase | None:
        return self._review(request, queryset, DRAFT)

    def get_actions_detail(self, request: HttpRequest, object_id: Any) -> Any:
        """Only the steps that the record can take from where it stands."""
        row = self.get_object(request, unquote(str(object_id)))
        possible = {step.name for step in (PUBLISH, WITHDRAW, DRAFT) if row is not None and row.status in step.since}
        found = super().get_actions_detail(request, object_id)
        return [button for button in found if button.path in possible]

    def _review_one(self, request: HttpRequest, object_id: str, step: Step) -> HttpResponseBase:
        site, options = self.admin_site, self.opts
        row = self.get_object(request, unquote(object_id))
        if row is None:
            return self._get_obj_does_not_exist_redirect(request, options, object_id)
        if not self.has_change_permission(request, row):
            raise PermissionDenied
        page = self._review(request, self.get_queryset(request).filter(pk=row.pk), step)
        address = reverse(f"{site.name}:{options.app_label}_{options.model_name}_change", args=[row.pk])
        return page or HttpResponseRedirect(address)

    def _review(self, request: HttpRequest, queryset: Any, step: Step) -> HttpResponse | None:
        """The page that asks, or None once the step was taken."""
        model: type[Record] = self.model
        rows = list(queryset)
        alone = step is PUBLISH and is_alone(request.user, model)
        below = rows_below(rows) if step is PUBLISH else []
        confirmed = request.method == "POST" and "confirmed" in request.POST
        form = ReviewForm(request.POST if confirmed else None, step=step, alone=alone, below=bool(below))
        if confirmed and form.is_valid():
            chosen = [*rows, *(below if form.cleaned_data.get("below") else [])]
            found = take(step, chosen, user=request.user, alone=alone, reason=form.cleaned_data.get("reason", ""))
            _say(request, step, found)
            return None
        named = name_of(rows[0]) if len(rows) == 1 else f"{len(rows)} {model._meta.verbose_name_plural}"
        found = verdicts(rows, step, request.user, alone=alone)
        found_below = verdicts(below, step, request.user, alone=alone)
        context = {
            **self.admin_site.each_context(request),
            "title": f"{step.title}: {named}",
            "opts": model._meta,
            "step": step,
            "form": form,
            "verdicts": found[:ROWS_SHOWN],
            "more": max(0, len(found) - ROWS_SHOWN),
            "verdicts_below": found_below[:ROWS_SHOWN],
            "more_below": max(0, len(found_below) - ROWS_SHOWN),
            "allowed": sum(not verdict.refusal for verdict in [*found, *found_below]),
            "selected": [row.pk for row in rows],
            "action": request.POST.get("action", ""),
            "checkbox": helpers.ACTION_CHECKBOX_NAME,
            "back": reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "jurisdictions/admin/review.html", context)


def _say(request: HttpRequest, step: Step, found: list[Verdict]) -> None:
    """The result in one message, and a second with what was refused and why."""
    done: dict[type[Record], int] = defaultdict(int)
    refused: dict[str, list[Record]] = defaultdict(list)
    for verdict in found:
        if verdict.refusal:
            refused[verdict.refusal].append(verdict.row)
        else:
            done[type(verdict.row)] += 1
    if done:
        counts = ", ".join(f"{count} {model_ngettext(model._meta, count)}" for model, count in done.items())
        messages.success(request, f"{step.done.capitalize()}: {counts}.")
    for refusal, rows in refused.items():
        shown = ", ".join(map(name_of, rows[:5])) + (f" and {len(rows) - 5} more" if len(rows) > 5 else "")
        messages.error(request, f"Not {step.done} ({len(rows)}), because {refusal}: {shown}.")
