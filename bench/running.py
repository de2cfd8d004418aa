"""The whole course: the curated data, a small generated world and a large one, one after the other."""

from __future__ import annotations

import time

import psycopg
from django.core.management import call_command
from django.db import connection
from rich.console import Console

from bench.measuring import measured, say
from bench.worlds import Size, World
from kb import database


def run(rulings: int, treatments: int, provisions: int, runs: int, small: tuple[int, int]) -> None:
    """Migrate and load an empty database, generate, measure, print. A few minutes at the full size."""
    progress, console = Console(stderr=True), Console(width=140)
    start = time.monotonic()

    def tell(what: str) -> None:
        progress.print(f"{time.monotonic() - start:5.0f} s  {what}", highlight=False)

    tell("making the tables and loading the curated data")
    call_command("migrate", verbosity=0)
    call_command("load_kb", verbosity=0, stdout=progress.file)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    sizes = [
        Size(*small, provisions=max(5, provisions * small[0] // rulings)),
        Size(rulings, treatments, provisions),
    ]
    names = [f"{size.rulings:,} rulings" for size in sizes]
    with psycopg.connect(database.address(), autocommit=True) as plain:
        tell("timing the curated data")
        lines = measured("curated", plain, runs)
        for size, name in zip(sizes, names, strict=True):
            tell(f"generating {name}, {size.treatments:,} treatments, {size.provisions:,} provisions")
            World(size).generate()
            tell(f"timing {name}")
            lines += measured(name, plain, runs)
    tell("done")
    say(lines, console, small=names[0], large=names[1])
