"""How a ratio is measured: CPU time, both sides in turn over parts of the material, each text once.

Noise of the machine then hits both sides; what is left of it shows in the raw rows. What is read
once is remembered, in this process, by spaCy and by us alike, so that each group of measures has a
process of its own.
"""

import multiprocessing
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

PARTS = 20
_STATUS = Path("/proc/self/status")
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """``ours`` over ``baseline``, both in ``unit``; ``parts`` are the raw rows, side to values.

    ``bar`` and ``aim`` are for ``ratio``, or for ``ours`` where there is no baseline.
    ``peak_mib`` is the most memory that the process held which did nothing but our side.
    """

    name: str
    ours: float
    unit: str
    baseline: float | None = None
    baseline_name: str = ""
    bar: str = ""
    aim: str = ""
    parts: Mapping[str, Sequence[float]] = field(default_factory=dict)
    peak_mib: float | None = None

    @property
    def ratio(self) -> float | None:
        """Ours over the baseline."""
        return self.ours / self.baseline if self.baseline else None

    @property
    def value(self) -> float:
        """What the bar is for."""
        return self.ours if self.ratio is None else self.ratio

    @property
    def is_held(self) -> bool | None:
        """Whether the bar ("≤ 2.5") is held; none where there is none."""
        if not self.bar:
            return None
        sign, limit = self.bar.split()
        return self.value <= float(limit) if sign == "≤" else self.value >= float(limit)


def in_own_process(work: Callable[..., _T], *arguments: object) -> _T:
    """What a function of a module returns in a process that has read and built nothing before."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        return pool.submit(work, *arguments).result()


def peak_mib() -> float | None:
    """The most memory that this process has held; none where the system does not tell."""
    if not _STATUS.is_file():
        return None
    lines = (line.split() for line in _STATUS.read_text().splitlines())
    return next((int(line[1]) / 1024 for line in lines if line[0] == "VmHWM:"), None)


def cpu_seconds(work: Callable[[], object]) -> float:
    """CPU seconds of this process that a call takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def in_turn(
    sides: Mapping[str, Callable[[_T], object]], items: Sequence[_T], parts: int = PARTS
) -> dict[str, list[float]]:
    """CPU seconds of each side for each part of the items; the sides begin in turn."""
    size = max(1, -(-len(items) // parts))
    found: dict[str, list[float]] = {name: [] for name in sides}
    names = list(sides)
    for number, start in enumerate(range(0, len(items), size)):
        part = items[start : start + size]
        turn = number % len(names)
        for name in (*names[turn:], *names[:turn]):
            side = sides[name]
            found[name].append(cpu_seconds(lambda side=side, part=part: [side(i) for i in part]))
    return found
