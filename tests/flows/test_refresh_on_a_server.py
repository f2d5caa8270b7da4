"""The flow ``refresh`` as a worker runs it on a real server: what is shown, and who is told."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from skillscan.flows.artifacts import ARTICLES_KEY
from suite.deployed import deploy, start_worker
from suite.patience import wait_for
from suite.prefect_api import Api, Receiver, receiving
from suite.prefect_server import RealServer

from skillscan.release.step import publish
from skillscan.settings import Settings
from skillscan.site.pages import render

pytestmark = pytest.mark.slow
FALSE = "Some 93% of postings for machine-learning engineers name PyTorch.\n"


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as found:
        yield found


@pytest.fixture
def server(tmp_path: Path, receiver: Receiver, market_file: Path) -> Iterator[RealServer]:
    """A server on which everything is deployed, beside a release and an article that is wrong."""
    found = RealServer(tmp_path)
    home = Path(found.environment["SKILLSCAN_HOME"])
    home.mkdir()
    settings = Settings(home=home)
    shutil.copy(market_file, settings.warehouse)
    publish(settings, render=render, now=datetime(2026, 2, 11, tzinfo=UTC))
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "false.md").write_text(FALSE)
    found.environment |= {
        "SKILLSCAN_NOTIFY_WEBHOOK": receiver.url,
        "SKILLSCAN_ARTICLES": str(articles),
    }
    found.start()
    deploy(found)
    yield found
    found.close()


def test_a_stale_article_is_shown_and_somebody_is_told(
    server: RealServer, receiver: Receiver
) -> None:
    """An article would stay wrong after a release, and its editor hear of it from a reader."""
    start_worker(server)
    api = Api(server)
    run = api.trigger("refresh", population="ml_engineer")
    wait_for(lambda: api.state(run) == "NeedsAttention", "the article is found to be wrong")
    assert api.kind(run) == "FAILED", "it looks like no success"
    (shown,) = api.filter("artifacts", artifacts={"key": {"any_": [ARTICLES_KEY]}})
    assert "93%" in shown["data"]
    assert "false" in shown["data"]
    wait_for(lambda: any("attention" in text for text in receiver.texts), "somebody is told")
    assert "0 of 1 articles hold" in "\n".join(receiver.texts)
