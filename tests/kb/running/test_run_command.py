"""`make run` as a process: it answers, changes nothing the second time, and leaves nothing running."""

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

import psutil
import pytest

from tests.servers import new_open_folder, running_in

PROJECT = Path(__file__).parents[3]
SECONDS_TO_ANSWER = 300


class Run:
    """A command that serves on a free port, in a process group of its own, as under a terminal."""

    def __init__(self, command: list[str], folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.log = folder / f"run-{self.port}.log"
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                command,
                cwd=PROJECT,
                env=environment(folder, self.port),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def output(self) -> str:
        return self.log.read_text()

    def wait_until_ready(self) -> None:
        deadline = time.monotonic() + SECONDS_TO_ANSWER
        while "Ctrl-C stops everything" not in self.output():
            assert self.process.poll() is None, self.output()
            assert time.monotonic() < deadline, self.output()
            time.sleep(0.1)

    def get(self, path: str) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.body = answer.read()  # type: ignore[attr-defined]
        connection.close()
        return answer

    def family(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)


def environment(folder: Path, port: int) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "MAKELEVEL", "MAKEFLAGS"}}
    return {**kept, "KB_DATA_DIR": str(folder), "PORT": str(port)}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def assert_nothing_is_left(run: Run, family: list[psutil.Process]) -> None:
    _, left = psutil.wait_procs(family, timeout=30)
    assert left == [], run.output()
    assert running_in(run.folder) == []
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", run.port)) != 0


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A data folder in which `make run` has been stopped once, by SIGTERM to `make`."""
    with new_open_folder() as folder:
        run = Run(["make", "run"], folder)
        try:
            run.wait_until_ready()
            family = run.family()
            assert len(family) > 4
            assert re.search(r"name: editor   password: \S{16}\n", run.output())
            run.process.terminate()
            run.process.wait(30)
            assert_nothing_is_left(run, family)
        finally:
            kill(run)
        yield folder


def kill(run: Run) -> None:
    if run.process.poll() is None:
        for process in [*run.family(), psutil.Process(run.process.pid)]:
            process.kill()
        run.process.wait()


@pytest.fixture
def run(folder: Path) -> Iterator[Run]:
    run = Run(["make", "run"], folder)
    yield run
    kill(run)


def test_second_run_answers_soon_and_makes_no_account(run: Run):
    started = time.monotonic()
    run.wait_until_ready()
    # Ten seconds is what is promised on an idle machine. This one runs other tests meanwhile.
    assert time.monotonic() - started < 40
    assert "password" not in run.output()
    for label in ("Site", "API", "API documentation", "Admin"):
        assert re.search(rf"^  {label} +http://127\.0\.0\.1:{run.port}/", run.output(), re.MULTILINE)
    assert run.get("/healthz").status == 200
    sign_in = run.get("/admin/login/")
    assert sign_in.status == 200
    # Static files are served, compressed and under names that change with their content.
    address = re.search(rb'href="(/static/[^"]+\.[0-9a-f]{12}\.css)"', sign_in.body)  # type: ignore[attr-defined]
    assert address
    assert run.get(address[1].decode()).status == 200
    # What the terminal does on Ctrl-C: everyone in the foreground group gets it.
    family = run.family()
    os.killpg(run.process.pid, signal.SIGINT)
    run.process.wait(30)
    assert_nothing_is_left(run, family)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="seen through /proc")
def test_interrupting_make_alone_ends_everything(run: Run):
    run.wait_until_ready()
    family = run.family()
    run.process.send_signal(signal.SIGINT)
    run.process.wait(30)
    assert_nothing_is_left(run, family)


def test_a_command_beside_it_shares_the_database_and_killing_make_ends_everything(run: Run):
    run.wait_until_ready()
    done = subprocess.run(
        [sys.executable, "manage.py", "migrate", "--check"],
        cwd=PROJECT,
        env=environment(run.folder, run.port),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    # The command has stopped using the server, and has not stopped it for the others.
    assert run.get("/admin/login/").status == 200
    family = run.family()
    run.process.kill()
    run.process.wait(30)
    assert_nothing_is_left(run, family)


def test_a_taken_port_is_said_in_one_line_before_anything_starts():
    with new_open_folder() as folder, socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = subprocess.run(
            [sys.executable, "-m", "kb.running.serve"],
            cwd=PROJECT,
            env=environment(folder, taken.getsockname()[1]),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 1
        assert re.fullmatch(r"Port \d+ of 127.0.0.1 cannot be used \(.*\): .*PORT=\d+`\.\n", done.stderr)
        assert list(folder.iterdir()) == []
