"""Bare numbers, which go on with the sign of a share before them: of the name right before each."""

import re

from skillscan.article.binding.model import ClaimSubject
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.grammar import pattern_of
from skillscan.article.quantities.bare_shares import is_bare_number

_NAME = r"(?:{numbered_things}|\b[A-Z][\w-]+) [~≈]?$"

_AT_PLACE = re.compile(
    r"(?:^\W*|[,;] |\band |\bbut |\bthen )([A-Z][\w-]+)(?:['’]s)?(?: [a-z'’]+){0,5}"
    r" (?:at|with|on|by) [~≈]?$"
)


def is_of_another_name(
    reading: ArticleReading, around: Surroundings, subject: ClaimSubject
) -> bool:
    """Whether another name than the thing stands right before a bare number: "Docker 34, page 12,
    Berlin 22". A name of which the thing is a part, or that is another thing of ours, is no other.
    """
    text, number = reading.text, around.quantity
    if not is_bare_number(text, number) or reading.block(around).kind == "cell":
        return False
    if _is_at_place_of_other(reading, around, subject):
        return True
    name = pattern_of(_NAME, 0).search(text, around.sentence.start, number.start)
    if name is None or subject.start <= name.start() < subject.end:
        return False
    return not reading.header_subjects(name[0].strip())


def _is_at_place_of_other(
    reading: ArticleReading, around: Surroundings, subject: ClaimSubject
) -> bool:
    """Whether a name behind the thing stands at a place of its own: "AWS is in 41 percent, and
    Berlin with 3".
    """
    start = max(around.before[0], subject.end)
    name = _AT_PLACE.search(reading.text[start : around.quantity.start])
    if name is None or reading.header_subjects(name[1]):
        return False
    at = start + name.start(1)
    return not any(one.start <= at < one.end for one in reading.subjects(around.sentence))
