"""Decides by its surroundings whether an ambiguous name means the skill.

A place is the text with the start and end of the mention and the sure mentions around it. All
searches are bounded by a window on the mention's own line.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from skillscan.taxonomy.model import Around, Condition, Lacks, Near, Taxonomy, Words

WINDOW = 140
"""Characters looked at on each side by a pattern with ``_``."""
FLAGS = re.IGNORECASE | re.MULTILINE
_GAP_CHARS = 30
_LONGEST_NAME = 40
_NEIGHBOURS = 4
"""Sure mentions looked at on each side: nested ones ("SQL" in "Spark SQL") count singly."""
_ENUMERATION = re.compile(
    r"[\s,;/|&+()\[\]:•·*–-]*"
    r"(?:(?:and/or|and|or|e\.?g\.?|i\.e\.|etc\.?|such as|including|like|plus|vs\.?|versus"
    r"|both|either|preferably|especially|ideally|also|maybe|primarily|mostly|mainly|modern|other"
    r"|languages?|programming|experience|proficiency|advanced|basic|strong|solid|some|knowledge of)"
    r"[\s,;/|&+():•*.–-]+)*"
)


_PATTERN_PART = re.compile(r"\\.|\[A-Z\]|\[\^?\]?(?:\\.|[^\]\\])*\]| ")
_PART_MEANS = {" ": r"(?:[^\S\n]{1,3}|[-‐‑–])", "[A-Z]": "(?-i:[A-Z])"}


@dataclass(frozen=True, slots=True)
class Sure:
    """Mentions already accepted, sorted by start."""

    starts: Sequence[int]
    ends: Sequence[int]
    skill_ids: Sequence[str]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a possible mention stands; ``line`` bounds are offsets of its line."""

    text: str
    start: int
    end: int
    line_start: int
    line_end: int
    sure: Sure


Check = Callable[[Place], bool]


def place(text: str, start: int, end: int, sure: Sure) -> Place:
    """The place of a mention, with its line found."""
    line_end = text.find("\n", end)
    return Place(
        text,
        start,
        end,
        text.rfind("\n", 0, start) + 1,
        len(text) if line_end < 0 else line_end,
        sure,
    )


def compile_condition(condition: Condition, taxonomy: Taxonomy) -> Check:
    """A function that tells whether the condition holds at a place."""
    if isinstance(condition, Around):
        return _around(condition.pattern)
    if isinstance(condition, Words):
        return _words(condition)
    members = taxonomy.members(condition.targets)
    if isinstance(condition, Near):
        return _near(members, condition.chars)
    if isinstance(condition, Lacks):
        return _lacks(members, condition.fewer_than)
    return _beside(members)


@cache
def split_pattern(pattern: str) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    """The regular expressions for what stands before and after the ``_``.

    Raises ValueError where there is no ``_``, and re.error where a side is no expression.
    """
    before, mark, after = pattern.partition("_")
    if not mark or "_" in after:
        raise ValueError(f"{pattern!r}: a pattern has exactly one _ for the mention")
    return (
        re.compile(rf"{_word_start(before)}(?:{regular_expression(before)})\Z", FLAGS)
        if before
        else None,
        re.compile(regular_expression(after), FLAGS) if after else None,
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


def _around(pattern: str) -> Check:
    before, after = split_pattern(pattern)

    def check(at: Place) -> bool:
        if after is not None and not after.match(at.text, at.end, at.end + WINDOW):
            return False
        return before is None or bool(before.search(at.text, max(at.start - WINDOW, 0), at.start))

    return check


def _words(condition: Words) -> Check:
    search = re.compile(regular_expression(condition.pattern), FLAGS).search
    chars = condition.chars

    def check(at: Place) -> bool:
        return bool(
            search(at.text, max(at.line_start, at.start - chars), at.start)
            or search(at.text, at.end, min(at.line_end, at.end + chars))
        )

    return check


def _near(members: frozenset[str], chars: int) -> Check:
    def check(at: Place) -> bool:
        sure = at.sure
        low, high = max(at.line_start, at.start - chars), min(at.line_end, at.end + chars)
        index = bisect_left(sure.starts, low - _LONGEST_NAME)
        while index < len(sure.starts) and sure.starts[index] <= high:
            is_outside = sure.ends[index] <= at.start or sure.starts[index] >= at.end
            if is_outside and sure.ends[index] >= low and sure.skill_ids[index] in members:
                return True
            index += 1
        return False

    return check


def _beside(members: frozenset[str]) -> Check:
    def check(at: Place) -> bool:
        sure = at.sure
        index = bisect_left(sure.starts, at.start)
        for other in range(max(index - _NEIGHBOURS, 0), min(index + _NEIGHBOURS, len(sure.starts))):
            if sure.skill_ids[other] not in members:
                continue
            if is_enumeration(at.text, sure.ends[other], at.start) or is_enumeration(
                at.text, at.end, sure.starts[other]
            ):
                return True
        return False

    return check


def _lacks(members: frozenset[str], fewer_than: int) -> Check:
    return lambda at: len(members.intersection(at.sure.skill_ids)) < fewer_than


def is_enumeration(text: str, start: int, end: int) -> bool:
    """Whether only signs and words that join the members of a list stand between two offsets."""
    gap = end - start
    return 0 < gap <= _GAP_CHARS and bool(_ENUMERATION.fullmatch(text, start, end))
