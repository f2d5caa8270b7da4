"""The XML of a ``.docx``: the paragraphs of its document or notes, and where each character is.

Headers and comments are other parts of the archive and are not read; deleted and hidden text,
fields' instructions, the lines above notes and the fallback copies of text boxes are passed over.
"""

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from skillscan.article.source.decoding import UnreadableArticleError

_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main ",
    "http://purl.oclc.org/ooxml/wordprocessingml/main ",
)
_FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
_HEADING_STYLE = re.compile(r"heading\s?([1-9])", re.IGNORECASE)
_TITLE_STYLES = frozenset({"title", "subtitle"})
_SHOWN = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_NOTE = frozenset({"footnote", "endnote"})
_MAX_DEPTH = 500
NOWHERE = -1
"""The place of a character that is no text of the XML: a tab, a line break."""


@dataclass(slots=True)
class DocxParagraph:
    """One ``w:p``: its text, and for each character the byte of the XML at which it begins.

    ``level`` is a heading's; ``cell`` numbers table, row and column of the cell it stands in.
    ``is_note``: it is one of a footnote or endnote.
    """

    text: str = ""
    places: list[int] = field(default_factory=list)
    level: int | None = None
    is_item: bool = False
    cell: tuple[int, int, int] | None = None
    is_header_row: bool = False
    is_note: bool = False


@dataclass(slots=True)
class _Table:
    number: int
    row: int = -1
    column: int = -1
    is_header_row: bool = False


def docx_paragraphs(document: bytes) -> list[DocxParagraph]:
    """All paragraphs in the order in which they end. Raises UnreadableArticleError."""
    reader = _DocumentReader()
    try:
        reader.read(document)
    except expat.ExpatError as error:
        raise UnreadableArticleError(
            f"the document of the .docx is no well-formed XML ({error}); save it again"
        ) from error
    return reader.paragraphs


class _DocumentReader:
    def __init__(self) -> None:
        self.paragraphs: list[DocxParagraph] = []
        self._names: list[str] = []
        self._open: list[DocxParagraph] = []
        self._tables: list[_Table] = []
        self._table_count = 0
        self._passed: list[int] = []
        self._is_in_note = False
        self._is_run_hidden = False
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = False
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.XmlDeclHandler = self._declaration

    def read(self, document: bytes) -> None:
        """Fill ``paragraphs``."""
        self._parser.Parse(document, True)  # noqa: FBT003  (takes no keywords)

    def _doctype(self, *_: object) -> None:
        raise UnreadableArticleError(
            "the document of the .docx has a DOCTYPE, which Word never writes; save it again"
        )

    def _declaration(self, _version: str, encoding: str | None, _alone: int) -> None:
        if (encoding or "utf-8").lower().replace("-", "") not in ("utf8", "usascii", "ascii"):
            raise UnreadableArticleError(
                f"the document of the .docx is in {encoding}, not UTF-8; save it again"
            )

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = _local(name)
        self._names.append(local)
        if len(self._names) > _MAX_DEPTH:
            raise UnreadableArticleError(
                f"the document of the .docx is nested more than {_MAX_DEPTH} deep; save it again"
            )
        is_note = local in _NOTE
        if name == _FALLBACK or local == "del" or (is_note and _is_line(attributes)):
            self._passed.append(len(self._names))
        if self._passed:
            return
        self._is_in_note = self._is_in_note or is_note
        if local == "p":
            self._open.append(
                DocxParagraph(
                    cell=self._cell(),
                    is_header_row=self._is_header(),
                    is_note=self._is_in_note,
                )
            )
        elif local in ("tbl", "tr", "tc", "tblHeader"):
            self._table(local)
        elif self._open:
            self._within_paragraph(local, attributes)

    def _table(self, local: str) -> None:
        if local == "tbl":
            self._table_count += 1
            self._tables.append(_Table(self._table_count))
        elif self._tables:
            table = self._tables[-1]
            if local == "tr":
                table.row, table.column, table.is_header_row = table.row + 1, -1, False
            elif local == "tc":
                table.column += 1
            else:
                table.is_header_row = True

    def _within_paragraph(self, local: str, attributes: dict[str, str]) -> None:
        paragraph = self._open[-1]
        value = next((v for key, v in attributes.items() if key.endswith(" val")), "")
        if local == "pStyle":
            _style(paragraph, value)
        elif local == "outlineLvl" and value.isdecimal() and int(value[:2]) < 9:
            paragraph.level = int(value[:2]) + 1
        elif local == "numPr":
            paragraph.is_item = True
        elif local == "r":
            self._is_run_hidden = False
        elif local in ("vanish", "webHidden") and value not in ("0", "false", "off"):
            self._is_run_hidden = self._is_run_hidden or self._names[-3:-1] == ["r", "rPr"]
        elif local in _SHOWN and self._names[-2:-1] == ["r"] and not self._is_run_hidden:
            paragraph.text += _SHOWN[local]
            paragraph.places.append(NOWHERE)

    def _characters(self, data: str) -> None:
        if self._passed or self._is_run_hidden or not self._open:
            return
        if not self._names or self._names[-1] != "t":
            return
        paragraph, place = self._open[-1], self._parser.CurrentByteIndex
        paragraph.text += data
        for character in data:
            paragraph.places.append(place)
            place += len(character.encode())

    def _end(self, _name: str) -> None:
        depth, local = len(self._names), self._names.pop()
        if self._passed and self._passed[-1] == depth:
            self._passed.pop()
        elif self._passed:
            return
        elif local == "p" and self._open:
            self.paragraphs.append(self._open.pop())
        elif local == "tbl" and self._tables:
            self._tables.pop()

    def _cell(self) -> tuple[int, int, int] | None:
        if not self._tables:
            return None
        table = self._tables[-1]
        return table.number, table.row, table.column

    def _is_header(self) -> bool:
        return bool(self._tables) and self._tables[-1].is_header_row


def _is_line(note: dict[str, str]) -> bool:
    """Whether a note is only the line above the notes of a page."""
    return any(key.endswith(" type") and value != "normal" for key, value in note.items())


def _local(name: str) -> str:
    """The name of a Word element without its namespace; another one's with it."""
    for namespace in _WORD:
        if name.startswith(namespace):
            return name[len(namespace) :]
    return name


def _style(paragraph: DocxParagraph, style: str) -> None:
    heading = _HEADING_STYLE.fullmatch(style)
    if heading:
        paragraph.level = int(heading[1])
    elif style.lower() in _TITLE_STYLES:
        paragraph.level = 1
    elif style.lower().startswith("list"):
        paragraph.is_item = True
