"""A crawl that is told to stop does so at once, whoever is told, and keeps what it has."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from chaos.faults import Fault
from chaos.market import Stall, pages, stalls
from chaos.server import Served
from suite.patience import PATIENCE, wait_for

from skillscan.boards.registry import write_boards
from skillscan.landing.reader import read_items, reports

FIRST_PAGE = 100
HANGING = ("lever-00?mode=json&skip=100", "lever-01?mode=json&skip=0", "greenhouse-01/jobs")

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")


def children(pid: int) -> list[int]:
    """The processes that a process started."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has just ended
        if int(fields[1]) == pid and fields[0] != "Z":
            found.append(int(stat.parent.name))
    return found


@pytest.fixture(
    params=[
        "SIGTERM",
        pytest.param("SIGINT", marks=pytest.mark.slow),
        pytest.param("SIGKILL", marks=pytest.mark.slow),
    ]
)
def stopped(
    request: pytest.FixtureRequest, served: Served, tmp_path: Path
) -> tuple[str, int | None, Path]:
    """`skillscan collect`, stopped while answers hang: the signal, its exit code, and its home."""
    chosen = [s for s in stalls(["greenhouse", "lever"]) if s.number < 2]
    _serve_hanging(served, chosen)
    write_boards([s.board for s in chosen], tmp_path / "boards.csv")
    command = [sys.executable, "-P", "-m", "skillscan", "collect", "--boards", "boards.csv"]
    environment = {
        **os.environ,
        "SKILLSCAN_HOME": str(tmp_path / "home"),
        "SKILLSCAN_API_BASE": served.base_url,
    }
    with subprocess.Popen(
        command,
        cwd=tmp_path,
        env=environment,
        stderr=subprocess.DEVNULL,
        preexec_fn=_heed_interrupts,
    ) as parent:
        wait_for(lambda: _hangs(served), "not asked for")
        wait_for(lambda: _is_read_whole(tmp_path / "home"), "a board that answers was not read")
        crawls = children(parent.pid)
        assert len(crawls) == 2
        parent.send_signal(getattr(signal, str(request.param)))
        try:
            code = parent.wait(PATIENCE)
        finally:
            parent.kill()
    wait_for(lambda: not any(map(_is_alive, crawls)), "a crawl runs on without its parent")
    return request.param, code, tmp_path / "home"


def _heed_interrupts() -> None:
    """A shell starts background jobs with SIGINT ignored, and children inherit that."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _serve_hanging(served: Served, chosen: list[Stall]) -> None:
    answers = pages(chosen, day=0)
    hanging = [key for key in answers if any(part in key for part in HANGING)]
    assert len(hanging) == len(HANGING)
    served.state.turn(answers, {key: Fault("time_out", is_lasting=True) for key in hanging})


def _hangs(served: Served) -> bool:
    return all(any(part in key for key in served.state.asked) for part in HANGING)


def _is_read_whole(home: Path) -> bool:
    return bool(reports(str(home / "landing"), board="greenhouse-00"))


def _is_alive(pid: int) -> bool:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


def test_it_ends_at_once_and_keeps_what_it_has(stopped: tuple[str, int | None, Path]) -> None:
    """A restart of the machine would lose what was read, or leave a crawl that nobody watches."""
    name, code, home = stopped
    landing = str(home / "landing")
    found = {(r.source, r.board): (r.outcome, r.reason, r.items) for r in reports(landing)}
    assert found == {
        ("greenhouse", "greenhouse-00"): ("complete", None, 6),
        ("greenhouse", "greenhouse-01"): ("failed", "crawl_stopped", 0),
        ("lever", "lever-00"): ("partial", "crawl_stopped", FIRST_PAGE),
        ("lever", "lever-01"): ("failed", "crawl_stopped", 0),
    }
    assert sum(1 for r in reports(landing) for _ in read_items(landing, r)) == 6 + FIRST_PAGE
    assert not list(home.rglob("*.part"))
    assert code == {"SIGTERM": 143, "SIGKILL": -9}.get(name, code)
    assert code != 0
