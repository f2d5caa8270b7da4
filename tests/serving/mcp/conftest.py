"""Releases to ask, and the SDK's own client that asks them."""

import shutil
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client

from skillscan.release.step import publish
from skillscan.serving.mcp.current_release import CurrentRelease
from skillscan.serving.mcp.server import build_server
from skillscan.settings import Settings
from skillscan.site.pages import render

NOW = datetime(2026, 2, 11, 6, tzinfo=UTC)
Answer = dict[str, Any]


class Assistant:
    """Asks one server by the SDK's client, one question a connection."""

    def __init__(self, settings: Settings, name: str | None = None) -> None:
        self.settings = settings
        self.server = build_server(CurrentRelease(settings, name))

    def ask(self, tool: str, **arguments: Any) -> Answer:
        """The structured answer; a tool error fails the test."""
        answer, error = anyio.run(self._call, tool, arguments)
        assert error is None, error
        return answer

    def error(self, tool: str, **arguments: Any) -> str:
        """The text of the tool error that a question ends with."""
        _, error = anyio.run(self._call, tool, arguments)
        assert error is not None
        return error

    async def _call(self, tool: str, arguments: Mapping[str, Any]) -> tuple[Answer, str | None]:
        async with Client(self.server) as client:
            result = await client.call_tool(tool, dict(arguments))
        text = result.content[0].text
        return result.structured_content or {}, text if result.is_error else None


@pytest.fixture(scope="session")
def market_release(market_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """``market``, published once; tests only read it."""
    settings = Settings(home=tmp_path_factory.mktemp("asked"))
    shutil.copy(market_file, settings.warehouse)
    publish(settings, render=render, now=NOW, notice="Hand-made.")
    return settings


@pytest.fixture(scope="session")
def assistant(market_release: Settings) -> Assistant:
    """Of 40 openings of 12 employers for ML engineers in the US: Python in all, PyTorch in half."""
    return Assistant(market_release)


@pytest.fixture(scope="session")
def assistant_of() -> Callable[..., Assistant]:
    """A function: settings (and a release's name) → who asks that release."""
    return Assistant
