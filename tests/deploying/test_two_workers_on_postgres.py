"""The layout of the examples as plain processes: the server on PostgreSQL, and two workers."""

from pathlib import Path

import pytest
from suite.many_machines import collect_side_by_side, complete, server_on
from suite.postgres import PROGRAMS, postgres

from skillscan.release.catalog import open_latest
from skillscan.sample_market.truth import read_truth
from skillscan.sample_market.verify import compare_with_truth
from skillscan.settings import Settings

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not PROGRAMS, reason="needs PostgreSQL (apt-get install postgresql)"),
]


def test_two_workers_collect_side_by_side_and_publish_the_numbers_of_one(tmp_path: Path) -> None:
    """A team would move to PostgreSQL and a second worker, and lose or double postings there."""
    home = tmp_path / "home"
    with postgres("prefect") as database, server_on(database, tmp_path) as server:
        api = collect_side_by_side(server, tmp_path, home, home)
        complete(server, api, [api.trigger("extract")])
        complete(server, api, [api.trigger("publish", notice="Invented.")])
    publication = open_latest(Settings(home=home)).publication
    comparison = compare_with_truth(publication, read_truth(), "day_1")
    assert comparison.shares > 1000
    assert comparison.differences == ()
