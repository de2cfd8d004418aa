"""Unsaved rows -> the database, all or nothing; the same load again changes nothing."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import batched
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, models, transaction
from django.utils import timezone

from jurisdictions.importing.building import Built
from jurisdictions.importing.reading import Fault
from jurisdictions.importing.spec import Spec
from jurisdictions.models import Record, Status

#: Rows a statement; keeps one INSERT well under PostgreSQL's 65,535 parameters.
BATCH = 500


@dataclass
class Changes:
    """What a load did, or would do: slugs by model name, and links by relation."""

    created: dict[str, list[str]] = field(default_factory=dict)
    updated: dict[str, list[str]] = field(default_factory=dict)
    removed: dict[str, list[str]] = field(default_factory=dict)
    unchanged: Counter[str] = field(default_factory=Counter)
    links_added: Counter[str] = field(default_factory=Counter)
    links_removed: Counter[str] = field(default_factory=Counter)

    @property
    def count(self) -> int:
        rows = sum(len(slugs) for kind in (self.created, self.updated, self.removed) for slugs in kind.values())
        return rows + self.links_added.total() + self.links_removed.total()


def write(
    built: Built,
    specs: tuple[Spec, ...],
    faults: list[Fault],
    *,
    last_load: dt.datetime | None,
    overwrite: bool = False,
    progress: Callable[[str, int], None] = lambda name, rows: None,
) -> Changes:
    """Make the database's rows those of `built`. Must run inside a transaction; the caller rolls back
    if `faults` is not empty afterwards.

    A row that someone changed in the admin since `last_load` is not overwritten: that is a fault that
    says how to keep the change, unless `overwrite`. A row that came from a file and no longer stands in
    any is removed if it is nested in another record; a published top-level record may not vanish:
    it has to be withdrawn with a reason.
    """
    changes = Changes()
    models_in_order = [spec for top in specs for spec in top.family()]
    guard = last_load if not overwrite else None
    # First what left the files, so that a record may take the place of one that changed its slug. What
    # something else still holds on to has its second chance when all is written.
    for spec in reversed(models_in_order):
        if spec.parent:
            _remove(spec, built.rows.get(spec.model, []), changes, faults, guard, final=False)
    for spec in models_in_order:
        rows = built.rows.get(spec.model, [])
        progress(str(spec.model._meta.verbose_name_plural), len(rows))
        _write_model(spec, rows, built, changes, faults, guard)
    if faults:
        return changes
    _link(built, changes)
    for spec in reversed(models_in_order):
        _remove(spec, built.rows.get(spec.model, []), changes, faults, guard, final=True)
    return changes


def columns(spec: Spec) -> list[models.Field[Any, Any]]:
    """The columns a load owns: what the YAML can say, and what follows from it."""
    skip = {"id", "updated_at"}
    return [
        f for f in spec.model._meta.concrete_fields if f.name not in skip and not isinstance(f, models.GeneratedField)
    ]


def _write_model(
    spec: Spec, rows: list[Record], built: Built, changes: Changes, faults: list[Fault], last_load: dt.datetime | None
) -> None:
    name, owned = spec.model.__name__, columns(spec)
    foreign_keys = [f.name for f in owned if isinstance(f, models.ForeignKey)]
    own_keys = [f for f in owned if isinstance(f, models.ForeignKey) and f.related_model is spec.model]
    existing: dict[str, Record] = {}
    # In no order: that of the model may join tables that this load has only just filled. The planner may take
    # them for empty, after a load that was rolled back and an ANALYZE, and then compared every row with every other.
    rows_here = spec.model._default_manager.order_by()
    for slugs in batched((row.slug for row in rows), BATCH * 4):
        existing.update((row.slug, row) for row in rows_here.filter(slug__in=slugs))
    for row in rows:
        if row.slug in existing:
            row.pk = existing[row.slug].pk
    new: list[Record] = []
    changed: list[Record] = []
    now = timezone.now()
    for row in rows:
        for key in foreign_keys:
            setattr(row, key, getattr(row, key))  # takes over the primary key its target got on saving
        row.derive()
        old = existing.get(row.slug)
        if old is None:
            new.append(row)
            continue
        # A reference to a row that this load is about to make has no key yet and so differs: right.
        different = [f.name for f in owned if getattr(old, f.attname) != getattr(row, f.attname)]
        if not different:
            changes.unchanged[name] += 1
        elif last_load and old.updated_at > last_load:
            faults.append(
                built.entry_of(row).fault(
                    different[0] if different else "",
                    f"{row.slug} was changed in the admin since the last load: run dump_kb to keep that change, "
                    "or load with --overwrite to lose it",
                )
            )
        else:
            row.updated_at = now
            changed.append(row)
    if faults:
        return
    try:
        with transaction.atomic(), _asked_at_the_end(spec.model):
            for layer in _layers(new, own_keys):
                spec.model._default_manager.bulk_create(layer, batch_size=BATCH)
            if changed:
                for row in changed:
                    for key in foreign_keys:
                        setattr(row, key, getattr(row, key))
                names = [f.name for f in owned if f.name != "slug"] + ["updated_at"]
                spec.model._default_manager.bulk_update(changed, names, batch_size=BATCH)
    except (IntegrityError, DatabaseError) as error:
        # What makes room comes before what takes it.
        _blame([*changed, *new], built, faults, error)
        return
    if new:
        changes.created[name] = [row.slug for row in new]
    if changed:
        changes.updated[name] = [row.slug for row in changed]


@contextmanager
def _asked_at_the_end(model: type[Record]) -> Iterator[None]:
    """Inside, what no two rows may have together is not asked yet: one may give up what the other gets."""
    names = [constraint.name for constraint in model._meta.constraints if getattr(constraint, "deferrable", None)]
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(f"SET CONSTRAINTS {connection.ops.quote_name(name)} DEFERRED")
        yield
        for name in names:
            cursor.execute(f"SET CONSTRAINTS {connection.ops.quote_name(name)} IMMEDIATE")


def _unsaved(other: Record | None) -> bool:
    return other is not None and other.pk is None


def _layers(rows: list[Record], own_keys: list[models.ForeignKey[Any, Any]]) -> Iterable[list[Record]]:
    """Rows in the order their references to each other allow. Raises no error on a ring: the rows of a
    ring come last and the database refuses them."""
    left = rows
    while left:
        for row in left:
            for key in own_keys:
                setattr(row, key.name, getattr(row, key.name))
            row.derive()
        ready = [row for row in left if not any(_unsaved(getattr(row, key.name)) for key in own_keys)] or left
        yield ready
        done = {id(row) for row in ready}
        left = [row for row in left if id(row) not in done]


def _blame(rows: list[Record], built: Built, faults: list[Fault], error: Exception) -> None:
    """Find which rows a refused statement is about: the slow way, once it is known that one is wrong.

    Rows are tried one by one in a savepoint each, so that every fault is listed at once.
    """
    before = len(faults)
    for row in rows:
        try:
            row.validate_constraints()
            with transaction.atomic():
                row.pk = None if row._state.adding else row.pk
                row.save(force_insert=row._state.adding)
        except ValidationError as invalid:
            faults.append(built.entry_of(row).fault("", " ".join(invalid.messages)))
        except (DatabaseError, ValueError) as refused:
            faults.append(built.entry_of(row).fault("", str(refused).splitlines()[0]))
    if len(faults) == before:  # refused together, fine one by one: say what the database said
        faults.append(Fault("", 0, "", str(error).splitlines()[0]))


def _link(built: Built, changes: Changes) -> None:
    """Make each many-to-many relation hold just the links of this load."""
    wanted: dict[tuple[type[Record], str], dict[int, set[int]]] = {}
    for row, name, others in built.links:
        assert row.pk is not None
        wanted.setdefault((type(row), name), {})[row.pk] = {other.pk for other in others}
    for (model, name), by_row in wanted.items():
        relation = model._meta.get_field(name)
        assert isinstance(relation, models.ManyToManyField)
        through: Any = relation.remote_field.through
        near, far = relation.m2m_column_name(), relation.m2m_reverse_name()
        links = through._default_manager.filter(**{f"{near}__in": by_row}).values_list("id", near, far)
        have = {(a, b): link for link, a, b in links}
        want = {(a, b) for a, others in by_row.items() for b in others}
        label = f"{model.__name__}.{name}"
        if extra := [link for pair, link in have.items() if pair not in want]:
            through._default_manager.filter(id__in=extra).delete()
            changes.links_removed[label] = len(extra)
        if missing := sorted(want - have.keys()):
            through._default_manager.bulk_create([through(**{near: a, far: b}) for a, b in missing], batch_size=BATCH)
            changes.links_added[label] = len(missing)


def _remove(
    spec: Spec,
    rows: list[Record],
    changes: Changes,
    faults: list[Fault],
    last_load: dt.datetime | None,
    *,
    final: bool,
) -> None:
    """Delete rows that came from a file and no longer stand in any. Only the `final` round calls it a fault
    that another record still holds on to one."""
    gone = spec.model._default_manager.exclude(curated_in="").exclude(slug__in=[row.slug for row in rows])
    gone = gone.order_by("slug")
    if not spec.parent:
        faults.extend(
            Fault(
                row.curated_in,
                0,
                "",
                f"{row.slug} was published and is gone from the file: "
                "keep it with `status: withdrawn` and a `withdrawn_reason`",
            )
            for row in gone.filter(status=Status.PUBLISHED)
        )
        gone = gone.exclude(status=Status.PUBLISHED)
    if last_load:
        faults.extend(
            Fault(row.curated_in, 0, "", f"{row.slug} is gone from the file, but was changed in the admin since the "
                  "last load: run dump_kb to keep it, or load with --overwrite to lose it")
            for row in gone.filter(updated_at__gt=last_load)
        )  # fmt: skip
    slugs = list(gone.values_list("slug", flat=True))
    if not slugs:
        return
    try:
        with transaction.atomic():
            gone.delete()
    except models.ProtectedError as error:
        if final:
            users = ", ".join(sorted(str(user) for user in error.protected_objects)[:5])
            faults.append(Fault("", 0, "", f"{', '.join(slugs[:5])} cannot be removed: still used by {users}"))
        return
    changes.removed.setdefault(spec.model.__name__, []).extend(slugs)
