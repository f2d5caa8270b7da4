"""The end of a run is heard after its last heartbeat."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from prefect import flow, tags
from prefect.events.worker import EventsWorker
from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings
from skillscan.flows import heartbeats
from skillscan.flows.heartbeats import ENDED, TAG, ends_aloud

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
    monkeypatch.setattr(heartbeats, "GAP_SECONDS", 0.1)
    with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: 30}):
        yield found


def instant() -> int:
    return 7


def broken() -> int:
    raise ValueError("no")


@pytest.mark.parametrize("work", [instant, broken])
def test_the_end_is_told_when_the_heartbeats_were(sent: list[str], work: Any) -> None:
    """Somebody was woken for a run that had ended well, with nothing left to read."""
    with tags(TAG):
        ends_aloud(flow(work))(return_state=True)
    EventsWorker.instance().wait_until_empty()
    assert sent == [HEARTBEAT, ENDED]


def test_runs_that_no_automation_looks_at_do_not_wait(sent: list[str]) -> None:
    """Each of the runs below a daily would take two seconds longer."""
    ends_aloud(flow(instant))()
    EventsWorker.instance().wait_until_empty()
    assert ENDED not in sent


@pytest.mark.usefixtures("sent")
def test_a_server_that_is_away_holds_no_run_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """A night's work was done, and its run would wait for ever to say so."""
    monkeypatch.setattr(heartbeats, "PATIENCE_SECONDS", 0.1)
    monkeypatch.setattr(EventsWorker, "wait_until_empty", lambda _: asyncio.run(asyncio.sleep(60)))
    with tags(TAG):
        assert ends_aloud(flow(instant))() == 7
