"""A published home, and clients of the server over it."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from skillscan.release.step import publish
from skillscan.serving.api.application import application
from skillscan.serving.api.review_desk import ReviewDesk
from skillscan.settings import Settings
from skillscan.site.pages import render

OWN = "http://127.0.0.1:8000"


@pytest.fixture(scope="session")
def served_home(market_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a release, which no test changes."""
    settings = Settings(home=tmp_path_factory.mktemp("served"))
    shutil.copy(market_file, settings.warehouse)
    publish(settings, render=render, now=datetime(2026, 2, 11, tzinfo=UTC))
    return settings.home


@pytest.fixture
def own_home(served_home: Path, tmp_path: Path) -> Path:
    """A copy of it, which a test may change."""
    home = tmp_path / "own"
    shutil.copytree(served_home, home)
    return home


@pytest.fixture
def client_of() -> Iterator[Callable[..., TestClient]]:
    """A function: home (and who reviews there) → a client of its server."""
    made: list[TestClient] = []

    def make(home: Path, desk: ReviewDesk | None = None) -> TestClient:
        app = application(Settings(home=home), desk)
        client = TestClient(app, base_url=OWN, raise_server_exceptions=False)
        made.append(client.__enter__())
        return client

    yield make
    for one in made:
        one.__exit__()


@pytest.fixture
def client(served_home: Path, client_of: Callable[..., TestClient]) -> TestClient:
    """A client of the server over the published home."""
    return client_of(served_home)


@dataclass(frozen=True)
class RunningServer:
    """``skillscan serve`` as a process, and the address that it told."""

    process: subprocess.Popen[str]
    address: str


@pytest.fixture(scope="session")
def running() -> Callable[..., "contextmanager[RunningServer]"]:
    """A context manager: home → the command on a free port, ended with the block."""

    @contextmanager
    def run(home: Path) -> Iterator[RunningServer]:
        command = [sys.executable, "-m", "skillscan", "serve", "--port", "0"]
        with subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={"PATH": "/usr/bin:/bin", "SKILLSCAN_HOME": str(home)},
        ) as process:
            try:
                address = process.stdout.readline().strip() if process.stdout else ""
                assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", address)
                yield RunningServer(process, address)
            finally:
                process.kill()

    return run
