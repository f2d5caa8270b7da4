"""Employers that the openings which an article is on are from: "… from 911 companies"."""

from collections.abc import Sequence

from skillscan.article.binding.counts.plain_samples import (
    MOST_COUNTED,
    is_used_otherwise,
    openings_before,
)
from skillscan.article.binding.counts.sample_sizes import is_sample_of_openings
from skillscan.article.binding.outcome import Outcome
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.grammar import pattern_of

LEAST_EMPLOYERS = 20
"""Fewer are some of those that openings are from, as the largest."""
EMPLOYERS_OF_WHICH = r"\b(?:{any_employers}|recruiters),? of which there (?:are|were) (?:\w+ )?$"
_PAGES_OF = (
    r"\b{page_kinds}(?: \w+)? {page_nouns}"
    r" (?:of|at|from) (?:{nearly_words} |{hedging_words} |{almost_words} )?$"
)
"""Where openings are that were read: "the career pages of 1,340 companies"."""
_SPREAD = r"\b{spread_words} (?:{nearly_words} )?$"
_FROM = r"(?:\b(?:by|at|of|{spread_words})|[(,:]) ?(?:{nearly_words} )?$"
_HAD_THEM = r"(?: [\w.'’-]+){0,9}? {placing_openings}\b"


def plain_employers(reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]) -> bool:
    """Whether employers are those of the openings that the article is on: "… from 911 companies",
    "1,204 organisations sought an ML engineer".
    """
    if not reading.counts_postings or reading.attribution.sources(around.sentence):
        return False
    is_countable = LEAST_EMPLOYERS <= around.quantity.low < MOST_COUNTED
    if not is_countable or is_used_otherwise(reading, around):
        return False
    start, end = around.sentence.start, around.sentence.end
    before = reading.text[start : around.quantity.start]
    behind = reading.text[around.quantity.end : end]
    words = reading.words
    is_had = pattern_of(_HAD_THEM).match(behind) is not None and (
        words.has("postings", behind) or words.has("fields", behind)
    )
    is_of_openings = words.has("postings", before) or _has_sample(reading, around, done)
    if pattern_of(_PAGES_OF).search(before) or pattern_of(EMPLOYERS_OF_WHICH).search(before):
        return True
    if is_had or (is_of_openings and pattern_of(_FROM).search(before)):
        return True
    is_told = bool(openings_before(reading, around.sentence, 1))
    return is_told and pattern_of(_SPREAD).search(before) is not None


def _has_sample(reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]) -> bool:
    """Whether the count before it is the sample that is from so many employers."""
    earlier = reading.places_before(around)
    return bool(earlier) and is_sample_of_openings(done[earlier[-1]])
