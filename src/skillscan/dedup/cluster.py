"""Postings into openings: the postings of one employer that are one advertisement.

Rule: postings are taken in the order (day of ``first_seen``, ``posting_id``). Each joins the
opening of its employer and title whose first posting it agrees with best (``compare.compare``), or
whose newest or fullest posting, if it has not drifted too far from the first; else it founds an
opening. So a chain of small steps cannot pull two different jobs together, and the order of the
input is of no matter, nor is that of the fetches of a day. An opening's id is that of its first
posting with ``o:`` before it: postings that appear on a later day never rename it. (The employer's
boilerplate is learned from all its postings, so a later posting may, rarely, change how two earlier
ones are judged.)

Cost: only postings of one employer whose titles have the same specific words are compared; where
these are many, candidates come from MinHash with locality-sensitive hashing (rensa), and are then
compared exactly.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain, pairwise

import numpy as np

from skillscan.dedup.candidate_index import CandidateIndex
from skillscan.dedup.comparable_posting import ComparablePosting, limits
from skillscan.dedup.compare import Comparison, compare, other_terms
from skillscan.dedup.days_seen import day_of, days_seen, overlap
from skillscan.dedup.employers import UNKNOWN_EMPLOYER
from skillscan.dedup.lists_of_roles import with_first_list
from skillscan.dedup.models import Membership, OpeningInput
from skillscan.dedup.places import towns_of
from skillscan.dedup.portal_copies import employers_titles, portals_of
from skillscan.dedup.remains import is_stub
from skillscan.dedup.reworded_titles import with_first_wording
from skillscan.dedup.shingles import Shingles, set_similarity, without
from skillscan.dedup.titles import TitleKey, title_key
from skillscan.dedup.titles_of_one_text import with_titles_of_one_text


@dataclass(slots=True)
class _Opening:
    """An opening while it is being filled; ``forms`` are those that its postings name, ``years``
    those that their titles ask for.
    """

    first: ComparablePosting
    newest: ComparablePosting
    fullest: ComparablePosting
    members: list[str] = field(default_factory=list)
    forms: frozenset[str] = frozenset()
    years: frozenset[int] = frozenset()

    def add(self, posting: ComparablePosting) -> None:
        self.members.append(posting.posting_id)
        self.forms |= posting.forms
        self.years |= posting.title.years
        if not is_stub(posting):
            self.newest = posting
        if posting.full_text.size > self.fullest.full_text.size:
            self.fullest = posting


def group(inputs: Sequence[OpeningInput]) -> dict[str, Membership]:
    """The opening of every posting, by posting id; the order of ``inputs`` is of no matter.

    Postings of different employers are never one opening here (``joined_openings`` decides on
    them). A ``posting_id`` given twice counts once
    (the earlier ``first_seen``).
    """
    by_employer: dict[str, list[OpeningInput]] = defaultdict(list)
    for item in sorted(inputs, key=_order):
        by_employer[item.employer_id].append(item)
    memberships: dict[str, Membership] = {}
    for employer_id in sorted(by_employer):
        memberships.update(_group_employer(employer_id, by_employer[employer_id]))
    return memberships


def _order(item: OpeningInput) -> tuple[date, str]:
    return (day_of(item.first_seen), item.posting_id)


def opening_id_of(posting_id: str) -> str:
    """Id of the opening that this posting founded."""
    return f"o:{posting_id}"


def _group_employer(employer_id: str, items: Sequence[OpeningInput]) -> dict[str, Membership]:
    is_known = employer_id != UNKNOWN_EMPLOYER
    by_title: dict[frozenset[str], list[ComparablePosting]] = defaultdict(list)
    for posting in comparable_postings(items):
        by_title[posting.title.specific_words].append(posting)
    found: dict[str, Membership] = {}
    for postings in by_title.values():
        for posting_id, membership in _group_title(postings, is_known=is_known):
            found.setdefault(posting_id, membership)
    return found


def comparable_postings(items: Sequence[OpeningInput]) -> list[ComparablePosting]:
    """One employer's postings, made ready to be compared, in the order given."""
    full_texts = [item.text.shingles for item in items]
    portals = portals_of(full_texts)
    titles = employers_titles(
        [title_key(item.title, item.locations, item.employer_id) for item in items],
        full_texts,
        portals,
    )
    for with_one_title in (with_titles_of_one_text, with_first_wording, with_first_list):
        titles = with_one_title(titles, full_texts)
    common = _boilerplate(zip(titles, full_texts, strict=True))
    postings = [
        ComparablePosting(
            item.posting_id,
            title,
            full_text,
            without(full_text, common),
            item.text.years,
            days_seen(item.first_seen, item.last_seen),
            frozenset(item.locations) | title.places,
            item.demands,
            item.language,
            item.text.languages,
            item.text.forms | title.hours,
            portal,
        )
        for item, title, full_text, portal in zip(items, titles, full_texts, portals, strict=True)
    ]
    return _with_lone_ones(postings)


def _are_one_after_another(postings: Sequence[ComparablePosting]) -> bool:
    """Whether they are several, of which no two were there at one time."""
    in_order = sorted(postings, key=lambda posting: posting.seen)
    pairs = list(pairwise(in_order))
    return bool(pairs) and not any(overlap(one.seen, other.seen) for one, other in pairs)


def _with_lone_ones(postings: list[ComparablePosting]) -> list[ComparablePosting]:
    """The postings; those of a short text know whether under their title, at their place, no two
    were ever there at one time.
    """
    by_title: dict[frozenset[str], list[ComparablePosting]] = defaultdict(list)
    most = limits()["anew_shingles"]
    for posting in postings:
        if posting.full_text.size <= most:
            by_title[posting.title.words].append(posting)
    beside: dict[object, list[ComparablePosting]] = defaultdict(list)
    for posting in chain.from_iterable(some for some in by_title.values() if len(some) > 1):
        beside[posting.title.words, towns_of(posting.places)].append(posting)
    alone = frozenset(
        posting.posting_id
        for together in beside.values()
        if _are_one_after_another(together)
        for posting in together
    )
    return [
        replace(posting, is_alone=True) if posting.posting_id in alone else posting
        for posting in postings
    ]


def _boilerplate(texts: Iterable[tuple[TitleKey, Shingles]]) -> Shingles:
    """Shingles in postings of several kinds of work of the employer."""
    by_work: dict[frozenset[str], list[Shingles]] = defaultdict(list)
    for title, shingles in texts:
        by_work[title.kind_of_work].append(shingles)
    least = limits()["boilerplate_works"]
    if len(by_work) < least:
        return np.array([], dtype=np.uint64)
    per_work = [
        sets[0] if len(sets) == 1 else _distinct(np.sort(np.concatenate(sets)))
        for sets in by_work.values()
    ]
    ordered = np.sort(np.concatenate(per_work))
    after = ordered[least - 1 :]
    return _distinct(after[after == ordered[: after.size]])


def _distinct(ordered: Shingles) -> Shingles:
    """Each of the sorted values once (NumPy's own ``unique`` takes ten times as long)."""
    is_first = np.append(True, ordered[1:] != ordered[:-1])[: ordered.size]
    distinct: Shingles = ordered[is_first]
    return distinct


def _group_title(
    postings: Sequence[ComparablePosting], *, is_known: bool
) -> Iterable[tuple[str, Membership]]:
    openings: list[_Opening] = []
    index = CandidateIndex(len(postings))
    for posting in postings:
        places = index.near(posting.full_text)
        best = _best_opening(posting, openings, places, is_known=is_known)
        if best is None:
            openings.append(
                _Opening(
                    first=posting,
                    newest=posting,
                    fullest=posting,
                    members=[posting.posting_id],
                    forms=posting.forms,
                    years=posting.title.years,
                )
            )
            place, decision = len(openings) - 1, "first posting of its opening"
        else:
            place, found, with_id = best
            openings[place].add(posting)
            decision = f"{found.rule} ({found.share:.2f}) with {with_id}"
        index.add(place, posting.full_text)
        opening_id = opening_id_of(openings[place].first.posting_id)
        yield (
            posting.posting_id,
            Membership(opening_id=opening_id, decision=decision, title_key=posting.title.text),
        )


def _best_opening(
    posting: ComparablePosting, openings: list[_Opening], places: Iterable[int], *, is_known: bool
) -> tuple[int, Comparison, str] | None:
    best: tuple[int, Comparison, str] | None = None
    for place in places:
        found, with_id = _compare_opening(posting, openings[place], is_known=is_known)
        if found.is_same and (best is None or found.share > best[1].share):
            best = (place, found, with_id)
    return best


def _compare_opening(
    posting: ComparablePosting, opening: _Opening, *, is_known: bool
) -> tuple[Comparison, str]:
    # A lost text agrees with any under its title: the fullest one speaks for it.
    founder = opening.fullest if is_stub(opening.first) else opening.first
    # A posting that names no hours, or offers two, would pull those of each together; so would a
    # title without years those with other ones.
    if rule := other_terms(posting, opening.forms, opening.years):
        return Comparison(is_same=False, rule=rule, share=0.0), founder.posting_id
    first = compare(posting, founder, is_employer_known=is_known)
    if first.is_same or len(opening.members) == 1:
        return first, founder.posting_id
    agreement = set_similarity(posting.full_text, founder.full_text)
    if agreement.containment < limits()["drift"]:
        return first, founder.posting_id
    for member in (opening.newest, opening.fullest):
        found = compare(posting, member, is_employer_known=is_known)
        if found.is_same:
            return found, member.posting_id
    return first, founder.posting_id
