"""Binds multiples: growth by so many times, and how much more often than by chance a pair is."""

from collections.abc import Sequence

from skillscan.article.binding.counts.lifts import lift_of_pair
from skillscan.article.binding.growth.binding import bind_change
from skillscan.article.binding.model import ClaimDenominator, nothing_to_judge
from skillscan.article.binding.outcome import Outcome, theirs
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings


def bind_ratio(reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]) -> Outcome:
    """Growth by a multiple, and how much more often than by chance a pair is named; what is per
    candidate, or of others, is not in postings.
    """
    region = reading.region(around)
    if lift := lift_of_pair(reading, around, done):
        return lift
    if change := bind_change(reading, around, ClaimDenominator(kind="none")):
        return change
    if reading.words.has("sample", region, "per_something"):
        return theirs(reading, around, None, "candidates are not in postings")
    if reading.attribution.source(around) and reading.words.has(
        "others", region, "people", "things"
    ):
        return theirs(reading, around, None, "another source's figure")
    return nothing_to_judge("no multiple of openings")
