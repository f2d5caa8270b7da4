"""An article as a reader of a format writes it down: characters with their origin, and blocks.

White space is one blank, as on a page; blocks are parted by line ends. A block begins with its
first character, so that empty elements leave nothing behind.
"""

import re
from dataclasses import dataclass, field

from skillscan.article.model import ArticleBlock, ArticleBlockKind, ArticleFormat, ArticleText
from skillscan.article.source.stat_cards import with_labels, with_titles

_RUNS = re.compile(r"[ \t\n\r\f\v]+|[^ \t\n\r\f\v]+")
_UNEVEN = re.compile(r"[\t\n\r\f\v]|  ")
BLANKS = " \t\n\r\f\v"
"""White space of a page; a no-break space is a character of its own."""
MAX_HEADER = 300
"""Characters of a heading or table header that are kept beside a block."""


@dataclass(slots=True)
class BlockPlace:
    """What the blocks of an element have in common; readers change ``row`` and ``column`` of a cell
    when the headers are known. ``level``: of a heading its own; what else has one stands below the
    headings above that level only (a footnote).
    """

    kind: ArticleBlockKind = "paragraph"
    level: int = 0
    row: str | None = None
    column: str | None = None
    lead: tuple[int, int] | None = None


@dataclass(slots=True)
class DraftBlock:
    """A block before its headers are known; ``elements``: the innermost ones it stands in."""

    place: BlockPlace
    start: int
    end: int
    headings: tuple[str, ...]
    elements: tuple[int, ...]


@dataclass(slots=True)
class ArticleDraft:
    """Text and blocks so far. ``elements`` is set by readers that know elements."""

    elements: tuple[int, ...] = ()
    blocks: list[DraftBlock] = field(default_factory=list)
    _text: list[str] = field(default_factory=list)
    _length: int = 0
    _origins: list[int] = field(default_factory=list)
    _source_end: int = 0
    _blank: int | None = None
    _open: DraftBlock | None = None
    _places: list[BlockPlace] = field(default_factory=lambda: [BlockPlace()])
    _headings: list[tuple[int, str]] = field(default_factory=list)

    @property
    def is_in_block(self) -> bool:
        """Whether the block at hand has text."""
        return self._open is not None

    @property
    def place(self) -> BlockPlace:
        """What the next block belongs to."""
        return self._places[-1]

    @property
    def length(self) -> int:
        """How many characters were written."""
        return self._length

    @property
    def last_character(self) -> str:
        """The last one of the block at hand, a blank if one is due; empty where there is none."""
        if self._open is None:
            return ""
        return " " if self._blank is not None else self._text[-1][-1]

    def add(self, value: str, start: int) -> None:
        """Text that stands in the source as it is, from ``start`` on."""
        if not _UNEVEN.search(value):
            self._add_even(value, start)
            return
        for run in _RUNS.finditer(value):
            if run[0][0] in BLANKS:
                self._add_blank(start + run.start())
            else:
                self._write(
                    run[0], range(start + run.start(), start + run.end()), start + run.end()
                )

    def add_special(self, value: str, start: int, end: int) -> None:
        """Characters that ``source[start:end]`` stands for, such as an entity."""
        if value.strip(BLANKS):
            self._write(value, [start] * len(value), end)
        elif value:
            self._add_blank(start)

    def end_block(self) -> None:
        """The next character begins another block."""
        block, self._open, self._blank = self._open, None, None
        if block is None:
            return
        block.end = self._length
        if block.place.kind == "heading":
            self._under(block.place.level, self.text_of(block.start, block.end))

    def enter(self, place: BlockPlace) -> None:
        """Blocks belong to this place until ``leave``."""
        self.end_block()
        self._places.append(place)

    def leave(self) -> None:
        """Back to the place before."""
        self.end_block()
        if len(self._places) > 1:
            self._places.pop()

    def lead(self) -> tuple[int, int] | None:
        """The paragraph just written, which introduces a list or table that begins here."""
        self.end_block()
        last = self.blocks[-1] if self.blocks else None
        if last is None or (last.place.kind != "paragraph" and last.place is not self.place):
            return None
        return last.start, last.end

    def text_of(self, start: int, end: int) -> str:
        """Written characters; meant for the last ones."""
        parts: list[str] = []
        position = self._length
        for part in reversed(self._text):
            position -= len(part)
            parts.append(part)
            if position <= start:
                break
        return "".join(reversed(parts))[max(0, start - position) : end - position]

    def article(self, article_format: ArticleFormat, source: str) -> ArticleText:
        """The article, all of it written."""
        self.end_block()
        text = "".join(self._text)
        blocks = tuple(
            ArticleBlock(
                kind=block.place.kind,
                start=block.start,
                end=block.end,
                headings=block.headings,
                row=block.place.row,
                column=block.place.column,
                lead=block.place.lead,
            )
            for block in self.blocks
        )
        labelled = with_labels(text, blocks, [block.elements for block in self.blocks])
        return ArticleText(
            format=article_format,
            source=source,
            text=text,
            origins=(*self._origins, self._source_end),
            blocks=with_titles(text, labelled),
        )

    def _add_even(self, value: str, start: int) -> None:
        if not value:
            return
        if value[0] == " ":
            self._add_blank(start)
            value, start = value[1:], start + 1
        body = value.removesuffix(" ")
        if body:
            self._write(body, range(start, start + len(body)), start + len(body))
        if body != value:
            self._add_blank(start + len(body))

    def _add_blank(self, start: int) -> None:
        if self._open is not None and self._blank is None:
            self._blank = start

    def _write(self, value: str, origins: "range | list[int]", source_end: int) -> None:
        if self._open is None:
            self._begin()
        elif self._blank is not None:
            self._append(" ", [self._blank])
            self._blank = None
        self._append(value, origins)
        self._source_end = source_end

    def _begin(self) -> None:
        if self._length:
            self._append("\n", [self._source_end])
        place = self._places[-1]
        level = place.level or 7
        headings = tuple(text for depth, text in self._headings if depth < level)
        self._open = DraftBlock(place, self._length, self._length, headings, self.elements)
        self.blocks.append(self._open)

    def _append(self, value: str, origins: "range | list[int]") -> None:
        self._text.append(value)
        self._origins.extend(origins)
        self._length += len(value)

    def _under(self, level: int, text: str) -> None:
        kept = [one for one in self._headings if one[0] < level]
        self._headings = [*kept, (level, text[:MAX_HEADER])]
