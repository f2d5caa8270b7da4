"""DuckDB keeps no memory that it does not need."""

import os
from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection

from skillscan.warehouse.held_memory import give_back_memory


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="Linux tells what is held")
def test_memory_that_is_needed_no_more_is_given_back(connection: DuckDBPyConnection) -> None:
    """For a second DuckDB keeps it: the counting of what was dropped took its memory beside it."""

    def held() -> float:
        return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")

    connection.execute("SET memory_limit = '768MiB'")
    before = held()
    connection.execute(
        "CREATE TEMP TABLE large AS SELECT hash(i) AS h FROM range(20_000_000) AS r (i)"
    )
    assert held() > before + 100 * 2**20
    connection.execute("DROP TABLE large")
    give_back_memory(connection)
    assert held() < before + 50 * 2**20
    found = connection.execute("SELECT current_setting('memory_limit')").fetchone()
    assert found == ("768.0 MiB",)
