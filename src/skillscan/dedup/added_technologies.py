"""Whether the words that one title has more are the names of technologies, and nothing else."""

from collections import defaultdict
from functools import cache
from itertools import chain

from skillscan.dedup.titles import title_key, title_word_set, words_of_title
from skillscan.taxonomy.loading import load_taxonomy


def are_technologies(words: frozenset[str]) -> bool:
    """Whether these words of a title key are those of whole names of technologies."""
    if not words.isdisjoint(title_word_set("level_words")):
        return False
    names = words - title_word_set("beside_technologies")
    known = [name for word in names for name in _names().get(word, ()) if name <= words]
    return bool(names) and names <= frozenset(chain.from_iterable(known))


def has_technology(words: frozenset[str]) -> bool:
    """Whether one of these words of a title is a technology's whole name."""
    return any(frozenset((word,)) in _names().get(word, ()) for word in words)


@cache
def _names() -> dict[str, tuple[frozenset[str], ...]]:
    """Names of languages and frameworks as words of titles, by each of their words; without those
    of which a title key drops a word ("OpenSearch" is not "search").
    """
    found: dict[str, set[frozenset[str]]] = defaultdict(set)
    for skill in load_taxonomy().skills.values():
        names = (skill.label, *(alias.text for alias in skill.aliases))
        for name in names if skill.category in title_word_set("technologies_of") else ():
            if title_word_set("dropped_words").isdisjoint(words_of_title(name)):
                words = title_key(name).specific_words
                for word in words:
                    found[word].add(words)
    return {word: tuple(names) for word, names in found.items()}
