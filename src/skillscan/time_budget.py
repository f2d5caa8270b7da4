"""How much CPU time one text may take, so that no hostile one stops a night.

Inputs are bounded first (``text.truncate``), and the work on them is meant to be linear; this is
the guard behind that. In the main thread of a process on POSIX (each worker is one) a timer
interrupts even a single call of a regular expression. Elsewhere, and where a library swallows the
interruption, the budget is looked at whenever the next part of the work begins.
"""

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from skillscan.errors import SkillscanError

TEXT_SECONDS = 5.0
"""CPU seconds that preparing or reading one text may take: a real one takes a hundredth."""


class OutOfTimeError(SkillscanError):
    """A text took more time than it may."""


@dataclass(slots=True)
class TimeBudget:
    """What is left for one text; ``part`` is the part of the work that is under way."""

    seconds: float
    part: str = ""
    _until: float = field(init=False)

    def __post_init__(self) -> None:
        self._until = time.thread_time() + self.seconds

    def begin(self, part: str) -> None:
        """Say which part of the work begins. Raises OutOfTimeError where no time is left."""
        if time.thread_time() > self._until:
            raise self.error()
        self.part = part

    def error(self) -> OutOfTimeError:
        """What to raise where the time is over."""
        where = f" in {self.part}" if self.part else ""
        return OutOfTimeError(f"took more than {self.seconds:g} s of CPU time{where}")


@contextmanager
def time_budget(seconds: float, part: str = "") -> Iterator[TimeBudget]:
    """A block that raises OutOfTimeError once it took so many seconds of CPU time.

    Blocks do not nest.
    """
    budget = TimeBudget(seconds, part)
    if not hasattr(signal, "setitimer") or threading.current_thread() != threading.main_thread():
        yield budget
        return

    def interrupt(*_: object) -> None:
        raise budget.error()

    before = signal.signal(signal.SIGVTALRM, interrupt)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield budget
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
