"""Progress of work in phases, on standard error: a bar on a terminal, plain lines elsewhere."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn
from rich.progress import TimeElapsedColumn as Elapsed

PLAIN_STEPS = 4
"""Lines of a phase where there is no terminal."""


@dataclass(slots=True)
class Phases:
    """Shows one phase at a time; ``names`` is what each is called."""

    names: Mapping[str, str]
    bar: Progress | None
    console: Console
    _task: TaskID | None = None
    _name: str = ""
    _shown: int = field(default=0)

    def begin(self, phase: str) -> None:
        """A phase begins; how much there is to do is not known yet."""
        self._name, self._shown = self.names.get(phase, phase), 0
        if self.bar is not None:
            if self._task is not None:
                self.bar.stop_task(self._task)
            self._task = self.bar.add_task(self._name, total=None)

    def advance(self, done: int, total: int) -> None:
        """So much of the present phase is done."""
        if self.bar is not None and self._task is not None:
            self.bar.update(self._task, completed=done, total=total)
        elif total and done * PLAIN_STEPS // total > self._shown:
            self._shown = done * PLAIN_STEPS // total
            self.console.print(f"{self._name}: {done:,} of {total:,}")


@contextmanager
def phases(names: Mapping[str, str]) -> Iterator[Phases]:
    """A display for the phases of one piece of work; gone from the terminal when it ends."""
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    if not console.is_terminal:
        yield Phases(names, None, console)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Elapsed())
    with Progress(*columns, console=console, transient=True) as bar:
        yield Phases(names, bar, console)
