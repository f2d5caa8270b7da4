"""One pool of processes for the work that takes time: normalising and reading texts.

Little work is done in this process, without starting another. One is started with ``spawn``: it
imports what it needs and shares no state.
"""

import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

from skillscan.errors import SkillscanError

POOL_MINIMUM = 100
"""Items, of all calls together, from which starting processes (some seconds each) pays."""
SHARD_ITEMS = 50
"""Items that a process gets at once; small enough that all processes end together."""

_T = TypeVar("_T")
_R = TypeVar("_R")


def _cores() -> int:
    """The cores this process may use."""
    if hasattr(os, "sched_getaffinity"):  # not on macOS
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Workers:
    """A pool that is started when it is first needed; ``count`` 0 means one process per core."""

    def __init__(self, count: int = 0) -> None:
        self._count = count or _cores()
        self._pool: ProcessPoolExecutor | None = None
        self._items = 0

    def map(
        self, function: Callable[[list[_T]], Iterable[_R]], items: Sequence[_T]
    ) -> Iterator[_R]:
        """What ``function`` (of a module, picklable) makes of shards of the items, in any order.

        Raises SkillscanError when a process dies.
        """
        shards = [list(items[i : i + SHARD_ITEMS]) for i in range(0, len(items), SHARD_ITEMS)]
        self._items += len(items)
        if self._count == 1 or (self._items < POOL_MINIMUM and self._pool is None):
            for shard in shards:
                yield from function(shard)
            return
        yield from self._map_in_pool(function, shards)

    def close(self) -> None:
        """End the processes, without waiting for work that nobody will use."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def _map_in_pool(
        self, function: Callable[[list[_T]], Iterable[_R]], shards: Sequence[list[_T]]
    ) -> Iterator[_R]:
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self._count, mp_context=context)
        try:
            # nothing here keeps the futures: what was taken from them can be forgotten
            for future in as_completed([self._pool.submit(function, s) for s in shards]):
                yield from future.result()
        except BrokenProcessPool as error:
            raise SkillscanError(
                "a worker process died (out of memory?): what was stored before stays; set "
                "SKILLSCAN_WORKERS to a smaller number and run `skillscan extract` again"
            ) from error
