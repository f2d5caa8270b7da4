"""How the work grows with a text: a ratio of CPU times, so that a busy machine decides nothing."""

import time
from collections.abc import Callable
from statistics import median

MOST = 2.6
"""Twice the text may take so many times as long; four times would be a square."""


def growth(work: Callable[[str], object], unit: str, length: int) -> float:
    """How many times as long twice ``length`` characters of a repeated text take."""
    work(unit)
    once = _cpu_seconds(work, unit, length)
    return _cpu_seconds(work, unit, 2 * length) / max(once, 0.005)


def _cpu_seconds(work: Callable[[str], object], unit: str, length: int) -> float:
    """The median of some runs, each on another text, so that nothing is remembered."""
    found = []
    for number in range(5):
        text = f"{number} {unit * (length // len(unit))}"
        start = time.process_time()
        work(text)
        found.append(time.process_time() - start)
    return median(found)
