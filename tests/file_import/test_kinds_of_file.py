"""A file is read as the kind that it is, whatever it is called, or refused with the reason."""

import json
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from file_import.bench import TEXT, run
from file_import.test_ugly_files import FOLDER

from skillscan.errors import SkillscanError, UsageError
from skillscan.file_import import text_lines, xlsx_reader

ZIP = b"PK\x05\x06" + bytes(18)
"""An archive without files."""


def test_a_long_line_is_cut_between_characters(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Sixteen megabytes of JSON on one line would lose all accents."""
    monkeypatch.setattr(text_lines, "MAX_LINE_BYTES", 7)
    (tmp_path / "a.json").write_text("äöü€😀" * 20, encoding="utf-8")
    told: list[str] = []
    assert "".join(text_lines.lines_of(tmp_path / "a.json", told.append)) == "äöü€😀" * 20
    assert told == []


@pytest.mark.parametrize(
    ("name", "note"),
    [("a.json", ""), ("a.jsonl", "one JSON text"), ("a.csv", "one JSON text")],
)
def test_a_wrong_ending_is_told_and_does_no_harm(name: str, note: str, tmp_path: Path) -> None:
    """A JSON array that is called .csv would be a table of brackets."""
    (tmp_path / name).write_text(json.dumps([{"title": "E", "text": TEXT}], indent=2))
    summary = run(tmp_path / name, tmp_path / "var")
    assert summary.postings == 1
    assert any(note in told for told in summary.notes) if note else not summary.notes


def test_a_table_in_a_wrong_ending(tmp_path: Path) -> None:
    """A Parquet file that is called .csv would be noise."""
    pq.write_table(pa.table({"title": ["E"], "text": [TEXT]}), tmp_path / "a.csv")
    summary = run(tmp_path / "a.csv", tmp_path / "var")
    assert (summary.postings, summary.notes) == (
        1,
        ("called .csv, but read as what it is: Parquet",),
    )


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", b"title,text\n", "it is empty below the names"),
        ("a.csv", b"\n;;;\n", "the file is empty"),
        ("a.json", b'[{"title": "E", "text": "x"}, {"tit', "character .* nothing was imported"),
        ("a.xlsx", b"PK\x03\x04broken", "no workbook that can be read"),
        ("a.xlsx", ZIP, "unpack it"),
        ("a.xls", b"\xd0\xcf\x11\xe0", "unknown kind of file"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "before 2007"),
        ("a.csv", b"title,a\x1bb\nE,x\n", r"a\\u001bb"),
    ],
    ids=[
        "header only",
        "blank",
        "cut array",
        "damaged",
        "zip",
        "old ending",
        "old workbook",
        "hostile",
    ],
)
def test_a_file_that_cannot_be_read_says_why(
    name: str, content: bytes, message: str, tmp_path: Path
) -> None:
    """The user would get an empty import and no reason."""
    (tmp_path / name).write_bytes(content)
    with pytest.raises(SkillscanError, match=message):
        run(tmp_path / name, tmp_path / "var")
    assert not list((tmp_path / "var").rglob("*.json*"))


def workbook(path: Path, *rows: list[Any]) -> Path:
    book = openpyxl.Workbook()
    for values in rows:
        book.active.append(values)
    book.save(path)
    return path


def test_a_heading_above_the_header_is_no_header(tmp_path: Path) -> None:
    """A sheet with a title over its table could not be imported."""
    head, values = ["Title", "Description", "ID"], ["Engineer", TEXT, "x-1"]
    book = workbook(tmp_path / "a.xlsx", ["Jobs of 2026"], [], head, values)
    summary = run(book, tmp_path / "var")
    assert (summary.rows, summary.ids) == (1, "column")
    assert "the sheet 'Sheet' has above its table: Jobs of 2026" in summary.notes


@pytest.mark.parametrize(
    ("rows", "problem"),
    [([["Title"], ["Engineer"]], "no sheet has a table"), ([], "the workbook is empty")],
)
def test_a_sheet_without_a_table_is_refused(
    rows: list[list[Any]], problem: str, tmp_path: Path
) -> None:
    """The message would name something else."""
    with pytest.raises(UsageError, match=problem):
        run(workbook(tmp_path / "a.xlsx", *rows), tmp_path / "var")


def test_without_openpyxl_a_workbook_says_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The user would see an ImportError."""
    monkeypatch.setattr(xlsx_reader, "find_spec", lambda _: None)
    with pytest.raises(UsageError, match=r"pip install 'skillscan\[xlsx\]'"):
        run(FOLDER / "workbook.xlsx", tmp_path)
