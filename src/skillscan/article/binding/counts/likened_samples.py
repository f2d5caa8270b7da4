"""A bare count of an earlier time that is likened to today's sample before it: "12,480 this
year, against 10,950 in 2025", "This run has 7,655. The last had 7,102", "more than last year's
3,870".

Asked is not how it is said: a time before, or an edition, stands right before the count or behind
it, the sample a little before, it is of the same size, and nothing that could be counted is named.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from skillscan.article.binding.counts.bare_samples import OTHER_DATA
from skillscan.article.binding.counts.sample_sizes import is_sample_of_openings
from skillscan.article.binding.outcome import Outcome
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.grammar import pattern_of
from skillscan.article.quantities.bare_levels import PERIOD, TIME

_LEAST, _MOST_TIMES, _NEAR, _BACK = 100, 4.0, 220, 3
_ELSE_DONE = re.compile(
    r"\b(?:hir(?:ed|es?)|employ(?:ed|s)?|interviewed|appl(?:y|ied)|sold|paid)\b"
)
_CLAUSE_END = re.compile(r"[,.;:)]")
_EDITION = (
    rf"(?:{PERIOD}|one|week|run|round|crawl|wave|time|sample|pile|{{data_nouns}}|{{count_nouns}})"
)
_THEN = (
    rf"(?:{TIME}|\b(?:{{previous_words}}|{{earlier_editions}}|same) (?:[\w-]+ )?{_EDITION}"
    r"|\b(?:the|our|my) (?:very )?{earlier_editions}|\b(?:{season_names}|{month_names})['’]s"
    rf"|\bthe (?:{{season_names}}|{{month_names}}) {_EDITION}"
    r"|\bin (?:the )?(?:{month_names} |{season_names} )?(?:19|20)\d\d)"
)
_BEFORE = rf"{_THEN}(?:['’]s)?[^.;:%\d]{{0,40}}$"
_BEHIND = (
    r" ?\(?,? ?(?:(?:in|for|from|of|during) )?"
    rf"(?:{_THEN}|(?:19|20)\d\d\b|(?:the )?{{earlier_editions}}\b"
    rf"|(?:the )?{PERIOD} (?:before|earlier|prior)\b|(?:a|one) {PERIOD} {{ago_words}}\b)"
)
_END = (
    r"[*_”\"'’]{0,3}(?: {opening_nouns}| of them)?"
    r"\s*(?:[.,;:)!?](?!\d)|$|[–—(]|and\b|but\b|while\b)"
)
_PART = re.compile(
    r"\b(?:of which|of these|of them|including|among them|thereof|from|page|issue|no)\.? $"
    r"|[#№$€£@/-]$",
    re.IGNORECASE,
)


def likened_sample(
    reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]
) -> Outcome | None:
    """The outcome of such a count; ``None`` where it may be something else."""
    text, number = reading.text, around.quantity
    is_exact = number.low == number.high and not number.is_in_words
    if not is_exact or number.low < _LEAST or reading.block(around).kind == "cell":
        return None
    place = _sample_before(reading, around, done)
    found = done[place] if place is not None else None
    if place is None or not is_sample_of_openings(found) or found.is_earlier:
        return None
    other = reading.quantities[place]
    if not 1 / _MOST_TIMES <= number.low / max(1.0, other.low) <= _MOST_TIMES:
        return None
    between = text[max(other.end, around.sentence.start) : number.start]
    behind = pattern_of(_BEHIND).match(text, number.end, reading.block(around).end)
    is_then = pattern_of(_BEFORE).search(between) is not None
    if not (behind or (is_then and pattern_of(_END).match(text, number.end))):
        return None
    clause = max((text.rfind(one, other.end, number.start) for one in ",.;:("), default=-1)
    said = (
        text[max(other.end, clause) : number.end] + _CLAUSE_END.split(reading.span(around.after))[0]
    )
    words = reading.words
    if words.has("others", said, "people") or words.has("pay", said, "pay"):
        return None
    if _PART.search(between) or _ELSE_DONE.search(said) or pattern_of(OTHER_DATA).search(said):
        return None
    if reading.attribution.sources(around.sentence):
        return None
    reasons = (*found.reasons, "that of an earlier time")
    return replace(found, start=number.start, end=number.end, is_earlier=True, reasons=reasons)


def _sample_before(
    reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]
) -> int | None:
    """The place of the last count before one, where that is a sample of today and stands near."""
    for place in range(around.place - 1, max(-1, around.place - 1 - _BACK), -1):
        number = reading.quantities[place]
        if around.quantity.start - number.end > _NEAR:
            return None
        if number.unit == "count" and number.low >= _LEAST:
            found = done[place]
            if not (is_sample_of_openings(found) and found.is_earlier):
                return place
    return None
