"""Collect boards into landing: a task per source and batch, and a table of boards not well."""

from collections import Counter, deque
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any, cast

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.futures import PrefectFuture, as_completed
from prefect.runtime import flow_run
from prefect.task_runners import ProcessPoolTaskRunner, TaskRunner
from pydantic import Field

from skillscan.boards.registry import choose_boards, known_boards
from skillscan.boards.schedule import LOOK_BACK, due_boards
from skillscan.collect.batches import BATCH_SIZE, batches, unread
from skillscan.collect.offline import reports_since
from skillscan.collect.step import collect_boards
from skillscan.domain import CRAWL_DIED, Board
from skillscan.errors import SkillscanError
from skillscan.landing.reader import reports
from skillscan.settings import Settings

from .artifacts import show_source_health
from .heartbeats import ends_aloud
from .observed import observed
from .outcomes import after_collect, told
from .server import begin_process, is_lost, wait_for_server
from .settings import run_settings
from .slots import only_one, source_slot

RUNNER = cast(
    "TaskRunner[PrefectFuture[Any]]",
    ProcessPoolTaskRunner(max_workers=4, initializer=begin_process),
)
"""Processes and not threads: a time limit cannot stop a task that runs in a thread. They end with
the run: those of a killed one would crawl on, and then wait for ever.
"""
TIME_LIMIT = 6 * 60 * 60.0
TIMES_LOST = 3
"""So often a batch is begun again whose process gave it up."""

BatchSize = Annotated[int, Field(ge=1, le=500)]
"""Boards of one task; all batches of a source take turns, so it says nothing of the pace."""
NightHours = Annotated[float, Field(ge=0, le=48)]
"""Boards read whole within so many hours are not asked again; 0: all are."""
NIGHT_HOURS = 12.0
"""Longer than any night, shorter than the time between two."""


@ends_aloud
@flow(name="collect", task_runner=RUNNER)
@told
def collect(
    source: str | None = None,
    boards: Path | None = None,
    *,
    is_due_only: bool = False,
    batch_size: BatchSize = BATCH_SIZE,
    night_hours: NightHours = NIGHT_HOURS,
) -> State:
    """Fetch the boards of one source or of all; ``boards`` is a CSV file instead of the own list.

    A board that fails does not fail the run: it stands in the table of source health. Started anew,
    a run asks only for what the night has not read yet.
    """
    settings, started = run_settings(), datetime.now(UTC)
    listed = choose(settings, source, boards, is_due_only=is_due_only)
    night_began = started - timedelta(hours=night_hours)
    known = reports_since(settings.landing, night_began) if night_hours else ()
    chosen = unread(listed, known)
    collect_in_turn(batches(chosen, batch_size), settings, started)
    night = reports(settings.landing, source=source, since=night_began)
    show_source_health(night, settings)
    found = [report for report in night if report.started_at >= started]
    return after_collect(found, asked=len(chosen), read_before=len(listed) - len(chosen))


def choose(
    settings: Settings, source: str | None, path: Path | None, *, is_due_only: bool
) -> list[Board]:
    """The boards to fetch. Raises ``UsageError`` where there are none of that kind."""
    listed = known_boards(settings, path)
    chosen = choose_boards(listed, source, None, str(path or "data/boards.csv"))
    if is_due_only:
        now = datetime.now(UTC)
        chosen = due_boards(chosen, reports(settings.landing, since=now - LOOK_BACK), now)
    return chosen


def collect_in_turn(
    by_source: Mapping[str, Sequence[Sequence[Board]]], settings: Settings, started: datetime
) -> None:
    """A task for each batch: those of one source one after the other, sources beside each other.

    One that its process gave up, as the server had just gone away, is begun again.
    """
    waiting = {source: deque(enumerate(of_source, 1)) for source, of_source in by_source.items()}
    under_way: dict[PrefectFuture[Any], tuple[str, int, Sequence[Board]]] = {}
    lost: Counter[tuple[str, int]] = Counter()

    def begin_next(source: str) -> None:
        if waiting[source]:
            number, batch = waiting[source].popleft()
            part = f"{number} of {len(by_source[source])}"
            future = collect_batch.submit(source, part, list(batch), settings, started)
            under_way[future] = source, number, batch

    for source in by_source:
        begin_next(source)
    while under_way:
        ended = next(iter(as_completed(list(under_way))))
        source, number, batch = under_way.pop(ended)
        if lost[source, number] < TIMES_LOST and is_lost(ended):
            lost[source, number] += 1
            wait_for_server()
            waiting[source].appendleft((number, batch))
        begin_next(source)


@task(
    name="collect batch",
    task_run_name="collect {source}, batch {part}",
    retries=2,
    retry_delay_seconds=[60, 600],
    cache_policy=NO_CACHE,
)
def collect_batch(
    source: str,
    part: str,  # noqa: ARG001 - for the name of the run
    boards: list[Board],
    settings: Settings,
    started: datetime,
) -> int:
    """Fetch a batch of boards of one source; the number of boards read whole.

    Where no host has answered the batches before it in this run, which began at ``started``, none
    may be asked any more; a provider that was down then is asked only whether it still is.

    Its process ends with that of the run, and the crawl with it.

    Tried again when the crawl process died, for the boards that it has not read whole. Single
    boards were tried again by the spider.
    """
    slot, step = source_slot(source), f"collect-{source}"
    with only_one(slot, within=TIME_LIMIT), observed(step) as progress:
        earlier = list(reports_since(settings.landing, started))
        found = collect_boards(
            unread(boards, earlier),
            settings,
            earlier=earlier,
            run_id=flow_run.id,
            progress=progress,
        )
    if any(report.reason == CRAWL_DIED for report in found):
        raise SkillscanError(
            f"The crawl of {source} died before every board was fetched; the fetch reports with "
            f"the reason {CRAWL_DIED} say at which. Look at the log of the run and start it again."
        )
    return sum(report.outcome == "complete" for report in found)
