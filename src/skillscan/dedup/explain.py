"""Why postings are one opening, and why the nearest others are not: ``explain opening ID``."""

from collections.abc import Sequence
from dataclasses import dataclass

from skillscan.dedup.cluster import comparable_postings, opening_id_of
from skillscan.dedup.comparable_posting import ComparablePosting
from skillscan.dedup.comparable_text import comparable_text
from skillscan.dedup.compare import compare
from skillscan.dedup.employers import UNKNOWN_EMPLOYER
from skillscan.dedup.models import GroupedPosting, OpeningInput
from skillscan.errors import UsageError

MOST_NEIGHBOURS = 5
MOST_COMPARED = 2_000
"""Of an employer with more postings, only the first are compared (the trail keeps them all)."""


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
    """An opening with its postings in order of appearance, and its nearest neighbours.

    Its employer is that of the first posting; postings of others stand after it, each with why.
    """

    opening_id: str
    employer_id: str
    employer_name: str
    postings: tuple[GroupedPosting, ...]
    neighbours: tuple[Neighbour, ...]


def explain_opening(known: Sequence[GroupedPosting], wanted: str) -> OpeningTrail:
    """The trail of an opening, named by its id or by the id of any of its postings.

    ``known`` are the postings of its employers in order of appearance
    (``warehouse.tables.posting_openings.of_employer``). Raises UsageError where ``wanted`` is
    none of them.
    """
    opening_id = next((found.opening_id for found in known if wanted in _names(found)), None)
    if opening_id is None:
        raise UsageError(
            f"no opening and no posting has the id {wanted!r}: ids are printed by "
            "`skillscan explain STATISTIC` and stand in the release's `openings` file"
        )
    members = _in_order([found for found in known if found.opening_id == opening_id])
    return OpeningTrail(
        opening_id=opening_id,
        employer_id=members[0].employer_id,
        employer_name=members[0].employer_name,
        postings=members,
        neighbours=_neighbours(
            [found for found in known if found.employer_id == members[0].employer_id], opening_id
        ),
    )


def _in_order(members: Sequence[GroupedPosting]) -> tuple[GroupedPosting, ...]:
    """The postings of the employer that was seen first, then those of each other one."""
    seen = dict.fromkeys(member.own_opening_id for member in members)
    return tuple(member for own in seen for member in members if member.own_opening_id == own)


def _names(posting: GroupedPosting) -> tuple[str, str, str]:
    """The ids by which the opening of a posting is asked for."""
    return posting.opening_id, posting.own_opening_id, posting.posting_id


def trail_lines(trail: OpeningTrail) -> list[str]:
    """The trail in plain text, one line a posting; titles are the source's and not escaped."""
    lines = [f"{trail.opening_id} · {trail.employer_name} · {len(trail.postings)} posting(s)"]
    for posting in trail.postings:
        lines += _why_joined(posting)
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


def _why_joined(posting: GroupedPosting) -> list[str]:
    """The heading over the postings of another employer's opening that is counted here."""
    if not posting.joined_by or posting.own_opening_id != opening_id_of(posting.posting_id):
        return []
    return [
        f"Counted with it: {posting.own_opening_id} · {posting.employer_name}: {posting.joined_by}"
    ]


def _neighbours(known: Sequence[GroupedPosting], opening_id: str) -> tuple[Neighbour, ...]:
    """First postings of other openings of the employer that agree most with this one's first."""
    if known[0].employer_id == UNKNOWN_EMPLOYER:
        return ()
    firsts: dict[str, GroupedPosting] = {}
    for posting in known:
        firsts.setdefault(posting.opening_id, posting)
    compared = [firsts.pop(opening_id), *firsts.values()][:MOST_COMPARED]
    subject, *others = comparable_postings([_input(posting) for posting in compared])
    found = [
        _neighbour(subject, other, posting)
        for other, posting in zip(others, compared[1:], strict=True)
    ]
    near = sorted((n for n in found if n.share > 0), key=lambda n: (-n.share, n.posting_id))
    return tuple(near[:MOST_NEIGHBOURS])


def _neighbour(
    subject: ComparablePosting, other: ComparablePosting, posting: GroupedPosting
) -> Neighbour:
    found = compare(subject, other)
    rule = "drifted too far" if found.is_same else found.rule
    return Neighbour(
        opening_id=posting.opening_id,
        posting_id=posting.posting_id,
        title=posting.title,
        rule=rule,
        share=found.share,
    )


def _input(posting: GroupedPosting) -> OpeningInput:
    return OpeningInput(
        posting_id=posting.posting_id,
        employer_id=posting.employer_id,
        title=posting.title,
        text=comparable_text(posting.text),
        first_seen=posting.first_seen,
        last_seen=posting.last_seen,
        locations=posting.locations,
        demands=posting.demands,
        language=posting.language,
    )
