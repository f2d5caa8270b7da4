"""The warehouse is lost after its raw answers were pruned: its history comes back."""

from datetime import timedelta
from pathlib import Path

from extract.bench import Bench, at, job

from skillscan.backup.restore import restore
from skillscan.backup.step import back_up
from skillscan.operations.retention import prune

HISTORY = "FROM postings ORDER BY ALL", "FROM posting_versions ORDER BY ALL"


def test_history_outlives_raw_answers(tmp_path: Path) -> None:
    """Of 8 postings, 5 of them closed, 3 came back, all of them first seen today."""
    bench = Bench(tmp_path / "var")
    bench.land(0, [job(number) for number in range(8)])
    for day in (1, 2, 100):
        bench.land(day * 24, [job(number) for number in range(3)])
    bench.run(100 * 24)
    before = [bench.rows(query) for query in HISTORY]
    back_up(bench.settings, now=at(100 * 24))
    assert prune(bench.settings, older_than=timedelta(days=30), now=at(101 * 24)).files == 3
    bench.settings.warehouse.write_bytes(b"a disk that lost its head")

    restore(bench.settings, now=at(101 * 24))
    bench.run(101 * 24)

    assert [bench.rows(query) for query in HISTORY] == before
    seen = "SELECT count(*), count(closed_at), min(first_seen) FROM postings"
    assert bench.rows(seen) == [(8, 5, at(0))]
