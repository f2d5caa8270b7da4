"""Postings into openings: the postings of one employer that are one advertisement.

Rule: postings are taken in the order (``first_seen``, ``posting_id``). Each joins the opening of
its employer and title whose first posting it agrees with best (``similarity.judge``), or whose
newest or fullest posting, if it has not drifted too far from the first; else it founds an opening.
So a chain of small steps cannot pull two different jobs together, and the order of the input is of
no matter. An opening's id is that of its first posting with ``o:`` before it: postings that appear
later never rename it. (The employer's boilerplate is learned from all its postings, so a later
posting may, rarely, change how two earlier ones are judged.)

Cost: only postings of one employer with one title core are compared; where these are many,
candidates come from MinHash with locality-sensitive hashing (rensa), and are then compared exactly.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np

from skillscan.dedup.candidate_index import Candidates
from skillscan.dedup.compare import Advert, Verdict, judge, limits, years_in
from skillscan.dedup.employers import UNKNOWN_EMPLOYER
from skillscan.dedup.models import Membership, OpeningInput
from skillscan.dedup.shingles import Shingles, likeness, shingles_of, without
from skillscan.dedup.titles import TitleKey, title_key


@dataclass(slots=True)
class _Opening:
    """An opening while it is being filled."""

    first: Advert
    newest: Advert
    fullest: Advert
    members: list[str] = field(default_factory=list)

    def add(self, advert: Advert) -> None:
        self.members.append(advert.posting_id)
        self.newest = advert
        if advert.whole.size > self.fullest.whole.size:
            self.fullest = advert


def group(inputs: Sequence[OpeningInput]) -> dict[str, Membership]:
    """The opening of every posting, by posting id; the order of ``inputs`` is of no matter.

    Postings of different employers are never one opening. A ``posting_id`` given twice counts once
    (the earlier ``first_seen``).
    """
    by_employer: dict[str, list[OpeningInput]] = defaultdict(list)
    for item in sorted(inputs, key=_order):
        by_employer[item.employer_id].append(item)
    memberships: dict[str, Membership] = {}
    for employer_id in sorted(by_employer):
        memberships.update(_group_employer(employer_id, by_employer[employer_id]))
    return memberships


def _order(item: OpeningInput) -> tuple[datetime, str]:
    return (item.first_seen, item.posting_id)


def opening_id_of(posting_id: str) -> str:
    """Id of the opening that this posting founded."""
    return f"o:{posting_id}"


def _group_employer(employer_id: str, items: Sequence[OpeningInput]) -> dict[str, Membership]:
    is_known = employer_id != UNKNOWN_EMPLOYER
    by_core: dict[frozenset[str], list[Advert]] = defaultdict(list)
    for advert in adverts_of(items):
        by_core[advert.title.core].append(advert)
    found: dict[str, Membership] = {}
    for adverts in by_core.values():
        for posting_id, membership in _group_core(adverts, is_known=is_known):
            found.setdefault(posting_id, membership)
    return found


def adverts_of(items: Sequence[OpeningInput]) -> list[Advert]:
    """One employer's postings, made ready to be compared, in the order given."""
    limit = limits()
    wholes = [
        shingles_of(item.text, length=limit["shingle_words"], words=limit["text_words"])
        for item in items
    ]
    keys = [title_key(item.title, item.locations) for item in items]
    common = _boilerplate(zip(keys, wholes, strict=True))
    return [
        Advert(
            item.posting_id,
            key,
            whole,
            without(whole, common),
            years_in(item.text),
        )
        for item, key, whole in zip(items, keys, wholes, strict=True)
    ]


def _boilerplate(texts: Iterable[tuple[TitleKey, Shingles]]) -> Shingles:
    """Shingles in postings of several kinds of work of the employer."""
    by_work: dict[frozenset[str], list[Shingles]] = defaultdict(list)
    for key, shingles in texts:
        by_work[key.work].append(shingles)
    least = limits()["boilerplate_works"]
    if len(by_work) < least:
        return np.array([], dtype=np.uint64)
    per_work = [np.unique(np.concatenate(sets)) for sets in by_work.values()]
    shingles, works = np.unique(np.concatenate(per_work), return_counts=True)
    common: Shingles = shingles[works >= least]
    return common


def _group_core(adverts: Sequence[Advert], *, is_known: bool) -> Iterable[tuple[str, Membership]]:
    openings: list[_Opening] = []
    candidates = Candidates(len(adverts))
    for advert in adverts:
        best = _best_opening(advert, openings, candidates.near(advert.whole), is_known=is_known)
        if best is None:
            openings.append(_Opening(advert, advert, advert, [advert.posting_id]))
            place, decision = len(openings) - 1, "first posting of its opening"
        else:
            place, verdict, with_id = best
            openings[place].add(advert)
            decision = f"{verdict.rule} ({verdict.share:.2f}) with {with_id}"
        candidates.add(place, advert.whole)
        opening_id = opening_id_of(openings[place].first.posting_id)
        yield advert.posting_id, Membership(opening_id=opening_id, decision=decision)


def _best_opening(
    advert: Advert, openings: list[_Opening], places: Iterable[int], *, is_known: bool
) -> tuple[int, Verdict, str] | None:
    best: tuple[int, Verdict, str] | None = None
    for place in places:
        verdict, with_id = _compare(advert, openings[place], is_known=is_known)
        if verdict.is_same and (best is None or verdict.share > best[1].share):
            best = (place, verdict, with_id)
    return best


def _compare(advert: Advert, opening: _Opening, *, is_known: bool) -> tuple[Verdict, str]:
    first = judge(advert, opening.first, is_employer_known=is_known)
    if first.is_same or len(opening.members) == 1:
        return first, opening.first.posting_id
    if likeness(advert.whole, opening.first.whole).containment < limits()["drift"]:
        return first, opening.first.posting_id
    for member in (opening.newest, opening.fullest):
        verdict = judge(advert, member, is_employer_known=is_known)
        if verdict.is_same:
            return verdict, member.posting_id
    return first, opening.first.posting_id
