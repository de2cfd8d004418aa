"""Folders and processes for tests that run servers of their own.

All lie in one folder of the suite's, which the first pytest process clears at its end: an
interrupted worker of pytest-xdist is killed, and does not clean up after its test.
"""

import contextlib
import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil

VARIABLE = "KB_TEST_SERVERS"


def make_suite_folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="csam-law-kb-test-"))
    folder.chmod(0o755)  # as root the server runs as another account, which has to enter
    os.environ[VARIABLE] = str(folder)
    return folder


def remove_folder(folder: Path) -> None:
    # The oldest first: it may be one that starts the others.
    for process in sorted(running_in(folder), key=lambda process: process.create_time()):
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()
    shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def new_open_folder() -> Iterator[Path]:
    """An empty folder that other accounts may enter, unlike pytest's own `tmp_path`."""
    folder = Path(tempfile.mkdtemp(dir=os.environ[VARIABLE]))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        remove_folder(folder)


def running_in(folder: Path) -> list[psutil.Process]:
    """The processes that were started on something in this folder, or with it as KB_DATA_DIR."""
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            words = [*process.cmdline(), process.environ().get("KB_DATA_DIR", "")]
            if process.status() != psutil.STATUS_ZOMBIE and any(str(folder) in word for word in words):
                found.append(process)
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
