"""Whether a share is the earlier one of two that are told of a thing: the thing left that level, a
time ago stands at it, its column is of an earlier period, or the next number is of today.
"""

from collections.abc import Sequence

from skillscan.article.binding.growth.change_ends import is_end_of_spread, is_start
from skillscan.article.binding.model import ClaimSubject
from skillscan.article.binding.outcome import Outcome
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.binding.shares.earlier_times import is_told_of_past
from skillscan.article.binding.shares.levels_told import is_level_left
from skillscan.article.grammar import pattern_of
from skillscan.article.model import Binding
from skillscan.article.quantities.bracketed_levels import is_in_brackets

_WAS = r"\b(?:was|were|had|used to)\b"
_NOW = r"\b{now_words}\b(?: [\w’']+){0,3} ?[~≈]?$"
_NOW_BEHIND = r"\W*{now_words}\b"
_OWN_COUNTS = (
    r"\b(?:our|my)(?: own)? (?:(?:\w+ )?(?:19|20)\d\d|{small_numbers}|first|last|previous|earlier) "
    r"(?:[\w-]+ ){0,2}?(?:{edition_nouns}|{own_collections}|reading|wave|round)s?\b"
)
"""Counts of the author's that a change is told of."""
_MOVED = r"\b{moving_verbs}\b[^.;]{0,140}\bfrom (?:{nearly_words} )?$"
_LAST_COUNTED = (
    r"\bwhen (?:we|i) (?:last|previously) (?:counted|looked|checked|read|did)\b[^.;%]{0,40}$"
)
"""A count before this one: "when we last counted, in 2024, it was 35"."""


def is_left(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether it is the first of two levels that a share is told to have had: it moved from the
    one to the other, or the author's own counts are what is compared.
    """
    said = reading.text[around.sentence.start : around.quantity.start]
    is_compared = pattern_of(_OWN_COUNTS).search(said) or pattern_of(_MOVED).search(said)
    return (
        bool(is_compared)
        and is_start(reading.text, around.quantity)
        and not is_end_of_spread(reading, around)
    )


def _is_left_behind(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether it is told of the past and the next number of the sentence of today: "it was in
    36 % when we began and now sits at 27 %".
    """
    later = [n for n in around.neighbours if n > around.place]
    if not later or pattern_of(_WAS).search(reading.span(around.before)) is None:
        return False
    following = reading.around[later[0]]
    is_now = pattern_of(_NOW).search(reading.span(following.before)) is not None
    return is_now or pattern_of(_NOW_BEHIND).match(reading.span(following.after)) is not None


def is_earlier(
    reading: ArticleReading, around: Surroundings, subject: ClaimSubject, done: Sequence[Outcome]
) -> bool:
    """Whether a time ago stands right before it ("two years ago 21 % did") or in its clause, or
    its column is of a period and another column of a later one.
    """
    if reading.words.has("change", reading.span(around.before), "earlier_time"):
        return True
    said = reading.text[around.sentence.start : around.quantity.start]
    if pattern_of(_LAST_COUNTED).search(said):
        return True
    behind = reading.span(around.after).split(",")[0]
    is_past = behind[1:2].isalpha() and reading.words.has("change", behind, "earlier_after")
    if is_past or _is_left_behind(reading, around) or is_left(reading, around):
        return True
    if is_level_left(reading, around):
        return True
    previous = reading.share_before(around)
    found = done[previous.place] if previous else None
    is_again = (
        isinstance(found, Binding)
        and found.kind == "ours"
        and (found.statistic, found.dimension) == (subject.statistic, subject.dimension)
    )
    if is_told_of_past(reading, around, is_again=is_again):
        return True
    block, start = reading.block(around), around.quantity.start
    if reading.has_earlier_in_brackets and is_in_brackets(reading.article, block, start):
        return True
    return reading.column_periods.is_earlier(block)
