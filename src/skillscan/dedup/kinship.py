"""Whether two employers that publish one text stand behind one job, and what proves it.

A parent and its subsidiary, two brands of one house, an employer and the agency or portal that
repeats it: their copies are one job. A competitor that copied a text is another one. Proof is, in
this order: a distinctive word that both names have; a town that both copies name; a text that names
the other employer, in one country. Generic words of names stand in ``data/rules/openings.yaml``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from skillscan.dedup.employer_rules import fold
from skillscan.dedup.titles import cities_of
from skillscan.rules import load_rules

_WORD = re.compile(r"[^\W_]+")
_NAMED_LETTERS = 4
"""A shorter word of a name stands in too many texts."""
_PREFIX_LETTERS = 5
"""So many letters in front make "Hershey" and "HersheyCareers" one name."""
_TEXT_CHARS = 60_000
_NAME_CHARS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """Who publishes a text, where, and the text; ``country`` is ISO 3166-1 alpha-2."""

    name: str
    locations: tuple[str, ...] = ()
    country: str | None = None
    text: str = field(default="", repr=False)


@cache
def kinship_rules() -> dict[str, Any]:
    """The section ``kinship`` of ``data/rules/openings.yaml``."""
    rules: dict[str, Any] = load_rules("openings.yaml").words["kinship"]
    return rules


def kinship(one: Publisher, other: Publisher) -> str | None:
    """What proves that copies of one text by these two are one job; ``None``: nothing does."""
    if word := _shared_word(one.name, other.name):
        return f"both names have “{word}”"
    if towns := cities_of(one.locations) & cities_of(other.locations):
        return f"both in {min(' '.join(words) for words in towns).title()}"
    if one.country is None or one.country != other.country:
        return None
    for text, name in ((one.text, other.name), (other.text, one.name)):
        if word := _named(text, name):
            return f"one text names the other employer (“{word}”), in one country"
    return None


@lru_cache(maxsize=4096)
def _distinctive_words(name: str) -> tuple[str, ...]:
    """The words of a name that are its own, in lower case."""
    generic = _generic_words()
    words = [fold(word) for word in _WORD.findall(name[:_NAME_CHARS])]
    return tuple(word for word in words if len(word) > 2 and word not in generic)


@cache
def _generic_words() -> frozenset[str]:
    return frozenset(kinship_rules()["generic_name_words"])


def _shared_word(one: str, other: str) -> str | None:
    """A word that both names have, or that begins a word of the other."""
    for mine in _distinctive_words(one):
        for theirs in _distinctive_words(other):
            shorter, longer = sorted((mine, theirs), key=len)
            is_prefix = len(shorter) >= _PREFIX_LETTERS and longer.startswith(shorter)
            if mine == theirs or is_prefix:
                return shorter
    return None


def _named(text: str, name: str) -> str | None:
    """A distinctive word of a name that a text has as a whole word."""
    wanted = [word for word in _distinctive_words(name) if len(word) >= _NAMED_LETTERS]
    known = frozenset(_words_of(text)) if wanted else frozenset()
    return next((word for word in wanted if word in known), None)


def _words_of(text: str) -> Iterator[str]:
    return (fold(found[0]) for found in _WORD.finditer(text[:_TEXT_CHARS]))
