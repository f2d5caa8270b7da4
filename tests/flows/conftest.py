"""One temporary Prefect server for all flow tests; starting one for each would take minutes."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from suite.longest_first import ALONE
from suite.prefect_tables import make_tables

os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
os.environ.setdefault("DO_NOT_TRACK", "1")
os.environ.setdefault("PREFECT_SERVER_REGISTER_BLOCKS_ON_START", "false")
os.environ.setdefault("PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW", "ignore")
os.environ.setdefault("PREFECT_SERVER_DATABASE_MIGRATE_ON_START", "false")
# The server's rounds through what no test has: schedules, late runs, automations, workers.
for service in ("SCHEDULER", "LATE_RUNS", "TRIGGERS", "FOREMAN", "PAUSE_EXPIRATIONS"):
    os.environ.setdefault(f"PREFECT_SERVER_SERVICES_{service}_ENABLED", "false")


@pytest.fixture(autouse=True)
def _asks_a_server(request: pytest.FixtureRequest) -> None:
    """Every file but those that start a real one has the server of all."""
    if not str(request.path).endswith(ALONE):
        request.getfixturevalue("prefect_server")


@pytest.fixture(scope="session")
def prefect_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A server of our own, without the heartbeat threads that outlive a test."""
    from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings
    from prefect.testing import utilities

    folder = tmp_path_factory.mktemp("prefect")
    make_tables(folder / "prefect-test.db")  # the file that the harness looks for
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(utilities, "mkdtemp", lambda: str(folder))
        with (
            utilities.prefect_test_harness(server_startup_timeout=600),
            temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}),
        ):
            yield


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The home of a run, set as a worker would set it."""
    monkeypatch.setenv("SKILLSCAN_HOME", str(tmp_path))
    for name in ("SKILLSCAN_LANDING_URL", "SKILLSCAN_RELEASES_URL", "SKILLSCAN_API_BASE"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path
