"""Crawls in a process of their own against a server on loopback."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from skillscan.boards.registry import write_boards
from skillscan.domain import Board, FetchReport, RawItem
from skillscan.landing.reader import read_items, reports


@dataclass(frozen=True)
class Crawl:
    """What one crawl left in landing."""

    root: str
    returncode: int
    stderr: str

    def report(self, board: str) -> FetchReport:
        """The newest report of a board."""
        return reports(self.root, board=board)[-1]

    def items(self, board: str) -> list[RawItem]:
        """The items of a board's newest report."""
        return [item for _, item in read_items(self.root, self.report(board))]


def _run_crawl(
    server: HTTPServer,
    home: Path,
    source: str,
    tokens: list[str],
    *options: str,
    modules: str | None = None,
) -> Crawl:
    """`python -m scrapy crawl` as an operator would run it; ``options`` are Scrapy's."""
    home.mkdir(parents=True, exist_ok=True)
    path = home / "boards.csv"
    write_boards([Board(source, token, token.title()) for token in tokens], path)
    environment = {
        **os.environ,
        "SCRAPY_SETTINGS_MODULE": "skillscan.spiders.settings",
        "SKILLSCAN_HOME": str(home),
        "SKILLSCAN_API_BASE": server.url_for("").rstrip("/"),
    }
    if modules:
        environment["PYTHONPATH"] = str(Path(__file__).parent)
        options = (*options, "-s", f"SPIDER_MODULES={modules}")
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", "crawl", source, "-a", f"boards={path}", *options],
        env=environment,
        cwd=home,
        capture_output=True,
        text=True,
        timeout=60,
    )
    return Crawl(str(home / "landing"), done.returncode, done.stderr)


@pytest.fixture(scope="module")
def server() -> Iterator[HTTPServer]:
    """A threaded server, so that slow answers do not hold up the others."""
    with HTTPServer(host="127.0.0.1", threaded=True) as running:
        yield running


@pytest.fixture(scope="session")
def run_crawl() -> Callable[..., Crawl]:
    """Start a crawl and wait for its end."""
    return _run_crawl
