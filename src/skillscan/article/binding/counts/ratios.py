"""Binds multiples: growth by so many times, and how much more often than by chance a pair is."""

import re
from collections.abc import Sequence
from dataclasses import replace

from skillscan.article.binding.growth.binding import bind_change
from skillscan.article.binding.model import ClaimDenominator, nothing_to_judge
from skillscan.article.binding.outcome import Outcome, is_ours, theirs
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings

_PAIRS, _LIFT = "skill_pairs", "lift"
_CLAUSE_END = re.compile(r"[,;:(—–]| - ")
_OF_THE_PAIR = re.compile(
    r"\W*(?:(?:and|or|but) )?"
    r"(?:(?:that|this|it|which|they|both|the two|the pair|together)\b(?:['’]s\b)?"
    r"(?: (?:is|are|was|were|named|mentioned|listed|wanted|appear|stand|occur|come|go|meet|both|up|"
    r"together|still|they)){0,4} ?)?"
    r"(?:(?:about|around|roughly|nearly|almost|some) )?"
)
"""What stands before how often a pair is named: "that is 2.1 times", not "on GitHub it is"."""
_CALLED = re.compile(
    r"\blift(?: (?:of|is|was|at)|:)? (?:about |around |roughly )?[~≈]?$", re.IGNORECASE
)
"""What a bare number is called that tells how much more often than by chance a pair is named."""
_LARGEST_LIFT = 100
_BY_CHANCE_AT = re.compile(
    r"\b(?:chance|coincidence|random),? (?:in|on|at|by|for|among|across|from|with)\b"
)


def bind_ratio(reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]) -> Outcome:
    """Growth by a multiple, and how much more often than by chance a pair is named; what is per
    candidate, or of others, is not in postings.
    """
    if change := bind_change(reading, around, ClaimDenominator(kind="none")):
        return change
    region = reading.region(around)
    if lift := _lift(reading, around, done):
        return lift
    if reading.words.has("sample", region, "per_something"):
        return theirs(reading, around, None, "candidates are not in postings")
    if reading.attribution.source(around) and reading.words.has(
        "others", region, "people", "things"
    ):
        return theirs(reading, around, None, "another source's figure")
    return nothing_to_judge("no multiple of openings")


def _lift(reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]) -> Outcome | None:
    """How many times as often as by chance the pair of the share before is named."""
    if not reading.words.has("by_chance", reading.span(around.after)):
        return None
    return _as_pair(reading, around, done)


def called_lift(
    reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]
) -> Outcome | None:
    """The same of a bare number that is called so: "Docker + CUDA, 11 %, and a lift of 3.1"."""
    if around.quantity.high > _LARGEST_LIFT:
        return None
    if _CALLED.search(reading.text, around.sentence.start, around.quantity.start) is None:
        return None
    return _as_pair(reading, around, done, is_named=True)


def _as_pair(
    reading: ArticleReading,
    around: Surroundings,
    done: Sequence[Outcome],
    *,
    is_named: bool = False,
) -> Outcome | None:
    previous = reading.share_before(around)
    found = done[previous.place] if previous else None
    if previous is None or not is_ours(found, _PAIRS):
        return None
    if is_named and previous.sentence != around.sentence:
        return None
    if not is_named and not _is_told_of_pair(reading, around, previous):
        return None
    start, end = around.quantity.start, around.quantity.end
    return replace(found, start=start, end=end, measure=_LIFT, view=None)


def _is_told_of_pair(reading: ArticleReading, around: Surroundings, previous: Surroundings) -> bool:
    """Whether a multiple goes on with the share of a pair in its sentence or the one before, and
    neither another source nor other people or things are named for it.
    """
    is_same = previous.sentence == around.sentence
    if not is_same and previous.sentence != reading.previous(around.sentence):
        return False
    start = previous.quantity.end if is_same else around.sentence.start
    said = reading.text[start : around.quantity.start]
    behind = reading.span(around.after)
    if reading.attribution.source(around) is not None or _BY_CHANCE_AT.search(behind):
        return False
    if reading.words.has("others", said) or reading.words.has("others", behind):
        return False
    own = _CLAUSE_END.split(said)[-1] if is_same else said
    return _OF_THE_PAIR.fullmatch(own.lower()) is not None
