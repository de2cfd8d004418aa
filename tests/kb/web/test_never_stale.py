"""Three workers and a second server on one database, publications and withdrawals beside their readers: what was
withdrawn before a request began is never in its answer, and no version is told with data older than it."""

from __future__ import annotations

import contextlib
import http.client
import itertools
import os
import random
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.db import connection

from jurisdictions.models import Statute
from kb.models import data_version
from kb.running import database
from tests import servers
from tests.world import a_statute, make_world

PROJECT = Path(__file__).parents[3]
CHANGES, READERS, SEED = 500, 3, 20261201
ADDRESSES = ("/api/v1/statutes/?page_size=200", "/en/statutes/")


@contextlib.contextmanager
def served(workers: int, folder: Path) -> Iterator[int]:
    """A server of this worker's database, by its port; nothing of it is left after the block. In the folder are the
    static files that pages name."""
    port = servers.free_port()
    name = connection.settings_dict["NAME"]
    address = urlsplit(database.address())._replace(path=f"/{name}").geturl()
    command = [sys.executable, "-m", "granian", "kb.wsgi:application", "--interface", "wsgi", "--host", "127.0.0.1",
               "--port", str(port), "--no-ws", "--log-level", "warning", "--workers", str(workers),
               "--blocking-threads", "2", "--workers-kill-timeout", "5"]  # fmt: skip
    chosen = {"DATABASE_URL": address, "KB_DATA_DIR": str(folder), "API_REQUESTS_PER_MINUTE": "1000000"}
    server = subprocess.Popen(command, cwd=PROJECT, env={**os.environ, **chosen}, stdin=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError):
                if asked(port, "/healthz")[0] == 200:
                    break
            assert server.poll() is None, "the server ended"
            time.sleep(0.1)
        yield port
    finally:
        server.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(30)
        if server.poll() is None:
            server.kill()
            server.wait()


def asked(port: int, path: str) -> tuple[int, str, str]:
    """Status, version and body."""
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        link.request("GET", path)
        answer = link.getresponse()
        body = answer.read().decode()
    finally:
        link.close()
    told = (
        answer.headers.get("Data-Version") or (re.search(r'"([0-9a-f]{12})-', answer.headers["ETag"] or "") or "  ")[1]
    )
    return answer.status, told[:12], body


def shown(body: str) -> tuple[int, frozenset[str]]:
    """The change that the answer was made after, and which of the moving statutes it shows."""
    change = max(map(int, re.findall(r"After change (\d+)\.", body)))
    return change, frozenset(re.findall(r"Moving (\d)", body))


@pytest.mark.usefixtures("transactional_db")
def test_no_reader_sees_what_was_withdrawn_before_or_an_old_answer_under_a_new_version(
    tmp_path: Path, settings: Any
) -> None:
    settings.STATIC_ROOT = tmp_path / "static"
    # Compressing them is not needed here.
    manifest = {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": manifest}
    call_command("collectstatic", interactive=False, verbosity=0)
    world = make_world()
    marker = a_statute("xa-marker", world.arcadia, title="After change 0.")
    rows = [a_statute(f"xa-moving-{n}", world.arcadia, title=f"Moving {n}", status="draft") for n in range(6)]
    chance = random.Random(SEED)  # noqa: S311 - no secret
    #: The last change committed; the statutes published after each; and, by version, the change that made it.
    done: list[int] = [0]
    public: list[frozenset[str]] = [frozenset()]
    made_by: dict[str, int] = {}
    over = threading.Event()
    faults: list[str] = []
    seen = itertools.count()
    with served(3, tmp_path) as first, served(1, tmp_path) as second:

        def read(number: int) -> None:
            own = random.Random(SEED + number)  # noqa: S311 - no secret
            while not over.is_set():
                port, path = own.choice((first, first, first, second)), own.choice(ADDRESSES)
                before = done[0]
                status, version, body = asked(port, path)
                next(seen)
                if status != 200:
                    faults.append(f"{path} answered {status}")
                    continue
                change, moving = shown(body)
                if change < before:
                    faults.append(f"{path}: it was asked after change {before}, and is of {change}")
                elif change < made_by.get(version, 0):
                    faults.append(f"{path}: under the version of change {made_by[version]}, it is of {change}")
                # A page counts its rows before it reads them, and may cut one off that came between: it never shows
                # one that was withdrawn before it was asked for.
                meanwhile = public[before:]
                lacking = frozenset.intersection(*meanwhile) - moving if path.startswith("/api/") else frozenset()
                if lacking or moving - frozenset.union(*meanwhile):
                    faults.append(f"{path}: asked after change {before}, it shows {moving}, of {meanwhile}")

        readers = [threading.Thread(target=read, args=[number]) for number in range(READERS)]
        for reader in readers:
            reader.start()
        try:
            for change in range(1, CHANGES + 1):
                number = chance.randrange(len(rows))
                row, to = rows[number], chance.choice(("published", "withdrawn", "draft"))
                public.append(public[-1] | {str(number)} if to == "published" else public[-1] - {str(number)})
                with connection.cursor() as cursor:
                    # Both in one statement, and so in one transaction.
                    cursor.execute(
                        f"UPDATE {Statute._meta.db_table} SET"  # noqa: S608 - the name of a table
                        " status = CASE WHEN id = %(row)s THEN %(to)s ELSE status END, withdrawn_reason = 'Wrong.',"
                        " title = CASE WHEN id = %(marker)s THEN %(title)s ELSE title END"
                        " WHERE id IN (%(row)s, %(marker)s)",
                        {"row": row.pk, "to": to, "marker": marker.pk, "title": f"After change {change}."},
                    )
                done[0] = change
                if change % 5 == 0:  # else a reader works it out
                    version = data_version()
                    assert version is not None
                    made_by[version.short] = change
                if faults:
                    break
        finally:
            over.set()
            for reader in readers:
                reader.join(60)
    assert faults == []
    assert next(seen) > CHANGES / 5, "too few readings to tell"
