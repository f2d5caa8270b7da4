"""Every part on a machine of its own, as plain processes, makes the numbers of one machine.

A real S3 server, PostgreSQL (for Prefect and for the DuckLake's catalog), a Dask scheduler with two
workers, a Prefect server with two workers that share no folder; and an analyst without skillscan.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from suite.dask import DaskCluster, dask_cluster, kill
from suite.many_machines import collect_side_by_side, complete, server_on
from suite.patience import PATIENCE, wait_for
from suite.postgres import PROGRAMS, postgres
from suite.prefect_api import Api
from suite.prefect_server import RealServer
from suite.processes import processes_with
from suite.s3_server import S3Server, found_here, s3_server

from skillscan.extract.step import extract
from skillscan.release.catalog import open_latest
from skillscan.release.step import publish
from skillscan.sample_market.truth import read_truth
from skillscan.sample_market.verify import compare_with_truth
from skillscan.settings import Settings
from skillscan.site.pages import render
from skillscan.storage.place import files_at

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not PROGRAMS, reason="needs PostgreSQL (apt-get install postgresql)"),
]
NOTICE = "Invented."
ANALYST = """
import json, os, sys
from pathlib import Path
import duckdb

connection = duckdb.connect()
if "ENDPOINT" in os.environ:
    import duckdb_extension_httpfs
    (httpfs,) = Path(duckdb_extension_httpfs.__path__[0]).rglob("httpfs.duckdb_extension")
    connection.execute(f"LOAD '{httpfs}'")
    connection.execute(
        "CREATE SECRET (TYPE s3, KEY_ID '{KEY}', SECRET '{SECRET}', REGION 'us-east-1', "
        "ENDPOINT '{ENDPOINT}', URL_STYLE 'path', USE_SSL false)".format_map(os.environ)
    )
releases = sys.argv[1]
connection.execute(f"ATTACH '{releases}/latest.duckdb' AS skillscan (READ_ONLY)")
(release,) = connection.execute("SELECT release FROM skillscan.release").fetchone()
tables = connection.execute(
    "SELECT view_name FROM duckdb_views() WHERE database_name = 'skillscan' "
    "AND schema_name = 'main' AND NOT internal AND sql LIKE '%read_parquet(%' ORDER BY ALL"
).fetchall()
rows = "SELECT count(*), sum(hash(one)) FROM skillscan.{} AS one"
read = {f"rows of {name}": connection.execute(rows.format(name)).fetchall() for (name,) in tables}
for name in ("analyst.estimates", "main.estimates", "main.figures", "main.denominators"):
    read[name] = connection.execute(f"FROM skillscan.{name} ORDER BY ALL").fetchall()
connection.execute(f"ATTACH '{releases}/{release}/skillscan.duckdb' AS whole (READ_ONLY)")
connection.execute("USE whole")
read["skill_share()"] = connection.execute("FROM skill_share() ORDER BY ALL").fetchall()
assert not [name for name in sys.modules if name.startswith("skillscan")]
Path(sys.argv[2]).write_text(json.dumps(read, default=str))
"""
"""Reads all that a release says, as docs/analysts.md has it, and nothing of skillscan is there:
every number, and of all tables how many rows they have and the sum of their hashes.
"""
NAMES_IT = "rows of release"
"""Of the table that says which release it is, and when it was made."""


def test_many_machines_publish_the_numbers_of_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An installation that grew would publish other numbers than the one it grew from."""
    with s3_server() as s3, postgres("prefect", "lake") as database:
        store = f"s3://{s3.bucket}/many"
        reading = {"SKILLSCAN_HOME": "/nowhere", "SKILLSCAN_STORE": store}
        with dask_cluster(tmp_path / "cluster", environment=reading) as cluster:
            settings = variables(s3, store, database, cluster)
            with server_on(database, tmp_path, **settings) as server:
                homes = [tmp_path / "home-1", tmp_path / "home-2"]
                api = collect_side_by_side(server, tmp_path, *homes)
                extract_and_lose_a_worker(server, api, cluster)
                complete(server, api, [api.trigger("publish", notice=NOTICE)])
        assert processes_with("SKILLSCAN_STORE", store) == {}
        own = {one.name for home in homes for one in home.iterdir()}
        assert own.isdisjoint({"landing", "releases", "warehouse.duckdb"}), "they are shared"
        found_here(monkeypatch, s3.environment)
        alone = on_one_machine(store, tmp_path / "one")
        there = analysed(f"{store}/releases", tmp_path / "there.json", s3)
        here = analysed(alone.releases, tmp_path / "here.json")
        assert content_hash(f"{store}/releases") == content_hash(alone.releases)
    assert there.keys() == here.keys()
    assert {name for name in here if there[name] != here[name]} == {NAMES_IT}
    assert len(here["main.estimates"]) > 1000
    comparison = compare_with_truth(open_latest(alone).publication, read_truth(), "day_1")
    assert comparison.shares > 1000
    assert comparison.differences == ()


def variables(s3: S3Server, store: str, database: str, cluster: DaskCluster) -> dict[str, str]:
    """What docs/deploying.md has whoever runs flows set."""
    port = database.rpartition(":")[2].partition("/")[0]
    lake = f"ducklake:postgres:dbname=lake host=127.0.0.1 port={port} user=prefect"
    return {
        **s3.environment,
        "SKILLSCAN_STORE": store,
        "SKILLSCAN_WAREHOUSE_URL": lake,
        "SKILLSCAN_WAREHOUSE_DATA_PATH": f"{store}/warehouse",
        "SKILLSCAN_DASK_SCHEDULER": cluster.address,
    }


def extract_and_lose_a_worker(server: RealServer, api: Api, cluster: DaskCluster) -> None:
    """Run the flow; one worker of the cluster is killed while it has texts."""
    run = api.trigger("extract")
    kill_while_it_reads(cluster)
    complete(server, api, [run])
    assert f"Connecting to an existing Dask cluster at {cluster.address}" in server.log
    assert f"2 workers of the Dask scheduler {cluster.address} read" in server.log


def kill_while_it_reads(cluster: DaskCluster) -> None:
    """Kill the first worker when it has shards to read, and see that another gets them."""
    from distributed import Client

    victim = cluster.workers[0]
    with Client(cluster.address, set_as_default=False) as client:
        (address,) = [one for one, pid in client.run(os.getpid).items() if pid == victim.pid]

        def shards() -> list[str]:
            given = client.processing()[address]
            return [one for one in given if one.startswith("skillscan-shard-")]

        wait_for(lambda: bool(shards()), "the worker reads")
        kill(victim)
        wait_for(lambda: address not in client.scheduler_info()["workers"], "it is missed")


def on_one_machine(store: str, home: Path) -> Settings:
    """What one machine makes of the same answers of the boards, in a home and nothing else."""
    files, place = files_at(f"{store}/landing")
    for path in files.find(place):
        copy = home / "landing" / path.removeprefix(f"{place}/")
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(files.read(path))
    settings, now = Settings(home=home), datetime.now(UTC)
    extract(settings, now=now)
    publish(settings, render=render, now=now, notice=NOTICE)
    return settings


def analysed(releases: str, told: Path, s3: S3Server | None = None) -> dict[str, list[Any]]:
    """What the latest release says, as an analyst reads it and writes it down."""
    known: Mapping[str, str] = {}
    if s3 is not None:
        known = {
            "KEY": s3.environment["AWS_ACCESS_KEY_ID"],
            "SECRET": s3.environment["AWS_SECRET_ACCESS_KEY"],
            "ENDPOINT": s3.url.removeprefix("http://"),
        }
    subprocess.run(
        [sys.executable, "-c", ANALYST, releases, str(told)],
        env={"PATH": os.environ["PATH"], "TZ": "UTC", **known},
        timeout=PATIENCE,
        check=True,
    )
    found: dict[str, list[Any]] = json.loads(told.read_text())
    return found


def content_hash(releases: str) -> str:
    """Of the only release there."""
    files, place = files_at(releases)
    (only,) = json.loads(files.read(f"{place}/index.json"))["releases"]
    return str(only["content_hash"])
