"""``skillscan serve`` as a process: how it begins and how it ends."""

import signal
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from suite.command_line import run_here
from suite.patience import PATIENCE
from typer.testing import CliRunner

from skillscan.cli.app import app
from skillscan.serving.api import server


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_at_once_and_in_order(
    running: Callable[..., Any], served_home: Path, how: signal.Signals
) -> None:
    """A service manager would count each stop as a failure, or wait for a browser's connection."""
    with running(served_home) as server, httpx.Client(timeout=PATIENCE) as client:
        assert client.get(f"{server.address}healthz").json()["status"] == "ok"
        assert client.get(f"{server.address}review").status_code == 200  # its process starts
        server.process.send_signal(how)
        assert server.process.wait(timeout=30) == 0


def test_a_taken_port_ends_it_with_words(served_home: Path) -> None:
    """Two servers would fight for a port, or a traceback be all that is told."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = run_here("serve", "--port", port, SKILLSCAN_HOME=str(served_home))
    assert done.returncode == 1
    assert f"port {port} of 127.0.0.1 is taken" in done.stderr
    assert "Traceback" not in done.stderr


def test_it_answers_on_this_machine_only(served_home: Path) -> None:
    """Everybody in the network could read what is here."""
    done = run_here("serve", "--host", "0.0.0.0", SKILLSCAN_HOME=str(served_home))  # noqa: S104
    assert done.returncode == 2
    assert "no log-in" in done.stderr


def test_before_the_first_release_it_starts_and_says_so(
    tmp_path: Path, running: Callable[..., Any]
) -> None:
    """A service that starts before the first night would have failed in the morning."""
    with running(tmp_path) as server:
        answer = httpx.get(f"{server.address}healthz", timeout=PATIENCE)
        assert (answer.status_code, answer.json()["status"]) == (503, "no_release")


def test_a_damaged_release_is_told_when_it_starts(
    own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All looks well, until somebody opens the page in the morning."""
    monkeypatch.setattr(server, "run", lambda _, listening: listening.close())
    (page,) = (own_home / "releases").glob("*-*-*-*/METHODS.md")
    page.chmod(0o644)
    page.write_text("other")
    done = CliRunner().invoke(app, ["serve", "--port", "0"], env={"SKILLSCAN_HOME": str(own_home)})
    assert done.exit_code == 0
    assert "METHODS.md is altered" in done.stderr
