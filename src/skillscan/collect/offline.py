"""A machine without a network: what fetch reports say of it, and how it is told from them.

Boards that were not fetched because nobody could be reached have the reason ``offline``. Such a
report says nothing of its board: no posting counts as missing by it, no board as failing, and the
board is due again at once.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from skillscan.domain import OFFLINE, UNREAD, FetchReport
from skillscan.errors import LandingDamagedError
from skillscan.landing.reader import read_reports, report_names
from skillscan.net.reachability import CRAWL_TRIES, Reachability, unreached_sentence


def unreached_message(reports: Sequence[FetchReport]) -> str | None:
    """The sentence for a collect that nobody answered, or that ended so; else ``None``."""
    offline = [report for report in reports if report.reason == OFFLINE]
    if not offline and not (reports and all(map(is_unanswered, reports))):
        return None
    return unreached_sentence({h for report in offline or reports for h in report.unreached})


def is_nothing_read(reports: Sequence[FetchReport]) -> bool:
    """No board was read, not even in part."""
    return all(report.outcome in UNREAD for report in reports)


def is_unanswered(report: FetchReport) -> bool:
    """The fetch brought nothing because no host of it answered."""
    return report.outcome in UNREAD and bool(report.unreached)


def learn(reachability: Reachability, reports: Iterable[FetchReport]) -> None:
    """Take in what fetch reports say, up to the first one that somebody answered."""
    for report in reports:
        if not is_unanswered(report):
            reachability.answered(f"{report.source}/{report.board}")
            return
        for host in report.unreached:
            reachability.failed(host, CRAWL_TRIES)


def reports_since(root: str, started: datetime) -> Iterator[FetchReport]:
    """The reports of crawls that began since then, read as they are asked for; not damaged ones."""
    for _, report in read_reports(root, report_names(root, since=started)):
        if isinstance(report, LandingDamagedError):
            continue  # `extract` is who tells of it
        if report.started_at >= started:  # a name tells the second only
            yield report
