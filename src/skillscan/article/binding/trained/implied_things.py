"""What a share may be of although no rule finds it named: years without their unit ("five or more
in 41 %"), two skills named together ("those that combine Airflow with dbt"), and what the shares
before it were of ("… and it was 38 % last year").
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from skillscan.article.binding.model import ClaimSubject
from skillscan.article.binding.outcome import Outcome
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import ArticleSentence, Surroundings
from skillscan.article.binding.subjects.asked_years import years_in_words
from skillscan.article.binding.subjects.joined_skills import pair_of, unnamed_pair
from skillscan.article.grammar import pattern_of
from skillscan.article.model import Binding

_SKILL = "skill_share"
_SHARES_BACK = 3
"""Shares before a number that it may go on with."""
_SENTENCES_BACK = 2
_OF_BOTH = 2
_FARTHEST_PARTNER = 60
"""Characters between two skills that are named together."""
_BARE_YEARS = re.compile(
    r"(?<![\w.,$€£#-])(?P<number>[a-z]{3,9}|\d{1,2})"
    r"(?!\w|[.,]?\d| ?%"
    r"| (?:percent|per ?cent|out of|in [a-z]+\b(?! years)|in \d+\b(?![.,]?\d| ?%| per)"
    r"|of (?:the|them|our)))",
    re.IGNORECASE,
)
"""A small number that no sign makes a share."""
_ON_YEARS = r"\b(?:{year_words}|years?|yrs?|tenure)\b"
_BOTH = r"\b(?:{two_of_them}|{both_of_them}|together)\b"


def implied_years(
    reading: ArticleReading, around: Surroundings, named: Sequence[ClaimSubject]
) -> list[ClaimSubject]:
    """The thresholds of years that the sentence of a number may tell by bare numbers, where years
    are spoken of in it, before it or above it; those that are ``named`` are left out.
    """
    sentence = around.sentence
    if not any(pattern_of(_ON_YEARS).search(text) for text in _near(reading, around)):
        return []
    known = [(one.start, one.end) for one in named]
    known += [
        (one.start, one.end)
        for one in (reading.quantities[n] for n in reading.places_in(sentence))
        if one.unit not in ("count", "years", None)
    ]
    found = []
    for match in _BARE_YEARS.finditer(reading.text, sentence.start, sentence.end):
        start, end = match.span("number")
        years = years_in_words(match["number"])
        if years and not any(first < end and start < last for first, last in known):
            found.append(
                ClaimSubject(
                    start=start, end=end, statistic="experience_at_least", dimension=str(years)
                )
            )
    return found


def implied_pairs(
    reading: ArticleReading, around: Surroundings, named: Sequence[ClaimSubject]
) -> list[ClaimSubject]:
    """The pairs of two skills that stand near each other in a sentence, and the only two before a
    number whose sentence says "both".
    """
    skills = [one for one in named if one.statistic == _SKILL]
    found = [
        pair
        for first, second in pairwise(skills)
        if 0 < second.start - first.end <= _FARTHEST_PARTNER
        for pair in (pair_of([first, second]),)
        if pair is not None
    ]
    if pattern_of(_BOTH).search(reading.sentence_text(around.sentence)):
        pair = unnamed_pair(_nearest_skills(reading, around, skills))
        if pair is not None and not any(one.dimension == pair.dimension for one in found):
            found.append(pair)
    return found


def _nearest_skills(
    reading: ArticleReading, around: Surroundings, skills: Sequence[ClaimSubject]
) -> list[ClaimSubject]:
    """The skills before a number, from the nearest sentence on until they are two; three that one
    sentence names are none, as "both" does not say which.
    """
    found = {one.dimension: one for one in skills if one.end <= around.quantity.start}
    for sentence in reading.sentences_before(around.sentence, _SENTENCES_BACK):
        if len(found) >= _OF_BOTH:
            break
        named = [one for one in reading.subjects(sentence) if one.statistic == _SKILL]
        found = {one.dimension: one for one in named} | found
    return list(found.values()) if len(found) == _OF_BOTH else []


def carried_on(around: Surroundings, outcomes: Sequence[Outcome]) -> list[ClaimSubject]:
    """What the last shares before a number are of, the nearest first."""
    found: dict[tuple[str | None, str | None], ClaimSubject] = {}
    for one in outcomes[max(0, around.place - _SHARES_BACK) : around.place][::-1]:
        if isinstance(one, Binding) and one.kind == "ours" and one.view is not None:
            subject = ClaimSubject.unnamed(one.statistic or "", one.dimension, one.measure)
            found.setdefault((one.statistic, one.dimension), subject)
    return list(found.values())


def _near(reading: ArticleReading, around: Surroundings) -> Iterator[str]:
    """The texts that say what a number is on: its sentence, those before it and what is above."""
    yield reading.sentence_text(around.sentence)
    before: list[ArticleSentence] = reading.sentences_before(around.sentence, _SENTENCES_BACK)
    yield from map(reading.sentence_text, before)
    block = reading.block(around)
    yield reading.heading(block)
    yield reading.label(around) or ""
