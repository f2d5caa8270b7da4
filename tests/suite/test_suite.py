"""How the tests themselves are run and reported."""

from collections import Counter
from pathlib import Path

import pytest
from suite.longest_first import ALONE, LONGEST, TOGETHER, rank, unit
from suite.many_machines import started_a_run
from suite.not_run import left_out

ROOT = Path(__file__).parent.parent.parent


def test_what_is_not_run_is_said() -> None:
    """A green run would be taken for one of everything."""
    reasons = Counter({"../shared is absent": 1, "needs /proc": 7})
    assert list(left_out(212, reasons)) == [
        "212 slow tests: make test-slow",
        "1 test skipped: ../shared is absent",
        "7 tests skipped: needs /proc",
    ]
    assert list(left_out(0, Counter())) == []


@pytest.mark.parametrize("place", [*LONGEST, *TOGETHER])
def test_the_long_files_are_there(place: str) -> None:
    """A long file that was renamed would begin last, and one core wait for the other."""
    assert (ROOT / place).exists()


def test_long_files_begin_first() -> None:
    """Two of four minutes would be spent on one core."""
    nodeids = ["tests/text/test_html.py::a", "tests/chaos/test_manners.py::b", f"{LONGEST[0]}::c"]
    assert sorted(nodeids, key=rank) == nodeids[::-1]
    assert unit("tests/flows/test_daily.py::a[b::c]") == unit("tests/flows/test_slots.py::d")
    assert unit(nodeids[0]) == "tests/text/test_html.py"
    assert all((ROOT / file).exists() and unit(f"{file}::a") == file for file in ALONE)


def test_who_came_second_to_a_run_did_not_start_it() -> None:
    """One worker could do all, and the test of two would pass."""
    log = """
    prefect.flow_runs.worker - worker 0: Worker 'ProcessWorker a' submitting flow run '1'
    prefect.flow_runs.worker - worker 1: Worker 'ProcessWorker b' submitting flow run '1'
    prefect.flow_runs.worker - worker 1: Aborted submission of flow run '1'. Server sent ...
    prefect.flow_runs.worker - worker 0: Flow run 'grey-owl' submitted to infrastructure
    """
    assert started_a_run(log) == {"0"}
