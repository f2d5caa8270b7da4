"""The daily flow: what stops what, and what an operator sees."""

import json
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from uuid import UUID

import pytest
from prefect import flow
from prefect.artifacts import Artifact
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterParentFlowRunId
from prefect.client.schemas.objects import State, StateType
from prefect.states import Completed, Failed, Running
from prefect.task_runners import ThreadPoolTaskRunner
from skillscan.flows import backup as backup_flow
from skillscan.flows import collect as collect_flow
from skillscan.flows import daily as daily_flow
from skillscan.flows import extract as extract_flow
from skillscan.flows import publish as publish_flow
from skillscan.flows import server
from skillscan.flows.artifacts import ESTIMATES_KEY
from skillscan.flows.orphans import end_orphans

from skillscan.backup.step import BackupSummary
from skillscan.boards.registry import write_boards
from skillscan.domain import Board
from skillscan.errors import SkillscanError, WarehouseLockedError
from skillscan.extract.step import ExtractSummary
from skillscan.release.gates import GateVerdict
from skillscan.release.step import PublishSummary
from skillscan.sample_market.generator import build_market
from skillscan.sample_market.server import serve_market

IN_THREADS = collect_flow.collect.with_options(task_runner=ThreadPoolTaskRunner(max_workers=2))


def extracted(**changes: object) -> ExtractSummary:
    numbers = dict.fromkeys(
        ("files", "new", "changed", "unchanged", "refused", "read", "closed", "reopened"), 1
    )
    return ExtractSummary(
        **{**numbers, "damaged": (), "quarantined": 0, "unreadable": 0, "seconds": 0.1, **changes}
    )


def published(*, is_latest: bool) -> PublishSummary:
    verdict = GateVerdict(gate="no_jump", is_passed=is_latest, reason="72 % → 12 %")
    return PublishSummary(
        name="2026-06-01-abc",
        folder="f",
        page="p",
        is_new=True,
        is_latest=is_latest,
        estimates=5,
        withheld=0,
        gates=(verdict,),
        waived={},
    )


def backed_up() -> BackupSummary:
    return BackupSummary(name="b", path="p", is_new=True, tables=14, rows=9, removed=0)


@pytest.fixture
def night(monkeypatch: pytest.MonkeyPatch, home: Path) -> SimpleNamespace:
    """A night whose steps are as told; ``published`` counts how often publish ran."""
    told = SimpleNamespace(
        collected=Completed(), extract=extracted(), is_latest=True, published=0, backup=backed_up
    )

    def extract(settings, *, now, **options):
        if isinstance(told.extract, Exception):
            raise told.extract
        return told.extract

    def publish(settings, *, now, **options):
        told.published += 1
        return published(is_latest=told.is_latest)

    monkeypatch.setattr(daily_flow, "collect", lambda *args, **options: told.collected)
    monkeypatch.setattr(extract_flow.step, "extract", extract)
    monkeypatch.setattr(publish_flow.step, "publish", publish)
    monkeypatch.setattr(backup_flow.step, "back_up", lambda *_, **__: told.backup())
    monkeypatch.setattr(publish_flow, "open_release", lambda *args: None)
    monkeypatch.setattr(publish_flow, "show_estimates", lambda *args: None)
    return told


@pytest.mark.slow
def test_a_night_without_backup_asks_for_attention(night: SimpleNamespace) -> None:
    """The history would be lost with the next disk; and nothing of the night may be undone."""

    def full() -> BackupSummary:
        raise SkillscanError("free some space")

    night.backup = full
    state = daily_flow.daily(return_state=True)
    assert (state.type, state.name) == (StateType.FAILED, "NeedsAttention")
    assert "free some space" in str(state.message)
    assert night.published == 1


def test_good_night(night: SimpleNamespace) -> None:
    """Everything done is plainly done."""
    state = daily_flow.daily(return_state=True)
    assert (state.type, state.name) == (StateType.COMPLETED, "Completed")
    assert state.message == "latest is 2026-06-01-abc: 5 estimates"


def test_all_runs_of_a_night_are_found_by_its_release(night: SimpleNamespace) -> None:
    """Who doubts a number would search the logs of weeks for the run that read it."""
    state = daily_flow.daily(return_state=True)
    run = state.state_details.flow_run_id
    below = FlowRunFilter(parent_flow_run_id=FlowRunFilterParentFlowRunId(any_=[run]))
    with get_client(sync_client=True) as client:
        runs = [client.read_flow_run(run), *client.read_flow_runs(flow_run_filter=below)]
    assert len(runs) == 3
    assert [run.tags for run in runs] == [["release:2026-06-01-abc"]] * 3


def test_each_step_begins_when_the_server_is_there(
    night: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A night whose server was away for a second between two steps was called failed."""
    asked: list[str] = []
    steps = {name: getattr(daily_flow, name) for name in ("collect", "extract", "publish")}
    monkeypatch.setattr(server, "wait_for_server", lambda: asked.append("server"))
    for name, step in steps.items():

        def begin(*args: object, name=name, step=step, **options: object) -> object:
            asked.append(name)
            return step(*args, **options)

        monkeypatch.setattr(daily_flow, name, begin)
    daily_flow.daily(return_state=True)
    assert asked == ["server", "collect", "server", "extract", "server", "publish"]


@pytest.mark.parametrize(("above", "below"), [(Failed(), "Crashed"), (Running(), "Running")])
def test_a_run_whose_parent_has_ended_is_found(above: State, below: str) -> None:
    """It had died with its server before anything was heard of it, and was Running for ever."""

    @flow
    def lost() -> None:
        pass

    @flow
    def parent() -> tuple[UUID, UUID]:
        state = lost(return_state=True)
        with get_client(sync_client=True) as client:
            run = client.read_flow_run(state.state_details.flow_run_id)
            client.set_flow_run_state(run.id, Running(), force=True)
            return client.read_task_run(run.parent_task_run_id).flow_run_id, run.id

    ended, run = parent()
    with get_client(sync_client=True) as client:
        client.set_flow_run_state(ended, above, force=True)
        end_orphans()
        assert client.read_flow_run(run).state.name == below


def test_nothing_collected_still_publishes_what_is_known(night: SimpleNamespace) -> None:
    """A night without network must not stop the release, and must show."""
    night.collected = Failed(message="0 of 9 boards read whole")
    state = daily_flow.daily(return_state=True)
    assert (state.type, night.published) == (StateType.FAILED, 1)
    assert state.message.startswith("0 of 9")


@pytest.mark.slow
@pytest.mark.parametrize("error", [WarehouseLockedError("locked"), SkillscanError("check failed")])
def test_failed_extraction_publishes_nothing(night: SimpleNamespace, error: Exception) -> None:
    """Numbers of half a load must not be released."""
    night.extract = error
    state = daily_flow.daily(return_state=True)
    assert (state.type, night.published) == (StateType.FAILED, 0)
    assert state.message == str(error)


@pytest.mark.slow
def test_quarantine_asks_for_attention(night: SimpleNamespace) -> None:
    """A source that changed its shape must not go unseen behind a green run."""
    night.extract = extracted(quarantined=3)
    state = daily_flow.daily(return_state=True)
    assert (state.type, state.name) == (StateType.FAILED, "NeedsAttention")
    assert "3 payloads quarantined" in state.message
    assert night.published == 1


def test_held_back_release_is_a_failed_run(night: SimpleNamespace) -> None:
    """A gate that says no must be seen by the one who is on duty."""
    night.is_latest = False
    state = daily_flow.daily(return_state=True)
    assert (state.type, state.name) == (StateType.FAILED, "HeldBack")
    assert "no_jump: 72 % → 12 %" in state.message


@pytest.fixture
def one_board(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    path = home / "boards.csv"
    write_boards([Board("lever", "tinkerbay", "Tinkerbay")], path)
    monkeypatch.setenv("SKILLSCAN_WORKERS", "1")
    monkeypatch.setattr(daily_flow, "collect", IN_THREADS)
    with serve_market(build_market()) as served:
        monkeypatch.setenv("SKILLSCAN_API_BASE", served.base_url)
        yield path


@pytest.mark.slow
def test_real_night_on_one_board_has_counts_and_no_share(one_board: Path, home: Path) -> None:
    """All three steps for real: one employer is no sample, so no share of it may be printed."""
    state = daily_flow.daily(boards=one_board, notice="Invented", return_state=True)
    assert (state.type, state.name) == (StateType.COMPLETED, "Completed")
    latest = (home / "releases" / "latest").read_text("utf-8").strip()
    assert state.message == f"latest is {latest}: 0 estimates"
    said = json.loads((home / "releases" / latest / "statistics.json").read_text("utf-8"))
    assert said["estimates"] == []
    assert said["withheld_counts"]
    artifact = Artifact.get(ESTIMATES_KEY)
    assert artifact is not None
    assert "Invented" in artifact.description
