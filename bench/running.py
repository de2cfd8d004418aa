"""The whole course: the curated data, a small generated world and a large one, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import psycopg
from django.core.management import call_command
from django.db import connection

from bench.measuring import Line, measured
from bench.worlds import Size, World
from kb.curated.loading import data_folders, load


def fill(tell: Callable[[str], None]) -> None:
    """Make the tables of an empty database, and load the curated data."""
    tell("making the tables and loading the curated data")
    call_command("migrate", verbosity=0)
    load(data_folders())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def course(sizes: Sequence[Size], plain: psycopg.Connection[Any], runs: int, tell: Callable[[str], None]) -> list[Line]:
    """Time the data in the database, then generated worlds in its place. `plain` is the floors' connection."""
    tell("timing the curated data")
    lines = measured("curated", plain, runs)
    for size in sizes:
        tell(f"generating {size}, {size.treatments:,} treatments, {size.provisions:,} provisions")
        World(size).generate()
        tell(f"timing {size}")
        lines += measured(str(size), plain, runs)
    return lines
