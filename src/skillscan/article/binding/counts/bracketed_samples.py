"""A sample in the bracket right behind the openings of a job of ours that it counts: "shares of ML
engineer postings (5,900 in 2025)".
"""

import re

from skillscan.article.binding.counts.sample_sizes import SIZE, sample_of
from skillscan.article.binding.outcome import Outcome
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.grammar import pattern_of

_OPENINGS = r"((?:[\w/-]+ ){1,5}{opening_nouns}) \($"
_BEHIND = re.compile(r"(?: in (?:19|20)\d\d| this year)?[,;)]")
_LEAST = 100


def bracketed_sample(reading: ArticleReading, around: Surroundings) -> Outcome | None:
    """The outcome of such a count in an article on openings; ``None`` where it is none."""
    text, number = reading.text, around.quantity
    if number.low < _LEAST or _BEHIND.match(text, number.end, around.sentence.end) is None:
        return None
    openings = pattern_of(_OPENINGS).search(text, around.sentence.start, number.start)
    if openings is None or not reading.counts_postings:
        return None
    job = reading.populations.occupation(openings[1])
    if not (job and job[0]) or reading.names_skill(openings[1]):
        return None
    if reading.attribution.source(around) is not None:
        return None
    return sample_of(reading, around, SIZE, openings[1], openings.span(1))
