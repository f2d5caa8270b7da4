"""What provokes each alarm of `doctor` for real, and what its runbook says.

A scenario breaks something, waits while the alarm is looked for, and then does what the runbook
of docs/operating.md says, with the commands that it names.
"""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest
from extract.bench import job
from operations.installation import GREENHOUSE, LEVER, Site, opening
from suite.patience import wait_for

from skillscan.backup.step import back_up
from skillscan.domain import Board, Outcome, Parsed, RawItem
from skillscan.operations.alarms import Alarm
from skillscan.release.step import publish
from skillscan.sources import greenhouse
from skillscan.sources.registry import LOADED, sources

WRONG_RULES, OWN_RULES = "levels: [{id: wizard}]", "fragments: {senior: [elder]}"


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
