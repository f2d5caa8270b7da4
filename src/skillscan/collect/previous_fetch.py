"""What the last complete fetch of a board left behind, for asking only for what changed.

A board is *not modified* when every page of its list answers 304 to the validators (``ETag``,
``Last-Modified``) of the last complete fetch. Validators are used only while the landing file
they vouch for is still there: otherwise a damaged file that was deleted would never come back.
"""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from skillscan.domain import Board, FetchReport, Outcome, RawItem
from skillscan.errors import LandingDamagedError
from skillscan.landing.reader import has_items, read_items, read_report, report_names

WINDOW = timedelta(days=90)
"""Reports older than this are not looked at: the board is fetched whole."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a board's list with its validators (at least one is set)."""

    url: str
    etag: str | None
    last_modified: str | None

    def renewed(self, answer: "Page | None") -> "Page":
        """The page with the validators of its 304, which need not repeat them all."""
        if answer is None:
            return self
        return Page(self.url, answer.etag or self.etag, answer.last_modified or self.last_modified)

    def as_list(self) -> list[str | None]:
        """For a report's details."""
        return [self.url, self.etag, self.last_modified]


@dataclass(frozen=True, slots=True)
class Earlier:
    """The last complete fetch that brought content, and the validators known since."""

    content: FetchReport
    pages: tuple[Page, ...]
    latest: FetchReport | None = None
    """The last complete fetch, which may have said "not modified"; ``None``: ``content``."""

    @property
    def confirmed_at(self) -> datetime:
        """When the content was last known to stand."""
        return (self.latest or self.content).started_at

    @property
    def items(self) -> int:
        """How many items the board had, before it was suddenly empty if it is."""
        return self.content.items or int(self.content.details.get("earlier_items") or 0)

    @property
    def empty_since(self) -> datetime | None:
        """When the board was first found suddenly empty, if it still is."""
        since = self.content.details.get("empty_since")
        return datetime.fromisoformat(since) if since else None


def reports_of(root: str, board: Board, now: datetime) -> list[FetchReport]:
    """The board's reports of the last WINDOW that can be read, oldest first.

    One that cannot must not keep the source's other boards from being visited; ``extract`` is who
    tells of it.
    """
    found = []
    for name in report_names(root, source=board.source, board=board.token, since=now - WINDOW):
        try:
            found.append(read_report(root, name))
        except LandingDamagedError as error:
            logging.getLogger(__name__).warning("%s", error)
    return sorted(found, key=lambda report: report.started_at)


def earlier_fetch(root: str, reports: Iterable[FetchReport]) -> Earlier | None:
    """The last complete fetch among one board's reports, oldest first.

    ``None`` when there is none; ``pages`` is empty when the validators cannot be used.
    """
    complete = [r for r in reports if r.outcome is Outcome.COMPLETE]
    content = next((r for r in reversed(complete) if not r.is_not_modified), None)
    if content is None:
        return None
    vouching = [r for r in complete if _vouches(r, content)]
    latest = vouching[-1]
    is_usable = latest is complete[-1] and has_items(root, content)
    return Earlier(
        content=content, pages=pages_of(latest.details) if is_usable else (), latest=latest
    )


def _vouches(report: FetchReport, content: FetchReport) -> bool:
    """Whether a report is of this content, or says of it "not modified".

    After a damaged fetch was deleted, a "not modified" that meant it says nothing of the one
    before: with its validators, what the deleted one had brought would never come back.
    """
    if not report.is_not_modified:
        return report is content
    stated = report.details.get("content_of")
    return stated is None or stated == content.started_at.isoformat()


def pages_of(details: Mapping[str, Any]) -> tuple[Page, ...]:
    """The pages a report names; none at all when one of them does not fit."""
    pages = []
    for entry in details.get("pages") or ():
        match entry:
            case [str(url), etag, last_modified] if etag or last_modified:
                pages.append(Page(url, etag, last_modified))
            case _:
                return ()
    return tuple(pages)


def earlier_items(root: str, earlier: Earlier | None) -> dict[str, RawItem]:
    """The items of the last complete fetch by their address; none where the file is damaged."""
    if earlier is None:
        return {}
    try:
        return {item.url: item for _, item in read_items(root, earlier.content)}
    except LandingDamagedError:
        return {}  # they are asked for again; `extract` is who reports the damage
