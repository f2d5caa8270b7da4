"""A DuckLake on PostgreSQL and S3: two processes write at once, readers wait for nobody."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from extract.bench import Bench, at, job
from suite.ducklakes import held
from suite.postgres import PROGRAMS, postgres
from suite.s3_server import found_here, s3_server

from skillscan.backup.move import FILE, move
from skillscan.errors import SkillscanError, WarehouseLockedError
from skillscan.operations.doctor import State, examine
from skillscan.operations.retention import prune
from skillscan.release.step import publish
from skillscan.settings import Settings
from skillscan.site.pages import render
from skillscan.warehouse.connection import open_warehouse
from skillscan.warehouse.transaction import transaction

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not PROGRAMS, reason="needs PostgreSQL (apt-get install postgresql)"),
]
EXTRACT = """
import sys
from datetime import datetime
from pathlib import Path
from extract.bench import Bench
from skillscan.extract import new_fetches
from skillscan.settings import Settings

new_fetches.BATCH_ITEMS = 20
bench = Bench(Path(sys.argv[1]))
bench.settings = Settings(
    home=Path(sys.argv[1]), landing_url=sys.argv[2], warehouse_url=sys.argv[3],
    warehouse_data_path=sys.argv[4], lock_seconds=60,
)
print("ready", flush=True)
sys.stdin.readline()
print(bench.run(200).files, flush=True)
"""
"""Extracts, when a line comes, and says how many fetches it loaded."""
WRITE = """
import sys, time
from pathlib import Path
from skillscan.settings import Settings
from skillscan.warehouse.connection import open_warehouse
from skillscan.warehouse.transaction import transaction

settings = Settings(
    home=Path(sys.argv[1]), warehouse_url=sys.argv[2], warehouse_data_path=sys.argv[3]
)
with open_warehouse(settings) as connection, transaction(connection):
    connection.execute("INSERT INTO employers VALUES ('half', 'Half')")
    print("holds", flush=True)
    time.sleep(600)
"""
"""Holds an open transaction until it is killed."""


@pytest.fixture(scope="module")
def s3() -> Iterator[str]:
    """A bucket of an S3 of this machine's own."""
    with s3_server("lake") as server, pytest.MonkeyPatch.context() as patch:
        found_here(patch, server.environment)
        yield f"s3://{server.bucket}"


@pytest.fixture
def lake(tmp_path: Path) -> Iterator[Settings]:
    """A home whose warehouse is a DuckLake, not made yet."""
    with postgres("lake") as address:
        port = address.rpartition(":")[2].partition("/")[0]
        yield Settings(
            home=tmp_path / "home",
            landing_url=str(tmp_path / "landing"),
            warehouse_url=f"ducklake:postgres:dbname=lake host=127.0.0.1 port={port} user=prefect",
            warehouse_data_path=str(tmp_path / "data"),
            lock_seconds=60,
        )


@pytest.fixture
def lake_on_s3(lake: Settings, s3: str, tmp_path: Path) -> Settings:
    """The same with its files on S3."""
    return replace(lake, warehouse_data_path=f"{s3}/{tmp_path.name}")


def started(code: str, *arguments: str) -> "subprocess.Popen[bytes]":
    """A process that has said its first word."""
    tests = str(Path(__file__).parent.parent)
    process = subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": tests},
    )
    assert process.stdout
    assert process.stdout.readline(), "it died"
    return process


def finished(processes: "Sequence[subprocess.Popen[bytes]]") -> list[bytes]:
    """Give all of them their line at once; what they say when they are done."""
    for process in processes:
        assert process.stdin
        process.stdin.write(b"\n")
        process.stdin.flush()
    said = [process.communicate(timeout=300)[0] for process in processes]
    assert [process.returncode for process in processes] == [0] * len(processes)
    return said


def land(settings: Settings) -> None:
    """Three nights of twelve boards, many of whose postings have the same text."""
    bench = Bench(settings.home)
    bench.settings = settings
    for night in range(3):
        for board in range(12):
            rows = [job(n, employer=f"Employer {board % 5}") for n in range(night, night + 3)]
            bench.land(night * 24, rows, board=f"board-{board}")


def in_file(settings: Settings, folder: Path) -> Settings:
    return replace(settings, home=folder, warehouse_url=None, warehouse_data_path=None)


def test_two_extracts_at_once_lose_and_double_nothing(lake_on_s3: Settings, tmp_path: Path) -> None:
    """A second worker would add every posting once more, or the two would stop each other."""
    lake = lake_on_s3
    land(lake)
    assert lake.warehouse_url
    assert lake.warehouse_data_path
    with ExitStack() as stack:
        both = []
        for number in range(2):
            home = str(tmp_path / f"worker-{number}")
            arguments = (home, lake.landing, lake.warehouse_url, lake.warehouse_data_path)
            both.append(stack.enter_context(started(EXTRACT, *arguments)))
        done = finished(both)
    loaded = [int(one) for one in done]
    assert sum(loaded) == 36
    assert min(loaded) > 0, "one of them did all the work"
    alone = Bench(tmp_path / "alone")
    alone.settings = in_file(lake, tmp_path / "alone")
    alone.run(200)
    assert held(lake) == held(alone.settings)


def test_a_release_of_it_is_that_of_the_file(
    market: Settings, lake_on_s3: Settings, tmp_path: Path
) -> None:
    """Numbers would change with the place where they are kept; and the way back must be open."""
    lake, now, before = lake_on_s3, datetime(2026, 3, 1, tzinfo=UTC), held(market)
    name = publish(market, now=now, render=render).name
    assert lake.warehouse_url
    move(market, lake.warehouse_url, lake.warehouse_data_path, now=now)
    there = replace(lake, home=tmp_path / "there")
    assert held(there) == before
    assert publish(there, now=now, render=render).name == name
    assert move(replace(there, home=market.home), FILE, now=now).rows > 0
    assert held(market) == before


def test_readers_wait_for_nobody_and_writers_take_turns(lake: Settings) -> None:
    """A page would not open, or show half a load; and who dies must not keep the others out."""
    with open_warehouse(lake) as connection, transaction(connection):
        connection.execute("INSERT INTO employers VALUES ('acme', 'Acme')")
    assert lake.warehouse_url
    assert lake.warehouse_data_path
    arguments = (str(lake.home), lake.warehouse_url, lake.warehouse_data_path)
    with started(WRITE, *arguments) as other:
        begun = time.monotonic()
        with open_warehouse(lake, read_only=True) as connection:
            assert connection.execute("FROM employers").fetchall() == [("acme", "Acme")]
        assert time.monotonic() - begun < 20
        impatient = replace(lake, lock_seconds=0)
        with (
            pytest.raises(WarehouseLockedError, match=rf"process {other.pid} on .*Reading it"),
            open_warehouse(impatient) as connection,
            transaction(connection),
        ):
            pass
        other.kill()
    with open_warehouse(lake) as connection, transaction(connection):
        connection.execute("INSERT INTO employers VALUES ('other', 'Other')")
    with open_warehouse(lake, read_only=True) as connection:
        names = connection.execute("SELECT employer_id FROM employers ORDER BY 1").fetchall()
    assert names == [("acme",), ("other",)]


def test_who_reads_sees_one_moment(lake: Settings) -> None:
    """A release would be made of the postings of one load and the readings of another."""
    with open_warehouse(lake) as writer:
        with open_warehouse(lake, read_only=True) as reader:
            with transaction(writer):
                writer.execute("INSERT INTO employers VALUES ('acme', 'Acme')")
            assert reader.execute("FROM employers").fetchall() == []
        with open_warehouse(lake, read_only=True) as reader:
            assert reader.execute("FROM employers").fetchall() == [("acme", "Acme")]


def test_two_that_make_it_at_once_make_one(lake: Settings, tmp_path: Path) -> None:
    """The first night of two workers would end with an error, or with every table twice."""
    assert lake.warehouse_url
    assert lake.warehouse_data_path
    tail = (lake.landing, lake.warehouse_url, lake.warehouse_data_path)
    with ExitStack() as stack:
        both = [
            stack.enter_context(started(EXTRACT, str(tmp_path / f"w{number}"), *tail))
            for number in range(2)
        ]
        assert finished(both) == [b"0\n", b"0\n"]


def test_prune_compacts_it(lake: Settings) -> None:
    """Every night would leave some hundred small files, for ever; and nothing may be lost."""
    data = Path(lake.warehouse_data_path or "")
    with open_warehouse(lake) as connection:
        for night in range(4):
            with transaction(connection):
                connection.execute(
                    "INSERT INTO employers SELECT i || $n, 'Acme' FROM range(100) AS r (i)",
                    {"n": f"-{night}"},
                )
            with transaction(connection):
                connection.execute("DELETE FROM employers WHERE employer_id LIKE '%7%'")
    before, files = held(lake), len(list(data.rglob("*.parquet")))
    now = datetime.now(UTC)
    first, second = (
        prune(lake, older_than=timedelta(days=5000), now=now + timedelta(days=days))
        for days in (3, 6)
    )
    assert first.snapshots > 5
    assert second.data_files > 0
    assert "DuckLake" in " ".join(second.sentences)
    assert len(list(data.rglob("*.parquet"))) < files
    assert held(lake) == before
    with open_warehouse(lake) as connection, transaction(connection):
        connection.execute("INSERT INTO employers VALUES ('acme', 'Acme')")
    assert held(lake)["employers"].rows == before["employers"].rows + 1


def test_doctor_knows_it(lake: Settings) -> None:
    """The operator would learn from a failed night that the server is gone."""
    with open_warehouse(lake):
        pass
    found = {one.part: one for one in examine(lake, now=at(0)) if one.part == "warehouse"}
    assert "ducklake:postgres:dbname=lake" in found["warehouse"].message
    gone = replace(lake, warehouse_url="ducklake:postgres:dbname=lake host=127.0.0.1 port=1")
    (diagnosis,) = [one for one in examine(gone, now=at(0)) if one.part == "warehouse"]
    assert diagnosis.state is State.BROKEN
    assert "PGPASSWORD" in diagnosis.message


def test_a_server_that_goes_away_loses_nothing(lake: Settings, tmp_path: Path) -> None:
    """What was stored before would be doubtful, and the message one of libpq's."""
    with ExitStack() as stack:
        address = stack.enter_context(postgres("other"))
        port = address.rpartition(":")[2].partition("/")[0]
        settings = replace(
            lake,
            warehouse_url=f"ducklake:postgres:dbname=other host=127.0.0.1 port={port} user=prefect",
            warehouse_data_path=str(tmp_path / "data"),
        )
        with pytest.raises(SkillscanError, match=r"cannot be used.*stored before"):
            _lose_server(settings, stack)


def _lose_server(settings: Settings, stack: ExitStack) -> None:
    with open_warehouse(settings) as connection, transaction(connection):
        connection.execute("INSERT INTO employers VALUES ('acme', 'Acme')")
        stack.close()
        connection.execute("INSERT INTO employers VALUES ('other', 'Other')")


def test_passwords_stand_in_no_message(lake: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """They would be in logs, alerts and bug reports."""
    monkeypatch.setenv("PGPASSWORD", "geheim")
    wrong = replace(lake, warehouse_url=f"{lake.warehouse_url}-nobody")
    with pytest.raises(SkillscanError) as error, open_warehouse(wrong):
        pass
    assert "geheim" not in str(error.value)
    assert "nobody" in str(error.value)


def test_the_wait_is_told(lake: Settings, caplog: pytest.LogCaptureFixture) -> None:
    """Who waits would look as if he hung."""
    caplog.set_level("WARNING")
    with open_warehouse(lake):
        pass
    assert lake.warehouse_url
    assert lake.warehouse_data_path
    arguments = (str(lake.home), lake.warehouse_url, lake.warehouse_data_path)
    with started(WRITE, *arguments) as other:
        patient = replace(lake, lock_seconds=4)
        with (
            pytest.raises(WarehouseLockedError),
            open_warehouse(patient) as connection,
            transaction(connection),
        ):
            pass
        other.kill()
    assert "waiting up to 4 s" in caplog.text
