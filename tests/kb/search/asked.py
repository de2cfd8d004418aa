"""How an answer of the search is read."""

from __future__ import annotations

from typing import Any

from tests.asking import ask


def found(q: str, **parameters: Any) -> list[tuple[str, str]]:
    return [(row["type"], row["slug"]) for row in ask("search/", q=q, **parameters)["results"]]


def first(q: str, **parameters: Any) -> dict[str, Any]:
    return ask("search/", q=q, **parameters)["results"][0]
