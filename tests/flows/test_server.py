"""A server that is away costs a run its display, never its work."""

from collections.abc import Iterator

import httpx
import pytest
from prefect.client.schemas.objects import State
from prefect.states import Completed
from skillscan.flows import server

ASKED = httpx.Request("POST", "http://127.0.0.1/api/task_runs/")


@pytest.fixture
def attempts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setattr(server, "_PAUSE_SECONDS", 0.0)
    return []


def test_it_is_told_again_until_the_server_is_there(attempts: list[str]) -> None:
    """A table of source health that could not be shown failed a finished crawl."""

    def tell() -> None:
        attempts.append("asked")
        if len(attempts) < 3:
            raise httpx.ConnectError("All connection attempts failed")

    server.told_to_server("this", tell)
    assert len(attempts) == 3


def test_in_the_end_it_is_a_warning(
    attempts: list[str], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A run would wait for ever."""
    monkeypatch.setattr(server, "patience", lambda: 0.0)

    def tell() -> None:
        raise httpx.ConnectError("All connection attempts failed")

    server.told_to_server("this", tell)
    assert "could not be told this" in caplog.text


def test_a_process_begins_when_the_server_answers(
    attempts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A task whose process began while the server was away was lost, its source unread."""
    answers: Iterator[Exception | None] = iter([OSError("refused"), None])

    class Client:
        def __enter__(self) -> "Client":
            return self

        def __exit__(self, *_: object) -> None:
            pass

        def api_healthcheck(self) -> Exception | None:
            attempts.append("asked")
            return next(answers)

    monkeypatch.setattr(server, "get_client", lambda **_: Client())
    server.begin_process()
    assert len(attempts) == 2


def test_a_run_that_could_not_begin_is_begun_again(
    attempts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server died between two steps of a night, and the night was Failed."""
    monkeypatch.setattr(server, "wait_for_server", lambda: attempts.append("asked"))

    def begin() -> State:
        attempts.append("begun")
        if len(attempts) < 4:
            raise httpx.ConnectError("All connection attempts failed")
        return Completed()

    assert server.begun(begin).is_completed()
    assert attempts == ["asked", "begun"] * 2


@pytest.mark.parametrize(
    ("error", "patience"),
    [
        (httpx.ConnectError("All connection attempts failed"), 0.0),
        (httpx.HTTPStatusError("no", request=ASKED, response=httpx.Response(404)), 60.0),
        (ValueError("a fault of the program"), 60.0),
    ],
)
def test_a_run_that_cannot_begin_is_not_begun_for_ever(
    attempts: list[str], monkeypatch: pytest.MonkeyPatch, error: Exception, patience: float
) -> None:
    """What the server refuses, it refuses again; and a night must end some time."""
    monkeypatch.setattr(server, "wait_for_server", lambda: None)
    monkeypatch.setattr(server, "patience", lambda: patience)

    def begin() -> State:
        attempts.append("begun")
        raise error

    with pytest.raises(type(error)):
        server.begun(begin)
    assert attempts == ["begun"]
