"""The whole site as a process of its own: real server, real database, the curated data, collected static files."""

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests import servers

PROJECT = Path(__file__).parents[2]
SECONDS_TO_ANSWER = 300


class SiteNotServed(Exception):
    """With what the server printed."""


class Site(NamedTuple):
    address: str
    process: subprocess.Popen[bytes]


def start(folder: Path, address: str | None = None) -> Site:
    """A site that keeps all it has in this folder, or its data in the database at `address`. It runs until its
    process is terminated.

    It is what `make run` starts: an empty folder is filled, which takes some twenty seconds. Raises SiteNotServed.
    """
    port = servers.free_port()
    log = folder / "site.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "kb.running.serve"],
            cwd=PROJECT,
            env={**environment(folder, port), **({"DATABASE_URL": address} if address else {})},
            # It may outlive the process that starts it, of which it therefore holds nothing open.
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    site = Site(f"http://127.0.0.1:{port}", process)
    deadline = time.monotonic() + SECONDS_TO_ANSWER
    try:
        while "Ctrl-C stops everything" not in log.read_text():
            if process.poll() is not None or time.monotonic() > deadline:
                raise SiteNotServed(log.read_text())
            time.sleep(0.1)
    except BaseException:
        end(site)
        raise
    return site


def environment(folder: Path, port: int) -> dict[str, str]:
    """A database of its own, and no quota that the tests' requests could use up."""
    dropped = {"DATABASE_URL", "DEBUG", "MAKELEVEL", "MAKEFLAGS"}
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    chosen = {"KB_DATA_DIR": str(folder), "PORT": str(port), "HOST": "127.0.0.1", "WEB_WORKERS": "1"}
    return {**kept, **chosen, "API_REQUESTS_PER_MINUTE": "1000000"}


def end(site: Site) -> None:
    site.process.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired):
        site.process.wait(60)
    if site.process.poll() is None:
        site.process.kill()
        site.process.wait()


@contextlib.contextmanager
def temporary_site() -> Iterator[str]:
    """A site outside a test run, and nothing of it left after the block."""
    folder = servers.make_suite_folder()
    try:
        site = start(folder)
        try:
            yield site.address
        finally:
            end(site)
    finally:
        servers.remove_folder(folder)
