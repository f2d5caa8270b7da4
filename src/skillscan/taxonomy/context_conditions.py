"""Decides by its context whether an ambiguous name means the skill.

The context of a possible mention is the text with its start and end and the mentions confirmed so
far. All searches are bounded by a window on the mention's own line. Nearly none of thousands of
conditions holds at a place: the words around it tell which need not be sought there.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from functools import cache, cached_property, lru_cache

import msgspec

from skillscan.rules.expressions import compile_expression
from skillscan.rules.folding import folded
from skillscan.rules.literal_gate import holds_any, key_literals
from skillscan.rules.needed_literals import most_characters
from skillscan.taxonomy.model import (
    Condition,
    CooccursWithin,
    MentionsFewerThan,
    SurroundedBy,
    Taxonomy,
    WordsWithin,
)

WINDOW = 140
"""Characters looked at on each side by a pattern with ``_``."""
FURTHEST = 201
"""Characters that any pattern may look at on each side, ``chars`` of the schema included."""
FLAGS = re.IGNORECASE | re.MULTILINE
_GAP_CHARS = 30
_LONGEST_NAME = 40
_NEIGHBOURS = 4
"""Confirmed mentions looked at on each side: nested ones ("SQL" in "Spark SQL") count singly."""
_ENUMERATION = re.compile(
    r"[\s,;/|&+()\[\]:•·*–-]*"
    r"(?:(?:and/or|and|or|e\.?g\.?|i\.e\.|etc\.?|such as|including|like|plus|vs\.?|versus"
    r"|both|either|preferably|especially|ideally|also|maybe|primarily|mostly|mainly|modern|other"
    r"|languages?|programming|experience|proficiency|advanced|basic|strong|solid|some|knowledge of)"
    r"[\s,;/|&+():•*.–-]+)*"
)


_PATTERN_PART = re.compile(r"\\.|\[A-Z\]|\[\^?\]?(?:\\.|[^\]\\])*\]| ")
_PART_MEANS = {" ": r"(?:[^\S\n]{1,3}|[-‐‑–])", "[A-Z]": "(?-i:[A-Z])"}


class ConfirmedMentions(msgspec.Struct, frozen=True):
    """Mentions already accepted, sorted by start."""

    starts: Sequence[int] = ()
    ends: Sequence[int] = ()
    skill_ids: Sequence[str] = ()
    distinct: frozenset[str] = frozenset()
    """The skill ids without repetition."""


class MatchContext(msgspec.Struct):
    """Where a possible mention stands; ``line_start`` and ``line_end`` are offsets of its line.

    ``confirmed`` is what is known of the others, and changes from round to round.
    """

    text: str
    start: int
    end: int
    line_start: int
    line_end: int
    confirmed: ConfirmedMentions = ConfirmedMentions()
    folded_text: str | None = None
    """The whole text ``folded``, if that has not moved its characters: many contexts share it."""

    def folded(self, first: int, behind: int) -> str:
        """A stretch of the text, folded: no more of it than a condition looks at, so that most
        conditions need not be compiled.
        """
        if self.folded_text is not None:
            return self.folded_text[first:behind]
        return folded(self.text[first:behind])


Check = Callable[[MatchContext], bool]


def looks_at_text_only(condition: Condition) -> bool:
    """Whether nothing but the characters around a mention decides, so that it is asked once."""
    return isinstance(condition, SurroundedBy | WordsWithin)


def check_pattern(condition: Condition) -> None:
    """Raises ValueError or re.error where a condition has a pattern that is none."""
    if isinstance(condition, SurroundedBy):
        check_surroundings(condition.pattern)
    elif isinstance(condition, WordsWithin):
        _words_search(condition.pattern)


def compile_condition(condition: Condition, taxonomy: Taxonomy) -> Check:
    """A function that tells whether the condition holds in a context.

    Its pattern is compiled when it is first asked: of thousands a text needs a few.
    """
    if isinstance(condition, SurroundedBy):
        return _surrounded_by(condition.pattern)
    if isinstance(condition, WordsWithin):
        return _words_within(condition)
    members = taxonomy.members(condition.targets)
    if isinstance(condition, CooccursWithin):
        return _cooccurs_within(members, condition.chars)
    if isinstance(condition, MentionsFewerThan):
        return _mentions_fewer_than(members, condition.fewer_than)
    return _enumerated_with(members)


class Before:
    """An expression that ends where a mention begins."""

    def __init__(self, expression: str) -> None:
        self._expression = expression

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Compiled when the words around a mention first allow it; raises re.error."""
        return compile_expression(self._expression, FLAGS)

    @cached_property
    def _width(self) -> int:
        """Characters that a match has at most: where they begin, none need be sought."""
        return min(most_characters(self._expression), WINDOW)

    @cached_property
    def _keys(self) -> tuple[str, ...]:
        return _keys(self._expression)

    def fits(self, context: MatchContext) -> bool:
        """Whether it ends at the mention."""
        first = max(context.start - self._width, 0)
        if not holds_any(self._keys, context.folded(first, context.start)):
            return False
        return self.pattern.search(context.text, first, context.start) is not None


def _keys(expression: str) -> tuple[str, ...]:
    """Folded literals, one of which stands where the expression matches."""
    # What it looks back at may stand outside of the characters that are searched for them.
    return ("",) if "(?<=" in expression else key_literals([expression])


def check_surroundings(pattern: str) -> None:
    """Raises ValueError where there is no ``_``, and re.error where a side is no expression."""
    before, _ = split_pattern(pattern)
    if before is not None:
        before.pattern  # noqa: B018 (compiles it)


@cache
def split_pattern(pattern: str) -> tuple[Before | None, re.Pattern[str] | None]:
    """What stands before and after the ``_`` of a pattern; ``check_surroundings`` tells whether it
    is one.
    """
    before, mark, after = pattern.partition("_")
    if not mark or "_" in after:
        raise ValueError(f"{pattern!r}: a pattern has exactly one _ for the mention")
    return (
        Before(rf"{_word_start(before)}(?:{regular_expression(before)})\Z") if before else None,
        compile_expression(regular_expression(after), FLAGS) if after else None,
    )


def _word_start(before: str) -> str:
    """A pattern that begins with a letter or a choice begins at the start of a word."""
    is_word = before[0].isalnum() or (before[0] == "(" and not before.startswith("(?"))
    return r"(?<![^\W_])" if is_word else ""


def regular_expression(pattern: str) -> str:
    """The pattern as Python reads it.

    A blank outside brackets stands for blanks, a no-break space or one hyphen. Case is ignored,
    but ``[A-Z]`` means upper case.
    """
    return _PATTERN_PART.sub(lambda part: _PART_MEANS.get(part[0], part[0]), pattern)


def _surrounded_by(pattern: str) -> Check:
    sides: list[tuple[Before | None, re.Pattern[str] | None]] = []

    def check(context: MatchContext) -> bool:
        if not sides:
            sides.append(split_pattern(pattern))
        before, after = sides[0]
        if after is not None and not after.match(context.text, context.end, context.end + WINDOW):
            return False
        return before is None or before.fits(context)

    return check


def _words_within(condition: WordsWithin) -> Check:
    pattern, chars = condition.pattern, condition.chars

    def check(context: MatchContext) -> bool:
        keys, search = _words_search(pattern)
        parts = (
            (max(context.line_start, context.start - chars), context.start),
            (context.end, min(context.line_end, context.end + chars)),
        )
        for part in parts:
            if holds_any(keys, context.folded(*part)) and search(context.text, *part):
                return True
        return False

    return check


@cache
def _words_search(pattern: str) -> tuple[Sequence[str], Callable[..., re.Match[str] | None]]:
    """Literals of which one stands where a pattern matches, and its search."""
    expression = regular_expression(pattern)
    return _keys(expression), compile_expression(expression, FLAGS).search


def _cooccurs_within(members: frozenset[str], chars: int) -> Check:
    def check(context: MatchContext) -> bool:
        confirmed = context.confirmed
        if not confirmed.starts:
            return False
        low = max(context.line_start, context.start - chars)
        high = min(context.line_end, context.end + chars)
        first = bisect_left(confirmed.starts, low - _LONGEST_NAME)
        for index in range(first, bisect_right(confirmed.starts, high)):
            start, end = confirmed.starts[index], confirmed.ends[index]
            is_outside = end <= context.start or start >= context.end
            if is_outside and end >= low and confirmed.skill_ids[index] in members:
                return True
        return False

    return check


def _enumerated_with(members: frozenset[str]) -> Check:
    def check(context: MatchContext) -> bool:
        confirmed = context.confirmed
        if not confirmed.starts:
            return False
        middle = bisect_left(confirmed.starts, context.start)
        last = min(middle + _NEIGHBOURS, len(confirmed.starts))
        for index in range(max(middle - _NEIGHBOURS, 0), last):
            start, end = confirmed.starts[index], confirmed.ends[index]
            if confirmed.skill_ids[index] in members and _is_neighbour(context, start, end):
                return True
        return False

    return check


def _is_neighbour(context: MatchContext, start: int, end: int) -> bool:
    """Whether another mention is the next one in the same enumeration, before or behind."""
    text = context.text
    return joins_enumeration(text, end, context.start) or joins_enumeration(
        text, context.end, start
    )


def _mentions_fewer_than(members: frozenset[str], fewer_than: int) -> Check:
    return lambda context: len(members & context.confirmed.distinct) < fewer_than


def joins_enumeration(text: str, start: int, end: int) -> bool:
    """Whether only signs and words that join the members of a list stand between two offsets."""
    return 0 < end - start <= _GAP_CHARS and _is_joint(text[start:end])


@lru_cache(maxsize=4_096)
def _is_joint(between: str) -> bool:
    return _ENUMERATION.fullmatch(between) is not None
