"""``backup``, ``restore`` and the backup of ``publish`` as an operator types them."""

import json
from pathlib import Path

import pytest
from suite.command_line import run_here

from skillscan.settings import Settings


def test_publish_backs_up_and_restore_brings_back(market: Settings) -> None:
    """An operator would find out on the bad night that there was never a backup."""
    home = str(market.home)
    done = run_here("publish", "--json", SKILLSCAN_HOME=home)
    saved = json.loads(done.stdout)["backup"]
    assert saved["is_new"]
    market.warehouse.write_bytes(b"flipped")
    listed = run_here("backup", "--list", "--json", SKILLSCAN_HOME=home)
    assert json.loads(listed.stdout) == [{"name": saved["name"], "faults": []}]
    restored = run_here("restore", SKILLSCAN_HOME=home)
    assert restored.returncode == 0
    assert "before-restore" in restored.stdout
    again = run_here("backup", SKILLSCAN_HOME=home)
    assert again.returncode == 0
    assert "unchanged" in again.stdout


def test_a_release_without_backup_needs_attention(market: Settings, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    done = run_here(
        "publish", SKILLSCAN_HOME=str(market.home), SKILLSCAN_BACKUPS_URL=str(blocked / "in")
    )
    assert done.returncode == 3
    assert "no backup" in done.stdout
    assert "published" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("restore",), 2, "no whole backup"),
        (("restore", "unknown"), 2, "skillscan backup --list"),
        (("backup",), 2, "no warehouse"),
    ],
)
def test_what_is_not_there_is_said(
    tmp_path: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    done = run_here(*arguments, SKILLSCAN_HOME=str(tmp_path))
    assert done.returncode == code
    assert said in done.stderr


def test_a_damaged_backup_is_listed_as_such(market: Settings) -> None:
    home = str(market.home)
    run_here("backup", SKILLSCAN_HOME=home)
    (file,) = Path(market.backups).glob("*/postings.parquet")
    file.chmod(0o644)
    file.write_bytes(file.read_bytes()[:-1])
    done = run_here("backup", "--list", SKILLSCAN_HOME=home)
    assert done.returncode == 3
    assert "postings.parquet is altered" in done.stdout
