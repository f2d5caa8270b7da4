"""Binds days: how long postings stay open."""

import re

from skillscan.article.binding.model import ClaimSubject, nothing_to_judge
from skillscan.article.binding.outcome import Outcome, ours, theirs
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings

_ONE_POSTING = re.compile(r"\b(?:posting|listing|ad|advertisement)\b", re.IGNORECASE)


def bind_days(reading: ArticleReading, around: Surroundings) -> Outcome:
    """The outcome of a number of days; ours where it is how long postings stay open."""
    region = reading.region(around)
    sentence = reading.sentence_text(around.sentence)
    is_of_posting = reading.words.has("postings", sentence) or _ONE_POSTING.search(sentence)
    if not reading.words.has("life", region) or not is_of_posting:
        return nothing_to_judge("not how long openings stay open")
    if source := reading.attribution.source(around):
        return theirs(reading, around, "posting_lifetime", "another source's figure", source)
    said = reading.whose.population_words(around)
    subject = ClaimSubject.unnamed("posting_lifetime")
    return ours(
        reading,
        around,
        subject,
        confidence=0.8,
        said=said,
        spans=[around.before],
        reasons=("how long postings stay open",),
    )
