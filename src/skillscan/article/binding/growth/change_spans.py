"""Which time a change is measured over: on the month before, or on the year before."""

import re

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
_SPANS = ("on_month", "on_year")


def span_of_change(reading: ArticleReading, around: Surroundings) -> str | None:
    """The time that a change is measured over: as the words behind the number say, else those
    between it and the number before, else any of its sentence.
    """
    behind = _COMMAS.split(reading.span(around.after))[0]
    sentence = reading.sentence_text(around.sentence)
    before = reading.span(around.before)
    first = [before] if _BY.search(before) else []
    for text in (*first, behind, _NEXT.split(before)[-1], before, sentence):
        for span in _SPANS:
            if reading.words.has("change_span", text, span):
                return span
    return "on_month" if pattern_of(_IN_MONTH).search(sentence) else None
