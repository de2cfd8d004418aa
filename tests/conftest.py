from __future__ import annotations

from types import SimpleNamespace

import pytest

from tests.world import make_world


@pytest.fixture
def world(db: None) -> SimpleNamespace:
    """Arcadia: see `tests.world.make_world`."""
    return make_world()
