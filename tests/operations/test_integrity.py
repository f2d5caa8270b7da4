"""`doctor --deep` finds a flipped bit in each kind of file, and is content when it is mended."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from skillscan.backup.restore import restore
from skillscan.backup.step import back_up
from skillscan.domain import FetchReport, Outcome, RawItem
from skillscan.landing.writer import LandingWriter
from skillscan.operations.doctor import State, examine
from skillscan.release.step import publish
from skillscan.settings import Settings
from skillscan.site.pages import render

NOW = datetime(2026, 2, 11, 6, tzinfo=UTC)


@pytest.fixture(scope="module")
def whole(market_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with landing, warehouse, release and backup."""
    settings = Settings(home=tmp_path_factory.mktemp("whole"))
    shutil.copy(market_file, settings.warehouse)
    writer = LandingWriter(settings.landing, "ats", "acme", NOW)
    writer.add(
        RawItem(
            source="ats",
            board="acme",
            url="https://jobs.example/1",
            fetched_at=NOW,
            http_status=200,
            payload={"title": "Engineer"},
        )
    )
    report = FetchReport(
        source="ats", board="acme", outcome=Outcome.COMPLETE, started_at=NOW, finished_at=NOW
    )
    writer.commit(report)
    publish(settings, render=render, now=NOW)
    back_up(settings, now=NOW)
    return settings.home


@pytest.fixture
def settings(whole: Path, tmp_path: Path) -> Settings:
    shutil.copytree(whole, tmp_path / "home")
    return Settings(home=tmp_path / "home")


def broken(settings: Settings) -> list[tuple[str, str]]:
    found = examine(settings, now=NOW, is_deep=True)
    return [(one.part, one.message) for one in found if one.state is State.BROKEN]


def flip(settings: Settings, pattern: str, place: float = 0.5) -> Path:
    (path,) = settings.home.glob(pattern)
    content = bytearray(path.read_bytes())
    content[int(len(content) * place)] ^= 1
    path.chmod(0o644)
    path.write_bytes(content)
    return path


def test_a_sound_home_has_no_fault(settings: Settings) -> None:
    assert broken(settings) == []


OTHERS = (
    "landing/*/*/*.report.json",
    "releases/*/skillscan.duckdb",
    "backups/*/postings.parquet",
)
FILES = {
    "landing/*/*/*.jsonl.gz": ("landing", "jsonl.gz"),
    "landing/*/*/*.report.json": ("landing", "report.json"),
    "warehouse.duckdb": ("warehouse", "skillscan restore"),
    "releases/*/skillscan.duckdb": ("releases", "skillscan.duckdb is altered"),
    "backups/*/postings.parquet": ("backups", "postings.parquet is altered"),
}


@pytest.mark.parametrize(
    "pattern",
    [
        "landing/*/*/*.jsonl.gz",
        "warehouse.duckdb",
        *(pytest.param(pattern, marks=pytest.mark.slow) for pattern in OTHERS),
    ],
)
def test_a_flipped_bit_is_named(settings: Settings, pattern: str) -> None:
    """A number would rest on it, or the backup fail on the night it is needed."""
    flip(settings, pattern)
    part, said = FILES[pattern]
    found = broken(settings)
    assert {name for name, _ in found} == {part}
    assert any(said in message for _, message in found)


def mend_release(settings: Settings) -> None:
    assert publish(settings, render=render, now=NOW).mended


def mend_backup(settings: Settings) -> None:
    for folder in filter(Path.is_dir, Path(settings.backups).iterdir()):
        shutil.rmtree(folder)
    back_up(settings, now=NOW)


def mend_warehouse(settings: Settings) -> None:
    restore(settings, now=NOW)


@pytest.mark.parametrize(
    ("pattern", "mend"),
    [
        ("warehouse.duckdb", mend_warehouse),
        pytest.param("releases/*/skillscan.duckdb", mend_release, marks=pytest.mark.slow),
        pytest.param("backups/*/postings.parquet", mend_backup, marks=pytest.mark.slow),
    ],
)
def test_the_alarm_ends_with_the_mend(
    settings: Settings, pattern: str, mend: Callable[[Settings], None]
) -> None:
    """An alarm that never ends is one that nobody reads."""
    flip(settings, pattern)
    mend(settings)
    assert broken(settings) == []


@pytest.mark.slow
@pytest.mark.parametrize("file", ["releases/latest", "releases/last-publish.json", "gates.json"])
@pytest.mark.parametrize("damage", [b"2026-02-11-abc\xff", b"{", None])
def test_a_state_file_is_mended_by_publish(
    settings: Settings, file: str, damage: bytes | None
) -> None:
    """Nobody could open the latest release, and publishing again held every other one back."""
    path = settings.home / file
    if file == "gates.json":
        (path,) = settings.home.glob("releases/*/gates.json")
    before, content = path.read_bytes(), path.read_bytes()
    path.chmod(0o644)
    if damage is None and file == "releases/latest":
        path.unlink()
    else:
        path.write_bytes(damage or content.replace(b"2026-02-11", b"2036-02-11"))
    found = [one for one in examine(settings, now=NOW) if one.part == "releases"]
    assert [one.state for one in found] == [State.BROKEN]
    assert "skillscan publish" in f"{found[0].message} {found[0].advice}"
    publish(settings, render=render, now=NOW)
    assert broken(settings) == []
    assert file == "releases/last-publish.json" or path.read_bytes() == before
