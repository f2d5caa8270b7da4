"""Final states of the flows: done, done but somebody should look, held back, failed."""

from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from typing import ParamSpec, TypeVar, cast

from prefect.client.schemas.objects import State
from prefect.exceptions import FailedRun
from prefect.states import Completed, Failed

from skillscan.article.folder import FolderEntry
from skillscan.article.folder import needs_attention as is_looked_at
from skillscan.article.model import ClaimVerdict
from skillscan.backup.step import BackupSummary
from skillscan.boards.liveness import BAD
from skillscan.boards.probe import BoardStatus
from skillscan.collect.offline import unreached_message
from skillscan.collect.outages import outages
from skillscan.domain import Board, FetchReport, Outcome
from skillscan.errors import SkillscanError
from skillscan.extract.step import ExtractSummary
from skillscan.release.step import PublishSummary

ATTENTION = "NeedsAttention"
"""Name of the state of a run that did its work, but somebody should look (exit code 3 of commands).

To Prefect it is a failed one: of a completed state its pages and lists show the green of success.
"""
HELD_BACK = "HeldBack"
"""Name of the failed state of a release that did not pass its gates; ``latest`` stays."""


_P = ParamSpec("_P")
_R = TypeVar("_R")


def told(function: Callable[_P, _R]) -> Callable[_P, _R]:
    """A flow or task whose SkillscanError ends it as Failed with its message, not a traceback.

    Such an error says what happened and what to do; anything else is a fault of the program. What
    such a task gives is taken with ``value_of``.
    """

    @wraps(function)
    def run(*args: _P.args, **options: _P.kwargs) -> _R:
        try:
            return function(*args, **options)
        except (SkillscanError, FailedRun) as error:  # the latter: a task of this flow ended so
            return cast("_R", Failed(message=str(error)))

    return run


def value_of(result: _R) -> _R:
    """What a task of this flow gave. Raises FailedRun, with its message, where it ended as Failed:
    Prefect hands the state of a task that is called over in the value's place.
    """
    if isinstance(result, State):
        raise FailedRun(result.message)
    return result


def needs_attention(message: str) -> State:
    """The state of a run that did its work, but somebody should look."""
    return Failed(name=ATTENTION, message=message)


def is_done(state: State) -> bool:
    """Whether the run did its work, so that the next step may build on it."""
    return state.is_completed() or state.name == ATTENTION


def after_collect(reports: Sequence[FetchReport], *, asked: int, read_before: int = 0) -> State:
    """Completed when all were read, in need of attention when some were, failed when none was.

    ``read_before`` are boards that were not asked, for this night had read them already: where a
    run was started anew, they count as well.
    """
    if not asked and read_before:
        return Completed(message=f"nothing left to read: the night has read {read_before} boards")
    read = sum(report.outcome is Outcome.COMPLETE for report in reports)
    found = [outage.sentence for outage in outages(reports)]
    before = [f"{read_before} were read before"] if read_before else []
    message = "; ".join([f"{read} of {asked} boards read whole", *before, *found])
    if not read and (unreached := unreached_message(reports)):
        return Failed(message=f"{message}: {unreached}")
    if asked and not read and not read_before:
        return Failed(message=f"{message}: look at the table of source health")
    if read < asked:
        kept = "" if found else ": the others keep what is known"
        return needs_attention(message + kept)
    return Completed(message=message)


def after_extract(summary: ExtractSummary) -> State:
    """Completed; in need of attention where files are damaged or payloads could not be used."""
    message = (
        f"{summary.new} new and {summary.changed} changed postings, {summary.read} read, "
        f"{summary.closed} closed"
    )
    if not summary.needs_attention:
        return Completed(message=message)
    return needs_attention(
        f"{message}; {len(summary.damaged)} landing files damaged, {summary.quarantined} "
        f"payloads quarantined, {summary.unreadable} texts unreadable: `skillscan doctor` and "
        "`skillscan quarantine list` say which"
    )


def after_publish(summary: PublishSummary) -> State:
    """Completed when ``latest`` names the release, in need of attention where files of a release
    were missing or altered; failed (HeldBack) when a gate said no.
    """
    if summary.is_latest:
        message = f"latest is {summary.name}: {summary.estimates} estimates"
        if not summary.needs_attention:
            return Completed(message=message)
        mended = [f"written again: {fault}" for fault in summary.mended]
        return needs_attention("; ".join([message, *mended, *summary.faults]))
    reasons = "; ".join(
        f"{verdict.gate}: {verdict.reason}" for verdict in summary.gates if not verdict.is_passed
    )
    return Failed(
        name=HELD_BACK,
        message=f"{summary.name} was held back and latest stays where it was ({reasons})",
    )


def after_check(found: Sequence[tuple[Board, BoardStatus]]) -> State:
    """Completed; in need of attention where boards are dead or unclear."""
    bad = sum(status.state in BAD for _, status in found)
    message = f"{len(found) - bad} of {len(found)} boards live or need no request"
    if bad:
        return needs_attention(f"{message}: look at the table of boards")
    return Completed(message=message)


def after_backup(saved: BackupSummary | SkillscanError) -> State:
    """Completed; in need of attention where the warehouse could not be saved."""
    if isinstance(saved, SkillscanError):
        return needs_attention(f"the warehouse was not backed up: {saved}")
    state = "backed up" if saved.is_new else "unchanged since its backup"
    return Completed(message=f"the warehouse is {state}: {saved.name}, {saved.rows} rows")


def after_refresh(entries: Sequence[FolderEntry], verdicts: Iterable[ClaimVerdict]) -> State:
    """Completed; in need of attention where a claim of an article does not hold."""
    wanted = frozenset(verdicts)
    due = [entry for entry in entries if is_looked_at(entry, wanted)]
    message = f"{len(entries) - len(due)} of {len(entries)} articles hold"
    if due:
        return needs_attention(f"{message}: look at the text of articles")
    return Completed(message=message)


def worst(states: Sequence[State]) -> State:
    """The first failed state, else the first that needs attention, else the last one.

    As a new state: Prefect would sum up those of other runs to a nameless success or failure.
    """
    failed = [state for state in states if not is_done(state)]
    attention = [state for state in states if state.name == ATTENTION]
    chosen = (failed + attention + list(states[-1:]))[0]
    return State(type=chosen.type, name=chosen.name, message=chosen.message)
