"""Which release is answered from: the latest of now, or the one that was named."""

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp.server.mcpserver.exceptions import ResourceError

from skillscan.errors import SkillscanError, StorageError
from skillscan.release.redaction import redact
from skillscan.release.step import publish
from skillscan.release.withdrawal import WITHDRAWN, Withdrawal
from skillscan.serving.mcp.current_release import CurrentRelease
from skillscan.settings import Settings
from skillscan.site.pages import render
from skillscan.storage.versioned_folder import VersionedFolder
from skillscan.warehouse.connection import open_warehouse

LATER = datetime(2026, 2, 12, 6, tzinfo=UTC)
ASKED = {"statistic": "skill_share", "value": "k8s"}


@pytest.fixture
def home(market_release: Settings, tmp_path: Path) -> Settings:
    """A copy that can be published again."""
    settings = Settings(home=tmp_path / "home")
    shutil.copytree(market_release.home, settings.home)
    return settings


def publish_later(settings: Settings) -> str:
    """One opening less that names Kubernetes, a day later."""
    with open_warehouse(settings) as connection:
        connection.execute(
            "DELETE FROM findings WHERE value = 'kubernetes' AND content_hash = "
            "(SELECT min(content_hash) FROM findings WHERE value = 'kubernetes')"
        )
    waived = dict.fromkeys(("no_jump", "keeps_openings"), "a test")
    summary = publish(settings, render=render, now=LATER, waived=waived)
    assert summary.is_latest
    return summary.name


def test_a_new_release_is_answered_from_at_once(
    home: Settings, assistant_of: Callable[..., Any]
) -> None:
    """An assistant that runs for weeks would tell last month's numbers as today's."""
    assistant, first = assistant_of(home), CurrentRelease(home).get().name
    pinned = assistant_of(home, first)
    before = assistant.ask("get_estimate", **ASKED)
    name = publish_later(home)
    after = assistant.ask("get_estimate", **ASKED)
    assert (before["release"]["name"], after["release"]["name"]) == (first, name)
    assert before["number"]["openings"] == after["number"]["openings"] + 1
    assert pinned.ask("get_estimate", **ASKED) == before
    changed = assistant.ask("changes", statistic="skill_share", population="ml_engineer_us")
    assert changed["since_release"] == first
    kubernetes = next(one for one in changed["changes"] if one["value"] == "kubernetes")
    parts = sum(kubernetes[part] for part in ("market", "coverage", "method"))
    assert kubernetes["change"] == pytest.approx(parts)
    assert (kubernetes["before"], kubernetes["now"]) == (0.2, 0.175)
    assert "market" in kubernetes["in_words"]


def test_publishing_goes_on_while_somebody_reads(
    home: Settings, assistant_of: Callable[..., Any]
) -> None:
    """The nightly release would wait for an assistant's query, or break it."""
    assistant = assistant_of(home)
    with CurrentRelease(home).get().connect(is_alone=True) as reader:
        rows = reader.execute("SELECT opening_id FROM openings, range(100000)")
        before = rows.fetchone()
        name = publish_later(home)
        assert assistant.ask("get_estimate", **ASKED)["release"]["name"] == name
        assert len(rows.fetchmany(5000)) == 5000
    assert before


@pytest.mark.parametrize("is_pinned", [False, True])
@pytest.mark.parametrize("is_remote", [False, True])
def test_quotes_that_are_withdrawn_are_not_told_any_more(
    market_file: Path,
    tmp_path: Path,
    assistant_of: Callable[..., Any],
    is_remote: bool,
    is_pinned: bool,
) -> None:
    """An assistant that runs for weeks would go on quoting what an employer had us take out."""
    elsewhere = f"memory://{tmp_path.name}" if is_remote else str(tmp_path / "releases")
    publisher = Settings(home=tmp_path / "publisher", releases_url=elsewhere)
    publisher.home.mkdir()
    shutil.copy(market_file, publisher.warehouse)
    name = publish(publisher, render=lambda *_: (), now=LATER).name
    asked = assistant_of(replace(publisher, home=tmp_path / "asked"), name if is_pinned else None)
    query = "SELECT min(posting_id), count(*) FILTER (quote = '{}') FROM opening_findings"
    ((posting, before),) = asked.ask("query", sql=query.format(WITHDRAWN))["rows"]
    withdrawal = Withdrawal(posting_id=posting, withdrawn_at=LATER, reason="asked", by="Kim")
    done = redact(publisher, withdrawal, render=lambda *_: (), now=LATER)
    ((_, after),) = asked.ask("query", sql=query.format(WITHDRAWN))["rows"]
    assert (before, after) == (0, done.redacted[name])


def test_a_damaged_release_is_told_and_not_answered_from(
    home: Settings, assistant_of: Callable[..., Any]
) -> None:
    """Numbers of an altered release are nobody's."""
    assistant = assistant_of(home)
    (Path(home.releases) / "latest").write_text("2026-02-12-000000000000\n")
    assert "2026-02-12-000000000000" in assistant.error("get_estimate", **ASKED)


def test_a_release_that_goes_away_is_told(home: Settings, assistant_of: Callable[..., Any]) -> None:
    """An assistant would be told that something failed, and nobody what."""
    assistant = assistant_of(home)
    CurrentRelease(home).get().database.unlink()
    assert "skillscan.duckdb is missing" in assistant.error("get_estimate", **ASKED)


@pytest.mark.parametrize("file", ["skillscan.duckdb", "statistics.json"])
def test_a_release_that_is_altered_while_it_is_read_is_told(
    home: Settings, assistant_of: Callable[..., Any], file: str
) -> None:
    """An assistant that runs for weeks would go on telling numbers of an altered release."""
    assistant = assistant_of(home)
    path = CurrentRelease(home).get().database.with_name(file)
    path.chmod(0o644)
    path.write_bytes(path.read_bytes() + b" ")
    for _ in range(2):
        assert f"{file} is altered" in assistant.error("get_estimate", **ASKED)
    with pytest.raises(SkillscanError, match="not as it was written"):
        CurrentRelease(home)


@pytest.mark.parametrize("resource", ["release", "methods", "statistics/skill_share"])
def test_a_resource_that_cannot_be_reached_says_why(
    home: Settings,
    assistant_of: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
    resource: str,
) -> None:
    """Where the network is down, an assistant would be told that the release has no methods."""
    assistant = assistant_of(home)

    def ask() -> Any:
        return anyio.run(assistant.server.read_resource, f"skillscan://{resource}")

    def away(*_: Any) -> bytes:
        raise StorageError("s3://bucket could not be reached")

    assert ask()
    monkeypatch.setattr(VersionedFolder, "read", away)
    with pytest.raises(ResourceError, match="could not be reached"):
        ask()


def test_many_threads_open_it_once(home: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten questions at the moment of a new release would check and read it ten times."""
    current, opened = CurrentRelease(home), []
    name = publish_later(home)
    from skillscan.serving.mcp import current_release

    real = current_release.open_latest

    def counted(settings: Settings) -> Any:
        opened.append(settings)
        return real(settings)

    monkeypatch.setattr(current_release, "open_latest", counted)
    with ThreadPoolExecutor(10) as pool:
        names = {one.name for one in pool.map(lambda _: current.get(), range(10))}
    assert (names, len(opened)) == ({name}, 1)


def test_an_unknown_name_ends_at_the_start(home: Settings) -> None:
    """A server at no release would fail at its first question."""
    with pytest.raises(SkillscanError, match="there is no release"):
        CurrentRelease(home, "nowhere")
