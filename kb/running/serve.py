"""`make run` and `make dev`: bring everything up to date, serve, and leave nothing running.

This process prepares the database, starts the web server as its only child in a process
group of its own, and waits. One signal ends the whole, whoever gets it: Ctrl-C in the
terminal, SIGTERM or SIGHUP to this process, or the end of the `make` that started it.
"""

import argparse
import contextlib
import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import django
from django.core.management import CommandError, call_command

from kb.running import database, environment, interruption
from kb.running.environment import Misconfigured

SECONDS_TO_ANSWER = 60
SECONDS_TO_STOP = 15


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m kb.running.serve", description=__doc__)
    parser.add_argument("--dev", action="store_true", help="reload on change, with DEBUG on")
    development = parser.parse_args().dev
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kb.settings")
    if development:
        os.environ.setdefault("DEBUG", "true")
    try:
        with interruption.raised_as_keyboard_interrupt():
            serve(development=development)
    except (Misconfigured, CommandError) as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        print("\nStopped.", flush=True)
        sys.exit(130)


def serve(*, development: bool) -> None:
    """Until interrupted, or the `make` above gives up.

    Raises Misconfigured if the server ends by itself.
    """
    host = environment.text("HOST", "127.0.0.1")
    port = environment.integer("PORT", 8000, at_least=1, at_most=65535)
    make = MakeAbove()
    refuse_taken_port(host, port)
    with database.available():
        prepare(collect=not development)
        with web_server(host, port, development=development) as server:
            wait_until_it_answers(server, host, port)
            announce(host, port)
            while server.poll() is None and not make.has_given_up():
                time.sleep(0.3)
            if server.poll() is not None:
                raise Misconfigured(f"The web server ended by itself (exit {server.returncode}).")
    print("\nStopped.", flush=True)


def refuse_taken_port(host: str, port: int) -> None:
    """Raises Misconfigured, before anything has started, if the address cannot be had."""
    try:
        family, kind, protocol, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            # Connections of an earlier run that are closing are no obstacle, a listener is.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(where)
    except OSError as error:
        raise Misconfigured(
            f"Port {port} of {host} cannot be used ({error.strerror}): "
            f"stop what uses it, or choose another with PORT, as in `make run PORT={port + 1}`."
        ) from error


def prepare(*, collect: bool) -> None:
    """Migrate, load the curated data, make the first account. Changes nothing if all is there."""
    import kb.settings  # noqa: F401 - Misconfigured surfaces here, not inside Django

    django.setup()
    from django.db import connections

    from kb.running.collected_static import collect_if_changed

    say("Database", "embedded PostgreSQL" if database.uses_embedded_server() else "DATABASE_URL")
    migrate_if_needed()
    load_what_can_be_loaded()
    call_command("create_first_editor")
    if collect:
        collect_if_changed()
    # This process asks the database nothing more.
    connections.close_all()


def migrate_if_needed() -> None:
    """Ask for the plan first: the command itself takes seconds to find that there is nothing to do."""
    from django.db import connection  # needs the settings to be checked first
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", interactive=False, verbosity=0)


def load_what_can_be_loaded() -> None:
    """Load the curated data. Where it is refused (an editor changed what a file changes too, say) and an
    earlier load stands, that one is served: the reasons are printed and nothing is lost."""
    from kb.models import last_loaded  # needs the apps to be set up

    try:
        call_command("load_kb")
    except CommandError as error:
        if last_loaded() is None:
            raise Misconfigured(f"The curated data cannot be loaded: {error}.") from error
        say("Data", f"not loaded anew ({error}); what was loaded before is served")


@contextlib.contextmanager
def web_server(host: str, port: int, *, development: bool) -> Iterator[subprocess.Popen[bytes]]:
    """The server with all its workers; at the end of the block none of them is left."""
    workers = environment.integer("WEB_WORKERS", 2, at_least=1, at_most=64)
    # More threads than this only wait for one another in Python; granian warns of it.
    sensible = min(8, 2 * (os.cpu_count() or 1) + 1)
    threads = environment.integer("WEB_THREADS", sensible, at_least=1, at_most=256)
    if development:
        address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        command = [sys.executable, str(database.PROJECT / "manage.py"), "runserver", address]
    else:
        command = [sys.executable, "-m", "granian", "kb.wsgi:application", "--interface", "wsgi"]
        command += ["--host", host, "--port", str(port), "--no-ws", "--log-level", "warning"]
        command += ["--workers", str(workers), "--blocking-threads", str(threads)]
        command += ["--workers-kill-timeout", "5", "--respawn-failed-workers"]
    # A thread needs one connection at most, so none ever waits for another's.
    variables = {"KB_DATABASE_POOL_SIZE": str(threads)}
    server = None
    try:
        with interruption.deferred():
            server = subprocess.Popen(  # noqa: S603 - no shell; host and port were checked
                command,
                cwd=database.PROJECT,
                env={**os.environ, **variables},
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
        yield server
    finally:
        with interruption.deferred():
            if server:
                end(server)


def end(server: subprocess.Popen[bytes]) -> None:
    """Ask first, so that requests under way are answered; then make sure."""
    server.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired):
        server.wait(SECONDS_TO_STOP)
    # Workers whose master died by itself, and whatever did not stop when asked.
    with contextlib.suppress(ProcessLookupError):
        os.killpg(server.pid, signal.SIGKILL)
    server.wait()


def wait_until_it_answers(server: subprocess.Popen[bytes], host: str, port: int) -> None:
    """Any HTTP answer counts. Returns early if the server ends."""
    reachable = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - not bound to
    deadline = time.monotonic() + SECONDS_TO_ANSWER
    while server.poll() is None:
        time.sleep(0.1)
        connection = http.client.HTTPConnection(reachable, port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            connection.getresponse()
            return
        except OSError:
            if time.monotonic() > deadline:
                raise Misconfigured(f"The web server gave no answer within {SECONDS_TO_ANSWER} seconds.") from None
        finally:
            connection.close()


def announce(host: str, port: int) -> None:
    site = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
    print()
    say("Site", f"{site}/")
    say("API", f"{site}/api/v1/")
    say("API documentation", f"{site}/api/v1/docs/")
    say("Admin", f"{site}/admin/")
    print("\n  Ctrl-C stops everything.", flush=True)


def say(label: str, text: str) -> None:
    print(f"  {label:<18} {text}", flush=True)


class MakeAbove:
    """The `make` that started this process, if one did.

    The terminal sends Ctrl-C to both. But `make` interrupted alone waits for this process
    without telling it, and `make` killed leaves it behind: both must end the run as well.
    """

    def __init__(self) -> None:
        self.number = os.getppid() if "MAKELEVEL" in os.environ else None
        self.caught_interrupts = self._catches_interrupts()

    def has_given_up(self) -> bool:
        if self.number is None:
            return False
        if os.getppid() != self.number:
            return True
        # GNU make stops catching the signal once it has caught it.
        return self.caught_interrupts and not self._catches_interrupts()

    def _catches_interrupts(self) -> bool:
        """From Linux's /proc; False elsewhere, where an interrupt to `make` alone goes unseen."""
        try:
            status = Path(f"/proc/{self.number}/status").read_text()
        except OSError:
            return False
        caught = re.search(r"^SigCgt:\s*([0-9a-f]+)$", status, re.MULTILINE)
        return bool(caught and int(caught[1], 16) & 1 << (signal.SIGINT - 1))


if __name__ == "__main__":
    main()
