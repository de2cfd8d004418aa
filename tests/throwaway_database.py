"""A pytest plugin: the suite's own PostgreSQL, started before Django reads its settings.

Loaded with `-p` in pyproject.toml, because pytest-django reads the settings before any
conftest.py. With DATABASE_URL set nothing is started: Django makes a database `test_…` on
that server, and removes it.
"""

import atexit
import faulthandler
import os

import pytest

from kb.running import database, embedded, interruption
from kb.running.environment import Misconfigured
from tests import servers

# A worker that takes longer over a test, or over ending, says where it stands: see .ci/run on those that hang.
SECONDS_OF_SILENCE = 180

_signals = interruption.raised_as_keyboard_interrupt()
# Before pytest captures what is written there.
_stderr = os.dup(2)


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    # The workers of pytest-xdist inherit the address that the first process has set.
    if "PYTEST_XDIST_WORKER" in os.environ:
        return
    # pytest stops on Ctrl-C only; a SIGTERM would leave the server behind.
    _signals.__enter__()
    folder = servers.make_suite_folder()
    # Not pytest_unconfigure: pytest does not call it after a mistake on its command line.
    atexit.register(servers.remove_folder, folder)
    try:
        if not database.uses_embedded_server():
            database.check_server()
            atexit.register(_drop_databases)
            return
        server = embedded.EmbeddedServer(folder / "suite" / "postgres", throwaway=True)
        atexit.register(server.stop)
        server.start()
        os.environ["DATABASE_URL"] = server.url
    except Misconfigured as error:
        raise pytest.UsageError(str(error)) from None


def _drop_databases() -> None:
    from tests import databases  # not before Django has its settings

    databases.drop_all()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # The one file that takes a minute goes first, so that no worker waits for it at the end.
    items.sort(key=lambda item: item.path.name != "test_run_command.py")


def pytest_runtest_logstart() -> None:
    """Each test sets the clock anew: it also runs while the last is cleaned up after, which drops the database."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        faulthandler.dump_traceback_later(SECONDS_OF_SILENCE, file=_stderr)


def pytest_configure() -> None:
    from django.conf import settings

    # Tests render pages without collecting static files first.
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
