"""A server that is away costs a run its display, never its work."""

from collections.abc import Iterator

import httpx
import pytest
from skillscan.flows import server


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
    monkeypatch.setattr(server, "PATIENCE_SECONDS", 0.0)

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
