"""What a run tells beside its work is with the server before its end."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from prefect import flow
from prefect.events.worker import EventsWorker
from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings
from skillscan.flows import heartbeats
from skillscan.flows.heartbeats import heartbeats_first

HEARTBEAT = "prefect.flow-run.heartbeat"


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What was sent over a line that takes a moment, with heartbeats as in a deployed run."""
    found: list[str] = []

    async def handle(self: EventsWorker, event: Any) -> None:
        await asyncio.sleep(0.3)
        self._context_cache.pop(event.id)
        found.append(event.event)

    monkeypatch.setattr(EventsWorker, "_handle", handle)
    with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: 30}):
        yield found


def test_a_run_of_an_instant_does_not_end_before_its_heartbeat(sent: list[str]) -> None:
    """Somebody was woken for a run that had ended well, with nothing left to read."""
    at_the_end: list[list[str]] = []

    def instant() -> None:
        """Nothing."""

    def run() -> None:
        heartbeats_first(instant)()
        at_the_end.append(list(sent))

    flow(run)()
    assert at_the_end == [[HEARTBEAT]]


@pytest.mark.usefixtures("sent")
def test_a_server_that_is_away_holds_no_run_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """A night's work was done, and its run would wait for ever to say so."""
    monkeypatch.setattr(heartbeats, "PATIENCE_SECONDS", 0.1)
    monkeypatch.setattr(EventsWorker, "wait_until_empty", lambda _: asyncio.run(asyncio.sleep(60)))
    assert flow(heartbeats_first(lambda: 7))() == 7


def test_a_failing_run_fails_as_before(sent: list[str]) -> None:
    """Waiting for heartbeats would hide what went wrong."""

    def fail() -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        flow(heartbeats_first(fail))()
    assert HEARTBEAT in sent
