"""No memory is kept that nothing needs."""

import os
from pathlib import Path

import numpy as np
import pytest
from duckdb import DuckDBPyConnection

from skillscan.warehouse.held_memory import give_back_freed, give_back_memory


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="Linux tells what is held")
def test_memory_that_is_needed_no_more_is_given_back(connection: DuckDBPyConnection) -> None:
    """For a second DuckDB keeps it: the counting of what was dropped took its memory beside it."""
    connection.execute("SET memory_limit = '768MiB'")
    before = _held()
    connection.execute(
        "CREATE TEMP TABLE large AS SELECT hash(i) AS h FROM range(20_000_000) AS r (i)"
    )
    assert _held() > before + 100 * 2**20
    connection.execute("DROP TABLE large")
    give_back_memory(connection)
    assert _held() < before + 50 * 2**20
    found = connection.execute("SELECT current_setting('memory_limit')").fetchone()
    assert found == ("768.0 MiB",)


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="Linux tells what is held")
def test_what_arrays_leave_is_given_back() -> None:
    """What one population was counted with was held while the next was counted."""
    give_back_freed()
    before = _held()
    pieces = [np.ones(8_000) for _ in range(2_000)]
    last = np.ones(8_000)  # what lies behind them keeps the C library from giving them back
    assert _held() > before + 100 * 2**20
    pieces.clear()
    give_back_freed()
    assert _held() < before + 20 * 2**20
    assert last.all()


def _held() -> float:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
