"""A run that has lost its worker and the server ends by itself: nobody else would end it.

A worker that lives ends or reports its runs, and a server that lives hears of them; a run that has
lost only one of them goes on. Without both nobody can see it, stop it, or take what it has to tell,
and Prefect's client would try for eight minutes for each thing that it has to tell.
"""

import fcntl
import logging
import multiprocessing
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from threading import Thread

from skillscan.settings import Settings

LOG_FILE = "abandoned-runs.log"
"""In the home: the worker, into whose log a run speaks, and the server are gone."""
_ENGINE = "prefect.engine"
"""The module that a worker starts for each run."""
_RUN_VARIABLE = "PREFECT__FLOW_RUN_ID"
"""In the environment of a worker's run and of all processes below it."""
_LEAST_SECONDS = 10.0
_PAUSE_SECONDS = 2.0
_LOG = logging.getLogger("skillscan.flows")


@contextmanager
def at_work() -> Iterator[None]:
    """Hold the run back from ending by itself while this block runs, in whichever of its processes.

    They all have the folder that the worker made for the run; its lock ends with the process.
    """
    if _RUN_VARIABLE not in os.environ:
        yield
        return
    folder = os.open(".", os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_SH)
        yield
    finally:
        fcntl.flock(folder, fcntl.LOCK_UN)  # a process that was forked meanwhile has a copy of it
        os.close(folder)


def is_at_work() -> bool:
    """Whether a process that works in this folder is in such a block."""
    folder = os.open(".", os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(folder)
    return False


def watch_engine() -> None:
    """In the process that a worker started for a run: have it end when it is abandoned."""
    main = getattr(sys.modules["__main__"], "__spec__", None)
    if main is None or main.name != _ENGINE or multiprocessing.parent_process() is not None:
        return
    Thread(target=_end_when_abandoned, args=(os.getppid(),), daemon=True).start()


def _end_when_abandoned(worker: int) -> None:
    from .server import is_there, patience  # takes time, and the run is being loaded

    wait_until_abandoned(lambda: os.getppid() == worker, is_there, max(_LEAST_SECONDS, patience()))
    try:
        _tell()
    finally:
        os._exit(1)


def wait_until_abandoned(
    has_worker: Callable[[], bool], has_server: Callable[[], bool], patience: float
) -> None:
    """Return when for ``patience`` seconds on end there was no worker, no server, and no work."""
    alone_since = time.monotonic()
    while time.monotonic() - alone_since < patience:
        time.sleep(_PAUSE_SECONDS)
        if has_worker() or is_at_work() or has_server():
            alone_since = time.monotonic()


def _tell() -> None:
    """In the run's log, and where an operator still finds it."""
    what = (
        f"the run {os.environ.get(_RUN_VARIABLE)} has ended by itself: its worker is gone, and the "
        "server has not answered; what it had stored stays, start both and run it again"
    )
    _LOG.warning("%s", what)
    home = Settings().home
    if home.is_dir():
        with (home / LOG_FILE).open("a", encoding="utf-8") as file:
            file.write(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC {what}\n")
