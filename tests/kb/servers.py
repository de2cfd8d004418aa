"""Folders and processes for tests that run servers of their own."""

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil


@contextlib.contextmanager
def new_open_folder() -> Iterator[Path]:
    """An empty folder that other accounts may enter: as root the server runs as another.

    pytest's own `tmp_path` lies in a private folder.
    """
    folder = Path(tempfile.mkdtemp(prefix="csam-law-kb-test-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        for process in running_in(folder):
            process.kill()
        shutil.rmtree(folder, ignore_errors=True)


def running_in(folder: Path) -> list[psutil.Process]:
    """The processes that were started on something in this folder."""
    found = []
    for process in psutil.process_iter():
        try:
            if any(str(folder) in word for word in process.cmdline()) and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
        except psutil.Error:
            continue
    return found
