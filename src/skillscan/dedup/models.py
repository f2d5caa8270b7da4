"""What goes into the grouping of postings and what comes out."""

from dataclasses import dataclass
from datetime import datetime

from skillscan.dedup.comparable_text import ComparableText


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningInput:
    """One posting as the grouping sees it.

    ``text`` is what is kept of the prepared text; ``first_seen`` is UTC; ``locations`` as the
    source writes them (optional: they help to tell a place in the title).
    """

    posting_id: str
    employer_id: str
    title: str
    text: ComparableText
    first_seen: datetime
    locations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """The opening a posting belongs to, and the sentence that says why."""

    opening_id: str
    decision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupedPosting:
    """One posting with the opening it was put into and the decision that did; times are UTC."""

    posting_id: str
    opening_id: str
    decision: str
    employer_id: str
    employer_name: str
    title: str
    url: str | None
    locations: tuple[str, ...]
    first_seen: datetime
    last_seen: datetime
    closed_at: datetime | None
    text: str
