"""Whatever a file holds, each of its cells is read, empty, or named as not read."""

import csv
import io
import json
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from file_import.bench import lost, run
from file_import.test_ugly_files import FOLDER
from hypothesis import given
from hypothesis import strategies as st

from skillscan.errors import SkillscanError, UsageError
from skillscan.sources.imported_columns import known_fields

CELLS = [
    "", "N/A", "-1", "07/10/2026", "2026-10-07", "45932", "$150,000 – $200,000", "150k", "True",
    "hybrid", '{"name": "Acme"}', "{'min': 1, 'max': '9e999'}", "[[[[", "nan", "9" * 400, "²" * 9,
    "1e308", "\0", "\u202e", "US", "en-GB", "https://example.org/1", "javascript:1", "3 days ago",
]  # fmt: skip
cell = st.sampled_from(CELLS) | st.text(max_size=20)
columns = st.lists(
    st.sampled_from([*known_fields(), "company.name", "Salary Range", "what"]),
    max_size=8,
    unique=True,
)
values = cell | st.none() | st.booleans() | st.integers() | st.floats()
nested = st.dictionaries(st.text(max_size=5), values, max_size=3) | st.lists(values, max_size=3)


@st.composite
def tables(draw: st.DrawFn, of: st.SearchStrategy[Any]) -> tuple[list[str], list[list[Any]]]:
    names = ["title", "text", *(n for n in draw(columns) if n not in ("title", "text"))]
    row = st.tuples(*(of for _ in names)).map(list)
    return names, draw(st.lists(row, min_size=1, max_size=5))


@given(tables(cell))
def test_every_cell_of_a_table_is_accounted_for(found: tuple[list[str], list[list[str]]]) -> None:
    """Dates and pay would be dropped while the summary says that they were taken."""
    names, rows = found
    stream = io.StringIO(newline="")
    csv.writer(stream, quoting=csv.QUOTE_ALL).writerows([names, *rows])
    with TemporaryDirectory() as folder:
        file = Path(folder) / "jobs.csv"
        file.write_bytes(stream.getvalue().encode("utf-8", "replace"))
        check(file, Path(folder), len(rows))


@given(tables(values | nested))
def test_every_value_of_a_line_is_accounted_for(found: tuple[list[str], list[list[Any]]]) -> None:
    """A structure where a text is expected would end the import, or vanish."""
    names, rows = found
    with TemporaryDirectory() as folder:
        file = Path(folder) / "jobs.jsonl"
        lines = [json.dumps(dict(zip(names, row, strict=True))) for row in rows]
        file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        check(file, Path(folder), len(rows))


def check(file: Path, home: Path, rows: int) -> None:
    """Import a file; where there is anything in it, all its rows and cells have to come out."""
    try:
        summary = run(file, home / "var")
    except UsageError as error:
        if "no row that can be read" in str(error) or "no column for the" in str(error):
            return
        raise
    assert summary.rows + sum(summary.skipped.values()) == rows
    assert summary.rows == summary.postings + summary.duplicates + summary.quarantined
    assert lost(summary) == []
    refused = sum(c.not_read for c in summary.columns if c.field)
    report = home / "var" / "quarantine" / (summary.cell_report or "none")
    assert (len(report.read_text().splitlines()) if report.is_file() else 0) == refused


@given(st.sampled_from(sorted(FOLDER.glob("*.[cjx]s*"))), st.data())
def test_a_damaged_file_is_read_or_refused(path: Path, data: st.DataObject) -> None:
    """A single wrong byte would end in a traceback."""
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place : place + data.draw(st.integers(0, 9))] = data.draw(
            st.binary(max_size=3)
            | st.sampled_from([b'"', b"\n", b";", b"{", b"\0", b"\xff", b"\r"])
        )
    with TemporaryDirectory() as folder:
        file = Path(folder) / path.name
        file.write_bytes(bytes(content))
        with suppress(SkillscanError):
            assert lost(run(file, Path(folder) / "var")) == []
