"""Records from and to spreadsheets: one sheet, one kind of record, one row a record.

The columns are those of the curated YAML (`jurisdictions.importing.spec`), related records are named by
slug or code, and a value is read by the same rules. A sheet is taken as a whole or not at all.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Sequence
from functools import cache
from typing import Any

import pghistory
import tablib
from django import forms
from django.contrib import messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from import_export.admin import ImportExportMixin
from import_export.results import Result
from unfold.admin import ModelAdmin
from unfold.contrib.import_export.forms import SelectableFieldsExportForm
from unfold.widgets import UnfoldAdminFileFieldWidget

from jurisdictions.admin.sheet_files import FORMATS, MAX_BYTES, MAX_ROWS, SheetRefused, read_sheet
from jurisdictions.admin.sheet_rows import RecordResource, resource_for
from jurisdictions.importing.spec import Spec
from jurisdictions.models import Record

#: Where a previewed sheet waits, in the session of the one who previewed it: any web process can take it
#: up, and nobody else can. One at a time.
WAITING = "sheet-waiting"


class SheetForm(forms.Form):
    """The file to import. Its kind is told from its content, whatever its name."""

    sheet = forms.FileField(
        label="Spreadsheet",
        help_text=f"XLSX or CSV (UTF-8), at most {MAX_ROWS:,} rows and {MAX_BYTES // 1024 // 1024} MB. "
        "The first row names the columns.",
        widget=UnfoldAdminFileFieldWidget(attrs={"accept": ".xlsx,.csv"}),
    )

    name = ""

    def clean_sheet(self) -> tablib.Dataset:
        upload = self.cleaned_data["sheet"]
        self.name = upload.name
        if upload.size > MAX_BYTES:
            raise forms.ValidationError(
                f"The file has {upload.size / 1024 / 1024:.1f} MB; at most {MAX_BYTES // 1024 // 1024} MB are read. "
                "Split it into several."
            )
        try:
            return read_sheet(upload.read())
        except SheetRefused as refused:
            raise forms.ValidationError(str(refused)) from refused


class SheetMixin(ImportExportMixin, ModelAdmin):
    """Import with a preview, and export of the list as it is filtered.

    `spec` says which columns; without one there is neither. `importable` is False for what comes from
    packages (places, courts), which a load would put back.
    """

    spec: Spec | None = None
    importable = True
    import_template_name = "jurisdictions/admin/import.html"
    export_form_class = SelectableFieldsExportForm
    to_encoding = "utf-8-sig"  # with the mark by which Excel knows UTF-8

    def get_export_formats(self) -> Sequence[type]:
        return FORMATS

    def get_export_resource_classes(self, request: HttpRequest) -> list[type[RecordResource]]:
        return [self._resource()]

    def get_import_resource_classes(self, request: HttpRequest) -> list[type[RecordResource]]:
        return [self._resource()]

    def has_export_permission(self, request: HttpRequest) -> bool:
        return self.spec is not None and self.has_view_permission(request)

    def has_import_permission(self, request: HttpRequest) -> bool:
        """Importing adds and changes."""
        return (
            self.spec is not None
            and self.importable
            and self.has_add_permission(request)
            and self.has_change_permission(request)
        )

    def export_action(self, request: HttpRequest) -> HttpResponseBase:
        try:
            return super().export_action(request)
        except IncorrectLookupParameters:
            messages.error(request, "That filter is not one of the list's: nothing was exported.")
            return HttpResponseRedirect(self._list())

    def import_action(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        """Ask for the file; show what it would do, or every row that is wrong. Keeps nothing."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        form = SheetForm(request.POST, request.FILES) if request.method == "POST" else SheetForm()
        result = None
        request.session.pop(WAITING, None)
        if request.method == "POST" and form.is_valid():
            sheet = form.cleaned_data["sheet"]
            result = self._run(sheet, dry_run=True)
            if not _faulty(result):
                request.session[WAITING] = {
                    "kind": self.opts.label,
                    "name": form.name,
                    "cells": _packed(sheet),
                }
        return self._page(request, form, result)

    def process_import(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        """Keep the sheet that was previewed: all of it, or nothing."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        waiting = request.session.pop(WAITING, None)
        if request.method != "POST" or not waiting or waiting["kind"] != self.opts.label:
            messages.error(request, "There is no sheet waiting to be imported: choose the file once more.")
            return HttpResponseRedirect(reverse(f"admin:{self._name()}_import"))
        # Adds to the context that the middleware has opened for this request.
        with pghistory.context(sheet=waiting["name"]):
            result = self._run(_unpacked(waiting["cells"]), dry_run=False)
        if _faulty(result):  # the records have changed since the preview
            return self._page(request, SheetForm(), result)
        self.generate_log_entries(result, request)
        counts = result.totals
        messages.success(
            request,
            f"Imported from {waiting['name']}: {counts['new']} new, as drafts; {counts['update']} changed; "
            f"{counts['skip']} already as in the sheet.",
        )
        return HttpResponseRedirect(self._list())

    def _run(self, sheet: tablib.Dataset, *, dry_run: bool) -> Result:
        return self._resource()().import_data(
            sheet,
            dry_run=dry_run,
            use_transactions=True,
            rollback_on_validation_errors=True,
            retain_instance_in_row_result=True,
        )

    def _page(self, request: HttpRequest, form: SheetForm, result: Result | None) -> HttpResponseBase:
        resource = self._resource()
        context = {
            **self.admin_site.each_context(request),
            "title": f"Import {self.opts.verbose_name_plural}",
            "opts": self.opts,
            "form": form,
            "result": result,
            "faulty": result is not None and _faulty(result),
            "columns": resource.guide(),
            "media": self.media + form.media,
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, self.import_template_name, context)

    def _resource(self) -> type[RecordResource]:
        if self.spec is None:
            raise PermissionDenied
        _spec_of[self.spec.model] = self.spec
        return _resource_of(self.spec.model)

    def _name(self) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}"

    def _list(self) -> str:
        return reverse(f"admin:{self._name()}_changelist")


@cache
def _resource_of(model: type[Record]) -> type[RecordResource]:
    return resource_for(_spec_of[model])


#: A `Spec` holds a dictionary and cannot be a key of a cache itself.
_spec_of: dict[type[Record], Spec] = {}


def _faulty(result: Result) -> bool:
    return bool(result.has_errors() or result.has_validation_errors())


def _packed(sheet: tablib.Dataset) -> str:
    cells = json.dumps([sheet.headers, *(list(row) for row in sheet)])
    return base64.b64encode(zlib.compress(cells.encode())).decode()


def _unpacked(cells: str) -> tablib.Dataset:
    headers, *rows = json.loads(zlib.decompress(base64.b64decode(cells)))
    return tablib.Dataset(*rows, headers=headers)
