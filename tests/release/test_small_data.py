"""Twenty postings of one's own: counts instead of shares, and a release without a forced gate."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from skillscan.cli.app import app
from skillscan.errors import UsageError
from skillscan.release.catalog import open_latest
from skillscan.release.step import publish
from skillscan.settings import Settings
from skillscan.site.pages import render
from tests.release.conftest import Published

NOW = datetime(2026, 2, 11, tzinfo=UTC)


@pytest.fixture(scope="module")
def small(
    hand_made_warehouse: Callable[..., Settings],
    advert: Callable[..., Any],
    tmp_path_factory: pytest.TempPathFactory,
) -> Published:
    """Twenty openings of four employers; seven name PyTorch."""
    adverts = [
        advert(
            employer=f"E{number % 4}",
            skills={"python": "required"} | ({"pytorch": "preferred"} if number < 7 else {}),
            years=5 if number < 3 else None,
        )
        for number in range(20)
    ]
    settings = hand_made_warehouse(adverts, tmp_path_factory.mktemp("small"))
    summary = publish(settings, render=render, now=NOW, only=["ml_engineer_us"])
    return Published(settings=settings, summary=summary, release=open_latest(settings))


def run(small: Published, *words: str) -> Result:
    environment = {"SKILLSCAN_HOME": str(small.settings.home), "COLUMNS": "200"}
    return CliRunner().invoke(app, words, env=environment)


def test_a_small_sample_is_a_release(small: Published) -> None:
    """Whoever tries twenty postings of their own would be told to force a gate."""
    assert small.summary.is_latest
    assert small.summary.waived == {}
    assert [one.gate for one in small.summary.gates if not one.is_passed] == []
    assert small.summary.estimates == 0


def test_only_the_chosen_populations_are_published(small: Published) -> None:
    """`--population` would be without effect, and a misspelt one as well."""
    assert list(small.release.publication.populations) == ["ml_engineer_us"]
    with pytest.raises(UsageError, match="nearest: ml_engineer_us"):
        publish(small.settings, render=render, now=NOW, only=["ml_enginer_us"])


def test_stats_shows_counts_and_says_why_there_is_no_share(small: Published) -> None:
    """The table would be empty, or give 35 % of twenty postings."""
    done = run(small, "stats")
    assert done.exit_code == 0
    said = " ".join(done.stdout.split())
    for needed in ("PyTorch │ 7 of 20", "5+ years │ 3 of 3", "no share and no interval"):
        assert needed in said
    assert "20 openings of 4 employers: fewer than the minimum of 30 openings" in said
    assert "0%" not in said.partition("machine-learning engineers in")[0]


def test_the_page_shows_the_same_counts(small: Published) -> None:
    """The page would have nothing but withheld statistics."""
    assert "7 of 20" in small.page
    assert "no share and no interval" in small.page


def test_counts_lead_to_their_openings(small: Published) -> None:
    """A count could not be followed to its sentences."""
    done = run(small, "explain", "skill_share", "pytorch", "--limit", "2")
    assert done.exit_code == 0
    assert done.stdout.startswith("7 of 20 openings name PyTorch. Counts only")
    assert done.stdout.count("“You know Python and PyTorch.” [preferred]") == 2
    assert "5 more openings" in done.stdout
    shown = json.loads(run(small, "explain", "skill_share", "pytorch", "--json").stdout)
    assert (shown["count"]["openings"], shown["count"]["of_openings"]) == (7, 20)


def test_a_skill_that_nobody_names_is_none_of_so_many(small: Published) -> None:
    """ "Not in the list" could mean that it was never looked for."""
    done = run(small, "stats", "skill_share", "--skill", "k8s")
    assert done.exit_code == 0
    assert done.stdout.startswith("Kubernetes: 0 of 20 openings for machine-learning engineers")
    assert "no share and no interval" in done.stdout
