"""The lines of a source, and where the content of a Markdown block stands in them.

markdown-it says from which line to which a block goes, and what its content is without the marks
around it (quotes, bullets, indentation); each line of the content is found again in its line.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class PlacedText:
    """The content of a block, and where its lines begin in it and in the source."""

    text: str
    starts: tuple[int, ...]
    sources: tuple[int, ...]

    def origin(self, position: int) -> int:
        """Where a character of the content stands in the source."""
        index = max(0, bisect_right(self.starts, position) - 1)
        return self.sources[index] + position - self.starts[index]

    def runs(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The parts of ``text[start:end]`` that stand in the source without a gap."""
        inside = self.starts[bisect_right(self.starts, start) : bisect_left(self.starts, end)]
        yield from zip((start, *inside), (*inside, end), strict=True)


def placed_as_is(source: str) -> PlacedText:
    """A text that is the source itself."""
    return PlacedText(source, (0,), (0,))


class SourceLines:
    """The lines of a source, as editors and Markdown count them."""

    def __init__(self, source: str) -> None:
        self.source = source
        ends = list(_LINE_END.finditer(source))
        self._starts = [0, *(end.end() for end in ends)]
        self._ends = [*(end.start() for end in ends), len(source)]

    def line(self, number: int) -> tuple[int, str]:
        """Where a line (from 0) begins, and its text without its end."""
        if number >= len(self._starts):
            return len(self.source), ""
        start = self._starts[number]
        return start, self.source[start : self._ends[number]]

    def number(self, position: int) -> int:
        """The line of a character; lines count from 1 here, as people do."""
        return bisect_right(self._starts, position)

    def place(self, content: str, first: int, last: int) -> PlacedText:
        """The content of a block that stands on the lines from ``first`` up to ``last``."""
        starts, sources, position = [], [], 0
        lines = content.split("\n")
        first += self._skipped(lines, first, last)
        for offset, line in enumerate(lines):
            start, written = self.line(first + offset)
            body = line.strip(" \t")
            found = _found(written, body)
            lead = len(line) - len(line.lstrip(" \t"))
            starts.append(position + (lead if body else 0))
            sources.append(start + found)
            position += len(line) + 1
        return PlacedText(content, tuple(starts), tuple(sources))

    def _skipped(self, lines: list[str], first: int, last: int) -> int:
        """How many lines of a block are not in its content: white space that is text in Markdown (a
        line separator, say), and that markdown-it strips.
        """
        for skipped in range(max(0, last - first - len(lines)) + 1):
            written = (self.line(first + skipped + offset)[1] for offset in range(len(lines)))
            if all(_stands(text, line) for text, line in zip(written, lines, strict=True)):
                return skipped
        return 0

    def place_cell(self, content: str, number: int, column: int) -> PlacedText:
        """The content of a table's cell on a line, not before ``column``; a bar in it is written
        with a backslash.
        """
        start, written = self.line(number)
        starts, sources, position = [], [], 0
        for bars, part in enumerate(content.split("|")):
            wanted = f"\\|{part}" if bars else part
            found = max(column, written.find(wanted, column))
            starts.append(max(0, position - 1))
            sources.append(start + found + (1 if bars else 0))
            column = found + len(wanted)
            position += len(part) + 1
        return PlacedText(content, tuple(starts), tuple(sources))


def _stands(written: str, line: str) -> bool:
    return line.strip(" \t") in written


def _found(written: str, body: str) -> int:
    """Where the content of a line stands in it: at its end, unless marks close it."""
    ending = written.rstrip(" \t")
    if ending.endswith(body):
        return len(ending) - len(body)
    return max(0, written.find(body))
