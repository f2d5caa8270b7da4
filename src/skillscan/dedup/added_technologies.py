"""One text under two titles, of which one names a technology: "Backend Engineer (Java)".

What the work is, the text says, and it is the same; so the technology tells nothing. Only where
every word that one title has more belongs to the name of a technology of the taxonomy, and only
where all longer titles of the text have the same ones: "(Java)" and "(Python)" under one text are
two jobs.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import chain

from skillscan.dedup.comparable_posting import limits
from skillscan.dedup.shingles import Shingles
from skillscan.dedup.titles import TitleKey, title_key, title_word_set, words_of_title
from skillscan.taxonomy.loading import load_taxonomy


def without_added_technologies(
    titles: Sequence[TitleKey], texts: Sequence[Shingles]
) -> list[TitleKey]:
    """The titles of an employer's postings, each without the technologies that another title of
    the very same text leaves out.
    """
    least = limits()["cut_shingles"]
    by_text: dict[bytes, list[int]] = defaultdict(list)
    for place, text in enumerate(texts):
        if text.size >= least:
            by_text[text.tobytes()].append(place)
    found = list(titles)
    for places in by_text.values():
        added = _added([titles[place].specific_words for place in places])
        for place in places if added else ():
            found[place] = _without(found[place], added)
    return found


def _added(works: Sequence[frozenset[str]]) -> frozenset[str]:
    """The technologies that all longer titles of one text have more than the shortest; none if it
    is anything else, or not the same in all of them.
    """
    distinct = sorted(set(works), key=len)
    if len(distinct) != 2 or not distinct[0] < distinct[1]:
        return frozenset()
    more = distinct[1] - distinct[0]
    return more if _are_technologies(more) else frozenset()


def _without(title: TitleKey, added: frozenset[str]) -> TitleKey:
    return replace(title, words=title.words - added, specific_words=title.specific_words - added)


def _are_technologies(words: frozenset[str]) -> bool:
    """Whether the words are those of whole names of technologies, and nothing else."""
    if not words.isdisjoint(title_word_set("level_words")):
        return False
    names = words - title_word_set("beside_technologies")
    known = [name for word in names for name in _names().get(word, ()) if name <= words]
    return bool(names) and names <= frozenset(chain.from_iterable(known))


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
