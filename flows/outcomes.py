"""Final states of the flows: done, done but somebody should look, held back, failed."""

from collections.abc import Sequence

from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from skillscan.posting import FetchReport, Outcome

ATTENTION = "NeedsAttention"
"""Name of a completed state that somebody should look at (the exit code 3 of the command line)."""
HELD_BACK = "HeldBack"
"""Name of the failed state of a release that did not pass its gates; ``latest`` stays."""


def after_collect(reports: Sequence[FetchReport], *, asked: int) -> State:
    """Completed while any board was read; failed when boards were asked for and none was."""
    read = sum(report.outcome is Outcome.COMPLETE for report in reports)
    message = f"{read} of {asked} boards read whole"
    if asked and not read:
        return Failed(message=f"{message}: look at the table of source health")
    if read < asked:
        return Completed(name=ATTENTION, message=f"{message}: the others keep what is known")
    return Completed(message=message)


def worst(states: Sequence[State]) -> State:
    """The first failed state, else the first that needs attention, else the last one."""
    failed = [state for state in states if not state.is_completed()]
    attention = [state for state in states if state.name == ATTENTION]
    return (failed + attention + list(states[-1:]))[0]
