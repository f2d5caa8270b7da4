"""Numbers set against each other in one sentence: whose is which.

"66 % mention Python, which is close to what Halden reported (63 %)": the source is of the number
behind it; "Halden has him on $430,000, whereas the median in our adverts was $183,000": of the one
before. What parts the two sides are words that compare, semicolons and brackets.
"""

import re

from skillscan.article.binding.model import NamedSource
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.binding.sources.own_names import AUTHORS_OWN
from skillscan.article.binding.structure import ArticleStructure
from skillscan.article.binding.vocabulary import ArticleWords
from skillscan.article.grammar import pattern_of

_PARTED = r";|[,–—:(] ?(?:{side_starts})\b|\((?=[^()]{0,40}$)"
"""What ends one side behind its number."""
_FROM_THERE = r"\b{other_side_words}\b"
_SOMEBODYS = re.compile(
    r"\b(?:[A-Z][a-z]+['’]s|(?:[Oo]ur|[Mm]y) (?:\w+ )?\w+(?:['’]s|s['’]))(?!\w)"
)
_MOST_BEHIND = 60


def is_of_other_side(
    structure: ArticleStructure, words: ArticleWords, around: Surroundings, source: NamedSource
) -> bool:
    """Whether a source tells another number of the sentence than this one."""
    if source.start < 0 or source.is_bracket:
        return False
    if source.start >= around.quantity.end:
        return _is_behind(structure, around, source)
    return _is_before(structure, words, around, source)


def _is_behind(structure: ArticleStructure, around: Surroundings, source: NamedSource) -> bool:
    """Whether it stands behind what parts the sides, and has a number there."""
    text, end = structure.text, around.quantity.end
    parted = pattern_of(_PARTED).search(text[end : source.start])
    if parted is None:
        return False
    side = end + parted.start()
    return any(
        side <= structure.quantities[n].start < source.end + _MOST_BEHIND
        and structure.quantities[n].end > side
        for n in structure.places_after(around)
    )


def _is_before(
    structure: ArticleStructure, words: ArticleWords, around: Surroundings, source: NamedSource
) -> bool:
    """Whether it stands before what parts the sides with a number of its own, and the side of this
    number is said to be the author's or that of openings.
    """
    text, number = structure.text, around.quantity
    before = [structure.quantities[n] for n in structure.places_before(around)]
    told = [one for one in before if source.start <= one.start]
    if not told:
        return False
    between = text[told[-1].end : number.start]
    parted = pattern_of(
        r";|[,–—:] ?(?:{side_starts})\b|, (?={author_words}\b)"
        r"|, (?:and|but) (?:in )?(?=our (?:own )?{opening_nouns}\b)"
    ).search(between)
    if parted is None:
        return False
    own = between[parted.start() :] + text[number.end : around.after[1]]
    if pattern_of(_FROM_THERE).search(own) or _SOMEBODYS.search(own):
        return False
    if words.has("others", own, "people"):
        return False
    return words.has("postings", own) or pattern_of(AUTHORS_OWN).search(own) is not None
