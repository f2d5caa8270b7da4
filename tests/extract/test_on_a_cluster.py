"""Extraction on a Dask cluster: the warehouse of one machine, whatever dies on the way.

The sample market, read by the real pipeline with own rules, by the product's own workers.
"""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from suite.dask import DaskCluster, dask_cluster, kill
from suite.warehouse_rows import all_rows

from skillscan.collect.step import collect_boards
from skillscan.errors import SkillscanError
from skillscan.extract.step import ExtractSummary, extract
from skillscan.sample_market.generator import build_market
from skillscan.sample_market.listing import sample_boards
from skillscan.sample_market.server import serve_market
from skillscan.settings import Settings

pytestmark = pytest.mark.slow
NOW = datetime(2027, 1, 1, tzinfo=UTC)
OWN = """\
levels:
  - id: any_engineer
    level: staff
    phrases: ['\\bengineer\\b']
    examples: [Data Engineer]
    counterexamples: [Engineering]
"""


@pytest.fixture(scope="module")
def landed(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A home with the first day of the market in its landing, and own rules; nothing is read."""
    settings = Settings(home=tmp_path_factory.mktemp("landed") / "home")
    market = build_market()
    with serve_market(market) as served:
        collect_boards(sample_boards(market), replace(settings, api_base=served.base_url))
    own = settings.home / "rules" / "seniority.yaml"
    own.parent.mkdir()
    own.write_text(OWN)
    return settings


@pytest.fixture(scope="module")
def here(landed: Settings) -> dict[str, list[tuple[Any, ...]]]:
    """What this machine alone makes of it."""
    settings = moved(landed, landed.home.parent / "here")
    extract(settings, now=NOW)
    return all_rows(settings.warehouse)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[DaskCluster]:
    """Two workers whose home is not that of the run: they have no own rules."""
    with dask_cluster(tmp_path / "cluster", environment={"SKILLSCAN_HOME": "/nowhere"}) as running:
        yield running


def moved(landed: Settings, home: Path, cluster: DaskCluster | None = None) -> Settings:
    """The same landing and rules in another home, read on a cluster where one is given."""
    shutil.copytree(landed.home, home)
    return replace(landed, home=home, dask_scheduler=cluster.address if cluster else None)


@dataclass
class Doing:
    """Does something once, when so much is loaded."""

    what: Callable[[], None]
    phase: str = ""
    is_done: bool = field(default=False)

    def begin(self, phase: str) -> None:
        self.phase = phase

    def advance(self, done: int, _: int) -> None:
        if self.phase == "load" and done >= 100 and not self.is_done:
            self.is_done = True
            self.what()


def read(settings: Settings, what: Callable[[], None] = lambda: None) -> ExtractSummary:
    doing = Doing(what)
    summary = extract(settings, now=NOW, progress=doing)
    assert doing.is_done
    return summary


def test_the_cluster_makes_the_warehouse_of_one_machine(
    landed: Settings, here: dict[str, Any], cluster: DaskCluster, tmp_path: Path
) -> None:
    """Numbers would depend on where they were made, and own rules hold on one machine only."""
    settings = moved(landed, tmp_path / "home", cluster)
    assert read(settings).read > 400
    assert all_rows(settings.warehouse) == here
    assert ("staff",) in {(row[0],) for row in seniorities(settings)}
    assert read_again(settings) == 0


def seniorities(settings: Settings) -> list[tuple[Any, ...]]:
    import duckdb

    with duckdb.connect(str(settings.warehouse), read_only=True) as connection:
        return connection.execute("SELECT DISTINCT seniority FROM readings").fetchall()


def read_again(settings: Settings) -> int:
    return extract(settings, now=NOW).read


def test_a_worker_that_is_killed_loses_and_doubles_nothing(
    landed: Settings, here: dict[str, Any], cluster: DaskCluster, tmp_path: Path
) -> None:
    """A machine that dies in the night would take its postings with it."""
    settings = moved(landed, tmp_path / "home", cluster)
    read(settings, lambda: kill(cluster.workers[0]))
    assert all_rows(settings.warehouse) == here


def test_a_scheduler_that_is_killed_costs_a_second_run(
    landed: Settings, here: dict[str, Any], cluster: DaskCluster, tmp_path: Path
) -> None:
    """A run would hang, or leave half of a night that nothing completes."""
    settings = moved(landed, tmp_path / "home", cluster)
    assert cluster.scheduler is not None
    scheduler = cluster.scheduler
    with pytest.raises(SkillscanError, match="cannot be reached, or went away: what was stored"):
        read(settings, lambda: kill(scheduler))
    cluster.start_scheduler()
    for _ in range(2):
        cluster.start_worker(SKILLSCAN_HOME="/nowhere")
    cluster.wait_for_workers(4)  # they may take longer than a run waits for one
    extract(settings, now=NOW)
    assert all_rows(settings.warehouse) == here
