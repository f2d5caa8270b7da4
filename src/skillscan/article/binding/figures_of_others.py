"""Numbers that only stand beside ours, and are of people, places or sources that are not: "for
frontend developers this figure is 54 %", "twice the share of 17 % that data analysts have".
"""

import re

from skillscan.article.binding.openings_alone import plain_tokens
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.grammar import pattern_of, words_of

_FIGURE_AGAIN = r"\b{figure_again}\b"
_THE_SHARE_OF = re.compile(r"\bthe (?:share|figure|number|rate) of [~≈]?$", re.IGNORECASE)
_SET_ABOVE = r"\b{set_above_words}(?: only| just| about)? the [~≈$€£]?$"
_THAT_OTHERS = re.compile(r"(?: a year)? (?:that|which) (?!(?:we|i|our|my)\b)", re.IGNORECASE)
"""What begins to say whose a number is."""
_AGAINST = r"\b{set_above_words}(?: only| just| about)?(?: the)? [~≈]?$"
_AT_FIRM = re.compile(r" (?:at|by) [A-Z][\w.&'’-]+")
"""Where a number is from that ours is set against: "against 30 % at Halden"."""
_OF_WHOM = re.compile(
    r"\b(?:in|at|across|among|within|on|for|outside|beyond|of|by|from|with|to) ([^,;:.()—–]*)",
    re.IGNORECASE,
)
_IS_ITS = re.compile(r"\W*\b(?:is|are|was|were)\b")
"""What goes on behind a number that only stands beside the figure: "the same figure, 48 %, is"."""
_PART_END = re.compile(r"[,;:(—–]")
_ARTICLE = len("the ")
_PLAIN = (
    words_of("growth_words")
    | words_of("level_pay_words")
    | words_of("edition_nouns")
    | words_of("own_collections")
    | words_of("hedging_words")
    | {"openings", "we", "i", "them", "all"}
)


def is_share_of_others(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether a share stands for one told before, but of others than the openings of ours."""
    text, number = reading.text, around.quantity
    start = around.before[0]
    behind = text[number.end : around.after[1]]
    if _THE_SHARE_OF.search(text, start, number.start) and _THAT_OTHERS.match(behind):
        return True
    is_against = pattern_of(_AGAINST).search(text, start, number.start) is not None
    if is_against and _AT_FIRM.match(behind):
        return True
    that = _THAT_OTHERS.match(text, number.end)
    told = that.end() + _ARTICLE if that else 0
    if any(number.end < one.start <= told for one in reading.attribution.sources(around.sentence)):
        return True
    found = pattern_of(_FIGURE_AGAIN).search(text, start, number.start)
    if found is None:
        return False
    ahead, between = text[start : found.start()], text[found.end() : number.start]
    if _IS_ITS.match(behind) is None:
        behind = _PART_END.split(behind, maxsplit=1)[0]
    if reading.words.has("others", behind):
        return True
    return any(_is_of_others(reading, around, part) for part in (ahead, between, behind))


def is_sum_of_others(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether a sum is only what ours is set against, and somebody is said to give or get it:
    "far above the $79,400 that a friend makes".
    """
    before = reading.text[around.sentence.start : around.quantity.start]
    is_against = pattern_of(_SET_ABOVE).search(before) is not None
    return is_against and _THAT_OTHERS.match(reading.text, around.quantity.end) is not None


def _is_of_others(reading: ArticleReading, around: Surroundings, part: str) -> bool:
    """Whether words beside a number name anybody or any place but those of openings of ours."""
    if reading.populations.country(part) is not None:
        said = reading.whose.population_words(around)
        if reading.whose.population(said) is None:
            return True
    return any(
        not _PLAIN.issuperset(plain_tokens(reading, found[1])) for found in _OF_WHOM.finditer(part)
    )
