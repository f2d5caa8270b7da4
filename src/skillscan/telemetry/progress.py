"""How far a step is: the one way in which steps tell whoever waits for them.

The command line shows it as a bar (``cli.display.progress``), a flow as a progress artifact
(``flows/observed.py``); tests and scripts may leave it out.
"""

from typing import Protocol


class Progress(Protocol):
    """Follows one step, phase by phase. Called often and from the step's own thread: be quick."""

    def begin(self, phase: str) -> None:
        """A phase begins (``read``, say); how much there is to do is not known yet."""

    def advance(self, done: int, total: int) -> None:
        """So much of the present phase is done; ``total`` may grow while it runs."""


class _NoProgress:
    def begin(self, phase: str) -> None:
        """Nobody waits."""

    def advance(self, done: int, total: int) -> None:
        """Nobody waits."""


NO_PROGRESS: Progress = _NoProgress()
"""For callers that do not want to know."""
