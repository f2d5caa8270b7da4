"""A test counts and ends the processes of its own, whatever runs beside it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from suite.processes import kill_all_with, processes_with

VARIABLE = "SUITE_TEST_OF_PROCESSES"
WAIT = "import sys; sys.stdin.read()"

pytestmark = pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="needs /proc")


@pytest.fixture
def waiting(tmp_path: Path) -> Iterator[dict[str, "subprocess.Popen[bytes]"]]:
    """Processes by the value of their variable: of a test, and of others beside it."""
    values = (str(tmp_path), f"{tmp_path}1", f"{tmp_path}/below")
    with ExitStack() as stack:
        found = {}
        for value in values:
            process = subprocess.Popen(
                [sys.executable, "-c", WAIT],
                env={**os.environ, VARIABLE: value},
                stdin=subprocess.PIPE,
            )
            found[value] = stack.enter_context(process)
        yield found


def test_those_of_another_test_are_neither_counted_nor_killed(
    waiting: dict[str, "subprocess.Popen[bytes]"], tmp_path: Path
) -> None:
    """Nights were blamed for what another test had left, or ended what another test needs."""
    mine = waiting[str(tmp_path)]
    assert list(processes_with(VARIABLE, str(tmp_path))) == [mine.pid]
    assert WAIT in processes_with(VARIABLE, str(tmp_path))[mine.pid]
    kill_all_with(VARIABLE, str(tmp_path))
    assert mine.wait(60) == -9
    others = [process for process in waiting.values() if process is not mine]
    assert [process.poll() for process in others] == [None, None]
