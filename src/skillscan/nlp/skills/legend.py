"""Legends of tables: "R = required, O = optional" decides the class of the rows marked R and O,
and a head "Must have | Nice to have" that of the cells in the columns below.

A legend explains at least one mark of what is required and one of a wish. A mark beside ":" or a
dash must be the first letter of its word ("O: optional"), so that "AWS: required" explains none.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from skillscan.nlp.reading import DecidingWords, MentionClass
from skillscan.rules import RuleFile

RULE = "legend"
_SIGNS = "=", "(R)", "[R]", "R:", "R -", "R –", "(M)", "[M]", "M:", "M -", "M –", "(E)", "E -"
"""Without one of these a text has no legend."""
_HEAD = re.compile(r"^[^\n|\t]{0,60}[|\t].*$", re.MULTILINE)
"""A line of cells."""
_CELL = re.compile(r"[^|\t\n]+")
_DRAWN = re.compile(r"(?:\n[|: \t-]{0,99}(?=\n))*")
_MAX_MARKS = 8
_MAX_CELL_WORDS = 5
_MAX_ROW = 300


class LegendRow(NamedTuple):
    """A row ``start:end`` of a document with its class, and where its mark stands."""

    start: int
    end: int
    mention_class: MentionClass
    mark: DecidingWords


class LegendReader:
    """Finds the legends of texts, by the words of one ``modifiers.yaml``."""

    def __init__(self, rules: RuleFile) -> None:
        """Explain marks by the words of the file."""
        words = "|".join(
            f"(?P<{kind}>{rules.compiled(rules.words['legend'][kind]).pattern})"
            for kind in ("required", "preferred")
        )
        self._mark_first = re.compile(
            rf"(?<![\w|/])[\"'(\[]{{0,2}}(?P<mark>[A-Z]{{1,2}})[\"')\]]{{0,2}} ?"
            rf"(?P<sign>[=:–—-]|means) ?[\"']?(?i:{words})\b"
        )
        self._word_first = re.compile(rf"\b(?i:{words}) ?[(\[](?P<mark>[A-Z])[)\]]")
        self._head_cell = re.compile(rf"\W*(?i:{words})(?: (?:skills?|requirements?))?\W*")

    def read(self, text: str) -> "Legend":
        """The legend of a text; empty without one."""
        columns = list(self._columns(text)) if "|" in text or "\t" in text else []
        if not any(sign in text for sign in _SIGNS):
            return Legend(text, {}, set(), columns)
        meanings: dict[str, MentionClass] = {}
        marks: set[tuple[int, int]] = set()
        for pattern in (self._mark_first, self._word_first):
            for match in pattern.finditer(text):
                mark, word = match["mark"], match["required"] or match["preferred"]
                sign = match["sign"] if pattern is self._mark_first else "="
                if sign not in ("=", "means") and mark != word[0].upper():
                    continue
                if len(meanings) < _MAX_MARKS:
                    meanings[mark] = "required" if match["required"] else "preferred"
                marks.add(match.span("mark"))
        is_legend = set(meanings.values()) == {"required", "preferred"}
        return Legend(text, meanings if is_legend else {}, marks if is_legend else set(), columns)

    def _columns(self, text: str) -> Iterator[LegendRow]:
        """The cells below heads of columns of which one is required and one a wish."""
        below = 0
        for line in _HEAD.finditer(text):
            if line.start() < below:
                continue
            heads = [self._head_cell.fullmatch(cell[0]) for cell in _cells(line)]
            if not (
                any(h and h["required"] for h in heads) and any(h and h["preferred"] for h in heads)
            ):
                continue
            below = _row_below(text, line.end())
            while (row := _HEAD.match(text, below)) and len(cells := _cells(row)) == len(heads):
                for cell, head, told in zip(cells, heads, _cells(line), strict=True):
                    if head:
                        meaning: MentionClass = "required" if head["required"] else "preferred"
                        yield LegendRow(*cell.span(), meaning, DecidingWords(RULE, *told.span()))
                below = row.end() + 1


class Legend:
    """The rows that a legend of the text decides, and the marks in it; empty without one."""

    def __init__(
        self,
        text: str,
        meanings: dict[str, MentionClass],
        marks: set[tuple[int, int]],
        columns: list[LegendRow],
    ) -> None:
        self._marks = marks
        rows = list(_rows(text, meanings, marks)) if meanings else []
        self._marks.update((row.mark.start, row.mark.end) for row in rows)
        self._rows = sorted(rows or columns)
        self._starts = [row.start for row in self._rows]

    def __bool__(self) -> bool:
        return bool(self._rows)

    def is_mark(self, start: int, end: int) -> bool:
        """Whether characters are a mark, and name nothing."""
        return (start, end) in self._marks

    def row(self, start: int) -> LegendRow | None:
        """The row that a character stands in."""
        place = bisect_right(self._starts, start) - 1
        return self._rows[place] if place >= 0 and start < self._rows[place].end else None


def _row_below(text: str, head: int) -> int:
    """Where the first row begins below the end of a head, and the lines that are drawn."""
    drawn = _DRAWN.match(text, head)
    return (drawn.end() if drawn else head) + 1


def _cells(line: re.Match[str]) -> list[re.Match[str]]:
    """The cells of a line that hold something."""
    return [cell for cell in _CELL.finditer(line.string, *line.span()) if cell[0].strip()]


def _rows(
    text: str, meanings: dict[str, MentionClass], explained: set[tuple[int, int]]
) -> Iterator[LegendRow]:
    mark = rf"(?:{'|'.join(map(re.escape, meanings))})"
    cell = re.compile(
        rf"(?:^|[|\t(\[])\s?(?:• )?(?P<cell>{mark})\s?(?=$|[|\t)\]])"
        rf"|^(?:• )?(?P<front>{mark})\s?[-–—:.]\s"
        rf"|^(?:• )?(?P<first>{mark}) (?=[A-Z])"
        rf"|\s?[-–—:]\s?(?P<end>{mark})$"
        rf"|(?<!,)(?<!\band)(?<!\bor)(?<!\bin)(?<!\bwith) (?P<bare>{mark})$"
    )
    start = 0
    in_legend = {text.count("\n", 0, at) for at, _ in explained}
    for number, line in enumerate(text.split("\n")):
        if number not in in_legend and len(line) <= _MAX_ROW:
            found = [match for match in cell.finditer(line) if _is_mark(match, line)]
            for match, begin, behind in _parts(found, line):
                place = match.lastgroup or "cell"
                at, end = (start + offset for offset in match.span(place))
                meaning = meanings[match[place]]
                yield LegendRow(
                    start + begin, start + behind, meaning, DecidingWords(RULE, at, end)
                )
        start += len(line) + 1


def _parts(found: list[re.Match[str]], line: str) -> Iterator[tuple[re.Match[str], int, int]]:
    """The marks of a line with what each decides: the line, or what stands before its bracket."""
    if len(found) < 2 or any(match[0][0] not in "([" for match in found):
        if found:
            yield found[-1], 0, len(line)
        return
    begin = 0
    for match in found:
        yield match, begin, match.end()
        begin = match.end()


def _is_mark(match: re.Match[str], line: str) -> bool:
    return not (match["bare"] or match["first"]) or line.count(" ") < _MAX_CELL_WORDS
