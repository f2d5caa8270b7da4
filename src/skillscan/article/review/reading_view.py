"""The article as it reads: headings, paragraphs, lists and tables, cut where its claims stand.

Everything that ``ArticleText.text`` holds is shown, in its order; what stands outside all blocks is
a paragraph of its own. Claims that overlap are marked once, where the first of them stands.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from skillscan.article.model import ArticleBlock, ArticleText, Claim

_LOWEST_HEADING = 6


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text; ``claim`` is the place of the claim that it prints, or ``None``."""

    text: str
    claim: int | None = None


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class TextPart:
    """A paragraph (``level`` 0) or a heading of level 2 to 6."""

    runs: Runs
    level: int = 0
    shape: Literal["text"] = "text"


@dataclass(frozen=True, slots=True)
class ListPart:
    """The items of one list."""

    rows: tuple[Runs, ...]
    shape: Literal["list"] = "list"


@dataclass(frozen=True, slots=True)
class TablePart:
    """The cells of one table, row by row."""

    rows: tuple[tuple[Runs, ...], ...]
    shape: Literal["table"] = "table"


Part = TextPart | ListPart | TablePart


class ReadingView:
    """The parts of an article, with its claims in their places."""

    def __init__(self, article: ArticleText, claims: Sequence[Claim]) -> None:
        self._text = article.text
        self._blocks = article.blocks
        self._marks = list(_without_overlap(claims))
        self._starts = [start for start, _, _ in self._marks]

    def parts(self) -> Iterator[Part]:
        """From the top of the article to its end."""
        behind = 0
        for group in _groups(self._blocks, self._text):
            yield from self._outside(behind, group[0].start)
            yield self._part(group)
            behind = group[-1].end
        yield from self._outside(behind, len(self._text))

    def _outside(self, start: int, end: int) -> Iterator[TextPart]:
        if self._text[start:end].strip():
            yield TextPart(self._runs(start, end))

    def _part(self, group: list[ArticleBlock]) -> Part:
        first = group[0]
        if first.kind == "list_item":
            return ListPart(tuple(self._runs(one.start, one.end) for one in group))
        if first.kind == "cell":
            cells = (
                tuple(self._runs(one.start, one.end) for one in row)
                for row in _rows(group, self._text)
            )
            return TablePart(tuple(cells))
        level = min(len(first.headings) + 2, _LOWEST_HEADING) if first.kind == "heading" else 0
        return TextPart(self._runs(first.start, first.end), level)

    def _runs(self, start: int, end: int) -> Runs:
        runs = []
        for first, last, claim in self._marks[bisect_left(self._starts, start) :]:
            if first >= end:
                break
            runs += [Run(self._text[start:first]), Run(self._text[first : min(last, end)], claim)]
            start = min(last, end)
        return tuple(run for run in (*runs, Run(self._text[start:end])) if run.text)


def _without_overlap(claims: Sequence[Claim]) -> Iterator[tuple[int, int, int]]:
    behind = 0
    places = [(one.quantity.start, one.quantity.end, place) for place, one in enumerate(claims)]
    for start, end, place in sorted(places):
        if start >= behind and start < end:
            yield start, end, place
            behind = end


def _groups(blocks: Sequence[ArticleBlock], text: str) -> Iterator[list[ArticleBlock]]:
    """Blocks that are shown as one part: the items of a list, the cells of a table."""
    group: list[ArticleBlock] = []
    for block in blocks:
        if group and not _is_together(group[-1], block, text):
            yield group
            group = []
        group.append(block)
    if group:
        yield group


def _is_together(one: ArticleBlock, other: ArticleBlock, text: str) -> bool:
    return (
        one.kind in {"list_item", "cell"}
        and (one.kind, one.headings, one.lead) == (other.kind, other.headings, other.lead)
        and not text[one.end : other.start].strip()
    )


def _rows(cells: Sequence[ArticleBlock], text: str) -> Iterator[list[ArticleBlock]]:
    """A row ends where the next one's header comes, or a column that the row has already."""
    row: list[ArticleBlock] = []
    headers = list(_row_headers(cells, text))
    for place, cell in enumerate(cells):
        is_other = place > 0 and headers[place] != headers[place - 1]
        is_again = cell.column is not None and any(one.column == cell.column for one in row)
        if row and (is_other or is_again):
            yield row
            row = []
        row.append(cell)
    if row:
        yield row


def _row_headers(cells: Sequence[ArticleBlock], text: str) -> Iterator[str | None]:
    """The header of each cell's row; that of a header is its own text, if a cell beside it says so.
    ``None`` where no cell does.
    """
    for place, cell in enumerate(cells):
        beside = {one.row for one in cells[max(place - 1, 0) : place + 2]}
        own = " ".join(text[cell.start : cell.end].split())
        yield cell.row or (own if own in beside else None)
