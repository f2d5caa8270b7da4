"""Who is named for a number by what stands around its sentence: its footnote, the headers of its
cell, the column of sources, the line below its table, its heading; and whether that says that it is
the author's ("Our median | Glassdoor").
"""

import re
from collections.abc import Sequence
from functools import cached_property

from skillscan.article.binding.model import NamedSource
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.binding.sources.footnotes import Footnotes
from skillscan.article.binding.sources.names_in_text import OWN_COUNT, NamesInText
from skillscan.article.binding.sources.own_names import AUTHOR, AUTHORS_OWN
from skillscan.article.binding.structure import ArticleStructure
from skillscan.article.binding.vocabulary import ArticleWords
from skillscan.article.grammar import pattern_of, words_of

_AUTHORS_COUNT = r"\b(?:{author_words}|own) (?:count|calculation|analysis|collection)s?\b"
_WORK = r"(?:[A-Z][\w.&’'-]+ ){1,4}{titled_works}(?: \(?(?:19|20)\d\d\)?)?"
"""What heads a column with the numbers of somebody's work."""
_YEAR_BEHIND = re.compile(r" \(?(?:19|20)\d\d\)?$")
_MARK = re.compile(r"(?:\[\^?\w{1,12}\]|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|[*†‡])$")
"""The mark of a footnote at the end of a header."""
_MOST_COLUMNS = 12
_SOURCE_LINE = 240


class HeadersAndNotes:
    """Finds who is named beside the sentences of one article."""

    def __init__(
        self, structure: ArticleStructure, words: ArticleWords, names: NamesInText
    ) -> None:
        self._structure = structure
        self._words = words
        self._names = names

    @cached_property
    def _footnotes(self) -> Footnotes:
        return Footnotes(self._structure.text, self._structure.article.blocks)

    def _footnote(self, around: Surroundings) -> str:
        """The footnote whose mark stands right behind a number; empty without one."""
        return self._footnotes.of_number(around.quantity.end)

    def has_own_note(self, around: Surroundings) -> bool:
        """Whether the footnote of a number says that it is of openings, and names nobody else."""
        note = self._footnote(around)
        if not note or not self._words.has("postings", note):
            return False
        return self._is_read_by_us(note) or not self._names.read(note)

    def is_noted_or_set_beside(self, around: Surroundings) -> bool:
        """Whether the footnote of a number names somebody else, or its column does, and another
        column of the table is said to be the author's ("Ours | Indeed").
        """
        note = self._footnote(around)
        if note and self._names.read(note) and not self.has_own_note(around):
            return True
        block = self._structure.block(around)
        if block.kind != "cell" or not block.column or self._is_ours(block.column):
            return False
        is_named = self._of_column(block.column) is not None
        return is_named and any(map(self._is_ours, self._columns_beside(around)))

    def _columns_beside(self, around: Surroundings) -> set[str]:
        """The headers of the cells that stand in the row of a cell."""
        blocks, home = self._structure.article.blocks, around.sentence.block
        near = blocks[max(0, home - _MOST_COLUMNS) : home + 1 + _MOST_COLUMNS]
        return {
            one.column
            for one in near
            if one.kind == "cell" and one.row == blocks[home].row and one.column
        }

    def of_note(self, around: Surroundings) -> NamedSource | None:
        """Who is named in the footnote of a number."""
        return self._first_of(self._footnote(around))

    def source(self, around: Surroundings) -> NamedSource | None:
        """Who is named in the headers of a number's cell or in its column of sources, above or
        below its table, list or paragraph; nobody where a header says that it is the author's.
        """
        block = self._structure.block(around)
        if block.kind == "cell" and (cited := self._source_cell(around)):
            return self._first_of(cited)
        if any(self._is_ours(header) for header in (block.row, block.column) if header):
            return None
        lead, line = self._structure.lead(block), self._source_line(around)
        if named := self._of_column(block.column or ""):
            return named
        for header in filter(None, (block.row, block.column, lead, line)):
            named = None if self._is_read_by_us(header) else self._first_of(header)
            if named:
                return named
        return self._of_heading(block.headings[-1:])

    def _first_of(self, text: str) -> NamedSource | None:
        """The first who is named in a text that stands elsewhere than the number."""
        named = self._names.read(text)
        return NamedSource(-1, -1, named[0].name) if named else None

    def _of_column(self, column: str) -> NamedSource | None:
        """Who is named by the header of a column, also by a work of his own that is no word of a
        sentence: "Brightwell Talent Survey"; nobody where it names openings.
        """
        said = self._legend(column) or column
        if noted := self._of_marked(column):
            return noted
        if self._words.has("postings", said) or self._is_read_by_us(said):
            return None
        if named := self._first_of(said):
            return named
        if said != column and self._words.has("others", said, "people"):
            return NamedSource(-1, -1, "")
        found = pattern_of(_WORK, 0).fullmatch(column.strip())
        is_own = found is None or self._names.is_own_name(found[0])
        return None if is_own else NamedSource(-1, -1, column.strip())

    def _of_marked(self, column: str) -> NamedSource | None:
        """Who is told by the footnote of a column's header, which people entered or answered:
        "Self-reported median*", then "* As entered by 1,870 users of a pay site".
        """
        mark = _MARK.search(column)
        note = self._footnotes.of_mark(mark[0]) if mark else ""
        first = note.split(". ")[0]
        if not first or self._is_read_by_us(first) or self._words.has("postings", first):
            return None
        if named := self._names.read(first):
            return NamedSource(-1, -1, named[0].name)
        is_told = self._words.has("others", first, "people") or (
            pattern_of(r"\b(?:{told_entries}|{told_works})\b").search(first)
        )
        return NamedSource(-1, -1, "") if is_told else None

    def _legend(self, column: str) -> str:
        """The sentence that says what the marks of a colour are, where a column is called by it:
        "Orange dots mark the share of engineers …"; empty without one.
        """
        name = column.strip()
        if name.lower() not in words_of("mark_colours"):
            return ""
        begun = rf"\b{re.escape(name)} {{legend_marks}}\b"
        sentences = map(self._structure.sentence_text, self._structure.sentences)
        return next((one for one in sentences if pattern_of(begun).search(one)), "")

    def _of_heading(self, headings: Sequence[str]) -> NamedSource | None:
        """Who is said to have found all that stands below a heading: "Salaries (Glassdoor)"."""
        for heading in headings:
            if self._is_read_by_us(heading):
                continue
            for one in self._names.read(heading):
                is_told = one.is_bracket or one.is_teller or self._words.has("pay", heading, "pay")
                if is_told and _YEAR_BEHIND.sub("", one.name) in self._words.source_names:
                    return NamedSource(-1, -1, one.name)
        return None

    def _source_cell(self, around: Surroundings) -> str:
        """What the column of sources says in the row of a cell; empty without one."""
        blocks, home = self._structure.article.blocks, around.sentence.block
        own = blocks[home]
        for block in blocks[home + 1 : home + 1 + _MOST_COLUMNS]:
            if block.kind != "cell" or block.row != own.row:
                return ""
            if block.column and block.column.strip().lower() in words_of("source_columns"):
                return self._structure.text[block.start : block.end]
        return ""

    def _is_ours(self, header: str) -> bool:
        """Whether a header says that its numbers are the author's, or those of openings, whoever
        else the line above a table names: "Our median | Glassdoor".
        """
        header = self._legend(header) or header
        is_ours = pattern_of(AUTHORS_OWN).search(header) is not None
        return (is_ours or self._words.has("postings", header)) and not self._names.read(header)

    def _is_read_by_us(self, text: str) -> bool:
        """Whether names in a lead only tell where postings were read: "We read 900 postings from
        LinkedIn:".
        """
        words = self._words
        is_own_count = any(pattern_of(one).search(text) for one in (OWN_COUNT, _AUTHORS_COUNT))
        is_read = pattern_of(AUTHOR).search(text) and words.has("sample", text, "analysed")
        return bool(is_own_count or is_read) and words.has("postings", text)

    def _source_line(self, around: Surroundings) -> str:
        """The line right behind a table, list or paragraph that says where its numbers are from."""
        blocks, home = self._structure.article.blocks, around.sentence.block
        place = self._ends_of_runs[home] if blocks[home].kind != "paragraph" else home + 1
        if place >= len(blocks) or "heading" in (blocks[home].kind, blocks[place].kind):
            return ""
        line = self._structure.text[blocks[place].start : blocks[place].end]
        return line if len(line) < _SOURCE_LINE and self._words.has("source_lines", line) else ""

    @cached_property
    def _ends_of_runs(self) -> list[int]:
        """For each block the place of the next one of another kind."""
        blocks = self._structure.article.blocks
        ends = [len(blocks)] * len(blocks)
        for place in range(len(blocks) - 2, -1, -1):
            is_same = blocks[place].kind == blocks[place + 1].kind
            ends[place] = ends[place + 1] if is_same else place + 1
        return ends
