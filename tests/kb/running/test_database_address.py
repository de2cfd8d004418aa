"""What DATABASE_URL may be, and what is said when it cannot be used."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from kb.running import database
from kb.running.embedded import EmbeddedServer
from kb.running.environment import Misconfigured
from tests.servers import new_open_folder

PASSWORD = "correct-horse"


@pytest.fixture(scope="module")
def strict_server() -> Iterator[EmbeddedServer]:
    """A server that asks for passwords, with the user alice."""
    with new_open_folder() as folder:
        server = EmbeddedServer(folder / "postgres", throwaway=True)
        server.start()
        with psycopg.connect(server.url, autocommit=True) as connection:
            connection.execute(f"CREATE ROLE alice LOGIN PASSWORD '{PASSWORD}'")
        (server.folder / "pg_hba.conf").write_text("local all alice scram-sha-256\nlocal all all trust\n")
        server.stop()
        server.start()
        yield server
        server.remove()


def use(monkeypatch, url: str) -> None:
    monkeypatch.setenv("DATABASE_URL", url)


def complaint(monkeypatch, url: str) -> str:
    use(monkeypatch, url)
    with pytest.raises(Misconfigured) as caught:
        database.check_server()
    message = str(caught.value)
    assert "DATABASE_URL" in message
    assert "\n" not in message
    return message


def test_every_part_of_the_address_reaches_django(monkeypatch):
    use(monkeypatch, "postgresql://al%40ice:p%2Fw@db.example:5433/law?sslmode=require")
    assert database.django_settings(pool_size=0) == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "law",
        "USER": "al@ice",
        "PASSWORD": "p/w",
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": {"options": "-c jit=off", "sslmode": "require", "connect_timeout": 10},
        "CONN_HEALTH_CHECKS": False,
    }


def test_pool_is_as_large_as_asked(monkeypatch):
    use(monkeypatch, "postgresql://db.example/law")
    settings = database.django_settings(pool_size=4)
    assert settings["OPTIONS"]["pool"] == {"min_size": 1, "max_size": 4, "timeout": 10}
    assert settings["CONN_HEALTH_CHECKS"] is True


def test_no_address_means_the_embedded_server(monkeypatch):
    monkeypatch.delenv("DATABASE_URL")
    assert database.uses_embedded_server()
    assert database.parameters()["dbname"] == "kb"


@pytest.mark.parametrize("url", ["mysql://db.example/law", "law", "sqlite:///law.db", "host=db.example dbname=law"])
def test_what_is_no_postgresql_address_is_refused(monkeypatch, url):
    assert "write postgresql://user:password@host:5432/name" in complaint(monkeypatch, url)


@pytest.mark.parametrize(
    "url", ["postgresql://a:hun/ter2@h:5432/x", "postgresql://a:p%zzhunter@h/x", "postgresql://[h/x"]
)
def test_unreadable_address_is_refused_without_a_piece_of_the_password(monkeypatch, url):
    message = complaint(monkeypatch, url)
    assert "percent-encoded" in message
    assert "hun" not in message
    assert "ter2" not in message


def test_address_without_a_database_is_refused(monkeypatch):
    assert "names no database" in complaint(monkeypatch, "postgresql://alice@db.example")


def test_unreachable_server(monkeypatch):
    message = complaint(monkeypatch, f"postgresql://alice:{PASSWORD}@127.0.0.1:1/law")
    assert "check the host and port" in message
    assert PASSWORD not in message


def test_unknown_host(monkeypatch):
    assert "check the host and port" in complaint(monkeypatch, "postgresql://alice@nowhere.invalid/law")


def test_missing_database(monkeypatch, strict_server):
    message = complaint(monkeypatch, strict_server.url.replace("/kb?", "/nothing?"))
    assert 'database "nothing" does not exist' in message
    assert "create it with createdb" in message


def test_wrong_password(monkeypatch, strict_server):
    url = f"postgresql://alice:battery@/kb?host={strict_server.socket_folder}"
    message = complaint(monkeypatch, url)
    assert 'password authentication failed for user "alice"' in message
    assert "check the user and password" in message
    assert "battery" not in message


def test_right_password(monkeypatch, strict_server):
    use(monkeypatch, f"postgresql://alice:{PASSWORD}@/kb?host={strict_server.socket_folder}")
    database.check_server()


def test_unknown_user(monkeypatch, strict_server):
    assert "check the user" in complaint(monkeypatch, f"postgresql://bob@/kb?host={strict_server.socket_folder}")


def test_server_that_is_too_old(monkeypatch, strict_server):
    monkeypatch.setattr(database, "OLDEST_SERVER", 99)
    assert "version 99 or later is needed" in complaint(monkeypatch, strict_server.url)


@pytest.mark.parametrize("command", [["manage.py", "kb_status"], ["-m", "kb.running.serve"]])
@pytest.mark.parametrize("url", ["postgresql://alice:battery@127.0.0.1:1/law", "nonsense"])
def test_commands_end_with_one_line_and_1(command, url):
    done = subprocess.run(
        [sys.executable, *command],
        env={**os.environ, "DATABASE_URL": url, "PORT": "1025"},
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "DATABASE_URL" in done.stderr
    assert "battery" not in done.stderr
