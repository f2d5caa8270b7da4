"""When a run ends by itself, and when it must not."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from itertools import chain, repeat
from pathlib import Path

import pytest
from prefect.settings import PREFECT_API_URL, PREFECT_CLIENT_MAX_RETRIES, temporary_settings
from skillscan.flows import abandoned
from skillscan.flows.abandoned import (
    LOG_FILE,
    at_work,
    is_at_work,
    wait_until_abandoned,
    watch_engine,
)
from skillscan.flows.server import is_there, patience

PAGE = Path(__file__).parent.parent.parent / "docs" / "operating.md"
STEPS = 40
YES, NO = repeat(True), repeat(False)


def first(times: int, *, then: bool) -> Iterator[bool]:
    return chain(repeat(not then, times), repeat(then))


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time, which goes on by two seconds at each look; a run that lives for long has lived."""
    now = [0.0]

    def sleep(seconds: float) -> None:
        now[0] += seconds
        if now[0] > STEPS * seconds:
            raise TimeoutError

    monkeypatch.setattr(abandoned.time, "monotonic", lambda: now[0])
    monkeypatch.setattr(abandoned.time, "sleep", sleep)
    return now


@pytest.mark.parametrize(
    ("worker", "work", "server", "ends_at"),
    [
        pytest.param(NO, NO, NO, 14, id="nobody is there"),
        pytest.param(YES, NO, NO, None, id="a long outage of the server"),
        pytest.param(NO, NO, YES, None, id="a worker that died"),
        pytest.param(NO, YES, NO, None, id="work that goes on"),
        pytest.param(NO, first(10, then=False), NO, 34, id="work that was done"),
        pytest.param(NO, NO, first(5, then=False), 24, id="a server that died later"),
        pytest.param(NO, NO, chain([0, 0, 0, 0, 1], NO), 24, id="a server that came and went"),
        pytest.param(first(10, then=False), NO, NO, 34, id="a worker that died later"),
    ],
)
def test_a_run_ends_when_it_has_been_alone_for_long(
    monkeypatch: pytest.MonkeyPatch,
    clock: list[float],
    worker: Iterator[bool],
    work: Iterator[bool],
    server: Iterator[bool],
    ends_at: int | None,
) -> None:
    """It held 200 MB and a slot for ever; or a night was ended for a server that was restarted."""
    monkeypatch.setattr(abandoned, "is_at_work", lambda: next(work))
    try:
        wait_until_abandoned(lambda: next(worker), lambda: next(server), patience=14)
    except TimeoutError:
        assert ends_at is None
    else:
        assert clock == [ends_at]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that a worker made for a run."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PREFECT__FLOW_RUN_ID", "here")
    return tmp_path


@pytest.mark.usefixtures("folder")
def test_a_run_knows_whether_it_is_at_work() -> None:
    """What it had read for an hour would be lost, or it would never end."""
    assert not is_at_work()
    with at_work(), at_work():
        assert is_at_work()
    assert not is_at_work()


CRAWL = """
import sys
from skillscan.flows.abandoned import at_work
with at_work():
    print("at work", flush=True)
    sys.stdin.read()
"""


def test_the_processes_below_a_run_are_its_work(folder: Path) -> None:
    """Boards are crawled in other processes than the one that watches; one that was killed works
    no more.
    """
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-P", "-c", CRAWL], stdin=pipe, stdout=pipe) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"at work\n"
        assert is_at_work()
        child.kill()
    assert not is_at_work()


def test_work_outside_of_a_worker_locks_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A flow that is called in a script has a folder that is not its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PREFECT__FLOW_RUN_ID", raising=False)
    with at_work():
        assert not is_at_work()


def test_only_the_process_of_a_worker_s_run_watches() -> None:
    """A test, a script or `make deploy` that outlives its shell would be ended."""
    before = threading.active_count()
    watch_engine()
    assert threading.active_count() == before


@pytest.mark.usefixtures("folder")
def test_the_end_is_told_where_it_is_found(home: Path) -> None:
    """The worker and the server, which have the logs, are gone."""
    abandoned._tell()
    (line,) = (home / LOG_FILE).read_text().splitlines()
    assert "the run here has ended by itself" in line
    assert "run it again" in line
    assert f"`{LOG_FILE}` of the home" in PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize(("status", "expected"), [(200, True), (401, True), (503, False)])
def test_a_server_that_answers_is_there(status: int, expected: bool) -> None:
    """A run would end although somebody sees it, or wait for a server behind a dead proxy."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.end_headers()
            self.wfile.write(b"true")

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with temporary_settings({PREFECT_API_URL: f"http://127.0.0.1:{server.server_port}/api"}):
            assert is_there() is expected
        server.shutdown()
        address = server.server_port
    with temporary_settings({PREFECT_API_URL: f"http://127.0.0.1:{address}/api"}):
        assert not is_there()


@pytest.mark.parametrize(
    ("retries", "seconds"), [(0, 0), (3, 14), (5, 62), (8, 510), (1_000, 8_190)]
)
def test_a_server_may_be_away_as_long_as_the_client_tries(retries: int, seconds: float) -> None:
    """Operators set one number, and the page says how long it is."""
    with temporary_settings({PREFECT_CLIENT_MAX_RETRIES: retries}):
        assert patience() == seconds
