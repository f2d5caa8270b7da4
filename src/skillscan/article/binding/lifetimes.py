"""Binds days: how long postings stay open."""

import re

from skillscan.article.binding.model import ClaimSubject, not_understood, nothing_to_judge
from skillscan.article.binding.outcome import Outcome, ours, theirs
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings, hard_breaks

_ONE_POSTING = re.compile(r"\b(?:posting|listing|ad|advertisement)\b", re.IGNORECASE)
_TYPICAL = re.compile(r"\btypical(?:ly)?\b", re.IGNORECASE)
_HALF = 50.0


def bind_days(reading: ArticleReading, around: Surroundings) -> Outcome:
    """The outcome of a number of days; ours where it is how long postings stay open."""
    start, end = _own_span(reading, around)
    own = reading.text[start:end]
    sentence = reading.sentence_text(around.sentence)
    is_of_posting = reading.words.has("postings", sentence) or _ONE_POSTING.search(sentence)
    if not reading.words.has("life", own) or not is_of_posting:
        return nothing_to_judge("not how long openings stay open")
    if reading.words.has("one_company", own):
        return theirs(reading, around, "posting_lifetime", "one company's figure")
    if not _is_of_half(reading, (start, end), own):
        return not_understood("not said to be the time that half of the openings stay open")
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


def _own_span(reading: ArticleReading, around: Surroundings) -> tuple[int, int]:
    """The part of the sentence between the other days and the strong breaks beside a number."""
    number = around.quantity
    start, end = around.sentence.start, around.sentence.end
    others = [reading.quantities[n] for n in reading.places_in(around.sentence)]
    spans = [(q.start, q.end) for q in others if q.unit == number.unit and q is not number]
    spans += [one.span() for one in hard_breaks(reading.text, start, end)]
    return (
        max((last for _, last in spans if last <= number.start), default=start),
        min((first for first, _ in spans if first >= number.end), default=end),
    )


def _is_of_half(reading: ArticleReading, span: tuple[int, int], own: str) -> bool:
    """Whether days are those of the middle: "half of the ads closed within 39 days". Where no part
    is told, "ads stay open for 39 days" is enough, but "ads closed within 39 days" is not.
    """
    quantities = (q for q in reading.quantities if span[0] <= q.start < span[1])
    parts = [q for q in quantities if q.unit == "percent"]
    if parts:
        return any(q.low == q.high == _HALF for q in parts)
    is_typical = reading.words.has("middle", own) or _TYPICAL.search(own) is not None
    return is_typical or reading.words.has("life", own, "stays_open")
