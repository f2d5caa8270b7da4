"""What `skillscan collect` shows on standard error: a bar on a terminal, plain lines elsewhere."""

from collections import Counter
from collections.abc import Sequence
from threading import Lock
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from skillscan.cli.display.verbosity import is_quiet
from skillscan.collect.outages import outages
from skillscan.domain import Board, FetchReport, Outcome

COLOURS = {
    Outcome.COMPLETE: "green",
    Outcome.PARTIAL: "yellow",
    Outcome.FAILED: "red",
    Outcome.NOT_TRIED: "red",
}
SHOWN_BOARDS = 4


class CollectProgress:
    """Follows fetches from several threads; board names are shown as they are, never as markup.

    A board whose host could not be reached has its line once any host has answered; where none
    does, one sentence stands for all, as it does for the boards of a provider that is down.
    """

    def __init__(self, total: int, console: Console | None = None) -> None:
        self._console = console or Console(stderr=True, highlight=False, soft_wrap=True)
        self._under_way: dict[tuple[str, str], None] = {}
        self._lock = Lock()
        self._held: list[FetchReport] = []
        self._has_answer = False
        self._progress = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=self._console,
            disable=is_quiet() or not self._console.is_terminal,
        )
        self._task = self._progress.add_task("boards", total=total)

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._progress.stop()

    def begun(self, board: Board) -> None:
        """A board's fetch starts."""
        with self._lock:
            self._under_way[board.source, board.token] = None
            self._show()

    def finished(self, report: FetchReport) -> None:
        """A board's fetch ended: one line, and one step of the bar."""
        with self._lock:
            self._under_way.pop((report.source, report.board), None)
            self._progress.advance(self._task)
            self._show()
            self._held.append(report)
            self._has_answer = self._has_answer or not report.unreached
            if self._has_answer:
                self._print_held()

    def waiting(self, source: str) -> None:
        """Another process collects this source."""
        if not is_quiet():
            self._console.print(f"{source}: another collect is running, waiting for its end")

    def summary(self, reports: Sequence[FetchReport], unreached: str | None = None) -> None:
        """Boards by outcome, items and bytes; where nobody answered, the sentence that says so."""
        counts = Counter(str(report.outcome) for report in reports)
        told = [f"{counts[o]} {str(o).replace('_', ' ')}" for o in Outcome if counts[o]]
        outcomes = ", ".join(told) or "none was due"
        if unreached:
            self._held.clear()
            self._console.print(unreached, markup=False, style="red")
        self._print_held()
        for outage in outages(reports):
            self._console.print(outage.sentence, markup=False, style="red")
        if is_quiet() and counts[Outcome.COMPLETE] == len(reports):
            return
        items, size = sum(r.items for r in reports), sum(r.bytes for r in reports)
        self._console.print(
            f"{len(reports)} boards: {outcomes}; {items} items, {size / 1024:.0f} KiB"
        )

    def _print_held(self) -> None:
        for report in self._held:
            if report.outcome is Outcome.NOT_TRIED:
                continue
            if report.outcome is not Outcome.COMPLETE or not is_quiet():
                self._console.print(line_of(report))
        self._held.clear()

    def _show(self) -> None:
        names = [f"{source}/{token}" for source, token in list(self._under_way)[:SHOWN_BOARDS]]
        self._progress.update(self._task, description=", ".join(names) or "boards")


def line_of(report: FetchReport) -> str:
    """One board's outcome as a line of rich markup."""
    colour = COLOURS[report.outcome]
    name = escape(f"{report.source}/{report.board}")
    if report.is_not_modified:
        return f"[{colour}]{report.outcome}[/] {name}: not modified"
    text = f"[{colour}]{report.outcome}[/] {name}: {report.items} items, {report.pages} answers"
    if report.reason:
        problem = (report.problem or "")[:160]
        text += escape(f" ({report.reason}: {problem})" if problem else f" ({report.reason})")
    return text + (" (suddenly empty)" if report.is_suddenly_empty else "")
