"""What is looked up by key is not pondered over: the planner's setting holds inside the block, and there only."""

from __future__ import annotations

import pytest
from django.db import connection

from kb.planning import WEIGHED, by_key

# In transactions of its own: the setting ends with them.
pytestmark = pytest.mark.django_db(transaction=True)


def setting() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW join_collapse_limit")
        return str(cursor.fetchone()[0])


def test_it_holds_inside_the_block_only() -> None:
    before = setting()
    assert before != str(WEIGHED)
    with by_key():
        assert setting() == str(WEIGHED)
    assert setting() == before


def test_it_ends_with_an_error() -> None:
    before = setting()
    with pytest.raises(LookupError), by_key():
        raise LookupError
    assert setting() == before
