"""``skillscan stats``, ``explain`` and ``publish`` as typed."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
import typer
from typer.testing import CliRunner, Result

from skillscan.cli.explain import explain
from skillscan.cli.publish import publish as publish_command
from skillscan.cli.stats import stats
from skillscan.errors import SkillscanError
from skillscan.release.catalog import open_latest
from skillscan.release.step import publish
from skillscan.settings import Settings
from skillscan.site.pages import render
from skillscan.warehouse.connection import open_warehouse

APP = typer.Typer()
for command in (stats, explain, publish_command):
    APP.command(command.__name__)(command)


def run(home: Path, *words: str) -> Result:
    return CliRunner().invoke(APP, words, env={"SKILLSCAN_HOME": str(home), "COLUMNS": "220"})


@pytest.fixture
def home(published: Any) -> Path:
    return Path(published.settings.home)


def test_stats_shows_four_views_interval_and_sample(home: Path) -> None:
    """The editor would print a share without knowing what it is of."""
    done = run(home, "stats")
    assert done.exit_code == 0
    for needed in (
        "Of all openings *",
        "Of those that state any",
        "One employer, one vote",
        "State none",
        "PyTorch",
        "50.0% (",
        "5+ years",
        "40 openings in 60 advertisements of 12 employers",
        "Largest employer: Employer 00",
        "Hand-made.",
    ):
        assert needed in done.stdout
    assert done.stdout.index("Python") < done.stdout.index("PyTorch") < done.stdout.index("5+")


def test_share_without_the_error_of_reading_is_told(home: Path) -> None:
    """It stood in the files alone, and nobody who reads a share saw it."""
    (one,) = (
        one
        for one in open_latest(Settings(home=home)).publication.estimates
        if (one.statistic, one.population, one.split, one.value, one.measure)
        == ("skill_share", "ml_engineer_us", "all", "pytorch", "named")
    )
    assert one.corrected is not None
    said = f"{one.corrected:.1%} of all openings without the measured error of reading"
    assert said in run(home, "stats", "--value", "pytorch").stdout
    assert said in run(home, "explain", "skill_share", "--value", "pytorch").stdout
    assert said not in run(home, "stats", "skill_share").stdout
    site = Path(open_latest(Settings(home=home)).folder) / "site"
    assert said in (site / "skills" / "pytorch.html").read_text()
    assert f">{one.corrected:.1%}</td>" in (site / "statistics" / "skill_share.html").read_text()


def test_stats_fits_a_terminal_of_80_columns(home: Path) -> None:
    """Headings and shares were cut to "88.…"; an editor with a usual terminal saw no number."""
    done = CliRunner().invoke(APP, ["stats"], env={"SKILLSCAN_HOME": str(home), "COLUMNS": "80"})
    assert done.exit_code == 0
    assert "…" not in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80
    for word in ("openings", "employer,", "50.0%", "Employers", "Read: P / R", "5+ years"):
        assert word in done.stdout


def test_stats_json_equals_the_release(home: Path) -> None:
    """A script would read other numbers than the page shows."""
    done = run(home, "stats", "skill_share", "--population", "ml_engineer", "--json")
    shown = json.loads(done.stdout)
    estimates = [
        msgspec.to_builtins(one)
        for one in open_latest(Settings(home=home)).publication.estimates
        if (one.statistic, one.population) == ("skill_share", "ml_engineer")
    ]
    assert shown["estimates"] == estimates
    assert list(shown["statistics"]) == ["skill_share"]


def test_withheld_statistic_says_why(home: Path) -> None:
    """An empty table would look like a fault."""
    done = run(home, "stats", "--population", "ml_engineer_gb")
    assert "withheld, 0 openings of 0 employers" in done.stdout


def test_explain_ends_in_sentences(home: Path) -> None:
    """A number could not be followed to what it rests on."""
    done = run(home, "explain", "skill_share", "--skill", "PyTorch", "--limit", "2")
    assert done.exit_code == 0
    assert done.stdout.startswith("Hand-made.\n50% of openings")
    for needed in ("Definition: ", "20 openings (40 advertisements)", "https://jobs.example/1"):
        assert needed in done.stdout
    assert done.stdout.count("“You know Python and PyTorch.” [preferred]") == 2
    assert "18 more openings" in done.stdout


def test_explain_json_marks_the_span(home: Path) -> None:
    """A script could not point at the words."""
    words = ("explain", "experience_at_least", "--value", "5", "--limit", "3", "--json")
    shown = json.loads(run(home, *words).stdout)
    assert len(shown["openings"]) == 3
    for opening in shown["openings"]:
        (quote,) = opening["quotes"]
        (span,) = quote["spans"]
        assert quote["text"][span["start"] : span["end"]] == "5+ years"
    assert shown["estimate"]["openings"] == 14


def test_explain_tells_why(market: Settings) -> None:
    """An editor would read a sentence and wonder why it counts as preferred."""
    hostile = "Nice [bold]\x1b[2Jto *have*"
    with open_warehouse(market) as connection:
        connection.execute("UPDATE posting_versions SET title = title || ?", [hostile])
        connection.execute(
            "UPDATE findings SET section = 'preferred', section_rule = 'rules.preferred', "
            "heading_start = 25, heading_end = 25 + ?", [len(hostile)],
        )  # fmt: skip
    publish(market, render=render, now=datetime(2026, 2, 11, tzinfo=UTC))
    words = ("explain", "skill_share", "--skill", "pytorch", "--limit", "1")
    said = run(market.home, *words).stdout
    assert r"[preferred: list under *Nice \[bold\]\\u001b\[2Jto \*have*]" in said
    assert "\x1b" not in said
    (opening,) = json.loads(run(market.home, *words, "--json").stdout)["openings"]
    (span,) = opening["quotes"][0]["spans"]
    assert (span["section"], span["section_rule"]) == ("preferred", "rules.preferred")
    assert (span["heading"], span["modifier_rule"], span["modifier"]) == (hostile, None, None)
    assert span["reason"].startswith("preferred: list under *Nice")


def test_sentence_names_the_sample_of_its_own_denominator(
    hand_made_warehouse: Callable[..., Settings], advert: Any
) -> None:
    """The 5+ rate would claim to rest on employers that state no years at all."""
    adverts = [advert(employer=f"E{n % 24}", years=None if n % 2 else 5) for n in range(96)]
    settings = hand_made_warehouse(adverts)
    publish(settings, render=render, now=datetime(2026, 2, 11, tzinfo=UTC))
    done = run(settings.home, "explain", "experience_at_least", "--value", "5")
    assert "100% require 5+ years" in done.stdout
    assert "48 openings of 12 employers" in done.stdout
    assert "50% of all openings state none" in " ".join(done.stdout.split())


def test_explain_is_the_same_every_time(home: Path) -> None:
    """Two people would look at different openings."""
    words = ("explain", "skill_share", "--skill", "python", "--json")
    assert run(home, *words).stdout == run(home, *words).stdout


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["stats", "skill_shares"], 2, "nearest: skill_share"),
        (["stats", "--population", "ml_engineer_uk"], 2, "ml_engineer_us"),
        (["explain", "skill_share", "--skill", "pytroch"], 2, "nearest: pytorch"),
        (["explain", "skill_share"], 2, "--skill NAME, or --value V"),
        (["explain", "skill_share", "--skill", "python", "--measure", "x"], 2, "named, required"),
        (
            ["explain", "skill_share", "--skill", "python", "--population", "ml_engineer_gb"],
            1,
            "withheld",
        ),
        (["publish", "--force-gate", "no_jump"], 2, "--reason"),
        (["publish", "--force-gate", "jump", "--reason", "x"], 2, "gates: has_estimates"),
    ],
)
def test_wrong_words_are_answered_with_the_right_ones(
    home: Path, words: list[str], code: int, said: str
) -> None:
    """The user would have to guess the names."""
    done = run(home, *words)
    assert isinstance(done.exception, SkillscanError)
    assert done.exception.exit_code == code
    assert said in str(done.exception)


def test_without_a_release_the_command_to_run_is_named(tmp_path: Path) -> None:
    """The first thing a new user types."""
    for words in (["stats"], ["explain", "skill_share", "--skill", "python"]):
        done = run(tmp_path, *words)
        assert isinstance(done.exception, SkillscanError)
        assert done.exception.exit_code == 1
        assert "skillscan publish" in str(done.exception)


@pytest.mark.slow
def test_publish_reports_and_exits_with_attention_when_held_back(market: Settings) -> None:
    """A schedule would not notice that `latest` stays behind."""
    done = run(market.home, "publish", "--json")
    assert (done.exit_code, json.loads(done.stdout)["is_latest"]) == (0, True)
    with open_warehouse(market) as connection:
        connection.execute("UPDATE fetches SET outcome = 'failed'")
        connection.execute("UPDATE postings SET url = 'https://jobs.example/2'")
    done = run(market.home, "publish")
    assert done.exit_code == 3
    assert "gate fetches_succeed: the newest fetch of 12 of 12 boards failed" in done.stdout
    assert "held back" in done.stdout
    words = ("--force-gate", "fetches_succeed", "--reason", "outage")
    done = run(market.home, "publish", *words)
    assert done.exit_code == 0
    assert "(waived: outage)" in done.stdout
