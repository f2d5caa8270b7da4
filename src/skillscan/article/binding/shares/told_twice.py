"""A share that is told twice, in words and exactly in the bracket behind it: "two in five (40 %)".
Both are of the same.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from skillscan.article.binding.model import NotBound
from skillscan.article.binding.outcome import Outcome, is_ours, is_read_as_ours
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.model import Binding

_IN_BRACKET = re.compile(r"[*_ ]{0,4}(?:\w{1,12} ){0,2}\([*_]{0,2}(?:exactly |about )?[~≈]?")
_CLOSED = re.compile(r"[*_]{0,2}(?:\)|, (?:to be exact|exactly)\))")
_ROUNDED = 3.5


def with_told_twice(reading: ArticleReading, outcomes: Sequence[Outcome]) -> list[Outcome]:
    """The outcomes; a share in words is of what the same share in its bracket is of, and that of
    what the words are of where it says nothing of its own.
    """
    found = list(outcomes)
    for place in range(len(found) - 1):
        if not _is_twice(reading, place):
            continue
        words, exact = found[place], found[place + 1]
        if is_ours(exact) and words != exact and _may_be(words):
            found[place] = _of_same(exact, words, reading, place)
        elif is_ours(words) and isinstance(exact, NotBound) and exact.is_doubt:
            found[place + 1] = _of_same(words, exact, reading, place + 1)
    return found


def _is_twice(reading: ArticleReading, place: int) -> bool:
    first, second = reading.quantities[place], reading.quantities[place + 1]
    return (
        first.unit == second.unit == "percent"
        and first.is_in_words
        and not second.is_in_words
        and abs(first.low - second.low) <= _ROUNDED
        and _IN_BRACKET.fullmatch(reading.text, first.end, second.start) is not None
        and _CLOSED.match(reading.text, second.end) is not None
    )


def _may_be(outcome: Outcome) -> bool:
    """Whether nothing says that a share is somebody else's, nor the author what it is."""
    if isinstance(outcome, NotBound):
        return outcome.is_doubt
    return is_read_as_ours(outcome)


def _of_same(found: Outcome, own: Outcome, reading: ArticleReading, place: int) -> Outcome:
    if not isinstance(found, Binding):
        return own
    number = reading.quantities[place]
    start, end = (own.start, own.end) if isinstance(own, Binding) else (number.start, number.end)
    return replace(found, start=start, end=end, reasons=(*found.reasons, "told twice"))
