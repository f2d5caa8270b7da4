"""The cells of imported files: each is read, empty, or named as not read, and none is lost."""

import csv
import io
import json
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from file_import.test_ugly_files import FOLDER
from hypothesis import given
from hypothesis import strategies as st

from skillscan.domain import ImportSummary, Posting
from skillscan.errors import SkillscanError, UsageError
from skillscan.file_import import cell_report, text_lines, xlsx_reader
from skillscan.file_import.step import import_file
from skillscan.landing import reader
from skillscan.settings import Settings
from skillscan.sources.imported_columns import known_fields
from skillscan.sources.imported_file import parse

NOW = datetime(2026, 11, 1, 9, tzinfo=UTC)
TEXT = "We build models with the team. You know Python and SQL."
ZIP = b"PK\x05\x06" + bytes(18)
"""An archive without files."""


def run(file: Path, home: Path, **options: Any) -> ImportSummary:
    arguments = {"source": "jobs", "mapping": {}, "defaults": {}, "now": NOW} | options
    return import_file(file, settings=Settings(home=home), **arguments)


def items(home: Path) -> list[Any]:
    root = Settings(home=home).landing
    return [i for report in reader.reports(root) for _, i in reader.read_items(root, report)]


def postings(home: Path) -> list[Posting]:
    return [p for item in items(home) for p in parse(item) if isinstance(p, Posting)]


def table(path: Path, *rows: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def lost(summary: ImportSummary) -> list[str]:
    """The columns whose cells do not add up to the rows."""
    rows = summary.rows - summary.reasons.get("malformed_row", 0)
    return [c.column for c in summary.columns if c.read + c.empty + c.not_read != rows]


# --- nothing is lost ----------------------------------------------------------------------------

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


# --- what is said -------------------------------------------------------------------------------


def test_what_is_not_read_is_named_with_its_row(tmp_path: Path) -> None:
    """Somebody would search a file of thousands of rows for the cell that was not understood."""
    rows = [
        {"title": f"E{n}", "text": TEXT, "posted_at": "soon" if n > 1 else ""} for n in range(5)
    ]
    summary = run(table(tmp_path / "a.jsonl", *rows), tmp_path / "var")
    (dates,) = [c for c in summary.columns if c.field == "posted_at"]
    assert (dates.read, dates.empty, dates.not_read) == (0, 2, 3)
    assert [(e.row, e.value, e.reason) for e in dates.examples][:2] == [
        (3, "soon", "no_date"), (4, "soon", "no_date")
    ]  # fmt: skip
    report = tmp_path / "var" / "quarantine" / str(summary.cell_report)
    lines = [json.loads(line) for line in report.read_text().splitlines()]
    assert [(line["file"], line["row"], line["column"]) for line in lines] == [
        ("a.jsonl", row, "posted_at") for row in (3, 4, 5)
    ]
    assert "YYYY-MM-DD" in lines[0]["detail"]
    assert summary.needs_attention


def test_old_reports_of_cells_go(tmp_path: Path) -> None:
    """What a file said would stay after everything else of it was pruned."""
    home = tmp_path / "var"
    summary = run(table(tmp_path / "a.jsonl", {"title": "E", "text": TEXT, "url": "x"}), home)
    report = home / "quarantine" / str(summary.cell_report)
    assert (cell_report.prune(home / "quarantine", NOW), report.is_file()) == (0, True)
    assert cell_report.prune(home / "quarantine", NOW + timedelta(days=1)) == 1
    assert not report.exists()


def test_a_column_that_is_not_used_is_named(tmp_path: Path) -> None:
    """Pay in a column of an unusual name would be lost without a word."""
    summary = run(table(tmp_path / "a.jsonl", {"title": "E", "text": TEXT, "Gehalt": "50000 EUR"}),
                  tmp_path / "var")  # fmt: skip
    (unused,) = [c for c in summary.columns if c.field is None]
    assert (unused.column, unused.not_read, dict(unused.reasons)) == ("Gehalt", 1, {"not_used": 1})
    assert not summary.needs_attention


def test_of_two_columns_for_one_field_the_other_is_named(tmp_path: Path) -> None:
    """Half of a file's texts could be in the column that was not taken."""
    row = {"title": "E", "job_description": "Short.", "description": TEXT}
    summary = run(table(tmp_path / "a.jsonl", row), tmp_path / "var")
    assert summary.mapping["text"] == "description"
    assert any("job_description" in note and "--map text=" in note for note in summary.notes)


@pytest.mark.parametrize(
    ("company", "mapping", "employer", "column"),
    [
        ({"name": "Acme", "id": 7}, {}, "Acme", "company.name"),
        ({"by": {"name": "Acme"}}, {"employer": "company.by.name"}, "Acme", "company.by.name"),
        ({"id": 7}, {"employer": "company"}, None, "company"),
        ("{'name': 'Acme', 'id': 7}", {}, "Acme", "company"),
        ("{'id': 7}", {}, None, "company"),
    ],
    ids=["chosen", "mapped", "no name", "text of a structure", "its text without a name"],
)  # fmt: skip
def test_no_structure_is_an_employer(
    company: Any, mapping: dict[str, str], employer: str | None, column: str, tmp_path: Path
) -> None:
    """An employer would be called "{'id': 7}"."""
    file = table(tmp_path / "a.jsonl", {"title": "E", "text": TEXT, "company": company})
    summary = run(file, tmp_path / "var", mapping=mapping)
    assert summary.mapping["employer"] == column
    assert postings(tmp_path / "var")[0].employer == employer
    counted = next(c for c in summary.columns if c.field == "employer")
    assert (counted.read, counted.not_read) == ((1, 0) if employer else (0, 1))


def test_a_field_can_be_left_out(tmp_path: Path) -> None:
    """Estimates in a column called salary could not be kept out."""
    file = table(tmp_path / "a.jsonl", {"title": "E", "text": TEXT, "salary": "$100K-$120K"})
    summary = run(file, tmp_path / "var", mapping={"pay": "-"})
    assert "pay" not in summary.mapping
    assert postings(tmp_path / "var")[0].pay is None


def test_a_column_with_values_goes_before_an_empty_one(tmp_path: Path) -> None:
    """All rows would go to quarantine for a column that nobody filled."""
    row = {"title": "E", "description": "N/A", "job_description": TEXT}
    summary = run(table(tmp_path / "a.jsonl", row), tmp_path / "var")
    assert (summary.mapping["text"], summary.postings) == ("job_description", 1)


@pytest.mark.parametrize(
    "row",
    [
        {"salary.min": "90000", "salary.max": "100000", "salary.currency": "EUR"},
        {"salary": {"min": 90000, "max": 100000, "currency": "EUR"}},
        {"salary": {"range": {"low": 90000, "high": 100000}, "currency": "EUR"}},
        {"baseSalary": {"currency": "EUR", "value": {"minValue": 90000, "maxValue": 100000}}},
        {"salary_from": 90000, "salary_to": 1e5, "salary_currency": "eur"},
    ],
    ids=["flat", "structure", "in two levels", "schema.org", "columns"],
)
def test_pay_of_any_shape(row: dict[str, Any], tmp_path: Path) -> None:
    """Pay would be lost for the way in which a file writes it."""
    summary = run(table(tmp_path / "a.jsonl", {"title": "E", "text": TEXT} | row), tmp_path / "var")
    pay = postings(tmp_path / "var")[0].pay
    assert pay is not None
    assert (pay.min, pay.max, pay.currency, pay.period) == (90_000, 100_000, "EUR", "year")
    assert lost(summary) == []
    assert not [c for c in summary.columns if c.field is None]


def test_a_time_in_nanoseconds_is_a_date(tmp_path: Path) -> None:
    """What pandas writes could not be read where pandas is not installed."""
    times = pa.array([1_791_331_200_000_000_001], pa.timestamp("ns"))
    nested = pa.StructArray.from_arrays([times], ["posted"])
    pq.write_table(
        pa.table({"title": ["E"], "text": [TEXT], "date": times, "dates": nested}),
        tmp_path / "a.parquet",
    )
    summary = run(tmp_path / "a.parquet", tmp_path / "var")
    assert (summary.postings, lost(summary)) == (1, [])
    assert postings(tmp_path / "var")[0].posted_at == datetime(2026, 10, 7, tzinfo=UTC)


def test_a_structure_is_no_text(tmp_path: Path) -> None:
    """A posting would be a text of brackets and keys."""
    row = {"title": "E", "text": "{'body': 'We build.', 'n': 1}"}
    summary = run(table(tmp_path / "a.jsonl", row), tmp_path / "var")
    assert (summary.postings, dict(summary.reasons)) == (0, {"no_text": 1})


def test_a_long_line_is_cut_between_characters(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Sixteen megabytes of JSON on one line would lose all accents."""
    monkeypatch.setattr(text_lines, "MAX_LINE_BYTES", 7)
    (tmp_path / "a.json").write_text("äöü€😀" * 20, encoding="utf-8")
    told: list[str] = []
    assert "".join(text_lines.lines_of(tmp_path / "a.json", told.append)) == "äöü€😀" * 20
    assert told == []


def test_columns_of_one_name_are_both_kept(tmp_path: Path) -> None:
    """The first of two columns called title would be lost."""
    (tmp_path / "a.csv").write_text(f"title,text,title,\nEngineer,{TEXT},Other,x\n")
    summary = run(tmp_path / "a.csv", tmp_path / "var")
    assert [c.column for c in summary.columns] == ["title", "text", "title (2)", "column 4"]
    assert postings(tmp_path / "var")[0].title == "Engineer"


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


# --- the day of the file ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "seen", "posted"),
    [
        ({}, "2025-04-30", None),
        ({"posted_at": "2025-04-01"}, "2025-04-30", "2025-04-01"),
        ({"posted_at": "3 days ago"}, "2025-04-30", "2025-04-27"),
        ({"scraped_at": "2025-04-29"}, "2025-04-29", None),
    ],
    ids=["nothing", "posted", "relative", "its own day"],
)
def test_the_day_of_the_file_is_when_its_postings_were_seen(
    row: dict[str, str], seen: str, posted: str | None, tmp_path: Path
) -> None:
    """A file of last year would count as seen today."""
    file = table(tmp_path / "a.jsonl", {"title": "E", "text": TEXT} | row)
    summary = run(file, tmp_path / "var", collected=date(2025, 4, 30))
    (item,) = items(tmp_path / "var")
    (posting,) = postings(tmp_path / "var")
    assert (item.fetched_at.date().isoformat(), summary.collected) == (seen, "2025-04-30")
    assert (posting.posted_at and posting.posted_at.date().isoformat()) == posted


def test_a_file_is_not_of_tomorrow(tmp_path: Path) -> None:
    """All other data would be long past beside it."""
    file = table(tmp_path / "a.jsonl", {"title": "E", "text": TEXT})
    with pytest.raises(UsageError, match="still to come"):
        run(file, tmp_path / "var", collected=NOW.date() + timedelta(days=1))


# --- ids that count rows ------------------------------------------------------------------------


@pytest.mark.parametrize("column", ["posted_at", "seen_at"])
def test_a_day_that_is_still_to_come_is_not_read(column: str, tmp_path: Path) -> None:
    """A posting would be of a day that nobody has seen."""
    rows = [{"title": f"Engineer {day}", "text": TEXT, column: day}
            for day in ("2026-10-30", "2026-11-02", "2099-12-31")]  # fmt: skip
    summary = run(table(tmp_path / "a.jsonl", *rows), tmp_path / "var")
    (count,) = (c for c in summary.columns if c.field == column)
    assert (count.read, dict(count.reasons)) == (2, {"in_the_future": 1})
    assert max(i.fetched_at for i in items(tmp_path / "var")) <= NOW
    assert {p.posted_at and p.posted_at.year for p in postings(tmp_path / "var")} <= {2026, None}


def numbered(folder: Path, name: str, ids: list[Any]) -> Path:
    rows = [{"id": n, "title": f"{name} {n}", "text": f"{TEXT} {name}"} for n in ids]
    return table(folder / f"{name}.jsonl", *rows)


@pytest.mark.parametrize(
    ("ids", "kind"),
    [
        ([1, 2, 3], "content"),
        ([0, 1, 2], "content"),
        ([1, 2, 4, 5], "content"),
        ([1], "content"),
        ([3, 1, 2], "content"),
    ],
)
def test_row_numbers_are_no_ids(ids: list[int], kind: str, tmp_path: Path) -> None:
    """Row 1 of one file and row 1 of another would be one posting."""
    home = tmp_path / "var"
    assert {run(numbered(tmp_path, name, ids), home).ids for name in ("a", "b")} == {kind}
    found = {p.posting_id for p in postings(home)}
    assert len(found) == 2 * len(ids)
    assert run(numbered(tmp_path, "a", ids), home).is_already_imported


@pytest.mark.parametrize(
    ("ids", "title", "employer", "postings_there"),
    [
        ([100, 250, 999], "", "", 6),
        ([100, 250, 999], "Engineer", "Acme", 3),
        ([100, 250, 999], "", "Acme", 6),
        ([10**9, 10**9 + 5], "", "", 4),
        ([10**9, 10**9 + 5], "", "Acme", 2),
        ([10**9, 10**9 + 5], "Engineer", "", 2),
        (["J-1", "J-2"], "", "", 4),
    ],
    ids=["places in a table", "the same advertisements edited", "other ones of one employer",
         "ids of two boards", "retitled on a board", "edited on a board", "texts"],
)  # fmt: skip
def test_ids_that_mean_something_else_are_no_ids(
    ids: list[int | str], title: str, employer: str, postings_there: int, tmp_path: Path
) -> None:
    """Two slices of two tables would overwrite each other."""
    for name in ("a", "b"):
        rows = [
            {
                "id": n,
                "title": f"{title or name} {n}",
                "company": employer,
                "text": f"{TEXT} {name}",
            }
            for n in ids
        ]
        run(table(tmp_path / f"{name}.jsonl", *rows), tmp_path / "var")
    assert len({p.posting_id for p in postings(tmp_path / "var")}) == postings_there


TOLD: dict[str, Any] = {"mapping": {"native_id": "id"}}


@pytest.mark.parametrize("ids", [[1, 2, 3], [100, 250, 999], [10**9, 10**9 + 5], ["J-1", "J-2"]])
def test_ids_on_demand_overwrite_no_other_advertisement(ids: list[Any], tmp_path: Path) -> None:
    """A file of the same name in another folder would overwrite the first."""
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
    first = numbered(tmp_path / "one", "a", ids)
    second = numbered(tmp_path / "two", "b", ids).rename(tmp_path / "two" / "a.jsonl")
    home = tmp_path / "var"
    assert run(first, home, **TOLD).ids == "column"
    with pytest.raises(UsageError, match=r"ids \(such as .*than a\.jsonl.*Name another --source"):
        run(second, home, **TOLD)
    assert run(first, home, **TOLD).is_already_imported
    assert len(postings(home)) == len(ids)


@pytest.mark.parametrize("name", ["a", "a_grown"])
def test_row_numbers_on_demand_hold_for_a_file_that_grew(name: str, tmp_path: Path) -> None:
    """Its old rows are the postings they were, whatever the file is called."""
    rows = [{"id": n, "title": f"Engineer {n}", "text": TEXT} for n in range(1, 6)]
    home = tmp_path / "var"
    assert run(table(tmp_path / "a.jsonl", *rows[:3]), home, **TOLD).numbers_rows
    run(table(tmp_path / f"{name}.jsonl", *rows), home, **TOLD)
    assert len({p.posting_id for p in postings(home)}) == 5
    other = {"id": 2, "title": "Cook", "text": "You cook for us, and wash the dishes."}
    with pytest.raises(UsageError, match=r"1 of 5 ids \(such as 2\)"):
        run(table(tmp_path / "a.jsonl", rows[0], other, *rows[2:]), home, **TOLD)


def test_row_numbers_of_pruned_rows_cannot_be_compared(tmp_path: Path) -> None:
    """What they stood for is not known any more, and would be overwritten."""
    home = tmp_path / "var"
    first = run(numbered(tmp_path, "a", [1, 2]), home, **TOLD)
    (Path(Settings(home=home).landing) / str(first.landing_file)).unlink()
    with pytest.raises(UsageError, match=r"a\.jsonl did, whose rows were pruned"):
        run(numbered(tmp_path, "b", [1, 2]), home, **TOLD)
