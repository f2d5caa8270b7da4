"""What came of an imported file, column by column, for a terminal of any width.

Values of files are hostile: what is not printable is shown by its code.
"""

from collections.abc import Iterator

from rich.console import Console

from skillscan.cli.display.responsive_table import responsive_tables
from skillscan.domain import ColumnSummary, ImportSummary
from skillscan.sources.imported_refusals import CellRefusal
from skillscan.text.printable import printable

MAX_SHOWN = 48
EXAMPLES = 2


def print_summary(summary: ImportSummary, console: Console) -> None:
    """Print a summary: the rows, the columns, and what was not read."""
    for line in _head(summary):
        console.print(printable(line), soft_wrap=True)
    if used := [column for column in summary.columns if column.field]:
        console.print()
        for table in _tables(console, used):
            console.print(table)
    for line in (*_unread(summary), *_tail(summary)):
        console.print(line, soft_wrap=True)


def shown(value: str) -> str:
    """A value of a file, short and harmless."""
    text = printable(value[: MAX_SHOWN + 1])
    return text if len(value) <= MAX_SHOWN else f"{text[: MAX_SHOWN - 1]}…"


def _head(summary: ImportSummary) -> Iterator[str]:
    if summary.is_already_imported:
        yield f"{summary.file}: already imported, nothing to do."
    yield (
        f"{summary.file}: {summary.rows:,} rows, {summary.postings:,} postings, "
        f"{summary.duplicates:,} duplicates, {summary.quarantined:,} to quarantine."
    )
    for reason, count in {**summary.reasons, **summary.skipped}.items():
        yield f"  {reason}: {count:,}"
    columns = ", ".join(f"{name} = {column}" for name, column in summary.mapping.items())
    ids = "from the file" if summary.ids == "column" else "made from the content"
    yield f"Columns: {columns}. Ids {ids}."
    if summary.collected:
        yield f"The file is of {summary.collected}."


def _tables(console: Console, used: list[ColumnSummary]) -> Iterator[object]:
    figures = {
        "read": lambda c: f"{c.read:,}",
        "empty": lambda c: f"{c.empty:,}",
        "not read": lambda c: f"{c.not_read:,}",
    }
    rows = [(shown(f"{c.field} = {c.column}"), c) for c in used]
    yield from responsive_tables(console, "Cells", "field = column", rows, figures)


def _unread(summary: ImportSummary) -> Iterator[str]:
    """The reasons for cells that were not read, with rows and examples."""
    for column in summary.columns:
        for reason, count in column.reasons.items() if column.field else ():
            examples = [e for e in column.examples if e.reason == reason][:EXAMPLES]
            where = "; ".join(f"row {e.row}: {shown(e.value)}" for e in examples)
            yield (
                f"Not read of {shown(column.column)}: {count:,} "
                f"({CellRefusal(reason).words}), e.g. {where}"
            )
    unused = [c for c in summary.columns if c.field is None and c.not_read]
    if unused:
        names = ", ".join(f"{shown(c.column)} ({c.not_read:,})" for c in unused)
        yield f"Columns not used, with values: {names}; {CellRefusal.NOT_USED.words}."


def _tail(summary: ImportSummary) -> Iterator[str]:
    for note in summary.notes:
        yield printable(f"Note: {note}.")
    if summary.cell_report:
        yield f"Every cell that was not read: {summary.cell_report} in the quarantine folder."
    if not summary.is_already_imported:
        yield "Next: skillscan extract"
