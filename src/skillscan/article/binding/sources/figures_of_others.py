"""Numbers that only stand beside ours, and are of people, places or sources that are not: "for
frontend developers this figure is 54 %", "twice the share of 17 % that data analysts have".
"""

import re

from skillscan.article.binding.named_things import plain_words
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.binding.sources.next_numbers import SET_AGAINST
from skillscan.article.grammar import pattern_of, words_of

_FIGURE_AGAIN = r"\b{figure_again}\b"
_THE_SHARE_OF = re.compile(r"\bthe (?:share|figure|number|rate) of [~≈]?$", re.IGNORECASE)
_SET_ABOVE = r"\b{set_above_words}(?: only| just| about)? the [~≈$€£]?$"
_THAT_OTHERS = r"(?: a year)? (?:that|which) (?!{author_words}\b)"
"""What begins to say whose a number is."""
_SET_OFF = r"\b{set_above_words}(?: only| just| about)?$"
_AT_FIRM = (
    r" (?:{figure_participles} )?(?:at|by) (?:the )?[A-Z][\w.&'’-]{1,40}"
    r"| [A-Z][\w.&'’-]{1,40} {figure_verbs}\b"
)
"""Who has a number that ours is set against: "against 30 % at Halden", "the 30 % Orvane gives"."""
_ON_SOURCE = len(" on the ")
_FIRMS_OWN = re.compile(r" ([A-Z][\w.&-]{1,40})['’]s [~≈$€£]?$")
"""Whose sum ours is set against: "below Halden's $150,000"."""
_SOMEBODY_THINKS = r"\b(?:{guessing_verbs}|{believing_verbs}|says|said|puts?)\b"
_OF_WHOM = r"\b(?:{whose_prepositions}|to) ([^,;:.()—–]*)"
_IS_ITS = re.compile(r"\W*\b(?:is|are|was|were)\b")
"""What goes on behind a number that only stands beside the figure: "the same figure, 48 %, is"."""
_PART_END = re.compile(r"[,;:(—–]")
_ARTICLE = len("the ")
_PLAIN = (
    words_of("growth_nouns")
    | words_of("growth_words")
    | words_of("level_pay_words")
    | words_of("edition_nouns")
    | words_of("own_collections")
    | words_of("hedging_words")
    | {"openings", "we", "i", "them", "all"}
)


def is_share_of_others(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether a share stands for one told before, but of others than the openings of ours."""
    before, behind = reading.span(around.before), reading.span(around.after)
    if _THE_SHARE_OF.search(before) and pattern_of(_THAT_OTHERS).match(behind):
        return True
    return _is_of_source_behind(reading, around) or _is_figure_of_others(reading, around)


def _is_of_source_behind(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether a firm or a source right behind a number is said to have it: "against 30 % at
    Halden", "17 % that the survey gives".
    """
    text, number = reading.text, around.quantity
    start = around.before[0]
    behind = reading.span(around.after)
    is_against = pattern_of(SET_AGAINST).search(text, start, number.start) is not None
    if is_against and pattern_of(_AT_FIRM, 0).match(behind):
        return True
    sources = [one.start - number.end for one in reading.attribution.sources(around.sentence)]
    if is_against and any(0 < gap <= _ON_SOURCE for gap in sources):
        return True
    that = pattern_of(_THAT_OTHERS).match(text, number.end)
    return that is not None and any(
        0 < gap <= that.end() - number.end + _ARTICLE for gap in sources
    )


def _is_figure_of_others(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether "this figure" is of others, as its words or those that say so name them: "for
    frontend developers this figure is 54 %", "the BLS says that the same share is 9 %".
    """
    text, number = reading.text, around.quantity
    start = around.before[0]
    behind = reading.span(around.after)
    found = pattern_of(_FIGURE_AGAIN).search(text, start, number.start)
    if found is None:
        return False
    ahead, between = text[start : found.start()], text[found.end() : number.start]
    if _IS_ITS.match(behind) is None:
        behind = _PART_END.split(behind, maxsplit=1)[0]
    if reading.words.has("others", behind) or pattern_of(_SOMEBODY_THINKS).search(ahead):
        return True
    return any(_is_of_others(reading, around, part) for part in (ahead, between, behind))


def is_sum_of_others(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether a sum is only what ours is set against, and somebody is said to give or get it:
    "far above the $79,400 that a friend makes".
    """
    text, number = reading.text, around.quantity
    before = text[around.sentence.start : number.start]
    if pattern_of(_SET_ABOVE).search(before) and pattern_of(_THAT_OTHERS).match(text, number.end):
        return True
    if pattern_of(SET_AGAINST).search(before) and pattern_of(_AT_FIRM, 0).match(text, number.end):
        return True
    owner = _FIRMS_OWN.search(before)
    if owner is None or pattern_of(_SET_OFF).search(before[: owner.start()]) is None:
        return False
    is_month = owner[1] in words_of("month_names")
    return not is_month and reading.populations.country(owner[1]) is None


def _is_of_others(reading: ArticleReading, around: Surroundings, part: str) -> bool:
    """Whether words beside a number name anybody or any place but those of openings of ours."""
    if reading.populations.country(part) is not None:
        said = reading.whose.population_words(around)
        if reading.whose.population(said) is None:
            return True
    return any(
        not _PLAIN.issuperset(plain_words(reading, found[1]))
        for found in pattern_of(_OF_WHOM).finditer(part)
    )
