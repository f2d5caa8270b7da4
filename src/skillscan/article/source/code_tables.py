"""Tables that a Markdown article shows as code, for the looks of it: a name and a share a line."""

import re

from skillscan.article.source.draft import ArticleDraft
from skillscan.article.source.plain_text import rows_of_table
from skillscan.article.source.source_lines import PlacedText
from skillscan.article.source.table_headers import TableHeaders

_MOST_CHARACTERS = 8_000
_SHARE = re.compile(r"[~≈<>]?\d[\d.,]{0,5} ?(?:%|percent|per cent)")
_CODE = re.compile(r"[(){};=$\\]|^\s*[#>]", re.MULTILINE)
"""Signs that programs and commands are written with, and tables of shares are not."""


def table_in_code(content: str) -> list[list[tuple[int, int]]]:
    """Where the cells of each row stand, of code that is nothing but a table of shares: each row
    but the header has one; empty for any other code.
    """
    if len(content) > _MOST_CHARACTERS or _CODE.search(content):
        return []
    rows = rows_of_table(content)
    shares = [any(_SHARE.fullmatch(content[slice(*cell)].strip()) for cell in row) for row in rows]
    return rows if len(rows) > 1 and all(shares[1:]) else []


def draft_table(draft: ArticleDraft, placed: PlacedText, rows: list[list[tuple[int, int]]]) -> None:
    """Write such a table into a draft."""
    table = TableHeaders(lead=draft.lead())
    for row in rows:
        table.open_row()
        for start, end in row:
            draft.enter(table.open_cell(is_header=False))
            length = draft.length
            for begin, stop in placed.runs(start, end):
                draft.add(placed.text[begin:stop], placed.origin(begin))
            table.close_cell(draft, length)
            draft.leave()
        table.close_row()
