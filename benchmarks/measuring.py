"""How a ratio is measured: alternating repeats, best of each side, so that noise hits both."""

import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """``ours`` over ``baseline``, both in ``unit``."""

    name: str
    ours: float
    baseline: float
    baseline_name: str
    unit: str

    @property
    def ratio(self) -> float:
        """Ours over the baseline."""
        return self.ours / self.baseline


def seconds(
    ours: Callable[[], object], baseline: Callable[[], object], repeats: int = 3
) -> tuple[float, float]:
    """Best wall time of each of two callables, run in turn."""
    best = [float("inf"), float("inf")]
    for _ in range(repeats):
        for place, work in enumerate((ours, baseline)):
            start = time.perf_counter()
            work()
            best[place] = min(best[place], time.perf_counter() - start)
    return best[0], best[1]


def timed(
    name: str, ours: Callable[[], object], baseline: Callable[[], object], baseline_name: str
) -> Ratio:
    """The ratio of the best wall times of two callables."""
    best, best_baseline = seconds(ours, baseline)
    return Ratio(
        name=name, ours=best, baseline=best_baseline, baseline_name=baseline_name, unit="s"
    )


def peak_mib(work: Callable[[], object]) -> float:
    """Peak of Python's allocations during the call, in MiB."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1] / 2**20
    finally:
        tracemalloc.stop()
