"""One pool of processes for the work that takes time: normalising and reading texts.

Little work is done in this process, without starting another. Others are forked from a server that
has no threads and has imported what takes long (``preload``) once for all of them; where a system
cannot fork, each imports what it needs. They end with this process, however it ends.
"""

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import cache
from itertools import chain
from multiprocessing import forkserver
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from threading import Thread
from typing import Protocol, TypeVar

from skillscan.errors import SkillscanError

POOL_MINIMUM = 300
"""Items, of all calls together, from which starting processes pays.

Measured in extract: importing and building what reads costs this process as much as the server that
others are forked from; each of them reads its first texts at a cost of a second more, as much as 70
of the usual length. So two break even at 160 and save a tenth from 300 on.
"""
SHARD_ITEMS = 20
"""Items that a process gets at once; small enough that all processes end together."""

_T = TypeVar("_T")
_R = TypeVar("_R")


def _cores() -> int:
    """The cores this process may use."""
    if hasattr(os, "sched_getaffinity"):  # not on macOS
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _start_methods() -> list[str]:
    return multiprocessing.get_all_start_methods()


def shards_of(items: Sequence[_T]) -> Iterator[list[_T]]:
    """The items in their order, so many as one process gets at once."""
    return (list(items[i : i + SHARD_ITEMS]) for i in range(0, len(items), SHARD_ITEMS))


class WorkerPool(Protocol):
    """What an extraction needs of those who work for it, on this machine or on others."""

    def map(
        self, function: Callable[[list[_T]], Iterable[_R]], items: Sequence[_T]
    ) -> Iterator[_R]:
        """What ``function`` (of a module, picklable) makes of shards of the items, in their order.

        Raises SkillscanError when a worker dies.
        """

    @property
    def is_started(self) -> bool:
        """Whether what is given to ``map`` is done meanwhile, by others than this process."""

    def expect(self, items: int) -> None:
        """Say how many items will come, at least, so that what takes long can begin."""

    def close(self) -> None:
        """Let go of them, without waiting for work that nobody will use."""


class Workers:
    """A pool that is started when it is first needed; ``count`` 0 means one process per core.

    ``preload`` are modules that its processes begin with.
    """

    def __init__(self, count: int = 0, preload: Sequence[str] = ()) -> None:
        self._count = count or _cores()
        self._preload = list(preload)
        self._pool: ProcessPoolExecutor | None = None
        self._items = 0

    def map(
        self, function: Callable[[list[_T]], Iterable[_R]], items: Sequence[_T]
    ) -> Iterator[_R]:
        """What ``function`` (of a module, picklable) makes of shards of the items, in their order.

        The pool begins at once; without one, the work is done as results are asked for. Raises
        SkillscanError when a process dies.
        """
        shards = list(shards_of(items))
        self._items += len(items)
        if self._count == 1 or (self._items < POOL_MINIMUM and self._pool is None):
            return chain.from_iterable(map(function, shards))
        return self._map_in_pool(function, shards)

    @property
    def is_started(self) -> bool:
        """Whether other processes work: what is given to ``map`` is done meanwhile."""
        return self._pool is not None

    def expect(self, items: int) -> None:
        """Say how many items will come: where they are many, the server that processes are forked
        from begins to import, while this process prepares the work.
        """
        if self._count > 1 and items >= POOL_MINIMUM and "forkserver" in _start_methods():
            self._context()
            forkserver.ensure_running()

    def close(self) -> None:
        """End the processes, without waiting for work that nobody will use."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def _map_in_pool(
        self, function: Callable[[list[_T]], Iterable[_R]], shards: Sequence[list[_T]]
    ) -> Iterator[_R]:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self._count, mp_context=self._context(), initializer=end_with_parent
            )
        with _told_when_a_process_dies():
            futures = deque(self._pool.submit(function, shard) for shard in shards)
        return _results(futures)

    def _context(self) -> BaseContext:
        if "forkserver" not in _start_methods():
            return multiprocessing.get_context("spawn")
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(self._preload)
        return context


@cache
def end_with_parent() -> None:
    """Have this process end when the one that asked for it does.

    A killed parent closes nothing: its workers would wait for shards for ever.
    """
    if parent := multiprocessing.parent_process():
        Thread(target=_end_after, args=(parent,), daemon=True).start()


def _end_after(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


def _results(futures: "deque[Future[Iterable[_R]]]") -> Iterator[_R]:
    with _told_when_a_process_dies():
        while futures:  # nothing keeps a future: what was taken from it can be forgotten
            yield from futures.popleft().result()


@contextmanager
def _told_when_a_process_dies() -> Iterator[None]:
    try:
        yield
    except BrokenProcessPool as error:
        raise SkillscanError(
            "a worker process died (out of memory?): what was stored before stays; set "
            "SKILLSCAN_WORKERS to a smaller number and run `skillscan extract` again"
        ) from error
