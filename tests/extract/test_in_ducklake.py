"""Extracting into a DuckLake comes to what it comes to in a file."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from extract.bench import Bench, FakeReader, at, job
from suite.ducklakes import held, in_ducklake

from skillscan.extract import claims, loader, new_fetches, readings
from skillscan.extract.step import ExtractSummary
from skillscan.warehouse.connection import open_warehouse


def bench_in(folder: Path, *, is_ducklake: bool) -> Bench:
    bench = Bench(folder / "home")
    if is_ducklake:
        bench.settings = in_ducklake(bench.settings, folder / "lake")
    return bench


def nights(*benches: Bench) -> None:
    """Each extracts the same fetches: postings are new, changed, closed, reopened, unreadable, and
    read by another version.
    """
    first = benches[0]
    for bench in benches[1:]:
        bench.settings = replace(bench.settings, landing_url=first.settings.landing)
    for night, numbers in enumerate(([0, 1, 2], [0, 1], [0, 1], [0, 2])):
        first.land(night * 24, [job(number) for number in numbers])
        first.land(night * 24, [job(9, employer="Other", text="unreadable")], board="other")
        first.land(night * 24, [{"native_id": "8", "title": ""}], board="empty")
        for bench in benches:
            bench.run(night * 24 + 1)
    first.land(130, [job(0, title="Another title"), job(2)])
    for bench in benches:
        bench.reader = FakeReader("v2")
        bench.run(131)
        bench.mend()
        bench.run(132, retry_quarantined=True)


def test_every_table_is_equal(tmp_path: Path) -> None:
    """A statement that a DuckLake has not, or that means something else there, changes numbers."""
    file, lake = (bench_in(tmp_path / str(one), is_ducklake=one) for one in (False, True))
    nights(file, lake)
    assert held(file.settings) == held(lake.settings)
    rows = {table: found.rows for table, found in held(lake.settings).items()}
    assert min(rows[one] for one in ("postings", "findings", "posting_openings", "quarantine")) > 0


class Sharing(Bench):
    """Extracts as if other processes might write the same warehouse."""

    def run(self, hours: float = 0, **options: Any) -> ExtractSummary:
        with pytest.MonkeyPatch.context() as patch:
            for module in (loader, readings):
                patch.setattr(module, "is_shared", lambda _: True)
            return super().run(hours, **options)


def test_what_is_made_before_its_turn_is_equal(tmp_path: Path) -> None:
    """Where several processes write, texts are read outside of transactions: nothing may differ."""
    alone, sharing = Bench(tmp_path / "alone"), Sharing(tmp_path / "sharing")
    nights(alone, sharing)
    assert held(alone.settings) == held(sharing.settings)
    assert sorted(alone.reader.read_titles) == sorted(sharing.reader.read_titles)


def test_a_second_run_does_nothing(tmp_path: Path) -> None:
    """A night would be paid for twice."""
    bench = bench_in(tmp_path, is_ducklake=True)
    bench.land(0, [job(0), job(1)])
    bench.run(1)
    with open_warehouse(bench.settings, read_only=True) as connection:
        before = connection.execute("FROM fetches").fetchall()
    summary = bench.run(2)
    assert (summary.files, summary.read) == (0, 0)
    with open_warehouse(bench.settings, read_only=True) as connection:
        assert connection.execute("FROM fetches").fetchall() == before


class OthersClaims:
    """Others have these boards the first times that they are asked for."""

    def __init__(self, times: dict[str, int]) -> None:
        self.times = times

    @contextmanager
    def claimed(self, _: Any, boards: Iterable[tuple[str, str]]) -> Iterator[frozenset[Any]]:
        yield frozenset(board for board in boards if not self._has(board[1]))

    def _has(self, board: str) -> bool:
        left = self.times.get(board, 0)
        self.times[board] = left - 1
        return left > 0


def test_boards_that_others_have_claimed_are_loaded_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fetch would be loaded twice, or before the one of the night before, or never."""
    bench = bench_in(tmp_path, is_ducklake=False)
    for night in (0, 24):
        for board in ("a", "b", "c"):
            bench.land(night, [job(1)], board=board)
    loaded: list[tuple[str, datetime]] = []
    load = loader.Loader._load

    def watched(self: Any, batch: Sequence[Any], known: set[str]) -> None:
        loaded.extend((landed.report.board, landed.report.started_at) for landed in batch)
        load(self, batch, known)

    monkeypatch.setattr(loader.Loader, "_load", watched)
    monkeypatch.setattr(claims, "is_shared", lambda _: True)
    monkeypatch.setattr(claims, "claimed", OthersClaims({"b": 2}).claimed)
    monkeypatch.setattr(claims, "_RETRY_SECONDS", 0)
    monkeypatch.setattr(new_fetches, "BATCH_ITEMS", 2)
    bench.run(48)
    assert bench.rows("SELECT count(*), count(DISTINCT fetch_id) FROM fetches") == [(6, 6)]
    assert len(loaded) == 6
    for board in ("a", "b", "c"):
        assert [time for one, time in loaded if one == board] == [at(0), at(24)]
    assert [board for board, _ in loaded].index("b") > 1


def test_what_others_have_loaded_meanwhile_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its postings would be read, and seen, twice."""
    bench = bench_in(tmp_path, is_ducklake=False)
    bench.land(0, [job(1)])
    with open_warehouse(bench.settings) as connection:
        found = new_fetches.find_new(connection, bench.settings.landing, at(1), again=None).found
    bench.run(1)
    monkeypatch.setattr(claims, "is_shared", lambda _: True)
    monkeypatch.setattr(claims, "claimed", OthersClaims({}).claimed)
    with open_warehouse(bench.settings) as connection:
        assert list(claims.claimed_batches(connection, found, None)) == []
        again = claims.claimed_batches(connection, found, new_fetches.Again())
        assert list(again) == [found]
