"""Everything below one URL on a real local S3, by the commands; beside it one machine's run."""

import csv
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import anyio
import duckdb
import httpx
import pytest
from mcp import Client, StdioServerParameters
from suite.patience import wait_for
from suite.s3_server import S3Server, environment_of, found_here, ill_s3, s3_server

from skillscan.boards.registry import write_boards
from skillscan.release.withdrawal import WITHDRAWN
from skillscan.sample_market.generator import build_market
from skillscan.sample_market.listing import sample_boards
from skillscan.sample_market.server import serve_market
from skillscan.settings import Settings
from skillscan.storage import unfinished_uploads
from skillscan.storage.place import files_at
from skillscan.storage.versioned_folder import VersionedFolder

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def s3() -> Iterator[S3Server]:
    """A server in a process of its own."""
    with s3_server() as server:
        yield server


@dataclass(frozen=True)
class Machine:
    """One that runs commands in a home of its own."""

    home: Path
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def variables(self) -> dict[str, str]:
        """All that a process of it sees."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("SKILLSCAN_", "AWS_"))}
        own = {"SKILLSCAN_HOME": str(self.home), "SKILLSCAN_WORKERS": "1", "COLUMNS": "200"}
        return kept | own | self.environment

    def start(self, *words: str) -> "subprocess.Popen[str]":
        """Begin a command."""
        return subprocess.Popen(
            [sys.executable, "-m", "skillscan", *words],
            env=self.variables,
            cwd=self.home.parent,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *words: str, codes: tuple[int, ...] = (0,)) -> str:
        """What a command prints, which ends with one of these codes."""
        process = self.start(*words)
        out, err = process.communicate(timeout=400)
        assert process.returncode in codes, (words, process.returncode, out, err)
        assert "Traceback" not in err
        return out


def on_s3(s3: S3Server, home: Path, prefix: str) -> Machine:
    """A machine whose store is on S3."""
    store = {"SKILLSCAN_STORE": f"s3://{s3.bucket}/{prefix}"}
    return Machine(home, s3.environment | store)


@pytest.fixture
def remote(s3: S3Server, monkeypatch: pytest.MonkeyPatch) -> S3Server:
    """The server, found by this process, too."""
    found_here(monkeypatch, s3.environment)
    return s3


def numbers(machine: Machine) -> list[dict[str, object]]:
    """Every number of the latest release."""
    query = "FROM analyst.estimates ORDER BY ALL"
    found: list[dict[str, object]] = json.loads(machine.run("sql", "--format", "json", query))
    return found


def test_a_market_on_s3_has_the_numbers_of_one_machine(remote: S3Server, tmp_path: Path) -> None:
    """Where files lie would decide what is published."""
    far, near = on_s3(remote, tmp_path / "far", "market"), Machine(tmp_path / "near")
    market, boards = build_market(), tmp_path / "boards.csv"
    write_boards(sample_boards(market), boards)
    for day in (1, 2):
        with serve_market(market, day=day) as served:
            far.environment["SKILLSCAN_API_BASE"] = served.base_url
            far.run("collect", "--boards", str(boards))
    far.environment.pop("SKILLSCAN_API_BASE")
    (rows := tmp_path / "rows.csv").write_text(
        "id,title,description,url\n"
        "1,ML Engineer,You know Python and PyTorch. 5+ years.,https://jobs.example/1\n"
        "2,,,https://jobs.example/2\n"
    )
    far.run("import", "--source", "kaggle", str(rows), codes=(0, 3))
    files, place = files_at(f"s3://{remote.bucket}/market")
    landed = list(files.find(f"{place}/landing"))
    assert (
        len([one for one in landed if one.endswith(".report.json")])
        == 2 * len(sample_boards(market)) + 1
    )
    for path in landed:
        copy = near.home / path.removeprefix(f"{place}/")
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(files.read(path))
    for machine in (far, near):
        machine.run("extract", codes=(0, 3))
        machine.run("publish", "--notice", "Invented.", codes=(0, 3))
    names = [machine.run("releases", "list", "--json") for machine in (far, near)]
    there, here = (json.loads(one) for one in names)
    assert there["releases"][0]["content_hash"] == here["releases"][0]["content_hash"]
    assert there["latest"][-12:] == here["latest"][-12:]
    assert there["damaged"] == {} == here["damaged"]
    assert numbers(far) == numbers(near) != []
    for words in (
        ["stats", "--json"],
        ["stats", "skill_share", "--json"],
        ["explain", "skill_share", "--value", "python", "--json"],
        ["quarantine", "list", "--json"],
    ):
        said = [machine.run(*words) for machine in (far, near)]
        said = [re.sub(r"\d{4}-\d\d-\d\d[T ][\d:.]+(Z|\+00:00)?", "TIME", one) for one in said]
        assert said[0].replace(far.environment["SKILLSCAN_STORE"], str(near.home)) == said[1], words
    _check_the_rest(far)


def _check_the_rest(far: Machine) -> None:
    """Every other command that reads or writes the store."""
    far.run("backup")
    assert not json.loads(far.run("backup", "--json"))["is_new"]
    assert "damaged" not in far.run("backup", "--list")
    far.run("doctor", "--deep", codes=(0, 3))
    far.run("restore")
    far.run("extract", codes=(0, 3))
    far.run("changes", codes=(0, 2, 3))
    posting = list(csv.reader(far.run("sql", "--format", "csv", FIRST_POSTING).splitlines()))[-1][0]
    far.run("redact", posting, "--reason", "asked")
    assert json.loads(far.run("releases", "list", "--json"))["releases"][0]["withdrawn"] == 1
    quotes = far.run("sql", "--format", "csv", QUOTES.format(posting))
    assert "withdrawn" in quotes
    assert len(quotes.splitlines()) == 2
    far.run("prune", "--older-than", "1")
    (article := far.home.parent / "a.md").write_text("Python is named in 99 % of ads.\n")
    far.run("article", "check", str(article), codes=(0, 3))
    assert not (far.home / "landing").exists()
    assert not (far.home / "releases").exists()
    assert not (far.home / "backups").exists()


FIRST_POSTING = "SELECT min(posting_id) AS posting FROM opening_findings"
QUOTES = "SELECT DISTINCT quote FROM opening_findings WHERE posting_id = '{}'"


def published(far: Machine, market: Settings) -> str:
    """The name of the release of the hand-made market, published from that machine."""
    far.home.mkdir(exist_ok=True)
    shutil.copy(market.warehouse, far.home / "warehouse.duckdb")
    far.run("publish", "--notice", "Hand-made.", codes=(0, 3))
    index = json.loads(far.run("releases", "list", "--json"))
    return str(index["latest"])


def test_an_analyst_reads_s3_with_plain_duckdb(
    remote: S3Server, market: Settings, tmp_path: Path
) -> None:
    """The release could be read only through skillscan."""
    far = on_s3(remote, tmp_path / "far", "analyst")
    name = published(far, market)
    import duckdb_extension_httpfs

    (extension,) = Path(duckdb_extension_httpfs.__path__[0]).rglob("*.duckdb_extension")
    with duckdb.connect() as plain:
        plain.execute(f"LOAD '{extension}'")
        plain.execute(
            "CREATE SECRET (TYPE s3, KEY_ID $key, SECRET $secret, REGION 'us-east-1', "
            "ENDPOINT $endpoint, URL_STYLE 'path', USE_SSL false)".replace(
                "$key", f"'{remote.environment['AWS_ACCESS_KEY_ID']}'"
            )
            .replace("$secret", f"'{remote.environment['AWS_SECRET_ACCESS_KEY']}'")
            .replace("$endpoint", f"'{remote.url.removeprefix('http://')}'")
        )
        store = far.environment["SKILLSCAN_STORE"]
        plain.execute(f"ATTACH '{store}/releases/latest.duckdb' AS skillscan (READ_ONLY)")
        views = plain.execute("SELECT count(*) FROM skillscan.estimates").fetchall()
        parquet = f"{store}/releases/{name}/parquet/estimates.parquet"
        direct = plain.read_parquet(parquet).aggregate("count(*)").fetchall()
        plain.execute(f"ATTACH '{store}/releases/{name}/skillscan.duckdb' AS whole (READ_ONLY)")
        plain.execute("USE whole")
        shares = plain.execute("FROM skill_share()").fetchall()
    assert views == direct
    assert views[0][0] > 0
    said = far.run("sql", "--format", "json", "SELECT count(*) AS n FROM estimates")
    assert json.loads(said) == [{"n": views[0][0]}]
    assert len(shares) == len(json.loads(far.run("sql", "--format", "json", "FROM skill_share()")))


def test_pages_and_numbers_are_served_from_s3(
    remote: S3Server, market: Settings, tmp_path: Path
) -> None:
    """The site would show only what lies on its own machine."""
    far = on_s3(remote, tmp_path / "far", "served")
    name = published(far, market)
    reader = on_s3(remote, tmp_path / "reader", "served")
    process = reader.start("serve", "--port", "0")
    try:
        assert process.stdout
        address = process.stdout.readline().strip()
        with httpx.Client(base_url=address, follow_redirects=True) as client:
            page = client.get("/")
            known = client.get(f"/releases/{name}/site/statistics/skill_share.html")
            listed = client.get("/api/statistics")
            assert client.get("/healthz").json()["status"] == "ok"
    finally:
        process.kill()
        process.communicate()
    assert (page.status_code, known.status_code, listed.status_code) == (200, 200, 200)
    files, place = files_at(f"s3://{remote.bucket}/served/releases/{name}")
    assert known.content == files.read(f"{place}/site/statistics/skill_share.html")
    assert name in page.text


def test_an_assistant_is_answered_from_s3(
    remote: S3Server, market: Settings, tmp_path: Path
) -> None:
    """It would tell old numbers, or a quote that another machine has withdrawn meanwhile."""
    far = on_s3(remote, tmp_path / "far", "asked")
    first = published(far, market)
    reader = on_s3(remote, tmp_path / "reader", "asked")
    command = [sys.executable, "-m", "skillscan", "mcp"]
    started = StdioServerParameters(command=command[0], args=command[1:], env=reader.variables)

    async def conversation() -> None:
        async with Client(started) as client:

            async def ask(tool: str, **asked: str) -> Any:
                answer = await client.call_tool(tool, asked)
                assert not answer.is_error, answer
                return answer.structured_content

            number = await ask("get_estimate", **PYTORCH)
            assert (number["release"]["name"], number["number"]["number"]) == (first, 0.5)
            told = (await ask("explain", **PYTORCH))["quoted_openings"][0]
            assert "PyTorch" in told["sentences"][0]["text"]
            methods = await client.read_resource("skillscan://methods")
            assert first in methods.contents[0].text
            posting = told["posting_ids"][0]
            quotes = QUOTES.format(posting)
            assert "PyTorch" in str((await ask("query", sql=quotes))["rows"])
            await anyio.to_thread.run_sync(far.run, "redact", posting, "--reason", "asked")
            assert (await ask("query", sql=quotes))["rows"] == [[WITHDRAWN]]
            with duckdb.connect(str(far.home / "warehouse.duckdb")) as connection:
                connection.execute("UPDATE readings SET years_min = 7 WHERE years_min = 5")
            await anyio.to_thread.run_sync(far.run, "publish", "--force-gate", "no_jump", *REASON)
            assert (await ask("get_estimate", **PYTORCH))["release"]["name"] != first

    anyio.run(conversation)


PYTORCH = {"statistic": "skill_share", "population": "ml_engineer_us", "value": "pytorch"}
REASON = ("--reason", "the words had been read wrongly")


def test_two_machines_that_publish_at_once(
    remote: S3Server, market: Settings, tmp_path: Path
) -> None:
    """One of the two would be lost from the index, or stand there twice."""
    machines = [on_s3(remote, tmp_path / name, "twice") for name in ("one", "two")]
    for number, machine in enumerate(machines):
        machine.home.mkdir()
        machine.environment["SKILLSCAN_LOCK_SECONDS"] = "300"
        shutil.copy(market.warehouse, machine.home / "warehouse.duckdb")
        if number:  # other data, so that there are two releases
            with duckdb.connect(str(machine.home / "warehouse.duckdb")) as connection:
                connection.execute("UPDATE readings SET years_min = 7 WHERE years_min = 5")
    running = [machine.start("publish", "--notice", "Hand-made.") for machine in machines]
    for process in running:
        out, err = process.communicate(timeout=400)
        assert process.returncode in {0, 3}, (out, err)
    for machine in machines:
        index = json.loads(machine.run("releases", "list", "--json"))
        assert len(index["releases"]) == 2
        assert (index["damaged"], index["faults"]) == ({}, [])
        earlier, later = index["releases"]
        assert index["latest"] in {earlier["release"], later["release"]}
    files, place = files_at(f"s3://{remote.bucket}/twice/releases")
    assert not files.exists(f"{place}/.lock")


def test_a_publish_that_is_killed_while_it_uploads(
    remote: S3Server, market: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Readers would find half a release, the next publish a lock of nobody, S3 keep the rest."""
    far = on_s3(remote, tmp_path / "far", "killed")
    far.home.mkdir()
    shutil.copy(market.warehouse, far.home / "warehouse.duckdb")
    process = far.start("publish", "--notice", "Hand-made.")
    started = "/skillscan/killed/releases/20"

    def is_uploading() -> bool:
        assert process.poll() is None, process.communicate()
        return any(verb == "PUT" and path.startswith(started) for verb, path in remote.requests())

    wait_for(is_uploading, "an upload has begun")
    process.send_signal(signal.SIGKILL)
    process.communicate()
    files, place = files_at(f"s3://{remote.bucket}/killed/releases")
    left = [one for one in files.find(place) if "/20" in one.removeprefix(place)]
    assert left
    assert "no release yet" in far_error(far, "stats")
    assert json.loads(far.run("releases", "list", "--json"))["releases"] == []
    assert "is writing in" in far_error(far, "publish", SKILLSCAN_LOCK_SECONDS="0")
    lock = json.loads(files.read(f"{place}/.lock"))
    lock["until"] = "2026-01-01T00:00:00+00:00"  # some minutes later
    files.write(f"{place}/.lock", json.dumps(lock).encode())
    monkeypatch.setattr(unfinished_uploads, "STALE", -unfinished_uploads.STALE)  # a day later
    folder = VersionedFolder(f"s3://{remote.bucket}/killed/releases", "statistics.json")
    with folder.staging():
        pass
    assert not [one for one in files.find(place) if "/20" in one.removeprefix(place)]
    assert not files.find(f"{place}/.uploading")
    far.run("publish", "--notice", "Hand-made.")
    index = json.loads(far.run("releases", "list", "--json"))
    assert (len(index["releases"]), index["damaged"], index["faults"]) == (1, {}, [])


def far_error(far: Machine, *words: str, code: int = 1, **more: str) -> str:
    """What a command prints that fails."""
    process = Machine(far.home, far.environment | more).start(*words)
    _, err = process.communicate(timeout=400)
    assert process.returncode == code, (words, err)
    assert "Traceback" not in err
    assert not re.search("AKIANOBODY|a-secret-that", err)
    return err


@pytest.mark.parametrize(
    ("status", "code", "told"),
    [
        (403, "AccessDenied", "is not open to us"),
        (503, "SlowDown", "could not be reached"),
        (404, "NoSuchBucket", "bucket that is not there"),
    ],
)
def test_commands_tell_what_is_wrong_with_the_store(
    status: int, code: str, told: str, market: Settings, tmp_path: Path
) -> None:
    """A night's run would end with a traceback, or tell of damage where the network was down."""
    begun = time.monotonic()
    (rows := tmp_path / "rows.csv").write_text("id,title,description\n1,ML Engineer,Python\n")
    with ill_s3(status, code) as url:
        store = {"SKILLSCAN_STORE": "s3://skillscan/prod", "SKILLSCAN_LOCK_SECONDS": "0"}
        far = Machine(market.home, environment_of(url) | store)
        asked = [["stats"], ["publish"], ["import", "--source", "kaggle", str(rows)]]
        if status != 503:  # each of which takes some seconds then
            asked += [["extract"], ["backup"], ["restore"], ["releases", "list"]]
            asked += [["prune", "--older-than", "1"]]
            assert told in far.run("doctor", codes=(1, 3))
        for words in asked:
            assert told in far_error(far, *words), words
    assert time.monotonic() - begun < 400
