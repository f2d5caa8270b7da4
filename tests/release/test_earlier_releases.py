"""A release that the first version wrote (``first_release/``) is still of use."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest
from typer.testing import CliRunner, Result

from skillscan.cli.app import app
from skillscan.release import database
from skillscan.release.catalog import open_latest
from skillscan.release.files import Presentation
from skillscan.release.step import publish
from skillscan.settings import Settings
from skillscan.site.pages import render

FIRST = Path(__file__).with_name("first_release")
NAME = "2026-02-11-ecbabdeff131"


def install(home: Path) -> Settings:
    """Settings whose latest release is the one of the first version."""
    folder = home / "releases" / NAME
    folder.mkdir(parents=True)
    shutil.copy(FIRST / "statistics.json", folder)
    with duckdb.connect(str(folder / "skillscan.duckdb")) as connection:
        connection.execute((FIRST / "database.sql").read_text("utf-8"))
    (home / "releases" / "latest").write_text(f"{NAME}\n")
    return Settings(home=home)


@pytest.fixture
def first(tmp_path: Path) -> Settings:
    return install(tmp_path / "first")


def run(settings: Settings, *words: str) -> Result:
    environment = {"SKILLSCAN_HOME": str(settings.home), "COLUMNS": "220"}
    return CliRunner().invoke(app, words, env=environment)


def test_its_numbers_are_printed_and_checked(first: Settings, tmp_path: Path) -> None:
    """After an update an editor could not look up what was printed."""
    assert "33.3% (" in run(first, "stats", "experience_at_least").stdout
    article = tmp_path / "article.md"
    article.write_text(
        "<!-- skillscan: experience_at_least 5 ml_engineer_us -->33%<!-- /skillscan -->"
    )
    checked = run(first, "article", "check", str(article))
    assert (checked.exit_code, "current" in checked.stdout) == (0, True)


def test_its_pages_are_made_anew(first: Settings) -> None:
    """A quote of it that was withdrawn would stay on its pages, for they could not be made."""
    release = open_latest(first)
    with release.connect() as connection:
        shown = Presentation.of(first, render)
        made = {one.path: one.content for one in render(release.excerpt, connection, shown)}
    assert b"33%" in made["site/statistics/experience_at_least.html"]
    assert "site/skills/index.html" in made


def test_its_numbers_are_explained(first: Settings) -> None:
    """After an update nobody could follow a printed number to its sentences."""
    done = run(first, "explain", "experience_at_least", "--value", "5", "--limit", "2")
    assert done.exit_code == 0, done.output
    assert done.stdout.count("“5+ years.” [required]") == 2
    assert "https://jobs.example/1" in done.stdout
    assert "8 more openings" in done.stdout


@pytest.mark.slow
def test_the_next_release_is_compared_with_it(
    hand_made_warehouse: Callable[..., Settings], advert: Any, tmp_path: Path
) -> None:
    """After an update a jump would reach readers, or every release would be held back."""
    install(tmp_path / "home")
    adverts = [
        advert(
            employer=f"Employer {n % 10:02}",
            skills={"python" if n % 3 else "c++": "required"},
            years=5 if n % 3 == 0 else 2,
        )
        for n in range(30)
    ]
    settings = hand_made_warehouse(adverts, home=tmp_path / "home")
    summary = publish(settings, render=render, now=datetime(2026, 2, 12, tzinfo=UTC))
    held = {one.gate: one.reason for one in summary.gates if not one.is_passed}
    assert held == {"no_jump": "skill_share python ml_engineer_us: 100.0% → 66.7%"}


def test_its_relations_and_columns_are_still_there(first: Settings, published: Any) -> None:
    """An analyst's queries would fail on the next release: columns are added, not renamed."""
    with open_latest(first).connect() as connection:
        before = {one.name: one for one in database.relations(connection)}
    with published.release.connect() as connection:
        now = {one.name: one for one in database.relations(connection)}
    assert before.keys() <= now.keys()
    for name, relation in before.items():
        assert relation.columns.items() <= now[name].columns.items(), name
