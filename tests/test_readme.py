"""The README's queries give the answers it prints."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client

README = (Path(__file__).parent.parent / "README.md").read_text()
QUERIES = re.findall(r"```sh\ncurl '([^']+)'\n```\n\n```json\n(.+?)\n```", README, re.DOTALL)


def test_four_queries_are_printed() -> None:
    assert len(QUERIES) == 4


@pytest.mark.usefixtures("curated")
@pytest.mark.parametrize(("address", "printed"), QUERIES)
def test_query_gives_the_printed_answer(client: Client, address: str, printed: str) -> None:
    url = urlsplit(address)
    answer = client.get(f"{url.path}?{url.query}")
    assert answer.status_code == 200
    assert_within(json.loads(printed), answer.json(), "")


@pytest.mark.usefixtures("curated")
def test_new_wording_is_enforceable(client: Client) -> None:
    assert "as_of=2004-01-01` and the verdict is `enforceable`" in README
    answer = client.get("/api/v1/provisions/us-18-usc-2256-8-b/status/?as_of=2004-01-01").json()
    assert answer["verdict"] == "enforceable"


def assert_within(printed: Any, given: Any, where: str) -> None:
    """Every key printed is given with that value; an empty list is empty, and each item printed stands in the list."""
    if isinstance(printed, dict):
        for key, value in printed.items():
            assert key in given, f"{where}/{key} is not in the answer"
            assert_within(value, given[key], f"{where}/{key}")
    elif isinstance(printed, list):
        assert bool(printed) == bool(given), f"{where}: printed {printed}, given {given}"
        for item in printed:
            assert any(_is_within(item, other) for other in given), f"{where}: {item} is not in {given}"
    else:
        assert printed == given, f"{where}: printed {printed!r}, given {given!r}"


def _is_within(printed: Any, given: Any) -> bool:
    try:
        assert_within(printed, given, "")
    except AssertionError:
        return False
    return True
