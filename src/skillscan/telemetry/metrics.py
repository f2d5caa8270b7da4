"""How the steps are, as an OpenMetrics text file for a monitoring system: ``Settings.metrics``.

What came of the newest run of each step is kept in ``steps.json`` of the home; the text is made of
it after each step, and put in place at once, so that no reader finds half of it. A file that cannot
be written costs the metrics, never the step.
"""

import logging
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from filelock import FileLock, Timeout

from skillscan.errors import UsageError
from skillscan.settings import Settings
from skillscan.storage.whole_file import write_whole
from skillscan.telemetry.step_log import StepRecord, Value, logged_step, run_id

if TYPE_CHECKING:
    from prometheus_client import Metric

_LOG = logging.getLogger(__name__)
KEPT = "steps.json"
_LOCK_SECONDS = 10.0
SECONDS = "seconds"
RUN_GAUGES = {
    "step_last_run_timestamp_seconds": "When the newest run of the step ended, well or not.",
    "step_last_success_timestamp_seconds": "When a run of the step last did what it was for.",
    "step_duration_seconds": "How long the newest run of the step took.",
    "step_failed": "1 where the newest run of the step ended with an error.",
}
"""Of every step; ``source`` is set for ``collect``, which is one step for each source."""
STEP_GAUGES = {
    "boards": "Boards of the source's newest collect, by outcome.",
    "postings": "Postings in the warehouse after the newest extract, by state.",
    "quarantined_items": "Items in quarantine that nobody has dealt with, by source.",
    "damaged_landing_files": "Landing files and reports that the newest extract found damaged.",
    "release_published_timestamp_seconds": "When the latest release was last published.",
    "release_estimates": "Estimates in the latest release.",
    "gate_held": "1 for a gate that held the newest release back.",
    "doctor_findings": "What the newest `skillscan doctor --metrics` found, by part and state.",
}
"""What single steps tell besides, by the name that ``MeasuredStep.tell`` takes."""


class Gauge(msgspec.Struct, frozen=True):
    """One value of one of the gauges."""

    name: str
    value: float
    labels: dict[str, str] = {}


class StepRun(msgspec.Struct, frozen=True):
    """The newest run of a step."""

    step: str
    ended_at: float
    seconds: float
    is_failed: bool
    succeeded_at: float | None = None
    source: str = ""
    run_id: str = ""
    """As it stands in the log of the run."""


class Journal(msgspec.Struct, frozen=True):
    """What is kept: the newest run of each step, and what steps told of the state of things."""

    runs: list[StepRun] = []
    gauges: list[Gauge] = []


@dataclass(slots=True)
class MeasuredStep(StepRecord):
    """A step that tells values for the metrics file besides what it logs."""

    told: list[tuple[str, dict[str, str], list[Gauge]]] = field(default_factory=list)
    is_success: bool = True
    """Set it to false where a run ended without an error, but did not do what it was for."""

    def tell(
        self, name: str, values: Iterable[tuple[float, dict[str, str]]], **within: str
    ) -> None:
        """The values of one of ``STEP_GAUGES``; what it was before, with these labels, is gone."""
        if name not in STEP_GAUGES:
            raise KeyError(name)
        self.told.append((name, within, [Gauge(name, float(v), within | o) for v, o in values]))


@contextmanager
def measured_step(
    settings: Settings, logger: logging.Logger, step: str, *, source: str = ""
) -> Iterator[MeasuredStep]:
    """``logged_step``, and what came of it in the metrics file."""
    record, started = MeasuredStep(), time.perf_counter()
    fields: dict[str, Value] = {"source": source} if source else {}

    def keep(*, is_failed: bool) -> None:
        seconds = time.perf_counter() - started
        run = StepRun(step, _now(), seconds, is_failed, source=source, run_id=run_id())
        _keep(settings, run, record)

    try:
        with logged_step(logger, step, record, **fields):
            yield record
    except UsageError:
        raise  # somebody mistyped: the step was not run
    except BaseException:
        keep(is_failed=True)
        raise
    keep(is_failed=False)


def _now() -> float:
    return time.time()


def _keep(settings: Settings, run: StepRun, record: MeasuredStep) -> None:
    if not settings.home.is_dir():
        return  # nothing is there to be watched
    file = settings.home / KEPT
    try:
        with FileLock(file.with_suffix(".lock"), timeout=_LOCK_SECONDS):
            journal = _with(read_journal(settings), run, record)
            _write(file, msgspec.json.format(msgspec.json.encode(journal)))
            _write(settings.metrics, render(journal))
    except (OSError, Timeout) as error:
        _LOG.warning("the metrics file %s could not be written: %s", settings.metrics, error)


def _with(journal: Journal, run: StepRun, record: MeasuredStep) -> Journal:
    """The journal with this run in place of the one before it."""
    key = (run.step, run.source)
    before = [one for one in journal.runs if (one.step, one.source) == key]
    last = before[0].succeeded_at if before else None
    is_success = record.is_success and not run.is_failed
    run = msgspec.structs.replace(run, succeeded_at=run.ended_at if is_success else last)
    others = [one for one in journal.runs if one not in before]
    gauges = journal.gauges
    for name, within, told in record.told:
        gauges = [one for one in gauges if not _is_of(one, name, within)] + told
    return Journal(sorted([*others, run], key=lambda one: (one.step, one.source)), gauges)


def _is_of(gauge: Gauge, name: str, within: dict[str, str]) -> bool:
    return gauge.name == name and within.items() <= gauge.labels.items()


def read_journal(settings: Settings) -> Journal:
    """What is kept; empty where there is nothing, or nothing that can be read."""
    file = settings.home / KEPT
    try:
        return msgspec.json.decode(file.read_bytes(), type=Journal)
    except FileNotFoundError:
        return Journal()
    except msgspec.DecodeError as error:
        _LOG.warning("%s is damaged, and begun anew: %s", file, error)
        return Journal()


def render(journal: Journal) -> bytes:
    """The OpenMetrics text of it."""
    from prometheus_client import CollectorRegistry
    from prometheus_client.openmetrics.exposition import generate_latest

    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Collected(journal))
    text: bytes = generate_latest(registry)  # type: ignore[no-untyped-call]
    return text


@dataclass(frozen=True, slots=True, eq=False)
class _Collected:
    """A journal as prometheus_client asks for it."""

    journal: Journal

    def collect(self) -> "Iterator[Metric]":
        from prometheus_client import Metric

        gauges = [*chain.from_iterable(map(_run_gauges, self.journal.runs)), *self.journal.gauges]
        for name, meaning in (RUN_GAUGES | STEP_GAUGES).items():
            unit = SECONDS if name.endswith(f"_{SECONDS}") else ""
            metric = Metric(f"skillscan_{name}", meaning, "gauge", unit)
            for one in gauges:
                if one.name == name:
                    metric.add_sample(metric.name, one.labels, one.value)
            if metric.samples:
                yield metric


def _run_gauges(run: StepRun) -> Iterator[Gauge]:
    labels = {"step": run.step} | ({"source": run.source} if run.source else {})
    yield Gauge("step_last_run_timestamp_seconds", run.ended_at, labels)
    if run.succeeded_at is not None:
        yield Gauge("step_last_success_timestamp_seconds", run.succeeded_at, labels)
    yield Gauge("step_duration_seconds", run.seconds, labels)
    yield Gauge("step_failed", float(run.is_failed), labels)


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, content, mode=0o644)  # the collector is another user
