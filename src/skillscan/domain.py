"""The records that pass between the steps: what was fetched, and what a parser made of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Literal

Workplace = Literal["remote", "hybrid", "onsite"]
PayPeriod = Literal["year", "month", "week", "day", "hour"]


IMPORT_BOARD = "import"
"""The board of imported files: they show what there was, never what is gone."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchReport:
    """What happened to one board in one crawl; times are UTC, ``bytes`` as transferred.

    ``landing_file`` is relative to the landing root and ``None`` where nothing was fetched.
    ``is_not_modified``: the source answered 304, so the board stands as at its last complete fetch.
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
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pay:
    """Stated base pay. Amounts are in units of ``currency`` (ISO 4217) per ``period``."""

    min: float | None
    max: float | None
    currency: str | None
    period: PayPeriod | None


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
