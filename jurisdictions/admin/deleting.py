"""What keeps a record from being deleted: it is public, or others depend on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import islice
from typing import Any

from django.contrib.admin.utils import NestedObjects
from django.db import models, router
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from unfold.admin import ModelAdmin

from jurisdictions.admin.names import name_of, page_of
from jurisdictions.models import Record, Status

PUBLIC = "public or withdrawn, so they stay: withdraw instead of deleting"
REFERS = "refer to what would be deleted"

#: Links shown for each kind of blocker; the rest is counted.
LINKS_SHOWN = 25


def blockers(records: Iterable[Record]) -> dict[str, dict[models.Model, None]]:
    """What stands in the way of deleting these records together, by reason, in a settled order.

    Three reasons: a record that would go, itself or with its parent, is or was public; a record refers
    to one that would go and is protected; a record that stays is linked to one that would go (the
    database would drop the link without a word).
    """
    records = list(records)
    if not records:
        return {}
    collector: Any = NestedObjects(using=router.db_for_write(type(records[0])), origin=records)
    collector.collect(records)
    going = {(type(row), row.pk) for rows in collector.model_objs.values() for row in rows}
    found: dict[str, dict[models.Model, None]] = defaultdict(dict)
    for model, rows in collector.model_objs.items():
        if issubclass(model, Record):
            public = (row for row in rows if row.status != Status.DRAFT)
            for row in sorted(public, key=lambda row: row.slug):
                found[PUBLIC][row] = None
        elif model._meta.auto_created:
            for row in _linked(model, rows, going):
                found[REFERS][row] = None
    for row in sorted(collector.protected, key=lambda row: (type(row).__name__, row.pk)):
        found[REFERS][row] = None
    return found


def _linked(through: type[models.Model], links: Iterable[Any], going: set[tuple[type, Any]]) -> list[models.Model]:
    """Records that stay while a record they link to goes."""
    owner: Any = through._meta.auto_created
    relation = next(f for f in owner._meta.local_many_to_many if f.remote_field.through is through)
    near = f"{relation.m2m_field_name()}_id"
    stay = {getattr(link, near) for link in links} - {pk for model, pk in going if model is owner}
    return list(owner._default_manager.filter(pk__in=stay).order_by("pk"))


def why_kept(record: Record) -> list[str]:
    """The same for one record, in words: an empty list where it may be deleted."""
    reasons = []
    for reason, rows in blockers([record]).items():
        names = ", ".join(f"{row._meta.verbose_name} {name_of(row)}" for row in islice(rows, 5))
        more = f" and {len(rows) - 5} more" if len(rows) > 5 else ""
        reasons.append(f"{names}{more}: {reason}")
    return reasons


class DeletingMixin(ModelAdmin):
    """Refuses, with the list of what depends on the record, by kind and with links."""

    delete_confirmation_template = "jurisdictions/admin/delete_confirmation.html"
    delete_selected_confirmation_template = "jurisdictions/admin/delete_selected_confirmation.html"

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """The same shape as in Django, but what is protected is one entry a reason and kind."""
        deleted, counts, permissions, _ = super().get_deleted_objects(objs, request)
        counts = {name: count for name, count in counts.items() if "-" not in str(name)}  # links of relations
        groups = [
            (reason, kind, members)
            for reason, rows in blockers(objs).items()
            for kind, members in _by_kind(rows).items()
        ]
        return deleted, counts, permissions, [_group(*group) for group in groups]


def _by_kind(rows: Iterable[models.Model]) -> dict[str, list[models.Model]]:
    kinds: dict[str, list[models.Model]] = defaultdict(list)
    for row in rows:
        kinds[str(row._meta.verbose_name_plural)].append(row)
    return kinds


def _group(reason: str, kind: str, rows: list[models.Model]) -> str:
    links = format_html_join("", "<li>{}</li>", ((_link(row),) for row in rows[:LINKS_SHOWN]))
    more = format_html("<li>… and {} more</li>", len(rows) - LINKS_SHOWN) if len(rows) > LINKS_SHOWN else ""
    return format_html(
        '<strong>{} ({})</strong>: {}<ul class="list-disc pl-6">{}{}</ul>',
        capfirst(kind),
        len(rows),
        reason,
        links,
        more,
    )


def _link(row: models.Model) -> str:
    address, name = page_of(row), name_of(row)
    if not address:
        return name
    return format_html('<a href="{}" class="text-primary-600 dark:text-primary-500">{}</a>', address, name)
