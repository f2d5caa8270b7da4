"""Whether two postings are at one place, however their sources write it.

"Seattle, WA" and "Seattle, WA 98101 (Downtown area)" are one place, and a title that repeats the
town of its posting names no other. Where no town is named ("Remote"), only the same words are the
same place.
"""

import re
from functools import lru_cache
from typing import TypeAlias

from skillscan.dedup.employer_rules import fold
from skillscan.dedup.titles import cities_of

Places: TypeAlias = frozenset[str]
"""What a posting names as its places, as its source writes them, and the words of places that its
title has.
"""

_WORD = re.compile(r"[^\W_]+")


def is_one_place(one: Places, other: Places) -> bool:
    """Whether both name places, and the same ones."""
    if not one or not other:
        return False
    return one == other or (bool(towns_of(one)) and _named(one) == _named(other))


def towns_of(places: Places) -> frozenset[tuple[str, ...]]:
    """The towns named, each as its words in order; none of "Remote" or a country."""
    return _named(places)[0]


@lru_cache(maxsize=16_384)
def _named(places: Places) -> tuple[frozenset[tuple[str, ...]], Places]:
    """The towns, and the words that only the title has ("EMEA")."""
    single = frozenset(place for place in places if place.isalnum() and place == fold(place))
    written = places - single
    repeated = frozenset(word for place in written for word in _WORD.findall(fold(place)))
    return cities_of(tuple(sorted(written))), single - repeated
