from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import hypothesis
import pytest
from django.core.cache import caches
from django.db import transaction
from pytest_django import DjangoDbBlocker

from kb.curated.loading import data_folders, load
from tests.editors import Editor, an_editor
from tests.world import make_world

# The suite tries the same examples every time, so that a change is never refused for a fault it did not bring.
# Others are sought with `make test ARGS="--hypothesis-profile=explore"`.
hypothesis.settings.register_profile("suite", derandomize=True, database=None)
hypothesis.settings.register_profile("explore", max_examples=1_000, database=None)
hypothesis.settings.load_profile("suite")


@pytest.fixture
def world(db: None) -> SimpleNamespace:
    """Arcadia: see `tests.world.make_world`."""
    return make_world()


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The curated knowledge base, loaded once for a module's tests and rolled back after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(data_folders())
        yield
        transaction.set_rollback(True)


@pytest.fixture
def curated(loaded: None, db: None) -> None:
    """The curated knowledge base; what a test changes in it is undone before the next."""


@pytest.fixture(autouse=True)
def _full_quota() -> None:
    """All tests ask the API from one address: each starts with its quota unspent."""
    caches["throttle"].clear()


@pytest.fixture(autouse=True)
def _static_uncollected(settings: Any) -> None:
    """Pages name static files: here by their plain names, whether or not they were collected."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.WHITENOISE_AUTOREFRESH = True


@pytest.fixture
def alice(db: None) -> Editor:
    """Alice, who writes: signed in to the admin."""
    return an_editor("alice")


@pytest.fixture
def bob(db: None) -> Editor:
    """Bob, who reviews: signed in to the admin."""
    return an_editor("bob")
