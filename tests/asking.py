"""Asking the API as a client does, and reading its answers."""

from __future__ import annotations

# `status` and `accept` are Any so that a dict of parameters can be passed on.
from typing import Any

from django.test import Client


def ask(path: str, *, status: Any = 200, accept: Any = "*/*", **parameters: Any) -> Any:
    """The JSON of one answer from /api/v1/; lists stand for repeated parameters. Fails on another status."""
    response = answer(path, accept=accept, **parameters)
    assert response.status_code == status, (response.status_code, response.content.decode())
    return response.json()


def answer(path: str, *, accept: Any = "*/*", **parameters: Any) -> Any:
    """The answer itself, with its headers. A trailing underscore is dropped: `within_`."""
    query = {name.rstrip("_"): value for name, value in parameters.items()}
    return Client(raise_request_exception=True).get(f"/api/v1/{path}", query, headers={"accept": accept})


def slugs(path: str, **parameters: Any) -> list[str]:
    """The slugs of one page of a list, in its order."""
    return [row["slug"] for row in ask(path, **parameters)["results"]]


def refusal(path: str, **parameters: Any) -> dict[str, str]:
    """Parameter -> what is wrong with it, of a request that is refused with 400."""
    return {fault["parameter"]: fault["detail"] for fault in ask(path, status=400, **parameters)["errors"]}
