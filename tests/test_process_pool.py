"""The pool: everything comes back, and a process that dies is said."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from suite.patience import PATIENCE, wait_for

from skillscan.errors import SkillscanError
from skillscan.process_pool import POOL_MINIMUM, SHARD_ITEMS, Workers


@pytest.fixture
def workers() -> Iterator[Workers]:
    workers = Workers(2)
    yield workers
    workers.close()


class Deadly:
    """Ends the process that unpickles it."""

    def __reduce__(self) -> tuple[object, ...]:
        return os._exit, (1,)

    def __call__(self, shard: list[int]) -> list[int]:
        return shard


def own_process(shard: list[int]) -> list[int]:
    return [os.getpid() for _ in shard]


@pytest.mark.parametrize("count", [0, 1, SHARD_ITEMS, SHARD_ITEMS + 1, 3 * POOL_MINIMUM + 7])
def test_everything_comes_back(workers: Workers, count: int) -> None:
    """Texts would be left unread."""
    assert sorted(workers.map(sorted, range(count))) == list(range(count))


def test_little_work_starts_no_process(workers: Workers) -> None:
    """Every small run would wait some seconds for processes to start."""
    assert set(workers.map(own_process, range(POOL_MINIMUM - 1))) == {os.getpid()}
    assert set(Workers(1).map(own_process, range(3 * POOL_MINIMUM))) == {os.getpid()}


def test_a_process_that_dies_is_said(workers: Workers) -> None:
    """The run would hang, or end with a traceback of the library."""
    with pytest.raises(SkillscanError, match="SKILLSCAN_WORKERS"):
        list(workers.map(Deadly(), range(POOL_MINIMUM)))


HOLDER = """
from pathlib import Path
from skillscan.process_pool import POOL_MINIMUM, Workers
from test_process_pool import wait_for_ever
if __name__ == "__main__":
    list(Workers(2).map(wait_for_ever, range(POOL_MINIMUM)))
"""


def wait_for_ever(shard: list[int]) -> list[int]:
    with Path(os.environ["PIDS"]).open("a") as file:
        file.write(f"{os.getpid()}\n")
    time.sleep(2 * PATIENCE)
    return shard


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
def test_workers_end_with_a_killed_parent(tmp_path: Path) -> None:
    """Each would keep 200 MB for ever, and nobody would know whose it is."""
    script, pids = tmp_path / "holder.py", tmp_path / "pids"
    script.write_text(HOLDER)
    environment = {**os.environ, "PIDS": str(pids), "PYTHONPATH": str(Path(__file__).parent)}
    with subprocess.Popen([sys.executable, script], env=environment) as holder:
        wait_for(lambda: pids.exists() and len(numbers(pids)) == 2, "two workers have begun")
        holder.kill()
    try:
        wait_for(lambda: not any(map(lives, numbers(pids))), "the workers have ended")
    finally:
        for pid in filter(lives, numbers(pids)):
            os.kill(pid, signal.SIGKILL)


def numbers(path: Path) -> list[int]:
    return [int(line) for line in path.read_text().splitlines()]


def lives(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


def test_the_server_imports_while_the_work_is_prepared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where much is to come, the processes would be ready only seconds after the work is."""
    mark = tmp_path / "imported"
    (tmp_path / "slow_to_import.py").write_text(f"open({str(mark)!r}, 'w').close()\n")
    code = (
        "from skillscan.process_pool import POOL_MINIMUM, Workers\n"
        "import sys, time, pathlib\n"
        "Workers(2, preload=('slow_to_import',)).expect(int(sys.argv[1]) * POOL_MINIMUM)\n"
        f"mark, until = pathlib.Path({str(mark)!r}), time.monotonic() + float(sys.argv[2])\n"
        "while time.monotonic() < until and not mark.exists(): time.sleep(0.05)\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    subprocess.run([sys.executable, "-c", code, "0", "0.5"], check=True, timeout=120)
    assert not mark.exists()
    subprocess.run([sys.executable, "-c", code, "1", "60"], check=True, timeout=120)
    assert mark.exists()
