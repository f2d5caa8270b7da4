"""Why postings are one opening, and why the nearest others are not: ``explain opening ID``."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from duckdb import DuckDBPyConnection

from skillscan import resources
from skillscan.dedup.cluster import adverts_of
from skillscan.dedup.compare import Advert, judge
from skillscan.dedup.employers import UNKNOWN_EMPLOYER
from skillscan.dedup.models import OpeningInput
from skillscan.errors import UsageError

MOST_NEIGHBOURS = 5
MOST_COMPARED = 2_000
"""Of an employer with more postings, only the first are compared (the trail stays whole)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningPosting:
    """One posting of the opening and the decision that put it there; times are UTC."""

    posting_id: str
    title: str
    url: str | None
    locations: tuple[str, ...]
    first_seen: datetime
    last_seen: datetime
    closed_at: datetime | None
    decision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """A posting of the same employer that is another opening, and why."""

    opening_id: str
    posting_id: str
    title: str
    rule: str
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningTrail:
    """An opening with its postings in order of appearance, and its nearest neighbours."""

    opening_id: str
    employer_id: str
    employer_name: str
    postings: tuple[OpeningPosting, ...]
    neighbours: tuple[Neighbour, ...]


def explain_opening(connection: DuckDBPyConnection, wanted: str) -> OpeningTrail:
    """The trail of an opening, named by its id or by the id of any of its postings.

    ``connection`` is a warehouse or a release that has the tables of the warehouse. Raises
    UsageError where no such opening or posting is known.
    """
    rows = _rows(connection, wanted)
    opening_id = next(
        (row["opening_id"] for row in rows if wanted in (row["opening_id"], row["posting_id"])),
        None,
    )
    if opening_id is None:
        raise UsageError(
            f"no opening and no posting has the id {wanted!r}: ids are printed by "
            "`skillscan explain STATISTIC` and stand in the release's `openings` table"
        )
    members = [row for row in rows if row["opening_id"] == opening_id]
    return OpeningTrail(
        opening_id=opening_id,
        employer_id=members[0]["employer_id"],
        employer_name=members[0]["employer_name"],
        postings=tuple(_posting(row) for row in members),
        neighbours=_neighbours(rows, opening_id),
    )


def trail_lines(trail: OpeningTrail) -> list[str]:
    """The trail in plain text, one line a posting; titles are the source's and not escaped."""
    lines = [f"{trail.opening_id} · {trail.employer_name} · {len(trail.postings)} posting(s)"]
    for posting in trail.postings:
        state = f"closed {posting.closed_at:%Y-%m-%d}" if posting.closed_at else "open"
        places = "; ".join(posting.locations) or "no place stated"
        lines.append(
            f"  {posting.first_seen:%Y-%m-%d}  {posting.title} [{places}] {state}  "
            f"{posting.posting_id}: {posting.decision}"
        )
    if trail.neighbours:
        lines.append("Not joined:")
    lines += [
        f"  {other.title}  {other.posting_id}: {other.rule} ({other.share:.2f})"
        for other in trail.neighbours
    ]
    return lines


def _rows(connection: DuckDBPyConnection, wanted: str) -> list[dict[str, Any]]:
    query = resources.sql("explain", "opening_postings.sql").read_text("utf-8")
    connection.execute("SET VARIABLE wanted_id = ?", [wanted])
    found = connection.execute(query)
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def _posting(row: dict[str, Any]) -> OpeningPosting:
    names = ("posting_id", "title", "url", "first_seen", "last_seen", "closed_at", "decision")
    return OpeningPosting(
        locations=tuple(row["locations"] or ()), **{name: row[name] for name in names}
    )


def _neighbours(rows: Sequence[dict[str, Any]], opening_id: str) -> tuple[Neighbour, ...]:
    """First postings of other openings of the employer that agree most with this one's first."""
    if rows[0]["employer_id"] == UNKNOWN_EMPLOYER:
        return ()
    firsts: dict[str, dict[str, Any]] = {}
    for row in rows:
        firsts.setdefault(row["opening_id"], row)
    compared = [firsts.pop(opening_id), *firsts.values()][:MOST_COMPARED]
    subject, *others = adverts_of([_input(row) for row in compared])
    found = [
        _neighbour(subject, advert, row) for advert, row in zip(others, compared[1:], strict=True)
    ]
    near = sorted((n for n in found if n.share > 0), key=lambda n: (-n.share, n.posting_id))
    return tuple(near[:MOST_NEIGHBOURS])


def _neighbour(subject: Advert, other: Advert, row: dict[str, Any]) -> Neighbour:
    verdict = judge(subject, other)
    rule = "drifted too far" if verdict.is_same else verdict.rule
    return Neighbour(
        opening_id=row["opening_id"],
        posting_id=row["posting_id"],
        title=row["title"],
        rule=rule,
        share=verdict.share,
    )


def _input(row: dict[str, Any]) -> OpeningInput:
    return OpeningInput(
        posting_id=row["posting_id"],
        employer_id=row["employer_id"],
        title=row["title"],
        text=row["text"],
        first_seen=row["first_seen"],
        locations=tuple(row["locations"] or ()),
    )
