"""Log records of the steps: what began, what came of it, and how long it took.

Every record carries its fields twice: as ``key=value`` in the message, for people and for Prefect's
log view, and as the dictionary ``record.skillscan``, for programs (``SKILLSCAN_LOG_FORMAT=json``).
The names of fields are the words of the product: ``step``, ``source``, ``board``, ``release``,
``seconds``, and the step's own counts.
"""

import logging
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass(slots=True)
class _Run:
    id: str = ""


_PRESENT = _Run()
Value = str | int | float | bool | None


def name_run(run_id: str) -> str:
    """Name what this process is doing from now on; gives the name of before."""
    before, _PRESENT.id = _PRESENT.id, run_id
    return before


def run_id() -> str:
    """The name of the present run, as it stands in every JSON log line; empty for none."""
    return _PRESENT.id


@dataclass(slots=True)
class StepRecord:
    """What a step finds out about itself while it runs; ``add`` it, and it is logged at the end."""

    fields: dict[str, Value] = field(default_factory=dict)

    def add(self, **fields: Value) -> None:
        """Further fields for the closing record (counts by name; the last value counts)."""
        self.fields.update(fields)


@contextmanager
def logged_step(
    logger: logging.Logger, step: str, record: StepRecord | None = None, **fields: Value
) -> Iterator[StepRecord]:
    """Log the beginning (debug) and the end (info) of a step, or how it failed (error).

    ``fields`` stand in both records; ``record`` is one that the caller made.
    Whatever the block raises goes on to the caller.
    """
    record, started = record or StepRecord(), time.perf_counter()
    log(logger, logging.DEBUG, f"{step} began", step=step, **fields)
    try:
        yield record
    except BaseException as error:
        seconds = _seconds(started)
        reason = f"{type(error).__name__}: {error}"[:300]
        log(
            logger,
            logging.ERROR,
            f"{step} failed",
            step=step,
            **{**fields, "seconds": seconds, **record.fields, "reason": reason},
        )
        raise
    log(
        logger,
        logging.INFO,
        f"{step} ended",
        step=step,
        **{**fields, "seconds": _seconds(started), **record.fields},
    )


def log(logger: logging.Logger, level: int, message: str, **fields: Value) -> None:
    """One record with its fields, in the message and beside it."""
    shown = " ".join(f"{name}={_shown(value)}" for name, value in fields.items())
    text = f"{message}: {shown}" if shown else message
    logger.log(level, "%s", text, extra={"skillscan": dict(fields)}, stacklevel=2)


def fields_of(record: logging.LogRecord) -> Mapping[str, Value]:
    """The fields of a record; empty for records of other libraries."""
    found: Mapping[str, Value] = getattr(record, "skillscan", {})
    return found


def _shown(value: Value) -> str:
    text = f"{value:.1f}" if isinstance(value, float) else str(value)
    return repr(text) if any(c.isspace() or not c.isprintable() for c in text) else text


def _seconds(started: float) -> float:
    return round(time.perf_counter() - started, 3)
