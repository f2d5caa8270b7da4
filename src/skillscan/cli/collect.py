"""``skillscan collect``: crawl boards into landing."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from skillscan.errors import EXIT_ATTENTION, EXIT_FAILED

if TYPE_CHECKING:
    from skillscan.domain import Board, FetchReport
    from skillscan.settings import Settings


def collect(
    source: Annotated[
        str | None, typer.Option("--source", help="Only boards of this source.")
    ] = None,
    board: Annotated[
        str | None, typer.Option("--board", help="Only the board of this token.")
    ] = None,
    boards: Annotated[
        Path | None,
        typer.Option("--boards", help="Board list (CSV: employer, source, board, url)."),
    ] = None,
    is_due_only: Annotated[
        bool,
        typer.Option("--due", help="Only boards whose turn it is: quiet ones come less often."),
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the fetch reports as JSON lines.")
    ] = False,
) -> None:
    """Crawl boards into landing, with one fetch report for each.

    Exit code 3 where a board could not be read whole; 1 where a crawl process died, or nothing was
    read because no host could be reached.
    """
    from skillscan.cli.display.collect_progress import CollectProgress
    from skillscan.collect.offline import is_nothing_read, unreached_message
    from skillscan.collect.step import collect_boards
    from skillscan.domain import CRAWL_DIED
    from skillscan.settings import Settings

    settings = Settings()
    wanted = _wanted(settings, boards, source, board, is_due_only=is_due_only)
    with CollectProgress(len(wanted)) as progress:
        reports = collect_boards(
            wanted,
            settings,
            on_begun=progress.begun,
            on_report=progress.finished,
            on_wait=progress.waiting,
        )
        unreached = unreached_message(reports)
        progress.summary(reports, unreached)
    if as_json:
        _print_json(reports)
    if any(report.reason == CRAWL_DIED for report in reports):
        raise typer.Exit(EXIT_FAILED)
    if unreached and is_nothing_read(reports):
        raise typer.Exit(EXIT_FAILED)
    if any(report.outcome != "complete" for report in reports):
        raise typer.Exit(EXIT_ATTENTION)


def _wanted(
    settings: "Settings",
    path: Path | None,
    source: str | None,
    token: str | None,
    *,
    is_due_only: bool,
) -> "list[Board]":
    from datetime import UTC, datetime

    from skillscan.boards.registry import choose_boards, known_boards
    from skillscan.boards.schedule import LOOK_BACK, due_boards
    from skillscan.landing.reader import reports
    from skillscan.sources.registry import require_source

    if source is not None:
        require_source(source)
    listed = known_boards(settings, path)
    chosen = choose_boards(listed, source, token, str(path or "data/boards.csv"))
    if not is_due_only:
        return chosen
    now = datetime.now(UTC)
    return due_boards(chosen, reports(settings.landing, since=now - LOOK_BACK), now)


def _print_json(reports: "list[FetchReport]") -> None:
    import json

    from skillscan.landing.records import report_to_json

    for report in reports:
        typer.echo(json.dumps(json.loads(report_to_json(report))))
