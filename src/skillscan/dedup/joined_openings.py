"""Which openings of different employers are one job: the same text under parent and subsidiary.

Rule: openings whose first postings have the same words in their titles and nearly the same text, of
employers that are proven to stand behind one job (``kinship``), and that demand nothing different.
Openings are taken in the order in which their first postings were seen. Each joins the opening that
it agrees with best, of those that stand for themselves; so no chain of small steps joins two jobs,
openings seen later change nothing about earlier ones, and the order of the input is of no matter.
Two openings of one employer are never joined by a third: that employer tells them apart.
The employer that was seen first counts. Refuses to join what has no employer.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from skillscan.dedup.days_seen import DaysSeen
from skillscan.dedup.demands import NO_DEMANDS, Demands, other_demand
from skillscan.dedup.employers import UNKNOWN_EMPLOYER
from skillscan.dedup.kinship import Publisher, kinship, kinship_rules
from skillscan.dedup.shingles import Shingles, set_similarity


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FirstPosting:
    """The first posting of an employer's opening, as it is compared with those of others.

    ``seen`` are the first and last day (UTC) it was seen, ``places`` those it names.
    """

    opening_id: str
    posting_id: str
    employer_id: str
    title_key: str
    shingles: Shingles
    publisher: Publisher
    seen: DaysSeen
    demands: Demands = NO_DEMANDS

    @property
    def places(self) -> frozenset[str]:
        """As the source writes them."""
        return frozenset(self.publisher.locations)


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """The opening that another employer's opening is counted with, and the sentence why."""

    opening_id: str
    decision: str


def join(firsts: Sequence[FirstPosting], pairs: Iterable[tuple[str, str]]) -> dict[str, Joined]:
    """The openings that are counted with another one, by their own id.

    ``pairs`` are opening ids that may be one job; pairs that are not named are not compared.
    """
    near: Mapping[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        near[one].add(other)
        near[other].add(one)
    held: dict[str, list[FirstPosting]] = {}
    joined: dict[str, Joined] = {}
    for posting in sorted(firsts, key=lambda first: (first.seen[0], first.posting_id)):
        best = _best(
            posting, [held[one] for one in sorted(near[posting.opening_id]) if one in held]
        )
        if best is None:
            held[posting.opening_id] = [posting]
            continue
        members, decision = best
        members.append(posting)
        joined[posting.opening_id] = Joined(opening_id=members[0].opening_id, decision=decision)
    return joined


def _best(
    posting: FirstPosting, clusters: Iterable[list[FirstPosting]]
) -> tuple[list[FirstPosting], str] | None:
    """The openings that a posting's opening is one job with, and why; the nearest of several."""
    best: tuple[list[FirstPosting], str] | None = None
    nearest = 0.0
    for members in clusters:
        if _is_kept_apart(posting, members):
            continue
        share, proof = _agreement(posting, members[0])
        if proof and share > nearest:
            first, nearest = members[0], share
            best = (
                members,
                f"the same text ({share:.2f}) as {first.opening_id} of {first.publisher.name}: "
                f"{proof}",
            )
    return best


def _is_kept_apart(posting: FirstPosting, members: Iterable[FirstPosting]) -> bool:
    """Whether its employer, or what is demanded, tells it from any of these."""
    return any(
        posting.employer_id == member.employer_id or other_demand(posting, member)
        for member in members
    )


def _agreement(one: FirstPosting, other: FirstPosting) -> tuple[float, str | None]:
    """How far two texts agree, and what proves that they are one job."""
    rules = kinship_rules()
    unknown = UNKNOWN_EMPLOYER in (one.employer_id, other.employer_id)
    if unknown or one.title_key != other.title_key:
        return 0.0, None
    found = set_similarity(one.shingles, other.shingles)
    if found.jaccard < rules["jaccard"] or found.smaller < rules["shingles"]:
        return found.jaccard, None
    return found.jaccard, kinship(one.publisher, other.publisher)
