"""Lines that a source joined by a space: the end of an item stands right before the next one.

"… with Python Experience with Go Knowledge of SQL is a plus" are three items, of which one is a
wish; "… of cloths Preferred Qualifications - Go" holds a heading. A line begins anew where an item
begins (``joined_items``), and before and behind a heading (``joined_headings``).

Refuses lines that are short or hold few such places: those of a well-formed text lack none. In a
flattened text, which has hardly any line ends, the rest of its lines is split as well.
"""

import re
from itertools import pairwise

from skillscan.text.line_breaks.joined_headings import heading_bounds
from skillscan.text.line_breaks.joined_items import item_starts
from skillscan.text.line_breaks.joined_rules import joined_rules

_MIN_LINE = 400
_MIN_PLACES = 3
"""So many lines must begin inside of a line for it to be several that were joined."""
_FLAT_LINE = 250
"""The least mean length of the lines of a flattened text."""
_MIN_SPLIT = 40
_MIN_FOUND = 2
_BEHIND_SMALL = re.compile(r" (?=[A-Z])(?<=[a-z)] )([A-ZÄÖÜ][\w'-]*)")
_MARK = re.compile(r"[-–—*•·] ?(?=\S)")


def is_flattened(text: str) -> bool:
    """Whether a text has hardly any line ends, and lines that hold several."""
    if len(text) < _MIN_LINE or len(text) < _FLAT_LINE * (text.count("\n") + 1):
        return False
    return any(map(_is_joined, text.split("\n")))


def break_joined_lines(text: str, *, is_flattened: bool) -> str:
    """The text with line ends in such lines, or in all; only white space and marks change."""
    if not is_flattened and len(text) < _MIN_LINE:
        return text
    lines = text.split("\n")
    return "\n".join(_split(line) if is_flattened or _is_joined(line) else line for line in lines)


def _is_joined(line: str) -> bool:
    if len(line) < _MIN_LINE or not _may_hold_lines(line):
        return False
    items = {*item_starts(line)} - {0}
    if not items or len(items) >= _MIN_PLACES:
        return bool(items)
    return len(_places(line)) >= _MIN_PLACES


def _may_hold_lines(line: str) -> bool:
    """Whether words that may open a line stand behind ones in small letters, or many marks do.

    Most long lines fall here, at a fraction of the price.
    """
    words = joined_rules().opening_words
    found = sum(word in words for word in _BEHIND_SMALL.findall(line))
    return found >= _MIN_FOUND or line.count(" - ") >= _MIN_PLACES


def _places(line: str) -> set[int]:
    """Where lines begin inside of a line."""
    return {*item_starts(line), *heading_bounds(line)} - {0, len(line)}


def _split(line: str) -> str:
    if len(line) <= _MIN_SPLIT:
        return line
    parts = [line[a:b].strip(" ") for a, b in pairwise([0, *sorted(_places(line)), len(line)])]
    return "\n".join(
        _MARK.sub("• ", part, count=1) if _MARK.match(part) else part for part in parts if part
    )
