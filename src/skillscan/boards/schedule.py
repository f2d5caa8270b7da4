"""Which boards are due for a fetch: changing ones daily, quiet ones up to weekly.

The pause between fetches is a quarter of the time since a board last changed, between one day and
one week: a board that changed within four days is asked daily, one that was quiet for four weeks
weekly. Failures are tried again after six hours, then after twice as long each time, at most
weekly. A board that was suddenly empty counts as a failure: only another look can tell. A night on
which this machine was offline, the crawl died or was stopped, or the board's provider was down,
says nothing of a board, and neither does a report of the future.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from skillscan.domain import SAYS_NOTHING, Board, FetchReport, Outcome

SHORTEST = timedelta(days=1)
LONGEST = timedelta(days=7)
UNREAD_AFTER = LONGEST + timedelta(days=1)
"""A board that was not read for so long missed its turn, however quiet it is: openings that stand
on such boards only are open as far as anybody knows."""
QUIET_SHARE = 0.25
FIRST_RETRY = timedelta(hours=6)
LOOK_BACK = timedelta(days=60)
"""Reports older than this need not be read: the longest pause is decided by four weeks."""
SLACK = timedelta(hours=2)
"""A daily run that starts a little earlier than yesterday's must not skip a day."""


def due_boards(
    boards: Sequence[Board], reports: Iterable[FetchReport], now: datetime
) -> list[Board]:
    """The boards to fetch now, in their order; a board that was never fetched is always due."""
    by_board: defaultdict[tuple[str, str], list[FetchReport]] = defaultdict(list)
    for report in sorted(reports, key=lambda r: r.started_at):
        is_silent = report.reason in SAYS_NOTHING or report.outcome is Outcome.NOT_TRIED
        if is_silent or report.started_at > now + SHORTEST:
            continue
        by_board[report.source, report.board].append(report)
    return [board for board in boards if _is_due(by_board[board.source, board.token], now)]


def next_fetch(reports: Sequence[FetchReport]) -> datetime:
    """When a board is to be fetched again, from its reports (oldest first, at least one)."""
    failures = _failures_at_end(reports)
    if failures:
        pause = FIRST_RETRY * (1 << min(failures - 1, 10))
    else:
        pause = max(SHORTEST, (reports[-1].started_at - _last_change(reports)) * QUIET_SHARE)
    return reports[-1].started_at + min(pause, LONGEST)


def _is_due(reports: Sequence[FetchReport], now: datetime) -> bool:
    return not reports or now >= next_fetch(reports) - SLACK


def _failures_at_end(reports: Sequence[FetchReport]) -> int:
    count = 0
    for report in reversed(reports):
        if report.outcome is Outcome.COMPLETE and not report.is_suddenly_empty:
            break
        count += 1
    return count


def _last_change(reports: Sequence[FetchReport]) -> datetime:
    """Start of the last complete fetch that brought other content than the one before it."""
    content = [r for r in reports if r.outcome is Outcome.COMPLETE and not r.is_not_modified]
    if not content:  # only 304s are known: it has not changed since the oldest of them
        return reports[0].started_at
    changed = content[0].started_at
    for before, after in pairwise(content):
        if before.content_digest != after.content_digest:
            changed = after.started_at
    return changed
