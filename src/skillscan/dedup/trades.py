"""Whether two titles call one trade by two of its names ("Sales Agent", "Sales Representative").

The names stand in ``data/rules/openings.yaml``, a list for each trade. Each must stand in one part
of its title ("Software Engineer, Product" is no product engineer), and the titles may differ in no
word that is neither a part of these names nor a place.
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import product

from skillscan.dedup.titles import TitleKey, names_of_places, title_key, title_rules

_Name = frozenset[str]
"""The words of a name, as a title key has them."""


def are_of_one_trade(one: TitleKey, other: TitleKey) -> bool:
    """Whether two names of one trade, and places, are all in which the titles differ."""
    mine = one.words - other.words - names_of_places()
    theirs = other.words - one.words - names_of_places()
    if not (mine or theirs) or not one.is_of_one_level(other):
        return False
    return any(
        mine <= name and theirs <= other_name and name != other_name
        for name, other_name in _names_in(one, other)
    )


def _names_in(one: TitleKey, other: TitleKey) -> Iterator[tuple[_Name, _Name]]:
    """Each name of a trade in the one title with each name of it in the other."""
    here, there = (_named(title.words, title.parts) for title in (one, other))
    for trade in here.keys() & there.keys():
        yield from product(here[trade], there[trade])


@lru_cache(maxsize=16_384)
def _named(words: _Name, parts: tuple[tuple[str, ...], ...]) -> dict[int, list[_Name]]:
    """The names that a title has, by the number of their trade. An employer's titles are compared
    with each other, so each is asked for many times.
    """
    found = {
        trade: [name for name in names if name <= words and any(map(name.issubset, parts))]
        for trade, names in enumerate(_trades())
    }
    return {trade: names for trade, names in found.items() if names}


@cache
def _trades() -> tuple[tuple[_Name, ...], ...]:
    return tuple(
        tuple(title_key(name).words for name in names) for names in title_rules()["trades"]
    )
