"""``skillscan article check`` and ``refresh`` as typed, on a real release."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from skillscan.cli.article import app
from skillscan.errors import UsageError
from skillscan.release.step import publish
from skillscan.settings import Settings
from skillscan.site.page import render

ADDRESS = "skill_share pytorch ml_engineer"


@pytest.fixture(scope="module")
def home(market_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a release, which no command here changes."""
    settings = Settings(home=tmp_path_factory.mktemp("home"))
    shutil.copy(market_file, settings.warehouse)
    publish(settings, render=render, now=datetime(2026, 2, 11, tzinfo=UTC))
    return settings.home


def run(home: Path, *words: str) -> Result:
    return CliRunner().invoke(app, words, env={"SKILLSCAN_HOME": str(home), "COLUMNS": "200"})


def article(folder: Path, number: str, address: str = ADDRESS) -> Path:
    path = folder / "article.md"
    path.write_bytes(
        f"\ufeffTorch: <!-- skillscan: {address} -->{number}<!-- /skillscan -->.\r\n".encode()
    )
    return path


def test_a_stale_number_is_listed_and_ends_with_3(home: Path, tmp_path: Path) -> None:
    """A nightly check of a site must be able to tell stale articles from current ones."""
    done = run(home, "check", str(article(tmp_path, "72%")))
    assert done.exit_code == 3
    for needed in ("72%", "50%", "stale", "40 openings", "12 employers"):
        assert needed in done.stdout


def test_refresh_shows_then_writes_only_the_number(home: Path, tmp_path: Path) -> None:
    """An editor sees the change before it is made, and nothing else is changed."""
    path = article(tmp_path, "72 %")
    before = path.read_bytes()
    shown = run(home, "refresh", str(path))
    assert shown.exit_code == 0
    assert "50 %" in shown.stdout
    assert path.read_bytes() == before
    assert run(home, "refresh", str(path), "--write").exit_code == 0
    assert path.read_bytes() == before.replace(b"72 %", b"50 %")
    assert run(home, "check", str(path)).exit_code == 0


def test_json_names_the_release(home: Path, tmp_path: Path) -> None:
    """A script can trace the new number to the release it comes from."""
    done = run(home, "check", str(article(tmp_path, "50%")), "--json")
    found = json.loads(done.stdout)
    assert found["release"].startswith("2026-02-11-")
    assert found["numbers"][0]["is_stale"] is False


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("skill_share nothing ml_engineer", "unknown skill"),
        ("x y ml_engineer", "unknown statistic"),
    ],
)
def test_faults_name_file_and_line_and_write_nothing(
    home: Path, tmp_path: Path, address: str, says: str
) -> None:
    """The editor is led to the line; a half-refreshed article is never left behind."""
    path = article(tmp_path, "72%", address)
    before = path.read_bytes()
    done = run(home, "refresh", str(path), "--write")
    assert isinstance(done.exception, UsageError)
    assert f"{path}:1: {says}" in str(done.exception)
    assert done.exception.exit_code == 2
    assert path.read_bytes() == before


def test_a_missing_article_is_wrong_usage(home: Path, tmp_path: Path) -> None:
    """A typing error in a file name must not look like an article without stale numbers."""
    done = run(home, "check", str(tmp_path / "none.md"))
    assert isinstance(done.exception, UsageError)
