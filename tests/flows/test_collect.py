"""The collect flow on real boards of the sample market, and on bad nights."""

import socket
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from prefect import flow, task
from prefect.client.orchestration import get_client
from prefect.exceptions import ParameterTypeError
from prefect.futures import as_completed
from prefect.task_runners import ThreadPoolTaskRunner
from skillscan.flows import collect as flow_module
from skillscan.flows.artifacts import HEALTH_KEY
from skillscan.flows.server import is_lost
from suite.patience import PATIENCE

from skillscan.boards.registry import write_boards
from skillscan.domain import CRAWL_DIED, Board, FetchReport, Outcome
from skillscan.landing.reader import reports
from skillscan.landing.writer import LandingWriter
from skillscan.sample_market.generator import build_market
from skillscan.sample_market.server import serve_market
from skillscan.settings import Settings

IN_THREADS = flow_module.collect.with_options(task_runner=ThreadPoolTaskRunner(max_workers=2))


@pytest.fixture
def market(monkeypatch: pytest.MonkeyPatch, home: Path) -> Iterator[Path]:
    """A board list with two living boards, a broken and an unknown one."""
    rows = [
        ("ashby", "jollyturnip", "Jolly Turnip"),
        ("lever", "tinkerbay", "Tinkerbay"),
        ("lever", "crackedkettle", "Cracked Kettle"),
        ("ashby", "nobodyhome", "Nobody Home"),
    ]
    path = home / "boards.csv"
    write_boards([Board(*row) for row in rows], path)
    with serve_market(build_market(), faults=True) as served:
        monkeypatch.setenv("SKILLSCAN_API_BASE", served.base_url)
        yield path


def latest_health() -> str:
    from prefect.artifacts import Artifact

    artifact = Artifact.get(HEALTH_KEY)
    assert artifact is not None
    return str(artifact.data)


@pytest.mark.slow
def test_bad_night_shows_in_source_health_and_stops_nothing(market: Path) -> None:
    """One broken board must neither fail the run nor go unseen."""
    state = IN_THREADS(boards=market, return_state=True)
    assert (state.type.value, state.name) == ("FAILED", "NeedsAttention")
    assert state.message == "2 of 4 boards read whole: the others keep what is known"
    health = latest_health()
    assert "crackedkettle" in health
    assert "nobodyhome" in health


@pytest.mark.slow
def test_a_night_without_a_network(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table of boards would hide that it is the machine."""
    sources = ("ashby", "lever", "greenhouse", "recruitee", "smartrecruiters")
    boards = [Board(source, f"b{n}", "B") for source in sources for n in range(3)]
    write_boards(boards, home / "boards.csv")
    with closing(socket.socket()) as held:
        held.bind(("127.0.0.1", 0))
        monkeypatch.setenv("SKILLSCAN_API_BASE", f"http://127.0.0.1:{held.getsockname()[1]}")
        state = IN_THREADS(boards=home / "boards.csv", return_state=True)
    assert state.type.value == "FAILED"
    assert state.message.startswith("0 of 15 boards read whole: no host could be reached")
    assert "offline" in latest_health()


def test_one_run_per_source(market: Path) -> None:
    """Collection spreads over workers by giving each run a source."""
    state = IN_THREADS(source="ashby", boards=market, return_state=True)
    assert state.message.startswith("1 of 2 boards")
    with get_client(sync_client=True) as client:
        assert client.read_global_concurrency_limit_by_name("skillscan-source-ashby").limit == 1


def test_crawl_that_died_is_tried_again(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    """A worker out of memory at night should mend itself, and say so when it cannot."""
    from skillscan.errors import SkillscanError

    tries = []

    def collect_boards(boards, settings, **_):
        tries.append(len(boards))
        now = datetime.now(UTC)
        return [
            FetchReport(
                source="lever",
                board="b",
                outcome=Outcome.FAILED,
                reason=CRAWL_DIED,
                started_at=now,
                finished_at=now,
            )
        ]

    monkeypatch.setattr(flow_module, "collect_boards", collect_boards)
    task = flow_module.collect_batch.with_options(retry_delay_seconds=0)
    boards = [Board("lever", "b", "B")]
    state = task("lever", "1 of 1", boards, Settings(), datetime.now(UTC), return_state=True)
    assert len(tries) == 3
    assert state.is_failed()
    with pytest.raises(SkillscanError, match="crawl of lever died"):
        state.result()


Asked = list[tuple[str, list[str]]]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, home: Path) -> Asked:
    """The batches that were collected, in their order; a board called ``bad`` fails."""
    told: Asked = []
    under_way: list[str] = []

    def collect_boards(boards, settings, *, run_id, **_):
        source = boards[0].source
        assert source not in under_way, "two batches of one source at once"
        under_way.append(source)
        told.append((source, [board.token for board in boards]))
        now = datetime.now(UTC)
        found = []
        for board in boards:
            outcome = Outcome.FAILED if board.token == "bad" else Outcome.COMPLETE
            values = {"outcome": outcome, "reason": "timeout" if board.token == "bad" else None}
            writer = LandingWriter(settings.landing, source, board.token, now)
            report = FetchReport(
                source=source, board=board.token, started_at=now, finished_at=now,
                run_id=run_id, **values,
            )  # fmt: skip
            found.append(writer.commit(report))
        under_way.remove(source)
        return found

    monkeypatch.setattr(flow_module, "collect_boards", collect_boards)
    rows = [Board("lever", token, "L") for token in ("a", "b", "bad", "d", "e")]
    write_boards([*rows, Board("ashby", "z", "Z")], home / "boards.csv")
    return told


def task_names(run_id: str) -> list[str]:
    from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterId

    only = FlowRunFilter(id=FlowRunFilterId(any_=[UUID(run_id)]))
    with get_client(sync_client=True) as client:
        return sorted(run.name for run in client.read_task_runs(flow_run_filter=only))


def test_a_task_for_each_source_and_batch(asked: Asked, home: Path) -> None:
    """An operator would see one task of an hour, and not how far it is."""
    state = IN_THREADS(boards=home / "boards.csv", batch_size=2, return_state=True)
    assert state.message == "5 of 6 boards read whole: the others keep what is known"
    assert [tokens for source, tokens in asked if source == "lever"] == [
        ["a", "b"], ["bad", "d"], ["e"],
    ]  # fmt: skip
    (run_id,) = {report.run_id for report in reports(str(home / "landing"))}
    assert run_id is not None
    assert task_names(run_id) == [
        "collect ashby, batch 1 of 1",
        "collect lever, batch 1 of 3",
        "collect lever, batch 2 of 3",
        "collect lever, batch 3 of 3",
    ]


@pytest.mark.slow
def test_a_batch_that_its_process_gave_up_is_begun_again(
    asked: Asked, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server was gone when the task should begin: its boards stayed unread all night."""
    answers = iter([True])
    monkeypatch.setattr(flow_module, "is_lost", lambda _: next(answers, False))
    write_boards([Board("lever", "bad", "L")], home / "boards.csv")
    IN_THREADS(boards=home / "boards.csv", return_state=True)
    assert asked == [("lever", ["bad"])] * 2


@task
def gives_up() -> None:
    raise SystemExit(1)


@flow(task_runner=flow_module.RUNNER)
def with_a_lost_task() -> bool:
    (ended,) = as_completed([gives_up.submit()], timeout=PATIENCE)
    return is_lost(ended)


@pytest.mark.slow
def test_a_run_whose_task_is_lost_goes_on() -> None:
    """The exit of the task's process was lost on its way, and the run waited for ever."""
    assert with_a_lost_task()


def test_a_run_started_anew_asks_for_what_is_not_read(asked: Asked, home: Path) -> None:
    """A second run after a power cut would ask all sources for everything again."""
    path = home / "boards.csv"
    IN_THREADS(source="lever", boards=path, return_state=True)
    asked.clear()
    state = IN_THREADS(boards=path, return_state=True)
    assert sorted(asked) == [("ashby", ["z"]), ("lever", ["bad"])]
    assert state.message.startswith("1 of 2 boards read whole; 4 were read before")
    asked.clear()
    state = IN_THREADS(source="ashby", boards=path, return_state=True)
    assert (asked, state.name) == ([], "Completed")
    assert state.message == "nothing left to read: the night has read 1 boards"
    IN_THREADS(source="ashby", boards=path, night_hours=0, return_state=True)
    assert asked == [("ashby", ["z"])]


@pytest.mark.parametrize(
    ("name", "value"),
    [("batch_size", 0), ("batch_size", 501), ("batch_size", "many"), ("night_hours", -1)],
)
def test_parameters_are_validated(asked: Asked, name: str, value: object) -> None:
    """A wrong number would be found out at four in the morning."""
    with pytest.raises(ParameterTypeError):
        IN_THREADS(**{name: value})
    assert asked == []


def test_relative_home_is_refused_in_a_deployed_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker's temporary folder would swallow a night of collecting."""
    from skillscan.flows import settings

    from skillscan.errors import UsageError

    monkeypatch.setenv("SKILLSCAN_HOME", "var")
    assert settings.run_settings().home == Path("var")
    monkeypatch.setenv("PREFECT__RUNTIME__DEPLOYMENT__ID", "some-id")
    with pytest.raises(UsageError, match="absolute SKILLSCAN_HOME"):
        settings.run_settings()
    monkeypatch.setenv("SKILLSCAN_HOME", "/srv/var")
    monkeypatch.setenv("SKILLSCAN_WAREHOUSE_URL", "ducklake:catalog")
    with pytest.raises(UsageError, match="SKILLSCAN_WAREHOUSE_DATA_PATH"):
        settings.run_settings()
