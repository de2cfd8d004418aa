"""The databases that tests are given: empty, with Arcadia in it, or with the curated data.

Each is filled once for the whole suite, by the first worker that needs it, and every worker has a copy of its own.
What a test changes is rolled back before the next; a test that commits is given the empty one.
"""

from __future__ import annotations

import fcntl
import os
import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection
from django.test import TransactionTestCase
from psycopg import sql
from psycopg.conninfo import make_conninfo

from kb.curated.loading import data_folders, load
from kb.models import DataVersion
from kb.models.versions import bring_up_to_date
from kb.running import database
from tests import servers
from tests.world import make_world

EMPTY, ARCADIA, CURATED = "empty", "arcadia", "curated"
#: The day on which its data became what it is, as answers tell it.
ARCADIA_PUBLISHED_ON = "2026-10-09"


def wanted_by(item: pytest.Item) -> str | None:
    """The kind of database a test is to have; None for one that asks none."""
    fixtures: list[str] = getattr(item, "fixturenames", [])
    marker = item.get_closest_marker("django_db")
    test_case = getattr(item, "cls", None)
    if test_case is not None and issubclass(test_case, TransactionTestCase):
        return EMPTY
    if marker is None and not {"db", "transactional_db"}.intersection(fixtures):
        return None
    if "transactional_db" in fixtures or (marker is not None and marker.kwargs.get("transaction")):
        if {"curated", "world"} & set(fixtures):
            raise pytest.UsageError(f"{item.nodeid} commits, and is given the empty database: make what it needs")
        return EMPTY
    return CURATED if "curated" in fixtures else ARCADIA if "world" in fixtures else EMPTY


def give(kind: str) -> None:
    """From here on the connection is to this worker's copy, which is made when it is first asked for."""
    whose = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    if connection.settings_dict["NAME"] != _name(kind, whose):
        _connect_to(_copied(kind, whose))


def curated_for(whom: str) -> str:
    """The address of a copy for a server that the tests ask, which may write to it."""
    return urlsplit(database.address())._replace(path=f"/{_copied(CURATED, whom)}").geturl()


def given() -> str | None:
    """The kind that `give` was last asked for."""
    name = str(connection.settings_dict["NAME"])
    return next((kind for kind in (EMPTY, ARCADIA, CURATED) if name.startswith(_name(kind, ""))), None)


def arcadia() -> SimpleNamespace:
    """Arcadia's rows, made anew for whoever asks, as they are in its database."""
    found: SimpleNamespace = pickle.loads(_arcadia().read_bytes())  # noqa: S301 - written by `_filled`
    return found


def drop_all() -> None:
    """Remove every database that was made, on whichever server; called once, when no worker is left."""
    made = [path.name.removesuffix(".made") for path in _folder().glob("*.made")]
    if not made:
        return
    with psycopg.connect(make_conninfo("", **database.parameters()), autocommit=True) as server:
        for name in made:
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _copied(kind: str, whose: str) -> str:
    name = _name(kind, whose)
    with _alone():
        if not _ready(name).exists():
            _create(name, _filled(kind))
            _ready(name).touch()
    return name


def _filled(kind: str) -> str:
    """The name of the database that the copies of this kind are made from."""
    name = _name(kind)
    if _ready(name).exists():
        return name
    _create(name, "template1" if kind == EMPTY else _filled(EMPTY))
    _connect_to(name)
    match kind:
        case "empty":
            call_command("migrate", verbosity=0)
        case "arcadia":
            _arcadia().write_bytes(pickle.dumps(make_world()))
        case "curated":
            load(data_folders())
    bring_up_to_date()
    if kind == ARCADIA:
        DataVersion.objects.update(changed_on=ARCADIA_PUBLISHED_ON)
    connection.close()
    _ready(name).touch()
    return name


def _create(name: str, template: str) -> None:
    """Made anew, whatever a suite that was killed has left of it on the server."""
    _made(name).touch()
    with connection._nodb_cursor() as cursor:
        cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template))
        cursor.execute(statement)


def _connect_to(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name


def _name(kind: str, *whose: str) -> str:
    return "_".join([_prefix(), kind, *whose])


def _prefix() -> str:
    return f"test_{database.parameters()['dbname']}"


def _arcadia() -> Path:
    return _folder() / "arcadia.pickle"


def _made(name: str) -> Path:
    """Left by each that was begun, for `drop_all`."""
    return _folder() / f"{name}.made"


def _ready(name: str) -> Path:
    """Left by each that is filled."""
    return _folder() / f"{name}.ready"


def _folder() -> Path:
    folder = Path(os.environ[servers.VARIABLE]) / "databases"
    folder.mkdir(exist_ok=True)
    return folder


@contextmanager
def _alone() -> Iterator[Any]:
    with (_folder() / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
