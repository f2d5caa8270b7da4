"""Our own bound of memory is no reason for a night to fail."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from duckdb import DuckDBPyConnection
from extract.bench import Bench, FakeReader, job

from skillscan.extract import new_fetches
from skillscan.warehouse import checks

STORED = (
    "FROM postings ORDER BY ALL",
    "SELECT * EXCLUDE (landing_file) FROM posting_versions ORDER BY ALL",
    "FROM readings ORDER BY ALL",
    "FROM findings ORDER BY ALL",
    "SELECT outcome, items, postings FROM fetches ORDER BY ALL",
    "FROM posting_openings ORDER BY ALL",
)


@pytest.fixture
def fail_once(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], list[str]]:
    """``fail_once(step)``: DuckDB has too little memory for its checks, the first time; gives a
    list of the times.
    """
    run = checks.run

    def arrange(wanted: str) -> list[str]:
        tried: list[str] = []

        def once(connection: DuckDBPyConnection, step: str, **narrowed: object) -> None:
            if step == wanted:
                tried.append(step)
                if len(tried) == 1:
                    raise duckdb.OutOfMemoryException("Out of Memory Error: failed to pin block")
            run(connection, step, **narrowed)  # type: ignore[arg-type]

        monkeypatch.setattr(checks, "run", once)
        return tried

    return arrange


@pytest.mark.parametrize("step", ["load", "read", "group"])
@pytest.mark.parametrize("is_large", [False, True], ids=["small files", "a large file"])
def test_a_step_is_done_again_with_more(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    fail_once: Callable[[str], list[str]],
    step: str,
    *,
    is_large: bool,
) -> None:
    """A night ended beside gigabytes of free memory, or stored what it did again twice."""
    monkeypatch.setattr(new_fetches, "BATCH_ITEMS", 2 if is_large else 1_000)
    found = []
    for name in ("undisturbed", "disturbed"):
        bench = Bench(tmp_path / name)
        bench.land(0, [job(number) for number in range(5)])
        tried = fail_once(step) if name == "disturbed" else []
        summaries = [bench.run()]
        bench.reader = FakeReader("v2")
        summaries.append(bench.run(1))
        assert name == "undisturbed" or len(tried) > 1
        counts = [(one.files, one.new, one.read, one.quarantined) for one in summaries]
        found.append((counts, [bench.rows(query) for query in STORED]))
    assert found[0] == found[1]
