"""A run's heartbeats are with the server before its end is.

They are sent beside the run, its end by the run itself. One that comes after the end begins a wait
for the next, and ninety seconds later people were told of a run that had ended well: of a run of a
second (all boards were read already, say) whenever the line to the server took a moment to open.
"""

import time
from collections.abc import Callable
from functools import wraps
from threading import Thread
from typing import ParamSpec, TypeVar

from prefect.events.worker import EventsWorker
from prefect.settings import get_current_settings

LEAST_SECONDS = 0.5
"""Of a run: its first heartbeat is under way by then."""
PATIENCE_SECONDS = 10.0
"""A server that is away is not waited for: the end will not be there before the heartbeat."""

_P = ParamSpec("_P")
_R = TypeVar("_R")


def heartbeats_first(function: Callable[_P, _R]) -> Callable[_P, _R]:
    """A flow that ends when its heartbeats were sent; below ``@flow``."""

    @wraps(function)
    def run(*args: _P.args, **options: _P.kwargs) -> _R:
        begun = time.monotonic()
        try:
            return function(*args, **options)
        finally:
            if get_current_settings().flows.heartbeat_frequency:
                time.sleep(max(0.0, begun + LEAST_SECONDS - time.monotonic()))
                _wait_until_sent()

    return run


def _wait_until_sent() -> None:
    sending = Thread(target=EventsWorker.instance().wait_until_empty, daemon=True)
    sending.start()
    sending.join(PATIENCE_SECONDS)
