"""Every gate holds a real release back, and lets one pass when its runbook was followed.

The runbooks stand in docs/operating.md. A scenario spoils the warehouse, waits while a publish is
looked at, and does what the runbook says.
"""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from skillscan.backup.restore import restore
from skillscan.backup.step import back_up
from skillscan.release.catalog import latest_name
from skillscan.release.gates import GATES
from skillscan.release.release_folder import release_folder
from skillscan.release.step import PublishSummary, publish
from skillscan.settings import Settings

NOW = datetime(2026, 2, 11, 6, tzinfo=UTC)
Waived = dict[str, str]


def change(settings: Settings, statement: str) -> None:
    with duckdb.connect(str(settings.warehouse)) as connection:
        connection.execute(statement)


def spoiled(settings: Settings, statement: str) -> Iterator[Waived]:
    """What is spoiled comes back from the backup."""
    back_up(settings, now=NOW)
    change(settings, statement)
    yield {}
    restore(settings, now=NOW)


def has_estimates(settings: Settings) -> Iterator[Waived]:
    """Nothing of the occupations was collected yet; then it is."""
    change(settings, "UPDATE readings SET occupation = NULL")
    yield {}
    change(settings, "UPDATE readings SET occupation = 'ml_engineer'")


def checks_pass(settings: Settings) -> Iterator[Waived]:
    yield from spoiled(settings, "UPDATE findings SET value = 'unheard-of' WHERE value = 'python'")


def extraction_is_finished(settings: Settings) -> Iterator[Waived]:
    yield from spoiled(settings, "DELETE FROM readings WHERE content_hash < 'hash00003'")


def fetches_succeed(settings: Settings) -> Iterator[Waived]:
    """Then a collect in which the boards answer."""
    change(settings, "UPDATE fetches SET outcome = 'failed'")
    yield {}
    change(settings, "UPDATE fetches SET outcome = 'complete'")


def keeps_openings(settings: Settings) -> Iterator[Waived]:
    """Half of the openings were taken for the other half."""
    merge = "UPDATE posting_openings SET opening_id = 'opening00000' WHERE opening_id > '{}'"
    yield from spoiled(settings, merge.format("opening00019"))


def no_jump(settings: Settings) -> Iterator[Waived]:
    """Somebody looked, and the new number is right."""
    change(settings, "DELETE FROM findings WHERE value = 'pytorch'")
    yield {"no_jump": "the word had been read wrongly"}


SCENARIOS: dict[str, Callable[[Settings], Iterator[Waived]]] = {
    one.__name__: one
    for one in (
        has_estimates,
        checks_pass,
        extraction_is_finished,
        fetches_succeed,
        keeps_openings,
        no_jump,
    )
}
NEEDS_ONE_BEFORE = {"keeps_openings", "no_jump"}


@pytest.fixture
def settings(market_file: Path, tmp_path: Path) -> Settings:
    found = Settings(home=tmp_path / "home")
    found.home.mkdir()
    shutil.copy(market_file, found.warehouse)
    return found


def published(settings: Settings, waived: Waived | None = None) -> PublishSummary:
    return publish(settings, now=NOW, render=lambda *_: (), waived=waived)


def test_every_gate_is_provoked() -> None:
    """A runbook that nobody ever followed leads the one on duty astray."""
    assert SCENARIOS.keys() == set(GATES)


@pytest.mark.slow
@pytest.mark.parametrize("gate", SCENARIOS)
def test_the_runbook_lets_the_next_release_pass(settings: Settings, gate: str) -> None:
    """Readers would see wrong numbers, or the old ones for ever."""
    folder = release_folder(settings.releases)
    before = published(settings).name if gate in NEEDS_ONE_BEFORE else None
    scenario = SCENARIOS[gate](settings)
    waived = next(scenario)
    held = published(settings)
    failed = {one.gate for one in held.gates if not one.is_passed}
    assert gate in failed
    assert (held.is_latest, latest_name(folder)) == (False, before)
    assert next(scenario, None) is None
    passed = published(settings, waived)
    assert passed.is_latest
    assert latest_name(folder) == passed.name
