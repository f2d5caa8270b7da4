"""A disk that takes no more ends a crawl with a clear word, and the next crawl makes it good."""

import os
import resource
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from chaos.crawls import standing
from chaos.impatience import PATIENT_SECONDS
from chaos.market import pages, stalls, truth
from chaos.server import Served

from skillscan.boards.registry import write_boards
from skillscan.domain import Outcome
from skillscan.landing.reader import reports

STALLS = stalls(["lever"])[:12]
"""More than are open at once."""
FILE_BYTES = 1_000
"""Enough for a report, too little for a board."""


def collect(served: Served, folder: Path, file_bytes: int) -> subprocess.CompletedProcess[str]:
    """`skillscan collect` where no file can grow beyond some bytes."""
    write_boards([stall.board for stall in STALLS], folder / "boards.csv")
    limits = (file_bytes, resource.RLIM_INFINITY)
    return subprocess.run(
        [sys.executable, "-P", "-m", "skillscan", "collect", "--boards", "boards.csv"],
        cwd=folder,
        env={
            **os.environ,
            "SKILLSCAN_HOME": str(folder / "home"),
            "SKILLSCAN_API_BASE": served.base_url,
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        preexec_fn=partial(resource.setrlimit, resource.RLIMIT_FSIZE, limits),
        capture_output=True,
        text=True,
        timeout=PATIENT_SECONDS,
    )


@pytest.mark.slow
def test_a_full_disk_ends_the_crawl(served: Served, tmp_path: Path) -> None:
    """A crawl would hang, or ask hundreds of boards for what it cannot keep."""
    served.state.turn(pages(STALLS, day=0))
    done = collect(served, tmp_path, FILE_BYTES)
    landing = str(tmp_path / "home/landing")
    assert done.returncode == 1
    assert "error: Cannot write the landing file" in done.stderr
    assert "Free space there" in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.rglob("*.part"))
    assert len(served.state.asked) <= 8 + 1  # those that were open, and a second page

    again = collect(served, tmp_path, resource.RLIM_INFINITY)
    assert again.returncode == 0, again.stderr
    assert {r.outcome for r in reports(landing)[-len(STALLS) :]} == {Outcome.COMPLETE}
    assert standing(tmp_path / "home") == truth(STALLS, day=0)
