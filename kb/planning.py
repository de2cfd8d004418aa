"""How long PostgreSQL may think about a statement before it runs it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from django.db import connection, transaction

#: Tables whose order the planner weighs at once; by default it is eight.
WEIGHED = 4


@contextlib.contextmanager
def by_key() -> Iterator[None]:
    """Inside, statements join their tables nearly in the order in which they are written.

    For what is looked up by key, as the records of one page are: `public()` and `select_related` join nine to
    eighteen tables by their primary keys, any order gives an answer in less than a millisecond, and the planner
    took 10 to 20 to weigh them all. Not for lists: where a filter lies on a table that is joined late, the order
    as written reads all of the first one; nor for a filter on a many-to-many relation beside more than two joins.

    Everything inside is one transaction, with which the setting ends: no other request can be handed it.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL join_collapse_limit = {WEIGHED}")
        yield
