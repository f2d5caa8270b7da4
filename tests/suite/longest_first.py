"""How the tests are dealt out to the processes of pytest-xdist: files as wholes, the longest first.

A file stays in one process, because its tests share what is costly to make. Long files begin
first and short ones fill up, so that no core is idle at the end. (``--dist loadfile`` begins with
the file of the most tests, which is seldom the longest.)
"""

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from xdist.scheduler import LoadScopeScheduling

LONGEST = (
    "tests/flows/test_deploy.py",
    "tests/deploying/test_many_machines.py",
    "tests/deploying/test_two_workers_on_postgres.py",
    "tests/extract/test_on_a_cluster.py",
    "tests/test_dask_pool.py",
    "tests/replay/test_replay.py",
    "tests/nights/",
    "tests/chaos/test_closing.py",
    "tests/flows/",
    "tests/sample_market/test_demo.py",
    "tests/extract/",
    "tests/chaos/test_recovery.py",
    "tests/test_wheel.py",
    "tests/serving/mcp/test_golden.py",
    "tests/dedup/test_pairs.py",
    "tests/release/test_step.py",
    "tests/chaos/",
    "tests/nlp/",
    "tests/spiders/",
    "tests/collect/",
    "tests/site/",
    "tests/release/",
    "tests/test_adding_a_source.py",
)
"""Files and folders in the order in which they begin; all others come after them."""
TOGETHER = ("tests/flows/",)
"""Folders that share one thing among their files: Prefect's server."""
ALONE = (
    "tests/flows/test_deploy.py",
    "tests/flows/test_outage.py",
    "tests/flows/test_refresh_on_a_server.py",
    "tests/flows/test_worker_and_server.py",
)
"""Files of such folders that have a server of their own."""


def rank(nodeid: str) -> int:
    """The place of a test's file in the order."""
    places = (place for place, start in enumerate(LONGEST) if nodeid.startswith(start))
    return next(places, len(LONGEST))


def unit(nodeid: str) -> str:
    """What stays in one process with this test: its file, or its folder."""
    file = nodeid.partition("::")[0]
    folders = (folder for folder in TOGETHER if file.startswith(folder) and file not in ALONE)
    return next(folders, file)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """In a worker of xdist: put the tests in the order in which they are dealt out."""
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: rank(item.nodeid))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> "LoadScopeScheduling":
    """What deals the tests out, whatever ``--dist`` says."""
    from xdist.scheduler import LoadScopeScheduling

    class LongestFirst(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return unit(nodeid)

    config.option.loadscopereorder = False
    return LongestFirst(config, log)
