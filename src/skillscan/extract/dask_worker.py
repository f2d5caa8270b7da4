"""A worker of a Dask cluster that reads texts: ``python -m skillscan.extract.dask_worker``.

It is one process with one thread for tasks, the main one: only there a timer can end the work on a
text (``time_budget``), which Dask's own workers could not. Start as many as the machine has cores.
The scheduler is the one of ``SKILLSCAN_DASK_SCHEDULER``; a worker that loses it ends, with exit
code 1, and whatever supervises it starts it again. On SIGTERM it ends what it does.
"""

import signal
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import Executor, Future
from contextlib import suppress
from importlib import import_module
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar
from urllib.parse import urlsplit

from skillscan.dask_pool import READING
from skillscan.errors import EXIT_FAILED, SkillscanError, UsageError
from skillscan.settings import Settings

if TYPE_CHECKING:
    from distributed import Worker

QUIET: Mapping[str, object] = {
    "distributed.worker.profile.enabled": False,
    "distributed.admin.tick.interval": "500ms",
}
"""Settings of Dask, for workers and scheduler: by themselves they take a sample of the stack 100
times a second, and look 50 times whether they are late, for a dashboard that is not there.
"""
SCHEDULER_SECONDS = 60.0
"""So long a worker waits for a scheduler that is not there yet."""

_P = ParamSpec("_P")
_R = TypeVar("_R")


class MainThread(Executor):
    """Does what is submitted in the thread that calls ``work``, one after the other."""

    def __init__(self) -> None:
        self._tasks: SimpleQueue[Callable[[], None] | None] = SimpleQueue()

    def submit(self, fn: Callable[_P, _R], /, *args: _P.args, **kwargs: _P.kwargs) -> "Future[_R]":
        """Have it done; what comes of it is the future's."""
        future: Future[_R] = Future()

        def task() -> None:
            if future.set_running_or_notify_cancel():
                try:
                    future.set_result(fn(*args, **kwargs))
                except Exception as error:  # noqa: BLE001 - it is the asker's
                    future.set_exception(error)

        self._tasks.put(task)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002
        """Have ``work`` end after what was submitted before."""
        self._tasks.put(None)

    def work(self) -> None:
        """Do the tasks until ``shutdown``."""
        while (task := self._tasks.get()) is not None:
            task()


def run(address: str) -> None:
    """Work for the scheduler until SIGTERM. Raises SkillscanError where it is not there or goes."""
    from distributed.utils import LoopRunner

    import_module("skillscan.nlp.preloaded")
    tasks, loop = MainThread(), LoopRunner(asynchronous=False)
    is_asked_to_end = []

    def end(*_: Any) -> None:
        is_asked_to_end.append(True)
        tasks.shutdown()

    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, end)
    loop.start()
    try:
        worker = loop.run_sync(_started, address, tasks)
    except (OSError, TimeoutError, RuntimeError) as error:
        raise SkillscanError(
            f"the Dask scheduler {address} cannot be reached: start it, or set "
            "SKILLSCAN_DASK_SCHEDULER right"
        ) from error
    tasks.work()
    with suppress(Exception):  # it is lost already where the scheduler is
        loop.run_sync(worker.close)
    if not is_asked_to_end:
        raise SkillscanError(f"the Dask scheduler {address} went away: the worker ends")


async def _started(address: str, tasks: MainThread) -> "Worker":
    import dask.config
    from distributed import Worker
    from distributed.utils import get_ip

    dask.config.set(QUIET)
    worker: Worker = await Worker(
        address,
        host=get_ip(urlsplit(address).hostname or ""),
        nthreads=1,
        resources={READING: 1},
        executor=tasks,
        memory_limit=0,  # results in flight are few; a paused worker would hold everybody up
        death_timeout=SCHEDULER_SECONDS,
        dashboard=False,
    )
    return worker


def main() -> int:
    """Work as the settings say; the exit code."""
    try:
        address = Settings().dask_scheduler
        if address is None:
            raise UsageError(
                "SKILLSCAN_DASK_SCHEDULER says no scheduler to work for: set it, as to "
                "tcp://127.0.0.1:8786"
            )
        run(address)
    except ModuleNotFoundError as error:
        if error.name not in ("dask", "distributed"):
            raise
        print("error: Dask is not installed: pip install 'skillscan[scale]'", file=sys.stderr)  # noqa: T201
        return EXIT_FAILED
    except SkillscanError as error:
        print(f"error: {error}", file=sys.stderr)  # noqa: T201
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
