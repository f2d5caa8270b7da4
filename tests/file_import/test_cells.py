"""The cells of imported files: each is read, empty, or named as not read, and none is lost."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from file_import.bench import NOW, TEXT, lost, postings, run, table

from skillscan.file_import import cell_report


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


def test_columns_of_one_name_are_both_kept(tmp_path: Path) -> None:
    """The first of two columns called title would be lost."""
    (tmp_path / "a.csv").write_text(f"title,text,title,\nEngineer,{TEXT},Other,x\n")
    summary = run(tmp_path / "a.csv", tmp_path / "var")
    assert [c.column for c in summary.columns] == ["title", "text", "title (2)", "column 4"]
    assert postings(tmp_path / "var")[0].title == "Engineer"
