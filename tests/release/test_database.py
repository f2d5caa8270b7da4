"""How rows get into a release's file, and what its making may take of the machine."""

from pathlib import Path

import duckdb
import pytest

from skillscan.release import database


def test_rows_are_added_in_pieces_and_none_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """A release of many estimates would lack those of the last piece."""
    monkeypatch.setattr(database, "ROWS_AT_ONCE", 3)
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE numbers (number INTEGER, said VARCHAR)")
        rows = ({"said": None if number < 4 else "so", "number": number} for number in range(8))
        database.append(connection, "numbers", rows)
        found = connection.execute("FROM numbers ORDER BY number").fetchall()
    assert found == [(number, None if number < 4 else "so") for number in range(8)]


def test_one_thread_works_with_a_small_database_and_all_with_others(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A publish of few postings would take a sixth more of the processor, one of many be slower."""
    threads = "SELECT current_setting('threads')"
    with duckdb.connect(config={"threads": 3}) as of_unknown_size:  # such as a DuckLake
        database.bound_memory(of_unknown_size)
        assert of_unknown_size.execute(threads).fetchone() == (3,)
    with duckdb.connect(tmp_path / "small.duckdb", config={"threads": 3}) as connection:
        connection.execute("CREATE TABLE held AS FROM range(100_000)")
        connection.execute("CHECKPOINT")
        monkeypatch.setattr(database, "_SMALL", 1)
        database.bound_memory(connection)
        assert connection.execute(threads).fetchone() == (3,)
        monkeypatch.undo()
        database.bound_memory(connection)
        assert connection.execute(threads).fetchone() == (1,)
