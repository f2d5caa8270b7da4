"""Whether a share is told of a time before the article's own: "(it stood at 35 % in 2025)", "it had
24 % in 2024", "the same as in spring (7 %)".
"""

import re

from skillscan.article.binding.reading import YEAR, ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.grammar import pattern_of

_CLAUSE = re.compile(
    r"[;()—]| – |, (?:it(?= (?:used to|is|has)\b|['’](?:s|ll)\b)|and|but|while|whereas|down|up"
    r"|now|against)\b"
    r"| and (?=(?:is|are|has|have|stands?|sits?|now|today)\b)|\.\s"
)
_YEAR_OF_SAME = re.compile(r"(?<![\d.,-])(?:19|20)\d\d(?!\d|,\d|\.\d|-\d\d)")
"""A year, whatever stands before it, where the number before is of the same thing: "when we
counted, in 2024, it was 35".
"""
_PAST = r"\b{past_verbs}\b"
_PERIOD = r"(?:{time_units}|{season_names}|{edition_nouns})s?"
_AGO = (
    rf"(?:(?:just |only )?(?:an?|{{small_numbers}}|\d{{1,2}}) {_PERIOD} {{ago_words}}"
    rf"|(?:in )?(?:our |my )?{{previous_words}} {_PERIOD}|the {_PERIOD} (?:before|prior)"
    r"|{back_then})\b"
)
_AGO_SOMEWHERE = rf"\b{_AGO}"
_AS_THEN = (
    rf"\b{{same_as}} in (?:the |our )?(?:[\w-]+ )?{_PERIOD}"
    r"(?: (?:of )?(?:19|20)\d\d)? ?\(?[~≈]?$"
)
_SAME_TIME = rf"\bthe same (?:[\w-]+ )?{_PERIOD} (?:of|in) (?:last year|(?:19|20)\d\d)\b"
_ONLY_TIME = rf" (?:(?:back )?in (?:19|20)\d\d|{_AGO})"
_BEFORE = 90


def is_told_of_past(reading: ArticleReading, around: Surroundings, *, is_again: bool) -> bool:
    """Whether a clause with its number is in the past and names a time before today; ``is_again``:
    whether the number before it is of the same thing, so that a year needs no later one beside it.
    """
    text, number = reading.text, around.quantity
    start = max(around.sentence.start, number.start - _BEFORE)
    before = text[start : number.start]
    if is_again and pattern_of(_AS_THEN).search(before):
        return True
    behind = _CLAUSE.split(text[number.end : around.sentence.end])[0]
    clause = f"{_CLAUSE.split(before)[-1]} … {behind}"
    is_past = pattern_of(_PAST).search(clause) is not None
    if not is_past:
        return False
    if pattern_of(_AGO_SOMEWHERE).search(clause) or pattern_of(_SAME_TIME).search(clause):
        return True
    if is_again and _YEAR_OF_SAME.search(clause):
        return True
    years = [int(year) for year in YEAR.findall(clause)]
    return bool(years) and (is_again or max(years) < reading.latest_year)


def is_time_before(text: str) -> bool:
    """Whether a text names a time before today: "back then", "two years ago", "in 2024"."""
    return pattern_of(_AGO_SOMEWHERE).search(text) is not None or YEAR.search(text) is not None


def is_bracket_of_past(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether a bracket holds but a number and a time before: "(21 % two years ago)"."""
    text, number = reading.text, around.quantity
    if not text[around.sentence.start : number.start].rstrip("~≈ ").endswith("("):
        return False
    behind = text[number.end : around.sentence.end].split(")")[0]
    return pattern_of(_ONLY_TIME).fullmatch(behind) is not None
