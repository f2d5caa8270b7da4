"""The sentence a claim stands in, and how it reads with other words in some places."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from skillscan.article.model import ArticleText, Edit

_END = re.compile(r"[.!?][\"')\]\u2019\u201d]{0,3}\s+(?=[\"'(\[\u2018\u201c]?[A-Z0-9])|\n[ \t]*\n")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|vs|cf|approx|ca|no|nos|fig|inc|ltd|co|corp|dr|mr|mrs|ms|prof|st|jan|feb|mar"
    r"|apr|jun|jul|aug|sep|sept|oct|nov|dec|al)|\b[A-Z](?:\.[A-Z]){0,4})\.$",
    re.IGNORECASE,
)
_LONGEST_ABBREVIATION = 12
MAX_SENTENCE_CHARS = 2_000
"""A run of text without an end of a sentence is cut so far from the number."""


def sentence_span(article: ArticleText, start: int, end: int) -> tuple[int, int]:
    """Where the sentence around ``text[start:end]`` stands: inside its block, without the blanks at
    its ends.
    """
    low, high = _block(article, start, end)
    low, high = max(low, start - MAX_SENTENCE_CHARS), min(high, end + MAX_SENTENCE_CHARS)
    for match in _END.finditer(article.text, low, high):
        if _is_abbreviation(article.text, match.start()):
            continue
        if match.end() <= start:
            low = match.end()
        elif match.start() >= end - 1:
            high = match.start() + len(match[0].rstrip())
            break
    return _trimmed(article.text, low, high)


def with_edits(article: ArticleText, span: tuple[int, int], edits: Sequence[Edit]) -> str:
    """The text of a span with the edits that fall into it (sorted); white space is one blank."""
    start, end = span
    text = article.text[start:end]
    first = bisect_left(edits, start, key=lambda one: one.start)
    last = bisect_left(edits, end, lo=first, key=lambda one: one.start)
    for edit in reversed(edits[first:last]):
        if edit.end <= end:
            text = text[: edit.start - start] + edit.new + text[edit.end - start :]
    return " ".join(text.split())


def _block(article: ArticleText, start: int, end: int) -> tuple[int, int]:
    place = bisect_right(article.blocks, start, key=lambda one: one.start) - 1
    if place >= 0 and start < max(article.blocks[place].end, article.blocks[place].start + 1):
        return article.blocks[place].start, max(article.blocks[place].end, end)
    return 0, len(article.text)


def _is_abbreviation(text: str, position: int) -> bool:
    before = text[max(0, position + 1 - _LONGEST_ABBREVIATION) : position + 1]
    return _ABBREVIATION.search(before) is not None


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
