"""Whether a share is told of a time before the article's own: "(it stood at 35 % in 2025)", "it had
24 % in 2024", "the same as in spring (7 %)".
"""

import re

from skillscan.article.binding.grammar import pattern_of
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings

_CLAUSE = re.compile(r"[;()—]| – |, (?:and|but|while|whereas|down|up|now|against)\b|\.\s")
_YEAR = re.compile(
    r"(?<![\d.,-])(?<!before )(?<!since )(?<!until )(?<!after )"
    r"(?:19|20)\d\d(?![\d,]|\.\d|-\d\d)",
    re.IGNORECASE,
)
"""No end of a time: "LLMs, which 40 % mention, were in nobody's job before 2020"."""
_PAST = r"\b{past_verbs}\b"
_PERIOD = r"(?:year|quarter|month|edition|issue|report|count|spring|summer|autumn|fall|winter)s?"
_SOME = r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})"
_AGO = (
    rf"(?:(?:just |only )?{_SOME} {_PERIOD} (?:ago|earlier|before|prior|back)"
    rf"|(?:in )?(?:our |my )?(?:last|the previous|the last|our first|our previous) {_PERIOD}"
    rf"|the {_PERIOD} (?:before|prior)|back then|in those days)\b"
)
_AGO_SOMEWHERE = re.compile(rf"\b{_AGO}", re.IGNORECASE)
_AS_THEN = re.compile(
    rf"\b(?:the same as|as|like|unchanged from|level with) in (?:the |our )?(?:[\w-]+ )?{_PERIOD}"
    r"(?: (?:of )?(?:19|20)\d\d)? ?\(?[~≈]?$",
    re.IGNORECASE,
)
_SAME_TIME = re.compile(
    rf"\bthe same (?:[\w-]+ )?{_PERIOD} (?:of|in) (?:last year|(?:19|20)\d\d)\b", re.IGNORECASE
)
_ONLY_TIME = re.compile(rf" (?:(?:back )?in (?:19|20)\d\d|{_AGO})", re.IGNORECASE)
_BEFORE = 90


def is_told_of_past(reading: ArticleReading, around: Surroundings, *, is_again: bool) -> bool:
    """Whether a clause with its number is in the past and names a time before today; ``is_again``:
    whether the number before it is of the same thing, so that a year needs no later one beside it.
    """
    text, number = reading.text, around.quantity
    start = max(around.sentence.start, number.start - _BEFORE)
    before = text[start : number.start]
    if is_again and _AS_THEN.search(before):
        return True
    behind = _CLAUSE.split(text[number.end : around.sentence.end])[0]
    clause = f"{_CLAUSE.split(before)[-1]} … {behind}"
    is_past = pattern_of(_PAST).search(clause) is not None
    if not is_past:
        return False
    if _AGO_SOMEWHERE.search(clause) or _SAME_TIME.search(clause):
        return True
    years = [int(year) for year in _YEAR.findall(clause)]
    return bool(years) and (is_again or max(years) < _latest_year(reading))


def is_bracket_of_past(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether a bracket holds but a number and a time before: "(21 % two years ago)"."""
    text, number = reading.text, around.quantity
    if not text[around.sentence.start : number.start].rstrip("~≈ ").endswith("("):
        return False
    behind = text[number.end : around.sentence.end].split(")")[0]
    return _ONLY_TIME.fullmatch(behind) is not None


def _latest_year(reading: ArticleReading) -> int:
    """The last year that an article names; 0 without one."""
    return max((int(year) for year in _YEAR.findall(reading.text)), default=0)
