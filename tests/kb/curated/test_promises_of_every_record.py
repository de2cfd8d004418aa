"""What the database holds of every public record, tried on one row of each kind."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction

from jurisdictions.models import Assertion, Record
from kb.curated.importing import SPECS
from tests.world import (
    a_part_in,
    a_penalty,
    a_reporting_duty,
    a_reservation,
    a_statute,
    a_transposition,
    a_treatment,
)

RECORDS = [spec.model for top in SPECS for spec in top.family()]
ASSERTIONS = [model for model in RECORDS if issubclass(model, Assertion)]


@pytest.fixture
def one_of_each(world: SimpleNamespace) -> SimpleNamespace:
    a_reservation(a_part_in(a_statute("treaty", world.arcadia, kind="treaty"), world.arcadia))
    a_penalty(world.new_text)
    a_reporting_duty(world.new_text)
    a_transposition(world.arcadia, world.offence)
    a_treatment(world.top_ruling, world.trial_ruling, "overrules")
    return world


def test_specs_name_every_record() -> None:
    from django.apps import apps

    concrete = {model for model in apps.get_models() if issubclass(model, Record)}
    assert set(RECORDS) == concrete
    assert len(ASSERTIONS) == 13


@pytest.mark.parametrize("model", RECORDS)
def test_withdrawn_needs_a_reason(one_of_each: SimpleNamespace, model: type[Record]) -> None:
    row = model._default_manager.first()
    assert row is not None
    with pytest.raises(IntegrityError, match="is_withdrawn_with_a_reason"), transaction.atomic():
        model._default_manager.filter(pk=row.pk).update(status="withdrawn")
    assert model._default_manager.filter(pk=row.pk).update(status="withdrawn", withdrawn_reason="Wrong source.") == 1


@pytest.mark.parametrize("model", RECORDS)
def test_status_is_a_known_one(one_of_each: SimpleNamespace, model: type[Record]) -> None:
    row = model._default_manager.first()
    assert row is not None
    with pytest.raises(IntegrityError, match="has_a_known_status"), transaction.atomic():
        model._default_manager.filter(pk=row.pk).update(status="secret")
    assert model._default_manager.filter(pk=row.pk).update(status="draft") == 1


@pytest.mark.parametrize("model", ASSERTIONS)
def test_published_needs_a_source_and_a_draft_does_not(one_of_each: SimpleNamespace, model: type[Assertion]) -> None:
    row = model._default_manager.first()
    assert row is not None
    with pytest.raises(IntegrityError, match="is_published_only_with_a_source"), transaction.atomic():
        model._default_manager.filter(pk=row.pk).update(source=None)
    assert model._default_manager.filter(pk=row.pk).update(source=None, status="draft") == 1


@pytest.mark.parametrize("model", RECORDS)
def test_slug_is_used_once(one_of_each: SimpleNamespace, model: type[Record]) -> None:
    row = model._default_manager.first()
    assert row is not None
    assert row.slug
    copy = model(**{f.attname: getattr(row, f.attname) for f in model._meta.concrete_fields if not f.generated})
    copy.pk = None
    with pytest.raises(IntegrityError, match="slug"), transaction.atomic():
        copy.save(force_insert=True)


@pytest.mark.parametrize("model", RECORDS)
def test_every_change_is_kept(one_of_each: SimpleNamespace, model: type[Record]) -> None:
    row = model._default_manager.first()
    assert row is not None
    before = row.history.count()  # type: ignore[attr-defined]
    model._default_manager.filter(pk=row.pk).update(note="Bulk change: no save() was called.")
    last = row.history.order_by("pgh_id").last()  # type: ignore[attr-defined]
    assert (row.history.count(), last.note, last.pgh_label) == (  # type: ignore[attr-defined]
        before + 1,
        "Bulk change: no save() was called.",
        "update",
    )


@pytest.mark.parametrize("model", RECORDS)
def test_public_sees_a_row_only_with_all_it_hangs_on(one_of_each: SimpleNamespace, model: type[Record]) -> None:
    row = model._default_manager.first()
    assert row is not None
    public = model._default_manager.public().filter(pk=row.pk)
    assert public.exists()
    for path in ("", *model.PUBLIC_PARENTS):
        hidden = row
        for name in path.split("__") if path else []:
            hidden = getattr(hidden, name)
        type(hidden)._default_manager.filter(pk=hidden.pk).update(status="draft")
        assert not public.exists(), f"{model.__name__} is shown though its {path or 'own row'} is a draft"
        type(hidden)._default_manager.filter(pk=hidden.pk).update(status="published")
    assert public.exists()
