"""How a client reaches the server: standard input and output, and HTTP of this machine alone."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import anyio
import httpx
import pytest
from mcp import Client, StdioServerParameters
from typer.testing import CliRunner

from skillscan.cli.app import app
from skillscan.errors import UsageError
from skillscan.serving.loopback import require_loopback
from skillscan.serving.mcp.server import TOOLS
from skillscan.settings import Settings

COMMAND = ("-m", "skillscan", "mcp")
QUESTION = ("get_estimate", {"statistic": "skill_share", "value": "python"})


async def asked(server: Any, mode: str = "auto") -> tuple[list[str], Any, str]:
    """What a client sees of a server: its tools, an answer, and an error."""
    async with Client(server, mode=mode) as client:
        tools = [tool.name for tool in (await client.list_tools()).tools]
        answer = (await client.call_tool(*QUESTION)).structured_content
        refused = await client.call_tool("query", {"sql": "DROP TABLE openings"})
    return tools, answer, refused.content[0].text


def environment(settings: Settings) -> dict[str, str]:
    return {**os.environ, "SKILLSCAN_HOME": str(settings.home)}


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_over_standard_input_and_output(market_release: Settings, mode: str) -> None:
    """The way in which desktop assistants start it would not work, or print between answers."""
    server = StdioServerParameters(
        command=sys.executable, args=list(COMMAND), env=environment(market_release)
    )
    tools, answer, error = anyio.run(asked, server, mode)
    assert tuple(tools) == TOOLS
    assert answer["number"]["number"] == 1.0
    assert "DROP is refused" in error


@pytest.fixture(scope="module")
def port(market_release: Settings) -> Iterator[int]:
    """The port of a server over HTTP."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number = free.getsockname()[1]
    command = [sys.executable, *COMMAND, "--http", str(number)]
    server = subprocess.Popen(command, env=environment(market_release), stderr=subprocess.PIPE)
    try:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and server.poll() is None:
            with socket.socket() as tried:
                if tried.connect_ex(("127.0.0.1", number)) == 0:
                    break
            time.sleep(0.1)
        yield number
    finally:
        server.terminate()
        server.communicate(timeout=30)


def test_two_clients_over_http(port: int) -> None:
    """A newsroom's second assistant would be refused, or get the answer of the first."""
    found: list[Any] = []

    async def both() -> None:
        async def one() -> None:
            found.append(await asked(f"http://127.0.0.1:{port}/mcp"))

        async with anyio.create_task_group() as group:
            group.start_soon(one)
            group.start_soon(one)

    anyio.run(both)
    assert [tuple(tools) for tools, _, _ in found] == [TOOLS, TOOLS]
    assert [answer["number"]["number"] for _, answer, _ in found] == [1.0, 1.0]


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({"Host": "evil.example"}, 421),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "http://127.0.0.1:1"}, 403),
    ],
)
def test_pages_from_elsewhere_reach_nothing(port: int, headers: dict[str, str], code: int) -> None:
    """Any page that an editor opens could ask the server in the editor's name (DNS rebinding)."""
    sent = {"Accept": "application/json, text/event-stream", **headers}
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    answer = httpx.post(f"http://127.0.0.1:{port}/mcp", json=body, headers=sent)
    assert answer.status_code == code


def test_a_body_too_long_is_refused(port: int) -> None:
    """One request would fill the memory."""
    sent = {"Accept": "application/json, text/event-stream", "Content-Type": "application/json"}
    answer = httpx.post(f"http://127.0.0.1:{port}/mcp", content=b" " * 400_000, headers=sent)
    assert answer.status_code == 413


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "example.org", ""])  # noqa: S104
def test_other_machines_are_never_served(host: str, market_release: Settings) -> None:
    """A server that asks nobody who they are would stand open to the network."""
    with pytest.raises(UsageError, match="this machine alone"):
        require_loopback(host)
    done = CliRunner().invoke(
        app,
        ["mcp", "--http", "8765", "--host", host],
        env={"SKILLSCAN_HOME": str(market_release.home)},
    )
    assert isinstance(done.exception, UsageError)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
def test_this_machine_may_be_named_in_any_way(host: str) -> None:
    """Somebody's own loopback address would be refused."""
    require_loopback(host)


def test_without_the_sdk_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A user of the plain install would see a traceback."""
    monkeypatch.setitem(sys.modules, "mcp.server.mcpserver", None)
    done = CliRunner().invoke(app, ["mcp"])
    assert isinstance(done.exception, UsageError)
    assert "pip install 'skillscan[mcp]'" in str(done.exception)


def test_without_a_release_it_ends_at_once(tmp_path: Any) -> None:
    """An assistant would be connected to nothing, and every question would fail."""
    done = CliRunner().invoke(app, ["mcp"], env={"SKILLSCAN_HOME": str(tmp_path)})
    assert "there is no release yet" in str(done.exception)
