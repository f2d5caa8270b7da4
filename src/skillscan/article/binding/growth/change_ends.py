"""The two ends of a change, or of what shares lie between: "from 9 % to 30 %"."""

from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.grammar import pattern_of
from skillscan.article.model import Quantity

_FROM = r"\bfrom (?:{nearly_words} )?$"
_TO = r"(?: (?:in|at|as of|for|of) (?:\w+ ){0,2}?\w+)?,? to (?:{nearly_words} )?[~≈]?\d"
_VARIES = r"\b{varying_words} (?:\w+ )?from (?:{nearly_words} )?$"
_WORD_BEFORE = 16


def is_start(text: str, quantity: Quantity) -> bool:
    """Whether a share is the first of "from 9 % to 1 %", which are both of one thing."""
    before = text[max(0, quantity.start - _WORD_BEFORE) : quantity.start]
    is_range = quantity.low != quantity.high
    return bool(pattern_of(_FROM).search(before)) and (
        is_range or bool(pattern_of(_TO).match(text, quantity.end))
    )


def is_end_of_spread(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether a share is an end of what others lie between: "ranging from 9 % in May to 30 %"."""
    start = around.sentence.start
    for place in around.neighbours:
        other = reading.quantities[place]
        is_first = place in (around.place, around.place - 1) and is_start(reading.text, other)
        if is_first and pattern_of(_VARIES).search(reading.text[start : other.start]):
            return True
    return False
