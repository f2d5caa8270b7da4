"""The flow that lets a held release through, where the releases lie on S3."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest
from skillscan.flows.accept_release import accept_release
from skillscan.flows.outcomes import HELD_BACK
from skillscan.flows.publish import publish as publish_flow
from suite.s3_server import found_here, s3_server

from skillscan.release.catalog import open_latest
from skillscan.release.damage import damaged_releases
from skillscan.release.index import index_faults, read_index
from skillscan.release.release_folder import GATES_FILE, release_folder
from skillscan.release.step import publish
from skillscan.settings import Settings
from skillscan.site.pages import render

REASON = "the word had been read wrongly before"


@pytest.fixture
def on_s3(home: Path, market_file: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    """A run's home whose store is on S3; a headline is another number than in its release."""
    with s3_server() as server:
        found_here(monkeypatch, server.environment)
        monkeypatch.setenv("SKILLSCAN_STORE", f"s3://{server.bucket}/prod")
        settings = Settings()
        shutil.copy(market_file, settings.warehouse)
        publish(settings, render=render, now=datetime.now(UTC) - timedelta(days=1))
        with duckdb.connect(str(settings.warehouse)) as connection:
            connection.execute("DELETE FROM findings WHERE value = 'pytorch'")
        yield settings


@pytest.mark.slow
def test_a_held_release_on_s3_is_accepted(on_s3: Settings, tmp_path: Path) -> None:
    """Readers would see the old numbers for ever, or the new ones without anybody's reason."""
    elsewhere = replace(on_s3, home=tmp_path / "reader")
    before = open_latest(elsewhere).name
    assert publish_flow(return_state=True).name == HELD_BACK
    folder = release_folder(on_s3.releases)
    (held,) = set(folder.names()) - {before}
    assert open_latest(elsewhere).name == before
    assert not read_index(folder).entry(held).is_passed

    state = accept_release(REASON, ["no_jump"], return_state=True)
    assert state.name == "Completed", state.message
    release = open_latest(elsewhere)
    assert (release.name, folder.names()) == (held, sorted([before, held]))
    named = {one.openings for one in release.publication.estimates if one.value == "pytorch"}
    assert named == {0}
    waived = {row["gate"]: row["waived"] for row in gates(on_s3, held)}
    assert {gate for gate, why in waived.items() if why} == {"no_jump"}
    assert waived["no_jump"] == REASON
    assert (read_index(folder).latest, read_index(folder).entry(held).is_passed) == (held, True)
    assert (index_faults(folder), dict(damaged_releases(folder))) == ([], {})
    assert publish_flow(return_state=True).name == "Completed"
    assert open_latest(elsewhere).name == held
    assert not (on_s3.home / "releases").exists()


def gates(settings: Settings, name: str) -> list[dict[str, str]]:
    """What is on record of a release's gates."""
    found: list[dict[str, str]] = json.loads(
        release_folder(settings.releases).read(name, GATES_FILE)
    )["gates"]
    return found
