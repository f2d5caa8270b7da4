"""Where a sum stands: the words before and behind it in its sentence or cell, the heading above.

What these words say is decided in ``statement``.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from skillscan.nlp.context_rule import sentence_around
from skillscan.nlp.pay.money import Money

_BEFORE_CHARS = 130
_AFTER_CHARS = 130
_HEADING_CHARS = 90
_CELL_ENDS = re.compile(r"\s?[|]\s?")
_HEADLINE_ENDS = re.compile(r"\s?[|]\s?|\s[-–—]\s|[()]")
_HEADLINE_LINES = 3
"""The title and the first lines of a text, of which one may be a headline of cells."""
_HEADLINE_CHARS = 300
_DASHES = re.compile(r"\s[-–—]\s")
_LEAST_DASHES = 2
"""So many cells before a sum make a line below the title a headline."""
_BULLETS = ("•", "*", "·")
_BOUND_LINE = re.compile(r"[\W_]{0,4}(?:min|max)(?:imum)?\W{0,4}", re.IGNORECASE)
_SUM_LINE = re.compile(r"\W{0,4}\d[\d.,]{2,14}\W{0,4}(?:[A-Z]{3})?")
_LOST_BREAK = re.compile(r"[a-z)][$€£]")
"""A sum that follows a word at once began a line of its own: "Benefits£12.37/hour"."""
_LINK = re.compile(r"\]\(https?://[^\s()]{1,400}\)")
_LINK_CHARS = 500
"""Before a sum, the address of a link that is passed over is not longer."""
_MAX_BOUND_LINES = 3
"""Between a sum and its heading: its own label, the other end and that one's label."""

_LONG_ITEM = re.compile(r"•(?: [^\s•]+){4,}(?<!:)")
"""The last item of a list above ("• Free tickets to the mill"): no heading of a sum below."""


@dataclass(frozen=True, slots=True)
class SumContext:
    """The words around a sum: before it (``own``: of its sentence alone), after it, and beyond.

    ``start`` and ``end`` are its sentence's, ``heading_start`` is where the line above begins.
    """

    own: str
    before: str
    after: str
    beyond: str
    start: int
    end: int
    heading_start: int
    is_cell: bool
    """Whether the sum stands in one of several cells of its line: "Engineer | Oslo | $120k"."""


def context_of(
    text: str, money: Money, sentences: Sequence[int], is_opening: Callable[[str], bool]
) -> SumContext:
    """The words before, from the sentence or the heading above, and those after.

    The heading counts where nothing or only an opening ("Up to") stands before the sum.
    """
    begin, stop = sentence_around(text, money.start, money.end, sentences)
    cell = _between(_CELL_ENDS, text, begin, stop, money)
    is_cell = cell != (begin, stop)
    begin, stop = cell
    own = before = _words_before(text, begin, money.start)
    heading_start = begin
    beyond = text[money.end : money.end + _AFTER_CHARS]
    after = beyond[: stop - money.end]
    is_first = len(own.strip(" •*-–·:>")) < 4 or is_opening(own)
    if not is_cell and is_first and not _is_next_item(text, money.start):
        first, last = _heading_above(text, money.start)
        if not _LONG_ITEM.fullmatch(text, first, last):
            heading_start = first
            before = f"{text[heading_start:last]} {own}"
    if _LOST_BREAK.match(text, money.start - 1):
        own = ""
    return SumContext(own, before, after, beyond, begin, stop, heading_start, is_cell)


def _words_before(text: str, begin: int, end: int) -> str:
    """The last words of a sentence before a place, without the addresses of links."""
    first = max(begin, end - _BEFORE_CHARS - _LINK_CHARS)
    before = text[first:end]
    if "](http" in before:
        before = _LINK.sub("]", before)
    return before[-_BEFORE_CHARS:]


def _between(
    borders: re.Pattern[str], text: str, begin: int, stop: int, money: Money
) -> tuple[int, int]:
    """Where the last of some borders before a sum ends, and the first behind it begins."""
    first = max(begin, money.start - _BEFORE_CHARS)
    ends = [match.end() for match in borders.finditer(text, first, money.start)]
    after = borders.search(text, money.end, min(stop, money.end + _AFTER_CHARS))
    return ends[-1] if ends else begin, after.start() if after else stop


def headline_cell(text: str, money: Money) -> SumContext | None:
    """The cell of a sum in a headline: dashes and brackets part them there as well ("Acme - Oslo -
    Engineer ($120k)"). ``None`` where it stands in none.
    """
    begin = text.rfind("\n", 0, money.start) + 1
    stop = text.find("\n", money.end)
    stop = len(text) if stop < 0 else stop
    if stop - begin > _HEADLINE_CHARS or text.count("\n", 0, begin) >= _HEADLINE_LINES:
        return None
    cells = len(_CELL_ENDS.findall(text, begin, money.start)) + len(
        _DASHES.findall(text, begin, money.start)
    )
    first, last = _between(_HEADLINE_ENDS, text, begin, stop, money)
    if first == begin or (begin and cells < _LEAST_DASHES):
        return None
    own, after = text[first : money.start], text[money.end : last]
    return SumContext(own, own, after, after, first, last, first, is_cell=True)


def _is_next_item(text: str, start: int) -> bool:
    """Whether a sum stands in an item of a list, and the line above is an item as well."""
    own = text.rfind("\n", 0, start) + 1
    above = text.rfind("\n", 0, max(0, own - 1)) + 1
    return own > above and all(text[line : line + 1] in _BULLETS for line in (own, above))


def _heading_above(text: str, start: int) -> tuple[int, int]:
    """Where the heading stands above the line of a sum; "Minimum:" alone is none, but what stands
    above it and above the other end.
    """
    first, end = _line_above(text, start)
    if _BOUND_LINE.fullmatch(text, first, end):
        for _ in range(_MAX_BOUND_LINES):
            first, end = _line_above(text, first)
            if not (
                _BOUND_LINE.fullmatch(text, first, end) or _SUM_LINE.fullmatch(text, first, end)
            ):
                break
    return first, end


def _line_above(text: str, start: int) -> tuple[int, int]:
    """The line above a place: its last words."""
    end = max(0, text.rfind("\n", 0, start))
    first = max(0, end - _HEADING_CHARS)
    return max(first, text.rfind("\n", first, end) + 1), end
