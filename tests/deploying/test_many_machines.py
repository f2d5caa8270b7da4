"""Every part on a machine of its own, as plain processes, makes the numbers of one machine."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from suite.dask import dask_cluster
from suite.many_machines import collect_side_by_side, complete, server_on_postgres
from suite.postgres import PROGRAMS

from skillscan.extract.step import extract
from skillscan.release.catalog import open_latest
from skillscan.release.step import publish
from skillscan.sample_market.truth import read_truth
from skillscan.sample_market.verify import compare_with_truth
from skillscan.settings import Settings
from skillscan.site.pages import render

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not PROGRAMS, reason="needs PostgreSQL (apt-get install postgresql)"),
]


def test_many_machines_publish_the_numbers_of_one(tmp_path: Path) -> None:
    """An installation that grew would publish other numbers than the one it grew from."""
    with (
        dask_cluster(tmp_path / "cluster", environment={"SKILLSCAN_HOME": "/nowhere"}) as cluster,
        server_on_postgres(tmp_path, SKILLSCAN_DASK_SCHEDULER=cluster.address) as server,
    ):
        api = collect_side_by_side(server, tmp_path)
        complete(server, api, [api.trigger("extract")])
        complete(server, api, [api.trigger("publish", notice="Invented.")])
        assert f"Connecting to an existing Dask cluster at {cluster.address}" in server.log
        assert f"2 workers of the Dask scheduler {cluster.address} read" in server.log
    many = Settings(home=Path(server.environment["SKILLSCAN_HOME"]))
    one = Settings(home=tmp_path / "one", landing_url=many.landing)
    now = datetime.now(UTC)
    extract(one, now=now)
    publish(one, render=render, now=now, notice="Invented.")
    made, alone = open_latest(many).publication, open_latest(one).publication
    assert made.estimates == alone.estimates
    comparison = compare_with_truth(made, read_truth(), "day_1")
    assert comparison.shares > 1000
    assert comparison.differences == ()
