"""What the previous complete fetch of a board left behind, for requesting only what changed.

A board is *not modified* when every page of its list answers 304 to the validators (``ETag``,
``Last-Modified``) of the previous complete fetch. Validators are used only while the landing file
they stand for is still there: otherwise a damaged file that was deleted would never come back.
"""

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from skillscan.domain import Board, FetchReport, Outcome, PageValidators, RawItem
from skillscan.errors import LandingDamagedError
from skillscan.landing.reader import has_items, read_items, read_reports, report_names

WINDOW = timedelta(days=90)
"""Reports older than this are not looked at: the board is fetched whole."""
READ_TOGETHER = 4
"""So many reports are read at a time: the newest one is mostly enough."""


@dataclass(frozen=True, slots=True)
class PreviousFetch:
    """The last complete fetch that brought content, and the validators known since."""

    content: FetchReport
    pages: tuple[PageValidators, ...]
    latest: FetchReport | None = None
    """The last complete fetch, which may have said "not modified"; ``None``: ``content``."""

    @property
    def confirmed_at(self) -> datetime:
        """When the content was last known to stand."""
        return (self.latest or self.content).started_at

    @property
    def items(self) -> int:
        """How many items the board had, before it was suddenly empty if it is."""
        return self.content.items or self.content.items_before_empty or 0

    @property
    def empty_since(self) -> datetime | None:
        """When the board was first found suddenly empty, if it still is."""
        return self.content.empty_since


def recent_reports(root: str, board: Board, now: datetime) -> list[FetchReport]:
    """The board's reports of the last WINDOW that can be read, oldest first.

    One that cannot must not keep the source's other boards from being fetched; ``extract`` is who
    tells of it.
    """
    names = report_names(root, source=board.source, board=board.token, since=now - WINDOW)
    return sorted(_readable(root, names), key=lambda report: report.started_at)


def _readable(root: str, names: Sequence[str]) -> Iterator[FetchReport]:
    for _, report in read_reports(root, names):
        if isinstance(report, LandingDamagedError):
            logging.getLogger(__name__).warning("%s", report)
        else:
            yield report


def reports_since_content(root: str, board: Board, now: datetime) -> list[FetchReport]:
    """The newest of them, back to the last complete fetch that brought content: no older one
    matters to ``find_previous_fetch``, and each costs a request where landing lies elsewhere.
    """
    names = report_names(root, source=board.source, board=board.token, since=now - WINDOW)
    found: list[FetchReport] = []
    for last in range(len(names), 0, -READ_TOGETHER):
        found += _readable(root, names[max(0, last - READ_TOGETHER) : last])
        if any(one.outcome is Outcome.COMPLETE and not one.is_not_modified for one in found):
            break
    return sorted(found, key=lambda report: report.started_at)


def find_previous_fetch(root: str, reports: Iterable[FetchReport]) -> PreviousFetch | None:
    """The last complete fetch among one board's reports, oldest first.

    ``None`` when there is none; ``pages`` is empty when the validators cannot be used.
    """
    complete = [r for r in reports if r.outcome is Outcome.COMPLETE]
    content = next((r for r in reversed(complete) if not r.is_not_modified), None)
    if content is None:
        return None
    latest = [r for r in complete if _confirms(r, content)][-1]
    is_usable = latest is complete[-1] and has_items(root, content)
    pages = latest.page_validators if is_usable else ()
    return PreviousFetch(content=content, pages=pages, latest=latest)


def _confirms(report: FetchReport, content: FetchReport) -> bool:
    """Whether a report is of this content, or says of it "not modified".

    After a damaged fetch was deleted, a "not modified" that meant it says nothing of the one
    before: with its validators, what the deleted one had brought would never come back.
    """
    if not report.is_not_modified:
        return report is content
    return report.content_fetched_at in (None, content.started_at)


def previous_items(root: str, previous: PreviousFetch | None) -> dict[str, RawItem]:
    """The items of the previous fetch by their address; none where the file is damaged."""
    if previous is None:
        return {}
    try:
        return {item.url: item for _, item in read_items(root, previous.content)}
    except LandingDamagedError:
        return {}  # they are asked for again; `extract` is who reports the damage
