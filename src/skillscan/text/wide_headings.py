"""Headings that only wide gaps part from their text, where a source joined its lines by blanks.

"Duties           Serve as a weaver" is a heading and a text. Refuses what is no plain heading of
postings (``data/rules/line_breaks.yaml``), and short lines: those are rows of tables.
"""

import re
from functools import cache

from skillscan.text.line_breaks.rules import break_rules

_BLANKS = " \t\u00a0"
_GAP = f"[{_BLANKS}]"
_MIN_GAP = 3


@cache
def _heading() -> re.Pattern[str]:
    # The heading comes first: the scanner jumps from one to the next, however wide the gaps are.
    headings = "|".join(break_rules().wide_headings)
    return re.compile(rf"(?P<heading>{headings}){_GAP}{{4,80}}(?=[A-Z][^\n]{{80}})")


def part_wide_headings(text: str) -> str:
    """The text with such headings on lines of their own; only white space changes."""
    parts, end = [], 0
    for match in _heading().finditer(text):
        if not _is_behind_gap(text, match.start()):
            continue
        parts += [text[end : match.start()].rstrip(_BLANKS), match["heading"]]
        end = match.end()
    return "\n".join([*parts, text[end:]]) if parts else text


def _is_behind_gap(text: str, at: int) -> bool:
    """Whether three blanks, or the start of a line, stand before a place."""
    before = text[max(0, at - _MIN_GAP) : at]
    words = before.rstrip(_BLANKS)
    return not words or words.endswith("\n")
