"""Tables that no terminal cuts: a figure is folded or moved to a table of its own, never lost."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

T = TypeVar("T")
LEAST_LABEL = 8
"""The first column is folded to this width before anything overflows."""


def responsive_tables(
    console: Console,
    title: str,
    label: str,
    rows: Sequence[tuple[str, T]],
    *groups: Mapping[str, Callable[[T], str]],
) -> list[Table]:
    """One table with all groups of columns where it fits; else one for each group.

    Where a group alone is too wide, what stands in brackets in its cells goes to a second line.
    """
    columns = {name: cell for group in groups for name, cell in group.items()}
    if whole := _table(console, title, label, rows, columns):
        return [whole]
    tables = []
    for group in groups:
        table = _table(console, title, label, rows, group)
        tables.append(table or _table(console, title, label, rows, group, is_folded=True))
        title = "The same rows"
    return [table for table in tables if table]


def _table(
    console: Console,
    title: str,
    label: str,
    rows: Sequence[tuple[str, T]],
    columns: Mapping[str, Callable[[T], str]],
    *,
    is_folded: bool = False,
) -> Table | None:
    """The table, or ``None`` where it is too wide (a folded one never is)."""
    head = [label, *columns]
    body = [[name, *(cell(row) for cell in columns.values())] for name, row in rows]
    if is_folded:
        body = [[name, *(_folded(cell) for cell in cells)] for name, *cells in body]
    cells = [[line for row in body for line in row[at].splitlines()] for at in range(len(head))]
    whole = [_longest([name, *cells[at]]) for at, name in enumerate(head)]
    least = [_longest([*name.split(), *cells[at]]) for at, name in enumerate(head)]
    room = console.width - 3 * len(head) - 1
    widths = whole if sum(whole) <= room else least
    if sum(widths) > room:
        if not is_folded:
            return None
        widths[0] = max(LEAST_LABEL, room - sum(widths[1:]))
    table = Table(title=title, title_justify="left")
    for at, name in enumerate(head):
        table.add_column(name, justify="right" if at else "left", width=widths[at], overflow="fold")
    for row in body:
        table.add_row(*(Text(cell) for cell in row))
    return table


def _folded(cell: str) -> str:
    return cell.replace(" (", "\n").replace(")", "")


def _longest(texts: Sequence[str]) -> int:
    return max(map(cell_len, texts), default=1)
