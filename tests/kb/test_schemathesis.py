"""The API against its own description: generated requests, right and wrong, find nothing.

A short run of each operation; the long one is `schemathesis run <server>/api/v1/schema/` (schemathesis.toml).
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings

from kb.wsgi import application
from tests.kb import schemathesis_hooks  # noqa: F401  (importing it registers the hooks)


@pytest.fixture
def api_schema(world: SimpleNamespace, settings: Any) -> Any:
    settings.API_REQUESTS_PER_MINUTE = 1_000_000
    schema = schemathesis.openapi.from_wsgi("/api/v1/schema/", application)
    # Every boundary of every parameter takes minutes: left to the long run.
    schema.config.phases.coverage.enabled = False
    return schema


schema = schemathesis.pytest.from_fixture("api_schema")


@schema.parametrize()
@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
def test_nothing_is_found(case: Any) -> None:
    case.call_and_validate()
