"""`python -m bench`: start a database server of its own, time the answers, print a table, leave nothing behind."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
from rich.console import Console

from kb.running import embedded, interruption
from kb.running.environment import Misconfigured

SMALL_RULINGS, SMALL_TREATMENTS = 1_000, 10_000
WIDTH = 130


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench",
        description="Time pages against their API twins, and coverage, matrix, status and precedents against a floor. "
        "The database server is its own, in a temporary folder, reached by a Unix socket only.",
    )
    parser.add_argument("--rulings", type=int, default=100_000, help="of the large generated world")
    parser.add_argument("--treatments", type=int, default=1_000_000)
    parser.add_argument("--provisions", type=int, default=5_000, help="with five wordings each, six answers a wording")
    parser.add_argument("--runs", type=int, default=30, help="timed runs of each answer, after three to warm up")
    found = parser.parse_args()
    if found.rulings < SMALL_RULINGS or min(found.treatments, found.provisions, found.runs) < 1:
        parser.error(f"at least {SMALL_RULINGS} rulings, and one of everything else")
    return found


@contextlib.contextmanager
def own_server() -> Iterator[str]:
    """The address of a new database on a server of its own; both are gone afterwards, on Ctrl-C and SIGTERM too."""
    folder = Path(tempfile.mkdtemp(prefix="csam-law-kb-bench-"))
    folder.chmod(0o755)  # as root the server runs as another account, which has to enter
    server = embedded.EmbeddedServer(folder / "postgres", throwaway=True)
    try:
        server.start()
        yield server.url
    finally:
        server.remove()


def main() -> None:
    asked = arguments()
    start = time.monotonic()

    def tell(what: str) -> None:
        print(f"{time.monotonic() - start:5.0f} s  {what}", file=sys.stderr, flush=True)

    with interruption.raised_as_keyboard_interrupt(), own_server() as url:
        os.environ["DATABASE_URL"] = url
        os.environ["DJANGO_SETTINGS_MODULE"] = "kb.settings"
        # Django reads its settings, and with them the address of the server, on these imports.
        import django

        django.setup()
        from bench.measuring import growth, table
        from bench.pages import pairs, table_of_pages
        from bench.running import course, fill
        from bench.worlds import Size

        small = Size(SMALL_RULINGS, SMALL_TREATMENTS, max(5, asked.provisions * SMALL_RULINGS // asked.rulings))
        large = Size(asked.rulings, asked.treatments, asked.provisions)
        fill(tell)
        tell("timing pages and their API twins")
        pages = pairs(asked.runs)
        with psycopg.connect(url, autocommit=True) as plain:
            lines = course((small, large), plain, asked.runs, tell)
        tell("done")
        console = Console(width=WIDTH)
        console.print(table_of_pages(pages))
        console.print(table(lines))
        console.print(growth(lines, str(small), str(large)), highlight=False)


if __name__ == "__main__":
    try:
        main()
    except Misconfigured as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit(130)
