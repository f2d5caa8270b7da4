"""Progress of work in phases, on standard error: a bar on a terminal, plain lines elsewhere."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn
from rich.progress import TimeElapsedColumn as Elapsed

from skillscan.cli.display.verbosity import message_console

PLAIN_SECONDS = 5.0
"""Time between two lines of a phase where there is no terminal."""
_Item = TypeVar("_Item")


@dataclass(slots=True)
class Phases:
    """Shows one phase at a time; ``names`` is what each is called."""

    names: Mapping[str, str]
    bar: Progress | None
    console: Console
    clock: Callable[[], float] = time.monotonic
    _task: TaskID | None = None
    _name: str = ""
    _shown_at: float = 0.0
    _is_behind: bool = False
    """Whether the last line of this phase told of less than all."""

    def begin(self, phase: str) -> None:
        """A phase begins; how much there is to do is not known yet."""
        self._name, self._shown_at = self.names.get(phase, phase), self.clock()
        self._is_behind = False
        if self.bar is None:
            self.console.print(f"{self._name} …")
            return
        if self._task is not None:
            self.bar.stop_task(self._task)
        self._task = self.bar.add_task(self._name, total=None)

    def advance(self, done: int, total: int) -> None:
        """So much of the present phase is done; a total of zero is not known."""
        if self.bar is not None and self._task is not None:
            self.bar.update(self._task, completed=done, total=total or None)
            return
        is_last = self._is_behind and done == total
        if is_last or self.clock() - self._shown_at >= PLAIN_SECONDS:
            self._shown_at, self._is_behind = self.clock(), done != total
            self.console.print(
                f"{self._name}: {done:,} of {total:,}" if total else f"{self._name}: {done:,}"
            )


def followed(items: Iterable[_Item], progress: Phases, phase: str) -> Iterator[_Item]:
    """The items as they are, counted as a phase while somebody takes them."""
    progress.begin(phase)
    for done, item in enumerate(items, start=1):
        yield item
        progress.advance(done, 0)


@contextmanager
def phases(names: Mapping[str, str]) -> Iterator[Phases]:
    """A display for the phases of one piece of work; gone from the terminal when it ends."""
    console = message_console()
    if console.quiet or not console.is_terminal:
        yield Phases(names, None, console)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Elapsed())
    with Progress(*columns, console=console, transient=True) as bar:
        yield Phases(names, bar, console)
