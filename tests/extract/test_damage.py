"""What is damaged, of the future, gone or interrupted is named, and the others go on."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection
from extract.bench import Bench, at, job

from skillscan.backup.restore import restore
from skillscan.backup.step import back_up
from skillscan.errors import SkillscanError
from skillscan.release.step import publish
from skillscan.warehouse import checks


def test_a_cut_landing_file_is_named_and_the_others_go_on(bench: Bench) -> None:
    """One broken file would stop everything, or lose its postings without a word."""
    report = bench.land(0, [job(n) for n in range(20)])
    bench.land(0, [job(1)], board="beta")
    path = bench.path_of(report)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    summary = bench.run()
    assert summary.new == 1
    assert summary.needs_attention
    assert str(report.landing_file) in summary.damaged[0]
    assert bench.rows("SELECT landing_file FROM landing_files WHERE is_damaged") == [
        (report.landing_file,)
    ]
    path.write_bytes(content)
    assert bench.run(1).new == 20
    assert bench.rows("FROM landing_files WHERE is_damaged") == []


def test_an_altered_landing_file_is_not_believed(bench: Bench) -> None:
    """Somebody's edit would become a statistic."""
    report = bench.land(0, [job(1)])
    line = gzip.decompress(bench.path_of(report).read_bytes())
    bench.path_of(report).write_bytes(gzip.compress(line.replace(b"Python", b"Cobol!")))
    summary = bench.run()
    assert (summary.new, len(summary.damaged)) == (0, 1)


def test_a_damaged_report_is_named_and_the_others_go_on(bench: Bench) -> None:
    """A cut report would stop every later run."""
    report = bench.land(0, [job(1)])
    bench.land(0, [job(1)], board="beta")
    name = str(bench.path_of(report)).replace(".jsonl.gz", ".report.json")
    Path(name).write_text('{"source": "ats"')
    summary = bench.run()
    assert (summary.new, len(summary.damaged)) == (1, 1)


def test_a_fetch_of_the_future_is_named_and_the_others_go_on(bench: Bench) -> None:
    """One wrong clock would move the end of every period, and keep a board's jobs open for ever."""
    bench.land(0, [job(1)], board="beta")
    report = bench.land(10_000, [job(1)])
    summary = bench.run(1)
    assert (summary.new, len(summary.set_aside), summary.needs_attention) == (1, 1, True)
    assert "in the future" in summary.set_aside[0]
    assert str(report.landing_file).removesuffix(".jsonl.gz") in summary.set_aside[0]
    assert bench.rows("SELECT max(last_seen) FROM postings") == [(at(0),)]
    aside = Path(bench.settings.landing) / "set-aside" / str(report.landing_file)
    assert aside.exists()
    again = bench.run(10_000)  # what it showed was never true of that day
    assert (again.new, again.needs_attention) == (0, False)


def test_a_warehouse_filled_while_the_clock_was_ahead_says_what_to_do(bench: Bench) -> None:
    """Nothing would close any more, and `collect` and `extract` would send people to and fro."""
    bench.land(0, [job(1)])
    bench.run(0)
    backup = back_up(bench.settings, now=at(1)).name
    bench.land(10_000, [job(1), job(2)])
    bench.run(10_000)
    back_up(bench.settings, now=at(10_001))
    bench.land(24, [job(1), job(3)])
    with pytest.raises(SkillscanError, match=rf"1 fetches of the future.*restore {backup}"):
        bench.run(24)
    with pytest.raises(SkillscanError, match=rf"1 fetches of the future.*restore {backup}"):
        publish(bench.settings, now=at(24), render=lambda *_: ())
    restore(bench.settings, backup, now=at(24))
    summary = bench.run(24)
    assert (summary.new, len(summary.set_aside)) == (1, 1)
    assert bench.run(25).needs_attention is False
    assert bench.rows("SELECT max(last_seen) FROM postings") == [(at(24),)]


def test_a_damaged_file_that_somebody_moved_away_raises_no_alarm(bench: Bench) -> None:
    """`doctor` would name it for ever."""
    report = bench.land(0, [job(1)])
    path = bench.path_of(report)
    path.write_bytes(b"cut")
    assert bench.run().damaged
    path.unlink()
    Path(str(path).replace(".jsonl.gz", ".report.json")).unlink()
    assert not bench.run(1).needs_attention
    assert bench.rows("FROM landing_files") == []


def test_a_pruned_answer_that_was_never_loaded_is_not_damaged(bench: Bench) -> None:
    """A warehouse made anew would call every pruned answer damaged, and nobody could mend it."""
    report = bench.land(0, [job(1)])
    bench.land(24, [job(1)])
    bench.path_of(report).unlink()
    summary = bench.run(24)
    assert (summary.new, summary.damaged, summary.gone) == (1, (), 1)


def test_an_interrupted_load_leaves_the_state_before_it(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half a board would be loaded, and the other half taken for closed."""
    bench.land(0, [job(1)])
    bench.run()
    bench.land(24, [job(1), job(2)])
    with monkeypatch.context() as patch:
        patch.setattr(checks, "run", interrupt)
        with pytest.raises(KeyboardInterrupt):
            bench.run(24)
    assert bench.rows("SELECT last_seen FROM postings") == [(at(0),)]
    assert bench.rows("SELECT count(*) FROM fetches") == [(1,)]
    assert bench.run(25).new == 1


def interrupt(_connection: DuckDBPyConnection, _step: str) -> None:
    raise KeyboardInterrupt


def test_a_large_file_is_loaded_in_pieces_but_as_one(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An import of a million rows would need all of it in memory."""
    monkeypatch.setattr("skillscan.extract.new_fetches.BATCH_ITEMS", 3)
    bench.land(0, [job(n, title="" if n == 1 else f"Engineer {n}") for n in range(8)])
    bench.land(1, [job(n) for n in range(2)], board="beta")
    summary = bench.run(1)
    assert (summary.files, summary.new, summary.quarantined) == (2, 9, 1)
    assert bench.rows("SELECT line_number FROM quarantine") == [(2,)]
    assert bench.rows("SELECT postings FROM fetches ORDER BY started_at") == [(7,), (2,)]


def alter_last_line(content: bytes) -> bytes:
    """A whole gzip file with as many lines, of which the last says something else."""
    *others, last = gzip.decompress(content).splitlines(keepends=True)
    return gzip.compress(b"".join([*others, last.replace(b"Python", b"Cobol!")]))


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(alter_last_line, id="altered"),
        pytest.param(lambda content: content[:-1], id="last byte cut"),
        pytest.param(lambda content: content + b"\0", id="one byte more", marks=pytest.mark.slow),
    ],
)
def test_a_large_file_that_proves_damaged_at_its_end_leaves_nothing(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, damage: Callable[[bytes], bytes]
) -> None:
    """Part of a board would be counted, from a file that nobody can trust."""
    monkeypatch.setattr("skillscan.extract.new_fetches.BATCH_ITEMS", 3)
    bench.land(0, [job("a")], board="beta")
    report = bench.land(1, [job(n, title="" if n == 1 else f"Engineer {n}") for n in range(8)])
    whole = bench.path_of(report).read_bytes()
    bench.path_of(report).write_bytes(damage(whole))
    summary = bench.run(1)
    assert (summary.files, summary.new, summary.read, summary.quarantined) == (1, 1, 1, 0)
    assert str(report.landing_file) in summary.damaged[0]
    for table in ("postings", "posting_versions", "readings", "findings", "fetches", "openings"):
        assert bench.rows(f"SELECT count(*) FROM {table}") == [(1,)]  # noqa: S608 - fixed names
    assert bench.rows("FROM quarantine") == []
    assert not list(bench.settings.quarantine.rglob("*.jsonl"))
    bench.path_of(report).write_bytes(whole)
    summary = bench.run(2)
    assert (summary.new, summary.read, summary.quarantined) == (7, 7, 1)
    assert not summary.damaged


def test_a_large_file_with_another_number_of_items_leaves_nothing(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A report that is not that of its file would decide which postings are gone."""
    monkeypatch.setattr("skillscan.extract.new_fetches.BATCH_ITEMS", 3)
    report = bench.land(0, [job(n) for n in range(8)])
    path = Path(str(bench.path_of(report)).replace(".jsonl.gz", ".report.json"))
    path.write_text(path.read_text().replace('"items": 8', '"items": 9'))
    summary = bench.run()
    assert (summary.files, summary.new, len(summary.damaged)) == (0, 0, 1)
    assert bench.rows("FROM posting_versions") == []
