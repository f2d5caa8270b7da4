"""One board in one crawl: what was requested, what came, and the fetch report at the end.

A fetch is done when every request that was announced has been answered and read. It is ``complete``
only when nothing went wrong on the way; with a problem it is ``partial`` if items came, else
``failed``. The first problem names the reason, all of them are counted in the report. No Scrapy
here: the spiders feed it.
"""

import hashlib
import json
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta

from skillscan.collect.previous_fetch import PreviousFetch
from skillscan.domain import (
    EMPTY_IS_BELIEVED_AFTER,
    Board,
    FetchReport,
    Outcome,
    PageValidators,
    RawItem,
)
from skillscan.landing.writer import LandingWriter
from skillscan.net.decoding import UnusableResponse

MAX_PAGES = 3_000
"""List pages and single postings together; the largest boards known have some 2,000 postings."""
MAX_ITEMS = 50_000
MAX_DURATION = timedelta(hours=6)
"""Eight boards with 2,000 details each share one host's budget of a request a second."""
DIGEST_BITS = 256


class BoardFetch:
    """The state of one board's fetch; times are UTC and given by the caller.

    ``is_probe``: it is to find out whether a provider that was down answers again.
    """

    def __init__(
        self,
        board: Board,
        root: str,
        started_at: datetime,
        previous: PreviousFetch | None = None,
        *,
        is_probe: bool = False,
        run_id: str | None = None,
    ) -> None:
        self.board = board
        self.run_id = run_id
        self.is_probe = is_probe
        self.previous = previous
        self.started_at = started_at
        self.bytes = 0
        self.http_status: int | None = None
        self.pages: list[PageValidators | None] = []
        self.is_not_modified = False
        self.seen: set[str] = set()
        self.listed = 0
        self.announced: int | None = None
        self.has_empty_page = False
        self.discards_validators = False
        self.previous_items: dict[str, RawItem] | None = None
        self.is_newest_only = False
        self.unreached: set[str] = set()
        self._counts: Counter[str] = Counter()
        self._writer = LandingWriter(root, board.source, board.token, started_at)
        self._steps = 0
        self._requests = 0
        self._responses = 0
        self._digest = 0
        self._problems: Counter[str] = Counter()
        self._retried: Counter[str] = Counter()
        self._first_problem: tuple[str, str, int | None] | None = None

    @property
    def items(self) -> int:
        """Items landed so far."""
        return self._writer.items

    @property
    def report_name(self) -> str:
        """The name of the report that ``finish`` writes, relative to the landing root."""
        return self._writer.report_name

    @property
    def is_done(self) -> bool:
        """Nothing is under way any more."""
        return self._steps == 0

    @property
    def _is_list_read(self) -> bool:
        return bool(self.pages) and not self.is_not_modified

    def begin_step(self) -> None:
        """Something is under way that may still announce requests and items."""
        self._steps += 1

    def end_step(self) -> None:
        """A step (a request with its response's reading, say) is over."""
        self._steps -= 1

    def begin_request(self, now: datetime) -> None:
        """A request is about to be made. Raises ``UnusableResponse`` past a limit of the fetch."""
        if self._requests >= MAX_PAGES:
            raise UnusableResponse("page_limit", f"more than {MAX_PAGES} requests for one board")
        if now - self.started_at > MAX_DURATION:
            raise UnusableResponse("time_limit", f"the fetch took longer than {MAX_DURATION}")
        self._requests += 1
        self.begin_step()

    def record_response(self, status: int) -> None:
        """A response came, whatever it says."""
        self._responses += 1
        self.http_status = status

    def land(self, item: RawItem) -> None:
        """Write one item; the order of items, and of keys in them, does not matter to the content
        digest.

        Raises ``UnusableResponse`` past the limit of items, and ``LandingUnwritableError``.
        """
        if self.items >= MAX_ITEMS:
            raise UnusableResponse("item_limit", f"more than {MAX_ITEMS} items on one board")
        # Sorted for the digest, and for the line as well: writing it twice took a tenth of a crawl.
        payload = json.dumps(item.payload, sort_keys=True, default=str)
        self._writer.add(item, payload)
        digest = int.from_bytes(hashlib.sha256(payload.encode("ascii")).digest())
        self._digest = (self._digest + digest) % (1 << DIGEST_BITS)

    def record_retry(self, reason: str) -> None:
        """A request failed and is made once more."""
        self._retried[reason] += 1

    def count_note(self, name: str, count: int = 1) -> None:
        """Something that the report counts but that leaves the board complete."""
        self._counts[name] += count

    def record_problem(self, reason: str, detail: str = "", status: int | None = None) -> None:
        """Something went wrong; the board is not complete any more."""
        self._problems[reason] += 1
        if self._first_problem is None:
            self._first_problem = (reason, detail, status)

    def finish(self, now: datetime) -> FetchReport:
        """Put the landing file and its report in place."""
        if self._is_cut_short():
            known = self.previous.items if self.previous else 0
            detail = f"{self.items} items, {known} at the previous fetch"
            self.record_problem("page_suddenly_empty", detail)
        reason, detail, status = self._first_problem or (None, "", None)
        first = self.pages[0] if self.pages else None
        report = FetchReport(
            source=self.board.source,
            board=self.board.token,
            outcome=self._outcome(),
            reason=reason,
            started_at=self.started_at,
            finished_at=now,
            pages=self._responses,
            items=self.items,
            http_status=status or self.http_status,
            bytes=self.bytes,
            is_not_modified=self.is_not_modified and reason is None,
            etag=first.etag if first else None,
            last_modified=first.last_modified if first else None,
            employer=self.board.employer,
            problem=detail if reason else None,
            problems=dict(self._problems),
            retries=dict(self._retried),
            counts=dict(self._counts),
            is_newest_only=self.is_newest_only,
            listed=self.listed if self._is_list_read else None,
            announced=self.announced if self._is_list_read else None,
            run_id=self.run_id,
            unreached=() if self._responses else tuple(sorted(self.unreached)),
        )
        return self._writer.commit(report if reason else self._with_content(report))

    def abort(self) -> None:
        """Forget what was landed: it cannot be written to the end."""
        self._writer.abort()

    def _outcome(self) -> Outcome:
        if self._first_problem is None:
            return Outcome.COMPLETE
        return Outcome.PARTIAL if self.items else Outcome.FAILED

    def _with_content(self, report: FetchReport) -> FetchReport:
        """The report of a complete fetch with what the next fetch is compared with."""
        if self.pages and all(self.pages) and not self.discards_validators:
            report = replace(report, page_validators=tuple(page for page in self.pages if page))
        if not self.is_not_modified:
            report = replace(report, content_digest=f"{self._digest:064x}")
        elif self.previous:
            report = replace(report, content_fetched_at=self.previous.content.started_at)
        return self._with_emptiness(report)

    def _is_cut_short(self) -> bool:
        """An empty page after the first may be an end, or hide what was there lately."""
        previous = self.previous
        if not self.has_empty_page or self._first_problem or previous is None:
            return False
        is_believed = self.started_at - previous.confirmed_at >= EMPTY_IS_BELIEVED_AFTER
        return 0 < self.items < previous.items and not is_believed

    def _with_emptiness(self, report: FetchReport) -> FetchReport:
        """The report, flagged where the board answers with nothing but had postings lately."""
        previous = self.previous
        if (
            self.items
            or previous is None
            or not previous.items
            or (previous.content.items and self.is_not_modified)
        ):
            return report
        since = previous.empty_since or self.started_at
        if self.started_at - since >= EMPTY_IS_BELIEVED_AFTER:
            return report
        return replace(
            report, is_suddenly_empty=True, items_before_empty=previous.items, empty_since=since
        )
