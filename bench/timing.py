"""Run something many times; say its median and 95th percentile."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import Any

WARM_UPS = 3
#: An answer that takes longer than this (milliseconds) is timed fewer times, a fifth but at least this many.
SLOW, LEAST = 1_000, 5


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds of every run, in rising order."""

    runs: tuple[float, ...]

    @property
    def median(self) -> float:
        return median(self.runs)

    @property
    def p95(self) -> float:
        """The nearest-rank 95th percentile: of 20 runs, the second slowest."""
        return self.runs[math.ceil(0.95 * len(self.runs)) - 1]


def side_by_side(runs: int, *contenders: Callable[[], Any]) -> list[Timing]:
    """All timed in turn, so that whatever else the machine does slows the one as much as the others. The first
    of them decides whether they are slow."""
    for _ in range(min(WARM_UPS, runs)):
        start = time.perf_counter()
        contenders[0]()
        if (time.perf_counter() - start) * 1000 > SLOW:
            runs = min(runs, max(LEAST, runs // 5))
        for other in contenders[1:]:
            other()
    taken: list[list[float]] = [[] for _ in contenders]
    for _ in range(runs):
        for run, times in zip(contenders, taken, strict=True):
            start = time.perf_counter()
            run()
            times.append((time.perf_counter() - start) * 1000)
    return [Timing(tuple(sorted(times))) for times in taken]
