"""Whether a bare number in a table's cell is a share, as its column is one of shares.

What a column is of is told by its header or its row's, then by the table's lead and heading, and by
its neighbours: a column with a number above a hundred, or one beside another that is called one of
shares, is none.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from skillscan.article.model import ArticleBlock, ArticleText
from skillscan.article.quantities.bracketed_levels import has_earlier_in_brackets

_BARE = re.compile(r"\W{0,3}\d[\d.,]{0,12}\W{0,3}(?:\(\W?\d[\d.,]{0,12}\W?\)\W{0,3})?")
"""A number alone, or with another one in brackets: that of another time."""
_NO_SHARE = re.compile(
    r"points?\b|differ|change|\bn\b|count|number|(?<!state )(?<!states )(?<!stating )(?<!give )"
    r"(?<!name )(?<!giving )(?<!naming )(?<!\d )(?<!\+ )years|rank|pay|salary|^\W+$",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"\W*(?:n|total|sum|all|sample(?: size)?"
    r"|(?:(?:number|count|total|sum|no\.) of )?(?:job )?"
    r"(?:postings|ads|adverts|openings|listings|vacancies)"
    r"(?: (?:read|counted|in all|total|analy[sz]ed))?)\W*",
    re.IGNORECASE,
)
_MANY = re.compile(r"\d{1,3}(?:[.,]\d{3})+|\d{3,}")
_DECLARED = re.compile(
    r"\b(?:figures|values|numbers) (?:are|is|in)(?: the| all)? "
    r"(?:percent(?:ages?)?|per cent|shares?) of (?:the |all )?(?:job )?"
    r"(?:postings|ads|listings|vacancies|advertisements)",
    re.IGNORECASE,
)
"""Where an article says what its bare numbers are: "figures are the percentage of postings"."""


def is_bare_cell(article: ArticleText, block: ArticleBlock) -> bool:
    """Whether a block is a table's cell with nothing but one number, or another in brackets."""
    return (
        block.kind == "cell" and _BARE.fullmatch(article.text, block.start, block.end) is not None
    )


@dataclass(slots=True)
class _ShareColumn:
    is_named: bool = False
    has_signs: bool = False
    has_many: bool = False


_Columns = dict[str, _ShareColumn]
"""Those of one table, by header."""


class BareCells:
    """The tables of one article; ``is_share`` tells the words of a share from others."""

    def __init__(self, article: ArticleText, is_share: Callable[[str], bool]) -> None:
        self._article = article
        self._is_share = is_share
        self._is_declared = _DECLARED.search(article.text) is not None
        self._tables: dict[int, _Columns] = {}
        self.has_earlier_in_brackets = has_earlier_in_brackets(article.text)

    def is_of_shares(self, block: ArticleBlock) -> bool:
        """Whether the bare number of a cell is a share."""
        column = block.column or ""
        if self._is_share(column) or (block.row and self._is_share(block.row)):
            return True
        if not self.may_be_of_shares(block):
            return False
        columns = self._tables[block.start]
        if any(one.is_named or one.has_signs for one in columns.values()):
            return False
        above = (self._article.text[slice(*block.lead)] if block.lead else "", *block.headings[-1:])
        return self._is_declared or any(map(self._is_share, above))

    def may_be_of_shares(self, block: ArticleBlock) -> bool:
        """Whether neither the headers of a cell nor the numbers beside it say that it is none."""
        column = block.column or ""
        if _NO_SHARE.search(column) or (block.row and _TOTAL.fullmatch(block.row)):
            return False
        if not self._tables:
            self._read_tables()
        own = self._tables[block.start].get(column)
        return own is not None and not own.has_many

    def _read_tables(self) -> None:
        for cells in _runs(self._article.blocks):
            columns: _Columns = {}
            for cell in cells:
                self._tables[cell.start] = columns
                self._take(columns, cell)

    def _take(self, columns: _Columns, cell: ArticleBlock) -> None:
        text = self._article.text[cell.start : cell.end]
        if not any(character.isdigit() for character in text):
            return
        name = cell.column or ""
        column = columns.setdefault(name, _ShareColumn(self._is_share(name)))
        column.has_signs |= "%" in text
        is_total = cell.row is not None and _TOTAL.fullmatch(cell.row) is not None
        column.has_many |= not is_total and _MANY.search(text) is not None


def _runs(blocks: Sequence[ArticleBlock]) -> Iterator[list[ArticleBlock]]:
    """The cells of each table."""
    cells: list[ArticleBlock] = []
    for block in blocks:
        is_cell = block.kind == "cell"
        if cells and (not is_cell or (block.headings, block.lead) != _place(cells[0])):
            yield cells
            cells = []
        if is_cell:
            cells.append(block)
    if cells:
        yield cells


def _place(block: ArticleBlock) -> tuple[tuple[str, ...], tuple[int, int] | None]:
    return block.headings, block.lead
