"""The flow that checks articles after each release, and what it tells of them."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from prefect.artifacts import Artifact
from skillscan.flows import publish as publish_flow
from skillscan.flows.artifacts import ARTICLES_KEY
from skillscan.flows.outcomes import ATTENTION
from skillscan.flows.refresh import articles_after_publish, refresh

from skillscan.release.step import publish
from skillscan.settings import Settings
from skillscan.site.pages import render

HOLDS = "About 50% of postings for machine-learning engineers name PyTorch.\n"
FALSE = "Some 93% of postings for machine-learning engineers name PyTorch.\n"


@pytest.fixture
def articles(home: Path, market_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of articles beside a home with a release (PyTorch: 50 %)."""
    settings = Settings(home=home)
    shutil.copy(market_file, settings.warehouse)
    publish(settings, render=render, now=datetime(2026, 2, 11, tzinfo=UTC))
    folder = tmp_path_factory.mktemp("articles")
    (folder / "holds.md").write_text(HOLDS)
    return folder


def shown() -> str:
    found = Artifact.get(ARTICLES_KEY)
    assert found is not None
    return str(found.data)


def test_articles_that_do_not_hold_are_told_by_article(articles: Path) -> None:
    """Nobody reads hundreds of articles after each release: the run says which to open."""
    (articles / "false.md").write_text(FALSE)
    (articles / "torn.md").write_bytes(b"\x00\x01\x02" * 100)
    state = refresh(str(articles), population="ml_engineer", return_state=True)
    assert (state.name, state.message) == (
        ATTENTION,
        "1 of 3 articles hold: look at the text of articles",
    )
    text = shown()
    assert "2 of 3 articles have something to look at." in text
    assert "93%" in text
    assert "**Some 50%**" in text
    assert "torn" in text
    assert "holds" not in text


def test_articles_that_hold_are_no_news(articles: Path) -> None:
    """An alert for articles that are fine would soon be read by nobody."""
    state = refresh(str(articles), population="ml_engineer", return_state=True)
    assert (state.name, state.message) == ("Completed", "1 of 1 articles hold")


def test_only_named_verdicts_alarm(articles: Path) -> None:
    """Who wants to hear of stale numbers alone is not told of others."""
    (articles / "false.md").write_text(FALSE)
    options = {"population": "ml_engineer", "return_state": True}
    assert refresh(str(articles), fail_on="stale", **options).name == "Completed"
    assert refresh(str(articles), fail_on="stale,contradicted", **options).name == ATTENTION


def test_without_articles_it_says_what_to_set(home: Path) -> None:
    """A run that checks nothing must not look like one in which all hold."""
    state = refresh(return_state=True)
    assert state.is_failed()
    assert "SKILLSCAN_ARTICLES" in str(state.message)


def test_a_wrong_folder_costs_no_release(home: Path) -> None:
    """A typing error in a setting must not make a good publish a failed one."""
    found = articles_after_publish(Settings(home=home, articles=str(home / "none")))
    assert [state.name for state in found] == [ATTENTION]
    assert "were not checked" in str(found[0].message)
    assert articles_after_publish(Settings(home=home)) == []
    assert publish_flow.articles_after_publish is articles_after_publish
