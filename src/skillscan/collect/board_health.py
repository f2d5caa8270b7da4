"""Boards that are not well after a collect: since when, and what somebody can do.

A provider that is down is one trouble, however many boards it has, and so is a machine without a
network. Of several fetches of a board the last one counts.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from skillscan.collect.circuit_breaker import PROVIDER_DOWN
from skillscan.collect.outages import is_of_outage, outages
from skillscan.domain import OFFLINE, FetchReport, Outcome

History = Callable[[FetchReport], Sequence[FetchReport]]
"""The board's reports of the last weeks, oldest first."""
LOOK = "look at the board's page in a browser; it may have moved (skillscan boards discover)"
LATER = "nothing, it is asked again; if it lasts, skillscan boards check"
REPORT = "keep the fetch report and look at its `problem`: the source may have changed its answers"
ADVICE = {
    "not_found": "the board is gone: skillscan boards check, then take it from the list",
    "forbidden": "its host refuses us: do not insist; take it from the list or ask its owner",
    "redirect_refused": "the board moved to another host: skillscan boards discover",
    "robots_disallowed": "its robots.txt forbids it: take it from the list",
    "crawl_delay_too_long": "its robots.txt wants longer pauses than ours: take it from the list",
    "tdm_reserved": "reserved from text and data mining: take it from the list, or ask its owner",
    "suddenly_empty": LOOK,
    "empty_proves_nothing": LOOK,
    "page_suddenly_empty": LOOK,
    "fewer_than_announced": LATER,
    "rate_limited": LATER,
    "server_error": LATER,
    "robots_unavailable": LATER,
    "timeout": LATER,
    "cannot_resolve": LATER,
    "connection_refused": LATER,
    "connection_failed": LATER,
    "connection_lost": LATER,
    "crawl_died": "look at the run's log (out of memory?), then run the flow again",
    "crawl_stopped": "run the flow again: it asks for what is not read",
    "page_limit": "the board is larger than we read; nothing of it closes",
    "result_limit": "the board is larger than its source shows; nothing of it closes",
    OFFLINE: "check the network and the proxy, then run the flow again",
    PROVIDER_DOWN: "nothing, all are asked again; the provider's status page tells more",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """A board (or ``boards`` of them, of one cause) that is not well; ``since`` is UTC."""

    source: str
    board: str
    boards: int = 1
    outcome: str
    reason: str
    since: datetime | None
    advice: str


def troubles(reports: Iterable[FetchReport], history: History) -> list[Trouble]:
    """What is not well, what concerns most boards first."""
    last = {(one.source, one.board): one for one in sorted(reports, key=lambda r: r.started_at)}
    ill = [report for report in last.values() if not _is_well(report)]
    down = outages(ill)
    found = [
        Trouble(
            source=outage.source,
            board=f"all of {outage.provider}",
            boards=outage.not_tried + outage.failed,
            outcome=Outcome.NOT_TRIED.value,
            reason=outage.reason or PROVIDER_DOWN,
            since=min((one.started_at for one in ill if is_of_outage(one, [outage])), default=None),
            advice=ADVICE[PROVIDER_DOWN],
        )
        for outage in down
    ]
    offline = [report for report in ill if report.reason == OFFLINE]
    if offline:
        found.append(_offline(offline))
    single = [one for one in ill if one.reason != OFFLINE and not is_of_outage(one, down)]
    return found + [_single(report, history(report)) for report in single]


def _is_well(report: FetchReport) -> bool:
    return report.outcome is Outcome.COMPLETE and not report.is_suddenly_empty


def _offline(reports: Sequence[FetchReport]) -> Trouble:
    return Trouble(
        source="any",
        board="all",
        boards=len(reports),
        outcome=Outcome.FAILED.value,
        reason=OFFLINE,
        since=min(report.started_at for report in reports),
        advice=ADVICE[OFFLINE],
    )


def _single(report: FetchReport, history: Sequence[FetchReport]) -> Trouble:
    reason = report.reason or ("suddenly_empty" if report.is_suddenly_empty else "no reason given")
    return Trouble(
        source=report.source,
        board=report.board,
        outcome=report.outcome.value,
        reason=reason,
        since=_since(report, history),
        advice=ADVICE.get(reason, REPORT),
    )


def _since(report: FetchReport, history: Sequence[FetchReport]) -> datetime:
    """Start of the first fetch after the last one that was well."""
    since = report.started_at
    for earlier in sorted(history, key=lambda one: one.started_at, reverse=True):
        if _is_well(earlier):
            break
        since = min(since, earlier.started_at)
    return since
