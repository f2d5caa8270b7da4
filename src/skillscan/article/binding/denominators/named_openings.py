"""The openings that stand in a number's own part of its sentence."""

from skillscan.article.binding.model import ClaimDenominator
from skillscan.article.binding.openings_read import EVERY_ONE
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.grammar import pattern_of


def named_openings(reading: ArticleReading, around: Surroundings, reason: str) -> ClaimDenominator:
    """The openings that a number's part of the sentence names; those of the article where it
    names none.
    """
    start = around.before[0]
    region = reading.region(around)
    spans = [(start + one.start, start + one.end) for one in reading.words.find("postings", region)]
    if not spans and (every := pattern_of(EVERY_ONE).search(region)):
        spans = [(start + every.start(), start + every.end())]
    named = spans[0] if spans else (0, 0)
    return ClaimDenominator(
        kind="postings", start=named[0], end=named[1], words=reading.span(named), reason=reason
    )
