"""Every alarm of `doctor` is provoked for real, and ends when its runbook is followed.

The runbooks stand in docs/operating.md. A scenario breaks something, waits while the alarm is
looked for, and then does what the runbook says, with the commands that it names.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
from extract.bench import job
from pytest_httpserver import HTTPServer
from suite.command_line import Done, run_here
from suite.patience import wait_for
from werkzeug import Request, Response

from skillscan.backup.step import back_up
from skillscan.boards.registry import write_boards
from skillscan.domain import Board, FetchReport, Outcome, Parsed, RawItem
from skillscan.landing.writer import LandingWriter
from skillscan.operations.alarms import Alarm
from skillscan.release.step import publish
from skillscan.settings import Settings
from skillscan.sources import greenhouse
from skillscan.sources.registry import LOADED, sources

GREENHOUSE, LEVER = "greenhouse", "lever"
TEXT = "&lt;p&gt;We build models for our customers, and you know Python well.&lt;/p&gt;"
WRONG_RULES, OWN_RULES = "levels: [{id: wizard}]", "fragments: {senior: [elder]}"


def opening(number: int) -> dict[str, Any]:
    return {
        "id": number,
        "title": f"Machine Learning Engineer {number}",
        "absolute_url": f"https://job-boards.greenhouse.io/acme/jobs/{number}",
        "location": {"name": "Austin, TX"},
        "content": TEXT,
    }


@dataclass
class Site:
    """An installation, and the boards that it asks, which answer as ``mode`` says."""

    home: Path
    server: HTTPServer
    market_file: Path
    mode: str = "well"
    base: str | None = None
    boards: list[Board] = field(default_factory=lambda: [Board(GREENHOUSE, "acme", "Acme")])
    now: datetime = field(default_factory=lambda: datetime.now(UTC))

    @property
    def settings(self) -> Settings:
        return Settings(home=self.home, contact="ops@example.org")

    def answer(self, request: Request) -> Response:
        """robots.txt and TDM files there are none; a board has two openings, or a fault."""
        if request.path.endswith((".txt", "tdmrep.json")):
            return Response(status=404)
        if self.mode in ("404", "503"):
            return Response(status=int(self.mode))
        jobs = [opening(number) for number in (1, 2)]
        if self.mode == "renamed":
            jobs = [{**job, "title": None, "job_title": job["title"]} for job in jobs]
        body = jobs if LEVER in request.path else {"jobs": jobs, "meta": {"total": 2}}
        answer = Response(json.dumps(body), content_type="application/json")
        if self.mode == "reserved":
            answer.headers["TDM-Reservation"] = "1"
        return answer

    def run(self, *arguments: str, codes: tuple[int, ...] = (0, 3), **variables: str) -> Done:
        """A command of a runbook."""
        base = self.base or self.server.url_for("").rstrip("/")
        done = run_here(
            *arguments,
            SKILLSCAN_HOME=str(self.home),
            SKILLSCAN_CONTACT="ops@example.org",
            SKILLSCAN_API_BASE=base,
            **variables,
        )
        assert done.returncode in codes, f"{arguments}: {done.stdout}{done.stderr}"
        return done

    def collect(self, *options: str, codes: tuple[int, ...] = (0,), **variables: str) -> None:
        path = self.home.parent / "boards.csv"
        write_boards(self.boards, path)
        self.run("collect", "--boards", str(path), *options, codes=codes, **variables)

    def alarms(self) -> set[str]:
        found = json.loads(self.run("doctor", "--json").stdout)
        return {one["alarm"] for one in found if one["alarm"]}

    def quarantined(self) -> list[dict[str, Any]]:
        """The items that nobody has dealt with."""
        listed = json.loads(self.run("quarantine", "list", "--json").stdout)
        found: list[dict[str, Any]] = listed["items"]
        return found

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """What stands in the warehouse."""
        with duckdb.connect(str(self.settings.warehouse), read_only=True) as connection:
            return connection.execute(query, values).fetchall()

    def land(
        self, days_ago: float, rows: list[dict[str, Any]], *, source: str = "ats", **changes: Any
    ) -> Path:
        """A fetch of the past; where its data lie."""
        started, board = self.now - timedelta(days=days_ago), str(changes.pop("board", "acme"))
        writer = LandingWriter(self.settings.landing, source, board, started)
        for row in rows:
            writer.add(
                RawItem(
                    source=source,
                    board=board,
                    url="https://jobs.example/1",
                    fetched_at=started,
                    http_status=200,
                    payload=row,
                )
            )
        values: dict[str, Any] = {"outcome": Outcome.COMPLETE} | changes
        report = writer.commit(
            FetchReport(
                source=source, board=board, started_at=started, finished_at=started, **values
            )
        )
        return Path(self.settings.landing, report.landing_file or "")

    def own_rules(self, text: str) -> Path:
        path = self.home / "rules" / "seniority.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def has_market(self) -> None:
        """A warehouse that a release can be made of."""
        self.home.mkdir(parents=True, exist_ok=True)
        shutil.copy(self.market_file, self.settings.warehouse)


def own_rules_wrong(site: Site) -> Iterator[None]:
    path = site.own_rules(WRONG_RULES)
    yield
    assert "seniority.yaml:1" in str(site.run("rules", "check", codes=(1, 2, 3)))
    path.rename(site.home.parent / path.name)


def own_taxonomy_wrong(site: Site) -> Iterator[None]:
    """A skill that is an ordinary word, and nobody has said where it counts."""
    folder = site.home / "taxonomy"
    folder.mkdir(parents=True)
    skill = "{id: lantern, label: Lantern, reference: 'https://x.org', aliases: [Lantern]}"
    (folder / "own.yaml").write_text(f"category: infrastructure\nskills: [{skill}]\n")
    yield
    assert "own.yaml:2" in str(site.run("taxonomy", "check", codes=(1, 2, 3)))
    shutil.rmtree(folder)


def nobody_reached(site: Site) -> Iterator[None]:
    site.boards = [Board(source, "acme", "Acme") for source in (GREENHOUSE, LEVER, "ashby")]
    site.base = "http://127.0.0.1:1"  # nobody listens there
    site.collect(codes=(1,))
    yield
    site.base = None
    site.collect(codes=(0, 3))


def no_board_read(site: Site) -> Iterator[None]:
    site.mode = "404"
    site.collect(codes=(1, 3))
    yield
    path = str(site.home.parent / "boards.csv")
    assert "acme" in str(site.run("boards", "check", "--boards", path, codes=(1, 3)))
    site.mode = "well"
    site.collect()


def provider_down(site: Site) -> Iterator[None]:
    site.boards = [Board(GREENHOUSE, f"b{number}", f"B{number}") for number in range(20)]
    site.mode = "503"
    site.collect(codes=(1, 3), SKILLSCAN_PROVIDER_PROBES="0")
    yield
    site.mode = "well"
    site.collect("--source", GREENHOUSE)


def boards_unread(site: Site) -> Iterator[None]:
    site.land(9, [opening(1), opening(2)], source=GREENHOUSE)
    site.land(0.1, [job(1)], board="other")
    site.run("extract", codes=(0,))
    yield
    site.collect()
    site.run("extract", codes=(0,))


def fetches_stale(site: Site) -> Iterator[None]:
    site.land(5, [job(1)])
    yield
    site.collect()


def fetches_not_loaded(site: Site) -> Iterator[None]:
    site.land(2, [job(1)])
    site.run("extract", codes=(0,))
    site.land(1, [job(1)])
    yield
    site.run("extract", codes=(0,))


def fetches_gone(site: Site) -> Iterator[None]:
    site.land(40, [job(1)])
    site.land(1, [job(1), job(2)])
    site.run("extract", codes=(0,))
    site.run("backup", codes=(0,))
    site.run("prune", "--older-than", "30", codes=(0,))
    site.settings.warehouse.unlink()
    site.run("extract")
    yield
    site.run("restore", codes=(0,))
    site.run("extract", codes=(0,))


def texts_unread(site: Site) -> Iterator[None]:
    site.land(1, [job(1)])
    site.run("extract", codes=(0,))
    site.own_rules(OWN_RULES)
    yield
    site.run("extract", codes=(0,))


def damaged_landing_files(site: Site) -> Iterator[None]:
    """One has a good copy, of the other file and report are moved away."""
    first, second = site.land(2, [job(1)]), site.land(1, [job(2)], board="other")
    content = first.read_bytes()
    for path in (first, second):
        path.write_bytes(content[:40])
    site.run("extract", codes=(3,))
    yield
    first.write_bytes(content)
    second.unlink()
    second.with_name(second.name.replace(".jsonl.gz", ".report.json")).unlink()
    site.run("extract", codes=(0,))


def failing_boards(site: Site) -> Iterator[None]:
    for day in (3, 2, 1):
        failed = {"outcome": Outcome.FAILED, "reason": "not_found"}
        site.land(day, [], source=GREENHOUSE, **failed)
    site.run("extract", codes=(0,))
    yield
    site.collect()  # it had moved, and is where the list has it
    site.run("extract", codes=(0,))


def quarantine(site: Site) -> Iterator[None]:
    """Once an employer's draft; and once a provider renamed a field, and the parser learnt it."""
    site.land(1, [job(1, title=""), job(2)])
    site.run("extract", codes=(3,))
    yield
    (item,) = site.quarantined()
    assert "no_title" in site.run("quarantine", "show", item["item_id"]).stdout
    site.run("quarantine", "dismiss", item["item_id"], "--reason", "a draft", codes=(0,))
    assert Alarm.QUARANTINE not in site.alarms()
    site.mode = "renamed"
    site.collect()
    site.run("extract", codes=(3,))
    yield
    first, _ = site.quarantined()
    assert '"job_title"' in site.run("quarantine", "show", first["item_id"]).stdout
    assert "2 still refused" in site.run("quarantine", "retry", codes=(3,)).stdout
    with pytest.MonkeyPatch.context() as patch:
        of_before = sources()[GREENHOUSE]
        patch.setitem(LOADED, GREENHOUSE, replace(of_before, parse=_knows_job_title))
        site.run("quarantine", "retry", "--source", GREENHOUSE, codes=(0,))
        site.run("extract", codes=(0,))
    loaded = site.rows("SELECT title, is_read FROM posting_facts WHERE source = ?", GREENHOUSE)
    assert sorted(loaded) == [(f"Machine Learning Engineer {number}", True) for number in (1, 2)]


def _knows_job_title(item: RawItem) -> Parsed:
    """Greenhouse's parser after it was mended."""
    payload = dict(item.payload)
    return greenhouse.parse(replace(item, payload=payload | {"title": payload["job_title"]}))


def reserved_boards(site: Site) -> Iterator[None]:
    site.mode = "reserved"
    site.collect(codes=(1, 3))
    site.run("extract", codes=(0,))
    yield
    site.mode = "well"  # its owner gave leave
    site.collect()
    site.run("extract", codes=(0,))


def suddenly_empty_boards(site: Site) -> Iterator[None]:
    site.land(2, [opening(number) for number in range(1, 9)], source=GREENHOUSE)
    site.land(1, [], source=GREENHOUSE)
    site.run("extract", codes=(0,))
    yield
    site.collect()
    site.run("extract", codes=(0,))


def release_stale(site: Site) -> Iterator[None]:
    """Once the schedule had stopped; and once every night's release was held back."""
    site.has_market()
    publish(site.settings, now=site.now - timedelta(days=5), render=lambda *_: ())
    yield
    site.run("publish", codes=(0,))
    assert Alarm.RELEASE_STALE not in site.alarms()
    shutil.rmtree(site.settings.releases)
    publish(site.settings, now=site.now - timedelta(days=5), render=lambda *_: ())
    with duckdb.connect(str(site.settings.warehouse)) as connection:
        connection.execute("DELETE FROM findings WHERE value = 'python'")
    site.run("publish", codes=(3,))
    yield
    accept = ("--force-gate", "no_jump", "--reason", "a taxonomy that was wrong")
    site.run("publish", *accept, codes=(0,))


def no_backup(site: Site) -> Iterator[None]:
    site.has_market()
    yield
    site.run("backup", codes=(0,))


def backup_stale(site: Site) -> Iterator[None]:
    """Once with other content; and once where the file was written, and says the same."""
    site.has_market()
    for change in ("UPDATE postings SET url = NULL", "CREATE TABLE t (i INT); DROP TABLE t"):
        shutil.rmtree(site.settings.backups, ignore_errors=True)
        back_up(site.settings, now=site.now - timedelta(days=5))
        with duckdb.connect(str(site.settings.warehouse)) as connection:
            connection.execute(change)
        yield
        site.run("backup", codes=(0,))
        assert Alarm.BACKUP_STALE not in site.alarms()


def damaged(site: Site) -> Iterator[None]:
    site.has_market()
    name = publish(site.settings, now=site.now, render=lambda *_: ()).name
    path = Path(site.settings.releases, name, "parquet", "estimates.parquet")
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:-9])
    yield
    site.run("releases", "rebuild", name, codes=(0, 3))


def unusable(site: Site) -> Iterator[None]:
    site.has_market()
    hold = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print(1, flush=True); input()"
    command = [sys.executable, "-c", hold, str(site.settings.warehouse)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdin is not None
        holder.stdout.readline()
        yield
        holder.stdin.close()
        wait_for(lambda: holder.poll() is not None, "the other process ends")


SCENARIOS: dict[str, Callable[[Site], Iterator[None]]] = {
    one.__name__: one
    for one in (
        own_rules_wrong,
        own_taxonomy_wrong,
        nobody_reached,
        no_board_read,
        provider_down,
        boards_unread,
        fetches_stale,
        fetches_not_loaded,
        fetches_gone,
        texts_unread,
        damaged_landing_files,
        failing_boards,
        quarantine,
        reserved_boards,
        suddenly_empty_boards,
        release_stale,
        no_backup,
        backup_stale,
        damaged,
        unusable,
    )
}
ON_A_DISK = {
    Alarm.HOME_NOT_WRITABLE: (
        'mount -t tmpfs -o ro tmpfs "$SKILLSCAN_HOME"',
        'umount "$SKILLSCAN_HOME"',
    ),
    Alarm.LITTLE_SPACE: (
        'mkdir "$0"; mount -t tmpfs -o size=2100m tmpfs "$0"; cp -a "$SKILLSCAN_HOME/." "$0/"; '
        'mount --bind "$0" "$SKILLSCAN_HOME"; head -c 80M /dev/zero > "$1"',
        "skillscan prune --older-than 90",
    ),
}
"""What brings a disk into the state that raises the alarm, and what the runbook says; in ``sh``,
with a place for the disk and an old raw answer."""


@pytest.fixture
def site(tmp_path: Path, httpserver: HTTPServer, market_file: Path) -> Site:
    found = Site(tmp_path / "home", httpserver, market_file)
    httpserver.expect_request(re.compile(".*")).respond_with_handler(found.answer)
    return found


def test_every_alarm_is_provoked_somewhere() -> None:
    """A runbook that nobody ever followed leads the one on duty astray."""
    assert SCENARIOS.keys() | ON_A_DISK == set(Alarm)


@pytest.mark.slow
@pytest.mark.parametrize("alarm", SCENARIOS)
def test_the_runbook_ends_the_alarm(site: Site, alarm: str) -> None:
    """It would ring for ever, and be believed no more."""
    for _ in SCENARIOS[alarm](site):
        assert alarm in site.alarms()
    assert alarm not in site.alarms()


@pytest.mark.slow
@pytest.mark.parametrize("alarm", ON_A_DISK)
def test_the_runbook_ends_the_alarm_of_a_disk(site: Site, alarm: Alarm) -> None:
    """The first sign of a full disk would be a night that failed."""
    old = site.land(100, [job(1)])
    site.land(1, [job(1)])
    site.run("extract", codes=(0,))
    provoke, mend = ON_A_DISK[alarm]
    doctor = "skillscan doctor --json > {} || true"
    script = "; ".join([provoke, doctor.format('"$2"'), mend, doctor.format('"$3"')])
    found = [site.home.parent / name for name in ("before.json", "after.json")]
    skillscan = f'skillscan() {{ "{sys.executable}" -P -m skillscan "$@"; }}'
    done = subprocess.run(
        [
            *("unshare", "-rm", "sh", "-ec", f"{skillscan}; {script}"),
            *map(str, (site.home.parent / "disk", old, *found)),
        ],
        env={**os.environ, "SKILLSCAN_HOME": str(site.home), "SKILLSCAN_CONTACT": "a@example.org"},
        capture_output=True,
        text=True,
        check=False,
    )
    if not found[0].exists():
        pytest.skip("this machine does not allow a small file system to be mounted")
    assert done.returncode == 0, done.stderr
    alarms = [{one["alarm"] for one in json.loads(path.read_text())} for path in found]
    assert [alarm in one for one in alarms] == [True, False]
