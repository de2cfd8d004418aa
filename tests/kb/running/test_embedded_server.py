import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from kb.running import server_account
from kb.running.embedded import EmbeddedServer, kept_token, server_folder
from kb.running.environment import Misconfigured
from tests.servers import new_open_folder, running_in

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root needs a second account")


@pytest.fixture
def open_folder() -> Iterator[Path]:
    with new_open_folder() as folder:
        yield folder


@pytest.fixture(scope="module")
def made_folder() -> Iterator[Path]:
    """A folder whose server has its files already; every test here leaves it stopped."""
    with new_open_folder() as folder:
        server = EmbeddedServer(folder / "postgres", throwaway=True)
        server.start()
        server.stop()
        yield folder


def answer(server: EmbeddedServer) -> str:
    with psycopg.connect(server.url) as connection:
        row = connection.execute("SELECT current_database()").fetchone()
    assert row
    return row[0]


def kill_postmaster(server: EmbeddedServer) -> None:
    process = server._postmaster()
    assert process
    process.kill()
    process.wait()


def test_server_answers_and_stops(made_folder: Path):
    server = EmbeddedServer(made_folder / "postgres", throwaway=True)
    server.start()
    assert answer(server) == "kb"
    server.stop()
    assert running_in(made_folder) == []


def test_data_stay_from_one_start_to_the_next(made_folder: Path):
    for statement in ("CREATE TABLE kept (id int)", "SELECT * FROM kept"):
        server = EmbeddedServer(made_folder / "postgres", throwaway=True)
        server.start()
        with psycopg.connect(server.url) as connection:
            connection.execute(statement)
        server.stop()


def test_the_last_of_two_users_stops_the_server(made_folder: Path):
    first = EmbeddedServer(made_folder / "postgres", throwaway=True)
    second = EmbeddedServer(made_folder / "postgres", throwaway=True)
    first.start()
    second.start()
    first.stop()
    assert answer(second) == "kb"
    second.stop()
    assert running_in(made_folder) == []


def test_two_processes_may_make_the_database_at_the_same_moment(open_folder: Path):
    program = (
        "import sys; from pathlib import Path; from kb.running.embedded import EmbeddedServer;"
        "server = EmbeddedServer(Path(sys.argv[1]), throwaway=True); server.start(); server.stop()"
    )
    command = [sys.executable, "-c", program, str(open_folder / "postgres")]
    processes = [subprocess.Popen(command) for _ in range(3)]
    assert [process.wait(60) for process in processes] == [0, 0, 0]
    assert running_in(open_folder) == []


def test_start_survives_a_killed_server(made_folder: Path):
    killed = EmbeddedServer(made_folder / "postgres", throwaway=True)
    killed.start()
    kill_postmaster(killed)
    again = EmbeddedServer(made_folder / "postgres", throwaway=True)
    again.start()
    assert answer(again) == "kb"
    killed.stop()
    again.stop()
    assert running_in(made_folder) == []


def test_start_survives_a_stale_number_that_another_process_has_now(made_folder: Path):
    server = EmbeddedServer(made_folder / "postgres", throwaway=True)
    server.start()
    lines = (server.folder / "postmaster.pid").read_text().splitlines()
    server.stop()
    # Of the server's own account: PostgreSQL takes any of its processes for a server.
    with subprocess.Popen(["/bin/sleep", "60"], **server_account.identity()) as stranger:
        (server.folder / "postmaster.pid").write_text("\n".join([str(stranger.pid), *lines[1:]]) + "\n")
        server.start()
        assert answer(server) == "kb"
        assert psutil.pid_exists(stranger.pid)
        stranger.kill()
    server.stop()


def test_a_server_that_outlived_its_user_is_taken_over_and_stopped(made_folder: Path):
    program = (
        "import os, signal, sys; from pathlib import Path; from kb.running.embedded import EmbeddedServer;"
        "EmbeddedServer(Path(sys.argv[1]), throwaway=True).start(); os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run([sys.executable, "-c", program, str(made_folder / "postgres")], check=False)
    assert done.returncode == -signal.SIGKILL
    assert running_in(made_folder)
    server = EmbeddedServer(made_folder / "postgres", throwaway=True)
    server.start()
    assert answer(server) == "kb"
    server.stop()
    assert running_in(made_folder) == []


def test_start_makes_half_made_files_anew(open_folder: Path):
    folder = open_folder / "postgres"
    (folder / "base").mkdir(parents=True)
    (folder / "PG_VERSION").write_text("18\n")
    folder.chmod(0o700)
    server_account.give(folder)
    server = EmbeddedServer(folder, throwaway=True)
    server.start()
    assert answer(server) == "kb"
    server.stop()


def test_a_long_path_gets_a_short_socket(open_folder: Path):
    server = EmbeddedServer(open_folder / ("long" * 30) / "postgres", throwaway=True)
    server.start()
    assert answer(server) == "kb"
    server.remove()
    assert not server.socket_folder.exists()


def test_start_says_why_it_failed(made_folder: Path):
    server = EmbeddedServer(made_folder / "postgres", throwaway=True)
    server.start()
    server.stop()
    settings = server.folder / "postgresql.conf"
    good = settings.read_text()
    settings.write_text(good + "nonsense = 1\n")
    with pytest.raises(Misconfigured, match=r"did not start: .*errors.*\(log: .*DATABASE_URL"):
        server.start()
    settings.write_text(good)


def test_a_signal_while_starting_leaves_no_server(open_folder: Path):
    program = (
        "import sys; from pathlib import Path\n"
        "from kb.running import interruption; from kb.running.embedded import EmbeddedServer\n"
        "server = EmbeddedServer(Path(sys.argv[1]), throwaway=True)\n"
        "with interruption.raised_as_keyboard_interrupt():\n"
        "    print('ready', flush=True)\n"
        "    try: server.start()\n"
        "    finally: server.stop()\n"
    )
    command = [sys.executable, "-c", program, str(open_folder / "postgres")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.readline()
        time.sleep(0.5)
        process.terminate()
        assert process.wait(30) != 0
    assert running_in(open_folder) == []


@as_root
def test_root_changes_no_permission_above_the_data(open_folder: Path):
    watched = [open_folder, *open_folder.parents, Path(sys.prefix), *Path(sys.prefix).parents]
    before = {path: path.stat().st_mode for path in watched}
    server = EmbeddedServer(open_folder / "postgres", throwaway=True)
    server.start()
    server.stop()
    assert {path: path.stat().st_mode for path in watched} == before
    assert stat.S_IMODE(server.folder.stat().st_mode) == 0o700


@as_root
def test_root_refuses_a_private_folder_rather_than_open_it(tmp_path: Path):
    private = tmp_path / "private"
    private.mkdir(mode=0o700)
    with pytest.raises(Misconfigured, match=r"may not enter .*: set KB_DATA_DIR"):
        EmbeddedServer(private / "postgres").start()
    assert stat.S_IMODE(private.stat().st_mode) == 0o700


def test_the_folder_of_a_checkout_is_its_own(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(server_account, "as_root", lambda: True)
    one, two = tmp_path / "one", tmp_path / "two"
    folder = server_folder(one, chosen=False)
    assert server_folder(one, chosen=False) == folder
    # A copy carries the token along, and still finds no one else's database.
    two.mkdir()
    (two / "checkout-token").write_text((one / "checkout-token").read_text())
    assert server_folder(two, chosen=False) != folder
    # Nor does a new checkout at the old path.
    (one / "checkout-token").unlink()
    assert server_folder(one, chosen=False) != folder
    assert server_folder(one, chosen=True) == one / "postgres"


def test_token_is_made_once_and_private(tmp_path: Path):
    path = tmp_path / "new" / "secret-key"
    token = kept_token(path)
    assert len(token) >= 50
    assert kept_token(path) == token
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [entry.name for entry in path.parent.iterdir()] == ["secret-key"]
