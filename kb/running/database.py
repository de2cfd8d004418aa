"""Which database is used: the server that DATABASE_URL names, or the embedded one.

Importing this module or the settings connects to nothing and starts nothing. `available`
does, and is what `manage.py`, the run command and the tests go through.
"""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from kb.running import environment
from kb.running.embedded import EmbeddedServer, server_folder
from kb.running.environment import Misconfigured

OLDEST_SERVER = 15
SECONDS_TO_CONNECT = 10
EXAMPLE = "postgresql://user:password@host:5432/name"

PROJECT = Path(__file__).resolve().parents[2]


def data_folder() -> Path:
    """What the project keeps on disk: secret key, collected static files, the database."""
    return Path(environment.text("KB_DATA_DIR") or PROJECT / ".kb").expanduser().resolve()


def embedded_server() -> EmbeddedServer:
    chosen = bool(environment.text("KB_DATA_DIR"))
    return EmbeddedServer(server_folder(data_folder(), chosen=chosen))


def uses_embedded_server() -> bool:
    return not environment.secret("DATABASE_URL")


def address() -> str:
    """The connection address in force, with its password: not for printing."""
    return environment.secret("DATABASE_URL") or embedded_server().url


def parameters() -> dict[str, Any]:
    """The address as libpq's parameters. Raises Misconfigured if it cannot be read.

    libpq's own message is not passed on: it may quote a piece of the password.
    """
    url = address()
    if not url.startswith(("postgresql://", "postgres://")):
        raise Misconfigured(f"DATABASE_URL is not the address of a PostgreSQL database: write {EXAMPLE}")
    try:
        found = conninfo_to_dict(url)
        # "user:pass/word@host" is an address to libpq: of the port "pass", which it would quote.
        readable = all(port.isdecimal() for port in str(found.get("port") or "0").split(","))
    except psycopg.Error:
        readable = False
    if not readable:
        raise Misconfigured(
            f"DATABASE_URL cannot be read: write {EXAMPLE}, with @ : / ? # and % inside the password percent-encoded."
        )
    if not found.get("dbname"):
        raise Misconfigured(f"DATABASE_URL names no database: write {EXAMPLE}")
    return found


def django_settings(*, pool_size: int) -> dict[str, Any]:
    """The value of settings.DATABASES["default"].

    `pool_size` is the greatest number of connections a process keeps open, 0 for no pool.
    Commands use none: they run one query at a time and end.
    """
    options = parameters()
    named = {
        "NAME": options.pop("dbname"),
        "USER": options.pop("user", ""),
        "PASSWORD": options.pop("password", ""),
        "HOST": options.pop("host", ""),
        "PORT": options.pop("port", ""),
    }
    options.setdefault("connect_timeout", SECONDS_TO_CONNECT)
    # Compiling a plan costs more than any query here takes: over a second on freshly loaded tables.
    options.setdefault("options", "-c jit=off")
    if pool_size:
        options["pool"] = {"min_size": 1, "max_size": pool_size, "timeout": SECONDS_TO_CONNECT}
    return {
        "ENGINE": "django.db.backends.postgresql",
        **named,
        "OPTIONS": options,
        # A connection that died while it lay in the pool is replaced, not handed out.
        "CONN_HEALTH_CHECKS": bool(pool_size),
    }


@contextlib.contextmanager
def available() -> Iterator[None]:
    """Inside the block the database answers; the embedded server is started and stopped.

    A server that another process of this checkout already runs is shared, and goes on as
    long as one of them needs it. Raises Misconfigured, with one line that names
    DATABASE_URL and the remedy, if the database cannot be used.
    """
    if not uses_embedded_server():
        check_server()
        yield
        return
    server = embedded_server()
    try:
        server.start()
        yield
    finally:
        server.stop()


def check_server() -> None:
    """Connect to DATABASE_URL once. Raises Misconfigured if that fails or it is too old."""
    found = parameters()
    password = found.get("password") or ""
    found.setdefault("connect_timeout", SECONDS_TO_CONNECT)
    try:
        with psycopg.connect(make_conninfo("", **found)) as connection:
            served = connection.info.server_version // 10000
    except psycopg.Error as error:
        raise Misconfigured(_explain(str(error), password)) from None
    if served < OLDEST_SERVER:
        raise Misconfigured(f"DATABASE_URL names a PostgreSQL {served}: version {OLDEST_SERVER} or later is needed.")


def _explain(message: str, password: str) -> str:
    """The server's refusal as one line, with what to do about it and without the password."""
    remedies = {
        "password": "check the user and password in DATABASE_URL",
        "role": "check the user in DATABASE_URL",
        "database": "create it with createdb, or correct the name at the end of DATABASE_URL",
    }
    reason = " ".join(message.split()).rpartition("FATAL:")[2].strip()
    remedy = "check the host and port in DATABASE_URL, and that the server runs"
    if "FATAL:" in message:
        remedy = "see the server's log, and check DATABASE_URL"
        for word, advice in remedies.items():
            if word in reason.partition('"')[0]:
                remedy = advice
                break
    if password:
        reason = reason.replace(password, "***")
    return f"DATABASE_URL cannot be used: {reason.rstrip('.')}; {remedy}."
