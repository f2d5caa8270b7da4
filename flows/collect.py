"""Collect boards into landing: one task per source, and a table of how the sources are."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.futures import PrefectFuture, wait
from prefect.task_runners import ProcessPoolTaskRunner, TaskRunner

from skillscan.boards.registry import choose_boards, known_boards
from skillscan.boards.schedule import LOOK_BACK, due_boards
from skillscan.collect.offline import reports_since
from skillscan.collect.step import CRAWL_DIED, collect_boards
from skillscan.domain import Board
from skillscan.errors import SkillscanError
from skillscan.landing.reader import reports
from skillscan.settings import Settings

from .artifacts import show_source_health
from .observed import observed
from .outcomes import after_collect, told
from .server import begin_process
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


@flow(name="collect", task_runner=RUNNER)
@told
def collect(
    source: str | None = None, boards: Path | None = None, *, is_due_only: bool = False
) -> State:
    """Fetch the boards of one source or of all; ``boards`` is a CSV file instead of the own list.

    A board that fails does not fail the run: it stands in the table of source health.
    """
    settings, started = run_settings(), datetime.now(UTC)
    by_source = choose(settings, source, boards, is_due_only=is_due_only)
    wait(
        [
            collect_source.submit(name, chosen, settings, started)
            for name, chosen in by_source.items()
        ]
    )
    found = reports(settings.landing, source=source, since=started)
    show_source_health(found)
    return after_collect(found, asked=sum(map(len, by_source.values())))


def choose(
    settings: Settings, source: str | None, path: Path | None, *, is_due_only: bool
) -> dict[str, list[Board]]:
    """The boards to fetch, by source. Raises ``UsageError`` where there are none of that kind."""
    listed = known_boards(settings, path)
    chosen = choose_boards(listed, source, None, str(path or "data/boards.csv"))
    if is_due_only:
        now = datetime.now(UTC)
        chosen = due_boards(chosen, reports(settings.landing, since=now - LOOK_BACK), now)
    return {
        name: [board for board in chosen if board.source == name]
        for name in dict.fromkeys(board.source for board in chosen)
    }


@task(
    name="collect source",
    task_run_name="collect {source}",
    retries=2,
    retry_delay_seconds=[60, 600],
    cache_policy=NO_CACHE,
)
def collect_source(source: str, boards: list[Board], settings: Settings, started: datetime) -> int:
    """Fetch boards of one source; the number of boards read whole.

    Where no host has answered the sources before it in this run, which began at ``started``, none
    may be asked any more.

    Tried again when the crawl process died. Single boards were tried again by the spider, and
    boards that a first try read whole answer a second one with 304.
    """
    slot, step = source_slot(source), f"collect-{source}"
    with observed(step) as progress, only_one(slot, within=TIME_LIMIT):
        earlier = reports_since(settings.landing, started)
        found = collect_boards(boards, settings, earlier=earlier, progress=progress)
    if any(report.reason == CRAWL_DIED for report in found):
        raise SkillscanError(
            f"The crawl of {source} died before every board was fetched; the fetch reports with "
            f"the reason {CRAWL_DIED} say at which. Look at the log of the run and start it again."
        )
    return sum(report.outcome == "complete" for report in found)
