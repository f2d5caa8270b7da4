"""Rows that are put aside by the batch they belong to."""

from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection

from skillscan.errors import SkillscanError
from skillscan.warehouse import queries
from skillscan.warehouse.parted_rows import parted

ROWS = """
SELECT i * 7919 % $batches AS batch, i AS number, list_transform(range(i % 5), x -> x + i) AS listed
FROM range($rows) AS r (i)
"""


@pytest.mark.parametrize(("rows", "batches"), [(0, 1), (1, 1), (3, 7), (5_000, 3), (6_000, 400)])
def test_each_batch_finds_its_rows(
    connection: DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch, rows: int, batches: int
) -> None:
    """Postings would be grouped with those of another employer, or not at all."""
    expected = connection.execute(ROWS, {"rows": rows, "batches": batches}).fetchall()
    plain = queries.text
    monkeypatch.setattr(queries, "text", lambda name: ROWS if name == "rows" else plain(name))
    with parted(connection, "rows", rows=rows, batches=batches) as found:
        assert found.batches == sorted({batch for batch, _, _ in expected})
        for batch in range(batches):
            read = found.read(batch).sort_by("number").to_pylist()
            wanted = [(number, listed) for one, number, listed in expected if one == batch]
            assert [(row["number"], row["listed"]) for row in read] == wanted


def test_nothing_is_left_of_a_run_that_is_killed(
    connection: DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Each killed night would leave gigabytes beside the warehouse."""
    beside = tmp_path / "beside"
    beside.mkdir()
    connection.execute(f"SET temp_directory = '{beside / 'tmp'}'")
    plain = queries.text
    monkeypatch.setattr(queries, "text", lambda name: ROWS if name == "rows" else plain(name))
    with parted(connection, "rows", rows=100, batches=2) as found:
        assert list(beside.iterdir()) == []
        assert found.read(0).num_rows + found.read(1).num_rows == 100


def test_a_full_disk_is_told(
    connection: DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An operator would see a stack of calls, and not which disk is full."""
    plain = queries.text
    monkeypatch.setattr(queries, "text", lambda name: ROWS if name == "rows" else plain(name))
    monkeypatch.setattr("tempfile.TemporaryFile", lambda **_: Path("/dev/full").open("r+b"))  # noqa: SIM115
    with (
        pytest.raises(SkillscanError, match=r"no room .*No space left .*What was stored"),
        parted(connection, "rows", rows=5_000, batches=2),
    ):
        pytest.fail("it was written")
