"""The API against its own description: generated requests, right and wrong, find nothing.

A short run of each operation; the long one is `schemathesis run <server>/api/v1/schema/` (schemathesis.toml).
"""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as bounded
from schemathesis import GenerationMode

from kb.api.router import ANSWERS
from kb.records import RECORDS
from tests.kb.api import schemathesis_hooks  # importing it registers the hooks

NAMES = [
    "",
    "limits",
    *RECORDS,
    *(name for name, _ in ANSWERS),
    "provisions/{slug}/status",
    "rulings/{slug}/history",
]


@pytest.fixture
def _connection_kept() -> Iterator[None]:
    """Django's test client does the same: the end of a request would close the connection of the test."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("_connection_kept")
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["right", "wrong"])
@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_found(world: SimpleNamespace, settings: Any, name: str, mode: GenerationMode) -> None:
    settings.API_REQUESTS_PER_MINUTE = 1_000_000
    schema = schemathesis.openapi.from_wsgi("/api/v1/schema/", WSGIHandler())
    root = f"/api/v1/{name}/" if name else "/api/v1/"
    asked = [found for found in schemathesis_hooks.operations(schema) if found.path in (root, f"{root}{{slug}}/")]
    assert asked
    for operation in asked:
        if mode is GenerationMode.POSITIVE or operation.query or operation.path_parameters:
            attack(operation, mode)


def attack(operation: Any, mode: GenerationMode) -> None:
    @bounded(max_examples=8, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=mode))
    def requests(case: Any) -> None:
        case.call_and_validate()

    requests()
