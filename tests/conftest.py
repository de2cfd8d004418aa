from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import hypothesis
import pytest
from django.core.cache import caches
from django.utils import translation
from pytest_django.plugin import blocking_manager_key

from tests import databases
from tests.editors import Editor, an_editor
from tests.world import make_world

# The suite tries the same examples every time, so that a change is never refused for a fault it did not bring.
# Others are sought with `make test ARGS="--hypothesis-profile=explore"`.
hypothesis.settings.register_profile("suite", derandomize=True, database=None, deadline=None)
hypothesis.settings.register_profile("explore", max_examples=1_000, database=None, deadline=None)
hypothesis.settings.load_profile("suite")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Before any fixture of the test opens its transaction."""
    if wanted := databases.wanted_by(item):
        with item.config.stash[blocking_manager_key].unblock():
            databases.give(wanted)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None) -> None:
    """In place of pytest-django's, which migrates a database for each worker: see tests/databases.py."""


@pytest.fixture
def world(db: None) -> SimpleNamespace:
    """Arcadia: see `tests.world.make_world`."""
    return databases.arcadia() if databases.given() == databases.ARCADIA else make_world()


@pytest.fixture
def curated(db: None) -> None:
    """The curated knowledge base."""


@pytest.fixture(autouse=True)
def _full_quota() -> None:
    """All tests ask the API from one address: each starts with its quota unspent."""
    caches["throttle"].clear()


@pytest.fixture(autouse=True)
def _nothing_kept(settings: Any) -> None:
    """What a test changes is noted when its transaction ends, which it never does: kept answers would be old ones.
    Those about them keep some: see tests/kb/web."""
    settings.KEPT_ANSWERS_BYTES = 0


@pytest.fixture(autouse=True)
def _in_english() -> None:
    """A request for a French page leaves its language active for whoever comes next in the process."""
    translation.activate("en")


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
