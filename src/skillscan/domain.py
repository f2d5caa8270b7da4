"""The records that pass between the steps: what was fetched, and what a parser made of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Literal

import msgspec

Workplace = Literal["remote", "hybrid", "onsite"]
PayPeriod = Literal["year", "month", "week", "day", "hour"]


IMPORT_BOARD = "import"
"""The board of imported files: they show what there was, never what is gone."""

OFFLINE = "offline"
"""Reason of fetch reports of boards that were not fetched, for no host at all could be reached."""

CRAWL_DIED = "crawl_died"
"""Reason of boards whose crawl process ended without a report of theirs."""
CRAWL_STOPPED = "crawl_stopped"
"""Reason of boards under way when somebody stopped the crawl."""
SAYS_NOTHING = frozenset({OFFLINE, CRAWL_DIED, CRAWL_STOPPED})
"""Reasons that are this machine's: such a board is due again at once."""

EMPTY_IS_BELIEVED_AFTER = timedelta(days=7)
"""A board that had postings and answers with none for so long is believed to be empty."""


@dataclass(frozen=True, slots=True)
class Board:
    """One employer's public board: ``token`` is what the source calls it in its URLs."""

    source: str
    token: str
    employer: str
    url: str | None = None


class Outcome(StrEnum):
    """How the fetch of one board ended."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    FAILED = "failed"
    NOT_TRIED = "not_tried"
    """The board was not asked, for its provider was down (``circuit_breaker``)."""


UNREAD = frozenset({Outcome.FAILED, Outcome.NOT_TRIED})
"""Outcomes of fetches that brought nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RawItem:
    """One line of a landing file: one raw answer item with its fetch metadata.

    ``payload`` is the source's JSON object as it came (XML and HTML sources: ``{"xml": …}``,
    ``{"html": …}`` or the JSON-LD object). ``fetched_at`` is UTC.
    """

    source: str
    board: str
    url: str
    fetched_at: datetime
    http_status: int
    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where an item comes from: its line in landing, and when it counts as seen (UTC)."""

    landing_file: str
    line_number: int
    seen_at: datetime


class PageValidators(msgspec.Struct, frozen=True, array_like=True):
    """The validators of one page of a board's list; raises ``ValueError`` where both are unset."""

    url: str
    etag: str | None
    last_modified: str | None

    def __post_init__(self) -> None:
        """Without validators a page cannot be told from a changed one."""
        if not (self.etag or self.last_modified):
            raise ValueError(f"{self.url} has neither ETag nor Last-Modified")

    def renewed(self, found: "PageValidators | None") -> "PageValidators":
        """These with the validators of the page's 304, which need not repeat them all."""
        if found is None:
            return self
        etag, last_modified = found.etag or self.etag, found.last_modified or self.last_modified
        return PageValidators(self.url, etag, last_modified)


@dataclass(frozen=True, slots=True, kw_only=True)
class CellExample:
    """A cell of an imported file that was not read: where, what (bounded), and why (a key)."""

    row: int
    value: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnSummary:
    """What came of a column of an imported file: each cell is read, empty or not read.

    ``field`` is ``None`` where no field takes the column: then none of its values is read.
    ``reasons`` counts the cells that are not read by reason.
    """

    column: str
    field: str | None
    read: int
    empty: int
    not_read: int
    reasons: Mapping[str, int]
    examples: tuple[CellExample, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportSummary:
    """What came of a file: ``rows`` = ``postings`` + ``duplicates`` + ``quarantined``.

    ``reasons`` counts the quarantined rows by reason; ``ids`` is ``column`` or ``content``;
    ``mapping`` is field to column as used; ``landing_file`` is relative to the landing root.
    ``columns`` counts the cells of all rows that are not malformed, ``skipped`` the blank rows and
    repeated headers, which are no rows. ``notes`` say what else was decided. ``cell_report``
    (relative to the quarantine folder) lists every cell that was not read; ``needs_attention``:
    some of them should have been. ``collected`` is the day that the file is said to be of.
    ``numbers_rows``: the ids that were taken from a column count its rows.
    """

    file: str
    source: str
    rows: int
    postings: int
    duplicates: int
    quarantined: int
    reasons: Mapping[str, int]
    ids: str
    mapping: Mapping[str, str]
    landing_file: str | None
    is_already_imported: bool = False
    columns: tuple[ColumnSummary, ...] = ()
    skipped: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    cell_report: str | None = None
    needs_attention: bool = False
    collected: str | None = None
    numbers_rows: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchReport:
    """What happened to one board in one crawl; times are UTC, ``bytes`` as transferred.

    ``landing_file`` is relative to the landing root and ``None`` where nothing was fetched.
    ``is_not_modified``: the source answered 304, so the board stands as at its last complete fetch,
    which began at ``content_fetched_at`` (early reports do not say).
    ``employer`` is the board's, as the crawl knew it. ``problem`` says in words what ``reason``
    names, the first thing that went wrong; ``problems`` counts all of them by reason, ``retries``
    the requests that were made again, and ``counts`` what leaves a fetch complete (pages that are
    gone, items taken over from the previous fetch).
    ``page_validators`` and ``content_digest`` are of a complete fetch, for comparing the next one.
    ``is_newest_only``: the source lists its newest postings only. ``is_suddenly_empty``: there are
    no items though the board had ``items_before_empty`` until ``empty_since``.
    ``listed`` is how many entries the board's list had, ``announced`` how many it should have by
    the source's own word, where it says so; both are of a fetch that read the list.
    ``run_id`` is the run that made the fetch, where it was one (of Prefect's flows).
    ``unreached`` are the hosts that were asked and never answered, where none did.
    ``import_identity`` and ``import_summary`` are of imported files.
    ``notes`` are for a reader's eyes; nothing is decided by them.
    """

    source: str
    board: str
    outcome: Outcome
    reason: str | None = None
    started_at: datetime
    finished_at: datetime
    pages: int = 0
    items: int = 0
    http_status: int | None = None
    bytes: int = 0
    is_not_modified: bool = False
    etag: str | None = None
    last_modified: str | None = None
    landing_file: str | None = None
    sha256: str | None = None
    employer: str | None = None
    problem: str | None = None
    problems: Mapping[str, int] = field(default_factory=dict)
    retries: Mapping[str, int] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    page_validators: tuple[PageValidators, ...] = ()
    content_digest: str | None = None
    content_fetched_at: datetime | None = None
    is_newest_only: bool = False
    is_suddenly_empty: bool = False
    items_before_empty: int | None = None
    empty_since: datetime | None = None
    listed: int | None = None
    announced: int | None = None
    run_id: str | None = None
    unreached: tuple[str, ...] = ()
    import_identity: str | None = None
    import_summary: ImportSummary | None = None
    notes: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pay:
    """Stated base pay. Amounts are in units of ``currency`` (ISO 4217) per ``period``.

    ``note`` says how amounts that could not be were corrected, or, of pay without any, why they are
    refused.
    """

    min: float | None
    max: float | None
    currency: str | None
    period: PayPeriod | None
    note: str | None = None

    @property
    def has_amount(self) -> bool:
        """Whether any amount is left that counts."""
        return self.min is not None or self.max is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """One advertisement as its source states it; nothing is read from the text yet.

    ``body`` is HTML or plain text as the source gives it. ``country`` (ISO 3166-1 alpha-2),
    ``language`` (ISO 639-1), ``workplace``, ``pay`` and ``posted_at`` (UTC) are set only from
    structured fields of the source that can be trusted ("stated field", docs/glossary.md).
    """

    source: str
    board: str
    native_id: str
    title: str
    body: str
    employer: str | None = None
    url: str | None = None
    locations: tuple[str, ...] = ()
    country: str | None = None
    language: str | None = None
    department: str | None = None
    employment_type: str | None = None
    workplace: Workplace | None = None
    pay: Pay | None = None
    posted_at: datetime | None = None
    is_closed_by_source: bool = False
    """The source itself says that the posting is closed (``validThrough`` past, say)."""

    @property
    def posting_id(self) -> str:
        """source/board/native id: the identity of a posting for ever."""
        return f"{self.source}/{self.board}/{self.native_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ParseRejection:
    """Why a parser made no posting of an item.

    ``is_expected`` is true for what is rightly not collected (unlisted, prospect posts) and false
    for what does not fit and goes to quarantine with its payload.
    """

    reason: str
    detail: str = ""
    is_expected: bool = False


Parsed = list[Posting | ParseRejection]
"""A parser's answer: one item may hold several postings (a Hacker News comment)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFields:
    """Trustworthy structured fields of the source, for readers that prefer them to the text."""

    company: str | None = None
    locations: tuple[str, ...] = ()
    workplace: Workplace | None = None
    pay: Pay | None = None
