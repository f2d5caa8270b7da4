"""Which time a change is measured over: on the month before, or on the year before."""

import re
from collections.abc import Iterator

from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.grammar import pattern_of

_COMMAS = re.compile(r"[,;:()—]")
_NEXT = re.compile(r"[,;:()—]|\b(?:and|but|while)\b")
_BY = re.compile(r" by (?:\w+ )?[~≈]?$")
"""What ends the words on the other time: "exceeded those of May by"."""
_IN_MONTH = (
    r"\b(?:in|for) {month_names}(?: (?:vs\.?|against|over|than) {month_names})?"
    r"(?! (?:of )?(?:(?:19|20)\d\d|last year|a year))\b(?!.{0,60}\byear)"
)
"""A month in which openings changed, where no year is named: "fell 2 % in November"."""
_MONTH_BESIDE = r"^\W*(?:in|for) {month_names}\b(?! (?:of )?(?:(?:19|20)\d\d|last year))"
"""The month that stands right at a change: "rose 3 % in May and is 9 % above last year's"."""
_WORD = re.compile(r"[^\W\d_]{2,}")
_SPANS = ("on_month", "on_year")


def span_of_change(reading: ArticleReading, around: Surroundings) -> str | None:
    """The time that a change is measured over: as the words behind the number say, else those
    between it and the number before, else any of its sentence, else the next sentence where its
    own is but a number, or the heading.
    """
    whole = reading.span(around.after)
    behind = _COMMAS.split(whole)[0]
    sentence = reading.sentence_text(around.sentence)
    before = reading.span(around.before)
    first = [before] if _BY.search(before) else []
    for text in (*first, behind, _NEXT.split(before)[-1]):
        if span := _named(reading, text):
            return span
    if pattern_of(_MONTH_BESIDE).match(behind) and _named(reading, whole) is None:
        return "on_month"
    for text in (before, sentence):
        if span := _named(reading, text):
            return span
    if pattern_of(_IN_MONTH).search(sentence):
        return "on_month"
    return next(filter(None, (_named(reading, text) for text in _beside(reading, around))), None)


def _named(reading: ArticleReading, text: str) -> str | None:
    """The time that a text says a change is measured over; ``None`` where it says none."""
    return next((one for one in _SPANS if reading.words.has("change_span", text, one)), None)


def _beside(reading: ArticleReading, around: Surroundings) -> Iterator[str]:
    """What may say it where a sentence does not: the one behind a number that stands alone, the
    heading.
    """
    following = reading.following(around.sentence)
    sentence = reading.sentence_text(around.sentence)
    if following and following.block == around.sentence.block and not _WORD.search(sentence):
        yield reading.sentence_text(following)
    yield reading.heading(reading.block(around))
