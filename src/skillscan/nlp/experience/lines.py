"""The lines of a document that speak of years or degrees; lines that an "or" joins come as one.

"BS and 5 years, or" goes on in the next line, and so do the paths of a list that gives one line to
each degree. A document is read once: its lines and their quantities stay in it for the component
that comes next.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from spacy.tokens import Doc

from skillscan.nlp.degree.mention import DegreeNames
from skillscan.nlp.document import text_of
from skillscan.nlp.experience.hints import HintReader
from skillscan.nlp.experience.quantity import Bound, QuantityReader, YearsQuantity
from skillscan.nlp.judged_sentence import judged_sentences

_KEPT = "skillscan_requirement_lines"
_MAX_LINE_CHARS = 4000
_MAX_LINES = 100
"""Far more than any posting has; a text of nothing but degrees must not take long."""
_MAX_PATH_CHARS = 160
_TAIL_CHARS = 12
_OPENING_CHARS = 24
_DIGIT = re.compile(r"\d")
_OR_BEFORE = re.compile(r"(?:\bor,?|/|;)\s*$|^\W{0,4}or\W{0,3}$", re.IGNORECASE)
_OR_AFTER = re.compile(
    r"\W{0,4}(?:or\b|option \d|in lieu of [^\n,]{0,30}\bdegree\b(?!.{0,40}\badditional\b))",
    re.IGNORECASE,
)
_CLOSING_CHARS = 45
_WITH_DEGREE = re.compile(
    r"(?:\b(?:experience|years?|yrs)['’]?|\d\+?) (?:with|and|plus|if|for) "
    r"((?:an? )?[\w./'’ -]{2,28})$",
    re.IGNORECASE,
)
"""The end of a line that tells its years before its degree: "8 years with a BS"."""
_BARE_PATH = re.compile(
    r"\W{0,4}(?:or,? )?(?P<years>\d{1,2})(?P<plus>\+?) (?:(?:with|and|plus|if|for) |\()"
    r"(?P<degree>(?:an? )?[\w./'’ -]{2,40}?)\)?(?:,? or)?[.,;]?\s?$",
    re.IGNORECASE,
)
"""A line below such a one that leaves the unit out: "6+ with a Master's", "6+ (MS)"."""
_YEARS_HEADER = re.compile(
    r"[^\n]{0,80}\b(?:degree|education)\b[^\n]{0,20}\|[^\n|]*\b(?:years|yrs)\b", re.IGNORECASE
)
_BARE_ROW = re.compile(
    r"\W{0,4}(?P<degree>[^\n|]{2,40}?)\s?\|\s?(?P<years>\d{1,2})(?P<plus>\+?)\s?(?:\||$)"
)
"""The header of a table of degrees and their years, and a row of it: "| Bachelor's | 8 |"."""


KeptLine = tuple[int, int, Sequence[YearsQuantity], bool, Sequence[int]]
"""How a line is kept in a document: plain values, so that documents can be saved."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line, or lines that an "or" joins; ``start`` is its offset in the document.

    ``quantities`` are its amounts of years, with offsets of the line. Without ``hints_at_degree``
    no word in it can name a degree. ``sentences`` tells where its sentences begin.
    """

    start: int
    text: str
    quantities: tuple[YearsQuantity, ...]
    hints_at_degree: bool
    sentences: tuple[int, ...]


class LineReader:
    """Finds the lines of a document that hold a quantity of years, or words that hint at a degree.

    Others are no concern of experience and degree, and are not looked at.
    """

    def __init__(self, hints: HintReader, quantities: QuantityReader, degrees: DegreeNames) -> None:
        self._hints = hints
        self._quantities = quantities
        self._degrees = degrees

    def read(self, doc: Doc) -> list[TextLine]:
        """The lines in order, at most ``_MAX_LINES``."""
        text = text_of(doc)
        if (kept := doc.user_data.get(_KEPT)) is None:
            kept = doc.user_data[_KEPT] = list(self._lines(doc, text))
        return [
            TextLine(
                start,
                text[start:end],
                tuple(YearsQuantity(*quantity) for quantity in quantities),
                hints,
                tuple(sentences),
            )
            for start, end, quantities, hints, sentences in kept
        ]

    def quantities(self, doc: Doc) -> list[YearsQuantity]:
        """The quantities of years of a document, in order."""
        units = [hint.start for hint in self._hints.read(doc) if hint.is_unit]
        return self._quantities.read(text_of(doc), units)

    def _lines(self, doc: Doc, text: str) -> Iterator[KeptLine]:
        hints = self._hints.read(doc)
        units = [hint.start for hint in hints if hint.is_unit]
        degrees = [hint.start for hint in hints if not hint.is_unit]
        quantities = self._quantities.read(text, units) if units else []
        if quantities or units:
            quantities = sorted([*quantities, *self._bare_paths(text, quantities, degrees)])
        starts = [quantity.start for quantity in quantities]
        joined = _JoinedLines(text, doc._.skillscan_title_end, starts, self._degrees)
        sentences = judged_sentences(doc)
        for start, end in islice(joined.around(sorted({*starts, *degrees})), _MAX_LINES):
            held = quantities[bisect_left(starts, start) : bisect_left(starts, end)]
            moved = [_moved(quantity, -start) for quantity in held]
            begins = [at - start for at in sentences.starts_in(start, end)]
            hints_at_degree = bisect_left(degrees, end) > bisect_left(degrees, start)
            yield start, end, moved, hints_at_degree, begins

    def _bare_paths(
        self, text: str, quantities: Sequence[YearsQuantity], degrees: Sequence[int]
    ) -> Iterator[YearsQuantity]:
        """The years of lines that leave the unit out, below one that has it."""
        starts = [quantity.start for quantity in quantities]
        is_open: dict[int, re.Pattern[str]] = {}
        """By the end of a line what the one below it may look like."""
        for line in dict.fromkeys(text.rfind("\n", 0, place) + 1 for place in degrees):
            end = text.find("\n", line)
            end = len(text) if end < 0 else end
            if end - line > _MAX_PATH_CHARS:
                continue
            if _YEARS_HEADER.match(text, line, end):
                is_open[end] = _BARE_ROW
                continue
            after = bisect_left(starts, line)
            if after < len(starts) and starts[after] < end:
                if _ends_in_degree(text, line, end, self._degrees):
                    is_open[end] = _BARE_PATH
                continue
            shape = is_open.get(line - 1)
            found = shape.match(text, line, end) if shape else None
            if shape and found and self._degrees.find(found["degree"]):
                is_open[end] = shape
                bound: Bound = "at_least" if found["plus"] else "exact"
                low = int(found["years"])
                yield YearsQuantity(found.start("years"), found.end("plus"), low, None, bound)


def _moved(quantity: YearsQuantity, by: int) -> YearsQuantity:
    return quantity._replace(start=quantity.start + by, end=quantity.end + by)


class _JoinedLines:
    """Which lines of a text an "or" joins."""

    def __init__(
        self, text: str, title_end: int, quantities: Sequence[int], degrees: DegreeNames
    ) -> None:
        self._text = text
        self._title_end = title_end
        self._quantities = quantities
        self._degrees = degrees

    def around(self, places: Sequence[int]) -> Iterator[tuple[int, int]]:
        """The joined lines that hold one of these places, in order."""
        done = 0
        index = 0
        while index < len(places):
            place = places[index]
            for start, end in self._chain(max(done, self._first(place, done)), place):
                done = end + 1
                if index < len(places) and places[index] <= end:
                    yield start, end
                    while index < len(places) and places[index] <= end:
                        index += 1

    def _first(self, place: int, done: int) -> int:
        """Where the first line begins that may be joined with the one of a place."""
        start = self._text.rfind("\n", 0, place) + 1
        while start > done:
            before = self._text.rfind("\n", 0, start - 1) + 1
            if not self._is_joined(max(before - _TAIL_CHARS, 0), before, start):
                break
            start = before
        return start

    def _chain(self, start: int, place: int) -> Iterator[tuple[int, int]]:
        """Joined lines from ``start`` on, up to those that hold ``place``."""
        last, end = start, self._end(start)
        while True:
            following = end + 1
            is_last = following > len(self._text)
            fits = end > start and end - start < _MAX_LINE_CHARS
            if not is_last and fits and self._is_joined(start, last, following):
                last, end = following, self._end(following)
                continue
            yield start, end
            if end >= place or is_last:
                return
            start = last = following
            end = self._end(start)

    def _end(self, start: int) -> int:
        end = self._text.find("\n", start)
        return len(self._text) if end < 0 else end

    def _is_joined(self, start: int, last: int, line: int) -> bool:
        """Whether a line goes on what begins at ``start`` and has ``last`` as its last line."""
        if last < self._title_end:
            return False
        tail = self._text[max(start, line - 1 - _TAIL_CHARS) : line - 1]
        if _OR_BEFORE.search(tail) or _OR_AFTER.match(self._text, line, self._end(line)):
            return True
        return self._is_path(last) and self._is_path(line)

    def _is_path(self, start: int) -> bool:
        """Whether a short line is one path of several: "Master's with 2+ years of experience"."""
        end = self._end(start)
        if end - start > _MAX_PATH_CHARS or not _DIGIT.search(self._text, start, end):
            return False
        after = bisect_left(self._quantities, start)
        if after == len(self._quantities) or self._quantities[after] >= end:
            return False
        degrees = self._degrees.find(self._text[start : min(end, start + _OPENING_CHARS)])
        return (bool(degrees) and degrees[0].start <= 3) or _ends_in_degree(
            self._text, start, end, self._degrees
        )


def _ends_in_degree(text: str, start: int, end: int, degrees: DegreeNames) -> bool:
    """Whether a line closes with its degree: "2 years of experience (PhD)", "… with a PhD"."""
    closing = text[max(start, end - _CLOSING_CHARS) : end].rstrip(" .,;")
    if (last := _WITH_DEGREE.search(closing)) and degrees.find(last[1]):
        return True
    bracket = closing.rfind("(")
    return bracket >= 0 and closing.endswith(")") and bool(degrees.find(closing[bracket:]))
