"""A server that is away for a while: what is told to it waits, and what is done stays done.

Prefect's client tries again only where it was connected before; a new one gives up at once.
"""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from httpx import HTTPError, HTTPStatusError
from prefect import task_runners
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import State
from prefect.exceptions import PrefectException
from prefect.futures import PrefectFuture
from prefect.settings import (
    PREFECT_CLIENT_MAX_RETRIES,
    get_current_settings,
    temporary_settings,
)

from skillscan.errors import SkillscanError
from skillscan.process_pool import end_with_parent

MOST_RETRIES = 12
"""That are counted: with them a server may be away for two hours."""
_PAUSE_SECONDS = 1.0
_ANSWER_SECONDS = 10.0
_LOG = logging.getLogger("skillscan.flows")


def patience() -> float:
    """Seconds that the server may be away: as long as Prefect's client tries again.

    It waits 2, 4, 8 … seconds: ``PREFECT_CLIENT_MAX_RETRIES`` of the deployments, 8, are eight
    minutes.
    """
    retries = get_current_settings().client.max_retries
    return sum(2.0**n for n in range(1, min(retries, MOST_RETRIES) + 1))


def told_to_server(what: str, tell: Callable[[], object]) -> None:
    """Do it again until the server takes it; in the end a warning has to do."""
    end = time.monotonic() + patience()
    while True:
        try:
            tell()
        except (HTTPError, PrefectException, OSError) as error:
            if time.monotonic() >= end or _is_refused(error):
                _LOG.warning("the server could not be told %s: %s", what, error)
                return
            time.sleep(_PAUSE_SECONDS)
        else:
            return


def _is_refused(error: Exception) -> bool:
    """The server answers, and will not take it the next time either."""
    return isinstance(error, HTTPStatusError) and error.response.is_client_error


class LostTaskError(SkillscanError):
    """A task's process gave it up before it began: the server had just gone away, say."""


def begin_process() -> None:
    """What a process of a run's tasks does first: it ends with the run, and the server is there.

    Where Prefect cannot begin a task it exits, and the exit is lost on the way to the run, which
    waited for ever, alive to all who look (3.8.8: ``_ChainedFuture`` passes on no SystemExit).
    """
    end_with_parent()
    run = task_runners._run_task_in_subprocess
    task_runners._run_task_in_subprocess = partial(_without_exit, run)
    wait_for_server()


def _without_exit(run: Callable[..., Any], *args: Any, **options: Any) -> Any:
    """Run a task; an exit in its place becomes a LostTaskError."""
    try:
        return run(*args, **options)
    except SystemExit as error:
        raise LostTaskError("the task's process gave up: is the server there?") from error


def is_lost(future: PrefectFuture[Any]) -> bool:
    """Whether a task that is over was given up by its process, and has no state."""
    try:
        future.result(raise_on_failure=False)
    except LostTaskError:
        return True
    return False


def wait_for_server() -> None:
    """Before something begins that gives up at once without the server."""
    told_to_server("that something begins", _ask)


def begun(begin: Callable[[], State]) -> State:
    """The state of a run below this one, which begins when the server is there.

    Between the answer and the beginning the server may go away, and Prefect's client gives up at
    once: then it is begun again. Any flow may be run again at any point, so nothing is done twice.
    """
    end = time.monotonic() + patience()
    while True:
        wait_for_server()
        try:
            return begin()
        except (HTTPError, OSError) as error:
            if time.monotonic() >= end or _is_refused(error):
                raise
            _LOG.warning("a run could not begin, and is begun again: %s", error)
            time.sleep(_PAUSE_SECONDS)


@contextmanager
def at_once() -> Iterator[None]:
    """What is asked of the server in this block is asked once: one that is away takes no time."""
    with temporary_settings({PREFECT_CLIENT_MAX_RETRIES: 0}):
        yield


def is_there() -> bool:
    """Whether the server answers, be it that it refuses; asked once, for ten seconds at most."""
    try:
        with at_once(), get_client({"timeout": _ANSWER_SECONDS}, sync_client=True) as client:
            error = client.api_healthcheck()
    except (HTTPError, PrefectException, OSError) as raised:
        error = raised
    return error is None or _is_refused(error)


def _ask() -> None:
    with get_client(sync_client=True) as client:
        if error := client.api_healthcheck():
            raise OSError(str(error)) from error
