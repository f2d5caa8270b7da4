"""Publishing from a real, hand-made warehouse: what a release holds, what never happens to it."""

import errno
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import jsonschema
import pytest
from suite.metrics_file import metric

from skillscan import resources
from skillscan.errors import SkillscanError, UsageError, WarehouseLockedError
from skillscan.release import builder
from skillscan.release.catalog import latest_name, open_latest, open_release
from skillscan.release.database import relations
from skillscan.release.files import PageFile
from skillscan.release.json_schema import schema_text
from skillscan.release.release_folder import LAST_PUBLISH, release_folder
from skillscan.release.step import PublishSummary, publish
from skillscan.release.warehouse_health import WarehouseHealth, warehouse_health
from skillscan.settings import Settings
from skillscan.site.pages import render
from skillscan.storage.folder_lock import LOCK
from skillscan.warehouse.connection import open_warehouse

MAY_BE_EMPTY = {
    *("withheld", "withheld_counts", "closures", "board_months", "disagreements"),
    *("confounded", "pooled_headlines"),
    # A first release has nothing to be compared with.
    *("compared_with", "changes", "board_changes", "availability_changes"),
}
NOW = datetime(2026, 2, 11, 6, tzinfo=UTC)


def folder_of(summary: PublishSummary) -> Path:
    return Path(summary.folder)


def names_in(settings: Settings) -> list[str]:
    """What stands in the folder of releases but for the lock of whoever writes there."""
    found = Path(settings.releases).iterdir()
    return sorted(path.name for path in found if path.name != LOCK)


def test_release_holds_what_it_promises(published: Any) -> None:
    """An analyst would miss a file, or find one that can be overwritten."""
    summary, folder = published.summary, published.folder
    assert summary.is_new
    assert summary.is_latest
    assert summary.name.startswith("2026-02-11-")
    assert sorted(path.name for path in folder.iterdir()) == [
        "CHANGES.md",
        "METHODS.md",
        "SHA256SUMS",
        "datapackage.json",
        "gates.json",
        "index.html",
        "parquet",
        "site",
        "skillscan.duckdb",
        "statistics",
        "statistics.json",
        "statistics.schema.json",
    ]
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert [path for path in files if path.stat().st_mode & 0o222] == []
    beside = ["latest", "latest.duckdb", "index.json", LAST_PUBLISH]
    assert names_in(published.settings) == sorted([summary.name, *beside])
    assert published.release.name == summary.name


def test_table_and_parquet_file_bear_one_name(published: Any) -> None:
    """An analyst would find one relation under two names, or two under one."""
    with published.release.connect() as connection:
        tables = {one.name: one for one in relations(connection) if not one.is_view}
        assert {path.stem for path in (published.folder / "parquet").iterdir()} == tables.keys()
        for name, table in tables.items():
            path = published.folder / "parquet" / f"{name}.parquet"
            rows = [connection.execute(f"FROM {at}").fetchall() for at in (f"'{path}'", name)]
            assert rows[0] == rows[1]
            assert rows[0] or name in MAY_BE_EMPTY
            columns = connection.execute(f"DESCRIBE FROM '{path}'").fetchall()
            assert [column[0] for column in columns] == list(table.columns)


def test_name_follows_from_the_content_not_from_the_page(
    published: Any, publish_again: Callable[..., PublishSummary]
) -> None:
    """A comma in the page's template would look like new data; a new notice would not show."""
    redrawn = publish_again(
        render=lambda *_: [PageFile(path="index.html", content=b"another page")]
    )
    assert (redrawn.name, redrawn.is_new) == (published.summary.name, False)
    assert publish_again(notice="Beware.").name != published.summary.name


def test_second_publish_changes_nothing(
    published_copy: Any, publish_again: Callable[..., PublishSummary]
) -> None:
    """Every run would fill the disk with the same release."""
    folder = published_copy.folder
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    second = publish_again(now=NOW + timedelta(hours=3))
    assert not second.is_new
    assert folder_of(second) == folder
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before
    assert before


def test_an_unchanged_night_writes_no_release_and_keeps_the_notice(
    published_copy: Any, publish_again: Callable[..., PublishSummary]
) -> None:
    """Every quiet or failed night would move `latest`, and lose what a person wrote on top."""
    later = publish_again(now=NOW + timedelta(days=1), notice=None)
    assert (later.name, later.is_new) == (published_copy.summary.name, False)
    dropped = publish_again(now=NOW + timedelta(days=1), notice="")
    assert dropped.is_new
    assert open_release(published_copy.settings, dropped.name).publication.notice is None


@pytest.mark.slow
def test_statistics_are_byte_equal_but_for_name_and_time(
    published: Any, published_copy: Any, publish_again: Callable[..., PublishSummary]
) -> None:
    """Nobody could tell from two files whether a number has changed."""
    texts = []
    shutil.rmtree(published_copy.settings.releases)
    next_day = publish_again(now=NOW + timedelta(days=1))
    assert next_day.is_new
    for summary in (published.summary, next_day):
        text = (folder_of(summary) / "statistics.json").read_text()
        stamp = json.loads(text)["published_at"]
        texts.append(text.replace(summary.name, "NAME").replace(stamp, "TIME"))
    assert texts[0] == texts[1]
    assert "NAME" in texts[0]


def test_statistics_json_follows_its_schema(published: Any) -> None:
    """Programs that read the file by its schema would break."""
    content = json.loads((published.folder / "statistics.json").read_text())
    jsonschema.validate(content, resources.data_json("statistics.schema.json"))
    assert content["as_of"] == "2026-02-10"
    assert len(content["estimates"]) > 20


def test_schema_file_is_that_of_the_models() -> None:
    """Programs would go by an older schema: `python -m skillscan.release.json_schema` prints it."""
    assert resources.data("statistics.schema.json").read_text("utf-8") == schema_text()


def test_database_equals_json_and_carries_comments(published: Any) -> None:
    """An analyst and an editor would quote different numbers of one release."""
    release = published.release
    with release.connect() as connection:
        stored = connection.execute(
            "SELECT population_id, value, measure, all_share, all_low, all_high FROM estimates "
            "WHERE statistic = 'skill_share' ORDER BY ALL"
        ).fetchall()
        bare = connection.execute(
            "SELECT table_name, column_name FROM duckdb_columns() "
            "WHERE NOT internal AND comment IS NULL"
        ).fetchall()
        counted = connection.execute(
            "SELECT count(*) FROM skill_share "
            "WHERE population_id = 'ml_engineer_us' AND value = 'pytorch' AND named"
        ).fetchall()
        version = connection.execute(
            "SELECT tags['storage_version'] FROM duckdb_databases() WHERE NOT internal"
        ).fetchall()
    shown = sorted(
        (e.population, e.value, e.measure, e.views.all.share, e.views.all.low, e.views.all.high)
        for e in release.publication.estimates
        if e.statistic == "skill_share"
    )
    assert stored == shown
    assert bare == []
    assert counted == [(20,)]
    assert version[0][0].startswith("v1.4.0")


def test_whole_texts_are_not_published(
    hand_made_warehouse: Callable[..., Settings], advert: Any
) -> None:
    """Texts belong to the employers: only the sentence that is quoted leaves the warehouse."""
    text = "Secret strategy paragraph of the employer. You know Python. More that is not quoted."
    adverts = [
        advert(employer=f"E{n % 12}", text=text, skills={"python": "required"}) for n in range(40)
    ]
    folder = folder_of(publish(hand_made_warehouse(adverts), render=render, now=NOW))
    with duckdb.connect(str(folder / "skillscan.duckdb"), read_only=True) as connection:
        quotes = connection.execute(
            "SELECT DISTINCT quote, quote[quote_start + 1 : quote_end] FROM findings"
        ).fetchall()
    assert quotes == [("You know Python.", "Python")]
    for path in folder.rglob("*"):
        assert path.is_dir() or b"Secret strategy" not in path.read_bytes()


def test_notice_stands_on_everything(market: Settings) -> None:
    """Invented numbers would be taken for real ones."""
    summary = publish(market, render=render, now=NOW, notice="All of this is invented <here>.")
    page = Path(summary.page).read_text()
    assert "All of this is invented &lt;here&gt;." in page
    assert open_latest(market).publication.notice == "All of this is invented <here>."


def test_held_back_release_is_kept_and_latest_stays(
    published_copy: Any, publish_again: Callable[..., PublishSummary]
) -> None:
    """A fault in the data would reach readers before a person looked."""
    settings = published_copy.settings
    with open_warehouse(settings) as connection:
        connection.execute("DELETE FROM posting_openings WHERE opening_id > 'opening00010'")
        connection.execute(
            "DELETE FROM postings WHERE posting_id NOT IN (FROM posting_openings SELECT posting_id)"
        )
    second = publish_again()
    assert second.is_new
    assert not second.is_latest
    assert latest_name(release_folder(settings.releases)) == published_copy.summary.name
    report = json.loads((folder_of(second) / "gates.json").read_text())
    failed = {row["gate"]: row["reason"] for row in report["gates"] if not row["is_passed"]}
    assert "keeps_openings" in failed
    assert "11 openings, 40 before" in failed["keeps_openings"]
    assert metric(settings, "gate_held", gate="keeps_openings") == 1
    assert metric(settings, "gate_held", gate="checks_pass") == 0


def test_gate_can_be_waived_with_a_reason(market: Settings) -> None:
    """A correct release that looks odd could never be published."""
    with open_warehouse(market) as connection:
        connection.execute("UPDATE fetches SET outcome = 'failed'")
    held = publish(market, render=render, now=NOW)
    assert not held.is_latest
    assert metric(market, "release_published_timestamp_seconds") is None
    assert metric(market, "step_last_success_timestamp_seconds", step="publish") is None
    waived = publish(market, render=render, now=NOW, waived={"fetches_succeed": "known outage"})
    assert (waived.name, waived.is_new, waived.is_latest) == (held.name, False, True)
    assert metric(market, "gate_held", gate="fetches_succeed") == 0
    assert metric(market, "release_published_timestamp_seconds") == NOW.timestamp()
    report = json.loads((folder_of(held) / "gates.json").read_text())
    assert [row["waived"] for row in report["gates"] if not row["is_passed"]] == ["known outage"]
    again = publish(market, render=render, now=NOW)
    assert (again.name, again.is_latest, again.waived) == (waived.name, True, waived.waived)
    with pytest.raises(UsageError, match="fetches_succeed"):
        publish(market, render=render, now=NOW, waived={"fetches": "typo"})


@pytest.mark.slow
def test_boards_that_are_not_visited_any_more_hold_nothing_back(market: Settings) -> None:
    """Boards that failed when they were tried, long ago, would stop every release."""
    with open_warehouse(market) as connection:
        for number in range(20):
            connection.execute(
                "INSERT INTO fetches SELECT * REPLACE (? AS fetch_id, ? AS board, "
                "'failed' AS outcome, started_at - INTERVAL 60 DAY AS started_at) "
                "FROM fetches WHERE outcome = 'complete' LIMIT 1",
                [f"old {number}", f"old-{number}"],
            )
    assert publish(market, render=render, now=NOW).is_latest


def test_unread_postings_hold_the_release_back(market: Settings) -> None:
    """Shares would be of those that happened to be read."""
    with open_warehouse(market) as connection:
        connection.execute("DELETE FROM readings WHERE content_hash = 'hash00003'")
    held = publish(market, render=render, now=NOW)
    failed = [verdict.gate for verdict in held.gates if not verdict.is_passed]
    assert "extraction_is_finished" in failed
    assert not held.is_latest


@pytest.mark.slow
def test_one_text_the_pipeline_fails_on_holds_nothing_back(
    hand_made_warehouse: Callable[..., Settings], advert: Any
) -> None:
    """One hostile posting would stop every release until somebody waives the gate by hand."""
    settings = hand_made_warehouse(advert(employer=f"E{n % 12}") for n in range(100))
    with open_warehouse(settings) as connection:
        connection.execute("DELETE FROM readings WHERE content_hash = 'hash00003'")
        connection.execute(
            "INSERT INTO quarantine "
            "SELECT 'reading-hash00003', 'reading-hash00003', '', 0, source, board, "
            "'reading_failed', '', '{}', last_seen, last_seen, 1 FROM postings LIMIT 1"
        )
    summary = publish(settings, render=render, now=NOW)
    assert [one.gate for one in summary.gates if not one.is_passed] == ["has_estimates"]


@pytest.mark.slow
@pytest.mark.parametrize("is_dismissed", [False, True])
def test_texts_that_somebody_dismissed_hold_nothing_back(
    hand_made_warehouse: Callable[..., Settings], advert: Any, *, is_dismissed: bool
) -> None:
    """Who has looked at them would have to waive the gate at every release."""
    settings = hand_made_warehouse(advert(employer=f"E{n % 12}") for n in range(20))
    with open_warehouse(settings) as connection:
        connection.execute("DELETE FROM readings WHERE content_hash = 'hash00003'")
        connection.execute(
            "INSERT INTO quarantine "
            "SELECT 'reading-hash00003', 'reading-hash00003', '', 0, source, board, "
            "'reading_failed', '', '{}', last_seen, last_seen, 1 FROM postings LIMIT 1"
        )
        if is_dismissed:
            connection.execute(
                "INSERT INTO quarantine_dismissals SELECT item_id, reason, source, board, "
                "seen_at, 'Kim', 'hostile' FROM quarantine"
            )
    failed = [
        one.gate for one in publish(settings, render=render, now=NOW).gates if not one.is_passed
    ]
    assert ("extraction_is_finished" in failed) is not is_dismissed


@pytest.mark.parametrize(
    "lost", ["statistics.json", pytest.param("skillscan.duckdb", marks=pytest.mark.slow), None]
)
def test_a_latest_release_that_cannot_be_read_is_a_matter_for_gates(
    published_copy: Any, publish_again: Callable[..., PublishSummary], lost: str | None
) -> None:
    """After an update that changed the form of releases, no publish would ever succeed again."""
    first = published_copy.folder
    if lost is None:
        first.rename(f"{first}.away")
    else:
        (first / lost).chmod(0o644)
        (first / lost).write_text("{}")
    next_day = NOW + timedelta(days=1)
    other = {"now": next_day, "notice": "Other content."}
    held = publish_again(**other)
    reasons = {one.gate: one.reason for one in held.gates if not one.is_passed}
    assert list(reasons) == ["keeps_openings", "no_jump"]
    assert first.name in reasons["no_jump"]
    assert not held.is_latest
    again = publish_again(**other, waived=dict.fromkeys(reasons, "updated"))
    assert again.is_latest


@pytest.mark.parametrize("lost", [pytest.param("statistics.json", marks=pytest.mark.slow), None])
def test_a_damaged_release_of_the_same_content_is_written_again(
    published_copy: Any, publish_again: Callable[..., PublishSummary], lost: str | None
) -> None:
    """Readers would see no page until somebody deleted things by hand."""
    name, first = published_copy.summary.name, published_copy.folder
    if lost is None:
        shutil.rmtree(first)
    else:
        (first / lost).chmod(0o644)
        (first / lost).write_text("{}")
    summary = publish_again(now=NOW + timedelta(days=1))
    assert (summary.name, summary.is_latest) == (name, True)
    assert open_latest(published_copy.settings).name == name


def test_empty_warehouse_publishes_no_number(hand_made_warehouse: Callable[..., Settings]) -> None:
    """The first run with nothing collected must say so."""
    summary = publish(hand_made_warehouse([]), render=render, now=NOW)
    assert not summary.is_latest
    assert summary.estimates == 0


def test_missing_warehouse_is_said(tmp_path: Path) -> None:
    """A new user would see a traceback."""
    with pytest.raises(SkillscanError, match="no warehouse"):
        publish(Settings(home=tmp_path), render=render, now=NOW)
    assert names_in(Settings(home=tmp_path)) == []


def test_warehouse_in_use_is_not_published(market: Settings) -> None:
    """Half of a load would be published as if it were all."""
    holder = (
        "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('held', flush=True); input()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holder, str(market.warehouse)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        with pytest.raises(WarehouseLockedError):
            publish(market, render=render, now=NOW)
        process.communicate("\n", timeout=600)
    assert names_in(market) == []


def test_a_publish_is_done_again_with_more_memory(
    market: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A night ended without a release for a bound of our own, beside gigabytes of free memory."""
    limits: list[str] = []
    add_ledger = builder.add_ledger

    def too_little_at_first(connection: duckdb.DuckDBPyConnection, *given: Any) -> Any:
        limits.extend(connection.execute("SELECT current_setting('memory_limit')").fetchone() or ())
        if len(limits) == 1:
            raise duckdb.OutOfMemoryException("Out of Memory Error: failed to pin block")
        return add_ledger(connection, *given)

    monkeypatch.setattr(builder, "add_ledger", too_little_at_first)
    summary = publish(market, now=NOW, render=render)
    assert limits == ["768.0 MiB", "1.5 GiB"]
    assert names_in(market).count(summary.name) == 1
    assert open_latest(market).name == summary.name


def test_a_look_at_the_warehouse_is_bound_as_well(
    market: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The checks of a million postings took 8 GB, before anything was made of them."""
    limits: list[str] = []

    def looked_at(warehouse: duckdb.DuckDBPyConnection) -> WarehouseHealth:
        limits.extend(warehouse.execute("SELECT current_setting('memory_limit')").fetchone() or ())
        return warehouse_health(warehouse)

    monkeypatch.setattr("skillscan.release.step.warehouse_health", looked_at)
    publish(market, now=NOW, render=render)
    assert limits == ["768.0 MiB"]


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param("write_text", marks=pytest.mark.slow),
        pytest.param("write_bytes", marks=pytest.mark.slow),
        "rename",
    ],
)
def test_full_disk_leaves_no_half_release(
    published_copy: Any,
    publish_again: Callable[..., PublishSummary],
    monkeypatch: pytest.MonkeyPatch,
    broken: str,
) -> None:
    """Readers would open half a release."""
    settings = published_copy.settings
    before = names_in(settings)

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, broken, full)
    with pytest.raises(SkillscanError, match=r"No space left.*`latest` is unmoved"):
        publish_again(now=NOW + timedelta(days=1), notice="Another.")
    monkeypatch.undo()
    assert names_in(settings) == before
    assert open_latest(settings).name == published_copy.summary.name


@pytest.mark.parametrize(
    "kilobytes",
    [pytest.param(20, marks=pytest.mark.slow), 120, pytest.param(400, marks=pytest.mark.slow)],
)
def test_really_full_disk_leaves_no_half_release(market: Settings, kilobytes: int) -> None:
    """The same on a real file system that is full: exit code 1, and nothing left behind."""
    unshare = shutil.which("unshare")
    mount = [
        *(str(unshare), "-rm", "sh", "-ec"),
        f'mkdir -p "$1" && mount -t tmpfs -o size={kilobytes}k tmpfs "$1"; shift; '
        'set +e; "$@"; code=$?; ls -A --ignore=.lock "$SKILLSCAN_RELEASES_URL" >&2; exit $code',
        "sh",
        market.releases,
    ]
    allowed = unshare and subprocess.run([*mount, "true"], check=False, capture_output=True)
    if not allowed or allowed.returncode:
        pytest.skip("this machine does not allow a small file system to be mounted")
    done = subprocess.run(
        [*mount, sys.executable, "-m", "skillscan", "publish"],
        env={
            "SKILLSCAN_HOME": str(market.home),
            "SKILLSCAN_RELEASES_URL": market.releases,
            "PATH": "/usr/bin:/bin",
            "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
        },
        check=False,
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert done.returncode == 1, done.stderr
    assert "could not be written" in done.stderr
    assert "Traceback" not in done.stderr
    left = done.stderr.strip().splitlines()[-1]
    assert "unmoved" in left, f"left behind: {left}"


@pytest.mark.slow
def test_remote_storage_holds_the_same_release(published: Any, market: Settings) -> None:
    """Many machines share releases on object storage (here fsspec's in memory)."""
    remote = Settings(home=market.home, releases_url=f"memory://{market.home.parent.name}/out")
    notice = published.release.publication.notice
    summary = publish(remote, render=render, now=NOW, notice=notice)
    assert summary.name == published.summary.name
    release = open_latest(remote)
    assert release.publication == published.release.publication
    with release.connect() as connection:
        assert connection.execute("SELECT count(*) FROM estimates").fetchall()[0][0] > 0
    assert not publish(remote, render=render, now=NOW, notice=notice).is_new


def test_damaged_latest_is_named(published_copy: Any) -> None:
    """A release that was moved away would end in a traceback at every command."""
    published_copy.folder.rename(f"{published_copy.folder}.away")
    with pytest.raises(SkillscanError, match="is gone"):
        open_latest(published_copy.settings)


def test_no_release_yet_says_what_to_do(tmp_path: Path) -> None:
    """The first `skillscan stats` of a new user."""
    with pytest.raises(SkillscanError, match="skillscan publish"):
        open_latest(Settings(home=tmp_path))
