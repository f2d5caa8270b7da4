"""Where headings stand inside of a line that holds several lines.

A heading begins with a capital, no word in front leads on to it ("the Requirements"), and a block
plainly begins behind it. One of a single word needs more: what opens an item behind it.
"""

import re
from collections.abc import Iterator

from skillscan.text.line_breaks.joined_items import begins_item, word_before
from skillscan.text.line_breaks.joined_rules import joined_rules

_BLOCK = re.compile(r" ?(?:[A-ZÄÖÜ\d•\"“($€£]|[-–—*·] \S|\Z)")
_VALUE = re.compile(r" ?(?:[$€£¥]|\d(?!\d?(?:\+| years| ?[-–] ?\d)))")
"""What stays on the line of its label."""
_MARKED = re.compile(r"[-–—*•·] ?\S")
_GOES_ON = re.compile(r"[\w'’]+(?:-[a-z]+)*(?:,| [a-z(])")
_MAX_BEFORE = 60
_ENOUGH_BEFORE = re.compile(r"[^.!?:;]{12,}\Z")
"""Behind a name a heading needs a text in front ("CloudFit Benefits" is a heading as a whole)."""
_ENDS_SENTENCE = re.compile(r"[.!?;:…][\"'”’)]? \Z")


def heading_bounds(line: str) -> Iterator[int]:
    """Offsets at which headings begin and end."""
    rules = joined_rules()
    ends: set[int] = set()
    for match in rules.headings.finditer(line):
        ends.add(match.end())
        found = list(_around(line, match.start(), match.end()))
        yield from found or _around_shorter(line, match)
    for match in rules.leads.finditer(line):
        yield from _around(line, match.start(), match.end())
    for match in rules.single_headings.finditer(line):
        start, end = match.span()
        is_last_word = end in ends
        if not is_last_word and _block_follows(line, match) and _may_be_single(line, start, end):
            yield from _around(line, start, end)


def _around(line: str, start: int, end: int) -> Iterator[int]:
    """The bounds of a heading, if a block begins behind it and nothing in front leads on to it."""
    end = _end(line, end)
    if not _BLOCK.match(line, end) or not (_ends_before(line, start) or _may_begin(line, start)):
        return
    yield start
    if not _VALUE.match(line, end):
        yield end


def _around_shorter(line: str, heading: re.Match[str]) -> Iterator[int]:
    """The bounds of a heading whose last word opens the block behind it.

    "Nice to have Experience designing looms" is headed by "Nice to have".
    """
    start, last = heading.start(), heading[0].rfind(" ")
    if last >= 0 and heading[0][last + 1].isupper():
        shorter = joined_rules().headings.fullmatch(line, start, start + last)
        yield from _around(line, start, start + last) if shorter else ()


def _end(line: str, end: int) -> int:
    remark = joined_rules().remark.match(line, end)
    return remark.end() if remark else end


def _ends_before(line: str, at: int) -> bool:
    """Whether nothing or the end of a sentence is in front of a place."""
    return at == 0 or _ENDS_SENTENCE.search(line, max(0, at - 3), at) is not None


def _may_begin(line: str, at: int) -> bool:
    """Whether a heading may begin behind the word in front of a place."""
    word = word_before(line, at)
    if word is None or not (line[at - 2].isalnum() or line[at - 2] in ")%+"):
        return False
    start = max(0, at - _MAX_BEFORE)
    return word[:1].islower() or _ENOUGH_BEFORE.search(line, start, at) is not None


def _may_be_single(line: str, start: int, end: int) -> bool:
    """Whether a word may be a heading behind what is in front of it."""
    if _ends_before(line, start):
        return True
    heading, rules = line[start:end], joined_rules()
    if heading in rules.said_of_items and _end(line, end) == end:
        return end == len(line) and heading not in rules.ends_of_items
    word = word_before(line, start) or ""
    return word[:1].islower() or heading.isupper()


def _block_follows(line: str, heading: re.Match[str]) -> bool:
    """Whether an item or a text plainly begins behind a heading of one word."""
    at = _end(line, heading.end()) + 1
    if at > len(line):
        return True
    if joined_rules().stems.match(line, at):
        return False
    is_plain = (
        heading[0] in joined_rules().plain_headings
        and _GOES_ON.match(line, at)
        and line[at].isupper()
    )
    return bool(is_plain or begins_item(line, at) or _MARKED.match(line, at))
