"""What goes into the grouping of postings and what comes out."""

from dataclasses import dataclass
from datetime import datetime

from skillscan.dedup.comparable_text import ComparableText
from skillscan.dedup.demands import NO_DEMANDS, Demands


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningInput:
    """One posting as the grouping sees it.

    ``text`` is what is kept of the prepared text; ``first_seen`` and ``last_seen`` are UTC (without
    the latter the posting was seen once); ``locations`` as the source writes them (optional: they
    help to tell a place in the title); ``demands`` as far as the text was read; ``language`` is the
    one that the text is written in (ISO 639-1).
    """

    posting_id: str
    employer_id: str
    title: str
    text: ComparableText
    first_seen: datetime
    last_seen: datetime | None = None
    locations: tuple[str, ...] = ()
    demands: Demands = NO_DEMANDS
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """The opening of its employer that a posting belongs to, and the sentence that says why.

    ``title_key`` are the words of its title that were compared.
    """

    opening_id: str
    decision: str
    title_key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupedPosting:
    """One posting with the opening it was put into and the decision that did; times are UTC.

    ``own_opening_id`` is the opening among those of its employer; where that is counted with
    another employer's opening, ``joined_by`` says why. ``language`` is the one that the text is
    written in (ISO 639-1).
    """

    posting_id: str
    opening_id: str
    own_opening_id: str
    decision: str
    joined_by: str | None
    employer_id: str
    employer_name: str
    title: str
    url: str | None
    locations: tuple[str, ...]
    first_seen: datetime
    last_seen: datetime
    closed_at: datetime | None
    text: str
    demands: Demands
    language: str | None = None
