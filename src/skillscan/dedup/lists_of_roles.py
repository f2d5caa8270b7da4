"""One advertisement for several jobs, published again with its list of roles cut or grown.

"Backend Engineer / Data Engineer" in March, "Backend Engineer" in June, when the other job is
filled: the text around the list stays, and it is the same advertisement. Two titles are one where

- one lists all roles of the other, and some more, between slashes ("A / B"; "A/B" is mostly one
  job with two names);
- each role more is named as one ("/ Data Engineer", not "/ Payments"), unless both are lists (two
  roles named as such, not "Engineer / Berlin"), and is no other level of a role that both have
  ("Scientist / Senior Scientist");
- the texts are nearly identical (``near_identical``).

Lists of which each has a role that the other lacks stay apart, those of one opening among them: an
advertisement for A and B does not make one of A alone and of B alone.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from skillscan.dedup.comparable_posting import limits
from skillscan.dedup.shingles import Shingles, set_similarity
from skillscan.dedup.titles import TitleKey, title_word_set
from skillscan.dedup.titles_of_one_text import role_nouns

_Role = frozenset[str]
_Roles = frozenset[_Role]

_MOST_FIRSTS = 32
"""A role in more openings than this is what the employer always looks for: it leads nowhere."""


@dataclass(slots=True)
class _First:
    """The posting of a list that was seen first, and all lists that count as its own."""

    place: int
    lists: set[_Roles] = field(default_factory=set)


def with_first_list(titles: Sequence[TitleKey], texts: Sequence[Shingles]) -> list[TitleKey]:
    """The titles of an employer's postings, in the order in which these were seen; a list of roles
    that was cut or has grown is replaced by the first one.
    """
    found = list(titles)
    listed = frozenset(role for title in titles if len(title.roles) > 1 for role in title.roles)
    firsts: dict[_Role, list[_First]] = defaultdict(list)
    other_wordings: dict[_Role, int] = {}
    for place, title in enumerate(titles):
        if listed.isdisjoint(title.roles):
            if listed:
                other_wordings.setdefault(title.words, place)
            continue
        other = other_wordings.get(title.words)
        if other is not None and _agreement(texts[place], texts[other]):
            continue
        known = {first.place: first for role in title.roles for first in firsts[role]}
        first = _first_of(title, texts[place], known.values(), texts)
        if first is None:
            first = _First(place)
            for role in title.roles:
                if len(firsts[role]) < _MOST_FIRSTS:
                    firsts[role].append(first)
        first.lists.add(title.roles)
        to = found[first.place]
        found[place] = replace(title, words=to.words, specific_words=to.specific_words)
    return found


def _first_of(
    title: TitleKey, text: Shingles, firsts: Iterable[_First], texts: Sequence[Shingles]
) -> _First | None:
    """The first posting of whose opening this list may be; of several that whose text has most in
    common.
    """
    shares = (
        (_agreement(text, texts[first.place]), -first.place, first)
        for first in firsts
        if all(_is_one_list(title.roles, roles) for roles in first.lists)
    )
    share, _, best = max(shares, key=lambda found: found[:2], default=(0.0, 0, None))
    return best if share else None


def _agreement(one: Shingles, other: Shingles) -> float:
    """How far two texts agree; 0 where that is too little for one advertisement."""
    share = set_similarity(one, other).jaccard
    return share if share >= limits()["near_identical"] else 0.0


def _is_one_list(one: _Roles, other: _Roles) -> bool:
    """Whether two lists are equal, or one is the other with some roles more."""
    shorter, longer = sorted((one, other), key=len)
    if shorter == longer:
        return True
    levels = title_word_set("level_words")
    works = frozenset(role - levels for role in shorter)
    added = [role - levels for role in longer - shorter]
    is_list = sum(not role.isdisjoint(role_nouns()) for role in shorter) > 1
    is_named = is_list or all(not work.isdisjoint(role_nouns()) for work in added)
    return shorter < longer and is_named and all(work and work not in works for work in added)
