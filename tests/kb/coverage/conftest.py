"""The ground that generated worlds stand on."""

from tests.kb.coverage.generated_worlds import base

__all__ = ["base"]
