"""Markers that no reader of markup sees: escaped ones, which stand as text, and those in code.

A number that a faulty marker was put around is nobody's to judge: who wrote the marker had said
what it is of, and a reading of the words around it could be another.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from skillscan.article.model import ArticleText
from skillscan.article.source.marker_words import is_like_attribute, is_like_name
from skillscan.article.source.reading import CodeSpan
from skillscan.article.source.source_lines import SourceLines

MAX_INNER = 200
"""Characters: a marker holds one number with a few words; more means that its end is missing."""

_SHOWN = re.compile(
    r"(?:<|&lt;|&#60;)[ ]?!?[ ]?[-\u2010-\u2015]{1,3}\s{0,20}(?P<name>[A-Za-z_][A-Za-z_-]{4,15})"
    r"|(?:<|&lt;|&#60;|[\[{]{1,2}%?)\s{0,3}(?P<plain>[A-Za-z_][A-Za-z_-]{4,15}?)\s{0,3}:"
    r"|(?:<|&lt;|&#60;)[a-zA-Z]{1,12}\s[^<>\n]{0,200}?"
    r"(?P<attribute>[a-zA-Z-]{7,18})\s{0,3}=\s{0,3}[\"'&]"
)
_SHOWN_END = re.compile(
    r"(?:(?:<|&lt;|&#60;)[ ]?!?[ ]?[-\u2010-\u2015]{0,3}|[\[{]{1,2}%?)\s{0,20}/\s{0,20}[A-Za-z]"
)
"""What shows the end of a marker: "<!-- /skillscan", "</span", "[/skillscan"."""
_SHOWN_OPENED = re.compile(r"[-\u2010-\u2015]{0,3}(?:>|&gt;|&#62;)|%?[\]}]{1,2}")
_FIRST_NUMBER = re.compile(r"[^\d\n]{0,40}\d[\d.,\u00a0\u202f]{0,12}")


@dataclass(frozen=True, slots=True)
class MarkerFault:
    """What is wrong with a marker, or what looks like one; lines count from 1.

    A warning (``is_error`` is false) is for a marker in code, which shows it and does not use it.
    ``held``: where in ``ArticleText.text`` the number stands that was meant, which nothing is said
    of.
    """

    line: int
    problem: str
    is_error: bool = True
    held: tuple[int, int] | None = None


def hidden_markers(
    article: ArticleText, codes: Iterable[CodeSpan], lines: SourceLines
) -> Iterator[MarkerFault]:
    """The faults of markers that stand as text or in code."""
    spans = _merged(codes)
    for start, end in spans:
        for position in _named(article.source[start:end]):
            yield MarkerFault(
                lines.number(start + position),
                "a marker stands in code, where it is shown and not used;"
                " take it out of the code if it is meant",
                is_error=False,
            )
    mend = (
        "markers are not used in a .docx; bind the number with `skillscan article confirm`"
        if article.format == "docx"
        else "a marker stands as text (escaped, or without a right beginning), and is not used;"
        " write it with a plain '<!-- ' or '<'"
    )
    for position in _named(article.text):
        origin = article.origins[position]
        at = bisect_right(spans, (origin, len(article.source))) - 1
        if at < 0 or origin >= spans[at][1]:
            held = position, _shown_end(article.text, position)
            yield MarkerFault(lines.number(origin), mend, held=held)


def first_number_end(text: str, start: int) -> int:
    """Where the number ends that stands right behind a place; the place where none does. It is
    what a marker is of that nobody closed.
    """
    number = _FIRST_NUMBER.match(text, start)
    return number.end() if number else start


def _shown_end(text: str, start: int) -> int:
    """Where that ends which a marker that stands as text was put around."""
    opened = _SHOWN_OPENED.search(text, start, start + MAX_INNER)
    inner = opened.end() if opened else start
    closed = _SHOWN_END.search(text, inner, inner + MAX_INNER)
    return closed.start() if closed else first_number_end(text, inner)


def _named(text: str) -> Iterator[int]:
    """Where a text shows a marker's beginning."""
    for found in _SHOWN.finditer(text):
        name, attribute = found["name"] or found["plain"], found["attribute"]
        if (name and is_like_name(name)) or (attribute and is_like_attribute(attribute)):
            yield found.start()


def _merged(codes: Iterable[CodeSpan]) -> list[tuple[int, int]]:
    """The spans without those that lie in others."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted((code.start, code.end) for code in codes):
        if not merged or start >= merged[-1][1]:
            merged.append((start, end))
        elif end > merged[-1][1]:
            merged[-1] = (merged[-1][0], end)
    return merged
