"""HTML written into a draft: what a reader sees, with blocks, lists, tables and headings.

It may come in parts, as in Markdown, where text stands between them: what is open stays open.
"""

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from skillscan.article.source.draft import BLANKS, ArticleDraft, BlockPlace
from skillscan.article.source.entities import pieces
from skillscan.article.source.html_elements import (
    BLOCKS,
    CLOSED_BY,
    CODE,
    HEADINGS,
    INLINE_NO_GAP,
    VOID,
    is_hidden,
)
from skillscan.article.source.html_tokens import HtmlToken, html_tokens
from skillscan.article.source.line_end import is_continued, is_gap
from skillscan.article.source.marker_words import comment_text, marker_attribute, seen_tag
from skillscan.article.source.reading import CodeSpan, SeenMarkup
from skillscan.article.source.source_lines import PlacedText
from skillscan.article.source.table_headers import TableHeaders

_MAX_DEPTH = 2000
_NOTE_MARK = re.compile(r"[\s\[(]{0,3}(?:\d{1,3}|[a-z*†‡])[\s\])]{0,3}(?:[,–-]\s?\d{1,3}){0,3}")
"""What stands raised behind a word and names a footnote."""
_POWER_OF = re.compile(r"(?<![\d.,])10\Z")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_NEAREST = 4
"""How many of the elements around a block are kept, to find what stands beside it."""


@dataclass(slots=True)
class _Element:
    name: str
    number: int
    start: int
    is_hidden: bool = False
    has_place: bool = False
    cell_start: int | None = None
    label_start: int | None = None
    marker: int | None = None


@dataclass(slots=True)
class HtmlContent:
    """Writes tokens into ``draft``."""

    draft: ArticleDraft
    markup: list[SeenMarkup] = field(default_factory=list)
    codes: list[CodeSpan] = field(default_factory=list)
    _open: list[_Element] = field(default_factory=list)
    _names: Counter[str] = field(default_factory=Counter)
    _hidden: int = 0
    _numbers: int = 0
    _tables: list[TableHeaders] = field(default_factory=list)
    _terms: list[str] = field(default_factory=list)
    _break: int | None = None
    _tag: int | None = None

    @property
    def is_hidden(self) -> bool:
        """Whether what comes now is not seen."""
        return self._hidden > 0

    def feed(self, placed: PlacedText, start: int = 0, end: int | None = None) -> None:
        """A part of the page: ``placed.text[start:end]``."""
        for token in html_tokens(placed.text[start:end]):
            if start:
                token = replace(token, start=start + token.start, end=start + token.end)
            self._take(token, placed)

    def _take(self, token: HtmlToken, placed: PlacedText) -> None:
        if token.kind == "text":
            self._text(token, placed)
        elif token.kind == "open":
            self._start(token, placed.origin(token.start))
        elif token.kind == "close":
            self._end(token.name, placed.origin(token.start))
        self._note(token, placed)

    def _text(self, token: HtmlToken, placed: PlacedText) -> None:
        if self._hidden:
            return
        if self._is_note_mark(placed.text[token.start : token.end]):
            self._note_mark(token, placed)
            return
        for start, end in placed.runs(token.start, token.end):
            words, first = placed.text[start:end], placed.origin(start)
            for value, at, behind in pieces(words):
                if words[at:behind] == value:
                    self.plain(value, first + at)
                else:
                    self.special(value, first + at, first + behind)

    def _is_note_mark(self, words: str) -> bool:
        """Whether raised words only lead to a footnote: "$145,000<sup>1</sup>" is no longer number,
        and "10<sup>6</sup>" none of a note.
        """
        if not self._names["sup"] or _NOTE_MARK.fullmatch(words) is None:
            return False
        draft = self.draft
        before = draft.text_of(max(0, draft.length - 3), draft.length)
        return draft.is_in_block and _POWER_OF.search(before) is None

    def _note_mark(self, token: HtmlToken, placed: PlacedText) -> None:
        """The number of a footnote as one that stands raised, and is no digit of what it is on."""
        marks = placed.text[token.start : token.end].strip(f"[]() {BLANKS}").translate(_RAISED)
        for offset, mark in enumerate(marks if marks[:1] in "⁰¹²³⁴⁵⁶⁷⁸⁹" else ""):
            start = placed.origin(token.start) + offset
            self.special(mark, start, start + 1)

    def plain(self, value: str, start: int) -> None:
        """Text as it stands in the source."""
        if not self._hidden:
            self._bridge(value)
            self.draft.add(value, start)

    def special(self, value: str, start: int, end: int) -> None:
        """Characters that ``source[start:end]`` stands for."""
        if not self._hidden:
            self._bridge(value)
            self.draft.add_special(value, start, end)

    def blank(self, start: int) -> None:
        """A line end of the source that is a blank."""
        if not self._hidden:
            self.draft.add_special(" ", start, start + 1)

    def _note(self, token: HtmlToken, placed: PlacedText) -> None:
        """Keep what markers may stand in."""
        if token.kind == "text":
            return
        start, end = placed.origin(token.start), placed.origin(token.end - 1) + 1
        if token.kind == "raw":
            self.codes.append(CodeSpan(start, end))
        elif token.kind == "comment":
            words = comment_text(placed.text[token.start : token.end])
            self.markup.append(SeenMarkup("comment", start, end, words))
        elif token.kind == "open":
            attribute = marker_attribute(token)
            if attribute is None:
                return
            if token.name not in VOID and self._open:
                self._open[-1].marker = len(self.markup)
            self.markup.append(seen_tag(token, attribute, start, end))

    def line_break(self, start: int) -> None:
        """A ``<br>``: the next text decides whether a sentence goes on."""
        if not self._hidden and self.draft.is_in_block:
            self._break = start

    def _bridge(self, value: str) -> None:
        """What stands between the last text and this one, as far as a reader sees it."""
        if not value.strip(BLANKS):
            return
        start, self._tag = self._break if self._break is not None else self._tag, None
        if self._break is not None and not is_continued(self.draft, value):
            self.draft.end_block()
        elif start is not None and (self._break is not None or is_gap(self.draft, value)):
            self.draft.add_special(" ", start, start)
        self._break = None

    def _start(self, token: HtmlToken, start: int) -> None:
        name = token.name
        if name == "br":
            self.line_break(start)
            return
        self._tag = self._tag if name in INLINE_NO_GAP else start
        if name in BLOCKS:
            self._close_implied(name)
            self._end_block()
        if name in VOID or len(self._open) >= _MAX_DEPTH:
            return
        self._numbers += 1
        element = _Element(name, self._numbers, start, is_hidden=is_hidden(token))
        self._open.append(element)
        self._names[name] += 1
        self._hidden += element.is_hidden
        if not self._hidden:
            self._enter(element, token)
        if name in BLOCKS:
            self._set_elements()

    def _enter(self, element: _Element, token: HtmlToken) -> None:
        name, draft = element.name, self.draft
        if name == "table":
            self._tables.append(TableHeaders(lead=draft.lead()))
        elif name == "tr" and self._tables:
            self._tables[-1].open_row()
        elif name in ("td", "th") and self._tables:
            place = self._tables[-1].open_cell(
                is_header=name == "th",
                width=_span(token, "colspan"),
                height=_span(token, "rowspan"),
            )
            self._place(element, place)
            element.cell_start = draft.length
        elif name in ("ul", "ol", "menu", "dl"):
            self._place(element, BlockPlace(lead=draft.lead()))
        elif name == "li":
            self._place(element, BlockPlace(kind="list_item", lead=draft.place.lead))
        elif name == "dt":
            self._place(element, BlockPlace(kind="list_item", lead=draft.place.lead))
            element.label_start = draft.length
        elif name == "dd":
            term = self._terms[-1] if self._terms else None
            self._place(element, BlockPlace(kind="cell", row=term, lead=draft.place.lead))
        elif name in HEADINGS:
            self._place(element, BlockPlace(kind="heading", level=HEADINGS[name]))

    def _place(self, element: _Element, place: BlockPlace) -> None:
        self.draft.enter(place)
        element.has_place = True

    def _end(self, name: str, start: int) -> None:
        self._tag = self._tag if name in INLINE_NO_GAP else start
        if name == "p" and not self._names["p"]:
            self._end_block()
        if not self._names[name]:
            return
        while self._open:
            element = self._leave()
            if element.name in CODE:
                self.codes.append(CodeSpan(element.start, start))
            if element.name == name:
                self._mark_end(element, start)
                return

    def _mark_end(self, element: _Element, start: int) -> None:
        if element.marker is not None:
            seen = self.markup[element.marker]
            self.markup[element.marker] = replace(seen, inner_end=start)

    def _leave(self) -> _Element:
        element = self._open.pop()
        self._names[element.name] -= 1
        if element.name in BLOCKS:
            self._end_block()
        if not self._hidden:
            self._close(element)
        self._hidden -= element.is_hidden
        if element.name in BLOCKS:
            self._set_elements()
        return element

    def _close(self, element: _Element) -> None:
        if element.cell_start is not None and self._tables:
            self._tables[-1].close_cell(self.draft, element.cell_start)
        if element.label_start is not None:
            self._terms = [self.draft.text_of(element.label_start, self.draft.length).strip()[:300]]
        if element.has_place:
            self.draft.leave()
        if element.name == "tr" and self._tables:
            self._tables[-1].close_row()
        elif element.name == "caption" and self._tables:
            self._tables[-1].lead = self.draft.lead()
        elif element.name == "table" and self._tables:
            self._tables.pop()

    def _end_block(self) -> None:
        self._break = self._tag = None
        if not self._hidden:
            self.draft.end_block()

    def _close_implied(self, name: str) -> None:
        if self._names["p"]:
            self._close_up_to(frozenset({"p"}), frozenset({"table", "td", "th", "button"}))
        if name in CLOSED_BY:
            closed, limits = CLOSED_BY[name]
            if any(self._names[one] for one in closed):
                self._close_up_to(closed, limits)

    def _close_up_to(self, closed: frozenset[str], limits: frozenset[str]) -> None:
        """Close the outermost of these elements that stands inside all of the limits."""
        found = None
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index].name in limits:
                break
            if self._open[index].name in closed:
                found = index
        while found is not None and len(self._open) > found:
            self._leave()

    def _set_elements(self) -> None:
        blocks: list[int] = []
        for element in reversed(self._open):
            if element.name in BLOCKS:
                blocks.append(element.number)
                if len(blocks) == _NEAREST:
                    break
        self.draft.elements = tuple(blocks)


def _span(token: HtmlToken, name: str) -> int:
    """Over how many columns or rows a cell reaches."""
    span = token.attribute(name) or "1"
    return int(span) if span.isdecimal() and len(span) < 4 else 1
