"""Markdown: markdown-it finds the blocks, and what they show is written into a draft.

Front matter and code blocks are passed over, but a block that is a table of shares; code within a
line is read where it is a name, a share or a sum ("`scikit-learn`", "`17.2%`"), for a sentence
without its subject or number says nothing.
"""

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.utils import EnvType

from skillscan.article.source.code_tables import draft_table, table_in_code
from skillscan.article.source.draft import ArticleDraft, BlockPlace
from skillscan.article.source.html_content import HtmlContent
from skillscan.article.source.markdown_inline import InlinePart, inline_parts
from skillscan.article.source.reading import CodeSpan, SourceReading
from skillscan.article.source.source_lines import PlacedText, SourceLines
from skillscan.article.source.table_headers import TableHeaders

_FRONT_MATTER = re.compile(
    r"(?P<mark>---|\+\+\+)[ \t]*\r?\n(?:.*?\r?\n)?(?P=mark)[ \t]*(?=\r?\n|\Z)", re.DOTALL
)
_NOT_LINE_END = re.compile(r"[^\r\n]+")
_MAX_FRONT_MATTER = 100_000
_NAME = re.compile(r"[\w.+#/-]{1,40}(?: [\w.+#/-]{1,40}){0,3}")
_NUMBER = re.compile(
    r"[~≈≥≤<>+]{0,2} ?[$€£]?\d[\d.,]{0,12} ?[kKM]?(?: ?%)?\+?"
    r"(?: ?[-–] ?[$€£]?\d[\d.,]{0,12} ?[kKM]?(?: ?%)?\+?)?"
)
_SIGN = re.compile(r"[%$€£]")
_OWN_LINE = re.compile(
    r"[ \t]*(?:(?:\*\*|__)[^*_\n]{1,60}(?:(?:\*\*|__)(?::|,? [\[(]?\d{1,2}:\d\d)|[:.](?:\*\*|__))"
    r"|[^\W\d_][\w+#./’' -]{0,40}(?::| ?[–—=]| -) ?[~≈]?\d[\d.,]{0,6} ?%[ \t]*(?=\n|$)"
    r"|[\u2190-\u21ff\u2460-\u2bff\U0001f000-\U0001faff]|:[a-z_]{2,30}: )"
)
"""What begins a line that no writer lets go on with the one before: a label, a picture; or a line
that is but a name and its share ("Kafka — 22 %").
"""


def read_markdown(source: str) -> SourceReading:
    """What a reader sees of a Markdown text."""
    return _MarkdownReader(source).read()


@cache
def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    markdown.core.ruler.disable(["inline", "text_join"], ignoreInvalid=True)
    markdown.inline.ruler2.disable(["fragments_join"])
    return markdown


class _MarkdownReader:
    def __init__(self, source: str) -> None:
        self._source = source
        self._lines = SourceLines(source)
        self._draft = ArticleDraft()
        self._html = HtmlContent(self._draft)
        self._codes: list[CodeSpan] = []
        self._tables: list[TableHeaders] = []
        self._cells: list[int] = []
        self._column = 0
        self._env: EnvType = {}

    def read(self) -> SourceReading:
        for token in _markdown().parse(_without_front_matter(self._source), self._env):
            self._take(token)
        article = self._draft.article("markdown", self._source)
        codes = (*self._codes, *self._html.codes)
        return SourceReading(article, tuple(self._html.markup), codes)

    def _take(self, token: Token) -> None:
        if token.type == "inline":
            self._inline(token)
        elif token.type == "html_block":
            self._html_block(token)
        elif token.type in ("fence", "code_block"):
            self._draft.end_block()
            self._code_block(token)
        elif token.nesting > 0:
            self._enter(token)
        elif token.nesting < 0:
            self._leave(token)
        else:
            self._draft.end_block()

    def _enter(self, token: Token) -> None:
        draft = self._draft
        if token.type == "heading_open":
            draft.enter(BlockPlace(kind="heading", level=int(token.tag[1])))
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            draft.enter(BlockPlace(lead=draft.lead()))
        elif token.type == "list_item_open":
            draft.enter(BlockPlace(kind="list_item", lead=draft.place.lead))
        elif token.type == "table_open":
            self._tables.append(TableHeaders(lead=draft.lead()))
        elif token.type == "tr_open":
            self._tables[-1].open_row()
            self._column = 0
        elif token.type in ("th_open", "td_open"):
            draft.enter(self._tables[-1].open_cell(is_header=token.type == "th_open"))
            self._cells.append(draft.length)
        else:
            draft.end_block()

    def _leave(self, token: Token) -> None:
        draft = self._draft
        if token.type in ("th_close", "td_close"):
            self._tables[-1].close_cell(draft, self._cells.pop())
        if token.type == "tr_close":
            self._tables[-1].close_row()
        elif token.type == "table_close":
            self._tables.pop()
        elif token.type in (
            "heading_close",
            "bullet_list_close",
            "ordered_list_close",
            "list_item_close",
            "th_close",
            "td_close",
        ):
            draft.leave()
        else:
            draft.end_block()

    def _inline(self, token: Token) -> None:
        first, last = token.map or (0, 0)
        is_cell = bool(self._cells)
        if is_cell:
            placed = self._lines.place_cell(token.content, first, self._column)
            self._column = placed.origin(len(token.content)) - self._lines.line(first)[0]
        else:
            placed = self._lines.place(token.content, first, last)
        for part in inline_parts(token.content, _markdown(), self._env):
            self._part(part, placed)

    def _part(self, part: InlinePart, placed: PlacedText) -> None:
        start = placed.origin(part.start)
        if part.kind == "html":
            self._html.feed(placed, part.start, part.end)
        elif part.kind == "hard_break":
            self._html.line_break(start)
        elif part.kind == "soft_break" and _OWN_LINE.match(placed.text, part.end):
            self._draft.end_block()
        elif part.kind == "soft_break":
            self._html.blank(start)
        elif part.kind == "special":
            self._html.special(part.shown, start, placed.origin(part.end))
        elif part.kind == "code":
            self._codes.append(CodeSpan(start, start + len(part.shown)))
            if _is_prose(part.shown):
                self._plain(part, placed)
        else:
            self._plain(part, placed)

    def _plain(self, part: InlinePart, placed: PlacedText) -> None:
        for start, end in placed.runs(part.start, part.end):
            shown = part.shown[start - part.start : end - part.start]
            self._html.plain(shown, placed.origin(start))

    def _html_block(self, token: Token) -> None:
        self._draft.end_block()
        first, last = token.map or (0, 0)
        placed = self._lines.place(token.content, first, last)
        self._html.feed(placed)

    def _code_block(self, token: Token) -> None:
        first, last = token.map or (0, 0)
        self._codes.append(CodeSpan(self._lines.line(first)[0], self._lines.line(last)[0]))
        if rows := table_in_code(content := token.content.rstrip("\n")):
            draft_table(self._draft, self._lines.place(content, first, last), rows)


def _is_prose(code: str) -> bool:
    """Whether code within a line is a name, a share or a sum, set so only for its looks."""
    if _NAME.fullmatch(code):
        return True
    return _NUMBER.fullmatch(code) is not None and _SIGN.search(code) is not None


def _without_front_matter(source: str) -> str:
    """The source with its front matter as empty lines: all other lines keep their number."""
    found = _FRONT_MATTER.match(source, 0, _MAX_FRONT_MATTER)
    if found is None:
        return source
    return _NOT_LINE_END.sub("", found[0]) + source[found.end() :]
