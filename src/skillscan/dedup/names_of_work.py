"""One text that calls the work by the name that its title has, and differs in nothing else.

An employer that renames a job ("Clinical Outreach Specialist", then "Behavioral Health Account
Executive") changes the name in the text, too, and leaves all duties and demands as they were. So
two titles are one job where

- each text has its own title's name in the other's place, and so few other runs differ that these
  mentions make them;
- the names differ in the first part of the titles ("Cloud Architect (Trading)"): what stands in
  another part may be a team's, a product's or a customer's;
- and they tell of no other level, rank, field, profession, technology, language, market or
  customer: "Email Manager" and "Email Coordinator", "Data Engineer" and "Data Scientist" of one
  template are two;
- none of them is a list of roles, of which another month's has another one, or a translator's.
"""

from functools import cache
from itertools import takewhile

import pycountry

from skillscan.dedup.added_technologies import has_technology
from skillscan.dedup.comparable_posting import limits
from skillscan.dedup.shingles import Shingles, exchanged, without
from skillscan.dedup.spoken_languages import names_of_languages
from skillscan.dedup.titles import TitleKey, names_of_places, title_word_set
from skillscan.dedup.titles_of_one_text import listed_roles

_Name = tuple[str, ...]
"""The words in which a title differs from another one, in their order."""


def are_names_of_one_work(one: TitleKey, other: TitleKey) -> bool:
    """Whether two titles differ in the name of the work only, and in nothing that tells of
    another job.
    """
    is_of_one_part = one.parts and other.parts and one.parts[1:] == other.parts[1:]
    if not is_of_one_part or not one.is_of_one_level(other):
        return False
    mine, theirs = _names(one, other)
    is_name = bool(mine and theirs) and not _tell(mine, theirs)
    return is_name and not (_is_of_several(one) or _is_of_several(other))


def _is_of_several(title: TitleKey) -> bool:
    """Whether it lists roles, or is of a trade that is looked for in one language after another."""
    return bool(listed_roles(title) or title.words & title_word_set("language_trades"))


def is_only_renamed(one: TitleKey, text: Shingles, other: TitleKey, other_text: Shingles) -> bool:
    """Whether two texts differ in nothing but these names, of which each has its own."""
    mine, theirs = _names(one, other)
    gone, come = without(text, other_text), without(other_text, text)
    mentions = max(
        exchanged(gone, come, mine[0], theirs[0]),
        exchanged(gone, come, mine[-1], theirs[-1], length=limits()["shingle_words"]),
    )
    around = limits()["shingle_words"] - 1
    return mentions > 0 and all(
        runs.size <= mentions * (len(name) + around) + around
        for runs, name in ((gone, mine), (come, theirs))
    )


def _names(one: TitleKey, other: TitleKey) -> tuple[_Name, _Name]:
    """The words of two titles, without those with which both begin, and those with which both
    end.
    """
    mine, theirs = one.written, other.written
    same = _shared(mine, theirs)
    mine, theirs = mine[same:], theirs[same:]
    same = _shared(mine[::-1], theirs[::-1])
    return mine[: len(mine) - same], theirs[: len(theirs) - same]


def _shared(one: _Name, other: _Name) -> int:
    """With how many same words both begin."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _tell(mine: _Name, theirs: _Name) -> bool:
    """Whether the words in which two names differ tell of another job."""
    names = frozenset(mine), frozenset(theirs)
    words = names[0] | names[1]
    ranks = title_word_set("ranks")
    return (
        names[0] & ranks != names[1] & ranks
        or any(not word.isalpha() for word in words)
        or not words.isdisjoint(_languages())
        or not words.isdisjoint(names_of_places())
        or any(name <= title_word_set("telling_words") for name in names)
        or any(
            all(not name.isdisjoint(title_word_set(kind)) for name in names)
            for kind in ("fields", "professions")
        )
        or all(has_technology(name) for name in names)
    )


@cache
def _languages() -> frozenset[str]:
    """Names of languages and peoples, of one word."""
    known = frozenset(language.name.casefold() for language in pycountry.languages)
    return known | names_of_languages() | title_word_set("peoples")
