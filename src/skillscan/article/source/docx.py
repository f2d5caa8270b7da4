"""A ``.docx`` as an article: its paragraphs, and edits put into the XML text they concern."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from skillscan.article.model import ArticleText
from skillscan.article.source.docx_archive import DocxArchive, DocxPart, open_docx
from skillscan.article.source.docx_document import NOWHERE, DocxParagraph, docx_paragraphs
from skillscan.article.source.draft import ArticleDraft, BlockPlace
from skillscan.article.source.source_edit import SourceEdit, UnwritableEditError, spliced
from skillscan.article.source.table_headers import TableHeaders

_BELOW_TITLE = 2


def read_docx(content: bytes) -> ArticleText:
    """The article; its ``source`` is its paragraphs and those of its notes, joined by line ends."""
    return _article([one for _, one in _paragraphs(open_docx(content))])


def edited_docx(content: bytes, edits: Sequence[SourceEdit]) -> bytes:
    """The file with other characters in the text elements of its document and notes; its other
    parts stay.

    Raises UnwritableEditError where a character to replace is no text (a tab, a line break).
    """
    if not edits:
        return content
    archive = open_docx(content)
    places: list[_DocxPlace] = []
    for number, (part, paragraph) in enumerate(_paragraphs(archive)):
        places += [_DocxPlace(part, NOWHERE)] * (number > 0)
        places += [_DocxPlace(part, at) for at in paragraph.places]
    replaced: dict[DocxPart, list[tuple[int, int, bytes]]] = {}
    for edit in edits:
        place = _place_of(places, edit)
        replaced.setdefault(place.part, []).append(_xml_edit(place, edit))
    return archive.with_xml(
        {part.name: spliced(part.xml, sorted(those)) for part, those in replaced.items()}
    )


@dataclass(frozen=True, slots=True)
class _DocxPlace:
    """The byte of a part at which a character begins; ``is_behind``: the place behind it."""

    part: DocxPart
    at: int
    is_behind: bool = False


def _paragraphs(archive: DocxArchive) -> Iterator[tuple[DocxPart, DocxParagraph]]:
    """All paragraphs with the part they stand in: the document's, then those of notes with text."""
    for part in archive.parts:
        for paragraph in docx_paragraphs(part.xml):
            if paragraph.text or not paragraph.is_note:
                yield part, paragraph


def _place_of(places: Sequence[_DocxPlace], edit: SourceEdit) -> _DocxPlace:
    """Where an edit of one character of the source, or an insertion before one, is in the XML."""
    found = places[edit.start] if edit.start < len(places) else None
    if edit.start == edit.end and (found is None or found.at == NOWHERE) and edit.start:
        before = places[edit.start - 1]
        found = _DocxPlace(before.part, before.at, is_behind=True)
    if found is None or found.at == NOWHERE:
        raise UnwritableEditError(
            f"character {edit.start} is a tab or a line end of the .docx, which no edit replaces"
        )
    return found


def _xml_edit(place: _DocxPlace, edit: SourceEdit) -> tuple[int, int, bytes]:
    """An edit as one of the XML of its part."""
    new = escape(edit.new).encode()
    if edit.start == edit.end and not place.is_behind:
        return place.at, place.at, new
    end = _character_end(place.part.xml, place.at)
    return (end if place.is_behind else place.at), end, new


def _character_end(document: bytes, place: int) -> int:
    """Where the character ends that begins at a byte: a reference, or one of UTF-8."""
    if document[place : place + 1] == b"&":
        return document.index(b";", place) + 1
    end = place + 1
    while end < len(document) and document[end] & 0xC0 == 0x80:
        end += 1
    return end


def _article(paragraphs: list[DocxParagraph]) -> ArticleText:
    writer = _DocxWriter()
    position = 0
    for paragraph in paragraphs:
        writer.write(paragraph, position)
        position += len(paragraph.text) + 1
    source = "\n".join(paragraph.text for paragraph in paragraphs)
    return writer.finished().article("docx", source)


class _DocxWriter:
    """Paragraphs in their order, with the tables and lists that they are parts of."""

    def __init__(self) -> None:
        self._draft = ArticleDraft()
        self._table: TableHeaders | None = None
        self._cell: tuple[int, int, int] | None = None
        self._cell_start = 0
        self._lead: tuple[int, int] | None = None
        self._is_in_list = False

    def finished(self) -> ArticleDraft:
        """The draft, with its last table closed."""
        self._move_to(None, is_header=False)
        return self._draft

    def write(self, paragraph: DocxParagraph, start: int) -> None:
        """One paragraph whose text begins at ``start`` of the source."""
        self._move_to(paragraph.cell, is_header=paragraph.is_header_row)
        if not paragraph.text.strip():
            return
        place = self._place(paragraph)
        if place is not None:
            self._draft.enter(place)
        position = start
        for line in paragraph.text.split("\n"):
            self._draft.add(line, position)
            position += len(line) + 1
            self._draft.end_block()
        if place is not None:
            self._draft.leave()

    def _place(self, paragraph: DocxParagraph) -> BlockPlace | None:
        was_in_list, self._is_in_list = self._is_in_list, paragraph.is_item
        if paragraph.cell is not None:
            return None
        if paragraph.level is not None:
            return BlockPlace(kind="heading", level=paragraph.level)
        if paragraph.is_note:
            return BlockPlace(level=_BELOW_TITLE)
        if not paragraph.is_item:
            return BlockPlace()
        if not was_in_list:
            self._lead = self._draft.lead()
        return BlockPlace(kind="list_item", lead=self._lead)

    def _move_to(self, cell: tuple[int, int, int] | None, *, is_header: bool) -> None:
        if cell == self._cell:
            return
        old, self._cell = self._cell, cell
        if old is not None and self._table is not None:
            self._table.close_cell(self._draft, self._cell_start)
            self._draft.leave()
            if cell is None or cell[:2] != old[:2]:
                self._table.close_row()
        if cell is None:
            self._table = None
            return
        if self._table is None or old is None or old[0] != cell[0]:
            self._table = TableHeaders(lead=self._draft.lead())
        if old is None or old[:2] != cell[:2]:
            self._table.open_row()
        self._draft.enter(self._table.open_cell(is_header=is_header))
        self._cell_start = self._draft.length
