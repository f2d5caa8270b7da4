"""Plain text: paragraphs, hard-wrapped or not, lists, headings, and tables as far as they show.

Articles are often pasted from pages: entities ("72&nbsp;%") are read as what they stand for.

A line that could have held the next line's first word was ended by its writer, and is a block of
its own; one that could not was wrapped, and the sentence goes on. That is asked only where the
article's long lines end near one width.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from skillscan.article.model import ArticleText
from skillscan.article.source.draft import ArticleDraft, BlockPlace
from skillscan.article.source.entities import pieces
from skillscan.article.source.html_tokens import html_tokens
from skillscan.article.source.marker_words import markup_of_markers
from skillscan.article.source.reading import SeenMarkup, SourceReading
from skillscan.article.source.source_lines import PlacedText
from skillscan.article.source.stat_cards import is_lonely_number
from skillscan.article.source.table_headers import TableHeaders

_LINE_END = re.compile(r"\r\n|[\r\n\f\v\x85\u2028\u2029]")
_BULLET = re.compile(r"[ \t]*(?:[•·‣▪●○◦*+–—-]|\d{1,3}[.)]|[a-zA-Z][.)])[ \t]+(?=\S)")
_DOTS = (
    r"[ \t]*(?:\.{4,200}|…{2,60}|(?:\. ){3,90}\.?|_{4,200})[ \t]*(?=\S)|[ \t]+\.{2,3}[ \t]+(?=\S)"
)
_LEADERS = re.compile(_DOTS)
_CELLS = re.compile(
    r"(?<![ \t])(?:[ \t]*\t[ \t]*|[ \t]+\|[ \t]+|^[ \t]*\|[ \t]*|[ \t]*\|[ \t]*$)|(?<=[^\s.…_])(?:"
    + _DOTS
    + ")"
)
"""What parts the cells of a line: a tab, a bar, or the dots that lead to a number."""
_WIDE = re.compile(r"(?<! ) {3,}(?! )")
"""Blanks that set the columns of a table apart where nothing else does."""
_RULE = re.compile(r"[\s|:+=~_*`-]+")
_HASHES = re.compile(r"#{1,6}[ \t]+")
_SENTENCE_END = (".", ",", ";", ":")
_MAX_HEADING, _MAX_WIDTH, _MIN_WIDTH = 100, 120, 40
_LONELY = re.compile(r"\s*\(?[~≈<+-]?\d[\d.,]{0,8} ?%?\)?\s*")
"""A cell of such a line: "57", "(57 %)"."""
_FEW_LINES, _FAR = 3, 3
_RAGGED = 15
"""Characters that wrapped lines may be shorter than the longest of them."""


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    start: int

    @property
    def bullet(self) -> re.Match[str] | None:
        """The mark of a list item that the line begins with."""
        return _BULLET.match(self.text)


def plain(text: str) -> ArticleText:
    """The article that a plain text is."""
    return read_plain_text(text).article


def read_plain_text(source: str) -> SourceReading:
    """What a reader sees of a plain text; markers are markup in it, all other tags are text."""
    markup = markup_of_markers(html_tokens(source) if "<" in source else (), source)
    shown = _without_markup(source, markup)
    reader = _PlainTextReader(shown)
    return SourceReading(reader.draft_all().article("text", source), tuple(markup))


def _without_markup(source: str, markup: Sequence[SeenMarkup]) -> PlacedText:
    cuts = sorted(cut for one in markup for cut in _cuts(one, source))
    texts: list[str] = []
    starts, sources, position, length = [], [], 0, 0
    for start, end in [*cuts, (len(source), len(source))]:
        if start > position or not texts:
            texts.append(source[position:start])
            starts.append(length)
            sources.append(position)
            length += start - position
        position = max(position, end)
    return PlacedText("".join(texts), tuple(starts), tuple(sources))


def _cuts(one: SeenMarkup, source: str) -> Iterator[tuple[int, int]]:
    yield one.start, one.end
    if one.inner_end is not None:
        yield one.inner_end, source.find(">", one.inner_end) + 1


class _PlainTextReader:
    def __init__(self, shown: PlacedText) -> None:
        self._shown = shown
        self._draft = ArticleDraft()
        self._paragraphs = list(_paragraphs(shown.text))
        self._width = _wrap_width(self._paragraphs)
        self._lead: tuple[int, int] | None = None
        self._list_indent: int | None = None
        self._groups = 0

    def draft_all(self) -> ArticleDraft:
        """The draft with all paragraphs."""
        last = len(self._paragraphs) - 1
        for number, lines in enumerate(self._paragraphs):
            self._groups += 1
            self._draft.elements = (self._groups,) if len(lines) > 1 else ()
            if cells := _cells_of_table(lines):
                self._table(lines, cells)
            elif cells := _cells_below_title(lines):
                self._blocks(lines[:1])
                self._table(lines[1:], cells)
            elif _is_definitions(lines):
                self._definitions(lines)
            elif number < last and _is_heading(lines):
                self._heading(lines[0])
            else:
                self._blocks(lines)
        return self._draft

    def _heading(self, line: _Line) -> None:
        self._list_indent = None
        hashes = _HASHES.match(line.text)
        level = len(hashes[0].rstrip()) if hashes else 1
        self._draft.enter(BlockPlace(kind="heading", level=level))
        self._add(line, hashes.end() if hashes else 0)
        self._draft.leave()

    def _blocks(self, lines: list[_Line]) -> None:
        """Each line a block, but the wrapped ones."""
        if lines[0].bullet is None:
            self._list_indent = None
        before: _Line | None = None
        for line in lines:
            if before is None or line.bullet or not self._wraps(before, line):
                self._begin(line, is_long=len(lines) > _FEW_LINES)
            else:
                self._draft.add("\n", self._shown.origin(line.start - 1))
            bullet = line.bullet
            self._add(line, bullet.end() if bullet else 0)
            before = line
        self._draft.end_block()

    def _begin(self, line: _Line, *, is_long: bool) -> None:
        self._draft.end_block()
        if is_long and is_lonely_number(line.text):
            self._groups += 1
            self._draft.elements = (self._groups,)
        bullet = line.bullet
        if self._list_indent is not None and bullet is None and _indent(line) <= self._list_indent:
            self._list_indent = None
        self._draft.leave()
        if bullet and self._list_indent is None:
            self._lead, self._list_indent = self._draft.lead(), _indent(line)
        if self._list_indent is not None:
            self._draft.enter(BlockPlace(kind="list_item", lead=self._lead))

    def _wraps(self, line: _Line, following: _Line) -> bool:
        if self._width is None or len(line.text) < _MIN_WIDTH:
            return False
        word = following.text.split(maxsplit=1)[0]
        return len(line.text.rstrip()) + 1 + len(word) > self._width - _RAGGED // 3

    def _table(self, lines: list[_Line], cells: list[list[tuple[int, int]]]) -> None:
        self._draft.leave()
        self._list_indent = None
        has_leaders = any(_LEADERS.search(line.text) for line in lines)
        table = TableHeaders(lead=self._draft.lead(), may_have_header=not has_leaders)
        rows = [line for line in lines if not _RULE.fullmatch(line.text)]
        for line, places in zip(rows, cells, strict=True):
            table.open_row()
            for start, end in places:
                self._draft.enter(table.open_cell(is_header=False))
                length = self._draft.length
                self._add(_Line(line.text[start:end], line.start + start), 0)
                table.close_cell(self._draft, length)
                self._draft.leave()
            table.close_row()

    def _definitions(self, lines: list[_Line]) -> None:
        """Terms, each with what is told of it indented below."""
        self._draft.leave()
        self._list_indent = None
        lead = self._draft.lead()
        for term, told in zip(lines[::2], lines[1::2], strict=True):
            row = term.text.strip()[:_MAX_HEADING]
            for line, place in (
                (term, BlockPlace(kind="list_item", lead=lead)),
                (told, BlockPlace(kind="cell", row=row, lead=lead)),
            ):
                self._draft.enter(place)
                self._add(line, 0)
                self._draft.leave()

    def _add(self, line: _Line, skipped: int) -> None:
        """The line's text, piece by piece where markup was cut out of it."""
        begin, end = line.start + skipped, line.start + len(line.text)
        for start, stop in self._shown.runs(begin, end):
            words, first = self._shown.text[start:stop], self._shown.origin(start)
            for value, at, behind in pieces(words, is_plain_text=True):
                if value == words[at:behind]:
                    self._draft.add(value, first + at)
                else:
                    self._draft.add_special(value, first + at, first + behind)


def _paragraphs(text: str) -> Iterator[list[_Line]]:
    lines: list[_Line] = []
    position = 0
    for end in [*_LINE_END.finditer(text), None]:
        stop = end.start() if end else len(text)
        line = text[position:stop]
        if line.strip():
            lines.append(_Line(line, position))
        elif lines:
            yield lines
            lines = []
        position = end.end() if end else stop
    if lines:
        yield lines


def _indent(line: _Line) -> int:
    blanks = line.text[: len(line.text) - len(line.text.lstrip())]
    return len(blanks[:_MAX_HEADING].expandtabs(4))


def _wrap_width(paragraphs: Sequence[list[_Line]]) -> int | None:
    """The width at which the text was wrapped, or ``None`` where each line is a writer's own."""
    lengths = sorted(
        len(line.text.rstrip())
        for lines in paragraphs
        for line in lines[:-1]
        if len(line.text) >= _MIN_WIDTH
    )
    if not lengths:
        return None
    width = lengths[int(len(lengths) * 0.95)]
    near = sum(width - _RAGGED <= length <= width + _RAGGED for length in lengths)
    return width if width <= _MAX_WIDTH and near * 2 >= len(lengths) else None


def _is_heading(lines: list[_Line]) -> bool:
    """Whether a paragraph says what the next ones are about."""
    text = lines[0].text.strip()
    if len(lines) == 2 and _RULE.fullmatch(lines[1].text) and "=" in lines[1].text:
        return True
    if len(lines) > 1 or len(text) > _MAX_HEADING or lines[0].bullet:
        return False
    if _HASHES.match(text):
        return True
    return (
        any(c.isalpha() for c in text)
        and not text.endswith(_SENTENCE_END)
        and not any(c in text for c in "%$€£")
        and not is_lonely_number(text)
    )


def _is_definitions(lines: list[_Line]) -> bool:
    """Whether every other line is a term and the one below it, indented, tells of it."""
    terms, told = lines[::2], lines[1::2]
    return (
        len(terms) == len(told) > 1
        and all(_indent(one) == 0 and one.bullet is None for one in terms)
        and all(len(one.text) <= _MIN_WIDTH for one in terms)
        and all(_indent(one) > 1 and one.bullet is None for one in told)
    )


def _cells_of_table(lines: list[_Line]) -> list[list[tuple[int, int]]]:
    """The cells of each row where all have as many, two at least; empty where it is no table."""
    rows = [line.text for line in lines if not _RULE.fullmatch(line.text)]
    for cells in ([_cells(row) for row in rows], [_wide_cells(row) for row in rows]):
        is_even = len({len(row) for row in cells}) == 1
        if len(cells) > 1 and is_even and len(cells[0]) > 1:
            return cells
    wide = [_wide_cells(row) for row in rows]
    is_labelled = all(map(_is_labelled, rows, wide))
    return wide if len(wide) > 1 and is_labelled else []


def _is_labelled(text: str, cells: Sequence[tuple[int, int]]) -> bool:
    """Whether a line is a name and its numbers, of which the last may be missing in others."""
    if len(cells) not in (2, 3):
        return False
    name, *numbers = (text[slice(*cell)] for cell in cells)
    return not is_lonely_number(name) and all(map(_LONELY.fullmatch, numbers))


def rows_of_table(text: str) -> list[list[tuple[int, int]]]:
    """Where the cells of each row of a text are that is one table; empty where it is none."""
    lines = [line for lines in _paragraphs(text) for line in lines]
    rows = [line for line in lines if not _RULE.fullmatch(line.text)]
    return [
        [(line.start + start, line.start + end) for start, end in cells]
        for line, cells in zip(rows, _cells_of_table(lines), strict=False)
    ]


def _cells_below_title(lines: list[_Line]) -> list[list[tuple[int, int]]]:
    """The cells of the rows below a line that only says what they are on; empty where there is
    no such line.
    """
    title = lines[0].text
    if lines[0].bullet or len(title) > _MAX_HEADING or len(_cells(title)) > 1:
        return []
    return _cells_of_table(lines[1:]) or _cells_with_leaders(lines[1:])


def _cells_with_leaders(lines: list[_Line]) -> list[list[tuple[int, int]]]:
    """The cells of a single row whose dots lead to its number."""
    cells = [_cells(line.text) for line in lines]
    return cells if len(cells) == 1 and len(cells[0]) == 2 else []


def _wide_cells(text: str) -> list[tuple[int, int]]:
    """The cells of a line whose columns stand far apart; one that is indented lacks the first."""
    lead = len(text) - len(text.lstrip(" "))
    cells = [(0, 0)] if lead >= _FAR else []
    position = lead
    for gap in _WIDE.finditer(text.rstrip(), lead):
        cells.append((position, gap.start()))
        position = gap.end()
    return [*cells, (position, len(text.rstrip()))]


def _cells(text: str) -> list[tuple[int, int]]:
    """Where the cells of a line are."""
    cells, position = [], 0
    for part in _CELLS.finditer(text):
        if text[position : part.start()].strip():
            cells.append((position, part.start()))
        position = part.end()
    if text[position:].strip():
        cells.append((position, len(text)))
    return cells
