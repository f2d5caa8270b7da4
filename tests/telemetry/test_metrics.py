"""What a monitoring system reads: valid, whole, and true after each step."""

import logging
from pathlib import Path

import pytest
from suite.metrics_file import metric

from skillscan.errors import SkillscanError, UsageError
from skillscan.settings import Settings
from skillscan.telemetry import metrics
from skillscan.telemetry.metrics import KEPT, RUN_GAUGES, STEP_GAUGES, measured_step

LOGGER = logging.getLogger("skillscan.test")
DOCS = Path(__file__).parent.parent.parent / "docs" / "operating.md"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path)


def test_a_run_that_failed_keeps_the_last_success(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An alert on "no success for two days" would fire at the first failure, or never."""
    clock = iter([100.0, 200.0, 300.0])
    monkeypatch.setattr("skillscan.telemetry.metrics._now", lambda: next(clock))
    with measured_step(settings, LOGGER, "extract"):
        pass
    with pytest.raises(SkillscanError), measured_step(settings, LOGGER, "extract"):
        raise SkillscanError("no disk")
    with pytest.raises(UsageError), measured_step(settings, LOGGER, "extract"):
        raise UsageError("no such step")
    assert metric(settings, "step_last_success_timestamp_seconds", step="extract") == 100
    assert metric(settings, "step_last_run_timestamp_seconds", step="extract") == 200
    assert metric(settings, "step_failed", step="extract") == 1
    with measured_step(settings, LOGGER, "extract") as record:
        record.is_success = False
    assert metric(settings, "step_last_success_timestamp_seconds", step="extract") == 100
    assert metric(settings, "step_failed", step="extract") == 0


def test_what_a_step_does_not_tell_any_more_is_gone(settings: Settings) -> None:
    """An alarm would last for ever: quarantine would never be seen empty."""
    with measured_step(settings, LOGGER, "extract") as record:
        record.tell("quarantined_items", [(3, {"source": "lever"})])
    for source in ("lever", "ashby"):
        with measured_step(settings, LOGGER, "collect", source=source) as record:
            record.tell("boards", [(2, {"outcome": "failed"})], source=source)
    with measured_step(settings, LOGGER, "collect", source="ashby") as record:
        record.tell("boards", [(1, {"outcome": "complete"})], source="ashby")
    assert metric(settings, "quarantined_items", source="lever") == 3
    assert metric(settings, "boards", source="lever", outcome="failed") == 2
    assert metric(settings, "boards", source="ashby", outcome="failed") is None
    with measured_step(settings, LOGGER, "dismiss") as record:
        record.tell("quarantined_items", [])
    assert metric(settings, "quarantined_items", source="lever") is None


def test_hostile_names_stay_in_their_labels(settings: Settings) -> None:
    """A board's name could invent metrics."""
    name = 'a"}\n# EOF\nskillscan_step_failed 1 \\'
    with measured_step(settings, LOGGER, "import", source=name):
        pass
    assert metric(settings, "step_failed", step="import", source=name) == 0


@pytest.mark.parametrize("damage", [b"", b"{", b'{"runs": 3}', b"\xff"])
def test_a_damaged_journal_is_begun_anew(settings: Settings, damage: bytes) -> None:
    """Every later step would fail, or no metric would come any more."""
    (settings.home / KEPT).write_bytes(damage)
    with measured_step(settings, LOGGER, "extract"):
        pass
    assert metric(settings, "step_failed", step="extract") == 0


def test_a_file_that_cannot_be_written_costs_no_step(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    """A night's work would be lost for its statistics."""
    unwritable = Settings(home=settings.home, metrics_file=str(settings.home / KEPT / "x.prom"))
    with measured_step(unwritable, LOGGER, "extract"):
        pass
    assert "could not be written" in caplog.text


def test_a_home_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    """A command in the wrong folder would leave one behind."""
    with measured_step(Settings(home=tmp_path / "no"), LOGGER, "extract"):
        pass
    assert not (tmp_path / "no").exists()


def test_another_user_may_read_it_and_nothing_is_left_beside_it(settings: Settings) -> None:
    """The collector of a monitoring system runs as somebody else, and reads every file."""
    elsewhere = Settings(home=settings.home, metrics_file=str(settings.home / "m" / "s.prom"))
    with measured_step(elsewhere, LOGGER, "extract"):
        pass
    assert elsewhere.metrics.stat().st_mode & 0o777 == 0o644
    assert [file.name for file in elsewhere.metrics.parent.iterdir()] == ["s.prom"]


def test_a_value_without_a_meaning_is_refused(settings: Settings) -> None:
    """A metric would have no help, and stand in no documentation."""
    with pytest.raises(KeyError), measured_step(settings, LOGGER, "extract") as record:
        record.tell("surprises", [])


def test_every_metric_is_documented() -> None:
    """Nobody could write an alert."""
    text = DOCS.read_text(encoding="utf-8")
    for name in RUN_GAUGES | STEP_GAUGES:
        assert f"| `skillscan_{name}` |" in text, name
    assert metrics.KEPT in text
