"""A publish without memory, disk or warehouse leaves no half release."""

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from skillscan.errors import SkillscanError, WarehouseLockedError
from skillscan.release import builder
from skillscan.release.catalog import open_latest
from skillscan.release.step import PublishSummary, publish
from skillscan.release.warehouse_health import WarehouseHealth, warehouse_health
from skillscan.settings import Settings
from skillscan.site.pages import render
from tests.release.publishing import NOW, names_in


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
    assert limits == ["512.0 MiB", "1.0 GiB"]
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
    assert limits == ["512.0 MiB"]


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
