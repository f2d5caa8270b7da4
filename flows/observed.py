"""What a run shows while a step works: a progress artifact, and the step's own log records."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from httpx import HTTPError
from prefect.artifacts import create_progress_artifact, update_progress_artifact
from prefect.exceptions import PrefectException
from prefect.runtime import flow_run, task_run

from skillscan.telemetry.step_log import name_run, run_id

from .abandoned import at_work
from .server import at_once

LEAST_SECONDS = 2.0
"""Between two updates of an artifact: each is a request to the server."""
AWAY_SECONDS = 60.0
"""After an update that the server did not take."""
_LOGGER = logging.getLogger("skillscan")


class ArtifactProgress:
    """Progress as a Prefect artifact, a new one for each phase, all under the step's key.

    A server that cannot be reached costs the display, never the step.
    """

    def __init__(self, step: str) -> None:
        self._step = step
        self._phase = step
        self._artifact: UUID | None = None
        self._next_at = 0.0
        self._is_whole = False

    def begin(self, phase: str) -> None:
        """A phase begins, at nought."""
        self._phase, self._artifact, self._is_whole = phase, None, False
        self._show(0.0, self._described(0, 0))

    def advance(self, done: int, total: int) -> None:
        """So much is done; shown at most every other second, and when the phase is through.

        While the server is away, it is asked once a minute: each time may take seconds.
        """
        if not total or self._is_whole:
            return
        is_whole = done >= total
        if is_whole or time.monotonic() >= self._next_at:
            self._is_whole = is_whole
            self._show(100.0 * min(done, total) / total, self._described(done, total))

    def end(self) -> None:
        """The step is through, and so is its last phase, counted or not."""
        if self._artifact is not None and not self._is_whole:
            self._show(100.0, self._described(0, 0))

    def _described(self, done: int, total: int) -> str:
        counts = f": {done:,} of {total:,}" if total else ""
        return f"{self._step}, {self._phase}{counts}"

    def _show(self, percent: float, description: str) -> None:
        self._next_at = time.monotonic() + LEAST_SECONDS
        try:
            with at_once():
                self._send(percent, description)
        except (HTTPError, PrefectException, OSError, RuntimeError) as error:
            self._next_at = time.monotonic() + AWAY_SECONDS
            _LOGGER.warning("the progress of %s cannot be shown: %s", self._step, error)

    def _send(self, percent: float, description: str) -> None:
        if self._artifact is None:
            key = f"{self._step}-progress"
            self._artifact = create_progress_artifact(percent, key, description)  # type: ignore[assignment]
        else:
            update_progress_artifact(self._artifact, percent, description)


@contextmanager
def observed(step: str) -> Iterator[ArtifactProgress]:
    """Show a step of the present task: its log records in the run's log, and its progress.

    Take slots before: while this block runs, the run is at work, and does not end by itself.
    """
    for handler in logging.getLogger("prefect.extra").handlers:
        _LOGGER.addHandler(handler)
    ids = _RunIds(flow_run.id, task_run.id)
    handlers = list(_LOGGER.handlers)
    for handler in handlers:
        handler.addFilter(ids)
    _LOGGER.setLevel(logging.INFO)
    before = name_run(flow_run.id or run_id())
    progress = ArtifactProgress(step)
    try:
        with at_work():
            yield progress
        progress.end()
    finally:
        name_run(before)
        for handler in handlers:
            handler.removeFilter(ids)


class _RunIds(logging.Filter):
    """Names the run in records of threads that do not know it (a step's crawls, say)."""

    def __init__(self, flow_run_id: str | None, task_run_id: str | None) -> None:
        super().__init__()
        self._ids = {"flow_run_id": flow_run_id, "task_run_id": task_run_id}

    def filter(self, record: logging.LogRecord) -> bool:
        """Add the ids to a record of this package that has none."""
        if record.name.startswith(_LOGGER.name):
            for name, value in self._ids.items():
                if value and not getattr(record, name, None):
                    setattr(record, name, value)
        return True
